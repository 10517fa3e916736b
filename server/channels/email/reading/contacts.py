"""Visiting cards (vCard, RFC 6350) as facts about people (E35). Pure."""

import re
from collections.abc import Iterator
from quopri import decodestring
from typing import Final

from support_tui.wire.mail_reading import Field

_FOLD: Final = re.compile(r"\r?\n[ \t]")
_ESCAPED: Final = re.compile(r"\\([\\;,:nN])")
_NAMES: Final = {
    "FN": "name", "ORG": "company", "TITLE": "title", "EMAIL": "email", "TEL": "phone", "ADR": "address", "URL": "url", "NOTE": "note",
}  # fmt: skip
_LOOKED_AT: Final = 400_000
_MOST: Final = 500
_CHARS: Final = 1_000


def fields_of(text: str) -> tuple[Field, ...]:
    """What the cards say, in their order."""
    found = (field for line in _FOLD.sub("", text[:_LOOKED_AT]).splitlines() for field in _fields(line))
    return tuple(field for field, _ in zip(found, range(_MOST), strict=False))


def _fields(line: str) -> Iterator[Field]:
    head, colon, value = line.partition(":")
    name, *params = head.upper().split(";")
    field = _NAMES.get(name.rpartition(".")[2])
    if field is None or not colon:
        return
    if any("QUOTED-PRINTABLE" in param for param in params):
        value = decodestring(value.encode()).decode("utf-8", "replace")
    text = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value.replace(";", " "))
    words = " ".join(text.split()).removeprefix("tel:").removeprefix("mailto:")[:_CHARS]
    if words:
        yield Field(field, words)
