# What handlers say and ask.
action-nothing-changes = Nothing to change there.
action-press-again = Press the key again to do it all the same.

action-closed = { $count ->
    [one] Closed. { $undo_key } takes it back.
   *[other] { $count } conversations closed. { $undo_key } takes it back.
}
action-reopened = { $count ->
    [one] Back in the inbox.
   *[other] Back in the inbox ({ $count } changes).
}
action-status-title = Status
action-status-set = { $status ->
    [open] Open
    [in_progress] In progress
    [awaiting_reply] Awaiting reply
   *[closed] Closed
}{ $count ->
    [one] .
   *[other] : { $count } conversations.
}

action-assign-title = Assign to
action-assign-me = you
action-assign-nobody = Nobody
action-assign-team = team
action-assigned = { $count ->
    [one] Assigned to { $name }.
   *[other] { $count } conversations assigned to { $name }.
}
action-unassigned = { $count ->
    [one] Assigned to nobody.
   *[other] { $count } conversations assigned to nobody.
}
action-taken = { $count ->
    [one] Yours now.
   *[other] { $count } conversations are yours now.
}
action-followed = { $count ->
    [one] You follow it.
   *[other] You follow { $count } conversations.
}
action-unfollowed = { $count ->
    [one] You do not follow it any more.
   *[other] You do not follow { $count } conversations any more.
}

action-tags-title = Tags
action-tags-some = on { $count }
action-tagged = { $count ->
    [one] Tags changed.
   *[other] Tags of { $count } conversations changed.
}
action-priority-title = Priority
action-priority-set = { $priority ->
    [low] Low priority
    [normal] Normal priority
    [high] High priority
   *[urgent] Urgent
}{ $count ->
    [one] .
   *[other] : { $count } conversations.
}
action-move-title = Move to mailbox
action-moved = { $count ->
    [one] Moved to { $name }.
   *[other] { $count } conversations moved to { $name }.
}

action-snooze-title = Snooze until
action-snooze-wake-hint = empty wakes it now
action-snoozed = { $count ->
    [one] Snoozed until { $until }.
   *[other] { $count } conversations snoozed until { $until }.
}
action-woken = { $count ->
    [one] Awake again.
   *[other] { $count } conversations are awake again.
}

action-trashed = { $count ->
    [one] In the trash. { $undo_key } takes it back.
   *[other] { $count } conversations in the trash. { $undo_key } takes it back.
}
action-marked-spam = { $count ->
    [one] Marked as spam. { $undo_key } takes it back.
   *[other] { $count } conversations marked as spam. { $undo_key } takes it back.
}
action-restored = { $count ->
    [one] Restored.
   *[other] { $count } conversations restored.
}
action-marked-unread = { $count ->
    [one] Unread.
   *[other] { $count } conversations unread.
}
action-marked-read = { $count ->
    [one] Read.
   *[other] { $count } conversations read.
}

action-title-title = Title
action-copy-title = Copy
action-copy-number = Number
action-copy-link = Link
action-copy-subject = Title
action-copy-address = Customer's address

action-send-empty = There is no text yet.
action-send-no-recipient = To whom? Fill in an address.
action-send-no-title = A new conversation needs a title.
action-send-no-mailbox = There is no mailbox to send from.
action-reply-queued = { $seconds ->
    [0] It leaves now.
    [one] It leaves in a second. { $undo_key } takes it back.
   *[other] It leaves in { $seconds } seconds. { $undo_key } takes it back.
}
action-reply-kept = Kept in the thread, not sent: the mailbox { $mailbox } has no way out.
action-reply-no-address = Kept in the thread, not sent: the customer has no mail address.
action-cancel-too-late = It cannot be taken back any more.
action-cancelled = Taken back. The text is a draft again.
action-retry-not-needed = There is nothing to send again there.
action-retried = It will be sent again.

action-attribute-name = Name of the attribute
action-attribute-value = Value
action-customer-noted = Note kept.

action-no-drafts = There are no drafts.
action-drafts-title = Drafts
action-mailbox-title = Go to mailbox or team
action-customers-title = Customers
