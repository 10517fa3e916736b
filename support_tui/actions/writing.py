"""What becomes of a text that was written: reply, note, forward, new conversation; and of a reply that is on its way."""

import re

import msgspec

from support_tui import coming
from support_tui.actions import drafts, in_doubt
from support_tui.actions.interface import ActionContext, Severity
from support_tui.delivery_words import pause_words
from support_tui.store import select
from support_tui.wire import commands as c
from support_tui.wire.commands import Accepted, Command
from support_tui.wire.deliveries import is_retryable
from support_tui.wire.folding import fold
from support_tui.wire.values import Address, DeliveryState, Status
from support_tui.wire.views import Message

#: States in which a reply can still be taken back.
CANCELLABLE = frozenset({DeliveryState.QUEUED, DeliveryState.HELD, DeliveryState.FAILED})
_MENTION = re.compile(r"(?<!\w)@([^\s@,،.;:!?؟)]+)")


class Written(msgspec.Struct, frozen=True):
    """A text that is to leave, as the composer hands it over. `kind` is `reply note forward new`; `cc` None keeps the Cc."""

    kind: str
    text: str
    conversation_id: int | None = None
    cc: tuple[Address, ...] | None = None
    to: tuple[Address, ...] = ()
    title: str = ""
    mailbox_id: int | None = None
    close: bool = False
    undo_window_s: int = 10
    mentions: tuple[int, ...] = ()
    """Agents whose whole names were chosen behind `@`; empty where none was, then the text tells."""
    send_at: int | None = None
    """When it is to leave, None as soon as the undo window has passed."""
    files: tuple[c.IncomingFile, ...] = ()
    bcc: tuple[Address, ...] = ()


def send(context: ActionContext, written: Written) -> bool:
    """Let a text leave; whether it could. It is a draft no more, and is one again if the server refuses it."""
    problem = problem_of(context, written)
    if problem:
        context.ui.notify(problem, Severity.WARNING)
        return False
    command = _command(context, written)
    commands = [command]
    if written.close and isinstance(command, c.ForwardConversation):
        commands.append(c.SetStatus(command.conversation_id, Status.CLOSED))
    if written.close and written.conversation_id is not None:
        context.ui.go_to_next([written.conversation_id])
    answers = context.desk.do_all(commands, conditional=isinstance(command, c.SendReply))
    context.desk.keep_draft(written.kind, written.conversation_id, "")
    context.desk.when_accepted(answers[0], lambda accepted: _sent(context, written, accepted))
    return True


def problem_of(context: ActionContext, written: Written) -> str:
    """Why a text cannot leave, as a Fluent id; empty if it can."""
    if not written.text.strip() and not written.files and written.kind != "forward":
        return "action-send-empty"
    if written.kind in ("forward", "new") and not written.to:
        return "action-send-no-recipient"
    if written.kind == "new" and not written.title.strip():
        return "action-send-no-title"
    if written.kind == "new" and _mailbox(context, written) is None:
        return "action-send-no-mailbox"
    return ""


def _command(context: ActionContext, written: Written) -> Command:
    text, conversation_id = written.text.rstrip(), written.conversation_id or 0
    status = Status.CLOSED if written.close else None
    match written.kind:
        case "reply":
            return c.SendReply(
                conversation_id, text, written.cc, written.undo_window_s, status, written.send_at,
                written.files, written.bcc,
            )  # fmt: skip
        case "note":
            return c.AddNote(conversation_id, text, written.mentions or mentions_in(context, text), status)
        case "forward":
            return c.ForwardConversation(
                conversation_id, written.to, text, written.undo_window_s, written.send_at, written.files
            )
        case _:
            mailbox_id = _mailbox(context, written) or 0
            return c.StartConversation(
                mailbox_id,
                written.to[0],
                " ".join(written.title.split()),
                text,
                cc=(*written.to[1:], *(written.cc or ())),
                undo_window_s=written.undo_window_s,
                send_at=written.send_at,
                files=written.files,
                bcc=written.bcc,
            )


def _mailbox(context: ActionContext, written: Written) -> int | None:
    """The box chosen, else the first one."""
    boxes = context.store.replica.directory.mailboxes
    return written.mailbox_id or (boxes[0].id if boxes else None)


def mentions_in(context: ActionContext, text: str) -> tuple[int, ...]:
    """Agents that a note names with @: by first name, by whole name without blanks, or by the front of their address."""
    wanted = {fold(found[1]) for found in _MENTION.finditer(text)}
    return tuple(
        agent.id
        for agent in context.store.replica.directory.agents
        if not agent.is_disabled and not wanted.isdisjoint(_handles(agent.name, agent.email))
    )


def _handles(name: str, email: str) -> set[str]:
    words = name.split()
    return {
        fold(handle)
        for handle in (*words[:1], "".join(words), "_".join(words), email.partition("@")[0])
        if handle
    }


def _sent(context: ActionContext, written: Written, accepted: Accepted) -> None:
    if written.kind != "note":
        _say_whether_it_leaves(context, written)
    if written.kind == "new" and accepted.conversation_id is not None:
        context.ui.open_conversation(accepted.conversation_id)


def _say_whether_it_leaves(context: ActionContext, written: Written) -> None:
    """In how many seconds, or why never: what is kept is not called sent."""
    replica = context.store.replica
    row = select.row(replica, written.conversation_id) if written.conversation_id is not None else None
    mailbox_id = row.mailbox_id if row is not None else _mailbox(context, written)
    mailbox = select.mailbox(replica, mailbox_id) if mailbox_id is not None else None
    if mailbox is not None and not mailbox.can_send:
        context.ui.notify("action-reply-kept", Severity.WARNING, mailbox=mailbox.name)
    elif written.kind == "reply" and row is not None and not row.customer_email and not written.cc:
        context.ui.notify("action-reply-no-address", Severity.WARNING)
    elif mailbox is not None and mailbox.pause is not None:
        words = {"mailbox": mailbox.name, "why": pause_words(mailbox.pause)}
        context.ui.notify("action-reply-waits", Severity.WARNING, **words)
    elif written.send_at is not None:
        zone = select.customer_zone(replica, written.conversation_id)
        context.ui.notify("later-queued", when=coming.for_both(written.send_at, context.store.clock(), zone))
    else:
        context.ui.notify("action-reply-queued", seconds=written.undo_window_s)


# ---------------------------------------------------------------- replies on their way


def cancel(context: ActionContext, message: Message) -> bool:
    """Take back a reply that has not left; its text becomes a draft again. Whether it could be."""
    if message.delivery is None or message.delivery.state not in CANCELLABLE or message.id < 0:
        context.ui.notify("action-cancel-too-late", Severity.WARNING)
        return False
    context.desk.do(c.CancelReply(message.conversation_id, message.id), conditional=False)
    back = drafts.given_back(drafts.reply_of(message), context.store.replica)
    if back is not None:
        # In front of what was begun since: the words of both are somebody's work.
        context.desk.keep_draft("reply", back.key.conversation_id, back.text, back.extra)
    context.ui.notify("action-cancelled")
    return True


async def retry(context: ActionContext, message: Message) -> bool:
    """Send a reply again that did not get through; asks first where it may have. Whether it was."""
    delivery = message.delivery
    if delivery is None or not is_retryable(delivery):
        context.ui.notify("action-retry-not-needed", Severity.WARNING)
        return False
    if delivery.state is DeliveryState.MAYBE_SENT:
        return await in_doubt.ask(context, message)
    context.desk.do(c.RetryDelivery(message.conversation_id, message.id), conditional=False)
    context.ui.notify("action-retried")
    return True
