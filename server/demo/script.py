"""Read the demo's written conversations from `content/`. Pure but for reading its own package files.

A scenario starts with `== title` and a line of `key: value | …`. Then `> ` begins what the customer writes, `< ` an
agent's reply, `! ` a note, `* ` the outcome; other lines continue the entry above.
"""

from importlib.resources import files
from typing import Literal

import msgspec

EntryKind = Literal["inbound", "reply", "note"]
_KINDS: dict[str, EntryKind] = {"> ": "inbound", "< ": "reply", "! ": "note"}


class Entry(msgspec.Struct, frozen=True):
    """One thing somebody wrote; `{order}`, `{name}` and the like stand for what `cast` fills in."""

    kind: EntryKind
    text: str


class Scenario(msgspec.Struct, frozen=True):
    """A conversation as it was written, before it happens to a particular customer."""

    title: str
    mailbox: str
    team: str
    language: str
    entries: tuple[Entry, ...]
    tags: tuple[str, ...] = ()
    priority: str = "normal"
    channel: str = "email"
    is_closed: bool = False
    rating: str | None = None
    is_unique: bool = False


class Line(msgspec.Struct, frozen=True):
    """Something that is written while the demo runs. `kind` is `new`, `more`, `reply` or `note`."""

    kind: str
    language: str
    text: str
    mailbox: str = ""
    title: str = ""


def scenarios(language: Literal["en", "ar"]) -> list[Scenario]:
    """All written conversations of one language, in the order of the file."""
    text = _content({"en": "english.txt", "ar": "arabic.txt"}[language])
    return [_scenario(block, language) for block in text.split("\n== ") if block.strip()]


def live_lines() -> list[Line]:
    """What simulated people write while the demo runs."""
    lines: list[Line] = []
    for heading, body in _headed(_content("live.txt"), ("new", "more", "reply", "note")):
        kind, *rest = (part.strip() for part in heading.split("|"))
        if kind == "new":
            mailbox, title = rest
            lines.append(Line(kind, "ar" if _is_arabic(title) else "en", body, mailbox, title))
        else:
            lines.append(Line(kind, rest[0] if rest else "en", body))
    return lines


def records(kind: str) -> list[list[str]]:
    """The rows of `people.txt` of one kind (`agent`, `mailbox`, `customer`), without the kind itself."""
    rows = (line.split("|") for line in _content("people.txt").splitlines() if not line.startswith("#"))
    return [[cell.strip() for cell in row[1:]] for row in rows if row[0].strip() == kind]


def _content(name: str) -> str:
    return "\n" + (files(__package__) / "content" / name).read_text(encoding="utf-8")


def _is_arabic(text: str) -> bool:
    return any("\u0600" <= char <= "\u06ff" for char in text)


def _headed(text: str, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if line.split("|")[0].strip() in kinds:
            found.append((line, []))
        elif found:
            found[-1][1].append(line)
    return [(heading, "\n".join(body).strip()) for heading, body in found]


def _scenario(block: str, language: str) -> Scenario:
    title, facts_line, *lines = block.strip().splitlines()
    facts = dict(part.strip().split(": ", 1) for part in facts_line.split("|"))
    outcome = ""
    entries: list[tuple[EntryKind, list[str]]] = []
    for line in lines:
        kind = _KINDS.get(line[:2])
        if line.startswith("* "):
            outcome = line[2:]
        elif kind is not None and not _continues_quote(line, entries):
            entries.append((kind, [line[2:]]))
        else:
            entries[-1][1].append(line)
    return Scenario(
        title=title.removeprefix("== "),
        mailbox=facts["mailbox"],
        team=facts["team"],
        language=language,
        entries=tuple(Entry(kind, "\n".join(body).strip()) for kind, body in entries),
        tags=tuple(tag.strip() for tag in facts.get("tags", "").split(",") if tag.strip()),
        priority=facts.get("priority", "normal"),
        channel=facts.get("channel", "email"),
        is_closed=outcome.startswith("closed"),
        rating="good" if "good" in outcome else None,
        is_unique="once" in facts,
    )


def _continues_quote(line: str, entries: list[tuple[EntryKind, list[str]]]) -> bool:
    """A mail may quote another: `> ` inside a customer's text after a blank line is part of it, not a new message."""
    if not line.startswith("> ") or not entries or entries[-1][0] != "inbound":
        return False
    above = entries[-1][1]
    return above[-1] == "" or above[-1].startswith(">")
