# Words of events, in the thread and in the change log.

list-comma = ,{" "}
list-semicolon = ;{" "}
status-name = { $status ->
    [open] open
    [in_progress] in progress
    [awaiting_reply] awaiting reply
   *[closed] closed
}
priority-name = { $priority ->
    [low] low
    [normal] normal
    [high] high
   *[urgent] urgent
}
rating-name = { $rating ->
    [good] good
   *[bad] bad
}
role-name = { $role ->
    [admin] administrator
    [agent] agent
   *[viewer] viewer
}
folder-name = { $folder ->
    [inbox] inbox
    [spam] spam
   *[trash] trash
}
delivery-name = { $state ->
    [queued] waiting
    [held] held
    [sending] sending
    [accepted] sent
    [delayed] delayed
    [delivered] delivered
    [bounced] came back
    [failed] failed
    [maybe_sent] perhaps sent
    [cancelled] taken back
   *[no_channel] no channel
}
actor-system = The desk
actor-channel = The channel
actor-customer = The customer
actor-agent = A colleague

event-by = { $name } { $what }
event-before-after = { $before } → { $after }
event-assigned = assigned it to { $name }
event-unassigned = took the assignment away
event-status = set the status to { $status }
event-tags-added = tagged { $names }
event-tags-removed = untagged { $names }
event-followers-added = added { $names } as follower
event-followers-removed = removed { $names } from the followers
event-title = changed the title to “{ $title }”
event-priority = set the priority to { $priority }
event-moved = moved it to { $mailbox }
event-folder = { $folder ->
    [inbox] put it back into the inbox
    [spam] marked it as spam
   *[trash] put it into the trash
}
event-snoozed = snoozed it until { $until }
event-awake = woke it
event-rated = rated it { $rating }
event-unrated = took the rating back
event-cc = set Cc to { $names }
event-started = opened the conversation in { $mailbox }
event-imported = imported the conversation into { $mailbox }
event-message = { $kind ->
    [inbound] wrote
    [reply] replied
   *[note] wrote a note
}
event-delivery = { $state ->
    [queued] queued the reply
    [held] held the reply back: the customer wrote again
    [sending] began to send the reply
    [accepted] sent the reply
    [delayed] heard that the reply is delayed
    [delivered] delivered the reply
    [bounced] got the reply back
    [failed] could not send the reply
    [maybe_sent] may have sent the reply
    [cancelled] took the reply back
   *[no_channel] found no channel for the reply
}
event-customer-created = recorded the customer { $name }
event-customer-edited = changed { $field } of the customer
event-customer-note = wrote a note about the customer
event-team-changed = changed the team { $name }
event-tag-changed = changed the tag { $name }
event-agent-changed = changed the agent { $name }
event-agent-disabled = disabled the agent { $name }
event-agent-secret = { $what ->
    [password_set] set the password of { $name }
    [token_made] made a token for a program in the name of { $name }: { $label }
   *[tokens_revoked] revoked all tokens of { $name }
}
event-hidden = moved it out of your mailboxes

customer-field = { $field ->
    [name] name
    [emails] e-mail
    [phones] phone
    [company] company
    [title] job title
    [language] language
    [time_zone] time zone
    [location] location
    [greeting] greeting
   *[links] links
}

log-title = Changes of #{ $id }
log-title-desk = Changes of the whole desk
log-loading = reading…
log-empty = Nothing has changed here yet.
log-empty-filter = No change matches. c clears the filter.
log-end = beginning of the log
log-keys = ↓ ↑ move · Enter opens the conversation · Esc back
log-keys-desk = ↓ ↑ move · Enter opens the conversation · a who · t what · c clear · Esc back
log-filter-agent = by { $name }
log-filter-type = { $name } only
log-agent-label = By whom
log-type-label = Kind of change
log-filter-hint = Enter filters · Esc leaves it
log-no-such-agent = No agent of that name.
log-no-such-type = No such kind of change.
log-failed = The log could not be read: { $reason }
log-type = { $type ->
    [conversation_started] conversation
    [message_added] message
    [delivery_changed] delivery
    [status_changed] status
    [conversation_assigned] assignment
    [followers_changed] followers
    [tags_changed] tags
    [title_changed] title
    [priority_changed] priority
    [conversation_moved] mailbox
    [folder_changed] folder
    [snooze_changed] snooze
    [conversation_rated] rating
    [conversation_purged] deleted for good
    [cc_changed] cc
    [customer_created] new customer
    [customer_edited] customer
    [customer_note_added] customer note
    [mailbox_changed] mailboxes
    [mailbox_secret_changed] secrets of mailboxes
    [team_changed] teams
    [tag_changed] tag names
    [agent_secret_changed] passwords and tokens
    [view_changed] saved views
    [tabs_arranged] order of tabs
   *[agent_changed] agents
}
