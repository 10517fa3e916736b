"""The server's settings: what can be set, what it means, where it is read from. Does nothing with them.

Read from `[server]` of `DATA/config.toml`, overridden by `SUPPORT_SERVER_…` variables, overridden by the command line.
"""

import ipaddress
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from support_tui.wire import limits
from support_tui.wire.settings import Problem, ProblemCode, line_of, read_settings

PROGRAM = "server"
PREFIX = "SUPPORT_SERVER"

Security = Literal["starttls", "tls", "none"]


class Sessions(msgspec.Struct, frozen=True, kw_only=True):
    """How long logins last."""

    lifetime_days: Annotated[
        int, Meta(ge=0, le=3650, description="A login ends after this many days; 0 is never.")
    ] = 90
    idle_days: Annotated[
        int, Meta(ge=0, le=3650, description="A login not used for this many days ends; 0 is never.")
    ] = 30


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one asker may take at most."""

    requests_per_minute: Annotated[
        int,
        Meta(ge=10, le=1_000_000, description="Requests of one token in a minute, a tenth of them at once."),
    ] = 6000
    logins_per_minute: Annotated[
        int,
        Meta(ge=1, le=10_000, description="Failed logins of one address in a minute, before it must wait."),
    ] = 10
    sockets: Annotated[int, Meta(ge=1, le=100_000, description="Consoles connected at the same time.")] = 1000
    mail_mb: Annotated[
        int,
        Meta(
            ge=1,
            le=limits.RAW_MAIL_BYTES // 1_000_000,
            description="Of a mail above this, in megabytes, only the headers are taken in; the message says so.",
        ),
    ] = limits.MAIL_BYTES // 1_000_000
    query_deadline_ms: Annotated[
        int,
        Meta(
            ge=10, le=60_000, description="A search or list that takes longer is given up, in milliseconds."
        ),
    ] = 2000


class MailIdentity(msgspec.Struct, frozen=True, kw_only=True):
    """Who one mailbox sends as; what is empty is taken from `server.smtp`. The section is named like the mailbox: [server.smtp.mailboxes.Sales]."""

    host: Annotated[str, Meta(description="Mail server of this mailbox.")] = ""
    port: Annotated[int, Meta(ge=0, le=65535, description="Its port; 0 is that of server.smtp.")] = 0
    security: Annotated[
        Literal["", "starttls", "tls", "none"],
        Meta(description="How the connection is encrypted; empty as in server.smtp."),
    ] = ""
    user: Annotated[str, Meta(description="Name to log in with.")] = ""
    password: Annotated[str, Meta(description="Password to log in with; a password_file is safer.")] = ""
    password_file: Annotated[str, Meta(description="File that holds the password on its first line.")] = ""
    sender: Annotated[
        str, Meta(description="Address that replies come from; empty is the mailbox's own address.")
    ] = ""


class Smtp(msgspec.Struct, frozen=True, kw_only=True):
    """The way out for replies by e-mail. Without a host, replies stay in the visible state *not sent: no channel*."""

    host: Annotated[str, Meta(description="Mail server that takes the replies. Empty: nothing is sent.")] = ""
    port: Annotated[
        int, Meta(ge=1, le=65535, description="Its port: 587 for starttls, 465 for tls, 25 for none.")
    ] = 587
    security: Annotated[Security, Meta(description="How the connection is encrypted.")] = "starttls"
    user: Annotated[str, Meta(description="Name to log in with. Empty: no login.")] = ""
    password: Annotated[
        str, Meta(description="Password to log in with; a password_file or the variable is safer.")
    ] = ""
    password_file: Annotated[str, Meta(description="File that holds the password on its first line.")] = ""
    sender: Annotated[
        str, Meta(description="Address that replies come from where a mailbox has none of its own.")
    ] = ""
    timeout_s: Annotated[
        int, Meta(ge=1, le=600, description="How long the mail server may take to answer, in seconds.")
    ] = 30
    mailboxes: dict[str, MailIdentity] = {}


class Receive(msgspec.Struct, frozen=True, kw_only=True):
    """A way in for mail from a mail server beside the desk, by LMTP or SMTP. Takes mail for the addresses of the mailboxes alone, and
    passes none on."""

    protocol: Annotated[
        Literal["off", "lmtp", "smtp"], Meta(description="What is spoken; off: nothing listens.")
    ] = "off"
    host: Annotated[str, Meta(min_length=1, description="Address to listen on.")] = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535, description="Port to listen on; 0 takes a free one.")] = 2525
    socket: Annotated[
        str, Meta(description="Path of a unix socket to listen on, instead of host and port.")
    ] = ""
    socket_mode: Annotated[
        str, Meta(pattern="^0[0-7]{3}$", description="Who may connect to the socket, as chmod writes it.")
    ] = "0660"
    name: Annotated[str, Meta(description="What the server calls itself. Empty: the machine's name.")] = ""
    tls_certificate: Annotated[
        str, Meta(description="File with the certificate (PEM) for STARTTLS, with tls_key. Empty: no TLS.")
    ] = ""
    tls_key: Annotated[str, Meta(description="File with the certificate's private key (PEM).")] = ""
    require_tls: Annotated[bool, Meta(description="Take mail only behind STARTTLS.")] = False
    connections: Annotated[
        int, Meta(ge=1, le=1000, description="Connections at the same time; one more is told to come later.")
    ] = 20
    timeout_s: Annotated[
        int,
        Meta(
            ge=5,
            le=3600,
            description="A connection that says nothing, or takes longer for one mail, is closed.",
        ),
    ] = 300


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """Copies of the data that the server makes by itself."""

    directory: Annotated[str, Meta(description="Folder for the copies. Empty: none are made.")] = ""
    every_h: Annotated[int, Meta(ge=1, le=720, description="Hours between two copies.")] = 24
    keep: Annotated[
        int, Meta(ge=1, le=1000, description="How many copies are kept; older ones are deleted.")
    ] = 7


class Trash(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of conversations in the trash."""

    purge_after_days: Annotated[
        int,
        Meta(
            ge=0,
            le=3650,
            description="What has lain in the trash for so many days is deleted for good; 0 is never.",
        ),
    ] = 0


class Notices(msgspec.Struct, frozen=True, kw_only=True):
    """Mails to agents about what they have not seen. Each agent chooses in the console (`g N`) what of it they want; at first nothing."""

    delay_s: Annotated[
        int,
        Meta(ge=5, le=86_400, description="Mailed is what an agent has not seen for so many seconds."),
    ] = 120
    per_hour: Annotated[
        int, Meta(ge=1, le=1_000, description="So many mails go to one agent in an hour; the rest waits.")
    ] = 20
    mailbox: Annotated[
        str,
        Meta(description="Name of the mailbox they leave from. Empty: that of the conversation."),
    ] = ""
    answers: Annotated[
        bool,
        Meta(
            description="Whether an agent's answer goes to the customer, where a trusted host of the mailbox proves who wrote it (DMARC)."
        ),
    ] = True


class ServerConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of the server, `support-server`."""

    desk_name: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=limits.NAME_CHARS,
            description="What the desk is called on screens.",
        ),
    ] = "Support"
    language: Annotated[
        Literal["en", "ar"],
        Meta(description="The language of what the desk itself writes into conversations."),
    ] = "en"
    host: Annotated[str, Meta(min_length=1, description="Address to listen on; 0.0.0.0 or :: for all.")] = (
        "127.0.0.1"
    )
    port: Annotated[int, Meta(ge=0, le=65535, description="Port to listen on; 0 takes a free one.")] = 8765
    tls_certificate: Annotated[
        str, Meta(description="File with the certificate (PEM, whole chain), with tls_key.")
    ] = ""
    tls_key: Annotated[str, Meta(description="File with the certificate's private key (PEM).")] = ""
    allow_plain_http: Annotated[
        bool, Meta(description="Serve other machines without TLS. Only behind a proxy that encrypts.")
    ] = False
    unix_socket: Annotated[
        bool, Meta(description="Also listen on DATA/server.sock, where the system's own user needs no login.")
    ] = True
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"],
        Meta(description="How much the server writes to its log."),
    ] = "info"
    sessions: Sessions = Sessions()
    limits: Limits = Limits()
    smtp: Smtp = Smtp()
    receive: Receive = Receive()
    backup: Backup = Backup()
    trash: Trash = Trash()
    notices: Notices = Notices()


def load(path: Path, environ: Mapping[str, str]) -> ServerConfig | tuple[Problem, ...]:
    """The settings in a file and the environment, or all that is wrong with single ones. A missing file is all defaults.

    What only shows together with the command line is left to `check`."""
    text = _text(path)
    if isinstance(text, Problem):
        return (text,)
    return read_settings(ServerConfig, PROGRAM, text, file=str(path), environ=environ, prefix=PREFIX)


def _text(path: Path) -> str | Problem:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        return Problem(str(path), 0, "", ProblemCode.UNREADABLE, {"reason": str(error)})


def check(config: ServerConfig, path: Path) -> tuple[Problem, ...]:
    """What does not fit together in settings that are right one by one, in the order of the settings; `path` is named in the problems."""
    text = _text(path)
    source = text if isinstance(text, str) else ""

    def problem(key: str, code: ProblemCode, **params: str | int) -> Problem:
        return Problem(str(path), line_of(source, tuple(key.split("."))), key, code, params)

    found = []
    for section, settings in (("server", config), ("server.receive", config.receive)):
        for one, other in (("tls_certificate", "tls_key"), ("tls_key", "tls_certificate")):
            if getattr(settings, one) and not getattr(settings, other):
                found.append(problem(f"{section}.{one}", ProblemCode.NEEDS, other=f"{section}.{other}"))
    if config.receive.require_tls and not config.receive.tls_certificate:
        found.append(
            problem("server.receive.require_tls", ProblemCode.NEEDS, other="server.receive.tls_certificate")
        )
    if not (is_loopback(config.host) or config.tls_certificate or config.allow_plain_http):
        found.append(problem("server.host", ProblemCode.NOT_LOOPBACK, value=config.host))
    for key, value in _files(config):
        if value and not Path(value).expanduser().is_file():
            found.append(problem(key, ProblemCode.NO_FILE, value=value))
    for key, identity in _identities(config):
        if identity.password and identity.password_file:
            found.append(problem(f"{key}.password", ProblemCode.CLASHES, other=f"{key}.password_file"))
        if identity.user and not (identity.password or identity.password_file):
            found.append(problem(f"{key}.user", ProblemCode.NEEDS, other=f"{key}.password_file"))
    return tuple(found)


def _identities(config: ServerConfig) -> list[tuple[str, Smtp | MailIdentity]]:
    named = [(f"server.smtp.mailboxes.{name}", identity) for name, identity in config.smtp.mailboxes.items()]
    return [("server.smtp", config.smtp), *named]


def _files(config: ServerConfig) -> list[tuple[str, str]]:
    passwords = [(f"{key}.password_file", identity.password_file) for key, identity in _identities(config)]
    return [
        ("server.tls_certificate", config.tls_certificate),
        ("server.tls_key", config.tls_key),
        ("server.receive.tls_certificate", config.receive.tls_certificate),
        ("server.receive.tls_key", config.receive.tls_key),
        *passwords,
    ]


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what listens on `host`."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def identity_of(smtp: Smtp, mailbox: str, address: str = "") -> MailIdentity:
    """How a mailbox of that name and address sends, its own settings completed by those of `server.smtp`. The sender is the one set
    for it, else its address, else the common one. Login data are never mixed: a mailbox with a user
    of its own takes nothing of the common password."""
    own = smtp.mailboxes.get(mailbox, MailIdentity())
    login = own if own.user else smtp
    security = own.security or smtp.security
    return MailIdentity(
        host=own.host or smtp.host,
        port=own.port or smtp.port,
        security=security,
        user=login.user,
        password=login.password,
        password_file=login.password_file,
        sender=own.sender or address or smtp.sender,
    )


def password_of(identity: MailIdentity) -> str:
    """The password itself, from its file where it has one. Raises OSError where that cannot be read."""
    if not identity.password_file:
        return identity.password
    lines = Path(identity.password_file).expanduser().read_text(encoding="utf-8").splitlines()
    return lines[0].strip() if lines else ""
