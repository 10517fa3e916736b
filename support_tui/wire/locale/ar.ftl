# أسباب عدم تنفيذ الطلب: نص لكل رمز.

refusal-malformed = تعذّرت قراءة الطلب: { $reason }.
refusal-invalid-field = الحقل { $field } غير صحيح: { $reason ->
    [agent_disabled] هذا الموظف موقوف
    [agent_outside_mailbox] هذا الموظف لا يرى ذلك الصندوق
    [bad_host] هذا ليس اسم خادم ولا عنوانه
    [bad_name] هذا لا يصلح اسمًا
    [bad_url] المطلوب عنوان يبدأ بـ https://‎
    [bad_variable] هذا لا يصلح اسمًا لمتغير
    [empty] لا تذكر شيئًا
    [empty_name] الاسم مطلوب
    [last_admin] هذا آخر مدير، ولا بد للمكتب من مدير
    [needs_owner] لا يكون العرض خاصًا إلا بموظف
    [negative] لا يمكن أن يكون أقل من صفر
    [no_language] هذا ليس رمز لغة
    [no_list_of_texts] المطلوب قائمة نصوص
    [no_tab] لا يوجد تبويب كهذا
    [no_time_zone] هذه ليست منطقة زمنية
    [number_too_large] هذا العدد كبير جدًا
    [oauth_missing] يحتاج إعدادات OAuth أيضًا
    [repeated] الشيء نفسه مذكور مرتين
    [unknown_field] لا يوجد حقل بهذا الاسم
    [user_missing] يحتاج اسم مستخدم للدخول
   *[other] { $reason }
 }.
refusal-too-large = الحجم أكبر من المسموح؛ الحد الأقصى { $limit }.
refusal-unknown-route = لا يوجد شيء في هذا العنوان.
refusal-method-not-allowed = هذا العنوان لا يقبل هذا النوع من الطلبات.
refusal-query-invalid = في الاستعلام خطأ عند الموضع { $position }: { $reason }
refusal-rate-limited = طلبات كثيرة. حاول مجددًا بعد { $retry_after_s ->
    [zero] { $retry_after_s } ثانية
    [one] ثانية واحدة
    [two] ثانيتين
    [few] { $retry_after_s } ثوانٍ
    [many] { $retry_after_s } ثانية
   *[other] { $retry_after_s } ثانية
 }.
refusal-not-logged-in = سجّل الدخول أولًا.
refusal-token-expired = انتهت صلاحية تسجيل الدخول. سجّل الدخول من جديد.
refusal-bad-credentials = البريد الإلكتروني أو كلمة المرور غير صحيحة.
refusal-forbidden = ليس لديك إذن لهذا الإجراء ({ $action }). يستطيع المدير منحه لك.
refusal-not-found = غير موجود: { $kind ->
    [agent] الموظف
    [attachment] المرفق
    [conversation] المحادثة
    [customer] العميل
    [draft] المسودة
    [file] ملف بداخله
    [mailbox] الصندوق
    [message] الرسالة
    [queue] الطابور
    [source] مصدر بريدي: لم تصل بالبريد
    [tag] الوسم
    [team] الفريق
    [text] نص في هذا الملف
    [unread_mail] بريد غير مقروء هنا
    [view] العرض
   *[other] العنصر
 } ({ $id }).
refusal-conversation-merged = دُمجت المحادثة #{ $id } في #{ $into }؛ نفّذ الإجراء على تلك.
refusal-conversation-purged = حُذفت المحادثة #{ $id } نهائيًا.
refusal-no-change = هذا هو الحال أصلًا؛ لم يتغير شيء.
refusal-changed-since = غيّر { $by } هذا الأمر ({ $field }) إلى { $value } في هذه الأثناء. راجعه ثم قرر من جديد.
refusal-already-undone = سبق أن تراجع { $by } عن هذا.
refusal-not-undoable = { $action ->
    [purge_conversation] ما حُذف نهائيا لا يعود.
   *[other] لا يمكن التراجع عن هذا.
}
refusal-key-reused = مفتاح الطلب { $key } استُخدم من قبل لأمر آخر.
refusal-empty-text = لا يوجد نص لإرساله.
refusal-no-recipient = لا يوجد من يُرسل إليه: ليس للعميل عنوان.
refusal-no-channel = لا يصل أي ردّ إلى هذا العميل: لا منفذ للصندوق، أو لا عنوان للعميل.
refusal-bad-address = { $address } ليس عنوان بريد إلكتروني.
refusal-already-sent = فات الأوان: خرج هذا الرد بالفعل ({ $state }).
refusal-name-taken = { $kind ->
    [address] العنوان { $name } لصندوق آخر.
    [email] العنوان { $name } مسجل لشخص من قبل.
    [mailbox] يوجد صندوق باسم { $name } من قبل.
    [tag] يوجد وسم باسم { $name } من قبل.
    [team] يوجد فريق باسم { $name } من قبل.
    [view] يوجد عرض باسم { $name } من قبل.
   *[other] { $name } مستخدم من قبل.
 }
refusal-too-many = { $kind ->
    [view] عدد العروض { $limit } بالفعل ولا يتسع لمزيد. احذف واحدًا أولًا.
   *[other] العدد { $limit } بالفعل ولا يتسع لمزيد.
 }
refusal-mailbox-in-use = في { $name } { $conversations ->
    [zero] { $conversations } محادثة
    [one] محادثة واحدة
    [two] محادثتان
    [few] { $conversations } محادثات
    [many] { $conversations } محادثة
   *[other] { $conversations } محادثة
 }، مع ما في المزعجة وسلة المحذوفات. انقلها إلى صندوق آخر أولًا.
refusal-mail-queued = ما زال على { $name } أن يُرسل { $letters ->
    [zero] { $letters } رسالة
    [one] رسالة واحدة
    [two] رسالتين
    [few] { $letters } رسائل
    [many] { $letters } رسالة
   *[other] { $letters } رسالة
 }. انتظر خروجها أو تراجع عما ينتظر؛ لم يتغير شيء.
refusal-last-mailbox = { $name } آخر صندوق، ولا بد للمكتب من صندوق.
refusal-secret-set-since = ضُبطت كلمة مرور أو رمز بعد ذلك، وكانت ستصل إلى الخادم السابق. لم يُتراجع عن شيء: عدّل الإعدادات بيدك.
refusal-time-in-past = هذا الوقت قد مضى.
refusal-time-too-far = هذا أبعد من { $days } يومًا.
refusal-waited-too-long = انتظر أكثر من { $days } يومًا، وربما نسي الخادم هل نُفّذ أم لا، فلم يُرسل مجددًا. تحقق هل نُفّذ، ثم اطلبه من جديد.
refusal-shares-messages = دُمجت المحادثة #{ $id } أو فُصلت: سجل محادثات أخرى يذكر رسائلها، فلا يمكن حذفها نهائيًا.
refusal-not-in-trash = لا يُحذف نهائيًا إلا ما في سلة المحذوفات.
refusal-merge-into-itself = لا تُدمج المحادثة #{ $id } في نفسها.
refusal-merge-circle = المحادثة #{ $id } مدمجة في #{ $into } من قبل، والعكس يصير حلقة.
refusal-merge-into-folder = المحادثة #{ $id } في { $folder ->
    [spam] المزعجة
   *[other] سلة المحذوفات
 }. استعدها أولًا، أو ادمج في الاتجاه الآخر.
refusal-split-leaves-nothing = لن يبقى شيء في #{ $id }: لا بد من رسالة واحدة على الأقل في كل محادثة.
refusal-link-to-itself = لا تُربط المحادثة #{ $id } بنفسها.
refusal-already-linked = المحادثتان #{ $id } و#{ $other } مرتبطتان من قبل.
refusal-disk-full = قرص الخادم ممتلئ. لم يتغير شيء والقراءة مستمرة. أفرغ بعض المساحة ثم حاول مجددًا.
refusal-secrets-locked = لم يُحفظ السر: { $reason ->
    [bad_key] ‏{ $where } لا يحوي مفتاحًا؛ المطلوب 32 بايت بترميز base64 الآمن للعناوين
    [unreadable] تتعذر قراءة المفتاح في { $where }
   *[unwritable] تتعذر كتابة المفتاح في { $where }
 }.
refusal-read-only = المكتب للقراءة فقط حاليًا ({ $reason }). لم يتغير شيء.
refusal-too-slow = استغرق الجواب أكثر من { $deadline_ms } م.ث فأُلغي. ضيّق الاستعلام.
refusal-shutting-down = الخادم يتوقف الآن. سيُعاد إرسال الطلب عند عودته.
refusal-internal = حدث خطأ في الخادم. لم يتغير شيء. مرجع للمدير: { $reference }.

# ما يحل محل قيمة لم يحملها الرفض.
refusal-somebody = زميل
refusal-something = شيء

# لماذا لا يُعد النص استعلامًا: نص لكل رمز.

query-unknown-field = لا يوجد حقل باسم { $field }.
query-unknown-field-nearest = لا يوجد حقل باسم { $field }. هل تقصد { $nearest }؟
query-missing-value = { $field }: يحتاج إلى قيمة.
query-bad-value = لا يكون { $field } بالقيمة { $value }. الممكن: { $allowed }.
query-bad-value-nearest = لا يكون { $field } بالقيمة { $value }. هل تقصد { $nearest }؟ الممكن: { $allowed }.
query-bad-duration = { $value } ليست مدة. اكتب 30m أو 4h أو 2d أو 1w (أو ٣٠د، ٤س، ٢ي، ١أ).
query-bad-date = { $value } ليس تاريخًا. اكتب 2026-01-31 أو 2026-01 أو 2026 أو اليوم أو أمس.
query-bad-range = { $value } ليس مجالًا. اكتب الطرف الأصغر أولًا والطرفين من نوع واحد: 1d..3d أو 2026-01-01..2026-01-31.
query-bad-number = { $value } ليس رقم { $field ->
    [id] محادثة
   *[other] { $field }
 }.
query-not-comparable = لا يُقارن { $field } بعلامتي < و >.
query-unknown-name = لا يوجد في { $field } اسم { $value }.
query-unknown-name-nearest = لا يوجد في { $field } اسم { $value }. هل تقصد { $nearest }؟
query-empty-word = لا يوجد هنا حرف أو رقم للبحث عنه.
query-unclosed-quote = علامة الاقتباس هذه غير مغلقة.
query-unclosed-paren = هذا القوس غير مغلق.
query-unopened-paren = هذا القوس لم يُفتح.
query-empty-group = لا شيء بين هذين القوسين.
query-missing-operand = ينقص شيء بجانب { $operator }.
query-too-long = الاستعلام أطول من { $limit } حرف.
query-too-many-terms = في الاستعلام أكثر من { $limit } جزءًا.
query-too-deep = تداخل الاستعلام أعمق من { $limit }.

# ما الخطأ في إعداد: نص لكل رمز، ويسبقه الملف والسطر والمفتاح.

setting-unreadable = تعذّرت قراءة هذا الملف: { $reason }.
setting-syntax = هذا ليس TOML صحيحًا: { $reason }.
setting-unknown = لا يوجد إعداد بهذا الاسم.
setting-unknown-nearest = لا يوجد إعداد بهذا الاسم. هل تقصد { $nearest }؟
setting-bad-value = لا تصح هنا القيمة { $value }: { $expected ->
    [choice] استخدم إحدى القيم { $allowed }
    [number] المطلوب عدد صحيح من { $least } إلى { $most }
    [switch] المطلوب true أو false
    [text] المطلوب نص بين علامتي اقتباس، غير فارغ ولا مفرط الطول
    [list] المطلوب قائمة نصوص
   *[table] المطلوب جدول
 }.
setting-needs = هذا الإعداد يحتاج أيضًا إلى { $other }.
setting-clashes = هذا الإعداد و{ $other } لا يجتمعان؛ اكتف بأحدهما.
setting-no-file = لا يوجد ملف باسم { $value }.
setting-not-loopback = تستطيع أجهزة أخرى الوصول إلى { $value }: عيّن tls_certificate وtls_key، أو allow_plain_http = true خلف وسيط يشفّر الاتصال.

# ما الخلل في خادم البريد: نص لكل رمز. ‏said كلام الخادم نفسه.

mail-trouble-host-unknown = لا يوجد خادم باسم { $host }.
mail-trouble-not-listening = ‏{ $host } يجيب، لكن لا خادم بريد على المنفذ { $port }.
mail-trouble-unreachable = تعذّر الوصول إلى { $host }: { $reason }.
mail-trouble-silent = لم يُجب { $host } خلال { $seconds } ث.
mail-trouble-line-broke = أنهى { $host } الاتصال.
mail-trouble-certificate-expired = انتهت صلاحية شهادة { $host }.
mail-trouble-certificate-untrusted = شهادة { $host } غير موثوقة: { $reason }.
mail-trouble-certificate-of-another = الشهادة ليست لـ { $host }: { $reason }.
mail-trouble-no-tls = لا يشفّر { $host } الاتصال كما هو مضبوط: { $reason }.
mail-trouble-no-secret = لا توجد كلمة مرور للدخول باسم { $user }.
mail-trouble-login-refused = لم يُسمح بدخول { $user }: { $said }
mail-trouble-login-outdated = لم يعد { $host } يقبل هذا التفويض: { $said }
mail-trouble-token-unreachable = تعذّر الوصول إلى { $host } الذي يصدر الرموز: { $reason }.
mail-trouble-token-refused = لم يصدر { $host } رمزًا: { $said }
mail-trouble-token-not-set = لم يُفوَّض الصندوق عبر OAuth بعد.
mail-trouble-no-folder = لا يوجد مجلد { $folder } على الخادم.
mail-trouble-busy = ‏{ $host } مشغول حاليًا: { $said }
mail-trouble-nonsense = قال { $host } ما لا يقوله خادم بريد: { $said }
mail-trouble-said-no = رفض { $host }: { $said }
mail-trouble-full = الحساب على خادم البريد ممتلئ بنسبة { $percent }٪: لن يقبل بريدًا قريبًا.
mail-trouble-replies-wait = الردود تنتظر لتعذّر تسليمها ({ $said }).
mail-trouble-wait-switched-off = الإرسال متوقف: الردود تنتظر إلى أن يُشغَّل.
mail-trouble-wait-no-secret = الردود تنتظر إلى أن تُضبط كلمة مرور { $user } للإرسال أو تفويضه.
mail-trouble-sent-enough = أُرسل في ساعة أقصى ما يُسمح به ({ $limit }): الردود تنتظر.
mail-trouble-too-many-answers = أعطى في ساعة أقصى ما يُسمح به من الردود التلقائية، ولم يُعطَ بعدها { $count ->
    [zero] { $count } رد
    [one] رد واحد
    [two] ردان
    [few] { $count } ردود
    [many] { $count } ردًا
   *[other] { $count } رد
 }. ربما يرد جهازان أحدهما على الآخر.
mail-trouble-not-kept = تعذّر حفظ البريد هنا: { $reason }.
mail-trouble-internal = خطأ في هذا البرنامج (المرجع { $reference }).

# ما العمل، حيث لا تقوله الجملة أعلاه.

mail-advice-host-unknown = ابحث عن خطأ في الكتابة، وتأكد أن هذا الجهاز يجد الأسماء أصلًا.
mail-advice-not-listening = تحقق من المنفذ: { $part ->
    [imap] ‏993 مع tls و143 مع starttls
   *[smtp] ‏465 مع tls و587 مع starttls
 }.
mail-advice-unreachable = تحقق من شبكة هذا الجهاز وجداره الناري.
mail-advice-silent = ربما يعترض جدار ناري، أو أن المنفذ خاطئ.
mail-advice-line-broke = تحقق من المنفذ والتشفير؛ وبعض الخوادم تقطع عمن لا تعرف عنوانه.
mail-advice-certificate-expired = على من يدير الخادم تجديدها. وقد تكون ساعة هذا الجهاز خاطئة.
mail-advice-certificate-untrusted = للشهادة الخاصة: ضعها في الملف الذي يسميه SSL_CERT_FILE وشغّل المكتب به.
mail-advice-certificate-of-another = استعمل الاسم الذي في الشهادة.
mail-advice-no-tls = تحقق من نوع التشفير ومن المنفذ الذي يناسبه.
mail-advice-no-secret = اضبطها بالأمر support-server mailbox secret أو من هنا.
mail-advice-login-refused = تحقق من المستخدم وكلمة المرور. المستخدم غالبًا هو العنوان كاملًا.
mail-advice-login-outdated = فوّضه من جديد: support-server mailbox oauth
mail-advice-token-refused = تحقق من معرّف العميل وسره والنطاق وعنوان الرموز.
mail-advice-token-not-set = فوّضه: support-server mailbox oauth
mail-advice-no-folder = اختر مما يعرضه الخادم.
mail-advice-nonsense = ربما يستمع هناك غير خادم بريد؛ تحقق من الخادم والمنفذ.
mail-hint-app-password = يطلب هذا المزوّد كلمة مرور خاصة بهذا البرنامج (كلمة مرور التطبيق)، لا التي تدخل بها في المتصفح.
mail-hint-oauth = لا يُدخل هذا المزوّد البرامج إلا عبر OAuth 2: اجعل الدخول oauth2 ثم support-server mailbox oauth
mail-hint-encrypt = لا يقبل الخادم كلمات المرور إلا عبر اتصال مشفّر: اختر tls أو starttls.
mail-hint-use-tls = هذا المنفذ لـ tls.
mail-hint-use-starttls = هذا المنفذ لـ starttls.
mail-hint-login-first = يطلب الخادم الدخول: اضبط المستخدم وكلمة المرور.
mail-hint-no-login = لا يعرف الخادم الدخول: اترك المستخدم فارغًا.

# نتيجة خطوة من اختبار الصندوق.

mail-step-connect = تم الاتصال بـ { $host } على المنفذ { $port } مشفّرًا ({ $tls }).
mail-step-connect-noted = تم الاتصال بـ { $host } على المنفذ { $port } بلا تشفير.
mail-step-connect-skipped = { $part ->
    [imap] لم يُضبط خادم لجلب البريد.
   *[smtp] لم يُضبط خادم لتسليم الردود، لا هنا ولا في ملف الإعدادات.
 }
mail-step-login = تم الدخول باسم { $user }.
mail-step-login-skipped = لم يُضبط مستخدم، فلم يكن هناك دخول.
mail-step-folders = { $count ->
    [zero] لا مجلدات
    [one] مجلد واحد
    [two] مجلدان
    [few] { $count } مجلدات
    [many] { $count } مجلدًا
   *[other] { $count } مجلد
 } على الخادم؛ تمكن قراءة { $read } ({ $messages ->
    [zero] لا رسائل
    [one] رسالة واحدة
    [two] رسالتان
    [few] { $messages } رسائل
    [many] { $messages } رسالة
   *[other] { $messages } رسالة
 }).
mail-step-idle = يُعلم الخادم بنفسه عند وصول بريد (IDLE).
mail-step-idle-noted = لا يُعلم الخادم بوصول البريد (لا IDLE): يُسأل كل { $seconds } ث.
mail-step-send = قُبلت رسالة اختبار إلى { $to }: { $said }
mail-test-subject = اختبار الصندوق { $mailbox }
mail-test-text = أُرسلت هذه الرسالة لتجربة الصندوق { $mailbox }. إن كنت تقرؤها فالإرسال يعمل.
