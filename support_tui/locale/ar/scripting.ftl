# أفعال سطر الأوامر وسطر «:».

verb-list = سرد محادثات قائمة تطابق استعلاما.
verb-search = البحث عن محادثات بكلماتها، الأحدث أولا، أينما كانت.
verb-show = طباعة محادثة مع رسائلها.
verb-files = عرض ملفات محادثة أو حفظها.
verb-customers = البحث عن عملاء بالاسم أو العنوان أو الشركة.
verb-tail = طباعة ما يحدث في المكتب لحظة حدوثه حتى يُنهى.
verb-open = فتح لوحة العمل عند محادثة.
verb-reply = الرد على العميل؛ النص كلماتٍ، أو من الإدخال القياسي، أو في المحرر.
verb-note = كتابة ملاحظة للزملاء؛ @ مع اسم كامل إشارة إليه.
verb-assign = إسناد المسؤولية: موظف، أو me، أو none، أو team:NAME.
verb-follow = متابعة محادثات أو إيقاف متابعتها.
verb-status = تعيين الحالة.
verb-status-alone = من دون شيء بعده: سطر واحد عن المكتب، لموجّه الأوامر أو tmux.
verb-close = إغلاق محادثات.
verb-reopen = إعادة إلى الوارد: من المغلق أو المزعج أو المهملات أو التأجيل.
verb-tag = إضافة وسوم (+اسم) وإزالتها (-اسم).
verb-priority = تعيين مدى الاستعجال.
verb-move = نقل إلى صندوق آخر.
verb-title = كتابة عنوان آخر.
verb-snooze = تأجيل حتى لحظة؛ none يوقظها.
verb-spam = وضع في المزعج.
verb-trash = وضع في المهملات.
verb-merge = ضم رسائل المحادثات الأخرى كلها إلى الأولى.
verb-split = نقل رسالة، أو هي وكل ما بعدها، إلى محادثة جديدة.
verb-join = ضم محادثة إلى المحادثة التي تشبهها إحدى رسائلها.
verb-accept = إيصال الردود إلى كاتب رسالة أيضًا.
verb-restore = إخراج من المزعج أو المهملات.
verb-undo = التراجع عما فعله طلب بمفتاحه، أو عن آخر ما فعلته.
verb-completion = طباعة برنامج الإكمال لصدفة.

verbs-look = النظر
verbs-write = الكتابة
verbs-triage = الفرز
verbs-program = البرنامج

argument-id = رقم
argument-ids = رقم
argument-message = رسالة
argument-query = استعلام
argument-words = كلمات
argument-text = نص
argument-title = عنوان
argument-who = من
argument-status = حالة
argument-tags = +وسم|-وسم
argument-mailbox = صندوق
argument-priority = أولوية
argument-phrase = متى
argument-queue = قائمة
argument-sort = ترتيب
argument-view = عرض
argument-number = عدد
argument-addresses = عناوين
argument-key = مفتاح
argument-file = ملف
argument-url = رابط
argument-folder = مجلد
argument-format = صيغة
argument-shell = bash|zsh|fish

option-config = قراءة الإعدادات من هذا الملف
option-server = الخادم المطلوب
option-help = طباعة هذه المساعدة
option-queue = القائمة المطلوبة: mine أو unassigned أو all أو closed أو anywhere أو mailbox:NAME أو team:NAME…
option-sort = attention أو newest أو oldest أو waiting أو created
option-save = احفظ الملفات في هذا المجلد، دون استبدال غيرها
option-limit = هذا العدد على الأكثر؛ 0 للكل
option-ids = طباعة الأرقام وحدها، رقم في كل سطر
option-json = طباعة JSON
option-csv = طباعة CSV
option-markdown = طباعة Markdown
option-since = البدء بعد الحدث ذي هذا الرقم
option-format = ما يُطبع، والحقول بين أقواس معقوفة
option-close = إغلاقها أيضا
option-cc = من يصله أيضا، عناوين بينها فواصل؛ فارغ لا أحد
option-send-at = متى تُرسل، مثل غدا 9
option-stop = إيقاف المتابعة
option-dry-run = قول ما كان سيُفعل من دون فعل شيء
option-view = عرض محفوظ
option-with-rest = مع كل الرسائل التي بعدها
option-title = عنوان المحادثة الجديدة
option-key = مفتاح من عندك: تكرار الأمر نفسه لا يفعل شيئا مرتين

help-options = الخيارات:
help-example = مثال:

misuse-no-verb = ما المطلوب؟ support-tui --help يسرد الأفعال.
misuse-unknown-verb = لا يوجد فعل { $word }.
misuse-unknown-verb-nearest = لا يوجد فعل { $word }. هل قصدت { $nearest }؟
misuse-unknown-option = لا يوجد خيار { $word } هنا.
misuse-unknown-option-nearest = لا يوجد خيار { $word } هنا. هل قصدت { $nearest }؟
misuse-no-value = { $option } لا يأخذ قيمة.
misuse-missing-value = { $option } يحتاج قيمة.
misuse-no-number = { $option } يحتاج عددا صحيحا، لا { $value }.
misuse-no-id = { $word } ليس رقم محادثة.
misuse-missing = ينقص: { $argument }.
misuse-too-many = { $word } كلمة زائدة.
misuse-no-choice = { $word } ليس { $kind ->
    [status] حالة
    [priority] أولوية
    [sort] ترتيبا
   *[other] خيارا
 }. الممكن: { $allowed }.
misuse-unknown-name = لا يوجد { $kind ->
    [agent] موظف يمكن أن يُسند إليه باسم
    [mailbox] صندوق باسم
    [team] فريق باسم
    [queue] قائمة باسم
    [view] عرض باسم
   *[other] شيء مثل
 } { $word }.
misuse-unknown-name-nearest = لا يوجد { $kind ->
    [agent] موظف يمكن أن يُسند إليه باسم
    [mailbox] صندوق باسم
    [team] فريق باسم
    [queue] قائمة باسم
    [view] عرض باسم
   *[other] شيء مثل
 } { $word }. هل قصدت { $nearest }؟
misuse-ambiguous = { $word } قد يكون أيا من هؤلاء: { $names }.
misuse-no-tag = { $word } ليس تغييرا للوسوم: اكتب +اسم أو -اسم.
misuse-too-long = هذا أطول من { $limit } حرفا.
misuse-no-address = { $word } ليس عنوان بريد.
misuse-one-to-merge = الضم يحتاج محادثتين: التي تبقى وأخرى.
misuse-no-message = { $word } ليس رقم رسالة.
misuse-no-key = { $word } ليس مفتاح طلب.
misuse-key-too-long = المفتاح { $limit } حرفا على الأكثر.
misuse-phrase-empty = ينقص الموعد، مثل 2h أو الثلاثاء 9.
misuse-phrase-unknown = { $word } ليس موعدا: اكتب 2h أو الثلاثاء 9 أو غدا.
misuse-phrase-no-zone = { $word } عن وقت العميل، وهو غير معروف هنا.
misuse-phrase-too-far = { $word } بعيد جدا.
misuse-phrase-in-past = { $word } مضى بالفعل.

run-see-help = المزيد: support-tui { $verb } --help
run-not-logged-in = لم يُسجَّل الدخول. ابدأ support-tui في طرفية مرة، أو عيّن { $variable } وخادما.
run-bad-address = { $url } ليس عنوانا يجوز إرسال الدخول إليه. استعمل https، أو http على هذا الجهاز.
run-unreachable = تعذر الوصول إلى { $url }: { $reason }
run-distrusted = شهادة { $url } غير موثوقة. ابدأ support-tui في طرفية للنظر فيها.
run-failed = { $sentence } ({ $code })
run-refused = #{ $number }: { $sentence } ({ $code })
run-cut-off = تم { $done } وبقي { $left }. الأمر نفسه مع --key { $key } يكمل الباقي ولا يفعل شيئا مرتين.
run-query = الاستعلام خاطئ عند الموضع { $position }: { $reason }
run-nothing = لم يوجد شيء.
run-shown = { $shown } من { $total }. يعرض --limit أكثر.
run-progress = { $done } من { $total }
run-done = { $count ->
    [zero] لم يتم شيء.
    [one] تم.
    [two] تم: محادثتان.
    [few] تم: { $count } محادثات.
    [many] تم: { $count } محادثة.
   *[other] تم: { $count } محادثة.
 }
run-done-for = { $count ->
    [zero] لم يتم شيء.
    [one] تم، الموعد { $when }.
    [two] تم: محادثتان، الموعد { $when }.
    [few] تم: { $count } محادثات، الموعد { $when }.
    [many] تم: { $count } محادثة، الموعد { $when }.
   *[other] تم: { $count } محادثة، الموعد { $when }.
 }
run-no-suggestion = لا يُعرف ما تشبهه #{ $number }. (يضم merge ما تسميه أنت.)
run-nothing-to-undo = لا شيء للتراجع عنه.
run-would-undo = { $count ->
    [0] كان هذا سيتراجع عن الطلب { $key }.
    [zero] كان هذا سيتراجع عن الطلب { $key }.
    [one] كان هذا سيتراجع عما جرى لـ #{ $number } { $title }.
    [two] كان هذا سيتراجع عما جرى لمحادثتين.
    [few] كان هذا سيتراجع عما جرى لـ { $count } محادثات.
    [many] كان هذا سيتراجع عما جرى لـ { $count } محادثة.
   *[other] كان هذا سيتراجع عما جرى لـ { $count } محادثة.
 }
run-undone = { $count ->
    [0] تم التراجع عن الطلب { $key }.
    [zero] تم التراجع عن الطلب { $key }.
    [one] تم التراجع في #{ $number } { $title }.
    [two] تم التراجع في محادثتين.
    [few] تم التراجع في { $count } محادثات.
    [many] تم التراجع في { $count } محادثة.
   *[other] تم التراجع في { $count } محادثة.
 }
run-would = #{ $number } { $title }: { $words }
run-rehearsed = لم يتغير شيء.
run-no-id-in-line = يبدأ السطر { $line } بـ { $word }، وهو ليس رقم محادثة. يطبع list --ids الأرقام وحدها.
run-no-text = لا يوجد نص.
run-editor-failed = لم ينته المحرر { $editor } بسلام. لم يُرسل شيء.

head-id = رقم
head-status = الحالة
head-priority = الأولوية
head-age = العمر
head-assignee = المسؤول
head-customer = العميل
head-tags = الوسوم
head-title = العنوان
head-conversations = المحادثات
head-company = الشركة
head-address = البريد

fact-customer = العميل
fact-status = الحالة
fact-priority = الأولوية
fact-mailbox = الصندوق
fact-assignee = المسؤول
fact-tags = الوسوم

transcript-inbound = كتب { $name }، { $at }
transcript-reply = رد { $name }، { $at }
transcript-note = ملاحظة من { $name }، { $at }
transcript-attachment = مرفق: { $name } ({ $size })

exit-0 = تم كل شيء، أو كان كذلك من قبل
exit-1 = رُفض بعضه، ولكل رقم سببه في مجرى الأخطاء؛ والباقي تم
exit-2 = الأمر أو الإعدادات أو الاستعلام خاطئ
exit-3 = لم يُسجَّل الدخول، أو غير مسموح
exit-4 = تعذر الوصول إلى الخادم
exit-5 = لا توجد محادثة كهذه ولا شيء كهذا
exit-130 = قوطع

run-tail-away = انقطع الاتصال ({ $reason })؛ تُعاد المحاولة.
run-tail-back = عاد الاتصال.
run-tail-gap = ما حدث بين الحدثين { $since } و{ $until } أكثر من أن يُروى، فتُرك.
run-tail-logged-out = انتهى الدخول.

misuse-no-field = لا يوجد حقل { $word }. الممكن: { $allowed }.

status-line = ✉ { $unread } لي { $mine } جديد { $unassigned } { $line }
status-field-unread = محادثاتك التي كتب فيها عميل منذ آخر نظرة
status-field-mine = محادثاتك المفتوحة
status-field-unassigned = محادثات مفتوحة بلا مسؤول
status-field-all = كل المحادثات المفتوحة
status-field-following = محادثات مفتوحة تتابعها
status-field-snoozed = المؤجلة
status-field-closed = المغلقة
status-field-spam = ما في المزعج
status-field-line = ● قاله الخادم للتو، ○ معروف من قبل

verb-line-one = على #{ $number }
verb-line-many = { $count ->
    [zero] على لا شيء
    [one] على محادثة واحدة
    [two] على محادثتين
    [few] على { $count } محادثات
    [many] على { $count } محادثة
   *[other] على { $count } محادثة
 }
verb-line-done = { $count ->
    [zero] لم يتم شيء: { $words }. { $undo_key } للتراجع.
    [one] تم: { $words }. { $undo_key } للتراجع.
    [two] تم لمحادثتين: { $words }. { $undo_key } للتراجع.
    [few] تم لـ { $count } محادثات: { $words }. { $undo_key } للتراجع.
    [many] تم لـ { $count } محادثة: { $words }. { $undo_key } للتراجع.
   *[other] تم لـ { $count } محادثة: { $words }. { $undo_key } للتراجع.
 }

cmd-pipe-run = إعطاء لأمر
pipe-nothing-loaded = المحادثة غير محمّلة والخادم لا يجيب.
pipe-title = إعطاء المحادثة لأمر
pipe-form-plain = نصا بسيطا
pipe-form-markdown = بصيغة Markdown
pipe-form-json = بصيغة JSON
pipe-running = يعمل { $command }… Esc ينهيه.
pipe-ended = انتهى { $command }.
pipe-failed = انتهى { $command } برمز { $code }.
pipe-killed = أنهت الإشارة { $signal } الأمر { $command }.
pipe-timed-out = أُنهي { $command } بعد { $seconds } ثانية.
pipe-cancelled = أُنهي { $command }.
pipe-not-started = تعذر بدء { $command }: { $reason }
pipe-cut = تُعرض أول { $shown } فقط.
pipe-errors = ما قاله عن نفسه:
pipe-nothing = لم يقل شيئا.
pipe-keys = n ملاحظة · r رد · y نسخ · j k تحريك · Esc إغلاق
