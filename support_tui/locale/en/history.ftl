# What was done, taken back and done again.

event-message-withdrawn = { $kind ->
    [note] took back a note
   *[reply] took back a reply
}
event-message-restored = { $kind ->
    [note] brought back a note
   *[reply] brought back a reply
}
event-customer-note-withdrawn = took back a note about the customer
event-customer-note-restored = brought back a note about the customer

# What somebody did, as the list of it and the notices name it; one for each command of the desk.
action-kind = { $kind ->
    [set_status] Status
    [assign_conversation] Assignee
    [change_followers] Followers
    [change_tags] Tags
    [redecode_message] Charset of a mail
    [set_title] Title
    [set_priority] Priority
    [move_conversation] Mailbox
    [set_folder] Folder
    [snooze_conversation] Snooze
    [send_reply] Reply
    [start_conversation] New conversation
    [forward_conversation] Forwarded
    [answer_by_mail] Answer by mail
    [add_note] Note
    [cancel_reply] Reply taken back
    [retry_delivery] Sent again
    [confirm_sent] Noted as sent
    [purge_conversation] Deleted for good
    [rate_conversation] Rating
    [edit_customer] Customer
    [add_customer_note] Note about the customer
    [change_many] Many at once
    [merge_conversations] Merged
    [split_conversation] Split
    [accept_participant] New participant
    [link_conversations] Linked
    [unlink_conversations] Link removed
    [save_view] View
    [delete_view] View deleted
    [arrange_tabs] Order of the tabs
    [mark_many_read] Read or unread
    [save_tag] Tag
    [save_mailbox] Settings of a mailbox
    [remove_mailbox] Mailbox removed
   *[other] Change
}
action-undone = { $count ->
    [0] Taken back: { $what }.
    [one] Taken back: { $what }, #{ $number }.
   *[other] Taken back: { $what }, { $shown } conversations.
}
action-redone = { $count ->
    [0] Done again: { $what }.
    [one] Done again: { $what }, #{ $number }.
   *[other] Done again: { $what }, { $shown } conversations.
}
action-repeated = { $count ->
    [one] Again: { $what }, #{ $number }. { $undo_key } takes it back.
   *[other] Again: { $what }, { $shown } conversations. { $undo_key } takes it back.
}
action-undone-left = { $count ->
    [one] Left alone: { $ids }. { $why }
   *[other] { $count } left alone ({ $ids } …). { $why }
}
action-note-cancelled = Taken back. The note is a draft again.
action-recent-title = Recent actions: pick one to take back
action-recent-undone = taken back · { $when }
action-recent-many = { $count ->
    [one] { $shown } conversation
   *[other] { $shown } conversations
}
action-recent-unreachable = The server does not answer; what was done is listed there.
cmd-desk-recent = Recent actions…
