"""Removing a mailbox: what it would mean is said, where its conversations go is chosen, and only a yes does it."""

from typing import TYPE_CHECKING

from support_tui import i18n
from support_tui.actions.interface import Choice, Severity
from support_tui.actions.mailboxes import told
from support_tui.screens.dialogs import ConfirmDanger
from support_tui.screens.picker import PickOne
from support_tui.wire.commands import Accepted
from support_tui.wire.mailboxes import MailboxHoldings
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import Mailbox

if TYPE_CHECKING:
    from support_tui.screens.console import Console


async def remove(console: "Console", mailbox: Mailbox) -> None:
    """Ask what there is to ask, and have it removed."""
    mailboxes = console.desk.mailboxes
    holds = await mailboxes.holdings(mailbox.id)
    if not isinstance(holds, MailboxHoldings):
        console.ui.notify_text(told(holds), Severity.ERROR)
        return
    if holds.letters:
        reason = Refusal(RefusalCode.MAIL_QUEUED, {"name": mailbox.name, "letters": holds.letters})
        console.ui.notify_text(told(reason), Severity.WARNING)
        return
    into: Mailbox | None = None
    if holds.conversations:
        into = await _asked_into(console, mailbox, holds)
        if into is None:
            return
    if not await console.app.push_screen_wait(ConfirmDanger(_meaning(mailbox, into, holds))):
        return
    if into is not None:
        console.ui.notify("mailboxes-emptying", name=mailbox.name)
    answer = await mailboxes.remove(mailbox.id, into.id if into is not None else None)
    if isinstance(answer, Accepted):
        console.ui.notify("mailboxes-removed", name=mailbox.name)
    else:
        console.ui.notify_text(told(answer), Severity.ERROR)


async def _asked_into(console: "Console", mailbox: Mailbox, holds: MailboxHoldings) -> Mailbox | None:
    """The mailbox that all of it goes to; None where nobody chose one, or there is no other."""
    others = {str(box.id): box for box in console.store.replica.mailboxes.values() if box.id != mailbox.id}
    if not others:
        reason = Refusal(RefusalCode.LAST_MAILBOX, {"name": mailbox.name})
        console.ui.notify_text(told(reason), Severity.WARNING)
        return None
    title = i18n.isolated_text("mailboxes-remove-into", name=mailbox.name, n=holds.conversations)
    choices = [Choice(id_, box.name, hint=box.address) for id_, box in others.items()]
    chosen = await console.app.push_screen_wait(PickOne(title, choices, console.mode))
    return others[chosen[0]] if chosen else None


def _meaning(mailbox: Mailbox, into: Mailbox | None, holds: MailboxHoldings) -> str:
    """What goes with it, a line each."""
    lines = [i18n.isolated_text("mailboxes-remove", name=mailbox.name)]
    if into is not None:
        lines.append(i18n.isolated_text("mailboxes-remove-moved", into=into.name, n=holds.conversations))
    addresses = [address for address in (mailbox.address, *mailbox.mail.aliases) if address]
    if addresses:
        listed = i18n.text("list-comma").join(addresses)
        lines.append(i18n.isolated_text("mailboxes-remove-addresses", addresses=listed))
    if holds.secrets:
        kinds = [i18n.text("mailbox-secret-kind", kind=kind.value) for kind in holds.secrets]
        lines.append(i18n.text("mailboxes-remove-secrets", kinds=i18n.text("list-comma").join(kinds)))
    return "\n".join(lines)
