# لماذا تقف الرسالة في محادثتها، ومن أرسلها.

placing-by = { $by ->
    [named] وضعتها القناة هنا
    [own_id] ترد على رسالتنا { $evidence }
    [thread] من المراسلة { $evidence }
    [message_id] ترد على الرسالة { $evidence }
    [awaited] مرتبطة بـ { $evidence }
    [plus_address] وصلت إلى العنوان الخاص بهذه المحادثة { $evidence }
    [marker] تقتبس رسالتنا: { $evidence }
    [subject] تذكر { $evidence } في موضوعها
    [thread_index] المراسلة نفسها في Outlook
   *[same_subject] المرسل نفسه والموضوع نفسه
}
placing-looks-like = { $by ->
    [subject] تذكر ‎#{ $id } في موضوعها، لكن مرسلها ليس مشاركًا هناك · ‎= لجمعهما
    [awaited] تشبه ‎#{ $id }: كلتاهما ترد على رسالة لم تصل · ‎= لجمعهما
    [thread_index] تشبه ‎#{ $id }: مراسلة واحدة في Outlook · ‎= لجمعهما
   *[same_subject] تشبه ‎#{ $id }: المرسل نفسه والموضوع نفسه · ‎= لجمعهما
}
placing-new-participant = مشارك جديد: لا تصله الردود حتى يُقبل · ‎+ للقبول · ‎- لإخراج الرسالة
placing-same-id = تحمل رسالة أخرى بكلمات أو ملفات أخرى المعرّف نفسه.
placing-elsewhere = تذهب الردود إلى { $addresses } مع أن الرسالة من { $address }.
placing-unproven = يرى { $host } أن عنوان المرسل مزوّر (DMARC).
placing-sent-by = أُرسلت من: { $address }
placing-answers-to = تذهب الردود إلى: { $addresses }
placing-checks = تحقق { $host }: DKIM { $dkim } · SPF { $spf } · DMARC { $dmarc }

placing-apart-again = عادت ‎#{ $id } قائمة بذاتها.
placing-no-suggestion = لا يُعرف ما تشبهه هذه الرسالة.
placing-nobody = لا يُقبل مشارك إلا من رسالة عميل.
placing-accepted = ستصل الردود إلى { $name } من الآن.

placing-withheld = { $n ->
    [zero] بلغ { $mailbox } أقصى عدد من الردود التلقائية في الساعة. أهي حلقة؟
    [one] بلغ { $mailbox } أقصى عدد من الردود التلقائية في الساعة: لم يُرسل رد واحد. أهي حلقة؟
    [two] بلغ { $mailbox } أقصى عدد من الردود التلقائية في الساعة: لم يُرسل ردان. أهي حلقة؟
    [few] بلغ { $mailbox } أقصى عدد من الردود التلقائية في الساعة: لم تُرسل { $n } ردود. أهي حلقة؟
    [many] بلغ { $mailbox } أقصى عدد من الردود التلقائية في الساعة: لم يُرسل { $n } ردًا. أهي حلقة؟
   *[other] بلغ { $mailbox } أقصى عدد من الردود التلقائية في الساعة: لم يُرسل { $n } رد. أهي حلقة؟
}

cmd-thread-apart = في غير مكانها: إخراج هذه الرسالة
cmd-thread-same = جمعها مع ما تشبهه
cmd-thread-accept = قبول المشارك الجديد
