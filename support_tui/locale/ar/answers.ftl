# ما يكتبه الوكلاء من برنامج بريدهم.

thread-by-mail = بالبريد
event-message-by-mail = { $kind ->
    [reply] رد بالبريد
   *[note] ملاحظة بالبريد
}
event-answer-refused = جواب بالبريد لم يُقبل على أنه من وكيل
thread-held-by-mail = بالبريد، لم تُرسل: كُتب غيرها في هذه الأثناء
event-message-held-by-mail = جواب بالبريد لم يُرسل، فقد كُتب غيره في هذه الأثناء
