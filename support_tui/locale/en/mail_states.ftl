# How the mail of the mailboxes comes in: the status line.

mail-state-trouble = Mail of { $mailbox }: { $reason }
mail-state-retried = Mail of { $mailbox }: { $reason } Next try at { $at }.
mail-state-missing = { $n ->
    [one] One mail is missing: it is on the server and could not be fetched.
   *[other] { $n } mails are missing: they are on the server and could not be fetched.
}
mail-state-quarantined = { $n ->
    [one] One mail could not be read.
   *[other] { $n } mails could not be read.
}
mail-state-waiting = { $n ->
    [one] one mail is being fetched
   *[other] { $n } mails are being fetched
}
mail-state-more = { $n ->
    [one] (one mailbox more)
   *[other] ({ $n } mailboxes more)
}
