# What became of mailboxes, as the log tells it.

event-mailbox-made = made the mailbox { $name }
event-mailbox-changed = changed the mailbox { $name }
event-mailbox-setting-changed = changed { $field } of the mailbox { $name }
event-mailbox-secret = { $is_set ->
    [yes] set the { $kind } of the mailbox { $name }
   *[no] removed the { $kind } of the mailbox { $name }
}
mailbox-secret-kind = { $kind ->
    [imap_password] IMAP password
    [smtp_password] SMTP password
    [oauth_refresh_token] OAuth token
   *[oauth_client_secret] OAuth client secret
}
