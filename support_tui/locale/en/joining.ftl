# Merged, split and linked conversations.

joining-led-on = #{ $id } was merged into #{ $into }. This is #{ $into }.
joining-from = from #{ $id }
joining-linked-to = linked to { $names }
context-related = Related

joining-event-merged = merged this into #{ $id }
joining-event-unmerged = took it out of #{ $id } again
joining-event-came-merged = { $count ->
    [one] merged #{ $id } into this ({ $count } message)
   *[other] merged #{ $id } into this ({ $count } messages)
}
joining-event-came-unmerged = { $count ->
    [one] brought { $count } message back from #{ $id }
   *[other] brought { $count } messages back from #{ $id }
}
joining-event-came-split = { $count ->
    [one] split { $count } message off #{ $id } into this
   *[other] split { $count } messages off #{ $id } into this
}
joining-event-came-rejoined = { $count ->
    [one] brought { $count } message back from #{ $id }
   *[other] brought { $count } messages back from #{ $id }
}
joining-event-went-merged = { $count ->
    [one] moved { $count } message to #{ $id }
   *[other] moved { $count } messages to #{ $id }
}
joining-event-went-unmerged = { $count ->
    [one] took #{ $id } out of this again ({ $count } message)
   *[other] took #{ $id } out of this again ({ $count } messages)
}
joining-event-went-split = { $count ->
    [one] split { $count } message off into #{ $id }
   *[other] split { $count } messages off into #{ $id }
}
joining-event-went-rejoined = { $count ->
    [one] moved { $count } message back to #{ $id }
   *[other] moved { $count } messages back to #{ $id }
}
joining-event-linked = linked it to #{ $id }
joining-event-unlinked = took the link to #{ $id } away

# What the agent is asked and told.

joining-merge-title = Merge with which conversation?
joining-link-title = Link with which conversation?
joining-unlink-title = Take which link away?
joining-split-title = Take out of this conversation
joining-split-one = only this message
joining-split-rest = this message and all that follow
joining-split-nothing-left = It is the only message: a conversation keeps at least one.
joining-split-name = Title of the new conversation
joining-split-hint = Enter takes the messages out · Esc leaves them
joining-preview-title = { $count ->
    [one] Merge #{ $other } into #{ $id }
   *[other] Merge { $count } conversations into #{ $id }
}
joining-preview-hint = Tab: another one stays · Enter merges · Esc leaves
joining-stays = stays
joining-goes = goes into #{ $id }
joining-messages = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
joining-dates = since { $begun } · last { $last }
joining-newest = “{ $words }”
joining-other-customer = { $count ->
    [one] Another customer: { $names } will be copied in (Cc) on every reply.
   *[other] Other customers: { $names } will be copied in (Cc) on every reply.
}
joining-other-mailbox = Everything will stand in the mailbox { $name }.
joining-merged = { $count ->
    [one] Merged into #{ $id }.
   *[other] { $count } conversations merged into #{ $id }.
}
joining-too-many = At most { $limit } conversations are merged at once.
joining-not-loaded = Not all of them could be read. Try again.
joining-no-message = There is no message here.
joining-split-done = The messages stand in #{ $id } now.
joining-linked = { $count ->
    [one] Linked with #{ $id }.
   *[other] { $count } conversations linked with #{ $id }.
}
joining-unlinked = The link with #{ $id } is taken away.
joining-no-links = This conversation is linked to no other.
