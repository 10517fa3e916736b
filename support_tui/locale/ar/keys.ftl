# المفاتيح: المجموعات الجاهزة، وما يُعاب في إعداداتها، وورقة المفاتيح.

cmd-view-key-preset = المفاتيح…

key-preset-default = الأصلية
key-preset-gmail = Gmail
key-preset-vim = vim
key-preset-none = مفاتيحك وحدها
key-preset-title = المفاتيح
key-preset-chosen = مفاتيح { $preset }.

keys-sheet-title = support-tui: المفاتيح ({ $preset })
cli-keys-check = بيان ما يُعاب في مفاتيح الإعدادات؛ رمز الخروج 2 إن تعذّر استعمالها
cli-keys-sheet = كل المفاتيح في صفحة واحدة للطباعة
cli-keys-preset = من هذه المجموعة بدل المجموعة المختارة
cli-keys-format = هيئة الورقة

keys-all-well = لا عيب في مفاتيح { $file }.
keys-error = خطأ
keys-warning = تنبيه
keys-hidden-some = { $n ->
    [zero] لا مفتاح من إعداداتك يحجبه غيره
    [one] مفتاح واحد من إعداداتك يحجبه غيره
    [two] مفتاحان من إعداداتك يحجبهما غيرهما
    [few] { $n } مفاتيح من إعداداتك يحجبها غيرها
    [many] { $n } مفتاحًا من إعداداتك يحجبها غيرها
   *[other] { $n } مفتاح من إعداداتك يحجبها غيرها
}؛ الأمر support-tui keys --check يبيّنها.

keys-empty = ينقص مفتاح. اكتب واحدًا مثل "D" أو "g i"، أو [] لئلا يكون للأمر مفتاح.
keys-no-such-key = لا يوجد مفتاح { $key }. المفاتيح محارف مفردة أو أسماء مثل ctrl+d وalt+enter وf2 وescape وpagedown.
keys-no-such-key-nearest = لا يوجد مفتاح { $key }. هل تقصد { $nearest }؟
keys-no-such-pane = لا يوجد جزء { $pane }. الأجزاء: { $panes }.
keys-wrong-pane = لا يعمل هذا الأمر في الجزء { $pane }. يعمل في { $panes }.
keys-typed = { $key } يُكتب في النصوص، فلن يستطيع أحد كتابته. خذ مفتاحًا مع Ctrl أو Alt أو مفتاح F.
keys-same-as = أكثر الطرفيات ترسل { $other } بدل { $key }. خذ مفتاحًا آخر إن لم يعمل عندك.
keys-rarely-sent = كثير من الطرفيات لا ترسل { $key }. خذ مفتاحًا آخر إن لم يعمل عندك.
keys-clash = { $key } معيَّن لأمرين ({ $panes }): { $kept } و{ $lost }. انزعه من أحدهما، أو اكتب الجزء قبله: "thread:{ $key }".
keys-hidden = لا يمكن كتابة { $key } أبدًا ({ $panes }): يسبقه { $shorter } من { $kept }. خذ مفتاحًا آخر للأمر { $lost }.
keys-taken = صار { $key } يعني { $kept }، فلم يبق مفتاح للأمر { $lost } ({ $panes }). أعطه واحدًا: client.keys.{ $lost_id } = ["…"].
keys-taken-left = صار { $key } يعني { $kept }؛ ويبقى { $lost } عند { $left } ({ $panes }).
