"""What is wrong with a message that came in, in words for its head; pure."""

from support_tui import i18n
from support_tui.widgets.bidi_runs import Piece
from support_tui.wire.quarantine import MailProblem
from support_tui.wire.views import Message

from .looks import Look

_WORDS = {
    MailProblem.UNREADABLE.value: "mail-problem-unreadable",
    MailProblem.TOO_LARGE.value: "mail-problem-too-large",
    MailProblem.ANSWER_REFUSED.value: "mail-problem-answer-refused",
    "same_id_other_words": "mail-problem-same-id",
}


def problem_pieces(message: Message) -> list[Piece]:
    """Nothing, for a message that is all of its mail and nobody else's (E4, E7, E8)."""
    text_id = _WORDS.get(message.reason)
    return [] if text_id is None else [Piece(f" · {i18n.text(text_id)}", Look.FAILED)]
