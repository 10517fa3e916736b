"""What a half-written `:` line can become: whole lines to choose from, and what the written one means. Pure."""

from collections.abc import Iterator

import msgspec

from support_tui.verbs.model import Argument, Kind, Option, Verb
from support_tui.verbs.offers import Known, offers
from support_tui.verbs.parse import Asked, Misuse, is_number, parse_line, split_words
from support_tui.verbs.table import OF_A_RUN, VERBS
from support_tui.wire.folding import fold

#: As many as a person looks at.
MOST = 12
#: A single letter begins a quarter of all verbs.
_LEAST_LETTERS = 2


class Line(msgspec.Struct, frozen=True):
    """A line that can be done as it stands; `meaning` explains what completed it, empty for what was written."""

    text: str
    asked: Asked
    meaning: str = ""
    kind: Kind | None = None
    completed_by: str = ""
    """What completed it, and what that is."""


class Begun(msgspec.Struct, frozen=True):
    """What a line that cannot be done yet goes on with, to be explained: the verb, or an option of it; `text` is the line so far."""

    text: str
    verb: Verb
    option: Option | None = None


def begun(typed: str) -> list[Verb]:
    """The verbs of the console that a line begins with, or that its only word is the beginning of."""
    words = typed.split(maxsplit=1)
    if not words:
        return []
    is_whole = len(words) > 1 or typed[-1:].isspace()
    return [
        verb
        for verb in VERBS
        if verb.in_console and (verb.name == words[0] or (not is_whole and verb.name.startswith(words[0])))
    ]


def completions(typed: str, known: Known, *, has_targets: bool) -> list[Line]:
    """The written line if it can be done, then those that it can be completed to."""
    found: dict[str, Line] = {}
    for text, kind, value, meaning in _candidates(typed, known):
        asked = parse_line(text, has_targets=has_targets)
        if isinstance(asked, Asked) and text not in found:
            found[text] = Line(text, asked, meaning, kind, value)
    return list(found.values())[:MOST]


def to_explain(typed: str) -> list[Begun]:
    """The verbs that a line may be meant to begin with; with one of them written, its options where one is begun."""
    verbs, words = begun(typed), typed.split()
    if len(words) == 1 and len(typed) < _LEAST_LETTERS:
        return []
    if len(words) > 1 and verbs and words[-1].startswith("--") and not typed[-1:].isspace():
        before = typed[: len(typed) - len(words[-1])]
        here = (option for option in verbs[0].options if option.name not in OF_A_RUN)
        options = (option for option in here if f"--{option.name}".startswith(words[-1]))
        return [Begun(f"{before}--{option.name} ", verbs[0], option) for option in options]
    return [Begun(f"{verb.name} ", verb) for verb in verbs if verb.last is not None]


def problem(typed: str, *, has_targets: bool) -> Misuse | None:
    """Why a line that names a verb cannot be done as it stands."""
    asked = parse_line(typed, has_targets=has_targets)
    return asked if isinstance(asked, Misuse) else None


def _candidates(typed: str, known: Known) -> Iterator[tuple[str, Kind | None, str, str]]:
    verbs = begun(typed)
    if len(verbs) == 1 and typed.split()[0] != verbs[0].name:
        yield verbs[0].name, None, "", ""
        return
    if not verbs:
        return
    yield typed.strip(), None, "", ""
    last = verbs[0].last
    if last is not None:
        yield from _completed(typed, last, known)


def _completed(typed: str, last: Argument, known: Known) -> Iterator[tuple[str, Kind, str, str]]:
    """The line with what its last argument can be in place of what is written of it."""
    words = split_words(typed)[1:]
    is_new = typed[-1:].isspace()
    if last.kind in (Kind.TAGS, Kind.QUERY):
        written = "" if is_new or not words else words[-1]
        before = typed[: len(typed) - len(written)] if written else f"{typed.rstrip()} "
    else:
        count = next((n for n, word in enumerate(words) if not is_number(word)), len(words))
        written = " ".join(words[count:])
        before = " ".join([typed.split()[0], *words[:count], ""])
    wanted = fold(written)
    for value, meaning in offers(last.kind, written, known):
        parts = [fold(value), *(part for part in fold(value).split())]
        if value != written and any(part.startswith(wanted) for part in parts):
            yield before + value, last.kind, value, meaning
