# قائمة المحادثات وما حولها.

queue-all = كل المفتوحة
queue-mine = محادثاتي
queue-unassigned = غير المسندة
queue-following = أتابعها
queue-snoozed = المؤجلة
queue-closed = المغلقة
queue-spam = المزعجة
queue-trash = المهملات
queue-anywhere = كل مكان

inbox-no-name = بلا اسم
inbox-no-title = بلا عنوان
inbox-status-open = مفتوحة
inbox-status-in-progress = قيد العمل
inbox-status-awaiting-reply = تنتظر ردا
inbox-status-closed = مغلقة
inbox-status-snoozed = مؤجلة

sort-attention = الأحوج إلى الانتباه أولا
sort-newest = الأحدث أولا
sort-oldest = الأقدم أولا
sort-waiting = الأطول انتظارا أولا
sort-created = آخر ما أُنشئ أولا
sort-title = الترتيب حسب

inbox-count = { $n ->
    [zero] لا محادثات
    [one] محادثة واحدة
    [two] محادثتان
    [few] { $shown } محادثات
    [many] { $shown } محادثة
   *[other] { $shown } محادثة
}
inbox-count-at-least = { $n ->
    [zero] لا محادثات
    [one] أكثر من محادثة
    [two] أكثر من محادثتين
    [few] أكثر من { $shown } محادثات
    [many] أكثر من { $shown } محادثة
   *[other] أكثر من { $shown } محادثة
}
inbox-loading = جار التحميل…
inbox-marked = { $n ->
    [zero] لا شيء محدد من { $total }
    [one] محادثة محددة من { $total }
    [two] محادثتان محددتان من { $total }
    [few] { $shown } محادثات محددة من { $total }
    [many] { $shown } محادثة محددة من { $total }
   *[other] { $shown } محادثة محددة من { $total }
}
inbox-marked-loaded = { $n ->
    [zero] لم يُحدد شيء من { $total } مطابقة.
    [one] حُددت محادثة واحدة من { $total } مطابقة: مرر لتحميل المزيد ثم حدد مرة أخرى.
    [two] حُددت محادثتان من { $total } مطابقة: مرر لتحميل المزيد ثم حدد مرة أخرى.
    [few] حُددت { $n } محادثات من { $total } مطابقة: مرر لتحميل المزيد ثم حدد مرة أخرى.
    [many] حُددت { $n } محادثة من { $total } مطابقة: مرر لتحميل المزيد ثم حدد مرة أخرى.
   *[other] حُددت { $n } محادثة من { $total } مطابقة: مرر لتحميل المزيد ثم حدد مرة أخرى.
}
inbox-marked-keys = كل إجراء يسري على المحدد · Esc يلغي التحديد
inbox-range-part = { $n ->
    [zero] كل صفوف هذا النطاق محددة.
    [one] صف من هذا النطاق لم يُحمّل ولم يُحدد: علّم كل ما يطابق بدلًا منه.
    [two] صفان من هذا النطاق لم يُحمّلا ولم يُحددا: علّم كل ما يطابق بدلًا منه.
    [few] { $shown } صفوف من هذا النطاق لم تُحمّل ولم تُحدد: علّم كل ما يطابق بدلًا منه.
    [many] { $shown } صفًا من هذا النطاق لم تُحمّل ولم تُحدد: علّم كل ما يطابق بدلًا منه.
   *[other] { $shown } صف من هذا النطاق لم تُحمّل ولم تُحدد: علّم كل ما يطابق بدلًا منه.
}
inbox-range = نطاق من هنا إلى { $key } التالية

inbox-empty-loading = جار سؤال الخادم…
inbox-empty-offline = لم تُحمّل هذه القائمة من قبل، ولا يمكن الوصول إلى الخادم.
inbox-empty-filter = لا شيء يطابق هذه التصفية. { $key } لتغييرها و Esc لإزالتها.
inbox-empty-all = لا أحد ينتظر، ولا شيء مفتوح.
inbox-empty-mine = لا شيء مسند إليك. { $key } يعرض ما لم يأخذه أحد.
inbox-empty-unassigned = لكل محادثة مفتوحة من يتولاها.
inbox-empty-following = لا تتابع أي محادثة مفتوحة.
inbox-empty-snoozed = لا شيء مؤجل.
inbox-empty-closed = لم يُغلق شيء بعد.
inbox-empty-spam = لا رسائل مزعجة.
inbox-empty-trash = المهملات فارغة.
inbox-empty-anywhere = لا شيء هنا بعد.
inbox-empty-other = لا شيء هنا.

filter-placeholder = حالة:مفتوحة وسم:استرداد كلمات…
