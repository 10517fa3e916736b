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
