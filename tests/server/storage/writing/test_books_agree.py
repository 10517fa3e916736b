"""Whatever is asked, in whatever order: the log, the tables, the counts and the copies for lists tell one story."""

import asyncio
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from server.core.access import SYSTEM
from server.core.context import Asker
from server.core.delivery import IN_OUTBOX
from server.core.evolve import begin, evolve, evolve_customer, introduce
from server.core.state import ConversationState, row_of
from server.storage.counts.counters import Counters, load_counters
from server.storage.counts.standing import CountChanges
from server.storage.tables import load, log
from server.storage.tables.rows import row_by_id
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.values import Address, Delivery, DeliveryState, Folder, Priority, Rating, Status
from support_tui.wire.views import ConversationRow, Customer
from tests.server.running import START, RunningDesk, running_desk

LATER = START + 10**12
"""Eleven days later."""
CONVERSATION = st.integers(1, 4)
REPLY = st.sampled_from([(1, 2), (1, 2), (1, 3), (1, 3), (2, 4), (1, 1), (9, 9)])
"""Conversation and message; the first two replies of the story are always there."""
MESSAGE = st.integers(1, 8)
AGENT = st.none() | st.integers(1, 4)
WORD = st.sampled_from(["billing", "vip", "Refund", "فاتورة", "فاتوره"])
ADDRESS = st.sampled_from([Address(f"{name}@x.example", name) for name in ("carla", "zaid", "noor")])

CHANGE: st.SearchStrategy[c.Change] = st.one_of(
    st.builds(c.SetStatus, st.just(0), st.sampled_from(list(Status))),
    st.builds(c.AssignConversation, st.just(0), AGENT, st.sampled_from([None, 1])),
    st.builds(c.AssignAgent, st.just(0), st.integers(1, 4)),
    st.builds(c.ChangeFollowers, st.just(0), st.sampled_from([(), (1,), (1, 2)]), st.sampled_from([(), (1,)])),
    st.builds(c.ChangeTags, st.just(0), st.lists(WORD, max_size=2).map(tuple), st.lists(WORD, max_size=1).map(tuple)),
    st.builds(c.MoveConversation, st.just(0), st.integers(1, 2)),
    st.builds(c.SetPriority, st.just(0), st.sampled_from(list(Priority))),
    st.builds(c.SnoozeConversation, st.just(0), st.sampled_from([None, START + 10**9])),
    st.builds(c.SetFolder, st.just(0), st.sampled_from(list(Folder))),
    st.just(c.Reopen(0)),
    st.builds(c.AddNote, st.just(0), st.just("to all"), st.sampled_from([(), (1,)])),
    st.builds(c.SendReply, st.just(0), st.just("Dear all"), status=st.sampled_from([None, Status.CLOSED])),
)  # fmt: skip
"""What is done to several conversations at once."""

COMMANDS: st.SearchStrategy[c.Command] = st.one_of(
    st.builds(
        c.ReceiveMessage,
        mailbox_id=st.integers(1, 2),
        sender=ADDRESS,
        text=st.sampled_from(["hello", "again", "> quoted\nmore"]),
        external_id=st.sampled_from(["", "<1>", "<2>", "<3>"]),
        thread_id=st.sampled_from(["", "visit"]),
        references=st.sampled_from([(), ("<1>",), ("<2>", "<1>")]),
        automatic=st.sampled_from(["", "", "auto"]),
        raw_digest=st.sampled_from(["", "ab" * 32]),
        cc=st.sampled_from([(), (Address("boss@x.example"),)]),
    ),
    st.builds(c.StartConversation, mailbox_id=st.just(1), to=ADDRESS, title=st.just("First"), text=st.just("Hi")),
    st.builds(
        c.SendReply, CONVERSATION, text=st.just("Answer"), status=st.sampled_from([None, None, Status.CLOSED]),
        cc=st.sampled_from([None, (), (Address("boss@x.example"),)]), send_at=st.sampled_from([None, None, LATER]),
    ),
    REPLY.map(lambda ids: c.CancelReply(*ids)),
    REPLY.map(lambda ids: c.RetryDelivery(*ids)),
    REPLY.map(lambda ids: c.ConfirmSent(*ids)),
    st.builds(lambda ids, at: c.RescheduleReply(*ids, at), REPLY, st.sampled_from([None, LATER, LATER + 1])),
    st.builds(lambda ids, state: c.RecordDelivery(*ids, Delivery(state)), REPLY, st.sampled_from(list(DeliveryState))),
    st.builds(c.AddNote, CONVERSATION, text=st.just("note"), mentions=st.sampled_from([(), (1,), (2,)])),
    st.builds(c.PurgeConversation, CONVERSATION),
    st.builds(c.SetStatus, CONVERSATION, st.sampled_from(list(Status))),
    st.builds(c.AssignConversation, CONVERSATION, AGENT, st.sampled_from([None, 1])),
    st.builds(c.ChangeFollowers, CONVERSATION, st.sampled_from([(), (1,), (1, 2)]), st.sampled_from([(), (1,)])),
    st.builds(
        c.ChangeTags, CONVERSATION, st.lists(WORD, max_size=2).map(tuple), st.lists(WORD, max_size=1).map(tuple)
    ),
    st.builds(c.SetTitle, CONVERSATION, st.sampled_from(["Order", "Invoice"])),
    st.builds(
        c.RedecodeMessage, CONVERSATION, MESSAGE, st.sampled_from(["", "koi8-r", "windows-1256"]), st.sampled_from(["Other", "words"]),
        st.sampled_from(["", "Order"]),
    ),
    st.builds(c.SetPriority, CONVERSATION, st.sampled_from(list(Priority))),
    st.builds(c.MoveConversation, CONVERSATION, st.integers(1, 2)),
    st.builds(c.SetFolder, CONVERSATION, st.sampled_from(list(Folder))),
    st.builds(c.SnoozeConversation, CONVERSATION, st.sampled_from([None, START + 10**9])),
    st.builds(c.RateConversation, CONVERSATION, st.sampled_from([None, *Rating])),
    st.builds(
        c.EditCustomer, st.integers(1, 3),
        st.sampled_from([{"name": "Neu"}, {"emails": '["neu@x.example"]'}, {"attribute.plan": "pro"}, {"phones": '["1"]'}]),
    ),
    st.builds(
        c.ChangeMany, st.lists(st.integers(1, 6), max_size=6).map(lambda ids: c.Picked(tuple(ids))), CHANGE
    ),
    st.builds(c.AddCustomerNote, st.integers(1, 3), st.just("calls at noon")),
    st.builds(c.MergeConversations, CONVERSATION, st.lists(CONVERSATION, min_size=1, max_size=3).map(tuple)),
    st.builds(c.SplitConversation, CONVERSATION, MESSAGE, st.booleans(), st.sampled_from(["", "Other matter"])),
    st.builds(c.AcceptParticipant, CONVERSATION, MESSAGE),
    st.builds(c.LinkConversations, CONVERSATION, CONVERSATION),
    st.builds(c.UnlinkConversations, CONVERSATION, CONVERSATION),
    st.integers(8, 40).map(lambda number: c.UndoRequest(f"key-{number:08}")),
)  # fmt: skip


def folded(entries: list[e.Recorded]) -> tuple[dict[int, ConversationState], dict[int, Customer]]:
    """Conversations and customers as the log alone tells them."""
    conversations: dict[int, ConversationState] = {}
    customers: dict[int, Customer] = {}
    for recorded in entries:
        event, id_ = recorded.event, recorded.conversation_id
        if isinstance(event, e.ConversationStarted):
            assert id_ is not None
            conversations[id_] = begin(event, id_, recorded.at)
        elif id_ is not None and isinstance(event, e.ConversationPurged):
            del conversations[id_]
        elif id_ is not None:
            conversations[id_] = evolve(conversations[id_], event, recorded.at)  # type: ignore[arg-type]
        elif isinstance(event, e.CustomerCreated):
            customers[event.customer_id] = introduce(event, recorded.at)
        elif isinstance(event, e.CustomerEvent):
            customers[event.customer_id] = evolve_customer(customers[event.customer_id], event, recorded.at)
    return conversations, customers


def agree(connection: Any) -> None:
    """The log, the tables and every copy in them tell the same."""
    entries = [
        log.recorded_from(row) for row in connection.execute(f"select {log.COLUMNS} from event order by seq")
    ]
    conversations, customers = folded(entries)
    assert {id_ for (id_,) in connection.execute("select id from conversation")} == set(conversations)
    for id_, state in conversations.items():
        assert load.conversation(connection, id_) == state
        customer = load.customer(connection, state.customer_id)
        assert customer is not None
        email = customer.emails[0] if customer.emails else ""
        assert row_by_id(connection, id_) == row_of(state, customer.name, email)
    _customers_agree(connection, conversations, customers)
    _copies_agree(connection, list(conversations.values()))
    _outbox_agrees(connection)
    _messages_agree(connection, conversations)


def _messages_agree(connection: Any, conversations: dict[int, ConversationState]) -> None:
    """Each conversation counts the messages that stand in it, and every copy of where a message stands says the same."""
    standing = dict(connection.execute("select conversation_id, count(*) from message group by 1").fetchall())
    for id_, state in conversations.items():
        assert standing.get(id_, 0) == (0 if state.merged_into_id is not None else state.message_count)
    for table in ("outbox", "message_external"):
        astray = f"select 1 from {table} t join message m on m.id = t.message_id where m.conversation_id <> t.conversation_id"
        assert connection.execute(astray).fetchone() is None


def _customers_agree(
    connection: Any, conversations: dict[int, ConversationState], customers: dict[int, Customer]
) -> None:
    for id_, customer in customers.items():
        kept = load.customer(connection, id_)
        assert kept is not None
        own = [s for s in conversations.values() if s.customer_id == id_ and s.merged_into_id is None]
        assert kept.conversation_count == len(own)
        assert (kept.name, kept.emails, kept.attributes) == (
            customer.name,
            customer.emails,
            customer.attributes,
        )
        assert kept.version == customer.version


def _copies_agree(connection: Any, states: list[ConversationState]) -> None:
    counted = CountChanges()
    for state in states:
        counted.add(None, state)
    kept = connection.execute("select * from queue_count where conversations <> 0")
    assert {tuple(row[:5]): row[5] for row in kept} == dict(counted.deltas().queues)
    for table, linked in (("conversation_tag", "tag_ids"), ("conversation_follower", "follower_ids")):
        assert sorted(connection.execute(f"select * from {table}")) == sorted(
            (other, state.place.value, state.attention, state.id)
            for state in states
            for other in getattr(state, linked)
        )
    tagged = sorted((state.id, tag_id) for state in states for tag_id in state.tag_ids)
    assert sorted(connection.execute("select * from tagged")) == tagged


def _outbox_agrees(connection: Any) -> None:
    """What is on its way, and what waits for somebody because it did not get there."""
    told = connection.execute("select id, json_extract(delivery, '$.state') from message order by id")
    kept = connection.execute("select message_id, state from outbox order by message_id").fetchall()
    assert kept == [(id_, state) for id_, state in told if state in IN_OUTBOX]


async def _begin(desk: RunningDesk) -> None:
    """A question of Carla, and two answers to it."""
    await desk.mail("first")
    await desk.do(c.SendReply(1, "one"), desk.agent(1))
    await desk.do(c.SendReply(1, "two"), desk.agent(1))


def _asker(desk: RunningDesk, number: int) -> Asker:
    """Ada, who may do everything, or now and then the desk itself."""
    return desk.agent(3) if number % 4 else SYSTEM


async def _live_through(folder: Path, commands: list[c.Command], at_once: int) -> None:
    async with running_desk(folder) as desk:
        await _begin(desk)
        for first in range(0, len(commands), at_once):
            asked = enumerate(commands[first : first + at_once])
            await asyncio.gather(*(desk.ask(command, _asker(desk, number)) for number, command in asked))
        seqs = [published.seq for published in desk.published]
        assert seqs == list(range(1, len(seqs) + 1))
        _memory_agrees(desk)
        with desk.database.reader() as reader:
            agree(reader)


def _memory_agrees(desk: RunningDesk) -> None:
    """Counts that were added up from what was told are those of the tables; rows that were told last are the rows."""
    cube = Counters({}, {})
    for deltas in desk.deltas:
        cube.apply(deltas)
    with desk.database.reader() as reader:
        loaded = load_counters(reader)
        for agent_id in range(1, 4):
            assert cube.counts_for(agent_id) == loaded.counts_for(agent_id)
        last_rows: dict[int, ConversationRow] = {}
        for envelope in desk.envelopes():
            if isinstance(envelope.recorded.event, e.ConversationPurged):
                last_rows.pop(envelope.recorded.conversation_id or 0, None)
            elif envelope.row is not None:
                last_rows[envelope.row.id] = envelope.row
        for id_, row in last_rows.items():
            kept = row_by_id(reader, id_)
            assert kept is not None
            assert (kept.version, kept.status, kept.preview) == (row.version, row.status, row.preview)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(COMMANDS, max_size=40), st.sampled_from([1, 7, 40]))
@example([c.RecordDelivery(1, 2, Delivery(DeliveryState.FAILED))], 1)
def test_log_tables_counts_and_copies_tell_one_story(commands: list[c.Command], at_once: int) -> None:
    """After any commands, one by one or in groups: folding the log gives the tables, and every copy is right."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_live_through(Path(folder), commands, at_once))


async def _ask_twice(folder: Path, commands: list[c.Command]) -> None:
    async with running_desk(folder) as desk:
        await _begin(desk)
        for number, command in enumerate(commands):
            first = await desk.ask(command, key=f"twice-{number:05}")
            told = len(desk.published)
            second = await desk.ask(command, key=f"twice-{number:05}")
            if isinstance(first, c.Accepted):
                assert second == replace(first, was_done_before=True)
                assert len(desk.published) == told


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(COMMANDS, max_size=20))
def test_asking_twice_does_once(commands: list[c.Command]) -> None:
    """For every command: the same key again gets the first answer, and nothing happens."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_ask_twice(Path(folder), commands))


@pytest.mark.parametrize("kind", c.Command.__args__, ids=lambda kind: kind.__name__)
def test_the_story_is_told_with_every_command(kind: type) -> None:
    """No verb on conversations or customers is left out of the property above; views and answers by mail have stories of their own."""
    told = {
        c.SaveMailbox,
        c.RemoveMailbox,
        c.SaveTeam,
        c.SaveTag,
        c.SaveAgent,
        c.MarkRead,
        c.MarkManyRead,
        c.ForwardConversation,
    }
    told |= {c.SaveView, c.DeleteView, c.ArrangeTabs, c.AnswerByMail}
    assert kind in told or kind.__name__ in Path(__file__).read_text(encoding="utf-8")
