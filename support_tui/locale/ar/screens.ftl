# الحوارات والمساعدة وتسجيل الدخول وسائر شاشات الإطار.

dialog-type-to-find = اكتب للبحث
dialog-nothing = لا شيء يطابق.
dialog-pick-hint = Enter للاختيار · Esc للخروج
dialog-pick-many-hint = Tab أو المسافة للتبديل · Enter لأخذ المختار · Esc للخروج
dialog-ask-hint = Enter للأخذ · Esc للخروج
dialog-confirm-hint = y أو Enter: نعم · n أو Esc: لا
dialog-danger-hint = y: نعم · n أو Esc: لا
dialog-new = جديد: { $name }

palette-placeholder = أمر أو محادثة أو عميل…
palette-disabled = ليس الآن: { $reason }

help-title = المفاتيح: { $pane }
help-hint = اكتب للبحث · Enter للتنفيذ · Esc للخروج

theme-title = الألوان
theme-auto = كما هو الطرف
theme-dark = داكن
theme-light = فاتح
theme-contrast = تباين عالٍ
theme-contrast-light = تباين عالٍ على أبيض
theme-none = بلا ألوان
language-title = اللغة
language-en = English
language-ar = العربية

login-title = سجل الدخول إلى مكتبك
login-server = الخادم
login-email = البريد الإلكتروني
login-password = كلمة المرور
login-hint = Enter للمتابعة · Ctrl+Q للإنهاء
login-asking = جار سؤال الخادم…
login-unreachable = { $server } لا يجيب: { $reason }
login-certificate = لا أحد يكفل شهادة { $server }. قارن هذه البصمة بما يعطيك المدير:
    { $fingerprint }
    يثق Enter بهذه الشهادة من الآن، ولم يُرسل شيء بعد.
login-certificate-changed = يعرض { $server } شهادة غير السابقة. ربما يتنصت أحد: لا تتابع إلا إذا أكد المدير أن هذه هي البصمة الجديدة:
    { $fingerprint }
    يثق Enter بهذه الشهادة من الآن، ولم يُرسل شيء بعد.
login-bad-address = ليس هذا عنوان خادم. اكتب https://desk.example.org
login-insecure = ستسافر كلمة المرور عبر http بلا حماية. استعمل https أو اعمل على هذا الجهاز.
login-missing = املأ الثلاثة كلها.

customers-title = البحث عن عميل
