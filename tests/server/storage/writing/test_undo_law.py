"""Taking back everything in the reverse order leaves the tables as they were, and doing it all again leaves them as they had become."""

import asyncio
import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from support_tui.wire import commands as c
from support_tui.wire.values import Address, Folder, Priority, Rating, Status
from tests.server.running import START, RunningDesk, running_desk
from tests.server.storage.writing.test_books_agree import agree

CONVERSATION = st.integers(1, 3)
WORDS = st.lists(st.sampled_from(["billing", "vip", "فاتورة"]), max_size=2).map(tuple)
AGENTS = st.lists(st.integers(1, 3), max_size=2).map(tuple)

COMMANDS: st.SearchStrategy[c.Command] = st.one_of(
    st.builds(
        c.SendReply, CONVERSATION, text=st.sampled_from(["Answer", "Once more"]), status=st.sampled_from([None, *Status]),
        cc=st.sampled_from([None, (), (Address("boss@x.example"),)]),
    ),
    st.builds(lambda ids: c.CancelReply(*ids), st.sampled_from([(1, 2), (1, 3), (1, 6), (2, 7)])),
    st.builds(lambda ids: c.RetryDelivery(*ids), st.sampled_from([(1, 2), (1, 3), (1, 6), (2, 7)])),
    st.builds(c.AddNote, CONVERSATION, text=st.just("note"), mentions=AGENTS),
    st.builds(c.ForwardConversation, CONVERSATION, to=st.just((Address("else@x.example"),)), text=st.just("see")),
    st.builds(c.SetStatus, CONVERSATION, st.sampled_from(list(Status))),
    st.builds(c.AssignConversation, CONVERSATION, st.none() | st.integers(1, 3), st.sampled_from([None, 1])),
    st.builds(c.ChangeFollowers, CONVERSATION, AGENTS, AGENTS),
    st.builds(c.ChangeTags, CONVERSATION, WORDS, WORDS),
    st.builds(c.SetTitle, CONVERSATION, st.sampled_from(["Order", "Invoice"])),
    st.builds(c.SetPriority, CONVERSATION, st.sampled_from(list(Priority))),
    st.builds(c.MoveConversation, CONVERSATION, st.integers(1, 2)),
    st.builds(c.SetFolder, CONVERSATION, st.sampled_from(list(Folder))),
    st.builds(c.SnoozeConversation, CONVERSATION, st.sampled_from([None, START + 10**12, START + 10**13])),
    st.builds(c.RateConversation, CONVERSATION, st.sampled_from([None, *Rating])),
    st.builds(
        c.EditCustomer, st.integers(1, 2),
        st.sampled_from([
            {"name": "Neu"}, {"emails": '["neu@x.example", "carla@customer.example"]'}, {"attribute.plan": "pro"},
            {"attribute.plan": ""}, {"phones": '["1"]', "company": "Acme"}, {"links": '["https://x.example"]'},
        ]),
    ),
    st.builds(c.AddCustomerNote, st.integers(1, 2), st.just("calls at noon")),
)  # fmt: skip

STORY = st.lists(st.tuples(COMMANDS, st.sampled_from([1, 3])), max_size=14)
"""Commands, each given by Amal or by Ada, who administers."""

COMPARED = (
    "conversation", "conversation_external", "conversation_tag", "conversation_follower", "tagged", "message", "message_external",
    "attachment", "outbox", "customer", "customer_email", "customer_external", "customer_note", "queue_count", "read_mark",
    "agent", "team", "team_member", "mailbox", "message_term", "conversation_term",
)  # fmt: skip
"""All that a desk shows. Left out are the log, the list of actions and the answers given, the numbers given, messages that were taken
back, and tags, which stay once they were made."""

MAY_DIFFER = {"version", "due_at"}
"""Each change makes a new version; a reply that is queued again waits out an undo window again."""


async def _begin(desk: RunningDesk) -> None:
    """Carla and Zaid have written, Carla twice; two replies are on their way, and one conversation is closed and rated."""
    await desk.mail("first")
    await desk.do(c.SendReply(1, "one"), desk.agent(1))
    await desk.do(c.SendReply(1, "two"), desk.agent(1))
    await desk.mail("second", sender=Address("zaid@x.example", "Zaid"))
    await desk.mail("third", cc=(Address("friend@x.example"),))
    await desk.do(c.SendReply(1, "three"), desk.agent(1))
    await desk.do(c.SendReply(2, "four"), desk.agent(3))
    await desk.do(c.SetStatus(3, Status.CLOSED), desk.agent(3))
    await desk.do(c.RateConversation(3, Rating.GOOD), desk.agent(3))


def tables(desk: RunningDesk) -> dict[str, list[Any]]:
    """What the desk shows, table by table."""
    return {name: _rows(desk, name) for name in COMPARED}


def _rows(desk: RunningDesk, name: str) -> list[Any]:
    with desk.database.reader() as reader:
        cursor = reader.execute(
            f"select * from {name}" + (" where conversations <> 0" * (name == "queue_count"))
        )
        columns = [column[0] for column in cursor.description]
        rows = [dict(zip(columns, row, strict=True)) for row in cursor]
    for row in rows:
        if row.get("delivery"):
            row["delivery"] = {k: v for k, v in json.loads(row["delivery"]).items() if k not in MAY_DIFFER}
        for column in MAY_DIFFER & row.keys():
            del row[column]
    return sorted(rows, key=repr)


async def _there_and_back(folder: Path, story: list[tuple[c.Command, int]]) -> None:
    async with running_desk(folder) as desk:
        await _begin(desk)
        before = tables(desk)
        done: list[tuple[str, int]] = []
        for number, (command, agent_id) in enumerate(story):
            answer = await desk.ask(command, desk.agent(agent_id), key=f"story-{number:05}")
            if isinstance(answer, c.Accepted):
                done.append((answer.key, agent_id))
        after = tables(desk)
        for key, agent_id in reversed(done):
            await desk.do(c.UndoRequest(key), desk.agent(agent_id), key=f"undo-{key}")
        assert tables(desk) == before
        for key, agent_id in done:
            await desk.do(c.UndoRequest(f"undo-{key}"), desk.agent(agent_id), key=f"redo-{key}")
        assert tables(desk) == after
        with desk.database.reader() as reader:
            agree(reader)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(STORY)
@example([(c.SetStatus(1, Status.CLOSED), 1), (c.SetStatus(1, Status.OPEN), 3)])
@example([(c.SendReply(3, "late", status=Status.OPEN), 1)])
def test_undoing_everything_gives_the_tables_back_and_redoing_it_what_they_had_become(
    story: list[tuple[c.Command, int]],
) -> None:
    """Any commands over several conversations and customers, by two agents: undone in reverse they have never been, redone they have."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_there_and_back(Path(folder), story))
