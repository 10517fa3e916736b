# ما يكتبه الوكلاء من برنامج بريدهم.

thread-by-mail = بالبريد
event-message-by-mail = { $kind ->
    [reply] رد بالبريد
   *[note] ملاحظة بالبريد
}
event-answer-refused = جواب بالبريد لم يُقبل على أنه من وكيل
