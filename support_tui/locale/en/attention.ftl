# How an agent wants to be told.

cmd-view-attention = What tells you how, and when quietly
attention-title = What tells you how
attention-means = { $means ->
    [list] list
    [toast] message
    [bell] bell
    [desktop] desktop
    [mail] mail
   *[title] title
}
attention-occasion = { $occasion ->
    [mentioned] somebody mentions you
    [assigned] you are assigned
    [customer_wrote] a customer writes to you
    [send_failed] a reply fails
    [colleague_wrote] a colleague writes in yours
    [snooze_over] a snooze is over
    [draft_taken] your draft is taken over
    [followed] something you follow
    [mailbox_fails] a mailbox fails for long
    [mail_stopped] mail to you comes back
   *[any_message] any customer writes
}
attention-quiet = Quiet hours: only list and title, mail waits
attention-never = none
attention-quiet-now = It is quiet now.
attention-paused = Quiet until { $until } · p ends it
attention-dash = – is chosen, and switched off on this machine (config file)
attention-keys = Space switches · Enter hours · Del none · * every day · p quiet · q back
attention-hours-hint = such as 22:00-07:00 · empty is none
attention-pause-label = Quiet for
attention-pause-hint = such as 1h, 14:30, tomorrow
attention-not-understood = This is not understood.
attention-mail-to = By mail to { $address }, a while later, if you have not read it by then
attention-mail-no-way = No mailbox of this desk sends mail: nothing is told by it
attention-mail-no-address = Your account has no mail address: nothing is told by mail
