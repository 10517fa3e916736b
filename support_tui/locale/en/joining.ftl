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
