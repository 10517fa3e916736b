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
