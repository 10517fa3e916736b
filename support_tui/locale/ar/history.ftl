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
