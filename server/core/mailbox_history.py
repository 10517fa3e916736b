"""How changes of a mailbox are taken back, and what of it each of them has touched. Pure; no secret stands in any of it."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec
from msgspec.structs import asdict, replace

from support_tui.wire.events import MailboxChanged, MailboxRemoved, MailboxSecretChanged
from support_tui.wire.mailboxes import MailboxSettings, SecretKind, changes
from support_tui.wire.views import Mailbox

Thing = tuple[str, object]

_OAUTH: Final = frozenset({SecretKind.OAUTH_REFRESH_TOKEN, SecretKind.OAUTH_CLIENT_SECRET})
#: To whom a secret is shown: with these settings of before it would go to the server of before.
_GO_TO: Final[dict[str, frozenset[SecretKind]]] = {
    "mail.imap.": frozenset({SecretKind.IMAP_PASSWORD, SecretKind.OAUTH_REFRESH_TOKEN}),
    "mail.smtp.": frozenset({SecretKind.SMTP_PASSWORD, SecretKind.OAUTH_REFRESH_TOKEN}),
    "mail.oauth.": _OAUTH,
}
_SAY_WHERE: Final = frozenset({"host", "port", "security", "user", "login", "token_url", "client_id"})


def settings_of(mailbox: Mailbox) -> MailboxSettings:
    """All that is set of a mailbox."""
    settings = asdict(mailbox)
    del settings["id"], settings["can_send"], settings["pause"]
    return MailboxSettings(**settings)


def mailbox_of(mailbox_id: int, settings: MailboxSettings) -> Mailbox:
    """The mailbox with these settings; whether it can send, and now, they do not say."""
    return Mailbox(mailbox_id, **asdict(settings))


def taken_back(
    event: MailboxChanged | MailboxRemoved, mailboxes: Mapping[int, Mailbox]
) -> tuple[MailboxChanged | MailboxRemoved, ...]:
    """Only what the event changed goes back; what others have set beside it stays. Old logs tell too little."""
    there = mailboxes.get(event.mailbox_id)
    if isinstance(event, MailboxRemoved):
        made = MailboxChanged(event.mailbox_id, "", event.old.name, None, event.old)
        return () if there is not None else (made,)
    if there is None or event.new is None:
        return ()
    now = settings_of(there)
    if event.old is None:
        return (MailboxRemoved(event.mailbox_id, now),) if not event.old_name else ()
    back = _reverted(now, event.old, event.new)
    return () if back == now else (MailboxChanged(event.mailbox_id, now.name, back.name, now, back),)


def _reverted(now: Any, old: Any, new: Any) -> Any:
    """As `now`, with what differs in `old` and `new` as it was in `old`."""
    if not all(isinstance(value, msgspec.Struct) for value in (now, old, new)):
        return old
    differing = {
        name: _reverted(getattr(now, name), was, became)
        for name, was in asdict(old).items()
        if (became := getattr(new, name)) != was
    }
    return replace(now, **differing)


def touched_of(event: MailboxChanged | MailboxRemoved | MailboxSecretChanged) -> frozenset[Thing]:
    """Every setting by itself, and the secrets that a server gets to see; a mailbox that is made or removed is one thing."""
    box = event.mailbox_id
    match event:
        case MailboxSecretChanged():
            return frozenset({("mailbox", (box, event.kind))})
        case MailboxChanged(old=MailboxSettings() as old, new=MailboxSettings() as new):
            names = [name for name, _, _ in changes(old, new)]
            return frozenset(("mailbox", (box, thing)) for thing in (*names, *_shown_to(names)))
        case MailboxChanged(old=None, new=MailboxSettings()) | MailboxRemoved():
            return frozenset({("mailbox", (box, ""))})
        case _:
            return frozenset()


def _shown_to(names: Iterable[str]) -> Iterable[SecretKind]:
    """The secrets that go elsewhere after these settings have changed."""
    for name in names:
        part, _, setting = name.rpartition(".")
        if setting in _SAY_WHERE:
            yield from _GO_TO.get(f"{part}.", ())
