# نصوص الجملة والدمج.

composer-keys-bulk = Alt+Enter إلى المعاينة · Alt+C يغلقها أيضًا · Ctrl+G المحرر · Esc خروج وتبقى المسودة
bulk-note-close = ملاحظة وإغلاق: { $text }
bulk-reply-close = رد وإغلاق: { $text }
drafts-for-marked = { $kind } · إلى المعلَّمات
drafts-mark-first = هذا النص لعدة محادثات: علّمها أولًا.
joining-nothing-to-merge = { $count ->
    [zero] لا توجد محادثة أخرى لتُدمج معها.
    [one] لا شيء يُدمج: إحداها مدمجة من قبل.
    [two] لا شيء يُدمج: اثنتان منها مدمجتان من قبل.
    [few] لا شيء يُدمج: { $count } منها مدمجة من قبل.
    [many] لا شيء يُدمج: { $count } منها مدمجة من قبل.
   *[other] لا شيء يُدمج: { $count } منها مدمجة من قبل.
}
joining-into-folder = هي في الرسائل المزعجة أو المهملات: لا يُدمج فيها شيء.
bulk-too-many = لا يُعلَّم أكثر من { $limit } مقروءة أو غير مقروءة دفعة واحدة.
