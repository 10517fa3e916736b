# What an agent is told personally.

cmd-go-notifications = Notifications
notification = { $kind ->
    [mentioned] { $name } mentioned you
    [assigned] { $n ->
        [one] { $name } assigned this to you
       *[other] { $name } assigned { $n } conversations to you
    }
    [customer_wrote] { $name } wrote to you
    [send_failed] A reply did not get through
    [colleague_wrote] { $name } wrote in yours
    [snooze_over] { $n ->
        [one] Awake again
       *[other] { $n } conversations are awake again
    }
    [draft_taken] { $name } took over your draft
    [mailbox_fails] Mail of { $name }
    [mail_stopped] Mail to you comes back: no more of it is sent until you set it anew
   *[followed] { $name } wrote where you follow
}
notifications-title = Notifications
notifications-none = nothing yet: you are told here when somebody mentions you, assigns you, or answers you
notifications-unread = { $n ->
    [0] all read
    [one] one unread
   *[other] { $n } unread
}
notifications-keys = Enter opens · x read or not · A all read · s what tells you how · q back
