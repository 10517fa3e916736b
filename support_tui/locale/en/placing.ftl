# Why a message stands in its conversation, and who sent it.

placing-by = { $by ->
    [named] placed here by the channel
    [own_id] answers our message { $evidence }
    [thread] belongs to the exchange { $evidence }
    [message_id] answers the message { $evidence }
    [awaited] belongs together with { $evidence }
    [plus_address] came to this conversation's own address { $evidence }
    [marker] quotes our letter: { $evidence }
    [subject] names { $evidence } in its subject
    [thread_index] same thread in Outlook
   *[same_subject] same sender and subject
}
placing-looks-like = { $by ->
    [subject] names #{ $id } in its subject, but its sender takes no part there · = puts them together
    [awaited] looks like #{ $id }: both answer a mail that never came · = puts them together
    [thread_index] looks like #{ $id }: one thread in Outlook · = puts them together
   *[same_subject] looks like #{ $id }: same sender, same subject · = puts them together
}
placing-new-participant = New participant: gets no answers until accepted · + accepts · - takes it out
placing-same-id = Another mail, with other words or files, bears the same identity.
placing-elsewhere = Answers go to { $addresses }, although the mail is from { $address }.
placing-unproven = { $host } holds the sender's address for forged (DMARC).
placing-sent-by = Sent from: { $address }
placing-answers-to = Answers go to: { $addresses }
placing-checks = Checked by { $host }: DKIM { $dkim } · SPF { $spf } · DMARC { $dmarc }

placing-apart-again = #{ $id } stands by itself again.
placing-no-suggestion = Nothing is known that this message looks like.
placing-nobody = Only a customer's message has a participant to accept.
placing-accepted = { $name } gets the answers from now on.

placing-withheld = { $n ->
    [one] { $mailbox } has given as many automatic answers as it may in an hour: one was not given. A loop?
   *[other] { $mailbox } has given as many automatic answers as it may in an hour: { $n } were not given. A loop?
}

cmd-thread-apart = Wrong place: take this message out
cmd-thread-same = Put together with what it looks like
cmd-thread-accept = Accept the new participant
