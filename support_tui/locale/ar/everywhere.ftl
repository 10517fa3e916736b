# التصفية في كل القوائم.

cmd-view-everywhere = بحث عن هذه التصفية في كل مكان
why-no-filter = لا تصفية للبحث عنها: اكتب واحدة أولًا.
why-everywhere-already = البحث جارٍ في كل مكان أصلًا.
inbox-empty-everywhere = { $key } يبحث عنها في كل مكان، في المغلقة أيضًا.
