# What signs mean, the query language in short, and the tour of the first run.

signs-title = Signs
sign-cursor = the row that keys act on
sign-marked = marked
sign-unread = unread
sign-priority = urgent, high, low priority
sign-status = open, in progress, awaiting reply, closed
sign-snoozed = snoozed
sign-tag = a tag
sign-attachment = has a file
sign-viewer = a colleague reads it, writes a reply
sign-nobody = nobody is responsible
sign-pending = not confirmed by the server yet
sign-message = the message that keys act on
sign-note = an internal note: customers never see it
sign-line = the server answers, is being asked, does not answer
query-title = Filter
query-fields = a field and a value; several narrow it down
query-not = either of two, and not that
query-times = waiting for more than 4 hours, last message in 2 days
query-words = exactly these words, words that begin so
query-is = what it is, and what it has
help-own-key = (your key)

cmd-view-tour = Tour of the keys
tour-title = Welcome to the desk
tour-move = move, open, back
tour-write = reply, internal note
tour-close = close and go on, snooze
tour-sort = assign, tags, priority
tour-mark = mark several, filter
tour-go = go to: all open, mine, unassigned
tour-undo = undo, redo
tour-all = all commands, keys of this pane
tour-hint = Any key goes on. To see this again: “tour” after { $key }.
