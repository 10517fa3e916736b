# ما جرى، وما تُراجع عنه، وما أُعيد.

event-message-withdrawn = { $kind ->
    [note] تراجع عن ملاحظة
   *[reply] تراجع عن رد
}
event-message-restored = { $kind ->
    [note] استعادة ملاحظة
   *[reply] استعادة رد
}
event-customer-note-withdrawn = تراجع عن ملاحظة عن العميل
event-customer-note-restored = استعادة ملاحظة عن العميل

# ما فعله المرء كما تسميه القائمة والإشعارات: نص لكل أمر.
action-kind = { $kind ->
    [set_status] الحالة
    [assign_conversation] المسؤول
    [change_followers] المتابعون
    [change_tags] الوسوم
    [redecode_message] ترميز رسالة
    [set_title] العنوان
    [set_priority] الأولوية
    [move_conversation] الصندوق
    [set_folder] المجلد
    [snooze_conversation] التأجيل
    [send_reply] رد
    [start_conversation] محادثة جديدة
    [forward_conversation] إعادة توجيه
    [answer_by_mail] جواب بالبريد
    [add_note] ملاحظة
    [cancel_reply] رد متراجع عنه
    [confirm_sent] تسجيل كمرسل
    [retry_delivery] إرسال من جديد
    [purge_conversation] حذف نهائي
    [rate_conversation] التقييم
    [edit_customer] بيانات العميل
    [add_customer_note] ملاحظة عن العميل
    [change_many] تغيير جماعي
    [merge_conversations] دمج
    [split_conversation] فصل
    [accept_participant] مشارك جديد
    [link_conversations] ربط
    [unlink_conversations] فك الربط
    [save_view] عرض محفوظ
    [delete_view] حذف عرض
    [arrange_tabs] ترتيب الألسنة
    [mark_many_read] مقروء أو غير مقروء
    [save_tag] وسم
    [save_mailbox] إعدادات صندوق
    [remove_mailbox] إزالة صندوق
   *[other] تغيير
}
action-undone = { $count ->
    [zero] تم التراجع: { $what }.
    [one] تم التراجع: { $what }، #{ $number }.
    [two] تم التراجع: { $what }، محادثتان.
    [few] تم التراجع: { $what }، { $shown } محادثات.
    [many] تم التراجع: { $what }، { $shown } محادثة.
   *[other] تم التراجع: { $what }، { $shown } محادثة.
}
action-redone = { $count ->
    [zero] أُعيد: { $what }.
    [one] أُعيد: { $what }، #{ $number }.
    [two] أُعيد: { $what }، محادثتان.
    [few] أُعيد: { $what }، { $shown } محادثات.
    [many] أُعيد: { $what }، { $shown } محادثة.
   *[other] أُعيد: { $what }، { $shown } محادثة.
}
action-repeated = { $count ->
    [zero] لم يتكرر شيء.
    [one] من جديد: { $what }، #{ $number }. { $undo_key } للتراجع.
    [two] من جديد: { $what }، محادثتان. { $undo_key } للتراجع.
    [few] من جديد: { $what }، { $shown } محادثات. { $undo_key } للتراجع.
    [many] من جديد: { $what }، { $shown } محادثة. { $undo_key } للتراجع.
   *[other] من جديد: { $what }، { $shown } محادثة. { $undo_key } للتراجع.
}
action-undone-left = { $count ->
    [zero] لم يُترك شيء. { $ids } { $why }
    [one] تُركت كما هي: { $ids }. { $why }
    [two] تُركت محادثتان ({ $ids }). { $why }
    [few] تُركت { $count } محادثات ({ $ids } …). { $why }
    [many] تُركت { $count } محادثة ({ $ids } …). { $why }
   *[other] تُركت { $count } محادثة ({ $ids } …). { $why }
}
action-note-cancelled = تم التراجع. عادت الملاحظة مسودة.
action-recent-title = آخر الإجراءات: اختر ما تتراجع عنه
action-recent-undone = متراجع عنه · { $when }
action-recent-many = { $count ->
    [zero] لا محادثات
    [one] محادثة واحدة
    [two] محادثتان
    [few] { $shown } محادثات
    [many] { $shown } محادثة
   *[other] { $shown } محادثة
}
action-recent-unreachable = الخادم لا يجيب، وقائمة ما جرى محفوظة عنده.
cmd-desk-recent = آخر الإجراءات…
