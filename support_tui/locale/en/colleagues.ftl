# Two agents in one conversation: who answers, and replies that are held back.

colleague-answers = { $name } is replying in #{ $number }.
held-title = Not sent: this came in while you wrote
held-by = { $kind ->
    [note] { $name }, note, { $at }
    [reply] { $name }, reply, { $at }
   *[inbound] { $name }, { $at }
}
held-more = { $n ->
    [one] and one message before
   *[other] and { $n } messages before
}
held-read = Read it; the draft stays
held-send = Send all the same
held-discard = Discard what I wrote
held-discarded = Discarded.
held-refused = Not sent, and a draft again: { $by } wrote meanwhile “{ $words }”
held-hint = Enter or a number chooses · Esc goes on writing
