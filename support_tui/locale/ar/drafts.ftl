# النصوص التي لم تُرسل: على الخادم، مشتركة، ومن يتولاها.

cmd-composer-share = مشاركة هذه المسودة أو إنهاؤها
cmd-compose-shared = قراءة مسودة زميل
drafts-shared = مشتركة مع الزملاء
drafts-shared-now = يستطيع الزملاء قراءة هذه المسودة وتوليها.
drafts-shared-no-more = عادت هذه المسودة لك وحدك.
drafts-none-shared = لا أحد يشارك مسودة هنا.
drafts-by = { $kind ->
    [note] يكتب { $name } هذه الملاحظة
    [forward] يكتب { $name } هذا ليعيد توجيهه
   *[reply] يكتب { $name } هذا الرد
}
drafts-line = يشارك { $name } مسودة ({ $key }): { $words }
drafts-take = تولَّها
drafts-kind = { $kind ->
    [note] ملاحظة
    [forward] إعادة توجيه
    [new] محادثة جديدة
   *[reply] رد
}
drafts-kept = { $title }، نسخة أقدم
drafts-mine-kept = ما كان لك هناك محفوظ نسخةً أقدم (g d).
drafts-newer-here = { $number ->
    [none] وصلت نسخة أحدث من هذه المسودة من جهازك الآخر؛ نسختك محفوظة (g d).
   *[other] وصلت نسخة أحدث من مسودتك في #{ $number } من جهازك الآخر؛ نسختك محفوظة (g d).
}
drafts-older-kept = { $number ->
    [none] كانت لدى جهازك الآخر نسخة أخرى من هذه المسودة: حُفظت (g d).
   *[other] كانت لدى جهازك الآخر نسخة أخرى من مسودتك في #{ $number }: حُفظت (g d).
}
drafts-only-here = { $number ->
    [none] هذه المسودة محفوظة على هذا الجهاز فقط. { $reason }
   *[other] المسودة في #{ $number } محفوظة على هذا الجهاز فقط. { $reason }
}
drafts-moved = دُمجت #{ $number } في #{ $into }: مسودتك هناك الآن.
drafts-offline = غير ممكن الآن: الخادم لا يجيب.
