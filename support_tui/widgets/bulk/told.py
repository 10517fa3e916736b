"""What the bulk pane tells at each stage of a change, as lines of parts; a line that can be chosen says what that means. Pure."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

import msgspec

from support_tui import i18n
from support_tui.text.cells import cell_width
from support_tui.widgets.bar import Part
from support_tui.wire.commands import Group
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import ConversationRow
from support_tui.wire.wording import wording


class Stage(StrEnum):
    """How far one has come with what is marked."""

    MARKED = "marked"
    WRITING = "writing"
    ASKING = "asking"
    PREVIEW = "preview"
    RUNNING = "running"
    DONE = "done"


class Verb(NamedTuple):
    """A command that can be given to all that is marked."""

    command_id: str
    key: str
    title: str


class Told(msgspec.Struct, frozen=True):
    """Everything the pane shows. `change` is what is to be done, in words; `opened` is the group that is looked into, -1 for those that
    change, None for none."""

    stage: Stage = Stage.MARKED
    marked: int = 0
    out_of_sight: int = 0
    is_all: bool = False
    verbs: tuple[Verb, ...] = ()
    change: str = ""
    total: int = 0
    changing: int = 0
    groups: tuple[Group, ...] = ()
    missing: int = 0
    is_cancelled: bool = False
    opened: int | None = None
    rows: tuple[ConversationRow, ...] = ()
    done: int = 0
    undo_key: str = ""


class Line(NamedTuple):
    """A line of the pane. `choice` is what Enter on it means: `do`, `group:2`, `row:41`; empty where it cannot be chosen."""

    parts: Sequence[Part]
    choice: str = ""


def lines(told: Told, width: int) -> list[Line]:
    """The pane from top to bottom."""
    match told.stage:
        case Stage.MARKED:
            return [_marked(told), *_verbs(told.verbs, width)]
        case Stage.WRITING:
            return [_marked(told)]
        case Stage.ASKING:
            return [_marked(told), Line([Part(f" {told.change}: ", "strong"), _part("bulk-asking", "muted")])]
        case Stage.PREVIEW:
            return [*_previewed(told), _hint("bulk-hint-preview")]
        case Stage.RUNNING:
            return [*_running(told, width), _hint("bulk-hint-running")]
        case Stage.DONE:
            return [*_done(told, width), _hint("bulk-hint-done")]


def _part(text_id: str, look: str = "text", **params: str | int) -> Part:
    return Part(i18n.text(text_id, **params), look)


def _hint(text_id: str) -> Line:
    return Line([Part(" "), _part(text_id, "muted")])


def _marked(told: Told) -> Line:
    shown = i18n.number(told.marked)
    text_id = "bulk-marked-all" if told.is_all else "bulk-marked"
    parts = [Part(" ✔ ", "accent"), _part(text_id, "accent", n=told.marked, shown=shown)]
    if told.out_of_sight:
        parts += [Part("  "), _part("bulk-out-of-sight", "warning", n=told.out_of_sight)]
    return Line(parts)


def _verbs(verbs: Sequence[Verb], width: int) -> Iterator[Line]:
    """The verbs with their keys, as many on a line as fit."""
    row: list[Part] = []
    used = 0
    for verb in verbs:
        entry = [
            Part(f" {verb.key} ", "key", verb.command_id),
            Part(f"{verb.title} ", "muted", verb.command_id),
        ]
        cells = sum(cell_width(part.text) for part in entry)
        if row and used + cells > width:
            yield Line(row)
            row, used = [], 0
        row += entry
        used += cells
    if row:
        yield Line(row)


def _previewed(told: Told) -> Iterator[Line]:
    yield Line([Part(f" {told.change}", "strong")])
    would = _part(
        "bulk-would", "good" if told.changing else "muted", n=told.changing, shown=i18n.number(told.changing)
    )
    yield Line([Part("   "), would], "do" if told.changing else "")
    if told.opened == -1:
        yield from _rows(told)
    yield from _groups(told)


def _groups(told: Told) -> Iterator[Line]:
    for place, group in enumerate(told.groups):
        shown = i18n.number(group.count)
        yield Line(
            [Part(f"   {shown} ", "warning"), Part(reason_words(group.reason, group.count), "text")],
            f"group:{place}",
        )
        if told.opened == place:
            yield from _rows(told)


def _rows(told: Told) -> Iterator[Line]:
    for row in told.rows:
        parts = [
            Part(f"      #{row.id} ", "faint"),
            Part(row.title, "text"),
            Part("  "),
            Part(row.customer_name, "muted"),
        ]
        yield Line(parts, f"row:{row.id}")


def _running(told: Told, width: int) -> Iterator[Line]:
    yield Line([Part(f" {told.change}", "strong")])
    cells = max(8, min(40, width - 24))
    full = cells * told.done // max(1, told.total)
    far = _part("bulk-far", "text", done=i18n.number(told.done), total=i18n.number(told.total))
    yield Line([Part(" "), Part("█" * full, "accent"), Part("░" * (cells - full), "faint"), Part("  "), far])


def _done(told: Told, width: int) -> Iterator[Line]:
    text_id = "bulk-cancelled" if told.is_cancelled else "bulk-done"
    params = {
        "shown": i18n.number(told.changing),
        "total": i18n.number(told.total),
        "undo_key": told.undo_key,
    }
    head, outcome = Part(f" {told.change}: ", "strong"), _part(text_id, "good", n=told.changing, **params)
    if cell_width(head.text) + cell_width(outcome.text) <= width:
        yield Line([head, outcome])
    else:
        # How far it came, and the key that takes it back, are worth a line.
        yield Line([head])
        yield Line([Part(" "), outcome])
    yield from _groups(told)
    if told.missing:
        yield Line([Part("   "), _part("bulk-missing", "muted", n=told.missing)])


_WORDS = {
    RefusalCode.NO_CHANGE: "bulk-reason-no-change",
    RefusalCode.FORBIDDEN: "bulk-reason-forbidden",
    RefusalCode.CONVERSATION_MERGED: "bulk-reason-merged",
    RefusalCode.CONVERSATION_PURGED: "bulk-reason-purged",
    RefusalCode.NOT_FOUND: "bulk-reason-not-found",
    RefusalCode.NO_CHANNEL: "bulk-reason-no-channel",
    RefusalCode.CHANGED_SINCE: "bulk-reason-changed-since",
}


def reason_words(reason: Refusal, count: int) -> str:
    """Why so many are left alone, as the end of a sentence that begins with their number."""
    if reason.params.get("reason") == "agent_outside_mailbox":
        return i18n.text("bulk-reason-agent-outside", n=count)
    text_id = _WORDS.get(reason.code)
    if text_id is not None and not (
        reason.code is RefusalCode.NOT_FOUND and reason.params.get("kind") != "conversation"
    ):
        return i18n.text(text_id, n=count)
    return wording(reason, i18n.current().language)
