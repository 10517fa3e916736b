# وكيلان في محادثة واحدة: من يجيب، والردود التي حُبست.

colleague-answers = { $name } يكتب ردًا في #{ $number }.
held-title = لم يُرسل: وصل هذا وأنت تكتب
held-by = { $kind ->
    [note] { $name }، ملاحظة، { $at }
    [reply] { $name }، رد، { $at }
   *[inbound] { $name }، { $at }
}
held-more = { $n ->
    [zero] لا رسائل قبلها
    [one] ورسالة واحدة قبلها
    [two] ورسالتان قبلها
    [few] و{ $n } رسائل قبلها
    [many] و{ $n } رسالة قبلها
   *[other] و{ $n } رسالة قبلها
}
held-read = اقرأها؛ تبقى المسودة
held-send = أرسل على أي حال
held-discard = تخلص مما كتبت
held-discarded = حُذف ما كتبت.
held-refused = لم يُرسل وعاد مسودة: كتب { $by } في الأثناء «{ $words }»
held-hint = Enter أو رقم للاختيار · Esc للعودة إلى الكتابة
