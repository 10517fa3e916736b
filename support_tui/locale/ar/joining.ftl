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
