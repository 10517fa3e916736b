"""The list of what has not left: what waits can be taken out, and what may have been done is not by one key."""

from support_tui.link.http import Unreachable
from support_tui.wire.commands import SendReply
from tests.support_tui.fakes import a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened


async def in_the_list(desk: OpenConsole) -> None:
    """A reply whose answer was lost stands in the list of what has not left."""
    desk.server.answers.append(Unreachable("lost"))
    desk.console.desk.do(SendReply(1, "On its way"), conditional=False)
    await desk.until(lambda: desk.console.desk._outbox._is_paused)
    await desk.press("g", "o")
    await desk.sees("On its way")


async def test_what_may_have_been_done_is_taken_out_only_by_a_second_word() -> None:
    """Its words would be sent again by whoever does not know: a stray key leaves it in the queue."""
    async with opened([a_row(1)]) as desk:
        await in_the_list(desk)
        await desk.press("x")
        await desk.sees("It has gone out once")
        await desk.press("escape")
        await desk.sees_no("It has gone out once")
        assert len(desk.console.store.replica.pending.unanswered()) == 1
        await desk.press("x")
        await desk.sees("It has gone out once")
        await desk.press("y")
        await desk.until(lambda: not desk.console.store.replica.pending.unanswered())
        drafts = desk.console.store.replica.drafts.by_key.values()
        assert [draft.text for draft in drafts] == ["On its way"]
