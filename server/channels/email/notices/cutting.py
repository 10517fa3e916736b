"""What of an agent's answer is the answer: the words above the notice, its first lines as commands, nothing of the notice itself (E38). Pure."""

import re
from typing import Final, NamedTuple

from support_tui.wire.folding import fold
from support_tui.wire.quotes import FOLDED, blocks

from ..markers import without_marks
from .tokens import without_tokens

#: Blanks, and what mail programs put around lines that run from the right.
_AROUND: Final = "[ \\t\\r\u00a0\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*"
_MARK: Final = re.compile(rf"^{_AROUND}##-[^\n]{{1,120}}-##{_AROUND}$", re.MULTILINE)
#: Also what is answered below it: a notice may tell what no customer may read.
_QUOTED: Final = FOLDED | {"inline"}
#: Something of one's own: a text that is quoted as a whole would be shown as a whole.
_PROBE: Final = "."
_NOTE: Final = re.compile(r"\s*(note|ملاحظة|ملاحظه)\s*[:：]\s*", re.IGNORECASE)
_COMMAND: Final = re.compile(r"/([^\W\d_]+)\s*")
_MOST_COMMANDS: Final = 5
_CLOSE: Final = frozenset(map(fold, ("close", "إغلاق", "اغلق")))
_TAKE: Final = frozenset(map(fold, ("take", "إسناد", "خذ")))


class Written(NamedTuple):
    """An answer as it is meant. `unknown_command` is a first line that looks like a command and is none."""

    text: str
    is_note: bool = False
    closes: bool = False
    takes: bool = False
    unknown_command: str = ""


def marked_line(words: str) -> str:
    """The line above which answers are written."""
    return f"##- {words} -##"


def written_in(text: str) -> Written:
    """What an agent wrote in answer to a notice: without what they quote, without marks and tokens."""
    own = without_tokens(without_marks(_own_words(text))).strip()
    closes = takes = False
    for _ in range(_MOST_COMMANDS):
        command = _COMMAND.fullmatch(own.partition("\n")[0].strip())
        if command is None:
            break
        name = fold(command[1])
        if name not in _CLOSE | _TAKE:
            return Written("", unknown_command=command[1])
        closes, takes = closes or name in _CLOSE, takes or name in _TAKE
        own = own.partition("\n")[2].strip()
    note = _NOTE.match(own)
    if note is not None:
        own = own[note.end() :].strip()
    return Written(own, note is not None, closes, takes)


def tells_of_notice(text: str, conversation_id: int) -> bool:
    """Whether something of the notice is still in it, as its last lines are where a program quotes in a way of its own."""
    return re.search(rf"support-tui show {conversation_id}\b", text) is not None


def _own_words(text: str) -> str:
    """What no mail program has quoted, above the line where that stands unquoted. The line that announces a quotation goes with it. Where
    all is quoted nothing is left: better not sent than the notice itself."""
    probed = f"{_PROBE}\n\n{text}"
    mark = _MARK.search(probed)
    lines = probed.split("\n")
    end = len(lines) if mark is None else probed.count("\n", 0, mark.start())
    own = [
        line
        for block in blocks(probed)
        if block.kind not in _QUOTED
        for line in lines[block.start_line : min(block.end_line, end)]
    ]
    return "\n".join(own[1:])
