"""Merges and splits in any order, taken back in the reverse order, leave the tables as they were; done again, as they had become."""

import asyncio
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from support_tui.wire import commands as c
from support_tui.wire.values import Address, Status
from tests.server.running import RunningDesk, running_desk
from tests.server.storage.writing.test_books_agree import agree
from tests.server.storage.writing.test_undo_law import COMPARED, tables

CONVERSATION = st.integers(1, 5)
STORY = st.lists(
    st.one_of(
        st.builds(
            c.MergeConversations, CONVERSATION, st.lists(CONVERSATION, min_size=1, max_size=3).map(tuple)
        ),
        st.builds(c.SplitConversation, CONVERSATION, st.integers(1, 10), st.booleans()),
        st.builds(c.LinkConversations, CONVERSATION, CONVERSATION),
        st.builds(c.UnlinkConversations, CONVERSATION, CONVERSATION),
        st.builds(c.SetStatus, CONVERSATION, st.sampled_from(list(Status))),
        st.builds(c.AssignConversation, CONVERSATION, st.sampled_from([None, 1, 3])),
        st.builds(c.SendReply, CONVERSATION, text=st.just("so")),
        st.builds(c.AddNote, CONVERSATION, text=st.just("note")),
    ),
    max_size=10,
)
"""Commands of Amal over three conversations, and over those that are split off them."""

BEGUN = 3


async def _begin(desk: RunningDesk) -> None:
    """Three conversations of two customers, answered and not, tagged, followed, read by some, one of them closed."""
    await desk.mail("one", external_id="<1@c>")
    await desk.mail("two", external_id="<2@c>", sender=Address("zaid@x.example", "Zaid"))
    await desk.do(c.SendReply(2, "answer"), desk.agent(3))
    await desk.mail("three", external_id="<3@c>", cc=(Address("friend@x.example"),))
    await desk.mail("four", references=("<1@c>",))
    await desk.mail("five", references=("<3@c>",))
    await desk.mail("six", references=("<2@c>",), sender=Address("zaid@x.example", "Zaid"))
    await desk.do(c.ChangeTags(1, ("billing",)))
    await desk.do(c.ChangeTags(2, ("billing", "vip")))
    await desk.do(c.AssignConversation(2, 3))
    await desk.do(c.ChangeFollowers(3, (1, 2)))
    await desk.do(c.SetStatus(3, Status.CLOSED))
    await desk.do(c.MarkRead(1, 4), desk.agent(1))
    await desk.do(c.MarkRead(2, 7), desk.agent(1))
    await desk.do(c.MarkRead(2, 2), desk.agent(3))


def shown(desk: RunningDesk) -> dict[str, list[Any]]:
    """What the desk shows. Numbers are not given twice, so what was split off stays a number that leads back: it is left out."""
    found = tables(desk)
    kept: dict[str, list[Any]] = {}
    for name in COMPARED:
        number = "id" if name == "conversation" else "conversation_id"
        kept[name] = (
            [
                row
                for row in found[name]
                if row.get(number, 0) <= BEGUN and row.get("place") != "merged" and row.get("doc", 0) <= BEGUN
            ]
            if name != "message_term"
            else found[name]
        )
    kept["merged"] = [row for row in found["conversation"] if row["id"] <= BEGUN]
    return kept


async def _there_and_back(folder: Path, story: list[c.Command]) -> None:
    async with running_desk(folder) as desk:
        await _begin(desk)
        before, done = shown(desk), list[str]()
        for number, command in enumerate(story):
            answer = await desk.ask(command, desk.agent(1), key=f"story-{number:05}")
            if isinstance(answer, c.Accepted):
                done.append(answer.key)
            with desk.database.reader() as reader:
                agree(reader)
        after = shown(desk)
        for key in reversed(done):
            await desk.do(c.UndoRequest(key), desk.agent(1), key=f"undo-{key}")
            with desk.database.reader() as reader:
                agree(reader)
        assert shown(desk) == before
        for key in done:
            await desk.do(c.UndoRequest(f"undo-{key}"), desk.agent(1), key=f"redo-{key}")
        assert shown(desk) == after
        with desk.database.reader() as reader:
            agree(reader)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(STORY)
@example([c.MergeConversations(1, (2, 3))])
@example([c.MergeConversations(1, (2,)), c.MergeConversations(3, (1,))])
@example([c.MergeConversations(1, (2,)), c.SplitConversation(1, 2), c.SendReply(1, "so")])
@example([c.SplitConversation(1, 5), c.MergeConversations(4, (1, 2))])
@example([c.SplitConversation(1, 1, True), c.SplitConversation(1, 5), c.MergeConversations(1, (4,))])
def test_undoing_merges_and_splits_gives_the_tables_back(story: list[c.Command]) -> None:
    """Any of them, with answers and changes of status between: undone in reverse they have never been, redone they have."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_there_and_back(Path(folder), story))
