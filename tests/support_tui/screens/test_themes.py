"""What is painted can be read in every theme: contrasts computed from the screen, states without any colour."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import product

import pytest
from rich.color import Color
from rich.style import Style
from textual.strip import Strip

from support_tui import i18n
from support_tui.commands import BY_ID
from support_tui.store import LinePhase, LineState
from support_tui.theme import THEMES
from support_tui.widgets.inbox.paint import LOOKS
from support_tui.widgets.thread.lines import ThreadLines
from support_tui.widgets.thread.looks import Ground, Look
from support_tui.wire.values import Priority, Status
from support_tui.wire.views import ConversationRow
from tests.support_tui.fakes import NOON, a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened
from tests.support_tui.screens.every_screen import AnyScreen, every_screen, open_screen

#: Lines, bars and blocks are no text.
_DRAWN = re.compile(r"[\s\u2500-\u259f▏▕]+")
#: WCAG 2.2: AA is 4.5, AAA is 7.
_LEAST = {"support-dark": 4.5, "support-light": 4.5, "support-contrast": 7.0, "support-contrast-light": 7.0}
_COLOURED = list(_LEAST)


def rows() -> list[ConversationRow]:
    """One conversation for each thing a row can tell."""
    return [
        a_row(1, priority=Priority.URGENT, tag_ids=(1, 2)),
        a_row(2, status=Status.IN_PROGRESS, assignee_id=1, priority=Priority.HIGH, has_attachment=True),
        a_row(3, status=Status.AWAITING_REPLY, assignee_id=2, priority=Priority.LOW),
        a_row(4, status=Status.CLOSED, waiting_since_at=None),
        a_row(5, snoozed_until_at=NOON + 9_000_000_000, title="رسالة عن الشحن"),
        a_row(6),
    ]


def luminance(colour: Color) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [channel / 255 for channel in colour.get_truecolor()]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(style: Style) -> float:
    """The ratio of a text to its ground."""
    assert style.color is not None and style.bgcolor is not None
    low, high = sorted((luminance(style.color), luminance(style.bgcolor)))
    return (high + 0.05) / (low + 0.05)


def painted(desk: OpenConsole) -> Iterator[tuple[str, Style]]:
    """Every text on the screen with its style; of a dialog what is in it: what lies behind is dimmed on purpose."""
    screen = desk.pilot.app.screen
    region = screen.query("#dialog, #--container").first().region if screen.is_modal else screen.region
    for strip in screen._compositor.render_strips()[region.y : region.bottom]:
        for segment in strip.crop(region.x, region.right):
            words = _DRAWN.sub("", segment.text)
            if words and segment.style is not None:
                yield words, segment.style


def coloured(desk: OpenConsole) -> list[str]:
    """The texts on the screen that have a colour."""
    return [words for words, style in painted(desk) if style.color or style.bgcolor]


@asynccontextmanager
async def shown(theme: str, place: str) -> AsyncIterator[OpenConsole]:
    """A console of that theme, at one of its places."""
    async with opened(rows(), (170, 40)) as desk:
        desk.pilot.app.theme = theme
        await desk.press("j", "x", "j")
        match place:
            case "inbox":
                pass
            case "thread":
                await desk.press("enter")
            case "context":
                await desk.press("C")
            case "offline":
                desk.fake.store.set_line(LineState(LinePhase.OFFLINE, NOON, reason="gone"))
            case "filter":
                await desk.press("/", *"sta")
            case "composer":
                await desk.press("escape", "n")
                await desk.until(lambda: desk.console.composer.display)
            case "palette":
                desk.console.run_command(BY_ID["view.palette"])
            case "help":
                await desk.press("?")
            case "picker":
                await desk.press("s")
        await desk.pilot.pause(0.3)
        yield desk


_PLACES = ("inbox", "thread", "context", "offline", "filter", "composer", "palette", "help", "picker")


@pytest.mark.parametrize("place", _PLACES)
@pytest.mark.parametrize("theme", _COLOURED)
async def test_every_text_stands_out_from_its_ground(theme, place):
    """High contrast is AAA for all that is painted; dark and light are AA."""
    async with shown(theme, place) as desk:
        low = {
            (words[:24], str(style.color), str(style.bgcolor), round(contrast(style), 2))
            for words, style in painted(desk)
            if contrast(style) < _LEAST[theme]
        }
        assert low == set()


@pytest.mark.parametrize("place", _PLACES)
async def test_the_theme_without_colours_sends_none(place):
    """The terminal's own two colours, and attributes."""
    async with shown("none", place) as desk:
        await desk.until(lambda: coloured(desk) == [])


@pytest.mark.parametrize("kind", every_screen(), ids=lambda kind: kind.__name__)
async def test_every_screen_keeps_to_every_theme(kind: type[AnyScreen]) -> None:
    """Whatever is opened over the console: each of its texts stands out in the themes with colours, and has none in the one without."""
    async with opened(rows(), (170, 40)) as desk:
        await open_screen(desk, kind)
        for theme, least in _LEAST.items():
            desk.pilot.app.theme = theme
            await desk.pilot.pause()
            low = [
                (words[:24], round(contrast(style), 2))
                for words, style in painted(desk)
                if contrast(style) < least
            ]
            assert (theme, low) == (theme, [])
        desk.pilot.app.theme = "none"
        await desk.until(lambda: coloured(desk) == [])


@pytest.mark.parametrize("theme", _COLOURED)
async def test_the_contrast_holds_for_every_look_on_every_ground(theme):
    """Also for what no screen above happens to show: each look of list and thread, on each of their grounds."""
    async with shown(theme, "thread") as desk:
        console = desk.console
        rows_of_list = console.inbox._row_styles
        styles = {
            (look, is_cursor, is_marked): rows_of_list.style(look, is_cursor=is_cursor, is_marked=is_marked)
            for look, is_cursor, is_marked in product(LOOKS, (False, True), (False, True))
        }
        colours = console.query_one(ThreadLines)._colours
        styles |= {(look, ground): colours.style(look, ground) for look, ground in product(Look, Ground)}
        low = {
            name: round(contrast(style), 2)
            for name, style in styles.items()
            if contrast(style) < _LEAST[theme]
        }
        assert low == {}


# ---------------------------------------------------------------- states without colour


Cells = tuple[tuple[str, bool, bool, bool], ...]
"""What a person can tell apart without colours: the text, bold, underlined, reversed."""


def seen(strip: Strip) -> Cells:
    """A painted line as it looks on a terminal of one colour."""
    assert all(
        segment.style is None or not (segment.style.color or segment.style.bgcolor) for segment in strip
    )
    return tuple(
        (
            s.text,
            bool(s.style and s.style.bold),
            bool(s.style and s.style.underline),
            bool(s.style and s.style.reverse),
        )
        for s in strip
    )


def line_with(desk: OpenConsole, words: str) -> Cells:
    """The line of the screen on which those words stand."""
    strips = desk.pilot.app.screen._compositor.render_strips()
    return next(line for line in map(seen, strips) if words in "".join(text for text, *_ in line))


async def row_of(row: ConversationRow, *, is_cursor: bool = False, is_marked: bool = False) -> Cells:
    """How a conversation's row looks in a list of one pane and one line a row."""
    async with opened([row, a_row(2)], (96, 30)) as desk:
        desk.pilot.app.theme = "none"
        inbox = desk.console.inbox
        inbox.stand_on(row.id)
        if is_marked:
            await desk.press("x")
        inbox.stand_on(row.id if is_cursor else 2)
        await desk.pilot.pause(0.1)
        return line_with(desk, "Same")


def same(**fields: object) -> ConversationRow:
    """A conversation that differs from others of this test by those facts only."""
    return a_row(
        1, **({"title": "Same", "preview": "", "last_inbound_id": 0, "waiting_since_at": None} | fields)
    )


async def test_states_of_a_row_are_told_without_colour():
    """Selected, marked, unread, each status, snoozed and each urgency look different from a plain row in text or attributes."""
    rows_of_states = [
        same(),
        same(last_inbound_id=1_000),
        same(snoozed_until_at=NOON + 9_000_000_000),
        *(same(status=status) for status in Status if status is not Status.OPEN),
        *(same(priority=one) for one in Priority if one is not Priority.NORMAL),
    ]
    looks = [await row_of(row) for row in rows_of_states]
    looks += [await row_of(same(), is_cursor=True), await row_of(same(), is_marked=True)]
    looks += [await row_of(same(), is_cursor=True, is_marked=True)]
    assert len(set(looks)) == len(looks)
    # And the selected one is not told by a sign alone: its words are reversed.
    assert all(is_reversed for text, _, _, is_reversed in looks[-1] if "Same" in text)


async def test_a_note_is_told_from_a_reply_without_colour():
    """While it is written and where it stands: by words and a bar beside it."""
    async with shown("none", "composer") as desk:
        note = [seen(strip) for strip in desk.pilot.app.screen._compositor.render_strips()]
        await desk.press("escape", "r")
        await desk.pilot.pause(0.2)
        reply = [seen(strip) for strip in desk.pilot.app.screen._compositor.render_strips()]
        assert note != reply


async def test_the_line_and_errors_are_told_without_colour():
    """Being offline has a sign and words of its own, and so has a warning."""
    async with shown("none", "inbox") as desk:
        live = line_with(desk, "Rae Adams")
        desk.fake.store.set_line(LineState(LinePhase.OFFLINE, NOON, reason="gone"))
        await desk.sees("▲")
        assert line_with(desk, "Rae Adams") != live


async def test_a_theme_is_chosen_live():
    """From the palette, at once."""
    async with opened(rows(), (120, 30)) as desk:
        desk.console.run_command(BY_ID["view.theme"])
        await desk.sees("High contrast", "No colours")
        await desk.press("3")
        await desk.until(lambda: desk.pilot.app.theme == "support-contrast")


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
def test_every_theme_has_a_name_in_both_languages(theme):
    """The palette shows it."""
    for language in i18n.LANGUAGES:
        assert f"theme-{theme.removeprefix('support-')}" in i18n.Texts(language)
