"""What lies in mailboxes that are not one's own is told by nothing: no refusal, no preview, no event, no token that is meant for less."""

import secrets
from typing import Any

import pytest

from server.api.auth.gate import LOCAL
from server.api.auth.tokens import Scope
from server.api.resources.eyes import agent_of
from support_tui.wire import codec
from support_tui.wire import commands as c
from support_tui.wire.commands import ReceiveMessage, Request
from support_tui.wire.events import CustomerEdited, CustomerNoteAdded
from support_tui.wire.frames import CountsChanged, Events, Hello
from support_tui.wire.previews import Opened, Preview, PreviewAsked
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Address, Role, Status
from tests.server.served import Answered, ServedDesk, events_until, frame_of

DAN = Address("dan@secret.example", "Dan the buyer")
SECRET = "The offer is 4711"


async def in_sales(desk: ServedDesk) -> tuple[int, int]:
    """Dan writes to Sales, which Basil does not see; the numbers of conversation and customer."""
    came = await desk.do(ReceiveMessage(2, DAN, SECRET, title="Offer"))
    assert came.conversation_id and came.customer_id
    return came.conversation_id, came.customer_id


async def given(desk: ServedDesk, command: c.Command, who: str, seen_seq: int) -> Answered:
    """A command of somebody who has looked long ago."""
    request = Request(secrets.token_hex(16), command, seen_seq)
    return await desk.ask("POST", "/api/commands", who, content=codec.encode(request))


@pytest.mark.parametrize(
    "command",
    [c.SendReply(1, "Hello"), c.SetTitle(1, "Mine"), c.SetStatus(1, Status.CLOSED)],
    ids=lambda command: type(command).__name__,
)
async def test_what_others_did_out_of_sight_is_told_by_no_refusal(
    desk: ServedDesk, command: c.ConversationCommand
):
    """Whoever may not see a conversation is not told what has changed there since."""
    conversation_id, _ = await in_sales(desk)
    await desk.do(c.SetTitle(conversation_id, SECRET))
    await desk.do(c.SetStatus(conversation_id, Status.IN_PROGRESS))
    answer = await given(desk, command, "Basil", 1)
    assert answer.code == "forbidden"
    assert SECRET.encode() not in answer.content
    assert (await given(desk, command, "Amal", 1)).code == "changed_since"


async def test_a_personal_view_of_a_colleague_is_told_by_no_refusal(desk: ServedDesk):
    """Its name is its owner's business."""
    seen = desk.desk.service.seq
    made = codec.decode((await desk.command(c.SaveView("Plan B", "all"), "Amal")).content, c.Accepted)
    answer = await given(desk, c.SaveView("Mine", "all", view_id=made.created_id), "Basil", seen)
    assert answer.code == "not_found"
    assert b"Plan B" not in answer.content


async def test_rows_out_of_sight_are_in_no_preview(desk: ServedDesk):
    """Numbers can be named by anybody: the group of what one may not change shows no rows that one may not see."""
    conversation_id, _ = await in_sales(desk)
    picked, close = c.Picked((conversation_id,)), c.SetStatus(0, Status.CLOSED)
    opened = Opened(Refusal(RefusalCode.FORBIDDEN, {"action": "set_status"}))
    asked = PreviewAsked(picked, close, opened=opened)
    answer = await desk.ask("POST", "/api/bulk/preview", "Basil", content=codec.encode(asked))
    found = codec.decode(answer.content, Preview)
    assert (found.left[0].reason, found.rows) == (opened.reason, ())


async def test_a_customer_out_of_sight_is_nobody_to_change(desk: ServedDesk):
    """Neither their profile nor notes about them; for whoever sees a conversation of theirs it is otherwise."""
    _, customer_id = await in_sales(desk)
    for command in (c.EditCustomer(customer_id, {"name": "X"}), c.AddCustomerNote(customer_id, "psst")):
        assert (await desk.command(command, "Basil")).code == "not_found"
        assert (await desk.command(command, "Amal")).status == 200
    await desk.do(ReceiveMessage(1, DAN, "And a question", title="Question"))
    assert (await desk.command(c.AddCustomerNote(customer_id, "Known"), "Basil")).status == 200


async def test_what_happens_to_customers_out_of_sight_is_not_told(desk: ServedDesk):
    """Not by the stream as it happens, not by the log read again; once they write to a mailbox in sight it is."""
    before = desk.desk.service.seq
    async with desk.stream(await desk.token_of("Basil")) as socket:
        await frame_of(socket, Hello)
        _, customer_id = await in_sales(desk)
        await desk.do(c.AddCustomerNote(customer_id, SECRET))
        there = await desk.do(ReceiveMessage(1, DAN, "And a question", title="Question"))
        frames = await events_until(socket, there.seq)
        assert not [1 for frame in frames for told in frame.events if told.customer is not None]
        edited = await desk.do(c.EditCustomer(customer_id, {"company": "Acme"}))
        (frame,) = await events_until(socket, edited.seq)
        assert isinstance(frame.events[-1].recorded.event, CustomerEdited)
    read = await desk.ask("GET", f"/api/events?after={before}", "Basil")
    told = [type(one.recorded.event) for one in codec.decode(read.content, Events).events]
    # By now Dan is known to Basil's mailbox, and with him what is known about him.
    assert CustomerNoteAdded in told


async def test_the_log_of_customers_out_of_sight_is_not_read_again(desk: ServedDesk):
    """Whoever fell behind is told no more than whoever was there."""
    before = desk.desk.service.seq
    _, customer_id = await in_sales(desk)
    await desk.do(c.AddCustomerNote(customer_id, SECRET))
    read = await desk.ask("GET", f"/api/events?after={before}", "Basil")
    assert codec.decode(read.content, Events).events == ()


async def test_nothing_is_brought_into_a_conversation_out_of_sight(desk: ServedDesk):
    """A channel's token that is narrowed to a mailbox cannot name a conversation of another one."""
    conversation_id, _ = await in_sales(desk)
    token = await desk.token_of("Ada", scope=Scope.CHANNEL, mailbox_id=1)
    carla = Address("carla@customer.example", "Carla")
    into = ReceiveMessage(1, carla, "Let me in", conversation_id=conversation_id)
    assert (await desk.command(into, token=token)).code == "forbidden"


async def test_what_was_carried_out_of_sight_is_not_taken_back(desk: ServedDesk):
    """One's own change neither: who does not see the conversation any more changes nothing in it."""
    there = await desk.a_mail()
    assert there.conversation_id
    await desk.command(c.SetTitle(there.conversation_id, "Basil was here"), "Basil", key="basils-title")
    await desk.do(c.MoveConversation(there.conversation_id, 2))
    assert (await desk.command(c.UndoRequest("basils-title"), "Basil")).code == "forbidden"


async def test_what_is_out_of_sight_is_not_marked_as_read(desk: ServedDesk):
    """Of many only those that one sees."""
    conversation_id, _ = await in_sales(desk)
    there = await desk.a_mail()
    assert there.conversation_id
    marks = (c.ReadUpTo(conversation_id, 1), c.ReadUpTo(there.conversation_id, 2))
    assert (await desk.command(c.MarkManyRead(marks), "Basil")).status == 200
    with desk.desk.database.reader() as reader:
        marked = reader.execute("select conversation_id from read_mark where agent_id = 3").fetchall()
    assert marked == [(there.conversation_id,)]


async def test_a_narrowed_token_reads_its_mailbox_alone(desk: ServedDesk):
    """Badges, lists, states of mail and the stream are those of the one mailbox, whatever its agent may see."""
    token = await desk.token_of("Ada", scope=Scope.API, mailbox_id=1)
    async with desk.stream(token) as socket:
        assert (await frame_of(socket, CountsChanged)).counts.by_queue == {}
        await in_sales(desk)
        there = await desk.a_mail()
        frames = await events_until(socket, there.seq)
        rows = [told.row for frame in frames for told in frame.events if told.row is not None]
        assert {row.mailbox_id for row in rows} == {1}
        assert (await frame_of(socket, CountsChanged)).counts.by_queue["all"] == 1
    assert (await desk.ask("GET", "/api/counts", token=token)).json["by_queue"]["all"] == 1
    assert (await desk.ask("GET", "/api/snapshot", token=token)).json["me"]["mailbox_ids"] == [1]
    assert len((await desk.ask("GET", "/api/conversations", token=token)).json["rows"]) == 1


async def test_a_narrowed_token_stays_narrow_while_its_agent_changes(desk: ServedDesk):
    """A stream is not widened by a change of the agents' table."""
    token = await desk.token_of("Ada", scope=Scope.API, mailbox_id=1)
    async with desk.stream(token) as socket:
        await frame_of(socket, Hello)
        await desk.do(c.SaveAgent("Ada Lovelace", "ada@desk.example", Role.ADMIN, agent_id=1))
        await in_sales(desk)
        there = await desk.a_mail()
        frames = await events_until(socket, there.seq)
    rows = [told.row for frame in frames for told in frame.events if told.row is not None]
    assert {row.mailbox_id for row in rows} == {1}


async def test_a_narrowed_token_administers_nothing(desk: ServedDesk):
    """Or it could make itself one that is not narrowed."""
    token = await desk.token_of("Ada", scope=Scope.API, mailbox_id=1)
    made: dict[str, Any] = {"label": "wide", "scope": "api"}
    assert (await desk.ask("POST", "/api/agents/1/tokens", token=token, json=made)).code == "forbidden"
    assert (await desk.ask("GET", "/api/log", token=token)).code == "forbidden"
    assert (await desk.command(c.SaveTag("x"), token=token)).code == "forbidden"


async def test_whoever_listens_at_the_box_is_not_put_out(desk: ServedDesk):
    """Nobody in particular listens there: a change of the agents does not end it."""
    subscriber = desk.desk.hub.join(agent_of(LOCAL), None)
    await desk.do(c.SaveTag("refund"))
    assert subscriber.close_code is None
    desk.desk.hub.leave(subscriber)
