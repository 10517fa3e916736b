"""Tells the agent what the server would not do, in their language, with who changed what where that is the reason."""

from typing import Final

from support_tui import i18n
from support_tui.actions.interface import Severity, Ui
from support_tui.link.http import Unreachable
from support_tui.store.pending import Pending
from support_tui.text.sanitize import sanitize_line
from support_tui.wire.commands import Command, SendReply, UndoRequest
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.wording import wording

#: The parameter that names the conversation where the command does not.
_ABOUT: Final = "about"
#: Refusals that ask for another look and are no fault of anybody.
_MILD = frozenset(
    {
        RefusalCode.CHANGED_SINCE,
        RefusalCode.ALREADY_SENT,
        RefusalCode.ALREADY_UNDONE,
        RefusalCode.NOT_UNDOABLE,
        RefusalCode.TOO_SLOW,
    }
)


def why_not_sent(refusal: Refusal) -> str:
    """Who wrote what while a reply was on its way, so that it is a draft again."""
    params = {n: sanitize_line(v) if isinstance(v, str) else v for n, v in refusal.params.items()}
    return i18n.text("held-refused", by=str(params.get("by", "")), words=str(params.get("value", "")))


def placed(refusal: Refusal, pending: Pending) -> Refusal:
    """The refusal of taking something back, with the conversation that it is about: the command names none."""
    if not isinstance(pending.command, UndoRequest) or len(pending.conversation_ids) != 1:
        return refusal
    return Refusal(refusal.code, {**refusal.params, _ABOUT: min(pending.conversation_ids)})


def failure_words(failed: Refusal | Unreachable) -> str:
    """Why an answer did not come, in the agent's language."""
    if isinstance(failed, Unreachable):
        return i18n.text("reading-unreachable")
    clean = {n: sanitize_line(v) if isinstance(v, str) else v for n, v in failed.params.items()}
    return wording(Refusal(failed.code, clean), i18n.current().language)


def tell(ui: Ui, language: str, refusal: Refusal, command: Command | None) -> None:
    """A notice about a refusal. After `changed_since` the same key again does it all the same: the change is known by then. Taking something
    back does not become right by asking twice."""
    if isinstance(command, SendReply) and refusal.code is RefusalCode.CHANGED_SINCE:
        ui.notify_text(why_not_sent(refusal), Severity.WARNING)
        return
    about = getattr(command, "conversation_id", refusal.params.get(_ABOUT))
    clean = {n: sanitize_line(v) if isinstance(v, str) else v for n, v in refusal.params.items()}
    text = wording(Refusal(refusal.code, clean), language)
    if about is not None and f"#{about}" not in text:
        text = f"#{about}: {text}"
    if refusal.code is RefusalCode.CHANGED_SINCE and not isinstance(command, UndoRequest):
        text = f"{text} {i18n.text('action-press-again')}"
    ui.notify_text(text, Severity.WARNING if refusal.code in _MILD else Severity.ERROR)
