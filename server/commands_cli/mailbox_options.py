"""The options that set a mailbox, and the settings that come of them: what is not given stays as it is. Reaches no desk."""

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from support_tui.wire import limits
from support_tui.wire.commands import SaveMailbox
from support_tui.wire.mailboxes import (
    IMAP_PORTS,
    SMTP_PORTS,
    Acknowledgement,
    Begin,
    ImapSettings,
    Login,
    MailSettings,
    OAuthSettings,
    Security,
    SmtpSettings,
)
from support_tui.wire.values import ClosedPolicy
from support_tui.wire.views import Mailbox

from .base import CommandFailed, Exit

S = TypeVar("S", bound=msgspec.Struct)

_ON_OFF = ("on", "off")


def add_options(parser: ArgumentParser) -> None:
    """Every setting as an option; one that is left out is no attribute of the arguments."""
    _add_general(parser)
    for name, words in (("imap", "fetch mail from"), ("smtp", "hand replies over to")):
        _add_server(parser, name, words)
    _add_oauth(parser)
    group = parser.add_argument_group("the first answer, sent by itself")
    group.add_argument("--acknowledgement", choices=_ON_OFF, default=SUPPRESS)
    for suffix, words in (("", "in English"), ("-ar", "in Arabic")):
        group.add_argument(
            f"--acknowledgement-file{suffix}", metavar="FILE", default=SUPPRESS, help=f"its text {words} (- is stdin)"
        )  # fmt: skip


def _add_general(parser: ArgumentParser) -> None:
    parser.add_argument("--address", default=SUPPRESS, help="the mail address that replies come from")
    parser.add_argument(
        "--sender-name", metavar="TEXT", default=SUPPRESS, help="stands before the address; '' is the mailbox's name"
    )  # fmt: skip
    parser.add_argument(
        "--alias", action="append", metavar="ADDRESS", default=SUPPRESS,
        help="another address that means this mailbox (repeatable; replaces all; '' for none)",
    )  # fmt: skip
    parser.add_argument(
        "--signature-file",
        metavar="FILE",
        default=SUPPRESS,
        help="what stands below its replies (- is stdin)",
    )
    parser.add_argument(
        "--closed-policy", choices=[policy.value for policy in ClosedPolicy], default=SUPPRESS,
        help="what a letter into a closed conversation does",
    )  # fmt: skip
    parser.add_argument("--closed-days", type=int, metavar="N", default=SUPPRESS, help="for new_after_days")
    parser.add_argument(
        "--plus-addresses", choices=_ON_OFF, default=SUPPRESS,
        help="whether its provider delivers box+anything@: answers then carry their conversation in the address",
    )  # fmt: skip
    parser.add_argument(
        "--trusted-host", action="append", metavar="HOST", default=SUPPRESS,
        help="a mail server whose checks of senders are believed (repeatable; replaces all; '' for none)",
    )  # fmt: skip
    parser.add_argument(
        "--quote-original", choices=_ON_OFF, default=SUPPRESS,
        help="whether the message that a reply answers stands below it (default: on)",
    )  # fmt: skip
    parser.add_argument(
        "--mail-per-hour", type=int, metavar="N", default=SUPPRESS, help="a guard against loops of machines"
    )


def _add_server(parser: ArgumentParser, name: str, words: str) -> None:
    group = parser.add_argument_group(f"{name.upper()}: {words}")
    group.add_argument(f"--{name}-host", metavar="HOST", default=SUPPRESS)
    group.add_argument(
        f"--{name}-port", type=int, metavar="N", default=SUPPRESS, help="default: by how it is encrypted"
    )
    group.add_argument(f"--{name}-security", choices=[kind.value for kind in Security], default=SUPPRESS)
    group.add_argument(
        f"--{name}-user", metavar="NAME", default=SUPPRESS, help="default: the address; '' for no login"
    )
    group.add_argument(f"--{name}-login", choices=[kind.value for kind in Login], default=SUPPRESS)
    group.add_argument(f"--{name}", choices=_ON_OFF, default=SUPPRESS, help="off keeps the settings")
    group.add_argument(f"--no-{name}", action="store_true", default=SUPPRESS, help="forget the server")
    if name == "imap":
        group.add_argument(
            "--imap-folder", action="append", metavar="NAME", default=SUPPRESS,
            help="a folder that is read (repeatable; replaces all)",
        )  # fmt: skip
        group.add_argument(
            "--imap-poll-s", type=int, metavar="N", default=SUPPRESS, help="where the server cannot tell by itself"
        )  # fmt: skip
        group.add_argument(
            "--imap-begin", choices=[kind.value for kind in Begin], default=SUPPRESS,
            help="what becomes of mail that lies there already: it stays (new), comes in closed, or open (default: new)",
        )  # fmt: skip


def _add_oauth(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("OAuth 2, for --imap-login oauth2 and --smtp-login oauth2")
    for name, words in (
        ("token-url", "where tokens are given out"),
        ("client-id", "what the desk is registered as"),
        ("scope", "what is asked for, blanks between"),
        ("device-url", "where a code for another device is given out"),
        ("authorize-url", "where somebody agrees in a browser"),
    ):
        group.add_argument(f"--oauth-{name}", metavar="TEXT", default=SUPPRESS, help=words)
    group.add_argument("--no-oauth", action="store_true", default=SUPPRESS)


def saved(arguments: Namespace, name: str, old: Mailbox | None) -> SaveMailbox:
    """The command that makes the mailbox, or changes `old`. Raises CommandFailed."""
    given = vars(arguments)
    before = old or Mailbox(0, name)
    address = given.get("address", before.address)
    return SaveMailbox(
        name,
        address,
        old.id if old else None,
        _text_of(given["signature_file"]) if "signature_file" in given else before.signature,
        ClosedPolicy(given.get("closed_policy", before.closed_policy)),
        given.get("closed_days", before.closed_days),
        _mail(given, before.mail, address),
    )


def _mail(given: Mapping[str, Any], old: MailSettings, address: str) -> MailSettings:
    changes: dict[str, Any] = {
        "imap": _server(given, "imap", old.imap, ImapSettings, IMAP_PORTS, address),
        "smtp": _server(given, "smtp", old.smtp, SmtpSettings, SMTP_PORTS, address),
        "oauth": _oauth(given, old.oauth),
        "acknowledgement": _acknowledgement(given, old.acknowledgement),
    }
    if "alias" in given:
        changes["aliases"] = tuple(alias for alias in given["alias"] if alias)
    if "trusted_host" in given:
        changes["trusted_hosts"] = tuple(host for host in given["trusted_host"] if host)
    if "plus_addresses" in given:
        changes["has_plus_addresses"] = given["plus_addresses"] == "on"
    if "quote_original" in given:
        changes["quotes_original"] = given["quote_original"] == "on"
    for field in ("sender_name", "mail_per_hour"):
        if field in given:
            changes[field] = given[field]
    return replace(old, **changes)


def _server(
    given: Mapping[str, Any],
    name: str,
    old: S | None,
    kind: type[S],
    ports: Mapping[Security, int],
    address: str,
) -> S | None:
    if f"no_{name}" in given:
        return None
    fields = {
        field: given[f"{name}_{field}"]
        for field in ("host", "port", "security", "user", "login", "poll_s", "begin")
        if f"{name}_{field}" in given
    }
    if name in given:
        fields["is_on"] = given[name] == "on"
    if "folder" in name or f"{name}_folder" in given:
        fields["folders"] = tuple(given[f"{name}_folder"])
    if not fields:
        return old
    if old is None and "host" not in fields:
        raise CommandFailed(f"Say first which server it is: --{name}-host.", Exit.MISUSED)
    if "security" in fields:
        fields["security"] = Security(fields["security"])
        fields.setdefault("port", ports[fields["security"]])
    if "login" in fields:
        fields["login"] = Login(fields["login"])
    if "begin" in fields:
        fields["begin"] = Begin(fields["begin"])
    if old is None:
        fields.setdefault("user", address)
        return kind(**fields)
    return replace(old, **fields)


def _oauth(given: Mapping[str, Any], old: OAuthSettings | None) -> OAuthSettings | None:
    if "no_oauth" in given:
        return None
    fields = {
        field: given[f"oauth_{field}"]
        for field in OAuthSettings.__struct_fields__
        if f"oauth_{field}" in given
    }
    if not fields:
        return old
    return replace(old or OAuthSettings("", ""), **fields)


def _acknowledgement(given: Mapping[str, Any], old: Acknowledgement) -> Acknowledgement:
    fields: dict[str, Any] = {}
    if "acknowledgement" in given:
        fields["is_on"] = given["acknowledgement"] == "on"
    for option, field in (("acknowledgement_file", "text"), ("acknowledgement_file_ar", "text_ar")):
        if option in given:
            fields[field] = _text_of(given[option])
    return replace(old, **fields)


def _text_of(name: str) -> str:
    """The text of a file, or of stdin. Raises CommandFailed."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).expanduser().read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise CommandFailed(f"{name}: {reason}") from None
    if len(text) > limits.TEXT_CHARS:
        raise CommandFailed(f"{name}: it is longer than {limits.TEXT_CHARS:,} characters.")
    return text.rstrip("\n")
