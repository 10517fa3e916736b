"""The lines of a message below its words: what is true of the mail, and its files; pure."""

from collections.abc import Iterator

from support_tui import coming, i18n
from support_tui.text.cells import cell_width, cut_in_the_middle
from support_tui.text.display import TextMode, prepare_line
from support_tui.widgets.bidi_runs import Line, Piece, lay_out, side_by_side
from support_tui.wire.file_kinds import danger_of, kind_of
from support_tui.wire.mail_facts import Invite
from support_tui.wire.values import Attachment
from support_tui.wire.views import Message

from .looks import Look

_TRACKERS_NAMED = 3
_FILES_SHOWN = 12
_NAME_CELLS = 12
"""What of a name is shown at least."""


def images_of(message: Message) -> dict[int, int]:
    """The files that the words call `[image 1]` and so on, by their numbers."""
    files, inline = message.attachments, message.facts.inline
    return {number: files[place].id for number, place in enumerate(inline, 1) if place < len(files)}


def fact_lines(message: Message, cells: int, mode: TextMode, now: int) -> Iterator[Line]:
    """What is to know of a mail besides its words: how it is sealed, what it invites to, what was not fetched."""
    facts = message.facts
    base = int(i18n.current().is_rtl)
    said: list[tuple[str, str]] = []
    if facts.seal is not None:
        said.append((i18n.text("reading-seal", seal=facts.seal.value), Look.META))
    if facts.invite is not None:
        said += [
            (line, Look.STRONG if n == 0 else Look.META)
            for n, line in enumerate(invite_words(facts.invite, now))
        ]
    if facts.charset:
        said.append((i18n.text("reading-with-charset", charset=facts.charset), Look.META))
    if facts.outside_images:
        said.append((i18n.text("reading-outside-images", count=facts.outside_images), Look.META))
    if facts.trackers:
        named = i18n.text("list-comma").join(facts.trackers[:_TRACKERS_NAMED])
        said.append((i18n.text("reading-trackers", count=len(facts.trackers), hosts=named), Look.META))
    for words, look in said:
        yield from lay_out(words, cells, mode, look=look, base=base or None)


def invite_words(invite: Invite, now: int) -> list[str]:
    """An appointment in a few lines: what, when, where, from whom."""
    what = i18n.text("reading-invite", method=invite.method or "request", summary=invite.summary or "–")
    when = ""
    if invite.starts_at is not None:
        when = coming.moment(invite.starts_at, now)
        if invite.ends_at is not None:
            same_day = i18n.day(invite.starts_at, now) == i18n.day(invite.ends_at, now)
            end = i18n.clock(invite.ends_at) if same_day else coming.moment(invite.ends_at, now)
            when = f"{when}–{end}"
    elif invite.local:
        when = i18n.digits(invite.local) + (f" ({invite.zone})" if invite.zone else "")
    rest = [part for part in (when, invite.place, invite.organizer) if part]
    return [what, " · ".join(rest)] if rest else [what]


def file_lines(message: Message, cells: int, mode: TextMode) -> Iterator[Line]:
    """One line a file: its name, what it is, how large, and a warning where opening it could do harm; of many the first ones."""
    numbers = {file_id: number for number, file_id in images_of(message).items()}
    files = message.attachments
    shown = files if len(files) <= _FILES_SHOWN else files[: _FILES_SHOWN - 1]
    for file in shown:
        yield side_by_side(_file(file, numbers.get(file.id), cells, mode), mode, cells)
    if len(shown) < len(files):
        words = i18n.text("thread-more-files", count=len(files) - len(shown))
        yield side_by_side((Piece(words, Look.FOLD),), mode, cells)


def _file(file: Attachment, number: int | None, cells: int, mode: TextMode) -> Iterator[Piece]:
    """The name gives way to the rest: no name is so long that it hides the warning behind it."""
    danger = danger_of(file.filename, file.media_type)
    sign = Piece("▪ ", Look.META) if danger is None else Piece("⚠ ", Look.FAILED)
    rest = [Piece(f"  {what_it_is(file)}", Look.META)]
    if number is not None:
        rest.append(Piece(f" · {i18n.text('reading-image', number=number)}", Look.META))
    if danger is not None:
        rest.append(Piece(f"  {i18n.text('reading-danger', danger=danger.value)}", Look.FAILED))
    room = cells - cell_width(sign.text) - sum(cell_width(piece.text) for piece in rest)
    name = prepare_line(file.filename, mode) or i18n.text("thread-file-unnamed")
    yield sign
    yield Piece(cut_in_the_middle(name, max(_NAME_CELLS, room)), Look.FILE, f"file:{file.id}")
    yield from rest


def what_it_is(file: Attachment) -> str:
    """Its kind and size in words."""
    kind = i18n.text("file-kind", kind=kind_of(file.filename, file.media_type).value)
    return f"{kind} · {i18n.size(file.size)}"
