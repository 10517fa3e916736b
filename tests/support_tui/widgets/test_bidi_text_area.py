"""Writing in both directions."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events
from textual.pilot import Pilot

from support_tui.text.bidi import visual_line
from support_tui.text.display import TextMode
from support_tui.text.shape import shape
from support_tui.widgets.bidi_input import BidiInput
from support_tui.widgets.bidi_text_area import BidiTextArea
from tests.support_tui.widgets.pane import PaneApp


@asynccontextmanager
async def writing(text: str = "") -> AsyncIterator[tuple[BidiTextArea, PaneApp, Pilot[None]]]:
    """A text area with the cursor at the end of `text`."""
    area = BidiTextArea(text, mode=TextMode())
    app = PaneApp(area)
    async with app.run_test(size=(60, 10)) as pilot:
        area.styles.border = ("none", "black")
        area.styles.padding = 0
        area.focus()
        area.move_cursor(area.document.end)
        await pilot.pause()
        yield area, app, pilot


async def test_the_document_stays_logical() -> None:
    """What was typed is what is stored, whatever stands on the screen."""
    async with writing() as (area, app, pilot):
        await pilot.press(*"مرحبا ab 12")
        assert area.text == "مرحبا ab 12"
        assert visual_line(shape("مرحبا ab 12")).text in app.screen_text


async def test_right_to_left_paragraphs_stand_at_the_right() -> None:
    """Only they do; the line below stays at the left."""
    async with writing("مرحبا\nplain") as (_, app, _pilot):
        assert app.screen_lines[0].startswith(" " * 40)
        assert app.screen_lines[1].startswith("plain")


async def test_the_cursor_is_painted_on_its_letter() -> None:
    """The block cursor stands on the cell of the letter it is before, in visual order."""
    async with writing("مرحبا") as (area, _, pilot):
        area.cursor_blink = False
        area.move_cursor((0, 0))
        await pilot.pause()
        cursor = area.get_component_rich_style("text-area--cursor").bgcolor
        painted = [one.text for one in area.render_line(0) if one.style and one.style.bgcolor == cursor]
        assert painted == [shape("مرحبا")[0]]
        first = area.cursor_screen_offset.x
        await pilot.press("right")
        assert area.cursor_location == (0, 1)
        assert area.cursor_screen_offset.x == first - 1


async def test_a_click_lands_on_the_letter_under_the_mouse() -> None:
    """The mouse is mapped back through the visual order, for every cell of a mixed line."""
    text = "طلب رقم ORD-12 وصل"
    async with writing(text) as (area, _app, pilot):
        for column in range(len(text)):
            area.move_cursor((0, column))
            place = area.cursor_screen_offset
            await pilot.click(BidiTextArea, offset=(place.x - area.region.x, place.y - area.region.y))
            assert area.cursor_location == (0, column)


async def test_moving_goes_over_marks() -> None:
    """A letter with its harakat is one step."""
    async with writing("سَّلام") as (area, _, pilot):
        area.move_cursor((0, 0))
        await pilot.press("right")
        assert area.cursor_location == (0, 3)
        await pilot.press("left")
        assert area.cursor_location == (0, 0)


async def test_readline_keys_kill_and_yank() -> None:
    """Ctrl+W, Ctrl+U, Ctrl+K and Alt+D delete and keep, Ctrl+Y puts back, Ctrl+Z undoes."""
    async with writing("one two three") as (area, _, pilot):
        await pilot.press("ctrl+w")
        assert area.text == "one two "
        await pilot.press("ctrl+y")
        assert area.text == "one two three"
        await pilot.press("ctrl+a", "alt+d")
        assert area.text.strip() == "two three"
        await pilot.press("ctrl+e", "ctrl+u")
        assert area.text == ""
        await pilot.press("ctrl+z")
        assert area.text.strip() == "two three"
        await pilot.press("ctrl+a", "alt+f", "ctrl+k")
        assert "three" not in area.text


async def test_pasted_text_is_cleaned() -> None:
    """What could act on a terminal does not get into a message."""
    async with writing() as (area, _, pilot):
        area.post_message(events.Paste("a\x1b[31mred\u202e\tb"))
        await pilot.pause()
        assert "\x1b" not in area.text
        assert "\u202e" not in area.text
        assert area.text.startswith("ared")


async def test_a_field_shows_arabic_in_visual_order() -> None:
    """The one-line field keeps its value logical and shows it ordered, at its left margin."""
    field = BidiInput(mode=TextMode())
    app = PaneApp(field)
    async with app.run_test(size=(40, 4)) as pilot:
        field.value = "سارة 12"
        await pilot.pause()
        assert visual_line(shape("سارة 12")).text in app.screen_text
        assert field.value == "سارة 12"
