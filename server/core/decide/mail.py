"""A mail is read again with another charset (E33). Pure."""

from support_tui.wire.commands import RedecodeMessage
from support_tui.wire.events import MessageRedecoded, TitleChanged
from support_tui.wire.refusals import Refusal

from ..context import Known
from ..decision import Decision, Reread
from ..plain import one_line, preview, storable
from ..state import ConversationState
from .common import EMPTY_TEXT, NO_CHANGE, not_found


def redecode(state: ConversationState, command: RedecodeMessage, known: Known) -> Decision | Refusal:
    """The words of the mail are others; a conversation called after it is called by its new title, and shows its new first words where
    it showed the old ones."""
    mail = known.mail
    if mail is None:
        return not_found("source", command.message_id)
    if mail.charset == command.charset:
        return NO_CHANGE
    text, title = storable(command.text), one_line(command.title)
    if not text.strip():
        return EMPTY_TEXT
    old_preview, new_preview = preview(mail.text), preview(text)
    is_shown = state.preview == old_preview
    event = MessageRedecoded(
        command.message_id, mail.charset, command.charset,
        old_preview if is_shown else "", new_preview if is_shown else "",
    )  # fmt: skip
    is_named = title and mail.title == state.title != title
    named = (TitleChanged(state.title, title),) if is_named else ()
    return Decision(
        (event, *named),
        conversation_id=state.id,
        reread=(Reread(command.message_id, command.charset, text, title),),
    )
