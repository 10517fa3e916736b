# كيف يريد الوكيل أن يُبلَّغ.

cmd-view-attention = كيف تُبلَّغ ومتى يسود الهدوء
attention-title = كيف تُبلَّغ
attention-means = { $means ->
    [list] قائمة
    [toast] رسالة
    [bell] جرس
    [desktop] الشاشة
    [mail] بريد
   *[title] العنوان
}
attention-occasion = { $occasion ->
    [mentioned] ذكرك أحد
    [assigned] أُسند إليك
    [customer_wrote] كتب إليك عميل
    [send_failed] لم يصل رد
    [colleague_wrote] كتب زميل فيما لديك
    [snooze_over] انتهى تأجيل
    [draft_taken] تولى أحد مسودتك
    [followed] جديد فيما تتابعه
    [mailbox_fails] صندوق معطل منذ مدة
    [mail_stopped] يرتد البريد المرسل إليك
   *[any_message] كتب أي عميل
}
attention-quiet = ساعات الهدوء: القائمة والعنوان فقط، والبريد ينتظر
attention-never = لا شيء
attention-quiet-now = الوقت الآن هادئ.
attention-paused = هدوء حتى { $until } · p ينهيه
attention-dash = – مختار، وموقوف على هذا الجهاز (notifications في ملف الإعدادات)
attention-keys = Space يبدل · Enter يحدد الساعات · Del بلا · * كل يوم · p هدوء لفترة · q رجوع
attention-hours-hint = مثل 22:00-07:00 · الفارغ بلا
attention-pause-label = هدوء لمدة
attention-pause-hint = مثل 1h أو 14:30 أو غدا
attention-not-understood = هذا غير مفهوم.
attention-mail-to = بالبريد إلى { $address } بعد قليل، إن لم تكن قد قرأته
attention-mail-no-way = لا صندوق في هذا المكتب يرسل بريدا، فلا يُبلَّغ به شيء
attention-mail-no-address = لا عنوان بريد لحسابك، فلا يُبلَّغ بالبريد شيء
