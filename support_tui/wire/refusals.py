"""Why a request was not done: a closed set of codes with parameters, never a sentence.

The sentences stand in `locale/<language>.ftl` beside this module, one message per code.
"""

from enum import StrEnum

import msgspec


class RefusalCode(StrEnum):
    """Every reason that the desk can give for not doing something. The comment names the parameters."""

    # the request itself
    MALFORMED = "malformed"  # reason
    INVALID_FIELD = "invalid_field"  # field, reason
    TOO_LARGE = "too_large"  # limit
    UNKNOWN_ROUTE = "unknown_route"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    QUERY_INVALID = "query_invalid"  # position, reason
    RATE_LIMITED = "rate_limited"  # retry_after_s
    # who asks
    NOT_LOGGED_IN = "not_logged_in"
    TOKEN_EXPIRED = "token_expired"  # expired_at
    BAD_CREDENTIALS = "bad_credentials"
    FORBIDDEN = "forbidden"  # action
    # what is asked about
    NOT_FOUND = "not_found"  # kind, id
    CONVERSATION_MERGED = "conversation_merged"  # id, into
    CONVERSATION_PURGED = "conversation_purged"  # id
    NO_CHANGE = "no_change"
    CHANGED_SINCE = "changed_since"  # field, by, at, value
    ALREADY_UNDONE = "already_undone"  # by, at
    NOT_UNDOABLE = "not_undoable"  # action
    KEY_REUSED = "key_reused"  # key
    EMPTY_TEXT = "empty_text"
    NO_RECIPIENT = "no_recipient"
    NO_CHANNEL = "no_channel"
    BAD_ADDRESS = "bad_address"  # address
    ALREADY_SENT = "already_sent"  # state
    TOO_MANY = "too_many"  # kind, limit
    NAME_TAKEN = "name_taken"  # kind, name
    MAILBOX_IN_USE = "mailbox_in_use"  # name, conversations
    MAIL_QUEUED = "mail_queued"  # name, letters
    LAST_MAILBOX = "last_mailbox"  # name
    SECRET_SET_SINCE = "secret_set_since"  # by, at
    TIME_IN_PAST = "time_in_past"  # at
    TIME_TOO_FAR = "time_too_far"  # days
    WAITED_TOO_LONG = "waited_too_long"  # days; said by the console, which does not send it again
    NOT_IN_TRASH = "not_in_trash"
    SHARES_MESSAGES = "shares_messages"  # id
    MERGE_INTO_ITSELF = "merge_into_itself"  # id
    MERGE_CIRCLE = "merge_circle"  # id, into
    MERGE_INTO_FOLDER = "merge_into_folder"  # id, folder
    SPLIT_LEAVES_NOTHING = "split_leaves_nothing"  # id
    LINK_TO_ITSELF = "link_to_itself"  # id
    ALREADY_LINKED = "already_linked"  # id, other
    # the state of the server
    DISK_FULL = "disk_full"
    SECRETS_LOCKED = "secrets_locked"  # reason, where
    READ_ONLY = "read_only"  # reason
    TOO_SLOW = "too_slow"  # deadline_ms
    SHUTTING_DOWN = "shutting_down"
    INTERNAL = "internal"  # reference


class Refusal(msgspec.Struct, frozen=True, omit_defaults=True):
    """A request that was understood and not done. Nothing has changed."""

    code: RefusalCode
    params: dict[str, str | int] = {}
