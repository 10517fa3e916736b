# لوحة العميل.

context-loading = تُقرأ…
context-nameless = بلا اسم
context-profile = الملف
context-attributes = السمات
context-history = المحادثات
context-notes = الملاحظات
context-known-by = يعرفه
context-add-attributes = + سمة
context-add-notes = + ملاحظة
context-local-time = { $clock } في { $zone }
context-note-label = ملاحظة
context-edit-hint = Enter يحفظ · Esc يتركها
context-attribute-label = سمة
context-attribute-hint = الاسم = القيمة · Enter يحفظ
context-attribute-wrong = اكتبها هكذا: الاسم = القيمة
context-name-missing = يلزم اسم للعميل.
context-too-long = هذا أطول من اللازم.
context-unknown-zone = لا منطقة زمنية بهذا الاسم. اكتبها مثل Asia/Riyadh.
context-unknown-language = اكتب رمز لغة مثل ar أو en-GB.
context-bad-address = أحد هذه ليس عنوان بريد.
