event-view-made = { $shared ->
    [yes] إنشاء العرض المشترك { $name }
   *[no] إنشاء العرض { $name }
}
event-view-changed = تعديل العرض { $name }
event-view-deleted = حذف العرض { $name }
event-view-shared = { $shared ->
    [yes] مشاركة العرض { $name }
   *[no] جعل العرض { $name } شخصيًا
}
event-tabs-arranged = ترتيب التبويبات

cmd-view-columns = الأعمدة…
cmd-view-save-view = حفظ كعرض…
cmd-view-views = العروض…
cmd-view-tab-left = نقل التبويب يسارًا
cmd-view-tab-right = نقل التبويب يمينًا
cmd-view-rename-view = تسمية العرض…
cmd-view-share-view = مشاركة العرض أو جعله شخصيًا…
cmd-view-duplicate-view = نسخ العرض…
cmd-view-delete-view = حذف العرض

view-save-title = حفظ القائمة
view-save-changes = حفظ التغييرات في { $name }
view-save-new = كعرض جديد…
view-saved = حُفظ العرض { $name }.
view-made = أُنشئ العرض { $name }.
view-renamed = صار اسم العرض { $name }.
view-is-shared = صار الجميع يرون العرض { $name }.
view-is-personal = صار العرض { $name } لصاحبه وحده.
view-deleted = حُذف العرض { $name }.
view-delete-shared = أتحذف العرض المشترك { $name }؟ سيفقده زملاؤك أيضًا.
view-name-title = اسم العرض
view-name-empty = لا بد للعرض من اسم.
view-name-long = { $limit } حرفًا على الأكثر.
view-name-taken = يوجد عرض بهذا الاسم من قبل.
view-for-title = من يرى العرض؟
view-for-me = أنا وحدي
view-for-all = الجميع
view-kind-own = شخصي
view-kind-shared = مشترك
view-wrong = العرض { $name }: { $reason }
view-mend = { $reason } المفتاح { $key } يعدّل الاستعلام.

views-title = العروض المحفوظة
views-empty = لا عروض بعد. صفِّ قائمة ثم اضغط Ctrl+S.
views-hint = Enter يفتح · J K للنقل · r تسمية · e تعديل · s مشاركة · c نسخ · d حذف · Esc خروج

why-no-view = القائمة المعروضة ليست عرضًا محفوظًا.
why-no-such-view = لم يعد هذا العرض موجودًا.
why-not-your-view = هذا العرض يخص { $owner }؛ لا يعدّله إلا هو والمديرون.

columns-title = أعمدة هذه القائمة
columns-hint = المسافة تبدّل · J K للنقل · Enter يعتمد · = كما يتسع المكان · Esc خروج. تظهر حيث يتسع السطر الواحد للصف.
column-priority = الأولوية
column-customer = العميل
column-title = العنوان
column-preview = مقتطف
column-tags = الوسوم
column-status = الحالة
column-assignee = المسؤول
column-viewers = من يطّلع
column-mailbox = الصندوق
column-channel = القناة
column-rating = التقييم
column-number = الرقم
column-created = الإنشاء
column-last-contact = آخر تواصل
column-waiting = الانتظار
