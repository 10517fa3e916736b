# The list of conversations and what stands around it.

queue-all = All open
queue-mine = Mine
queue-unassigned = Unassigned
queue-following = Following
queue-snoozed = Snoozed
queue-closed = Closed
queue-spam = Spam
queue-trash = Trash
queue-anywhere = Everywhere

inbox-no-name = Nobody
inbox-no-title = No title
inbox-status-open = open
inbox-status-in-progress = in progress
inbox-status-awaiting-reply = awaiting
inbox-status-closed = closed
inbox-status-snoozed = snoozed

sort-attention = needs attention first
sort-newest = newest first
sort-oldest = oldest first
sort-waiting = longest wait first
sort-created = last created first
sort-title = Sort by

inbox-count = { $n ->
    [one] { $shown } conversation
   *[other] { $shown } conversations
}
inbox-count-at-least = { $n ->
    [one] more than one conversation
   *[other] more than { $shown } conversations
}
inbox-loading = loading…
inbox-marked = { $n ->
    [one] { $shown } marked of { $total }
   *[other] { $shown } marked of { $total }
}
inbox-marked-loaded = { $n ->
    [one] One row is marked. { $total } match: scroll to load more of them, then mark again.
   *[other] { $n } rows are marked. { $total } match: scroll to load more of them, then mark again.
}
inbox-marked-keys = every action applies to the marked · Esc unmarks
inbox-range-part = { $n ->
    [one] One row of this range is not loaded and not marked: mark all that match instead.
   *[other] { $shown } rows of this range are not loaded and not marked: mark all that match instead.
}
inbox-range = range from here to the next { $key }

inbox-empty-loading = Asking the server…
inbox-empty-offline = This list was never loaded, and the server cannot be reached.
inbox-empty-filter = Nothing matches this filter. { $key } changes it, Esc removes it.
inbox-empty-all = Nobody waits. Nothing is open.
inbox-empty-mine = Nothing is assigned to you. { $key } shows what nobody has taken.
inbox-empty-unassigned = Everything open has somebody.
inbox-empty-following = You follow no open conversation.
inbox-empty-snoozed = Nothing sleeps.
inbox-empty-closed = Nothing is closed yet.
inbox-empty-spam = No spam.
inbox-empty-trash = The trash is empty.
inbox-empty-anywhere = Nothing is here yet.
inbox-empty-other = Nothing here.

filter-placeholder = status:open tag:refund waiting:>4h words…
