# Why a request was not done: one text per code of wire.refusals.RefusalCode, with its parameters.

refusal-malformed = The request could not be read: { $reason }.
refusal-invalid-field = The field { $field } is wrong: { $reason ->
    [agent_disabled] this agent is locked out
    [agent_outside_mailbox] this agent does not see that mailbox
    [bad_host] this is no name or address of a server
    [bad_name] this cannot be a name
    [bad_url] an address that begins with https:// is needed
    [bad_variable] this cannot be the name of a variable
    [empty] it names nothing
    [empty_name] a name is needed
    [last_admin] this is the last administrator, and a desk needs one
    [needs_owner] only an agent can have a view alone
    [negative] it cannot be below zero
    [no_language] this is no language code
    [no_list_of_texts] a list of texts is needed
    [no_tab] there is no such tab
    [no_time_zone] this is no time zone
    [number_too_large] this number is too large
    [oauth_missing] it needs the OAuth settings too
    [repeated] the same stands there twice
    [unknown_field] there is no such field
    [user_missing] it needs a user to log in
   *[other] { $reason }
 }.
refusal-too-large = That is too large; at most { $limit } is accepted.
refusal-unknown-route = There is nothing at this address.
refusal-method-not-allowed = This address does not take this kind of request.
refusal-query-invalid = The query is wrong at position { $position }: { $reason }
refusal-rate-limited = Too many requests. Try again in { $retry_after_s ->
    [one] { $retry_after_s } second
   *[other] { $retry_after_s } seconds
 }.
refusal-not-logged-in = Log in first.
refusal-token-expired = The login has expired. Log in again.
refusal-bad-credentials = The e-mail address or the password is wrong.
refusal-forbidden = You are not allowed to do this ({ $action }). An administrator can change that.
refusal-not-found = There is no such { $kind ->
    [agent] agent
    [attachment] attachment
    [conversation] conversation
    [customer] customer
    [draft] draft
    [file] file in it
    [mailbox] mailbox
    [message] message
    [queue] queue
    [source] mail source: it did not come as mail
    [tag] tag
    [team] team
    [text] text in this file
    [unread_mail] unread mail there
    [view] view
   *[other] thing
 } ({ $id }).
refusal-conversation-merged = Conversation #{ $id } was merged into #{ $into }; act on that one.
refusal-conversation-purged = Conversation #{ $id } was deleted for good.
refusal-no-change = That is so already; nothing was changed.
refusal-changed-since = { $by } has changed this ({ $field }) to { $value } meanwhile. Look at it and decide again.
refusal-already-undone = This was taken back already, by { $by }.
refusal-not-undoable = { $action ->
    [purge_conversation] What was deleted for good cannot be brought back.
   *[other] This cannot be taken back.
}
refusal-key-reused = The request key { $key } was already used for something else.
refusal-empty-text = There is no text to send.
refusal-no-recipient = There is nobody to send this to: the customer has no address.
refusal-no-channel = No reply can reach this customer: the mailbox has no way out, or they have no address.
refusal-bad-address = { $address } is not an e-mail address.
refusal-already-sent = It is too late: this reply has left ({ $state }).
refusal-name-taken = { $kind ->
    [address] Another mailbox has the address { $name }.
    [email] Somebody has the address { $name } already.
    [mailbox] There is already a mailbox called { $name }.
    [tag] There is already a tag called { $name }.
    [team] There is already a team called { $name }.
    [view] There is already a view called { $name }.
   *[other] { $name } is taken already.
 }
refusal-too-many = { $kind ->
    [view] There are { $limit } views already, and no more fit. Delete one first.
   *[other] There are { $limit } already, and no more fit.
 }
refusal-mailbox-in-use = { $name } holds { $conversations ->
    [one] { $conversations } conversation
   *[other] { $conversations } conversations
 }, those in spam and trash among them. Move them to another mailbox first.
refusal-mail-queued = From { $name } { $letters ->
    [one] { $letters } letter is
   *[other] { $letters } letters are
 } still to leave. Wait until then, or take back what waits; nothing was changed.
refusal-last-mailbox = { $name } is the last mailbox, and a desk needs one.
refusal-secret-set-since = A password or token was set since, and would go to the server of before. Nothing was taken back: change the settings by hand.
refusal-time-in-past = That time has already passed.
refusal-time-too-far = That is more than { $days } days ahead.
refusal-waited-too-long = It waited for more than { $days } days, and the server may have forgotten whether it was done: it was not sent again. Look whether it was done, then ask for it anew.
refusal-shares-messages = Conversation #{ $id } was merged or split: the history of others tells of its messages, so it cannot be deleted for good.
refusal-not-in-trash = Only what lies in the trash can be deleted for good.
refusal-merge-into-itself = #{ $id } cannot be merged into itself.
refusal-merge-circle = #{ $id } stands in #{ $into } already; the other way round would be a circle.
refusal-merge-into-folder = #{ $id } lies in { $folder ->
    [spam] spam
   *[other] the trash
 }. Restore it first, or merge the other way round.
refusal-split-leaves-nothing = Nothing would be left in #{ $id }: a conversation keeps at least one message.
refusal-link-to-itself = #{ $id } cannot be linked to itself.
refusal-already-linked = #{ $id } and #{ $other } are linked already.
refusal-disk-full = The server's disk is full. Nothing was changed; reading goes on. Free some space and try again.
refusal-secrets-locked = The secret was not kept: { $reason ->
    [bad_key] { $where } holds no key; 32 bytes in URL-safe base64 are needed
    [unreadable] the key in { $where } cannot be read
   *[unwritable] the key cannot be written to { $where }
 }.
refusal-read-only = The desk only reads at the moment ({ $reason }). Nothing was changed.
refusal-too-slow = The answer took longer than { $deadline_ms } ms and was given up. Narrow the query.
refusal-shutting-down = The server is shutting down. The request will be sent again when it is back.
refusal-internal = Something went wrong in the server. Nothing was changed. Reference for the administrator: { $reference }.

# What stands in for a parameter that a refusal does not carry.
refusal-somebody = Somebody
refusal-something = something

# Why a text is no query: one text per code of wire.query.QueryErrorCode.

query-unknown-field = There is no field { $field }.
query-unknown-field-nearest = There is no field { $field }. Did you mean { $nearest }?
query-missing-value = { $field }: needs a value.
query-bad-value = { $field } cannot be { $value }. Possible: { $allowed }.
query-bad-value-nearest = { $field } cannot be { $value }. Did you mean { $nearest }? Possible: { $allowed }.
query-bad-duration = { $value } is no length of time. Write 30m, 4h, 2d or 1w.
query-bad-date = { $value } is no date. Write 2026-01-31, 2026-01, 2026, today or yesterday.
query-bad-range = { $value } is no range. Write the smaller end first, both of one kind: 1d..3d or 2026-01-01..2026-01-31.
query-bad-number = { $value } is no number of a { $field ->
    [id] conversation
   *[other] { $field }
 }.
query-not-comparable = { $field } cannot be compared with < or >.
query-unknown-name = There is no { $field } called { $value }.
query-unknown-name-nearest = There is no { $field } called { $value }. Did you mean { $nearest }?
query-empty-word = There is no letter or digit here to look for.
query-unclosed-quote = This quotation mark is not closed.
query-unclosed-paren = This parenthesis is not closed.
query-unopened-paren = This parenthesis was never opened.
query-empty-group = There is nothing between these parentheses.
query-missing-operand = Something is missing beside { $operator }.
query-too-long = The query is longer than { $limit } characters.
query-too-many-terms = The query has more than { $limit } parts.
query-too-deep = The query is nested more than { $limit } deep.

# What is wrong with a setting: one text per code of wire.settings.ProblemCode. The file, line and key stand before it.

setting-unreadable = This file cannot be read: { $reason }.
setting-syntax = This is no TOML: { $reason }.
setting-unknown = There is no such setting.
setting-unknown-nearest = There is no such setting. Did you mean { $nearest }?
setting-bad-value = { $value } is not possible here: { $expected ->
    [choice] use one of { $allowed }
    [number] a whole number from { $least } to { $most } is needed
    [switch] true or false is needed
    [text] a text in quotation marks is needed, neither empty nor too long
    [list] a list of texts is needed
   *[table] a table is needed
 }.
setting-needs = This needs { $other } too.
setting-clashes = This and { $other } exclude each other; set one of them.
setting-no-file = There is no file { $value }.
setting-not-loopback = Other machines can reach { $value }: set tls_certificate and tls_key, or allow_plain_http = true behind a proxy that encrypts.

# What is wrong with a mail server: one text per code of wire.mail_states.MailTroubleCode. `said` are the server's own words.

mail-trouble-host-unknown = There is no server called { $host }.
mail-trouble-not-listening = { $host } answers, but no mail server listens at port { $port }.
mail-trouble-unreachable = { $host } cannot be reached: { $reason }.
mail-trouble-silent = { $host } did not answer within { $seconds } s.
mail-trouble-line-broke = { $host } ended the connection.
mail-trouble-certificate-expired = The certificate of { $host } has expired.
mail-trouble-certificate-untrusted = The certificate of { $host } is not trusted: { $reason }.
mail-trouble-certificate-of-another = The certificate is not one of { $host }: { $reason }.
mail-trouble-no-tls = { $host } does not encrypt the connection as it is set: { $reason }.
mail-trouble-no-secret = There is no password to log in as { $user } with.
mail-trouble-login-refused = { $user } was not let in: { $said }
mail-trouble-login-outdated = { $host } does not accept this authorisation any more: { $said }
mail-trouble-token-unreachable = { $host }, which gives out the tokens, cannot be reached: { $reason }.
mail-trouble-token-refused = { $host } gave no token: { $said }
mail-trouble-token-not-set = The mailbox has not been authorised by OAuth yet.
mail-trouble-no-folder = There is no folder { $folder } on the server.
mail-trouble-busy = { $host } has no time at the moment: { $said }
mail-trouble-nonsense = { $host } said something that no mail server says: { $said }
mail-trouble-said-no = { $host } refused: { $said }
mail-trouble-full = The account at the mail server is { $percent } % full: soon it takes no more mail.
mail-trouble-replies-wait = Replies wait, as they cannot be handed over ({ $said }).
mail-trouble-wait-switched-off = Sending is switched off: replies wait until it is on again.
mail-trouble-wait-no-secret = Replies wait until the password or the authorisation of { $user } for sending is set.
mail-trouble-sent-enough = { $limit } mails in an hour are sent, as many as it may send: replies wait.
mail-trouble-too-many-answers = It has given as many automatic answers in an hour as it may; { $count ->
    [one] one more was not given
   *[other] { $count } more were not given
 }. Two machines may be answering each other.
mail-trouble-not-kept = Mail could not be stored here: { $reason }.
mail-trouble-internal = This program made a mistake (reference { $reference }).

# What to do about it, where the sentence above does not say it.

mail-advice-host-unknown = Look for a typing error, and whether this machine finds names at all.
mail-advice-not-listening = Check the port: { $part ->
    [imap] 993 for tls, 143 for starttls
   *[smtp] 465 for tls, 587 for starttls
 }.
mail-advice-unreachable = Check the network of this machine and its firewall.
mail-advice-silent = A firewall may be in the way, or the port may be wrong.
mail-advice-line-broke = Check port and encryption; some servers end connections from addresses they do not know.
mail-advice-certificate-expired = Whoever runs the server has to renew it. The clock of this machine may be wrong, too.
mail-advice-certificate-untrusted = For a certificate of one's own: put it into the file that SSL_CERT_FILE names, and start the desk with that.
mail-advice-certificate-of-another = Use the name that the certificate has.
mail-advice-no-tls = Check how the connection is encrypted, and the port that belongs to it.
mail-advice-no-secret = Set it: support-server mailbox secret, or in the console.
mail-advice-login-refused = Check user and password. The user is often the whole address.
mail-advice-login-outdated = Authorise it again: support-server mailbox oauth
mail-advice-token-refused = Check client id, client secret, scope and address of the tokens.
mail-advice-token-not-set = Authorise it: support-server mailbox oauth
mail-advice-no-folder = Choose from those that the server lists.
mail-advice-nonsense = Perhaps something else than a mail server listens there; check host and port.
mail-hint-app-password = This provider wants a password made for this program (app password), not the one you log in with in a browser.
mail-hint-oauth = This provider lets programs in by OAuth 2 only: set login to oauth2, then support-server mailbox oauth
mail-hint-encrypt = The server takes passwords over encrypted connections only: set tls or starttls.
mail-hint-use-tls = This port is for tls.
mail-hint-use-starttls = This port is for starttls.
mail-hint-login-first = The server wants a login: set user and password.
mail-hint-no-login = The server knows no login: leave the user empty.

# What a step of a test of a mailbox came to.

mail-step-connect = Connected to { $host }, port { $port }, encrypted ({ $tls }).
mail-step-connect-noted = Connected to { $host }, port { $port }, not encrypted.
mail-step-connect-skipped = { $part ->
    [imap] No server to fetch mail from is set.
   *[smtp] No server to hand replies over to is set, neither here nor in the config file.
 }
mail-step-login = Logged in as { $user }.
mail-step-login-skipped = No user is set, so there was no login.
mail-step-folders = { $count ->
    [one] { $count } folder
   *[other] { $count } folders
 } on the server; { $read } can be read ({ $messages ->
    [one] { $messages } mail
   *[other] { $messages } mails
 }).
mail-step-idle = The server says by itself when mail comes (IDLE).
mail-step-idle-noted = The server does not say when mail comes (no IDLE): it is asked every { $seconds } s.
mail-step-send = A test mail to { $to } was taken: { $said }
mail-test-subject = Test of the mailbox { $mailbox }
mail-test-text = This mail was sent to try the mailbox { $mailbox }. If you can read it, sending works.
