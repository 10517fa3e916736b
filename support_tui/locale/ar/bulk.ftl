# لوح العمل على الكثير: ما عُلّم، وما سيفعله التغيير، وما كان منه. تسبق الأعداد أسبابها.

scope-bulk = لوح العمل على الكثير
cmd-mark-all = علّم كل ما يطابق
cmd-mark-none = لا تعلّم شيئًا
cmd-mark-loaded = علّم المحمّل
cmd-mark-invert = اعكس العلامات
cmd-bulk-choose = نفّذ أو افتح
cmd-bulk-open = انظر داخل المجموعة

bulk-marked = { $n ->
    [zero] لا شيء معلّم
    [one] معلّمة واحدة
    [two] معلّمتان
    [few] { $shown } معلّمة
    [many] { $shown } معلّمة
   *[other] { $shown } معلّمة
 }
bulk-marked-all = كل ما يطابق: { $shown }
bulk-out-of-sight = { $n ->
    [zero] كلها ظاهرة
    [one] واحدة منها لا تظهر
    [two] اثنتان منها لا تظهران
    [few] { $n } منها لا تظهر
    [many] { $n } منها لا تظهر
   *[other] { $n } منها لا تظهر
 }
bulk-asking = يُنظر في كل واحدة…
bulk-would = { $n ->
    [zero] لن يتغير شيء
    [one] ستتغير واحدة
    [two] ستتغير اثنتان
    [few] ستتغير { $shown }
    [many] ستتغير { $shown }
   *[other] ستتغير { $shown }
 }
bulk-far = { $done } من { $total }
bulk-done = { $n ->
    [zero] لم يتغير شيء
    [one] تغيرت واحدة؛ { $undo_key } يعيدها
    [two] تغيرت اثنتان؛ { $undo_key } يعيدهما
    [few] تغيرت { $shown }؛ { $undo_key } يعيدها
    [many] تغيرت { $shown }؛ { $undo_key } يعيدها
   *[other] تغيرت { $shown }؛ { $undo_key } يعيدها
 }
bulk-cancelled = توقف بعد { $shown } من { $total }؛ { $undo_key } يعيدها
bulk-missing = { $n ->
    [zero] كلها في القائمة
    [one] واحدة لم تعد في القائمة
    [two] اثنتان لم تعودا في القائمة
    [few] { $n } لم تعد في القائمة
    [many] { $n } لم تعد في القائمة
   *[other] { $n } لم تعد في القائمة
 }
bulk-taking-back = جارٍ التراجع
bulk-hint-preview = Enter ينفّذ · o ينظر فيها · Esc يتركه
bulk-hint-running = Esc يوقفه
bulk-hint-done = Enter يفتح · Esc يغلق هذا
bulk-stop = أتتوقف هنا؟ ما تم يبقى، ويمكن أن يُعاد دفعة واحدة.
bulk-unreachable = الخادم لا يجيب؛ لم يتغير شيء.
bulk-done-notice = { $count ->
    [zero] لم يتغير شيء
    [one] تغيرت واحدة
    [two] تغيرت اثنتان
    [few] تغيرت { $shown }
    [many] تغيرت { $shown }
   *[other] تغيرت { $shown }
 }{ $left ->
    [zero] {""}
    [one] ، وتُركت واحدة
    [two] ، وتُركت اثنتان
    [few] ، وتُركت { $shown_left }
    [many] ، وتُركت { $shown_left }
   *[other] ، وتُركت { $shown_left }
 }{ $count ->
    [zero] .
    [one] . { $undo_key } يعيدها.
    [two] . { $undo_key } يعيدها.
    [few] . { $undo_key } يعيدها.
    [many] . { $undo_key } يعيدها.
   *[other] . { $undo_key } يعيدها.
 }
bulk-replied-notice = { $count ->
    [zero] لن يخرج أي رد
    [one] يخرج رد واحد بعد لحظة
    [two] يخرج ردان بعد لحظة
    [few] تخرج { $shown } ردود بعد لحظة
    [many] يخرج { $shown } ردًا بعد لحظة
   *[other] يخرج { $shown } رد بعد لحظة
 }{ $left ->
    [zero] {""}
    [one] ، وتُركت واحدة
    [two] ، وتُركت اثنتان
    [few] ، وتُركت { $shown_left }
    [many] ، وتُركت { $shown_left }
   *[other] ، وتُركت { $shown_left }
 }{ $count ->
    [zero] .
    [one] . { $undo_key } يسحبه.
    [two] . { $undo_key } يسحبها.
    [few] . { $undo_key } يسحبها.
    [many] . { $undo_key } يسحبها.
   *[other] . { $undo_key } يسحبها.
 }
bulk-noted-notice = { $count ->
    [zero] لم تُكتب أي ملاحظة
    [one] كُتبت ملاحظة واحدة
    [two] كُتبت ملاحظتان
    [few] كُتبت { $shown } ملاحظات
    [many] كُتبت { $shown } ملاحظة
   *[other] كُتبت { $shown } ملاحظة
 }{ $left ->
    [zero] {""}
    [one] ، وتُركت واحدة
    [two] ، وتُركت اثنتان
    [few] ، وتُركت { $shown_left }
    [many] ، وتُركت { $shown_left }
   *[other] ، وتُركت { $shown_left }
 }{ $count ->
    [zero] .
    [one] . { $undo_key } يسحبها.
    [two] . { $undo_key } يسحبها.
    [few] . { $undo_key } يسحبها.
    [many] . { $undo_key } يسحبها.
   *[other] . { $undo_key } يسحبها.
 }
bulk-words-back = تم السحب. { $kind ->
    [note] عادت الملاحظة مسودة: علّم محادثات ثم اكتب ملاحظة.
   *[other] عاد النص مسودة: علّم محادثات ثم رُدّ.
 }
bulk-left-alone = { $count ->
    [zero] لم تُترك واحدة: { $numbers }
    [one] تُركت واحدة: { $numbers }
    [two] تُركت اثنتان: { $numbers }
    [few] تُركت { $count }: { $numbers }
    [many] تُركت { $count }: { $numbers }
   *[other] تُركت { $count }: { $numbers }
 }
bulk-note-hint = للزملاء وحدهم، بعد معاينة.
bulk-reply-hint = لكل عميل رسالته، بعد معاينة.

bulk-reason-no-change = { $n ->
    [zero] هي كذلك أصلًا
    [one] هي كذلك أصلًا
    [two] هما كذلك أصلًا
    [few] هي كذلك أصلًا
    [many] هي كذلك أصلًا
   *[other] هي كذلك أصلًا
 }
bulk-reason-forbidden = { $n ->
    [zero] في صناديق لا يحق لك تغييرها
    [one] في صندوق لا يحق لك تغييره
    [two] في صناديق لا يحق لك تغييرها
    [few] في صناديق لا يحق لك تغييرها
    [many] في صناديق لا يحق لك تغييرها
   *[other] في صناديق لا يحق لك تغييرها
 }
bulk-reason-merged = { $n ->
    [zero] دُمجت في غيرها
    [one] دُمجت في غيرها
    [two] دُمجتا في غيرهما
    [few] دُمجت في غيرها
    [many] دُمجت في غيرها
   *[other] دُمجت في غيرها
 }
bulk-reason-purged = { $n ->
    [zero] حُذفت نهائيًا
    [one] حُذفت نهائيًا
    [two] حُذفتا نهائيًا
    [few] حُذفت نهائيًا
    [many] حُذفت نهائيًا
   *[other] حُذفت نهائيًا
 }
bulk-reason-not-found = { $n ->
    [zero] ليست موجودة
    [one] ليست موجودة
    [two] ليستا موجودتين
    [few] ليست موجودة
    [many] ليست موجودة
   *[other] ليست موجودة
 }
bulk-reason-no-channel = { $n ->
    [zero] لا طريق إلى عملائها
    [one] لا طريق إلى عميلها
    [two] لا طريق إلى عميليهما
    [few] لا طريق إلى عملائها
    [many] لا طريق إلى عملائها
   *[other] لا طريق إلى عملائها
 }
bulk-reason-changed-since = { $n ->
    [zero] غيّرها آخرون في هذه الأثناء
    [one] غيّرها آخرون في هذه الأثناء
    [two] غيّرهما آخرون في هذه الأثناء
    [few] غيّرها آخرون في هذه الأثناء
    [many] غيّرها آخرون في هذه الأثناء
   *[other] غيّرها آخرون في هذه الأثناء
 }
bulk-reason-agent-outside = { $n ->
    [zero] في صناديق لا يراها هذا الموظف
    [one] في صندوق لا يراه هذا الموظف
    [two] في صناديق لا يراها هذا الموظف
    [few] في صناديق لا يراها هذا الموظف
    [many] في صناديق لا يراها هذا الموظف
   *[other] في صناديق لا يراها هذا الموظف
 }

bulk-set-status = الحالة: { $status ->
    [open] مفتوحة
    [in_progress] قيد المعالجة
    [awaiting_reply] بانتظار الرد
    [closed] مغلقة
   *[other] { $status }
 }
bulk-assign = إسناد إلى { $name }
bulk-unassign = بلا مسؤول
bulk-follow = متابعة
bulk-unfollow = إيقاف المتابعة
bulk-tags = الوسوم: { $names }
bulk-move = نقل إلى { $name }
bulk-priority = الأولوية: { $priority ->
    [low] منخفضة
    [normal] عادية
    [high] مرتفعة
    [urgent] عاجلة
   *[other] { $priority }
 }
bulk-wake = إيقاظ الآن
bulk-snooze = تأجيل إلى { $until }
bulk-folder = { $folder ->
    [spam] إلى المزعج
    [trash] إلى المهملات
   *[inbox] إلى الوارد
 }
bulk-reopen = إعادة فتح
bulk-note = ملاحظة: { $text }
bulk-reply = ردّ: { $text }
