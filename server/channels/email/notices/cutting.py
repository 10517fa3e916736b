"""What of an agent's answer is the answer: the words above the notice, its first lines as commands, nothing of the notice itself (E38). Pure."""

import re
from typing import Final, NamedTuple

from support_tui.wire.folding import fold
from support_tui.wire.quotes import blocks, visible_text

from ..markers import without_marks
from .tokens import without_tokens

_MARK: Final = re.compile(r"^[ \t]*##-[^\n]{1,120}-##[ \t]*\r?$", re.MULTILINE)
_NOTE: Final = re.compile(r"\s*(note|ملاحظة|ملاحظه)\s*[:：]\s*", re.IGNORECASE)
_COMMAND: Final = re.compile(r"/([^\W\d_]+)\s*")
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
    while (command := _COMMAND.fullmatch(own.partition("\n")[0].strip())) is not None:
        name = fold(command[1])
        if name not in _CLOSE | _TAKE:
            return Written("", unknown_command=command[1])
        closes, takes = closes or name in _CLOSE, takes or name in _TAKE
        own = own.partition("\n")[2].strip()
    note = _NOTE.match(own)
    if note is not None:
        own = own[note.end() :].strip()
    return Written(own, note is not None, closes, takes)


def _own_words(text: str) -> str:
    """Above the line; without it what no mail program has quoted. The line that announces a quotation goes with it."""
    mark = _MARK.search(text)
    if mark is None:
        return _nothing_quoted(text)
    above, at = text[: mark.start()], len(text[: mark.start()].split("\n")) - 1
    lines = text.split("\n")
    kept = [
        line
        for block in blocks(text)
        if block.kind not in ("quote", "header")
        for line in lines[block.start_line : min(block.end_line, at)]
    ]
    # Where all above the line seems to be quoted, it is the reader of quotations that errs, or nothing was written.
    return "\n".join(kept) if any(line.strip() for line in kept) else _nothing_quoted(above)


def _nothing_quoted(text: str) -> str:
    """What is shown of a text, nothing where all of it is quoted."""
    lines = text.split("\n")
    is_all_quoted = all(not line.strip() or line.lstrip().startswith(">") for line in lines)
    return "" if is_all_quoted else visible_text(text)
