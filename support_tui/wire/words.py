"""Cut text into the folded words that search compares, alike on both sides of the wire. Pure; does not stem."""

import re

from support_tui.wire.folding import fold

#: Runs of letters and digits; Indic, Thai, Lao, Burmese and Khmer vowel signs belong to the word (`\w` leaves them out).
_WORD = re.compile(
    "(?:[^\\W_]|[\u0900-\u0963\u0966-\u0dff\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd\u1000-\u109f\u1780-\u17d3])+"
)


def words(text: str) -> list[str]:
    """The words of `text` in order, folded (`wire.folding.fold`); punctuation and underscores separate."""
    return _WORD.findall(fold(text))
