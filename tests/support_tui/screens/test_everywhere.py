"""A filter that finds nothing in a queue offers to look everywhere, by one key."""

from tests.support_tui.fakes import a_row
from tests.support_tui.screens.console_desk import opened


async def test_what_is_not_in_a_queue_is_looked_for_everywhere_by_one_key() -> None:
    """The empty list says how; the same filter stands over all queues then, and Esc takes it away."""
    async with opened([a_row(number) for number in range(1, 4)]) as desk:
        desk.server.finds_nothing_in = "all"
        await desk.press("/", *"#77", "enter")
        await desk.sees("#77", "Nothing matches this filter", "0 looks for it everywhere")
        await desk.press("0")
        await desk.until(lambda: desk.console.list_key[:2] == ("anywhere", "#77"))
        await desk.sees("Customer 1 ")
        await desk.press("0")
        await desk.sees("This is looked for everywhere already.")


async def test_without_a_filter_there_is_nothing_to_look_for() -> None:
    """The key says so."""
    async with opened([a_row(1)]) as desk:
        await desk.press("0")
        await desk.sees("There is no filter to look for")
