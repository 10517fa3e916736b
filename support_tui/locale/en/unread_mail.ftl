# Mails that could not be read, or not whole.

mail-problem-unreadable = could not be read
mail-problem-answer-refused = an agent's answer by mail, not taken
mail-problem-too-large = too large, only its headers were taken
mail-problem-same-id = bears the identity of another message, with other words or files
mail-asked = It is being read…
mail-read = { $count ->
    [0] Every mail could be read.
    [one] The mail was read.
   *[other] { $count } mails were read.
 }
mail-still-unread = { $unread ->
    [one] One mail still cannot be read.
   *[other] { $unread } mails still cannot be read.
 }
mail-unreachable = The server does not answer; the mail was not read again.
cmd-mail-read-again = Read mails again that could not be read
also-mail-read-again = quarantine, retry, unreadable, damaged
