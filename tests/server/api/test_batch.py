"""Several commands in one request: in order about one thing, each for itself, each once for its key."""

from pathlib import Path

from support_tui.wire import codec, limits
from support_tui.wire import commands as c
from support_tui.wire.commands import Batch, BatchAnswer, Request
from support_tui.wire.refusals import RefusalCode
from tests.server.served import ServedDesk, served_desk


async def sent(desk: ServedDesk, *requests: Request) -> BatchAnswer:
    """The answers to a batch of Amal's."""
    answer = await desk.ask("POST", "/api/commands/batch", "Amal", content=codec.encode(Batch(requests)))
    assert answer.status == 200, answer.content
    return codec.decode(answer.content, BatchAnswer)


async def texts_of(desk: ServedDesk, conversation_id: int) -> list[str]:
    thread = await desk.ask("GET", f"/api/conversations/{conversation_id}/thread", "Ada")
    return [message["text"] for message in thread.json["messages"]]


async def test_what_is_about_one_conversation_keeps_its_order(tmp_path: Path) -> None:
    """Fifty notes in two conversations stand there as they were given."""
    async with served_desk(tmp_path / "desk") as desk:
        made = [(await desk.a_mail()).conversation_id or 0 for _ in range(2)]
        notes = [Request(f"batch-{n:05}", c.AddNote(made[n % 2], f"note {n}")) for n in range(50)]
        answers = (await sent(desk, *notes)).answers
        assert [a.accepted.key for a in answers if a.accepted] == [request.key for request in notes]
        for about in (0, 1):
            assert (await texts_of(desk, made[about]))[1:] == [f"note {n}" for n in range(about, 50, 2)]


async def test_the_same_batch_again_changes_nothing(tmp_path: Path) -> None:
    """Its answer was lost: it comes again, and every command gets its first answer."""
    async with served_desk(tmp_path / "desk") as desk:
        about = (await desk.a_mail()).conversation_id or 0
        notes = [Request(f"batch-{n:05}", c.AddNote(about, f"note {n}")) for n in range(10)]
        first, again = await sent(desk, *notes), await sent(desk, *notes)
        assert all(a.accepted and a.accepted.was_done_before for a in again.answers)
        assert [a.accepted.seq for a in first.answers if a.accepted] == [
            a.accepted.seq for a in again.answers if a.accepted
        ]
        assert len(await texts_of(desk, about)) == 11


async def test_a_refusal_holds_up_no_other(tmp_path: Path) -> None:
    """What comes behind it is done, also about the same conversation."""
    async with served_desk(tmp_path / "desk") as desk:
        about = (await desk.a_mail()).conversation_id or 0
        answers = (
            await sent(
                desk,
                Request("batch-00001", c.AddNote(about, "  ")),
                Request("batch-00002", c.AddNote(about, "said")),
                Request("batch-00003", c.AddNote(9_999, "to nobody")),
            )
        ).answers
        codes = [a.refusal.code if a.refusal else None for a in answers]
        assert codes == [RefusalCode.EMPTY_TEXT, None, RefusalCode.NOT_FOUND]


async def test_a_batch_has_an_end(tmp_path: Path) -> None:
    """More than a hundred at once are refused whole."""
    async with served_desk(tmp_path / "desk") as desk:
        many = tuple(Request(f"batch-{n:05}", c.AddNote(1, "x")) for n in range(limits.BATCH_COMMANDS + 1))
        answer = await desk.ask("POST", "/api/commands/batch", "Amal", content=codec.encode(Batch(many)))
        assert answer.status == 422
