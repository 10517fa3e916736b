# معاني الرموز، ولغة التصفية باختصار، وجولة التشغيل الأول.

signs-title = الرموز
sign-cursor = الصف الذي تعمل عليه المفاتيح
sign-marked = محدَّدة
sign-unread = غير مقروءة
sign-priority = أولوية عاجلة، عالية، منخفضة
sign-status = مفتوحة، قيد العمل، بانتظار الرد، مغلقة
sign-snoozed = مؤجّلة
sign-tag = وسم
sign-attachment = فيها ملف
sign-viewer = زميل يقرؤها، يكتب ردًا
sign-nobody = لا مسؤول عنها
sign-pending = لم يؤكدها الخادم بعد
sign-message = الرسالة التي تعمل عليها المفاتيح
sign-note = ملاحظة داخلية لا يراها العميل أبدًا
sign-line = الخادم يجيب، يُسأل، لا يجيب
query-title = التصفية
query-fields = حقل وقيمة؛ وكل زيادة تضيّق
query-not = أحد اثنين، وليس ذاك
query-times = تنتظر منذ أكثر من 4 ساعات، آخر رسالة خلال يومين
query-words = هذه الكلمات نفسها، كلمات تبدأ هكذا
query-is = ما هي وما فيها
help-own-key = (مفتاحك)

cmd-view-tour = جولة في المفاتيح
tour-title = أهلًا بك في مكتب الدعم
tour-move = تنقّل، فتح، رجوع
tour-write = رد، ملاحظة داخلية
tour-close = إغلاق ثم التالي، تأجيل
tour-sort = إسناد، وسوم، أولوية
tour-mark = تحديد عدة محادثات، تصفية
tour-go = المفتوحة، محادثاتي، غير المسندة
tour-undo = تراجع، إعادة
tour-all = كل الأوامر، مفاتيح هذا الجزء
tour-hint = أي مفتاح للمتابعة. لرؤيتها ثانيةً: «جولة» بعد { $key }.
