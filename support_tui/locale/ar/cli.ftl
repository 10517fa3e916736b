# سطر الأوامر.

cli-about = مكتب لدعم العملاء يعيش في الطرفية.
cli-config = قراءة الإعدادات من هذا الملف
cli-server = الخادم المطلوب، مثل https://desk.example.org
cli-demo = جرّبه: مكتب خاص بعملاء وزملاء متخيَّلين
cli-doctor = معرفة كيف تعرض هذه الطرفية العربية وضبطها
cli-keys = طباعة كل المفاتيح
cli-logout = نسيان تسجيل الدخول على هذا الجهاز
cli-demo-starting = جار بدء مكتب خاص…
cli-demo-failed = لم يبدأ المكتب الخاص: { $reason }
cli-no-terminal = تحتاج الواجهة إلى طرفية. للبرامج النصية أفعال: support-tui --help
cli-not-logged-in = لا أحد مسجل الدخول.
cli-logged-out = سُجّل الخروج من { $server }.

doctor-title = فحص support-tui
doctor-terminal = الطرفية: { $name }
doctor-bidi-known = تقول إن ترتيبها الخاص للنص يمكن إيقافه.
doctor-bidi-unknown = لا تقول ماذا تفعل بالنص من اليمين إلى اليسار.
doctor-card = السطر نفسه أُرسل بـ { $n } طرق. اقرأه من اليمين: يجب أن تكون الكلمات «{ $words }» وحروفها متصلة.
doctor-ask = أي سطر يُقرأ سليما؟ رقمه، أو Enter لترك كل شيء كما هو:
doctor-none = لم يتغير شيء.
doctor-wrong = لا يوجد سطر { $number }.
doctor-written = كُتب في { $path }: bidi = "{ $bidi }" و arabic_forms = "{ $forms }".
doctor-failed = لا يمكن كتابة { $path }: { $reason }

keys-none = لا شيء
