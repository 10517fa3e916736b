# ما تقوله الأوامر وما تسأل عنه.
action-nothing-changes = لا شيء يتغير هنا.
action-press-again = اضغط المفتاح مرة أخرى لتنفيذه رغم ذلك.

action-closed = { $count ->
    [zero] لم تُغلق أي محادثة.
    [one] أُغلقت المحادثة. التراجع: { $undo_key }
    [two] أُغلقت محادثتان. التراجع: { $undo_key }
    [few] أُغلقت { $count } محادثات. التراجع: { $undo_key }
    [many] أُغلقت { $count } محادثة. التراجع: { $undo_key }
   *[other] أُغلقت { $count } محادثة. التراجع: { $undo_key }
}
action-reopened = { $count ->
    [zero] لا تغيير.
    [one] عادت إلى الوارد.
    [two] عادت إلى الوارد (تغييران).
    [few] عادت إلى الوارد ({ $count } تغييرات).
    [many] عادت إلى الوارد ({ $count } تغييرًا).
   *[other] عادت إلى الوارد ({ $count } تغيير).
}
action-status-title = الحالة
action-status-set = { $status ->
    [open] مفتوحة
    [in_progress] قيد المعالجة
    [awaiting_reply] بانتظار الرد
   *[closed] مغلقة
}{ $count ->
    [zero] .
    [one] .
    [two] : محادثتان.
    [few] : { $count } محادثات.
    [many] : { $count } محادثة.
   *[other] : { $count } محادثة.
}

action-assign-title = إسناد إلى
action-assign-me = أنت
action-assign-nobody = لا أحد
action-assign-team = فريق
action-assigned = { $count ->
    [zero] لم تُسند أي محادثة.
    [one] أُسندت إلى { $name }.
    [two] أُسندت محادثتان إلى { $name }.
    [few] أُسندت { $count } محادثات إلى { $name }.
    [many] أُسندت { $count } محادثة إلى { $name }.
   *[other] أُسندت { $count } محادثة إلى { $name }.
}
action-unassigned = { $count ->
    [zero] لا تغيير.
    [one] لم تعد مسندة إلى أحد.
    [two] لم تعد محادثتان مسندتين إلى أحد.
    [few] لم تعد { $count } محادثات مسندة إلى أحد.
    [many] لم تعد { $count } محادثة مسندة إلى أحد.
   *[other] لم تعد { $count } محادثة مسندة إلى أحد.
}
action-taken = { $count ->
    [zero] لا تغيير.
    [one] صارت لك.
    [two] صارت محادثتان لك.
    [few] صارت { $count } محادثات لك.
    [many] صارت { $count } محادثة لك.
   *[other] صارت { $count } محادثة لك.
}
action-followed = { $count ->
    [zero] لا تغيير.
    [one] صرت تتابعها.
    [two] صرت تتابع محادثتين.
    [few] صرت تتابع { $count } محادثات.
    [many] صرت تتابع { $count } محادثة.
   *[other] صرت تتابع { $count } محادثة.
}
action-unfollowed = { $count ->
    [zero] لا تغيير.
    [one] لم تعد تتابعها.
    [two] لم تعد تتابع محادثتين.
    [few] لم تعد تتابع { $count } محادثات.
    [many] لم تعد تتابع { $count } محادثة.
   *[other] لم تعد تتابع { $count } محادثة.
}

action-tags-title = الوسوم
action-tags-some = على { $count }
action-tagged = { $count ->
    [zero] لا تغيير.
    [one] تغيرت الوسوم.
    [two] تغيرت وسوم محادثتين.
    [few] تغيرت وسوم { $count } محادثات.
    [many] تغيرت وسوم { $count } محادثة.
   *[other] تغيرت وسوم { $count } محادثة.
}
action-priority-title = الأولوية
action-priority-set = { $priority ->
    [low] أولوية منخفضة
    [normal] أولوية عادية
    [high] أولوية عالية
   *[urgent] عاجلة
}{ $count ->
    [zero] .
    [one] .
    [two] : محادثتان.
    [few] : { $count } محادثات.
    [many] : { $count } محادثة.
   *[other] : { $count } محادثة.
}
action-move-title = نقل إلى صندوق
action-moved = { $count ->
    [zero] لا تغيير.
    [one] نُقلت إلى { $name }.
    [two] نُقلت محادثتان إلى { $name }.
    [few] نُقلت { $count } محادثات إلى { $name }.
    [many] نُقلت { $count } محادثة إلى { $name }.
   *[other] نُقلت { $count } محادثة إلى { $name }.
}

action-snooze-title = تأجيل حتى
action-snooze-wake-hint = اتركه فارغًا لإيقاظه الآن
action-snoozed = { $count ->
    [zero] لا تغيير.
    [one] أُجّلت حتى { $until }.
    [two] أُجّلت محادثتان حتى { $until }.
    [few] أُجّلت { $count } محادثات حتى { $until }.
    [many] أُجّلت { $count } محادثة حتى { $until }.
   *[other] أُجّلت { $count } محادثة حتى { $until }.
}
action-woken = { $count ->
    [zero] لا تغيير.
    [one] انتهى تأجيلها.
    [two] انتهى تأجيل محادثتين.
    [few] انتهى تأجيل { $count } محادثات.
    [many] انتهى تأجيل { $count } محادثة.
   *[other] انتهى تأجيل { $count } محادثة.
}

action-trashed = { $count ->
    [zero] لا تغيير.
    [one] في المهملات. التراجع: { $undo_key }
    [two] محادثتان في المهملات. التراجع: { $undo_key }
    [few] { $count } محادثات في المهملات. التراجع: { $undo_key }
    [many] { $count } محادثة في المهملات. التراجع: { $undo_key }
   *[other] { $count } محادثة في المهملات. التراجع: { $undo_key }
}
action-marked-spam = { $count ->
    [zero] لا تغيير.
    [one] وُسمت مزعجة. التراجع: { $undo_key }
    [two] وُسمت محادثتان مزعجتين. التراجع: { $undo_key }
    [few] وُسمت { $count } محادثات مزعجة. التراجع: { $undo_key }
    [many] وُسمت { $count } محادثة مزعجة. التراجع: { $undo_key }
   *[other] وُسمت { $count } محادثة مزعجة. التراجع: { $undo_key }
}
action-restored = { $count ->
    [zero] لا تغيير.
    [one] استُعيدت.
    [two] استُعيدت محادثتان.
    [few] استُعيدت { $count } محادثات.
    [many] استُعيدت { $count } محادثة.
   *[other] استُعيدت { $count } محادثة.
}
action-marked-unread = { $count ->
    [zero] لا تغيير.
    [one] غير مقروءة.
    [two] محادثتان غير مقروءتين.
    [few] { $count } محادثات غير مقروءة.
    [many] { $count } محادثة غير مقروءة.
   *[other] { $count } محادثة غير مقروءة.
}
action-marked-read = { $count ->
    [zero] لا تغيير.
    [one] مقروءة.
    [two] محادثتان مقروءتان.
    [few] { $count } محادثات مقروءة.
    [many] { $count } محادثة مقروءة.
   *[other] { $count } محادثة مقروءة.
}

action-title-title = العنوان
action-copy-title = نسخ
action-copy-number = الرقم
action-copy-link = الرابط
action-copy-subject = العنوان
action-copy-address = بريد العميل

action-send-empty = لا يوجد نص بعد.
action-send-no-recipient = إلى من؟ اكتب عنوانًا.
action-send-no-title = المحادثة الجديدة تحتاج إلى عنوان.
action-send-no-mailbox = لا يوجد صندوق للإرسال منه.
action-reply-queued = { $seconds ->
    [0] تُرسل الآن.
    [zero] تُرسل الآن.
    [one] تُرسل بعد ثانية. التراجع: { $undo_key }
    [two] تُرسل بعد ثانيتين. التراجع: { $undo_key }
    [few] تُرسل بعد { $seconds } ثوان. التراجع: { $undo_key }
    [many] تُرسل بعد { $seconds } ثانية. التراجع: { $undo_key }
   *[other] تُرسل بعد { $seconds } ثانية. التراجع: { $undo_key }
}
action-reply-kept = محفوظ في المحادثة ولم يُرسل: لا طريق للإرسال من الصندوق { $mailbox }.
action-reply-no-address = محفوظ في المحادثة ولم يُرسل: لا عنوان بريد للعميل.
action-cancel-too-late = فات أوان سحبه.
action-cancelled = سُحب الرد، وعاد النص مسودة.
action-retry-not-needed = لا شيء هنا يحتاج إلى إعادة إرسال.
action-retried = سيُرسل مرة أخرى.

action-attribute-name = اسم الخاصية
action-attribute-value = القيمة
action-customer-noted = حُفظت الملاحظة.

action-no-drafts = لا توجد مسودات.
action-drafts-title = المسودات
action-mailbox-title = الانتقال إلى صندوق أو فريق
action-customers-title = العملاء
