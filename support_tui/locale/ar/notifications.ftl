# ما يُبلَّغ به الوكيل شخصيًا.

cmd-go-notifications = الإشعارات
notification = { $kind ->
    [mentioned] ذكرك { $name }
    [assigned] { $n ->
        [zero] أسند { $name } إليك محادثات
        [one] أسند { $name } هذه إليك
        [two] أسند { $name } إليك محادثتين
        [few] أسند { $name } إليك { $n } محادثات
        [many] أسند { $name } إليك { $n } محادثة
       *[other] أسند { $name } إليك { $n } محادثة
    }
    [customer_wrote] كتب إليك { $name }
    [send_failed] لم يصل أحد الردود
    [colleague_wrote] كتب { $name } في محادثة لديك
    [snooze_over] { $n ->
        [zero] استيقظت محادثات
        [one] استيقظت من جديد
        [two] استيقظت محادثتان
        [few] استيقظت { $n } محادثات
        [many] استيقظت { $n } محادثة
       *[other] استيقظت { $n } محادثة
    }
    [draft_taken] تولى { $name } مسودتك
    [mailbox_fails] بريد { $name }
    [mail_stopped] يرتد البريد المرسل إليك، ولن يُرسل غيره حتى تختاره من جديد
   *[followed] كتب { $name } فيما تتابعه
}
notifications-title = الإشعارات
notifications-none = لا شيء بعد: تُبلَّغ هنا حين يذكرك أحد أو يسند إليك أو يجيبك
notifications-unread = { $n ->
    [0] قُرئت كلها
    [zero] قُرئت كلها
    [one] واحد غير مقروء
    [two] اثنان غير مقروءين
    [few] { $n } غير مقروءة
    [many] { $n } غير مقروء
   *[other] { $n } غير مقروء
}
notifications-keys = Enter يفتح · x مقروء أم لا · A الكل مقروء · s كيف تُبلَّغ · q رجوع
