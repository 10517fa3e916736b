"""Mails that could not be read: has them read again, and says what became of it. Paints nothing."""

from support_tui import i18n
from support_tui.actions.interface import ActionContext, Severity
from support_tui.link.http import Unreachable
from support_tui.wire.quarantine import MailProblem
from support_tui.wire.refusals import Refusal
from support_tui.wire.views import Message
from support_tui.wire.wording import wording


def is_unread(message: Message) -> bool:
    """Whether the message only stands for a mail that could not be read."""
    return message.reason == MailProblem.UNREADABLE


async def read_again(context: ActionContext) -> None:
    """Have everything read again that could not be: best after an upgrade of the server."""
    await _retry(context)


async def retry(context: ActionContext, message: Message) -> None:
    """Have the mail behind a message read again; where it belongs elsewhere, that is shown."""
    await _retry(context, message.conversation_id)


async def _retry(context: ActionContext, *conversation_ids: int) -> None:
    context.ui.notify("mail-asked")
    answer = await context.desk.mailboxes.retry_mail(*conversation_ids)
    if isinstance(answer, Unreachable):
        context.ui.notify("mail-unreachable", Severity.WARNING)
    elif isinstance(answer, Refusal):
        context.ui.notify_text(wording(answer, i18n.current().language), Severity.ERROR)
    elif answer.unread:
        context.ui.notify("mail-still-unread", Severity.WARNING, unread=len(answer.unread))
    else:
        context.ui.notify("mail-read", count=len(answer.read))
        for stood_in, stands_in in answer.read.items():
            if conversation_ids == (stood_in,) and stands_in != stood_in:
                context.ui.open_conversation(stands_in)
