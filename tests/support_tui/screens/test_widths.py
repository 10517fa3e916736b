"""The console is whole from 60 columns on, in both languages: nothing cut that is needed, nothing outside the window."""

import pytest

from support_tui import i18n
from support_tui.commands import BY_ID
from support_tui.screens.layout import Pane
from support_tui.text.cells import cell_width
from support_tui.wire.views import ConversationRow
from tests.support_tui.fakes import a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened

WIDTHS = (60, 80, 120, 200)
BOTH = [(columns, language) for columns in WIDTHS for language in i18n.LANGUAGES]


def rows() -> list[ConversationRow]:
    long = "A title that is so long that no pane of any width could ever show all of its words in one line of the list"
    return [
        a_row(
            1, title=long, customer_name="عبد الرحمن بن عبد العزيز الهاشمي", tag_ids=(1, 2, 3), assignee_id=3
        ),
        a_row(2, title="رسالة قصيرة", customer_name="Nour", assignee_id=2),
        a_row(3, title="Short"),
    ]


def lines(desk: OpenConsole, columns: int) -> list[str]:
    """The lines of the screen, each of exactly its width."""
    found = desk.text().splitlines()
    assert {cell_width(line) for line in found} == {columns}
    return found


@pytest.mark.parametrize(("columns", "language"), BOTH)
async def test_list_bars_and_the_way_to_help(columns, language):
    """Every row with customer and title; the line, the agent, the clock; the keys, help always among them."""
    i18n.use(language)
    async with opened(rows(), (columns, 24)) as desk:
        await desk.sees("Short", "Customer 3", "12:00", "?")
        *_, status, keys = lines(desk, columns)
        assert "12:00" in status and "Rae Adams" in status
        assert keys.rstrip().split()[-2 if language == "en" else 0 : None]
        assert "…" not in keys.rstrip()[-2:]
        visible = desk.console.arrangement.visible
        assert len(visible) == (1 if columns < 100 else 2 if columns < 160 else 3)


@pytest.mark.parametrize(("columns", "language"), BOTH)
async def test_the_head_of_a_thread_takes_the_panes_width(columns, language):
    """Number, title and status stand in it, and its rule goes from end to end, also after the window was another."""
    i18n.use(language)
    async with opened(rows(), (200 if columns < 200 else 60, 24)) as desk:
        desk.console.going.open(3)
        await desk.pilot.pause(0.1)
        await desk.pilot.resize_terminal(columns, 24)
        await desk.pilot.pause(0.1)
        await desk.sees("#3 Short")
        width = desk.console.thread.header.size.width
        assert any("─" * width in line for line in lines(desk, columns))


@pytest.mark.parametrize(("columns", "language"), BOTH)
@pytest.mark.parametrize(
    "command", ["conversation.assign", "conversation.tags", "view.help", "view.palette", "view.theme"]
)
async def test_dialogs_lie_inside_the_window(columns, language, command):
    """Field, list and hint, in the least window too."""
    i18n.use(language)
    async with opened(rows(), (columns, 15)) as desk:
        desk.console.run_command(BY_ID[command])
        await desk.until(lambda: desk.pilot.app.screen.is_modal)
        await desk.pilot.pause(0.2)
        box = desk.pilot.app.screen.query("#dialog, #--container").first().region
        assert box.x >= 0 and box.right <= columns and box.y >= 0 and box.bottom <= 15
        for hint in desk.pilot.app.screen.query("#dialog-hint"):
            assert hint.region.bottom < box.bottom
        lines(desk, columns)


@pytest.mark.parametrize(("columns", "language"), BOTH)
async def test_composer_and_filter_can_be_used(columns, language):
    """A reply has room for its words and says who reads it; the filter has a field."""
    i18n.use(language)
    async with opened(rows(), (columns, 18)) as desk:
        await desk.press("r")
        await desk.until(lambda: desk.console.composer.display)
        await desk.press(*"words")
        await desk.sees("words")
        await desk.press("escape")
        await desk.until(lambda: not desk.console.composer.display)
        desk.console.arrangement.go(Pane.INBOX)
        await desk.press("/", *"tag:")
        await desk.sees("tag:", "refund")
        lines(desk, columns)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("size", [(59, 24), (60, 14), (30, 5)])
async def test_below_60_by_15_a_card_says_what_is_needed(size, language):
    """Nothing half shown; a larger window shows the desk again."""
    i18n.use(language)
    async with opened(rows(), size) as desk:
        await desk.sees("60")
        await desk.pilot.resize_terminal(60, 15)
        await desk.sees("Short")
