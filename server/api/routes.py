"""The table of routes: dispatch, validation, permission and the OpenAPI document all come from these rows."""

from typing import Final

import msgspec

from support_tui.wire import limits
from support_tui.wire.actions import ActionPage
from support_tui.wire.attention import AttentionSettings
from support_tui.wire.commands import Accepted, Batch, BatchAnswer, IncomingFile, Request
from support_tui.wire.drafts import DraftPage, DraftSaved, SaveDraft
from support_tui.wire.frames import Events
from support_tui.wire.mail_reading import FileReading, MailHeaders, MailReading
from support_tui.wire.mail_states import MailboxState
from support_tui.wire.mailbox_oauth import (
    Authorization,
    AuthorizationState,
    FinishAuthorization,
    StartAuthorization,
)
from support_tui.wire.mailbox_tests import TestMailbox, TestReport
from support_tui.wire.mailboxes import MailboxHoldings, MailboxSecrets, SetMailboxSecret
from support_tui.wire.notifications import MarkNotifications, NotificationPage
from support_tui.wire.previews import BulkState, Preview, PreviewAsked
from support_tui.wire.quarantine import MailRetried, MailRetry, QuarantinedMail
from support_tui.wire.saved_views import SavedView
from support_tui.wire.scheduled import ScheduledPage
from support_tui.wire.views import (
    ConversationPage,
    Counts,
    Customer,
    CustomerPage,
    LoggedIn,
    LogPage,
    Snapshot,
    ThreadPage,
)

from .desk import Health
from .openapi import document
from .resources import (
    access,
    actions,
    attached,
    bulk,
    conversations,
    desk,
    drafts,
    events,
    files,
    imports,
    mail,
    mailboxes,
    notifications,
    people,
    quarantine,
    views,
)
from .table import EVERYONE, PUBLIC, Raw, Route

API_VERSION: Final = "1"

_ROUTES: Final = (
    Route("POST", "/api/login", "log_in", "Log in with address and password.", access.log_in, LoggedIn,
          body=access.Login, scopes=PUBLIC),
    Route("POST", "/api/logout", "log_out", "End the token of this request.", access.log_out, None),
    Route("GET", "/api/snapshot", "snapshot", "All a console needs before its first page.", desk.snapshot, Snapshot),
    Route("GET", "/api/counts", "counts", "The badges of the queues.", desk.counts, Counts),
    Route("GET", "/api/conversations", "list_conversations", "A page of a list.",
          conversations.list_conversations, ConversationPage, params=conversations.ListParams),
    Route("GET", "/api/conversations/{conversation_id}", "show_conversation", "A conversation with its newest message.",
          conversations.show_conversation, ThreadPage, params=conversations.OfConversation),
    Route("GET", "/api/conversations/{conversation_id}/thread", "show_thread", "A page of a thread.",
          conversations.show_thread, ThreadPage, params=conversations.ThreadParams),
    Route("GET", "/api/conversations/{conversation_id}/log", "show_conversation_log",
          "What happened to a conversation.", people.show_conversation_log, LogPage,
          params=people.ConversationLogParams),
    Route("GET", "/api/scheduled", "list_scheduled", "Replies that have not left: in doubt, failed, held, to be tried again, later.",
          conversations.list_scheduled, ScheduledPage, params=conversations.ScheduledParams),
    Route("GET", "/api/log", "show_log", "What happened at the whole desk.", people.show_log, LogPage,
          params=people.LogParams, admins_only=True),
    Route("GET", "/api/events", "list_events", "What happened after an event, in order, as the stream tells it.",
          events.list_events, Events, params=events.EventsParams),
    Route("GET", "/api/actions", "list_actions", "What agents have done and can take back.", actions.list_actions,
          ActionPage, params=actions.ActionParams),
    Route("GET", "/api/views", "list_views", "The saved views one sees, in the order of one's tabs.", views.list_views,
          tuple[SavedView, ...]),
    Route("GET", "/api/views/{view_id}/conversations", "list_view", "A page of the list behind a view.",
          views.list_view, ConversationPage, params=views.OfView),
    Route("GET", "/api/customers", "find_customers", "Customers by name or address.", people.find_customers,
          tuple[Customer, ...], params=people.FindCustomers),
    Route("GET", "/api/customers/{customer_id}", "show_customer", "The context of a customer.",
          people.show_customer, CustomerPage, params=people.OfCustomer),
    Route("GET", "/api/notifications", "list_notifications", "What the asking agent was told personally.",
          notifications.list_notifications, NotificationPage),
    Route("POST", "/api/notifications/read", "mark_notifications", "Make some of them read, or unread again.",
          notifications.mark_notifications, None, body=MarkNotifications),
    Route("GET", "/api/drafts", "list_drafts", "The asking agent's unsent texts.", drafts.list_drafts, DraftPage),
    Route("PUT", "/api/drafts", "save_draft", "Keep an unsent text; blank text forgets it.", drafts.save_draft,
          DraftSaved, body=SaveDraft),
    Route("POST", "/api/drafts/{draft_id}/take", "take_draft",
          "Take over a draft that a colleague shares, or go back to a kept version.", drafts.take_draft, DraftSaved,
          params=drafts.OfDraft),
    Route("GET", "/api/conversations/{conversation_id}/drafts", "list_shared_drafts",
          "Unsent texts that colleagues share in a conversation.", drafts.list_shared, DraftPage,
          params=conversations.OfConversation),
    Route("GET", "/api/attention", "show_attention", "How the asking agent wants to be told.",
          notifications.show_attention, AttentionSettings),
    Route("PUT", "/api/attention", "save_attention", "Set how the asking agent wants to be told.",
          notifications.save_attention, None, body=AttentionSettings),
    Route("GET", "/api/attachments/{attachment_id}", "show_attachment", "The bytes of a file.",
          attached.show_attachment, bytes, params=attached.OfAttachment),
    Route("POST", "/api/files", "keep_file", "Keep a file that is to go with a letter.", files.keep, IncomingFile,
          body=Raw, params=files.NewFile, body_limit=limits.LETTER_FILES_BYTES, media_type="application/octet-stream"),
    Route("GET", "/api/attachments/{attachment_id}/reading", "read_attachment", "What a file says in words.",
          mail.show_file_reading, FileReading, params=attached.OfAttachment),
    Route("GET", "/api/attachments/{attachment_id}/files/{number}", "show_inner_file", "The bytes of a file within a file.",
          mail.show_inner_file, bytes, params=mail.OfInnerFile),
    Route("GET", "/api/messages/{message_id}/source", "show_source", "A mail as it came.", mail.show_source, bytes,
          params=mail.OfMessage),
    Route("GET", "/api/messages/{message_id}/headers", "show_headers", "All headers of a mail.", mail.show_headers,
          MailHeaders, params=mail.OfMessage),
    Route("GET", "/api/messages/{message_id}/reading", "read_message", "How a mail reads with another charset.",
          mail.show_reading, MailReading, params=mail.ReadWith),
    Route("POST", "/api/commands", "command", "Do something, once for each key.", desk.command, Accepted,
          body=Request, scopes=EVERYONE),
    Route("POST", "/api/bulk/preview", "preview_bulk", "What a change to many conversations would do.",
          bulk.preview, Preview, body=PreviewAsked),
    Route("GET", "/api/bulk/{key}", "show_bulk", "How far a change to many conversations has come.",
          bulk.progress, BulkState, params=bulk.OfAction),
    Route("DELETE", "/api/bulk/{key}", "cancel_bulk", "End a change to many conversations where it is.",
          bulk.cancel, BulkState, params=bulk.OfAction),
    Route("POST", "/api/commands/batch", "commands", "Do several things, each once for each key.", desk.batch, BatchAnswer,
          body=Batch, scopes=EVERYONE),
    Route("POST", "/api/deliver", "deliver", "Take in one raw mail.", desk.deliver, Accepted, body=Raw,
          params=desk.IntoMailbox, scopes=EVERYONE, body_limit=limits.RAW_MAIL_BYTES,
          media_type="message/rfc822"),
    Route("GET", "/api/quarantine", "list_quarantine", "Mails that could not be read.", quarantine.list_quarantine,
          tuple[QuarantinedMail, ...]),
    Route("POST", "/api/quarantine/retry", "retry_quarantine", "Read such mails again.", quarantine.retry,
          MailRetried, body=MailRetry),
    Route("POST", "/api/import", "import_conversations", "Take in conversations of another system.",
          imports.import_conversations, imports.ImportResult, body=imports.ImportBatch,
          admins_only=True, body_limit=limits.IMPORT_BYTES),
    Route("PUT", "/api/agents/{agent_id}/password", "set_password", "Set an agent's password.",
          access.set_password, None, body=access.NewPassword, params=access.OfAgent),
    Route("POST", "/api/agents/{agent_id}/tokens", "make_token", "A token for a program, shown once.",
          access.make_token, LoggedIn, body=access.NewToken, params=access.OfAgent, admins_only=True),
    Route("DELETE", "/api/agents/{agent_id}/tokens", "revoke_tokens", "End all tokens of an agent.",
          access.revoke_tokens, None, params=access.OfAgent, admins_only=True),
    Route("POST", "/api/mailboxes/test", "test_mailbox", "Try a server of a mailbox, saved or not.",
          mailboxes.try_out, TestReport, body=TestMailbox, admins_only=True),
    Route("POST", "/api/mailboxes/{mailbox_id}/oauth", "start_authorization",
          "Begin to authorise a mailbox by OAuth 2.", mailboxes.start_authorization, Authorization,
          body=StartAuthorization, params=mailboxes.OfMailbox, admins_only=True),
    Route("POST", "/api/mailboxes/{mailbox_id}/oauth/finish", "finish_authorization",
          "Keep the token of a mailbox, once somebody has agreed.", mailboxes.finish_authorization, AuthorizationState,
          body=FinishAuthorization, params=mailboxes.OfMailbox, admins_only=True),
    Route("GET", "/api/mailboxes/{mailbox_id}/holdings", "show_mailbox_holdings",
          "What stands in the way of removing a mailbox, or goes with it.", mailboxes.show_holdings, MailboxHoldings,
          params=mailboxes.OfMailbox, admins_only=True),
    Route("GET", "/api/mailboxes/{mailbox_id}/secrets", "show_mailbox_secrets",
          "Which secrets of a mailbox are set, none of them itself.", mailboxes.show_secrets, MailboxSecrets,
          params=mailboxes.OfMailbox, admins_only=True),
    Route("PUT", "/api/mailboxes/{mailbox_id}/secrets/{kind}", "set_mailbox_secret",
          "Keep a secret of a mailbox, or forget it.", mailboxes.set_secret, None, body=SetMailboxSecret,
          params=mailboxes.OfSecret, admins_only=True),
    Route("GET", "/api/mail-states", "show_mail_states", "How the mail of the mailboxes comes in.",
          desk.mail_states, tuple[MailboxState, ...]),
    Route("GET", "/health", "health", "How the server is.", desk.health, Health, scopes=PUBLIC),
)  # fmt: skip

OPENAPI_JSON: Final = msgspec.json.format(msgspec.json.encode(document(_ROUTES, API_VERSION)), indent=2)

ROUTES: Final = (
    *_ROUTES,
    Route("GET", "/openapi.json", "openapi", "This document.", desk.document_handler(OPENAPI_JSON), dict,
          scopes=PUBLIC),
)  # fmt: skip
