# The thread pane.

thread-untitled = No title
thread-nobody = nobody
thread-followers = { $count ->
    [one] { $count } follower
   *[other] { $count } followers
}
thread-snoozed-until = snoozed until { $until }
thread-presence = { $activity ->
    [replying] { $name } is writing a reply
    [noting] { $name } is writing a note
   *[viewing] { $name } is looking at this
}
thread-replied = to the customer
thread-note-label = NOTE
thread-note-privacy = only colleagues see this
thread-automatic = automatic
thread-saving = saving…
thread-sends-in-seconds = { $n ->
    [one] leaves in { $n } second · z takes it back
   *[other] leaves in { $n } seconds · z takes it back
}
thread-sends-in = leaves in { $time }
thread-delivery = { $state ->
    [queued] about to leave
    [held] held: the customer wrote again
    [sending] sending…
    [accepted] sent
    [delayed] delayed
    [delivered] delivered
    [bounced] came back
    [failed] failed
    [maybe_sent] perhaps sent
    [cancelled] taken back
   *[no_channel] not sent: no channel
}
thread-quoted-lines = { $count ->
    [one] … { $count } quoted line (T)
   *[other] … { $count } quoted lines (T)
}
thread-absent-offline = This conversation was not read on this machine yet. Its messages come when the connection is back.
thread-older = older messages
thread-unread = new
thread-more-files = { $count ->
    [one] … { $count } more file (d)
   *[other] … { $count } more files (d)
}
thread-file-unnamed = file without a name
thread-header-from = From
thread-header-to = To
thread-header-cc = Cc
thread-header-title = Subject
thread-header-automatic = Automatic
thread-header-number = Message

thread-find-label = Find
thread-find-hint = ↓ ↑ next and previous · Enter keeps the hits · Esc ends
thread-find-count = { $number } of { $count } · n N go on · Esc ends
thread-find-none = nothing found
thread-no-links = This message has no links.
thread-no-files = This message has no files.
thread-nothing-to-retry = This message has nothing to send again.
thread-title-label = Title
thread-title-hint = Enter saves · Esc leaves it
thread-title-wrong = A title has 1 to { $limit } characters.
