# What agents write from their own mail program.

thread-by-mail = by mail
event-message-by-mail = { $kind ->
    [reply] replied by mail
   *[note] wrote a note by mail
}
event-answer-refused = sent an answer by mail that was not taken for an agent's
