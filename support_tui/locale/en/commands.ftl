# Titles of the commands of the table, the same in palette, help and documentation.

group-move = Moving
group-triage = Triage
group-write = Writing
group-thread = Reading
group-customer = Customer
group-mark = Marking
group-view = View
group-go = Go to
group-desk = Desk

scope-inbox = Inbox
scope-thread = Thread
scope-context = Customer
scope-composer = Composer
scope-any = Everywhere

cmd-move-down = Down
cmd-move-up = Up
cmd-move-half-down = Half a page down
cmd-move-half-up = Half a page up
cmd-move-page-down = Page down
cmd-move-page-up = Page up
cmd-move-top = First
cmd-move-bottom = Last

cmd-conversation-close = Close and go on
cmd-conversation-reopen = Reopen
cmd-conversation-status = Status…
cmd-conversation-assign = Assign…
cmd-conversation-take = Take it
cmd-conversation-follow = Follow or unfollow
cmd-conversation-tags = Tags…
cmd-conversation-priority = Priority…
cmd-conversation-move = Move to mailbox…
cmd-conversation-snooze = Snooze…
cmd-conversation-trash = To the trash
cmd-conversation-spam = It is spam
cmd-conversation-unread = Mark unread
cmd-conversation-title = Edit the title
cmd-conversation-copy = Copy number or link…

cmd-compose-reply = Reply
cmd-compose-reply-sender = Reply to the sender only
cmd-compose-note = Internal note
cmd-compose-forward = Forward
cmd-compose-new = New conversation
cmd-composer-send = Send
cmd-composer-send-close = Send and close
cmd-composer-later = Send it later…
cmd-composer-save = Save the draft
cmd-composer-editor = Edit in your editor
cmd-composer-leave = Leave, keep the draft

cmd-view-open = Open
cmd-view-next-conversation = Next conversation
cmd-view-previous-conversation = Previous conversation
cmd-thread-next-message = Next message
cmd-thread-previous-message = Previous message
cmd-thread-toggle = Unfold or fold
cmd-thread-quoted = Quoted text
cmd-thread-headers = Full headers
cmd-thread-find = Find in the thread
cmd-thread-links = Open a link…
cmd-thread-files = Files…
cmd-thread-mail-headers = Headers of the mail
cmd-thread-charset = Read with another charset…
cmd-thread-source = Source of the mail
cmd-joining-merge = Merge…
cmd-joining-link = Link with another…
cmd-joining-unlink = Take a link away…
cmd-thread-split = Split messages off…
cmd-thread-retry = Send a failed reply again, read an unread mail again
cmd-view-conversation-log = Change log

cmd-view-context = Customer pane
cmd-context-edit = Edit the field
cmd-context-note = Note on the customer
cmd-context-attribute = Add an attribute

cmd-mark-toggle = Mark
cmd-mark-range = Mark a range

cmd-view-back = Back
cmd-view-next-pane = Next pane
cmd-view-previous-pane = Previous pane
cmd-view-queue-number = Queue by number
cmd-view-next-queue = Next queue
cmd-view-previous-queue = Previous queue
cmd-view-filter = Filter
cmd-view-sort = Sort…
cmd-view-zoom = Enlarge the pane
cmd-view-palette = All commands
cmd-view-help = Help
cmd-view-theme = Light or dark…
cmd-view-language = Language…
cmd-view-reconnect = Try the connection now, or log in again
cmd-view-suspend = To the shell (fg comes back)
cmd-view-redraw = Paint the screen anew
cmd-view-quit = Quit

cmd-go-inbox = All open
cmd-go-mine = Mine
cmd-go-unassigned = Unassigned
cmd-go-following = Following
cmd-go-snoozed = Snoozed
cmd-go-closed = Closed
cmd-go-spam = Spam
cmd-go-trash = Trash
cmd-go-drafts = Drafts
cmd-go-outbox = Not sent yet: what waits, leaves later or came back
cmd-go-mailbox = Mailbox or team…
cmd-go-customers = Customers
cmd-go-mailboxes = Mailboxes: servers, passwords, signatures
cmd-go-log = Change log of the desk

cmd-desk-undo = Undo
cmd-desk-redo = Redo
cmd-desk-repeat = Repeat the last action

# Why a command would do nothing now.
why-viewer = Viewers look and change nothing.
why-not-admin = Only administrators can do this.
why-no-target = No conversation is chosen.
why-one-at-a-time = One conversation at a time: several are marked.
why-nothing-open = No conversation is open.
why-closed-already = Closed already.
why-open-already = Neither closed nor put away.
why-nothing-to-undo = Nothing to undo.
why-nothing-to-redo = Nothing to redo.
why-nothing-to-repeat = Nothing to repeat.
why-a-note = A note stays on the desk: it leaves at once, to nobody, and carries no files.
why-for-many = A text for all that is marked is a letter of its own to each: it leaves at once, without files, and is not shared.
why-other-pane = Works in another pane.
