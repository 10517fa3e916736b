# The bulk pane: what is marked, what a change would do, and what came of it. Numbers stand before the reasons.

scope-bulk = Bulk
cmd-mark-all = Mark all that match
cmd-mark-none = Mark none
cmd-mark-loaded = Mark the loaded ones
cmd-mark-invert = Invert the marks
cmd-bulk-choose = Do it, or open
cmd-bulk-open = Look into the group

bulk-marked = { $n ->
    [one] { $shown } marked
   *[other] { $shown } marked
 }
bulk-marked-all = all that match: { $shown }
bulk-out-of-sight = { $n ->
    [one] 1 of them not in sight
   *[other] { $n } of them not in sight
 }
bulk-asking = looking at each of them…
bulk-would = { $n ->
    [0] nothing would change
    [one] { $shown } would change
   *[other] { $shown } would change
 }
bulk-far = { $done } of { $total }
bulk-done = { $n ->
    [one] { $shown } changed; { $undo_key } takes it back
   *[other] { $shown } changed; { $undo_key } takes it back
 }
bulk-cancelled = stopped at { $shown } of { $total }; { $undo_key } takes it back
bulk-missing = { $n ->
    [one] 1 is not in the list any more
   *[other] { $n } are not in the list any more
 }
bulk-taking-back = Taking back
bulk-hint-preview = Enter does it · o looks in · Esc leaves
bulk-hint-running = Esc stops it
bulk-hint-done = Enter opens · Esc closes this
bulk-stop = Stop here? What is done stays done, and can be taken back as one.
bulk-unreachable = The server does not answer; nothing was changed.
bulk-done-notice = { $count ->
    [0] Nothing changed
    [one] 1 changed
   *[other] { $shown } changed
 }{ $left ->
    [0] {""}
    [one] , 1 left alone
   *[other] , { $shown_left } left alone
 }{ $count ->
    [0] .
   *[other] . { $undo_key } takes it back.
 }
bulk-replied-notice = { $count ->
    [0] No reply leaves
    [one] 1 reply leaves in a moment
   *[other] { $shown } replies leave in a moment
 }{ $left ->
    [0] {""}
    [one] , 1 left alone
   *[other] , { $shown_left } left alone
 }{ $count ->
    [0] .
    [one] . { $undo_key } takes it back.
   *[other] . { $undo_key } takes them back.
 }
bulk-noted-notice = { $count ->
    [0] No note written
    [one] 1 note written
   *[other] { $shown } notes written
 }{ $left ->
    [0] {""}
    [one] , 1 left alone
   *[other] , { $shown_left } left alone
 }{ $count ->
    [0] .
    [one] . { $undo_key } takes it back.
   *[other] . { $undo_key } takes them back.
 }
bulk-words-back = Taken back. { $kind ->
    [note] The note is a draft again: mark some, then write a note.
   *[other] The text is a draft again: mark some, then reply.
 }
bulk-left-alone = { $count ->
    [one] 1 was left alone: { $numbers }
   *[other] { $count } were left alone: { $numbers }
 }
bulk-note-hint = Colleagues only, after a preview.
bulk-reply-hint = A letter of its own to each customer, after a preview.

bulk-reason-no-change = { $n ->
    [one] is so already
   *[other] are so already
 }
bulk-reason-forbidden = { $n ->
    [one] is in a mailbox you may not change
   *[other] are in mailboxes you may not change
 }
bulk-reason-merged = { $n ->
    [one] was merged into another
   *[other] were merged into others
 }
bulk-reason-purged = { $n ->
    [one] was deleted for good
   *[other] were deleted for good
 }
bulk-reason-not-found = { $n ->
    [one] is not there
   *[other] are not there
 }
bulk-reason-no-channel = { $n ->
    [one] has no way to the customer
   *[other] have no way to the customer
 }
bulk-reason-changed-since = { $n ->
    [one] was changed by somebody else meanwhile
   *[other] were changed by others meanwhile
 }
bulk-reason-agent-outside = { $n ->
    [one] is in a mailbox this agent does not see
   *[other] are in mailboxes this agent does not see
 }

bulk-set-status = Status: { $status ->
    [open] open
    [in_progress] in progress
    [awaiting_reply] awaiting reply
    [closed] closed
   *[other] { $status }
 }
bulk-assign = Assign to { $name }
bulk-unassign = Assign to nobody
bulk-follow = Follow
bulk-unfollow = Stop following
bulk-tags = Tags: { $names }
bulk-move = Move to { $name }
bulk-priority = Priority: { $priority ->
    [low] low
    [normal] normal
    [high] high
    [urgent] urgent
   *[other] { $priority }
 }
bulk-wake = Wake now
bulk-snooze = Put off until { $until }
bulk-folder = { $folder ->
    [spam] Into spam
    [trash] Into the trash
   *[inbox] Back to the inbox
 }
bulk-reopen = Reopen
bulk-note = Note: { $text }
bulk-reply = Reply: { $text }
