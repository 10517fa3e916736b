"""`support-server mailbox remove`: what it would mean is said first; then what a mailbox holds is moved, and the mailbox removed."""

import secrets
import sys

from support_tui.wire.commands import ChangeMany, RemoveMailbox
from support_tui.wire.emptying import emptying
from support_tui.wire.mailboxes import MailboxHoldings
from support_tui.wire.refusals import RefusalCode
from support_tui.wire.views import Mailbox

from ..door import Door, Refused
from .base import CommandFailed, say

_PATIENCE_S = 3_600.0
"""A mailbox may hold a million conversations."""
_ROUNDS = 3
"""So often it is emptied again where mail has come in meanwhile."""


async def remove(door: Door, mailbox: Mailbox, into: Mailbox | None, *, is_sure: bool) -> None:
    """Say what it means, ask where nobody has said yes, and do it. Raises CommandFailed where it cannot be, or is not wanted."""
    holds = await door.get(f"/api/mailboxes/{mailbox.id}/holdings", MailboxHoldings)
    _refuse_what_cannot_be(mailbox, into, holds)
    for line in _meaning(mailbox, into, holds):
        say(line)
    if not is_sure:
        _ask(mailbox)
    for round_ in range(_ROUNDS):
        if into is not None:
            await _empty(door, mailbox, into)
        try:
            await door.do(secrets.token_hex(16), RemoveMailbox(mailbox.id))
            break
        except Refused as refused:
            has_got_more = refused.code == RefusalCode.MAILBOX_IN_USE.value
            if into is None or not has_got_more or round_ == _ROUNDS - 1:
                raise
    say(f"Mailbox {mailbox.name} is removed.")


def _refuse_what_cannot_be(mailbox: Mailbox, into: Mailbox | None, holds: MailboxHoldings) -> None:
    if into is not None and into.id == mailbox.id:
        raise CommandFailed(f"{mailbox.name} cannot be emptied into itself.")
    if holds.letters:
        raise CommandFailed(
            f"What is still to leave from {mailbox.name}, or may have left: {holds.letters}. Wait until it has left,"
            " or decide about it (g o in support-tui); nothing was changed."
        )
    if holds.conversations and into is None:
        raise CommandFailed(
            f"{mailbox.name} holds {holds.conversations} conversations. Say which mailbox they go to: --move-to NAME"
        )


def _meaning(mailbox: Mailbox, into: Mailbox | None, holds: MailboxHoldings) -> list[str]:
    lines = []
    if holds.conversations and into is not None:
        lines.append(
            f"{holds.conversations} conversations of {mailbox.name} go to {into.name}, and are answered from there."
        )
    if addresses := [address for address in (mailbox.address, *mailbox.mail.aliases) if address]:
        lines.append(
            f"Mail to {', '.join(addresses)} is not taken in any more, unless another mailbox has that address."
        )
    if holds.secrets:
        kinds = ", ".join(kind.value.replace("_", "-") for kind in holds.secrets)
        lines.append(f"Its {kinds} is forgotten for good, also if the mailbox comes back.")
    return lines


def _ask(mailbox: Mailbox) -> None:
    if not sys.stdin.isatty():
        raise CommandFailed(f"Nothing was changed. With --yes {mailbox.name} is removed.")
    print(f"Remove {mailbox.name}? [y/N] ", end="", flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise CommandFailed("Nothing was changed.")


async def _empty(door: Door, mailbox: Mailbox, into: Mailbox) -> None:
    for change in emptying(mailbox.id, into.id):
        await _move(door, change)


async def _move(door: Door, change: ChangeMany) -> None:
    try:
        moved = await door.do(secrets.token_hex(16), change, patience_s=_PATIENCE_S)
    except Refused as refused:
        if refused.code != RefusalCode.NO_CHANGE.value:
            raise
        return
    assert moved.many is not None
    say(f"{moved.many.changed} of {moved.many.total} are moved.")
