"""Replies that leave later, over the wire: listed, held when the customer writes, given another time, sent, taken back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.config import ServerConfig, Smtp
from server.service import now_us
from server.storage.db import open_reader
from server.storage.pages.scheduled import SCHEDULED
from server.storage.tables import due
from support_tui.wire import codec
from support_tui.wire import commands as c
from support_tui.wire.mailboxes import MailSettings, SmtpSettings
from support_tui.wire.scheduled import ScheduledPage
from support_tui.wire.values import Address, Delivery, DeliveryState
from tests.server.served import ServedDesk, served_desk

HOUR = 3_600_000_000
CARLA = Address("carla@customer.example", "Carla")
#: A way out that is never gone: whoever delivers is not running here.
CONFIG = ServerConfig(port=0, smtp=Smtp(host="127.0.0.1", port=9, security="none"))


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[ServedDesk]:
    """A desk with a way out for its mail."""
    async with served_desk(tmp_path / "desk", CONFIG) as made:
        yield made


async def listed(desk: ServedDesk, who: str = "Amal", whose: str = "mine") -> list[tuple[str, str]]:
    """What is to leave: its text and its state."""
    answer = await desk.ask("GET", "/api/scheduled", who, params={"whose": whose})
    page = codec.decode(answer.content, ScheduledPage)
    found = ((reply.message.text, reply.message.delivery) for reply in page.replies)
    return [(text, delivery.state.value) for text, delivery in found if delivery is not None]


async def a_later_reply(desk: ServedDesk, about: int, text: str, hours: int, who: str = "Amal") -> int:
    """An answer that is to leave in so many hours, or as soon as it may; the number of the message."""
    send_at = now_us() + hours * HOUR if hours else None
    answer = await desk.command(c.SendReply(about, text, send_at=send_at), who)
    assert answer.status == 200, answer.content
    return int(answer.json["message_id"])


async def carla_writes(desk: ServedDesk, about: int) -> None:
    await desk.do(c.ReceiveMessage(1, CARLA, "One more thing", conversation_id=about))


async def test_what_leaves_later_is_listed_until_it_leaves(desk: ServedDesk) -> None:
    """One's own by the time it leaves; everybody's that one may see; what was taken back is not there."""
    about = (await desk.a_mail()).conversation_id or 0
    await a_later_reply(desk, about, "second", 5)
    first = await a_later_reply(desk, about, "first", 2)
    await desk.command(c.SendReply(about, "at once"))
    assert await listed(desk) == [("first", "queued"), ("second", "queued")]
    assert await listed(desk, "Basil") == []
    assert len(await listed(desk, "Basil", "all")) == 2
    await desk.command(c.CancelReply(about, first))
    assert await listed(desk) == [("second", "queued")]


async def test_nobody_sees_what_lies_in_another_mailbox(desk: ServedDesk) -> None:
    """Basil works in Support only."""
    about = (await desk.a_mail(mailbox_id=2)).conversation_id or 0
    await a_later_reply(desk, about, "for sales", 2)
    assert await listed(desk, "Basil", "all") == []
    assert len(await listed(desk, "Ada", "all")) == 1


async def test_the_customers_next_message_holds_it(desk: ServedDesk) -> None:
    """It stands first in the list, is not due any more at its time, and leaves when somebody says so."""
    about = (await desk.a_mail()).conversation_id or 0
    held = await a_later_reply(desk, about, "held", 2)
    other = (await desk.a_mail()).conversation_id or 0
    await a_later_reply(desk, other, "not concerned", 1)
    await carla_writes(desk, about)
    assert await listed(desk) == [("held", "held"), ("not concerned", "queued")]
    reader = open_reader(desk.desk.database.path)
    leaving = [waiting.message_id for waiting in due.due(reader, now_us() + 9 * HOUR, 10)]
    assert held not in leaving and len(leaving) == 1
    assert (await desk.command(c.RescheduleReply(about, held))).status == 200
    assert [waiting.message_id for waiting in due.due(reader, now_us(), 10)] == [held]
    reader.close()


async def test_what_was_sent_now_is_listed_no_more(desk: ServedDesk) -> None:
    """It has no time of its own any more."""
    about = (await desk.a_mail()).conversation_id or 0
    message_id = await a_later_reply(desk, about, "now", 2)
    await desk.command(c.RescheduleReply(about, message_id))
    assert await listed(desk) == []


async def test_another_time_is_the_one_that_counts(desk: ServedDesk) -> None:
    """A colleague may give it; the thread says it."""
    about = (await desk.a_mail()).conversation_id or 0
    message_id = await a_later_reply(desk, about, "later", 2)
    send_at = now_us() + 30 * HOUR
    assert (await desk.command(c.RescheduleReply(about, message_id, send_at), "Basil")).status == 200
    thread = await desk.ask("GET", f"/api/conversations/{about}/thread", "Amal")
    (delivery,) = [m["delivery"] for m in thread.json["messages"] if m["id"] == message_id]
    assert delivery == {"state": DeliveryState.QUEUED, "due_at": send_at, "send_at": send_at}


async def test_what_needs_somebody_stands_first(desk: ServedDesk) -> None:
    """In doubt, failed, held, and then what leaves by itself: tried again, or later (E21)."""
    states = {
        "tried again": Delivery(DeliveryState.QUEUED, due_at=now_us() + HOUR, detail="451 later", attempts=1),
        "failed": Delivery(DeliveryState.FAILED, detail="550 never"),
        "in doubt": Delivery(DeliveryState.MAYBE_SENT, detail="interrupted"),
    }
    for text, delivery in states.items():
        about = (await desk.a_mail()).conversation_id or 0
        message_id = await a_later_reply(desk, about, text, 0)
        if delivery.state is DeliveryState.MAYBE_SENT:
            await desk.do(c.RecordDelivery(about, message_id, Delivery(DeliveryState.SENDING)))
        await desk.do(c.RecordDelivery(about, message_id, delivery))
    await a_later_reply(desk, (await desk.a_mail()).conversation_id or 0, "later", 2)
    assert await listed(desk) == [
        ("in doubt", "maybe_sent"),
        ("failed", "failed"),
        ("tried again", "queued"),
        ("later", "queued"),
    ]


async def test_the_list_reads_only_what_has_not_left(desk: ServedDesk) -> None:
    """However many replies there are."""
    reader = open_reader(desk.desk.database.path)
    plan = [step[3] for step in reader.execute(f"explain query plan {SCHEDULED}", (0, 0, 0, "[]"))]
    reader.close()
    assert any("outbox_due (state=?)" in step for step in plan), plan


async def test_a_reply_whose_mailbox_pauses_is_told_at_once(desk: ServedDesk) -> None:
    """With the mailbox that it waits for; one in its undo window is not."""
    about = (await desk.a_mail()).conversation_id or 0
    smtp = SmtpSettings("smtp.example", is_on=False)
    await desk.do(c.SaveMailbox("Support", "support@desk.example", 1, mail=MailSettings(smtp=smtp)))
    for text, window_s in (("now", 0), ("in a moment", 60)):
        sent = await desk.command(c.SendReply(about, text, undo_window_s=window_s), "Amal")
        assert sent.status == 200
    page = (await desk.ask("GET", "/api/scheduled", "Amal")).json
    assert [(one["message"]["text"], one["mailbox_id"]) for one in page["replies"]] == [("now", 1)]
