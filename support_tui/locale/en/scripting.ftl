# The verbs of the command line and of the `:` line.

verb-list = List conversations of a queue that fit a query.
verb-search = Find conversations by words, the newest first, wherever they lie.
verb-show = Print a conversation with its messages.
verb-files = List a conversation's files, or save them.
verb-customers = Find customers by name, address or company.
verb-tail = Print what happens on the desk, as it happens, until it is ended.
verb-open = Open the console at a conversation.
verb-reply = Answer the customer; the text as words, on standard input, or in the editor.
verb-note = Write a note for colleagues; @ and a whole name mentions.
verb-assign = Make somebody responsible: an agent, me, none, or team:NAME.
verb-follow = Follow conversations, or stop following.
verb-status = Set the status.
verb-status-alone = Without anything behind it: one line about the desk, for a prompt or tmux.
verb-close = Close conversations.
verb-reopen = Bring back to the inbox: out of closed, spam, trash or a snooze.
verb-tag = Add tags (+name) and take them off (-name).
verb-priority = Set how urgent it is.
verb-move = Move to another mailbox.
verb-title = Write another title.
verb-snooze = Put off until a moment; none wakes it.
verb-spam = Put into spam.
verb-trash = Put into the trash.
verb-merge = Put all messages of the others into the first conversation.
verb-split = Move a message, or it and all that follow, into a new conversation.
verb-join = Put a conversation together with the one that a message of it looks like.
verb-accept = Let answers go to whoever wrote a message, too.
verb-restore = Take out of spam or trash.
verb-undo = Take back what a request did, by its key, or the last thing that you did.
verb-completion = Print the completion script for a shell.

verbs-look = Look
verbs-write = Write
verbs-triage = Sort out
verbs-program = The program

argument-id = ID
argument-ids = ID
argument-message = MESSAGE
argument-query = QUERY
argument-words = WORDS
argument-text = TEXT
argument-title = TITLE
argument-who = WHO
argument-status = STATUS
argument-tags = +TAG|-TAG
argument-mailbox = MAILBOX
argument-priority = PRIORITY
argument-phrase = WHEN
argument-queue = QUEUE
argument-sort = ORDER
argument-view = VIEW
argument-number = N
argument-addresses = ADDRESSES
argument-key = KEY
argument-file = FILE
argument-url = URL
argument-folder = FOLDER
argument-format = FORMAT
argument-shell = bash|zsh|fish

option-config = read settings from this file
option-server = the server to go to
option-help = print this help
option-queue = the queue to look in: mine, unassigned, all, closed, anywhere, mailbox:NAME, team:NAME…
option-sort = attention, newest, oldest, waiting or created
option-save = save the files in this folder, never over others
option-limit = at most so many; 0 is all
option-ids = print the numbers alone, one a line
option-json = print JSON
option-csv = print CSV
option-markdown = print Markdown
option-since = begin behind the event with this number
option-format = what to print, with fields in braces
option-close = close it as well
option-cc = who else gets it, addresses with commas between them; empty for nobody
option-send-at = when it is to leave, such as tomorrow 9
option-stop = stop following
option-dry-run = say what would be done, and do nothing
option-view = a saved view to list
option-with-rest = with all messages behind it
option-title = the title of the new conversation
option-key = a key of your own: the same run again does nothing twice

help-options = Options:
help-example = Example:

misuse-no-verb = What is to be done? support-tui --help lists the verbs.
misuse-unknown-verb = There is no verb { $word }.
misuse-unknown-verb-nearest = There is no verb { $word }. Did you mean { $nearest }?
misuse-unknown-option = There is no option { $word } here.
misuse-unknown-option-nearest = There is no option { $word } here. Did you mean { $nearest }?
misuse-no-value = { $option } takes no value.
misuse-missing-value = { $option } needs a value.
misuse-no-number = { $option } needs a whole number, not { $value }.
misuse-no-id = { $word } is no number of a conversation.
misuse-missing = { $argument } is missing.
misuse-too-many = { $word } is one word too many.
misuse-no-choice = { $word } is no { $kind ->
    [status] status
    [priority] priority
    [sort] order
   *[other] choice
 }. Possible: { $allowed }.
misuse-unknown-name = There is no { $kind ->
    [agent] agent who can be responsible called
    [mailbox] mailbox called
    [team] team called
    [queue] queue called
    [view] view called
   *[other] such thing as
 } { $word }.
misuse-unknown-name-nearest = There is no { $kind ->
    [agent] agent who can be responsible called
    [mailbox] mailbox called
    [team] team called
    [queue] queue called
    [view] view called
   *[other] such thing as
 } { $word }. Did you mean { $nearest }?
misuse-ambiguous = { $word } could be any of these: { $names }.
misuse-no-tag = { $word } is no change of tags: write +name or -name.
misuse-too-long = That is longer than { $limit } characters.
misuse-no-address = { $word } is no e-mail address.
misuse-one-to-merge = Merging needs two conversations: the one that stays, and another.
misuse-no-message = { $word } is no number of a message.
misuse-no-key = { $word } is no key of a request.
misuse-key-too-long = A key has at most { $limit } characters.
misuse-phrase-empty = A moment is missing, such as 2h or tue 9.
misuse-phrase-unknown = { $word } is no moment: write 2h, tue 9, tomorrow or 31 jan.
misuse-phrase-no-zone = { $word } speaks of the customer's time, which is not known here.
misuse-phrase-too-far = { $word } is too far away.
misuse-phrase-in-past = { $word } has passed already.

run-see-help = support-tui { $verb } --help tells more.
run-not-logged-in = Not logged in. Start support-tui in a terminal once, or set { $variable } and a server.
run-bad-address = { $url } is no address that a login may be sent to. Use https, or http on this machine.
run-unreachable = { $url } cannot be reached: { $reason }
run-distrusted = The certificate of { $url } is not trusted. Start support-tui in a terminal to look at it.
run-failed = { $sentence } ({ $code })
run-refused = #{ $number }: { $sentence } ({ $code })
run-cut-off = { $done } done, { $left } left. The same command with --key { $key } does the rest and nothing twice.
run-query = The query is wrong at position { $position }: { $reason }
run-nothing = Nothing found.
run-shown = { $shown } of { $total }. --limit shows more.
run-progress = { $done } of { $total }
run-done = { $count ->
    [one] Done.
   *[other] Done: { $count } conversations.
 }
run-done-for = { $count ->
    [one] Done, for { $when }.
   *[other] Done: { $count } conversations, for { $when }.
 }
run-no-suggestion = Nothing is known that #{ $number } looks like. (merge puts together what you name.)
run-nothing-to-undo = There is nothing to take back.
run-would-undo = { $count ->
    [0] This would take back the request { $key }.
    [one] This would take back what was done to #{ $number } { $title }.
   *[other] This would take back what was done to { $count } conversations.
 }
run-undone = { $count ->
    [0] Taken back: the request { $key }.
    [one] Taken back for #{ $number } { $title }.
   *[other] Taken back for { $count } conversations.
 }
run-would = #{ $number } { $title }: { $words }
run-rehearsed = Nothing was changed.
run-no-id-in-line = Line { $line } begins with { $word }, which is no number of a conversation. list --ids prints numbers alone.
run-no-text = There is no text.
run-editor-failed = The editor { $editor } did not end well. Nothing was sent.

head-id = No.
head-status = Status
head-priority = Priority
head-age = Age
head-assignee = Assignee
head-customer = Customer
head-tags = Tags
head-title = Title
head-conversations = Conversations
head-company = Company
head-address = Address

fact-customer = Customer
fact-status = Status
fact-priority = Priority
fact-mailbox = Mailbox
fact-assignee = Assignee
fact-tags = Tags

transcript-inbound = { $name } wrote, { $at }
transcript-reply = { $name } replied, { $at }
transcript-note = Note by { $name }, { $at }
transcript-attachment = Attachment: { $name } ({ $size })

exit-0 = all done; also where it was so already
exit-1 = some refused, each with its number and the reason on stderr; the others are done
exit-2 = the command, the settings or the query are wrong
exit-3 = not logged in, or not allowed
exit-4 = the server cannot be reached
exit-5 = there is no such conversation or thing
exit-130 = interrupted

run-tail-away = The connection is lost ({ $reason }); trying again.
run-tail-back = The connection is back.
run-tail-gap = What happened between the events { $since } and { $until } is too much to be told, and was left out.
run-tail-logged-out = The login has ended.

misuse-no-field = There is no field { $word }. Possible: { $allowed }.

status-line = ✉ { $unread } mine { $mine } new { $unassigned } { $line }
status-field-unread = conversations of yours in which a customer wrote since you last looked
status-field-mine = open conversations of yours
status-field-unassigned = open conversations of nobody
status-field-all = all open conversations
status-field-following = open conversations that you follow
status-field-snoozed = snoozed ones
status-field-closed = closed ones
status-field-spam = those in spam
status-field-line = ● told by the server just now, ○ known from before

verb-line-one = to #{ $number }
verb-line-many = { $count ->
    [one] to one conversation
   *[other] to { $count } conversations
 }
verb-line-done = { $count ->
    [one] Done: { $words }. { $undo_key } takes it back.
   *[other] Done for { $count } conversations: { $words }. { $undo_key } takes it back.
 }

cmd-pipe-run = Give to a command
pipe-nothing-loaded = The conversation is not loaded, and the server does not answer.
pipe-title = Give the conversation to a command
pipe-form-plain = as plain text
pipe-form-markdown = as Markdown
pipe-form-json = as JSON
pipe-running = { $command } runs… Esc ends it.
pipe-ended = { $command } is done.
pipe-failed = { $command } ended with { $code }.
pipe-killed = { $command } was ended by { $signal }.
pipe-timed-out = { $command } was ended after { $seconds } seconds.
pipe-cancelled = { $command } was ended.
pipe-not-started = { $command } could not be started: { $reason }
pipe-cut = Only the first { $shown } are shown.
pipe-errors = What it said of itself:
pipe-nothing = It said nothing.
pipe-keys = n note · r reply · y copy · j k move · Esc closes
