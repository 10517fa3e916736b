"""The preview of a merge: both conversations are seen, keys change which stays, and what one should know is said."""

import pytest
from textual.app import App

from support_tui.screens.merging import MergePreview
from support_tui.store import Store
from support_tui.wire.views import ConversationRow
from tests.support_tui.fakes import FakeDesk, a_row

ROWS = (a_row(17, preview="Where is it?"), a_row(42, mailbox_id=2, message_count=3))


class Shown(App[None]):
    """The preview alone."""

    CSS = "#dialog { width: 110; max-width: 94%; height: auto; }"

    def __init__(self, store: Store, rows: tuple[ConversationRow, ...], survivor_id: int) -> None:
        super().__init__()
        self.preview = MergePreview(store, rows, survivor_id)
        self.given: list[int | None] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"muted": "#888888"}

    def on_mount(self) -> None:
        self.push_screen(self.preview, self.given.append)

    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())


async def shown_after(keys: tuple[str, ...], size: tuple[int, int] = (120, 40), rows=ROWS):
    """The text of the preview after these keys, and what it gave back."""
    app = Shown(FakeDesk().store, rows, rows[0].id)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return app.text(), app.given


async def test_both_are_seen_side_by_side():
    """Numbers, titles, customers, states, newest words; on a wide screen in two columns."""
    text, _ = await shown_after(())
    for words in ("Merge #42 into #17", "Title 17", "Title 42", "Customer 17", "3 messages", "Where is it?"):
        assert words in text
    assert any("#17" in line and "#42" in line and "stays" in line for line in text.split("\n"))


async def test_on_a_narrow_screen_they_stand_below_each_other():
    """At 80 columns each has the whole width."""
    text, _ = await shown_after((), (80, 40))
    assert not any("#17  stays" in line and "#42  goes" in line for line in text.split("\n"))
    assert "#17  stays" in text
    assert "#42  goes into #17" in text


@pytest.mark.parametrize("key", ["tab", "right", "down", "left"])
async def test_a_key_lets_the_other_stay(key: str):
    """Tab and arrows switch; Enter gives the number of the one that stays."""
    text, given = await shown_after((key,))
    assert "Merge #17 into #42" in text
    assert given == []
    _, given = await shown_after((key, "enter"))
    assert given == [42]


async def test_escape_leaves():
    """Nothing is merged."""
    _, given = await shown_after(("escape",))
    assert given == [None]


async def test_another_customer_and_another_mailbox_are_announced():
    """Who will be copied in, and where everything will stand."""
    text, _ = await shown_after(())
    assert "Everything will stand in the mailbox Support." in text
    assert "Customer 42 <customer42@example.org> will be copied in" in " ".join(text.split())


async def test_many_are_seen_by_two_lines_each():
    """A merge of several still shows each by number, title and customer."""
    rows = tuple(a_row(number) for number in range(1, 7))
    text, _ = await shown_after((), (100, 40), rows)
    assert "Merge 5 conversations into #1" in text
    assert all(f"Title {number}" in text for number in range(1, 7))


async def test_conversations_of_one_customer_need_no_warning():
    """What is as one would expect is not said."""
    text, _ = await shown_after((), rows=(a_row(17), a_row(42, customer_id=117)))
    assert "▲" not in text


async def test_the_keys_are_in_sight_however_small_the_screen():
    """The conversations scroll in what the words around them leave."""
    rows = tuple(a_row(number, preview="Where is it? " * 12) for number in (17, 42, 43))
    text, _ = await shown_after((), (80, 24), rows)
    assert "Enter merges" in text
    assert "#17  stays" in text
