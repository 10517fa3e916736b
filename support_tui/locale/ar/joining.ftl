# المحادثات المدمجة والمفصولة والمرتبطة.

joining-led-on = دُمجت المحادثة #{ $id } في #{ $into }، وهذه هي #{ $into }.
joining-from = من #{ $id }
joining-linked-to = مرتبطة بـ{ $names }
context-related = محادثات مرتبطة

joining-event-merged = دمج هذه المحادثة في #{ $id }
joining-event-unmerged = أخرجها من #{ $id } ثانيةً
joining-event-came-merged = { $count ->
    [zero] دمج #{ $id } في هذه (بلا رسائل)
    [one] دمج #{ $id } في هذه (رسالة واحدة)
    [two] دمج #{ $id } في هذه (رسالتان)
    [few] دمج #{ $id } في هذه ({ $count } رسائل)
    [many] دمج #{ $id } في هذه ({ $count } رسالة)
   *[other] دمج #{ $id } في هذه ({ $count } رسالة)
}
joining-event-came-unmerged = { $count ->
    [zero] لم يُعد أي رسالة من #{ $id }
    [one] أعاد رسالة واحدة من #{ $id }
    [two] أعاد رسالتين من #{ $id }
    [few] أعاد { $count } رسائل من #{ $id }
    [many] أعاد { $count } رسالة من #{ $id }
   *[other] أعاد { $count } رسالة من #{ $id }
}
joining-event-came-split = { $count ->
    [zero] لم يفصل أي رسالة عن #{ $id }
    [one] فصل رسالة واحدة عن #{ $id } إلى هذه
    [two] فصل رسالتين عن #{ $id } إلى هذه
    [few] فصل { $count } رسائل عن #{ $id } إلى هذه
    [many] فصل { $count } رسالة عن #{ $id } إلى هذه
   *[other] فصل { $count } رسالة عن #{ $id } إلى هذه
}
joining-event-came-rejoined = { $count ->
    [zero] لم يُعد أي رسالة من #{ $id }
    [one] أعاد رسالة واحدة من #{ $id }
    [two] أعاد رسالتين من #{ $id }
    [few] أعاد { $count } رسائل من #{ $id }
    [many] أعاد { $count } رسالة من #{ $id }
   *[other] أعاد { $count } رسالة من #{ $id }
}
joining-event-went-merged = { $count ->
    [zero] لم ينقل أي رسالة إلى #{ $id }
    [one] نقل رسالة واحدة إلى #{ $id }
    [two] نقل رسالتين إلى #{ $id }
    [few] نقل { $count } رسائل إلى #{ $id }
    [many] نقل { $count } رسالة إلى #{ $id }
   *[other] نقل { $count } رسالة إلى #{ $id }
}
joining-event-went-unmerged = { $count ->
    [zero] أخرج #{ $id } من هذه ثانيةً (بلا رسائل)
    [one] أخرج #{ $id } من هذه ثانيةً (رسالة واحدة)
    [two] أخرج #{ $id } من هذه ثانيةً (رسالتان)
    [few] أخرج #{ $id } من هذه ثانيةً ({ $count } رسائل)
    [many] أخرج #{ $id } من هذه ثانيةً ({ $count } رسالة)
   *[other] أخرج #{ $id } من هذه ثانيةً ({ $count } رسالة)
}
joining-event-went-split = { $count ->
    [zero] لم يفصل أي رسالة إلى #{ $id }
    [one] فصل رسالة واحدة إلى #{ $id }
    [two] فصل رسالتين إلى #{ $id }
    [few] فصل { $count } رسائل إلى #{ $id }
    [many] فصل { $count } رسالة إلى #{ $id }
   *[other] فصل { $count } رسالة إلى #{ $id }
}
joining-event-went-rejoined = { $count ->
    [zero] لم يُرجع أي رسالة إلى #{ $id }
    [one] أرجع رسالة واحدة إلى #{ $id }
    [two] أرجع رسالتين إلى #{ $id }
    [few] أرجع { $count } رسائل إلى #{ $id }
    [many] أرجع { $count } رسالة إلى #{ $id }
   *[other] أرجع { $count } رسالة إلى #{ $id }
}
joining-event-linked = ربطها بـ#{ $id }
joining-event-unlinked = أزال الرابط مع #{ $id }

# ما يُسأل عنه الموظف ويُخبَر به.

joining-merge-title = مع أي محادثة تدمج؟
joining-link-title = مع أي محادثة تربط؟
joining-unlink-title = أي رابط تزيل؟
joining-split-title = أخرج من هذه المحادثة
joining-split-one = هذه الرسالة فقط
joining-split-rest = هذه الرسالة وكل ما بعدها
joining-split-nothing-left = هي الرسالة الوحيدة: تبقى في المحادثة رسالة واحدة على الأقل.
joining-split-name = عنوان المحادثة الجديدة
joining-split-hint = Enter يُخرج الرسائل · Esc يتركها
joining-preview-title = { $count ->
    [zero] دمج في #{ $id }
    [one] دمج #{ $other } في #{ $id }
    [two] دمج محادثتين في #{ $id }
    [few] دمج { $count } محادثات في #{ $id }
    [many] دمج { $count } محادثة في #{ $id }
   *[other] دمج { $count } محادثة في #{ $id }
}
joining-preview-hint = Tab: تبقى غيرها · Enter يدمج · Esc يترك
joining-stays = تبقى
joining-goes = تدخل في #{ $id }
joining-messages = { $count ->
    [zero] بلا رسائل
    [one] رسالة واحدة
    [two] رسالتان
    [few] { $count } رسائل
    [many] { $count } رسالة
   *[other] { $count } رسالة
}
joining-dates = منذ { $begun } · آخرها { $last }
joining-newest = «{ $words }»
joining-other-customer = { $count ->
    [zero] العميل نفسه: { $names }
    [one] عميل آخر: ستصل نسخة من كل رد إلى { $names }.
    [two] عميلان آخران: ستصل نسخة من كل رد إلى { $names }.
    [few] عملاء آخرون: ستصل نسخة من كل رد إلى { $names }.
    [many] عملاء آخرون: ستصل نسخة من كل رد إلى { $names }.
   *[other] عملاء آخرون: ستصل نسخة من كل رد إلى { $names }.
}
joining-other-mailbox = سيكون كل شيء في الصندوق { $name }.
joining-merged = { $count ->
    [zero] لم تُدمج محادثات في #{ $id }.
    [one] دُمجت في #{ $id }.
    [two] دُمجت محادثتان في #{ $id }.
    [few] دُمجت { $count } محادثات في #{ $id }.
    [many] دُمجت { $count } محادثة في #{ $id }.
   *[other] دُمجت { $count } محادثة في #{ $id }.
}
joining-too-many = لا يُدمج أكثر من { $limit } محادثة دفعة واحدة.
joining-not-loaded = تعذّرت قراءة بعضها. حاول مجددًا.
joining-no-message = لا توجد رسالة هنا.
joining-split-done = صارت الرسائل في #{ $id }.
joining-linked = { $count ->
    [zero] لم تُربط محادثات بـ#{ $id }.
    [one] رُبطت بـ#{ $id }.
    [two] رُبطت محادثتان بـ#{ $id }.
    [few] رُبطت { $count } محادثات بـ#{ $id }.
    [many] رُبطت { $count } محادثة بـ#{ $id }.
   *[other] رُبطت { $count } محادثة بـ#{ $id }.
}
joining-unlinked = أُزيل الرابط مع #{ $id }.
joining-no-links = هذه المحادثة غير مرتبطة بغيرها.
