# A reply on its way: what is said of it beside the states.

thread-partly = sent, but not to { $names }
thread-again = { $n ->
    [one] not sent yet, next try in { $time }
   *[other] not sent after { $n } tries, next in { $time }
}
thread-why-interrupted = the server ended while it was being sent
thread-why-no-channel = no channel leads out of the mailbox
thread-why-no-address = the customer has no address

sending-maybe-title = This reply may have reached them: the answer of the mail server is missing
sending-again = Send it again
sending-again-hint = they may get it twice
sending-was-sent = It was sent
sending-confirmed = Noted as sent.
queue-not-in-doubt = Only a reply in doubt can be noted as sent.

# Files and copies of what is being written.

cmd-composer-attach = Attach a file…
cmd-composer-detach = Take a file off again…
cmd-composer-bcc = Copies that nobody else sees (Bcc)
composer-field-bcc = Bcc
composer-files = Files:
composer-file-coming = uploading { $name }…
composer-files-coming = { $name } is still being uploaded.
composer-files-many = At most { $n } files go with one message.
composer-files-large = The files have { $size } together; { $limit } can be sent.
composer-files-forgotten = No file is attached, but announced. Alt+A adds one, sending again sends.
composer-files-none = There is no file to take off.
attach-title = Attach which file? Type a path
attach-not-title = Which file stays here?
attach-too-large = { $name } has { $size }; { $limit } can be sent.
attach-unreadable = { $name } cannot be read: { $reason }
attach-unreachable = { $name } could not be uploaded: no connection. Attach it again when the line is back.

option-bcc = who else gets it without anybody being told, addresses with commas between them
option-attach = a file that goes along; may be given several times
misuse-attach-in-console = Here a file is attached in the composer, with Alt+A.
run-files-too-large = The files are too large together: { $limit } can be sent.
run-file-unreadable = { $name } cannot be read: { $reason }

# What stands against writing to an address.

context-undeliverable = mail to { $email } comes back
context-complained = { $email } has called our mail unwanted: nothing automatic is sent there
composer-undeliverable = mail there comes back: { $words }
composer-complained = our mail is unwanted there
customer-warning = { $why ->
    [undeliverable] mail to { $email } comes back
   *[complained] { $email } wants no mail
}

# The outbox on the command line.

verb-outbox = List what has not left, why, and when it is tried next.
option-all = everybody's, as far as you may see them
head-state = state
head-next-try = next try
head-reason = why
run-all-sent = Everything has been sent.
run-outbox-more = There are more; these need somebody first.

# What waits because its mailbox pauses.

sending-pause = { $pause ->
    [switched_off] sending is switched off
   *[no_secret] the password for sending is not set
}
sending-waits = waits
composer-pause = it will wait: { $why }
action-reply-waits = It waits until the mailbox { $mailbox } sends: { $why }. { $undo_key } takes it back.
run-reply-waits = It waits until the mailbox { $mailbox } sends: { $why }.
