event-view-made = { $shared ->
    [yes] made the shared view { $name }
   *[no] made the view { $name }
}
event-view-changed = changed the view { $name }
event-view-deleted = deleted the view { $name }
event-view-shared = { $shared ->
    [yes] shared the view { $name }
   *[no] made the view { $name } personal
}
event-tabs-arranged = arranged their tabs

cmd-view-columns = Columns…
cmd-view-save-view = Save as view…
cmd-view-views = Views…
cmd-view-tab-left = Move the tab to the left
cmd-view-tab-right = Move the tab to the right
cmd-view-rename-view = Rename the view…
cmd-view-share-view = Share the view, or make it personal…
cmd-view-duplicate-view = Duplicate the view…
cmd-view-delete-view = Delete the view

view-save-title = Save the list
view-save-changes = Save the changes to { $name }
view-save-new = As a new view…
view-saved = View { $name } is saved.
view-made = View { $name } is made.
view-renamed = The view is called { $name } now.
view-is-shared = Everybody sees the view { $name } now.
view-is-personal = The view { $name } is its owner's alone now.
view-deleted = View { $name } is deleted.
view-delete-shared = Delete the shared view { $name }? Colleagues lose it too.
view-name-title = Name of the view
view-name-empty = A view needs a name.
view-name-long = At most { $limit } characters.
view-name-taken = There is a view of that name already.
view-for-title = Who sees the view?
view-for-me = Only me
view-for-all = Everybody
view-kind-own = personal
view-kind-shared = shared
view-wrong = View { $name }: { $reason }
view-mend = { $reason } { $key } changes the query.

views-title = Saved views
views-empty = No view yet. Filter a list, then press Ctrl+S.
views-hint = Enter opens · J K move · r rename · e edit · s share · c copy · d delete · Esc leaves

why-no-view = The list on show is no saved view.
why-no-such-view = This view is gone.
why-not-your-view = This view is { $owner }'s; only they and administrators change it.

columns-title = Columns of this list
columns-hint = Space switches · J K move · Enter takes · = as it fits · Esc leaves. Shown where a row fits on one line.
column-priority = Priority
column-customer = Customer
column-title = Title
column-preview = Preview
column-tags = Tags
column-status = Status
column-assignee = Assignee
column-viewers = Who looks
column-mailbox = Mailbox
column-channel = Channel
column-rating = Rating
column-number = Number
column-created = Created
column-last-contact = Last contact
column-waiting = Waiting
