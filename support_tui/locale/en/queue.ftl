# What waits to be sent, what is to leave later, and what came back.

queue-damaged = { $lines ->
    [one] A line of the queue on disk was damaged; the rest is being sent.
   *[other] { $lines } lines of the queue on disk were damaged; the rest is being sent.
} The damaged file is kept: { $path }
queue-not-kept = The queue on disk cannot be written ({ $reason }): what you do now would be lost with this console. { $path }

coming-today = today { $clock }
coming-tomorrow = tomorrow { $clock }
coming-year = { $day } { $month } { $year } { $clock }
coming-theirs = { $mine }, their { $theirs }
coming-reply = the customer replies

phrase-means = until { $until }
phrase-empty = Say when: { $hint }
phrase-unknown = “{ $word }” (at { $at }) is no moment. Say { $hint }.
phrase-in-past = That is over already.
phrase-too-far = That is more than ten years ahead.
phrase-no-zone = The customer's time zone is not known. It can be entered beside the conversation.
phrase-suggestion = { $phrase }?

later-title = Send it when?
later-means = leaves { $until }
later-choose-title = This reply leaves later
later-held-title = Held: the customer wrote again since
later-send-now = Send it now
later-other-time = Another time…
later-take-back = Take it back, the text is a draft again
later-leave = Leave it as it is
later-queued = It leaves { $when }. { $undo_key } takes it back.
later-sent-now = It leaves now.
later-held = #{ $number } { $name } wrote: your reply for { $when } is held. { $key } decides.
event-later = set the reply to leave { $when }
later-held-many = { $n ->
    [one] One of your replies is held: the customer wrote again. { $key } decides.
   *[other] { $n } of your replies are held: the customers wrote again. { $key } decides.
}
thread-leaves = leaves { $when }

queue-title = Not sent yet
queue-title-off = Not sent yet (what the server holds of it is not known without a connection)
queue-nothing = Everything has been sent.
queue-keys = Enter opens · b another time · s send now or again · y it was sent · x take out · Esc back
queue-head = { $why ->
    [in_doubt] Perhaps sent: send again, or was it sent? ({ $n })
    [failed] Could not be sent ({ $n })
    [returned] Came back ({ $n })
    [held] Held: the customer wrote again ({ $n })
    [again] Tried again by itself ({ $n })
    [paused] Waiting for its mailbox ({ $n })
    [waiting] Waiting for the connection ({ $n })
   *[later] Leaves later ({ $n })
}
queue-more = { $n ->
    [one] and one more
   *[other] and { $n } more
}
queue-not-scheduled = Only a reply that leaves later has a time.
queue-on-its-way = It is on its way at this moment.
queue-may-be-done = It has gone out once and no answer came: it may have been done. Take it out all the same?
queue-taken-out = Taken out of the queue.
queue-what = { $kind ->
    [send_reply] Reply
    [answer_by_mail] Answer by mail
    [add_note] Note
    [forward_conversation] Forward
    [start_conversation] New conversation
    [cancel_reply] Taking a reply back
    [reschedule_reply] Another time for a reply
    [retry_delivery] Sending again
    [confirm_sent] Noting as sent
    [set_status] Status
    [assign_conversation] Assignment
    [change_followers] Followers
    [change_tags] Tags
    [redecode_message] Charset of a mail
    [set_title] Title
    [set_priority] Priority
    [move_conversation] Mailbox
    [set_folder] Folder
    [snooze_conversation] Snooze
    [purge_conversation] Deleting for good
    [edit_customer] Customer
    [add_customer_note] Note about the customer
    [undo_request] Undo
    [change_many] Bulk action
    [merge_conversations] Merge
    [split_conversation] Split
    [accept_participant] New participant
   *[other] Change
}

queue-quit = { $n ->
    [one] One change has not been sent yet. It is kept and sent at the next start. Leave?
   *[other] { $n } changes have not been sent yet. They are kept and sent at the next start. Leave?
}
line-since = No connection since { $since }
line-waiting = { $n ->
    [one] one waits
   *[other] { $n } wait
}
line-returned = { $n ->
    [one] one came back ({ $key })
   *[other] { $n } came back ({ $key })
}
queue-kept-only = No connection: this shows only what is kept on this machine.
login-again-title = The login has run out. Password of { $email }:
login-again-hint = Enter logs in, and what waits is sent · Esc: later, with { $key }
login-again-unreachable = The server does not answer.
