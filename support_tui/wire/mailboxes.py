"""How a mailbox gets and sends its mail: what an administrator sets of it. No secret stands in here, only what kinds there are.

What a mailbox has no settings of its own for, the server's config file may have (`server.smtp`).
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from support_tui.wire import limits
from support_tui.wire.values import ClosedPolicy

MAIL_PER_HOUR = 1_000
"""What a mailbox takes in of one sender's machines and sends of itself in an hour, unless it is set otherwise."""

Host = Annotated[str, Meta(max_length=limits.HOST_CHARS)]
Port = Annotated[int, Meta(ge=1, le=65_535)]
User = Annotated[str, Meta(max_length=limits.ADDRESS_CHARS)]
Url = Annotated[str, Meta(max_length=limits.URL_CHARS)]
FolderName = Annotated[str, Meta(min_length=1, max_length=limits.NAME_CHARS)]
Automatic = Annotated[str, Meta(max_length=limits.ACKNOWLEDGEMENT_CHARS)]


class Security(StrEnum):
    """How a connection to a mail server is encrypted: from the first byte, by STARTTLS before anything is said, or not at all."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


class Login(StrEnum):
    """What a mailbox logs in with: a password, or a token of OAuth 2 (XOAUTH2)."""

    PASSWORD = "password"
    OAUTH2 = "oauth2"


class Begin(StrEnum):
    """What becomes of mail that lay in a folder before it was fetched from for the first time."""

    NEW = "new"
    """It stays there: the desk begins with what comes from then on."""
    ARCHIVE = "archive"
    """It is taken in as closed conversations, under the dates that it bears."""
    ALL = "all"
    """It is taken in like new mail: open, for somebody to answer."""


class SecretKind(StrEnum):
    """What a mailbox keeps secret. The values travel one way: they are set, and never shown again."""

    IMAP_PASSWORD = "imap_password"
    SMTP_PASSWORD = "smtp_password"
    OAUTH_REFRESH_TOKEN = "oauth_refresh_token"
    OAUTH_CLIENT_SECRET = "oauth_client_secret"


class Pause(StrEnum):
    """Why what a mailbox sends waits until somebody changes something."""

    SWITCHED_OFF = "switched_off"
    NO_SECRET = "no_secret"
    """Its server wants a login, and the password (or the token of OAuth) is not set."""


class _Settings(msgspec.Struct, frozen=True, omit_defaults=True):
    pass


class ImapSettings(_Settings, frozen=True):
    """Where mail is fetched from. `folders` are the server's names of what is read; `poll_s` is how often it is looked where the
    server cannot tell by itself (IDLE), `begin` what becomes of old mail. No user: no login."""

    host: Host
    port: Port = 993
    security: Security = Security.TLS
    user: User = ""
    login: Login = Login.PASSWORD
    folders: Annotated[tuple[FolderName, ...], Meta(min_length=1, max_length=limits.MAIL_FOLDERS)] = (
        "INBOX",
    )
    is_on: bool = True
    poll_s: Annotated[int, Meta(ge=5, le=86_400)] = 60
    begin: Begin = Begin.NEW


class SmtpSettings(_Settings, frozen=True):
    """Where replies are handed over. No user: no login."""

    host: Host
    port: Port = 587
    security: Security = Security.STARTTLS
    user: User = ""
    login: Login = Login.PASSWORD
    is_on: bool = True


#: The ports that servers listen on, by how the connection is encrypted.
IMAP_PORTS = {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143}
SMTP_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}


class OAuthSettings(_Settings, frozen=True):
    """Who answers for the tokens of a mailbox. `device_url` and `authorize_url` are only needed to get the first one."""

    token_url: Url
    client_id: Annotated[str, Meta(max_length=limits.URL_CHARS)]
    scope: Annotated[str, Meta(max_length=limits.URL_CHARS)] = ""
    device_url: Url = ""
    authorize_url: Url = ""


class Acknowledgement(_Settings, frozen=True):
    """The mail that tells a customer at once that theirs has come in; `text_ar` is for those who write Arabic."""

    is_on: bool = False
    text: Automatic = ""
    text_ar: Automatic = ""


class MailSettings(_Settings, frozen=True):
    """All of a mailbox that only mail needs. `sender_name` stands before its address (empty: the mailbox's own name), `aliases` are
    further addresses that mean it. A part that is None takes no part in it: without `imap` nothing is fetched. With
    `has_plus_addresses` the provider delivers `box+anything@` to `box@`, so that answers can go to an address of their conversation;
    what `trusted_hosts` say of a sender's identity is believed (Authentication-Results). With `quotes_original` the message that is answered
    stands below the answer."""

    sender_name: Annotated[str, Meta(max_length=limits.NAME_CHARS)] = ""
    aliases: Annotated[tuple[User, ...], Meta(max_length=limits.ALIASES)] = ()
    imap: ImapSettings | None = None
    smtp: SmtpSettings | None = None
    oauth: OAuthSettings | None = None
    acknowledgement: Acknowledgement = Acknowledgement()
    has_plus_addresses: bool = False
    trusted_hosts: Annotated[tuple[Host, ...], Meta(max_length=limits.ALIASES)] = ()
    mail_per_hour: Annotated[int, Meta(ge=1, le=1_000_000)] = MAIL_PER_HOUR
    quotes_original: bool = True


class MailboxSettings(msgspec.Struct, frozen=True, omit_defaults=True):
    """All that is set of a mailbox, as the log keeps it."""

    name: str
    address: str = ""
    signature: str = ""
    closed_policy: ClosedPolicy = ClosedPolicy.REOPEN
    closed_days: int = 7
    mail: MailSettings = MailSettings()


def changes(old: MailboxSettings, new: MailboxSettings) -> tuple[tuple[str, str, str], ...]:
    """What differs, each setting by its dotted name with the value before and the one after."""
    before, after = _flat(_whole(old)), _flat(_whole(new))
    names = dict.fromkeys((*before, *after))
    found = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(change for change in found if change[1] != change[2])


def described(settings: msgspec.Struct) -> tuple[tuple[str, str], ...]:
    """Every setting that has a value by its dotted name, those left as they begin among them."""
    flat = _flat(_whole(settings))
    return tuple((name, value) for name, value in flat.items() if value)


def _whole(settings: msgspec.Struct) -> dict[str, Any]:
    return {
        name: _whole(value) if isinstance(value, msgspec.Struct) else msgspec.to_builtins(value)
        for name, value in msgspec.structs.asdict(settings).items()
    }


def _flat(settings: Mapping[str, Any], before: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in settings.items():
        match value:
            case dict():
                flat |= _flat(value, f"{before}{name}.")
            case list() | tuple():
                flat[f"{before}{name}"] = ", ".join(map(str, value))
            case bool():
                flat[f"{before}{name}"] = "yes" if value else "no"
            case None:
                flat[f"{before}{name}"] = ""
            case _:
                flat[f"{before}{name}"] = str(value)
    return flat


class SetMailboxSecret(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Keep a secret of a mailbox, encrypted; `env:NAME` is read from the server's environment whenever it is needed. Empty forgets it.

    It travels by a route of its own and is no command: those are remembered, by the server and by consoles without a line."""

    value: Annotated[str, Meta(max_length=limits.SECRET_CHARS)]


class SecretTrouble(StrEnum):
    """Why a secret that is set cannot be used."""

    KEY_LOST = "key_lost"
    NO_VARIABLE = "no_variable"


class SecretState(msgspec.Struct, frozen=True, omit_defaults=True):
    """That a secret is set, and since when. `variable` is the name of the environment variable it is read from, empty for one that is
    kept here."""

    kind: SecretKind
    set_at: int
    variable: str = ""
    trouble: SecretTrouble | None = None


class MailboxHoldings(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stands in the way of removing a mailbox, or goes with it: its conversations (those in spam and trash among them), letters that
    are still to leave from it, and the secrets that are forgotten. Before the letters have left nothing is removed."""

    conversations: int = 0
    letters: int = 0
    secrets: tuple[SecretKind, ...] = ()


class MailboxSecrets(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is set of a mailbox's secrets, none of them itself."""

    secrets: tuple[SecretState, ...] = ()
