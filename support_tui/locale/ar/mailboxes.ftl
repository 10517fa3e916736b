# ما جرى للصناديق كما يرويه السجل.

event-mailbox-made = إنشاء الصندوق { $name }
event-mailbox-changed = تعديل الصندوق { $name }
event-mailbox-removed = إزالة الصندوق { $name }
event-mailbox-setting-changed = تعديل { $field } في الصندوق { $name }
event-mailbox-secret = { $is_set ->
    [yes] ضبط { $kind } للصندوق { $name }
   *[no] إزالة { $kind } للصندوق { $name }
}
mailbox-secret-kind = { $kind ->
    [imap_password] كلمة مرور IMAP
    [smtp_password] كلمة مرور SMTP
    [oauth_refresh_token] رمز OAuth
   *[oauth_client_secret] سر عميل OAuth
}

# شاشات إدارتها.

mailboxes-title = الصناديق
mailboxes-keys = Enter للتعديل · n جديد · t لتجربة خوادمه · x لإيقاف الجلب والإرسال أو تشغيلهما · Del للإزالة · z للتراجع · Esc للرجوع
mailboxes-new = صندوق جديد
mailboxes-no-server = لا خادم للجلب منه
mailboxes-switched-off = ‏{ $host }: موقوف
mailboxes-line = { $line ->
    [connecting] ‏{ $host }: جارٍ الاتصال…
    [connected] ‏{ $host }: متصل منذ { $since }
    [retrying] ‏{ $host }: منقطع منذ { $since }، وتُعاد المحاولة تلقائيًا
    [refused] ‏{ $host }: مرفوض منذ { $since }، ويلزم تغيير شيء
   *[off] ‏{ $host }: لا يعمل
}
mailboxes-count = { $what ->
    [waiting] على الخادم ولم تُجلب بعد: { $n }
    [missing] مفقودة هنا: { $n }
   *[quarantined] تعذّرت قراءتها: { $n }
}
mailboxes-sends = تُرسل الردود بالبريد
mailboxes-pause = الردود تنتظر: { $why }
mailboxes-sends-nothing = لا تُرسل الردود: لا خادم أو لا عنوان
mailboxes-nothing-to-switch = ليس لـ { $name } خادم خاص لإيقافه أو تشغيله.
mailboxes-unreachable = الخادم لا يجيب. لم يتغير شيء.
mailboxes-form-title = { $name }
mailboxes-form-changed = { $name } · لم يُحفظ بعد
mailboxes-form-keys = Enter للتعديل · Space الخيار التالي · Del للتفريغ · t لتجربته كما هو · s للحفظ · Esc للرجوع
mailboxes-section = { $section ->
    [box] الصندوق
    [imap] جلب البريد (IMAP)
    [smtp] إرسال الردود (SMTP)
    [oauth] OAuth 2
   *[answer] إشعار الاستلام التلقائي
}
mailboxes-field = { $field ->
    [name] الاسم
    [address] العنوان
    [sender_name] اسم المرسل
    [aliases] عناوين أخرى
    [signature] التوقيع
    [closed_policy] بريد إلى محادثة مغلقة
    [closed_days] بعد أيام
    [imap_host] الخادم
    [imap_is_on] الجلب
    [imap_security] التشفير
    [imap_port] المنفذ
    [imap_user] المستخدم
    [imap_login] الدخول بـ
    [imap_password] كلمة المرور
    [imap_folders] المجلدات
    [imap_begin] بريد سابق هناك
    [imap_poll_s] يُفحص كل (ث)
    [smtp_host] الخادم
    [smtp_is_on] الإرسال
    [smtp_security] التشفير
    [smtp_port] المنفذ
    [smtp_user] المستخدم
    [smtp_login] الدخول بـ
    [smtp_password] كلمة المرور
    [oauth_client_id] معرّف العميل
    [oauth_client_secret] سر العميل
    [oauth_token_url] عنوان الرموز
    [oauth_scope] النطاق
    [oauth_device_url] عنوان الأجهزة
    [oauth_authorize_url] عنوان الموافقة
    [oauth_refresh_token] الرمز
    [acknowledgement_is_on] الإرسال
    [acknowledgement_text] النص بالإنجليزية
    [acknowledgement_text_ar] النص بالعربية
    [has_plus_addresses] الردود إلى box+…@
    [trusted_hosts] خوادم تحقق موثوقة
    [quotes_original] اقتباس الأصل
   *[mail_per_hour] أقصى عدد في الساعة
}
mailboxes-choice = { $choice ->
    [tls] TLS
    [starttls] STARTTLS
    [none] بلا
    [password] كلمة مرور
    [oauth2] OAuth 2
    [true] يعمل
    [false] موقوف
    [begin_new] يبقى على الخادم
    [begin_archive] يدخل مغلقًا
    [begin_all] يدخل مفتوحًا
    [reopen] يعيد فتحها
    [new] يبدأ محادثة جديدة
   *[new_after_days] يبدأ جديدة بعد أيام
}
mailboxes-lines = { $n ->
    [one] (سطر واحد)
    [two] (سطران)
    [few] ({ $n } أسطر)
    [many] ({ $n } سطرًا)
   *[other] ({ $n } سطر)
}
mailboxes-secret-unset = غير مضبوط
mailboxes-secret-set = مضبوط منذ { $since }
mailboxes-secret-variable = يقرؤه الخادم من ‎${ $name }
mailboxes-secret-no-variable = مفقود: ليس لدى الخادم ‎${ $name }
mailboxes-secret-lost = ضاع مع مفتاحه: اضبطه من جديد
mailboxes-secret-hint = يقرأ الخادم env:NAME من بيئته
mailboxes-list-hint = بينها فواصل
mailboxes-wrong = { $why ->
    [number] المطلوب عدد من { $least } إلى { $most }.
    [long] هذا طويل جدًا.
   *[empty] يلزم واحد على الأقل.
}
mailboxes-folders-asked = يُسأل الخادم عن مجلداته…
mailboxes-folders-title = المجلدات التي تُقرأ
mailboxes-folders-unknown = لم يعرضها الخادم (t يقول لماذا)؛ بينها فواصل
mailboxes-nothing-changed = لم يتغير شيء.
mailboxes-saved = حُفظ { $name }.
mailboxes-leave-unsaved = ما عدّلته لم يُحفظ. هل تتركه؟
mailboxes-test-title = اختبار { $name }
mailboxes-test-keys = m لإرسال رسالة اختبار · r من جديد · Esc للرجوع
mailboxes-test-runs = {"  "}… قيد التجربة
mailboxes-test-to = رسالة اختبار إلى
mailboxes-part = { $part ->
    [imap] جلب البريد
   *[smtp] إرسال البريد
}
dialog-lines-hint = Ctrl+S للأخذ · Esc للترك
mailboxes-theirs = صار هنا ما حفظه غيرك وفوقه ما عدّلته أنت. راجعه ثم احفظ من جديد.
mailboxes-token-hint = يجلبه على جهاز الخادم support-server mailbox oauth
