"""What holds for every screen over the console: single keys follow the keyboard, and a screen reader hears where they act."""

from typing import Any

import pytest
from textual import events
from textual.binding import Binding
from textual.widgets import Input

from support_tui.screens.keys import latin_event
from support_tui.screens.left_once import LeftOnce
from support_tui.text.langmap import LAYOUTS
from support_tui.wire.views import ConversationRow
from tests.support_tui.fakes import a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened
from tests.support_tui.screens.every_screen import OPENERS, AnyScreen, every_screen, open_screen

ARABIC = {latin: letter for letter, latin in LAYOUTS["arabic"].items()}


def rows() -> list[ConversationRow]:
    return [a_row(number) for number in range(1, 4)]


def bindings_of(kind: type[AnyScreen]) -> list[Binding]:
    """The keys that the screen names itself, or one of ours that it is made of, one each."""
    ours = [part for part in kind.__mro__ if part.__module__.startswith("support_tui.")]
    own = [one for part in ours for one in part.__dict__.get("BINDINGS", ()) if isinstance(one, Binding)]
    return list(Binding.make_bindings(own))


def letters_of(kind: type[AnyScreen]) -> set[str]:
    return {binding.key for binding in bindings_of(kind) if len(binding.key) == 1}


def test_no_screen_is_left_out() -> None:
    """A new screen is opened here too, so that it keeps to the laws below."""
    assert set(every_screen()) == set(OPENERS)


@pytest.mark.parametrize("kind", every_screen(), ids=lambda kind: kind.__name__)
async def test_the_key_that_leaves_may_come_twice(kind: type[AnyScreen]) -> None:
    """Two quick ones close the screen, and not what lies below."""
    async with opened(rows()) as desk:
        await open_screen(desk, kind)
        await desk.press("escape", "escape")
        await desk.until(lambda: desk.pilot.app.screen is desk.console)
        assert issubclass(kind, LeftOnce)


@pytest.mark.parametrize("kind", every_screen(), ids=lambda kind: kind.__name__)
def test_each_letter_has_its_place_on_an_arabic_keyboard(kind: type[AnyScreen]) -> None:
    """What an Arabic layout sends for the key of a binding means that binding."""
    for letter in letters_of(kind):
        pressed = latin_event(events.Key(ARABIC[letter], ARABIC[letter]))
        assert (pressed.key, pressed.character) == (letter, letter)


@pytest.mark.parametrize(
    "kind", [kind for kind in every_screen() if letters_of(kind)], ids=lambda k: k.__name__
)
async def test_letters_work_with_an_arabic_layout(kind: type[AnyScreen]) -> None:
    """`q` leaves every screen that takes letters; the letter on its key in Arabic does, too."""
    assert "q" in letters_of(kind)
    async with opened(rows()) as desk:
        await open_screen(desk, kind)
        await desk.press(ARABIC["q"])
        await desk.until(lambda: desk.pilot.app.screen is desk.console)


async def test_a_question_is_answered_with_an_arabic_layout() -> None:
    """The letter on the key of `y` is a yes."""
    async with opened(rows()) as desk:
        answers: list[bool] = []

        async def ask() -> None:
            answers.append(await desk.console.ui.confirm("bulk-stop"))

        desk.console.run_worker(ask())
        await desk.sees("Stop here?")
        await desk.press(ARABIC["y"])
        await desk.until(lambda: answers == [True])


async def test_text_stays_as_it_is_typed() -> None:
    """A field takes Arabic letters as letters."""
    async with opened(rows()) as desk:
        await desk.press("f2")
        await desk.pilot.pause()
        await desk.press("ctrl+u", ARABIC["q"])
        typed: Any = desk.pilot.app.focused
        assert typed.value == ARABIC["q"]


async def test_a_person_may_want_letters_as_they_are() -> None:
    """Where layouts are not mapped, an Arabic letter means nothing to a dialog."""
    async with opened(rows(), maps_layouts=False) as desk:
        kind = next(kind for kind in every_screen() if kind.__name__ == "OutboxScreen")
        await open_screen(desk, kind)
        await desk.press(ARABIC["q"])
        await desk.pilot.pause(0.05)
        assert isinstance(desk.pilot.app.screen, kind)


# ---------------------------------------------------------------- linear mode


def cursor_line(desk: OpenConsole) -> str:
    """The line of the screen that the terminal's cursor stands on: what a screen reader reads."""
    return desk.text().splitlines()[desk.pilot.app.cursor_position.y].strip()


@pytest.mark.parametrize("kind", every_screen(), ids=lambda kind: kind.__name__)
async def test_the_terminals_cursor_stands_where_keys_act(kind: type[AnyScreen]) -> None:
    """Opened, a screen has it on a line that says something; closed, it is back in the list."""
    async with opened(rows(), (100, 30), is_linear=True) as desk:
        await desk.until(lambda: cursor_line(desk).startswith("1 of 3"))
        await open_screen(desk, kind)
        await desk.until(lambda: _stands_on(desk, kind))
        await desk.press("escape")
        await desk.until(lambda: desk.pilot.app.screen is desk.console)
        await desk.until(lambda: " of 3" in cursor_line(desk))


def _stands_on(desk: OpenConsole, kind: type[AnyScreen]) -> bool:
    """Whether the cursor stands in a widget of the screen, on words."""
    app = desk.pilot.app
    place = app.cursor_position
    widget, _ = app.screen.get_widget_at(place.x, place.y)
    if kind is not type(app.screen) or widget is app.screen:
        return False
    # A field that waits for text is read by its cursor, also while it is empty.
    is_field = isinstance(app.focused, Input) and widget is app.focused
    return is_field or (bool(cursor_line(desk)) and " of 3" not in cursor_line(desk))


@pytest.mark.parametrize(("keys", "first", "second"), [
    (("s",), "open", "in progress"),
    (("O",), "", ""),
    (("g", "N"), "", ""),
])  # fmt: skip
async def test_it_follows_the_keys(keys: tuple[str, ...], first: str, second: str) -> None:
    """One down, and the next line is read."""
    async with opened(rows(), (100, 30), is_linear=True) as desk:
        await desk.press(*keys)
        await desk.until(lambda: desk.pilot.app.screen is not desk.console)
        await desk.until(lambda: first in cursor_line(desk) and desk.pilot.app.cursor_position.y > 0)
        await desk.pilot.pause()
        was = desk.pilot.app.cursor_position.y
        await desk.press("down")
        await desk.until(lambda: desk.pilot.app.cursor_position.y == was + 1 and second in cursor_line(desk))


async def test_the_bulk_pane_is_read_line_by_line() -> None:
    """The line that Enter would choose is under the cursor, as a sentence without drawing."""
    async with opened([a_row(number) for number in range(1, 31)], (100, 30), is_linear=True) as desk:
        await desk.press("*", "v", "e")
        await desk.until(lambda: cursor_line(desk).startswith("30 would change"))
        await desk.press("escape")
        await desk.until(lambda: " of 30" in cursor_line(desk))


async def test_the_card_that_stays_is_under_the_cursor() -> None:
    """Of two conversations to be merged."""
    async with opened(rows(), (80, 30), is_linear=True) as desk:
        await desk.press("x", "x", "&")
        await desk.until(lambda: cursor_line(desk).startswith("#3") and "stays" in cursor_line(desk))
        await desk.press("tab")
        await desk.until(lambda: cursor_line(desk).startswith("#2"))
