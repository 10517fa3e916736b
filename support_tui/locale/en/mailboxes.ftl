# What became of mailboxes, as the log tells it.

event-mailbox-made = made the mailbox { $name }
event-mailbox-changed = changed the mailbox { $name }
event-mailbox-removed = removed the mailbox { $name }
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

# The screens that administer them.

mailboxes-title = Mailboxes
mailboxes-keys = Enter changes · n new · t tries its servers · x switches fetching and sending off or on · Del removes · z takes back · Esc back
mailboxes-new = New mailbox
mailboxes-no-server = no server to fetch from
mailboxes-switched-off = { $host }: switched off
mailboxes-line = { $line ->
    [connecting] { $host }: connecting…
    [connected] { $host }: connected since { $since }
    [retrying] { $host }: broken since { $since }, tried again by itself
    [refused] { $host }: refused since { $since }, somebody has to change something
   *[off] { $host }: not running
}
mailboxes-count = { $what ->
    [waiting] { $n } on the server, not fetched yet
    [missing] { $n } missing here
   *[quarantined] { $n } could not be read
}
mailboxes-sends = replies leave by mail
mailboxes-pause = replies wait: { $why }
mailboxes-sends-nothing = replies are not sent: no server, or no address
mailboxes-nothing-to-switch = { $name } has no server of its own to switch.
mailboxes-unreachable = The server does not answer. Nothing was changed.
mailboxes-form-title = { $name }
mailboxes-form-changed = { $name } · not saved yet
mailboxes-form-keys = Enter changes · Space next choice · Del empties · t tries it as it stands · s saves · Esc back
mailboxes-section = { $section ->
    [box] The mailbox
    [imap] Fetching mail (IMAP)
    [smtp] Sending replies (SMTP)
    [oauth] OAuth 2
   *[answer] Acknowledgement, sent by itself
}
mailboxes-field = { $field ->
    [name] Name
    [address] Address
    [sender_name] Name of the sender
    [aliases] Further addresses
    [signature] Signature
    [closed_policy] Mail to a closed one
    [closed_days] After days
    [imap_host] Server
    [imap_is_on] Fetching
    [imap_security] Encryption
    [imap_port] Port
    [imap_user] User
    [imap_login] Login by
    [imap_password] Password
    [imap_folders] Folders
    [imap_begin] Mail there before
    [imap_poll_s] Looked every (s)
    [smtp_host] Server
    [smtp_is_on] Sending
    [smtp_security] Encryption
    [smtp_port] Port
    [smtp_user] User
    [smtp_login] Login by
    [smtp_password] Password
    [oauth_client_id] Client id
    [oauth_client_secret] Client secret
    [oauth_token_url] Address for tokens
    [oauth_scope] Scope
    [oauth_device_url] Address for devices
    [oauth_authorize_url] Address to agree at
    [oauth_refresh_token] Token
    [acknowledgement_is_on] Sent
    [acknowledgement_text] Text in English
    [acknowledgement_text_ar] Text in Arabic
    [has_plus_addresses] Answers to box+…@
    [trusted_hosts] Trusted to check
    [quotes_original] Quote below replies
   *[mail_per_hour] Most mails in an hour
}
mailboxes-choice = { $choice ->
    [tls] TLS
    [starttls] STARTTLS
    [none] none
    [password] password
    [oauth2] OAuth 2
    [true] on
    [false] off
    [begin_new] stays at the server
    [begin_archive] comes in as closed
    [begin_all] comes in as open
    [reopen] opens it again
    [new] begins a new conversation
   *[new_after_days] begins a new one after some days
}
mailboxes-lines = ({ $n } lines)
mailboxes-secret-unset = not set
mailboxes-secret-set = set since { $since }
mailboxes-secret-variable = read from ${ $name } by the server
mailboxes-secret-no-variable = missing: the server has no ${ $name }
mailboxes-secret-lost = lost with its key: set it again
mailboxes-secret-hint = env:NAME is read by the server from its environment
mailboxes-list-hint = commas between
mailboxes-wrong = { $why ->
    [number] A number from { $least } to { $most } is needed.
    [long] That is too long.
   *[empty] At least one is needed.
}
mailboxes-folders-asked = Asking the server for its folders…
mailboxes-folders-title = Folders that are read
mailboxes-folders-unknown = the server did not list them (t tells why); commas between
mailboxes-nothing-changed = Nothing was changed.
mailboxes-saved = { $name } is saved.
mailboxes-leave-unsaved = What was changed is not saved. Leave it?
mailboxes-test-title = Test of { $name }
mailboxes-test-keys = m sends a test mail · r again · Esc back
mailboxes-test-runs = {"  "}… being tried
mailboxes-test-to = Test mail to
mailboxes-part = { $part ->
    [imap] Fetching mail
   *[smtp] Sending mail
}
dialog-lines-hint = Ctrl+S takes it · Esc leaves
mailboxes-theirs = What they have saved is here now, with your changes on top. Look at it, and save again.
mailboxes-token-hint = support-server mailbox oauth gets one at the box
