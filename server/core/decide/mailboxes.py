"""What a mailbox's settings of mail must be like, whoever sets them. Pure: whether a server answers there, only a test of it tells."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from msgspec.structs import replace

from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.folding import fold
from support_tui.wire.mailboxes import (
    ImapSettings,
    Login,
    MailboxHoldings,
    MailSettings,
    OAuthSettings,
    SmtpSettings,
)
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import Mailbox

from ..addresses import fold_email, is_address
from ..context import Context, Known
from ..decision import Decision
from ..mailbox_history import settings_of
from ..plain import one_line, storable
from .common import invalid, not_found


def remove(command: c.RemoveMailbox, known: Known, context: Context) -> Decision | Refusal:
    """A mailbox that nothing lies in and nothing is to leave from is there no more; the last one stays."""
    mailbox = context.desk.mailboxes.get(command.mailbox_id)
    if mailbox is None:
        return not_found("mailbox", command.mailbox_id)
    assert known.holdings is not None
    problem = removal_problem(mailbox, known.holdings, context.desk.mailboxes)
    return problem or Decision((e.MailboxRemoved(mailbox.id, settings_of(mailbox)),))


def removal_problem(
    mailbox: Mailbox, holdings: MailboxHoldings, known: Mapping[int, Mailbox]
) -> Refusal | None:
    """Why a mailbox has to stay; None where it can go."""
    name = mailbox.name
    if holdings.letters:
        return Refusal(RefusalCode.MAIL_QUEUED, {"name": name, "letters": holdings.letters})
    if holdings.conversations:
        return Refusal(RefusalCode.MAILBOX_IN_USE, {"name": name, "conversations": holdings.conversations})
    return Refusal(RefusalCode.LAST_MAILBOX, {"name": name}) if len(known) == 1 else None


def return_problem(mailbox: Mailbox, known: Mapping[int, Mailbox]) -> Refusal | None:
    """Why a mailbox cannot be as an undo would have it, beside the others as they are by now."""
    others = [box for box in known.values() if box.id != mailbox.id]
    if any(fold(box.name) == fold(mailbox.name) for box in others):
        return Refusal(RefusalCode.NAME_TAKEN, {"kind": "mailbox", "name": mailbox.name})
    return (
        _address_problem(mailbox.mail, mailbox.address, others)
        or _server_problem(mailbox.mail)
        or _oauth_problem(mailbox.mail)
    )


def checked_mail(
    command: c.SaveMailbox, address: str, old: Mailbox | None, known: Mapping[int, Mailbox]
) -> MailSettings | Refusal:
    """The settings of mail as they will be kept; those that are not given stay."""
    kept = old.mail if old else MailSettings()
    mail = kept if command.mail is None else _plain(command.mail)
    others = [box for box in known.values() if box is not old]
    return _address_problem(mail, address, others) or _server_problem(mail) or _oauth_problem(mail) or mail


def _plain(mail: MailSettings) -> MailSettings:
    """Without what no line can show, and without an alias that is there twice."""
    aliases = {fold_email(alias): alias for alias in map(one_line, reversed(mail.aliases)) if alias}
    texts = mail.acknowledgement
    return replace(
        mail,
        sender_name=one_line(mail.sender_name),
        aliases=tuple(reversed(aliases.values())),
        imap=_plain_imap(mail.imap) if mail.imap else None,
        smtp=replace(mail.smtp, host=one_line(mail.smtp.host), user=one_line(mail.smtp.user))
        if mail.smtp
        else None,
        acknowledgement=replace(texts, text=storable(texts.text), text_ar=storable(texts.text_ar)),
    )


def _plain_imap(imap: ImapSettings) -> ImapSettings:
    folders = tuple(dict.fromkeys(one_line(folder) for folder in imap.folders))
    return replace(imap, host=one_line(imap.host), user=one_line(imap.user), folders=folders)


def _address_problem(mail: MailSettings, address: str, others: Iterable[Mailbox]) -> Refusal | None:
    """An address means one mailbox: neither its own again nor another's."""
    taken = {fold_email(other) for box in others for other in (box.address, *box.mail.aliases) if other}
    for alias in mail.aliases:
        if not is_address(alias):
            return Refusal(RefusalCode.BAD_ADDRESS, {"address": alias})
        if fold_email(alias) in taken or fold_email(alias) == fold_email(address):
            return Refusal(RefusalCode.NAME_TAKEN, {"kind": "address", "name": alias})
    if address and fold_email(address) in taken:
        return Refusal(RefusalCode.NAME_TAKEN, {"kind": "address", "name": address})
    return None


def _server_problem(mail: MailSettings) -> Refusal | None:
    servers: tuple[tuple[str, ImapSettings | SmtpSettings | None], ...] = (
        ("imap", mail.imap),
        ("smtp", mail.smtp),
    )
    for part, server in servers:
        if server is None:
            continue
        if not server.host or any(character.isspace() or character == "/" for character in server.host):
            return invalid(f"{part}.host", "bad_host")
        if server.login is Login.OAUTH2 and not server.user:
            return invalid(f"{part}.user", "user_missing")
        if server.login is Login.OAUTH2 and mail.oauth is None:
            return invalid(f"{part}.login", "oauth_missing")
    if mail.imap is not None and not all(mail.imap.folders):
        return invalid("imap.folders", "empty_name")
    return None


def _oauth_problem(mail: MailSettings) -> Refusal | None:
    oauth = mail.oauth
    if oauth is None:
        return None
    for field in ("token_url", "device_url", "authorize_url"):
        url: str = getattr(oauth, field)
        if (url or field == "token_url") and not _is_safe(url):
            return invalid(f"oauth.{field}", "bad_url")
    return _missing_client(oauth)


def _missing_client(oauth: OAuthSettings) -> Refusal | None:
    return None if one_line(oauth.client_id) else invalid("oauth.client_id", "empty_name")


def _is_safe(url: str) -> bool:
    """Tokens travel encrypted, or do not leave the machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost")
