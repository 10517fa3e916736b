"""Palette, help and tour: enough to learn the program by, in both languages, whatever the width."""

import pytest

from support_tui import i18n, paths
from support_tui.commands import BY_ID, COMMANDS
from support_tui.palette import CommandProvider
from support_tui.screens.tour import LINES
from support_tui.text.cells import cell_width
from tests.support_tui.fakes import a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    """A data folder of this test's own."""
    monkeypatch.setenv("SUPPORT_TUI_DATA", str(tmp_path))


async def best(desk: OpenConsole, typed: str) -> list[str]:
    """The titles that the palette gives for what was typed, best first."""
    provider = CommandProvider(desk.console)
    hits = [hit async for hit in provider.search(typed)]
    return [hit.text or "" for hit in sorted(hits, key=lambda hit: -hit.score)]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("spoken", "typed", "command_id"),
    [
        ("en", "snooze", "conversation.snooze"),
        ("en", "تأجيل", "conversation.snooze"),
        ("en", "تاجيل", "conversation.snooze"),
        ("ar", "snooze", "conversation.snooze"),
        ("ar", "تَأْجِيل", "conversation.snooze"),
        ("en", "archive", "conversation.close"),
        ("en", "vim", "view.key_preset"),
        ("en", "#", "conversation.trash"),
        ("en", "gm", "go.mine"),
        ("en", "ctrl+q", "view.quit"),
        ("en", "Ctrl+Q", "view.quit"),
        ("ar", "undo", "desk.undo"),
    ],
)
async def test_a_command_is_found_in_either_language_by_its_key_and_by_other_names(spoken, typed, command_id):
    """Whoever knows the word in one language need not know it in the other; spelling variants are equal."""
    i18n.use(spoken)
    async with opened([a_row(1), a_row(2)]) as desk:
        assert (await best(desk, typed))[0] == i18n.text(BY_ID[command_id].title_id)


@pytest.mark.parametrize("spoken", i18n.LANGUAGES)
async def test_every_command_is_found_by_its_title_in_each_language(spoken):
    """Nothing can only be reached by its key."""
    i18n.use(spoken)
    async with opened([a_row(1)]) as desk:
        for command in COMMANDS:
            if command.id in ("view.palette", "view.queue_number"):
                continue
            for language in i18n.LANGUAGES:
                title = i18n.Texts(language).text(command.title_id).rstrip("…")
                assert i18n.text(command.title_id) in await best(desk, title), command.id


async def test_what_cannot_be_done_now_says_why():
    """The key stands beside the title, the reason behind it."""
    async with opened([a_row(1)], (120, 30)) as desk:
        await desk.press("ctrl+k", *"undo")
        await desk.sees("Undo", "not now: ")


async def test_help_tells_what_signs_mean_and_how_to_ask():
    """Below the keys of the inbox; found by what they say."""
    async with opened([a_row(1)], (120, 40)) as desk:
        await desk.press("?", *"colleague")
        await desk.sees("◉ ✎", "a colleague reads it")
        await desk.press(*["backspace"] * 9, *"waiting:>4h")
        await desk.sees("waiting for more than 4 hours")


async def test_help_says_which_keys_are_ones_own():
    """What was rebound in the settings is told from the product's keys."""
    async with opened([a_row(1)], (120, 40), {"conversation.close": ["D"]}) as desk:
        await desk.press("?", *"close and")
        await desk.sees("D ", "Close and go on  (your key)")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("columns", [60, 80, 120, 200])
async def test_the_tour_is_one_screen(language, columns):
    """Every line of it whole, at any width, in a window of the least height."""
    i18n.use(language)
    async with opened([a_row(1)], (columns, 15)) as desk:
        desk.console.run_command(BY_ID["view.tour"])
        await desk.until(lambda: desk.pilot.app.screen.is_modal)
        await desk.pilot.pause(0.1)
        lines = desk.pilot.app.screen.query(".tour-line")
        assert len(lines) == len(LINES)
        assert all(line.region.height == 1 and line.region.bottom <= 15 for line in lines)
        assert all(cell_width(str(line.render())) <= line.size.width for line in lines)
        hint = desk.pilot.app.screen.query_one("#dialog-hint")
        assert hint.region.bottom <= 15 and hint.region.height > 0


async def test_the_tour_comes_once_and_any_key_goes_on():
    """It is remembered; the key that leaves it does what it means."""
    async with opened([a_row(1), a_row(2)], shows_tour=True) as desk:
        await desk.sees("Welcome to the desk")
        assert paths.tour_file().exists()
        stood = desk.console.inbox.cursor.position
        await desk.press("j")
        await desk.until(lambda: not desk.pilot.app.screen.is_modal)
        await desk.until(lambda: desk.console.inbox.cursor.position == stood + 1)


async def test_esc_only_leaves_the_tour():
    """Who is in a hurry changes nothing by it."""
    async with opened([a_row(1), a_row(2)], shows_tour=True) as desk:
        await desk.sees("Welcome to the desk")
        await desk.press("enter")
        await desk.sees_no("Welcome to the desk")
        assert desk.console.arrangement.active == "inbox"


async def test_another_preset_is_chosen_live():
    """Keys, bar and help follow at once."""
    async with opened([a_row(1), a_row(2)], (120, 30)) as desk:
        desk.console.run_command(BY_ID["view.key_preset"])
        await desk.sees("Gmail")
        await desk.press("3")
        await desk.until(lambda: any("Keys of vim" in words for words in desk.said))
        assert desk.console.keymap.label("desk.undo") == "u"
