# الوضع الخطي: ما يُقال لقارئات الشاشة.

cli-linear = لقارئات الشاشة: جزء واحد، وجمل واضحة، والمؤشر على السطر الحالي
linear-place = { $n } من { $total }
linear-loading = { $n }، قيد التحميل
linear-waiting = تنتظر منذ { $age }
linear-age = آخر رسالة منذ { $age }
linear-with = لدى { $name }
linear-nobody = بلا مسؤول
linear-viewers = { $names } هنا
linear-tags = وسوم { $names }
linear-message = رسالة { $n } من { $total }
