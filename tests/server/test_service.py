"""Commands through the real service: answered once, told after the commit, and refused in words that help."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest_asyncio
from msgspec.structs import replace

from server.core.imports import ImportedConversation, ImportedCustomer, ImportedMessage
from server.storage.tables import load
from server.storage.tables.rows import row_by_id
from server.storage.telling.replay import published_after
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Address, ClosedPolicy, Delivery, DeliveryState, MessageKind, Status
from tests.server.running import START, RunningDesk, running_desk, together

HOUR = 3_600_000_000


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[RunningDesk]:
    """A running desk."""
    async with running_desk(tmp_path) as running:
        yield running


async def test_a_customer_message_is_told_with_everything_a_console_needs(desk: RunningDesk) -> None:
    """Events in the order of the log; the row on the conversation's last one, the message and the customer on theirs."""
    before = desk.service.seq
    answer = await desk.mail()
    told = desk.envelopes()[-3:]
    assert [envelope.recorded.seq for envelope in told] == [before + 1, before + 2, before + 3]
    assert told[0].customer is not None
    assert told[0].customer.name == "Carla"
    assert told[2].message is not None
    assert told[2].message.text == "Where is my order?"
    assert told[1].row is None
    with desk.database.reader() as reader:
        assert told[2].row == row_by_id(reader, answer.conversation_id or 0)


async def test_a_resend_gets_the_first_answer_and_changes_nothing(desk: RunningDesk) -> None:
    """The same key again, also when the command would be refused by now (D6)."""
    opened = await desk.mail()
    command = c.SetStatus(opened.conversation_id or 0, Status.CLOSED)
    first = await desk.do(command, desk.agent(1), key="resent-key-1")
    told = len(desk.published)
    again = await desk.do(command, desk.agent(1), key="resent-key-1")
    assert again == replace(first, was_done_before=True)
    assert len(desk.published) == told


async def test_a_key_belongs_to_its_first_asker_and_request(desk: RunningDesk) -> None:
    """Somebody else, or another request, may not use it."""
    opened = await desk.mail()
    command = c.SetTitle(opened.conversation_id or 0, "One")
    await desk.do(command, desk.agent(1), key="owned-key-1")
    assert (await desk.refusal(command, desk.agent(2), key="owned-key-1")).code is RefusalCode.KEY_REUSED
    other = c.SetTitle(opened.conversation_id or 0, "Two")
    assert (await desk.refusal(other, desk.agent(1), key="owned-key-1")).code is RefusalCode.KEY_REUSED


async def test_many_resends_at_once_are_done_once(desk: RunningDesk) -> None:
    """Also within one group of the writer."""
    mail = c.ReceiveMessage(1, Address("carla@customer.example"), "Once", external_id="once")
    answers = await together(*(desk.ask(mail, key="burst-key-1") for _ in range(20)))
    assert {(answer.seq, answer.message_id) for answer in answers} == {(answers[0].seq, 1)}
    assert [answer.was_done_before for answer in answers] == [False] + [True] * 19
    assert desk.table("select count(*) from message") == [(1,)]


async def test_two_agents_at_once_and_the_later_one_is_told(desk: RunningDesk) -> None:
    """Who knew the conversation before the change is refused; who does not say what they knew is not."""
    opened = await desk.mail()
    id_, seen = opened.conversation_id or 0, desk.service.seq
    await desk.do(c.SetStatus(id_, Status.CLOSED), desk.agent(1), seen_seq=seen)
    refusal = await desk.refusal(c.SetStatus(id_, Status.IN_PROGRESS), desk.agent(2), seen_seq=seen)
    assert refusal.code is RefusalCode.CHANGED_SINCE
    assert refusal.params["by"] == "Amal"
    assert refusal.params["value"] == "closed"
    await desk.do(c.SetTitle(id_, "Other matters do not clash"), desk.agent(2), seen_seq=seen)
    await desk.do(c.SetStatus(id_, Status.OPEN), desk.agent(1), seen_seq=seen)
    await desk.do(c.SetStatus(id_, Status.IN_PROGRESS), desk.agent(2))


async def test_what_is_not_there_is_refused_by_name(desk: RunningDesk) -> None:
    """Missing, purged and merged conversations, missing customers and messages."""
    kept, purged, merged = [(await desk.mail(f"{n}")).conversation_id or 0 for n in range(3)]
    await desk.service.write(
        lambda writer: writer.execute("delete from conversation where id = ?", (purged,))
    )
    await desk.service.write(
        lambda writer: writer.execute(
            "update conversation set merged_into_id = ? where id = ?", (kept, merged)
        )
    )
    await desk.service.stop()
    async with _reopened(desk) as again:
        closing = [await again.refusal(c.SetStatus(id_, Status.CLOSED)) for id_ in (999, purged, merged)]
        assert closing == [
            Refusal(RefusalCode.NOT_FOUND, {"kind": "conversation", "id": 999}),
            Refusal(RefusalCode.CONVERSATION_PURGED, {"id": purged}),
            Refusal(RefusalCode.CONVERSATION_MERGED, {"id": merged, "into": kept}),
        ]
        assert (await again.mail("late answer", conversation_id=merged)).conversation_id == kept
        assert (await again.refusal(c.AddCustomerNote(99, "x"))).code is RefusalCode.NOT_FOUND
        assert (await again.refusal(c.CancelReply(kept, 99))).code is RefusalCode.NOT_FOUND


@asynccontextmanager
async def _reopened(desk: RunningDesk) -> AsyncIterator[RunningDesk]:
    """The same database under a new service."""
    again = RunningDesk(desk.database, first_key=1_000)
    await again.service.start()
    try:
        yield again
    finally:
        await again.service.stop()


async def test_an_answer_finds_its_conversation(desk: RunningDesk) -> None:
    """By the channel's thread, or by the identity of a message it answers; else a new one begins."""
    opened = await desk.mail(external_id="<1@x>", thread_id="visit-1")
    assert (await desk.mail("by thread", thread_id="visit-1")).conversation_id == opened.conversation_id
    assert (
        await desk.mail("by reference", references=("<0@x>", "<1@x>"))
    ).conversation_id == opened.conversation_id
    assert (await desk.mail("unrelated")).conversation_id != opened.conversation_id


async def test_a_moved_conversation_is_still_found_where_it_came_in(desk: RunningDesk) -> None:
    """The customer goes on writing to the old mailbox."""
    opened = await desk.mail(external_id="<1@x>")
    await desk.do(c.MoveConversation(opened.conversation_id or 0, 2))
    assert (await desk.mail("more", references=("<1@x>",))).conversation_id == opened.conversation_id
    moved = desk.published[-2]
    assert (moved.mailbox_id, moved.old_mailbox_id) == (2, 1)


async def test_one_identity_with_other_words_is_kept_once(desk: RunningDesk) -> None:
    """Two different mails with one Message-ID both stay, and each only once (E4)."""
    for text in ("first", "second", "first", "second"):
        await desk.mail(text, external_id="<same@x>")
    assert desk.table("select text, reason from message order by id") == [
        ("first", ""),
        ("second", "same_id_other_words"),
    ]


async def test_one_identity_with_other_files_is_kept_once(desk: RunningDesk) -> None:
    """What a device has scanned comes with the same words each time, or none: all of it stays, and each only once (E4)."""
    scans = [c.IncomingFile("scan.pdf", "application/pdf", 4, digest * 64) for digest in "abc"]
    for files in (
        (scans[0],),
        (scans[1],),
        (scans[0],),
        (scans[1],),
        (scans[1], scans[2]),
        (scans[2], scans[1]),
    ):
        await desk.mail("(empty)", external_id="<scan@x>", files=files)
    kept = desk.table(
        "select group_concat(digest, '') from attachment group by message_id order by message_id"
    )
    assert kept == [("a" * 64,), ("b" * 64,), ("b" * 64 + "c" * 64,)]


async def test_an_undone_reply_never_leaves(desk: RunningDesk) -> None:
    """Cancelled within its window it is gone from the outbox, and a claim of the channel is refused."""
    id_ = (await desk.mail()).conversation_id or 0
    sent = await desk.do(c.SendReply(id_, "Wrong customer"), desk.agent(1))
    assert desk.table("select message_id, state from outbox") == [(sent.message_id, "queued")]
    await desk.do(c.CancelReply(id_, sent.message_id or 0), desk.agent(1))
    assert desk.table("select * from outbox") == []
    claim = c.RecordDelivery(id_, sent.message_id or 0, Delivery(DeliveryState.SENDING))
    assert (await desk.refusal(claim)).params == {"state": "cancelled"}
    (row,) = desk.table("select status, waiting_since_at is not null, first_reply_at from conversation")
    assert row == ("open", 1, None)


async def test_what_was_taken_back_is_not_the_last_word(desk: RunningDesk) -> None:
    """The list shows what was said before it, at the time that was; the undo of taking it back brings its words there again, and one
    more redo takes them away."""
    last = "select preview, last_message_at from conversation"
    id_ = (await desk.mail("Where is it?")).conversation_id or 0
    asked = desk.table(last)
    first = await desk.do(c.SendReply(id_, "On its way"), desk.agent(1))
    second = await desk.do(c.SendReply(id_, "Tomorrow, I mean"), desk.agent(1))
    replied = desk.table(last)
    assert replied[0][0] == "Tomorrow, I mean"
    await desk.do(c.CancelReply(id_, first.message_id or 0), desk.agent(1))
    assert desk.table(last) == replied
    taken = await desk.do(c.CancelReply(id_, second.message_id or 0), desk.agent(1))
    assert desk.table(last) == asked
    back = await desk.do(c.UndoRequest(taken.key), desk.agent(1))
    assert desk.table(last) == replied
    await desk.do(c.UndoRequest(back.key), desk.agent(1))
    assert desk.table(last) == asked


async def test_a_reply_after_closing_and_reopening_waits_since_the_reopening(desk: RunningDesk) -> None:
    """What was closed was answered: a later withdrawn reply does not bring the older wait back."""
    id_ = (await desk.mail("old question")).conversation_id or 0
    await desk.do(c.SetStatus(id_, Status.CLOSED), desk.agent(1))
    asked_again = await desk.mail("new question", conversation_id=id_)
    (again_at,) = desk.table("select at from message where id = ?", asked_again.message_id)[0]
    sent = await desk.do(c.SendReply(id_, "Hm"), desk.agent(1))
    await desk.do(c.CancelReply(id_, sent.message_id or 0), desk.agent(1))
    assert desk.table("select waiting_since_at from conversation") == [(again_at,)]


async def test_reading_is_told_to_the_reader_alone(desk: RunningDesk) -> None:
    """No event, one note to the same agent's other screens."""
    answer = await desk.mail()
    told = len(desk.published)
    await desk.do(c.MarkRead(answer.conversation_id or 0, answer.message_id or 0), desk.agent(1))
    assert desk.reads == [(1, answer.conversation_id, answer.message_id)]
    assert len(desk.published) == told


async def test_many_are_read_by_one_request(desk: RunningDesk) -> None:
    """Each up to its own message at most; what is not there, or not the reader's to see, is passed over."""
    first, second = await desk.mail(), await desk.mail("another matter")
    ids = (first.conversation_id or 0, second.conversation_id or 0)
    marks = (c.ReadUpTo(ids[0], 10**6), c.ReadUpTo(ids[1], 0), c.ReadUpTo(999, 5))
    told = len(desk.published)
    await desk.do(c.MarkManyRead(marks), desk.agent(1))
    assert desk.reads == [(1, ids[0], first.message_id), (1, ids[1], 0)]
    assert len(desk.published) == told
    assert (await desk.refusal(c.MarkManyRead(marks[2:]), desk.agent(1))).code is RefusalCode.NO_CHANGE


async def test_time_in_the_log_never_goes_backwards(desk: RunningDesk) -> None:
    """When the clock jumps back, events are dated as late as the last one; when it jumps ahead, they follow."""
    await desk.mail()
    desk.clock.now = START - 24 * HOUR
    await desk.mail("a day earlier")
    desk.clock.now = START + 24 * HOUR
    await desk.mail("a day later")
    times = [at for (at,) in desk.table("select at from event order by seq")]
    assert times == sorted(times)
    assert desk.table("select count(*) from message where at < ?", START) == [(0,)]


async def test_a_customer_found_by_a_new_name_after_an_edit(desk: RunningDesk) -> None:
    """Their conversations are found by the new name, and rows show it."""
    answer = await desk.mail()
    await desk.do(c.EditCustomer(answer.customer_id or 0, {"name": "Carlotta"}), desk.agent(1))
    found = "select count(*) from conversation_words where conversation_words match ?"
    assert desk.table(found, "carlotta") == [(1,)]
    assert desk.table(found, "carla") == [(1,)]  # still by her address
    with desk.database.reader() as reader:
        row = row_by_id(reader, answer.conversation_id or 0)
    assert row is not None
    assert row.customer_name == "Carlotta"


async def test_who_fell_behind_reads_the_same_events_from_the_table(desk: RunningDesk) -> None:
    """Replaying the log gives what was told, as far as it is still so."""
    id_ = (await desk.mail()).conversation_id or 0
    await desk.do(c.ChangeTags(id_, add=("billing",)), desk.agent(1))
    await desk.do(c.SendReply(id_, "Here"), desk.agent(1))
    with desk.database.reader() as reader:
        again = published_after(reader, 0, 1_000, lambda: desk.service.directory)
    assert [entry._replace(envelope_json=b"") for entry in again] == [
        entry._replace(envelope_json=b"") for entry in desk.published
    ]
    assert again[-1] == desk.published[-1]


async def test_names_in_the_directory_are_told_and_found(desk: RunningDesk) -> None:
    """The service knows the desk as of the last commit, with who may send."""
    await desk.do(c.SaveTag("refund"))
    assert [tag.name for tag in desk.service.directory.tags] == ["refund"]
    assert all(mailbox.can_send for mailbox in desk.service.directory.mailboxes)
    assert desk.envelopes()[-1].directory == desk.service.directory
    with desk.database.reader() as reader:
        assert load.directory(reader, lambda box: replace(box, can_send=True)) == desk.service.directory


async def test_a_stopping_service_finishes_and_then_refuses(desk: RunningDesk) -> None:
    """What was submitted before is done; afterwards the answer is `shutting_down`."""
    waiting = [asyncio.ensure_future(desk.ask(c.SaveTag(f"tag {number}"))) for number in range(50)]
    await asyncio.sleep(0)
    await desk.service.stop()
    assert all(isinstance(answer, c.Accepted) for answer in await asyncio.gather(*waiting))
    assert (await desk.refusal(c.SaveTag("late"))).code is RefusalCode.SHUTTING_DOWN


async def test_a_fault_in_one_request_leaves_the_others_alone(desk: RunningDesk) -> None:
    """Of a group in which one piece breaks, all others are done; the broken one gets a reference to the log."""
    broken = desk.service.write(lambda writer: writer.execute("no sql at all"))
    answers = await together(desk.ask(c.SaveTag("a")), broken, desk.ask(c.SaveTag("b")))
    assert isinstance(answers[0], c.Accepted)
    assert answers[1].code is RefusalCode.INTERNAL
    assert isinstance(answers[2], c.Accepted)
    assert [tag.name for tag in desk.service.directory.tags] == ["a", "b"]


def _history(number: int, *texts: str) -> ImportedConversation:
    messages = tuple(
        ImportedMessage(
            MessageKind.INBOUND, text, START - HOUR + position, external_id=f"<{number}.{position}@old>"
        )
        for position, text in enumerate(texts)
    )
    customer = ImportedCustomer(f"Customer {number}", external_id=f"c{number}")
    return ImportedConversation(1, f"old-{number}", customer, messages, tags=("old", f"tag {number % 3}"))


async def test_an_import_can_be_run_again(desk: RunningDesk) -> None:
    """What is here stays as it is; what has grown grows; what is wrong is named."""
    agent = desk.agent(3)
    first = await desk.service.import_conversations([_history(n, "one") for n in range(30)], agent)
    assert first == (30, 0, ())
    again = [*(_history(n, "one") for n in range(29)), _history(29, "one", "two"), _history(30)]
    outcome = await desk.service.import_conversations(again, agent)
    assert outcome[:2] == (1, 29)
    assert [name for name, _ in outcome.refused] == ["old-30"]
    assert desk.table("select count(*), max(message_count) from conversation") == [(30, 2)]


async def test_only_administrators_import(desk: RunningDesk) -> None:
    """Amal may not."""
    outcome = await desk.service.import_conversations([_history(1, "x")], desk.agent(1))
    assert isinstance(outcome, Refusal)
    assert outcome.code is RefusalCode.FORBIDDEN


async def test_events_name_the_request_that_caused_them(desk: RunningDesk) -> None:
    """All events of a command share its key, so that it can be undone as one."""
    id_ = (await desk.mail()).conversation_id or 0
    await desk.do(c.AssignConversation(id_, 1), desk.agent(1), key="take-it-key")
    caused = [envelope.recorded for envelope in desk.envelopes() if envelope.recorded.key == "take-it-key"]
    assert [type(recorded.event) for recorded in caused] == [e.ConversationAssigned, e.StatusChanged]


async def test_an_old_mail_answered_again_joins_what_the_first_answer_began(desk: RunningDesk) -> None:
    """Under the policy of new conversations, the second answer to a closed one does not begin a third."""
    await desk.do(c.SaveMailbox("Sales", "sales@desk.example", 2, closed_policy=ClosedPolicy.NEW))
    first = await desk.mail("one", mailbox_id=2, external_id="<1>", thread_id="visit")
    await desk.do(c.SetStatus(first.conversation_id or 0, Status.CLOSED))
    second = await desk.mail("two", mailbox_id=2, thread_id="visit")
    assert second.conversation_id != first.conversation_id
    assert (
        await desk.mail("three", mailbox_id=2, thread_id="visit")
    ).conversation_id == second.conversation_id
    assert (
        await desk.mail("four", mailbox_id=2, references=("<1>",))
    ).conversation_id == second.conversation_id


async def test_bytes_that_are_no_text_do_no_harm(desk: RunningDesk) -> None:
    """A mail with broken bytes in its identity, names and words is kept without them (E40)."""
    answer = await desk.mail(
        "bro\udcffken", external_id="<\udcfe@x>", title="\udcff title", thread_id="\udcff",
        sender=Address("x\udcff@x.example", "\udcffX"),
        files=(c.IncomingFile("a\udcff.txt", "text/plain", 1, "0" * 64),),
    )  # fmt: skip
    assert desk.table("select text from message where id = ?", answer.message_id) == [("broken",)]
    assert desk.table("select filename from attachment") == [("a.txt",)]


async def test_a_number_that_no_table_can_hold_is_refused(desk: RunningDesk) -> None:
    """In words, not as a fault of the server."""
    for command in (
        c.SetTitle(10**30, "x"),
        c.SnoozeConversation((await desk.mail()).conversation_id or 0, 10**30),
    ):
        assert (await desk.refusal(command)).code is RefusalCode.INVALID_FIELD


async def test_a_right_that_was_taken_away_is_gone_at_once(desk: RunningDesk) -> None:
    """Whoever is disabled while their request is on its way is refused."""
    opened = await desk.mail()
    amal = desk.agent(1)
    await desk.do(c.SaveAgent("Amal", "amal@desk.example", agent_id=1, is_disabled=True))
    refusal = await desk.refusal(c.SetStatus(opened.conversation_id or 0, Status.CLOSED), amal)
    assert refusal.code is RefusalCode.FORBIDDEN
