# What agents write from their own mail program.

thread-by-mail = by mail
event-message-by-mail = { $kind ->
    [reply] replied by mail
   *[note] wrote a note by mail
}
event-answer-refused = sent an answer by mail that was not taken for an agent's
thread-held-by-mail = by mail, not sent: more was written meanwhile
event-message-held-by-mail = wrote an answer by mail that was not sent, as more had been written
