# عناوين أوامر الجدول، وهي نفسها في لوحة الأوامر والمساعدة والتوثيق.

group-move = التنقل
group-triage = الفرز
group-write = الكتابة
group-thread = القراءة
group-customer = العميل
group-mark = التحديد
group-view = العرض
group-go = الانتقال إلى
group-desk = المكتب

scope-inbox = الوارد
scope-thread = المحادثة
scope-context = العميل
scope-composer = المحرر
scope-any = كل مكان

cmd-move-down = أسفل
cmd-move-up = أعلى
cmd-move-half-down = نصف صفحة إلى أسفل
cmd-move-half-up = نصف صفحة إلى أعلى
cmd-move-page-down = صفحة إلى أسفل
cmd-move-page-up = صفحة إلى أعلى
cmd-move-top = الأول
cmd-move-bottom = الأخير

cmd-conversation-close = إغلاق ثم التالي
cmd-conversation-reopen = إعادة فتح
cmd-conversation-status = الحالة…
cmd-conversation-assign = إسناد…
cmd-conversation-take = أتولاها
cmd-conversation-follow = متابعة أو إلغاؤها
cmd-conversation-tags = الوسوم…
cmd-conversation-priority = الأولوية…
cmd-conversation-move = نقل إلى صندوق…
cmd-conversation-snooze = تأجيل…
cmd-conversation-trash = إلى المهملات
cmd-conversation-spam = رسالة مزعجة
cmd-conversation-unread = وضع علامة غير مقروء
cmd-conversation-title = تعديل العنوان
cmd-conversation-copy = نسخ الرقم أو الرابط…

cmd-compose-reply = رد
cmd-compose-reply-sender = رد على المرسل وحده
cmd-compose-note = ملاحظة داخلية
cmd-compose-forward = إعادة توجيه
cmd-compose-new = محادثة جديدة
cmd-composer-send = إرسال
cmd-composer-send-close = إرسال وإغلاق
cmd-composer-later = إرسال لاحقًا…
cmd-composer-save = حفظ المسودة
cmd-composer-editor = التحرير في محررك
cmd-composer-leave = خروج مع حفظ المسودة

cmd-view-open = فتح
cmd-view-next-conversation = المحادثة التالية
cmd-view-previous-conversation = المحادثة السابقة
cmd-thread-next-message = الرسالة التالية
cmd-thread-previous-message = الرسالة السابقة
cmd-thread-toggle = بسط أو طي
cmd-thread-quoted = النص المقتبس
cmd-thread-headers = الترويسات كاملة
cmd-thread-find = بحث في المحادثة
cmd-thread-links = فتح رابط…
cmd-thread-files = الملفات…
cmd-thread-mail-headers = ترويسات الرسالة
cmd-thread-charset = قراءة بترميز آخر…
cmd-thread-source = مصدر الرسالة
cmd-joining-merge = دمج…
cmd-joining-link = ربط بمحادثة أخرى…
cmd-joining-unlink = إزالة رابط…
cmd-thread-split = فصل رسائل…
cmd-thread-retry = إعادة إرسال رد متعثر، أو قراءة بريد تعذّرت قراءته
cmd-view-conversation-log = سجل التغييرات

cmd-view-context = لوحة العميل
cmd-context-edit = تعديل الحقل
cmd-context-note = ملاحظة عن العميل
cmd-context-attribute = إضافة خاصية

cmd-mark-toggle = تحديد
cmd-mark-range = تحديد نطاق

cmd-view-back = رجوع
cmd-view-next-pane = اللوحة التالية
cmd-view-previous-pane = اللوحة السابقة
cmd-view-queue-number = القائمة برقمها
cmd-view-next-queue = القائمة التالية
cmd-view-previous-queue = القائمة السابقة
cmd-view-filter = تصفية
cmd-view-sort = ترتيب…
cmd-view-zoom = تكبير اللوحة
cmd-view-palette = كل الأوامر
cmd-view-help = مساعدة
cmd-view-theme = فاتح أو داكن…
cmd-view-language = اللغة…
cmd-view-reconnect = جرّب الاتصال الآن، أو سجّل الدخول مجددًا
cmd-view-suspend = إلى الصدفة (يعيدك fg)
cmd-view-redraw = أعد رسم الشاشة
cmd-view-quit = إنهاء

cmd-go-inbox = كل المفتوحة
cmd-go-mine = محادثاتي
cmd-go-unassigned = غير المسندة
cmd-go-following = ما أتابعه
cmd-go-snoozed = المؤجلة
cmd-go-closed = المغلقة
cmd-go-spam = المزعجة
cmd-go-trash = المهملات
cmd-go-drafts = المسودات
cmd-go-outbox = لم يُرسل بعد: ما ينتظر وما يُرسل لاحقًا وما عاد
cmd-go-mailbox = صندوق أو فريق…
cmd-go-customers = العملاء
cmd-go-mailboxes = الصناديق: الخوادم وكلمات المرور والتوقيعات
cmd-go-log = سجل تغييرات المكتب

cmd-desk-undo = تراجع
cmd-desk-redo = إعادة
cmd-desk-repeat = تكرار آخر إجراء

# لماذا لا يفعل الأمر شيئا الآن.
why-viewer = المطّلع يرى ولا يغيّر شيئا.
why-not-admin = هذا للمديرين وحدهم.
why-no-target = لم تُختر أي محادثة.
why-one-at-a-time = محادثة واحدة في كل مرة، والمحدد أكثر من واحدة.
why-nothing-open = لا محادثة مفتوحة.
why-closed-already = مغلقة من قبل.
why-open-already = ليست مغلقة ولا منحّاة.
why-nothing-to-undo = لا شيء للتراجع عنه.
why-nothing-to-redo = لا شيء لإعادته.
why-nothing-to-repeat = لا شيء لتكراره.
why-a-note = الملاحظة تبقى داخل المكتب: تُحفظ فورًا ولا تُرسل إلى أحد ولا تحمل ملفات.
why-for-many = النص الموجه إلى كل المعلَّمات رسالة مستقلة لكل عميل: يغادر فورًا، بلا ملفات، ولا يُشارَك.
why-other-pane = يعمل في لوحة أخرى.
