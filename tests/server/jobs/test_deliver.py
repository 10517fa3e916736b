"""Replies leave by mail: once, in order of their rules, with every outcome visible."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

from server.config import ServerConfig, Smtp
from server.core.access import SYSTEM
from server.core.outgoing import Claim, Outcome, Outgoing, Sent, TakenBack
from server.jobs.deliver import BACKOFF_MINUTES, Deliverer
from server.service import now_us
from support_tui.wire.commands import (
    Accepted,
    CancelReply,
    ForwardConversation,
    ReceiveMessage,
    RecordDelivery,
    RetryDelivery,
    SaveMailbox,
    SendReply,
)
from support_tui.wire.mailboxes import MailSettings, SecretKind, Security, SmtpSettings
from support_tui.wire.values import Address, Delivery, DeliveryState
from tests.peers.smtp import OK, MailPeer, mail_peer
from tests.server.served import ServedDesk, served_desk
from tests.waiting import eventually


class Office:
    """A desk that sends to a postbox, with somebody who wrote."""

    def __init__(self, desk: ServedDesk, postbox: MailPeer) -> None:
        self.desk = desk
        self.postbox = postbox
        self.deliverer = Deliverer(desk.desk.service, desk.desk.mail.outbox(), now_us)

    async def asked(self) -> Accepted:
        """Carla's question, from a mail."""
        carla = Address("carla@customer.example", "Carla")
        return await self.desk.do(
            ReceiveMessage(1, carla, "Where is it?", "q1@customer.example", "Parcel", "email")
        )

    async def reply(self, text: str = "It is on its way.") -> Accepted:
        """An answer that is due at once."""
        question = await self.asked()
        assert question.conversation_id
        return await self.desk.do(SendReply(question.conversation_id, text, undo_window_s=0))

    async def delivery(self, reply: Accepted) -> Delivery:
        """How far the reply has come."""
        thread = (await self.desk.ask("GET", f"/api/conversations/{reply.conversation_id}/thread")).json
        found = next(message for message in thread["messages"] if message["id"] == reply.message_id)
        return Delivery(**{**found["delivery"], "state": DeliveryState(found["delivery"]["state"])})


@asynccontextmanager
async def an_office(folder: Path) -> AsyncIterator[Office]:
    async with mail_peer() as postbox:
        config = ServerConfig(port=0, smtp=Smtp(host="127.0.0.1", port=postbox.port, security="none"))
        async with served_desk(folder / "desk", config) as desk:
            yield Office(desk, postbox)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """A desk whose mail goes to a postbox of this machine."""
    async with an_office(tmp_path) as made:
        yield made


async def test_a_reply_leaves_when_it_is_due(office: Office):
    """It goes to the customer from the mailbox, answers their mail, says Re: once, and stands as accepted."""
    reply = await office.reply("إنه في الطريق.")
    await office.deliverer.send_due()
    (mail,) = office.postbox.mails
    assert office.postbox.recipients == [("carla@customer.example",)]
    assert mail["From"] == "Support <support@desk.example>"
    assert mail["Subject"] == "Re: Parcel"
    assert mail["In-Reply-To"] == "<q1@customer.example>"
    assert mail["Message-ID"].endswith("@desk.example>")
    assert mail.get_body(("plain",)).get_content().splitlines()[0] == "إنه في الطريق."
    assert (await office.delivery(reply)).state is DeliveryState.ACCEPTED


async def test_a_reply_leaves_once(office: Office):
    """Rounds that overlap, and later ones, send nothing twice."""
    await office.reply()
    await asyncio.gather(*(office.deliverer.send_due() for _ in range(4)))
    await office.deliverer.send_due()
    assert len(office.postbox.mails) == 1


async def test_a_reply_in_its_undo_window_stays(office: Office):
    """What is not due does not leave, and what was taken back never does."""
    question = await office.asked()
    assert question.conversation_id
    waiting = await office.desk.do(SendReply(question.conversation_id, "Wait.", undo_window_s=60))
    taken = await office.desk.do(SendReply(question.conversation_id, "No!", undo_window_s=0))
    await office.desk.do(CancelReply(question.conversation_id, taken.message_id or 0))
    await office.deliverer.send_due()
    assert office.postbox.mails == []
    assert (await office.delivery(waiting)).state is DeliveryState.QUEUED


async def test_a_refusal_for_now_is_tried_again_later(office: Office):
    """A 4xx answer queues the reply again, a while later; it stays visible what was said."""
    office.postbox.at_end = "451 try later"
    reply = await office.reply()
    await office.deliverer.send_due()
    delivery = await office.delivery(reply)
    assert delivery.state is DeliveryState.QUEUED
    assert delivery.attempts == 1
    assert "try later" in delivery.detail
    assert delivery.due_at
    assert delivery.due_at > now_us() + (BACKOFF_MINUTES[0] * 60) * 700_000


async def test_a_refusal_for_good_is_a_failure(office: Office):
    """A 5xx answer for every recipient fails the reply at once, with the server's words."""
    office.postbox.at_rcpt = lambda _: "550 nobody here"
    reply = await office.reply()
    await office.deliverer.send_due()
    delivery = await office.delivery(reply)
    assert delivery.state is DeliveryState.FAILED
    assert "nobody here" in delivery.detail


async def test_a_line_that_breaks_at_the_end_leaves_doubt(office: Office):
    """Nobody knows whether it was taken: it is asked about and not sent again (E21)."""
    office.postbox.cuts_at = "end"
    reply = await office.reply()
    await office.deliverer.send_due()
    assert (await office.delivery(reply)).state is DeliveryState.MAYBE_SENT


async def test_a_reply_that_cannot_be_put_together_holds_up_no_other(office: Office):
    """It is tried again later, as one that the server did not take; those behind it leave."""
    broken, good = await office.reply("Cannot be read"), await office.reply("It is on its way.")
    outbox = office.desk.desk.mail.outbox()

    def outgoing(message_id: int) -> Outgoing | None:
        if message_id == broken.message_id:
            raise ValueError("this row makes no sense")
        return outbox.outgoing(message_id)

    deliverer = Deliverer(office.desk.desk.service, replace(outbox, outgoing=outgoing), now_us)
    await deliverer.send_due()
    assert (await office.delivery(good)).state is DeliveryState.ACCEPTED
    left = await office.delivery(broken)
    assert (left.state, left.attempts, left.detail) == (DeliveryState.QUEUED, 1, "internal: ValueError")


async def test_a_server_can_be_asked_twice_within_an_attempt(office: Office):
    """Where it takes nothing from nobody, it is asked again by the same claim, and the outcome of that counts."""
    reply = await office.reply()
    outbox = office.desk.desk.mail.outbox()

    async def send(outgoing: Outgoing, claim: Claim) -> Outcome:
        assert await claim()
        return Sent("250 taken") if await claim() else TakenBack()

    await Deliverer(office.desk.desk.service, replace(outbox, send=send), now_us).send_due()
    assert (await office.delivery(reply)).state is DeliveryState.ACCEPTED


@pytest.mark.parametrize(
    ("is_claimed", "state"), [(True, DeliveryState.MAYBE_SENT), (False, DeliveryState.QUEUED)]
)
async def test_a_fault_of_ours_leaves_doubt_only_behind_the_claim(
    office: Office, is_claimed: bool, state: DeliveryState
):
    """What may have left is asked about, what cannot have is tried again (E21)."""
    reply = await office.reply()

    async def send(outgoing: Outgoing, claim: Claim) -> Outcome:
        assert not is_claimed or await claim()
        raise ValueError("a fault of ours")

    outbox = replace(office.desk.desk.mail.outbox(), send=send)
    await Deliverer(office.desk.desk.service, outbox, now_us).send_due()
    assert (await office.delivery(reply)).state is state


async def test_what_has_left_unclaimed_has_left(office: Office):
    """A way out that asks for no claim is believed when it says that a reply is gone."""
    reply = await office.reply()

    async def send(outgoing: Outgoing, claim: Claim) -> Outcome:
        return Sent("250 taken")

    outbox = replace(office.desk.desk.mail.outbox(), send=send)
    await Deliverer(office.desk.desk.service, outbox, now_us).send_due()
    assert (await office.delivery(reply)).state is DeliveryState.ACCEPTED


async def test_what_an_ended_server_was_sending_is_in_doubt(office: Office):
    """A claim that outlived its process is not taken up again."""
    reply = await office.reply()
    assert reply.conversation_id
    assert reply.message_id
    sending = RecordDelivery(
        reply.conversation_id, reply.message_id, Delivery(DeliveryState.SENDING, attempts=1)
    )
    await office.desk.do(sending)
    await office.deliverer.settle_interrupted()
    await office.deliverer.send_due()
    assert office.postbox.mails == []
    assert (await office.delivery(reply)).state is DeliveryState.MAYBE_SENT


async def test_a_forward_takes_the_thread_along(office: Office):
    """What was written so far goes below the words of whoever forwards; the customer hears nothing."""
    question = await office.asked()
    assert question.conversation_id
    to = (Address("carrier@other.example", "Carrier"),)
    await office.desk.do(ForwardConversation(question.conversation_id, to, "Please look.", undo_window_s=0))
    await office.deliverer.send_due()
    (mail,) = office.postbox.mails
    assert office.postbox.recipients == [("carrier@other.example",)]
    assert mail["Subject"] == "Fwd: Parcel"
    assert mail.get_body(("plain",)).get_content().startswith("Please look.")
    assert "Where is it?" in mail.get_body(("plain",)).get_content()


async def test_nothing_in_a_title_can_become_a_header(office: Office):
    """Line ends in titles and names are blanks in the mail (E24)."""
    carla = Address("carla@customer.example", "Carla\r\nBcc: spy@other.example")
    question = await office.desk.do(ReceiveMessage(1, carla, "x", title="Parcel\r\nBcc: spy@other.example"))
    assert question.conversation_id
    await office.desk.do(SendReply(question.conversation_id, "y", undo_window_s=0))
    await office.deliverer.send_due()
    (mail,) = office.postbox.mails
    assert mail["Bcc"] is None
    assert office.postbox.recipients == [("carla@customer.example",)]


async def test_a_recipient_refused_for_now_is_tried_again_alone(office: Office):
    """The others have it already; what was said stays visible (E21)."""
    question = await office.asked()
    assert question.conversation_id
    office.postbox.at_rcpt = lambda address: "452 full" if "slow" in address else OK
    cc = (Address("slow@x.example"),)
    reply = await office.desk.do(SendReply(question.conversation_id, "x", cc, undo_window_s=0))
    await office.deliverer.send_due()
    waits = await office.delivery(reply)
    assert (waits.state, waits.refused) == (DeliveryState.QUEUED, ["slow@x.example"])
    office.postbox.at_rcpt = lambda _: OK
    await office.desk.do(RetryDelivery(question.conversation_id, reply.message_id or 0))
    await office.deliverer.send_due()
    assert office.postbox.recipients == [("carla@customer.example",), ("slow@x.example",)]
    assert {mail["To"] for mail in office.postbox.mails} == {"Carla <carla@customer.example>"}
    assert len({mail["Message-ID"] for mail in office.postbox.mails}) == 1
    after = await office.delivery(reply)
    assert (after.state, after.refused) == (DeliveryState.ACCEPTED, ())


async def test_a_recipient_refused_for_good_is_told(office: Office):
    """Sent, but not to everybody; the author hears of it."""
    question = await office.asked()
    assert question.conversation_id
    office.postbox.at_rcpt = lambda address: "550 nobody" if "gone" in address else OK
    gone = Address("gone@x.example")
    sent = SendReply(question.conversation_id, "x", (gone,), undo_window_s=0)
    answer = await office.desk.command(sent, "Amal")
    await office.deliverer.send_due()
    delivery = await office.delivery(Accepted(**answer.json))
    assert (delivery.state, delivery.refused) == (DeliveryState.ACCEPTED, ["gone@x.example"])
    told = (await office.desk.ask("GET", "/api/notifications", "Amal")).json["notifications"]
    assert [one["kind"] for one in told] == ["send_failed"]


async def test_a_server_that_cannot_be_reached_rests_its_mailbox(office: Office):
    """The other replies of the mailbox stay as they are and cost no attempt until it is tried again."""
    first, second = await office.reply("one"), await office.reply("two")
    office.postbox.cuts_at = "mail"
    await office.deliverer.send_due()
    await office.deliverer.send_due()
    attempts = [(await office.delivery(reply)).attempts for reply in (first, second)]
    assert sorted(attempts) == [0, 1]


async def test_an_ending_server_lets_arrive_what_is_on_its_way(office: Office):
    """Nothing is left in doubt by stopping the desk, and nothing new begins."""
    first = await office.reply("one")
    office.postbox.goes_on.clear()
    await office.deliverer.start_due()
    await eventually(lambda: office.postbox.is_asked, "the mail is on its way")
    second = await office.reply("two")
    ending = asyncio.create_task(office.deliverer.end(seconds=20))
    await asyncio.sleep(0)
    office.postbox.goes_on.set()
    await ending
    await office.deliverer.start_due()
    states = [(await office.delivery(reply)).state for reply in (first, second)]
    assert states == [DeliveryState.ACCEPTED, DeliveryState.QUEUED]


async def test_a_mailbox_sends_so_much_in_an_hour(office: Office):
    """What is more waits, in the outbox and not in an attempt."""
    mail = MailSettings(mail_per_hour=1)
    await office.desk.do(SaveMailbox("Support", "support@desk.example", 1, mail=mail))
    first, second = await office.reply("one"), await office.reply("two")
    await office.deliverer.send_due()
    await office.deliverer.send_due()
    states = [(await office.delivery(reply)).state for reply in (first, second)]
    assert sorted(states) == [DeliveryState.ACCEPTED, DeliveryState.QUEUED]
    assert (await office.delivery(second)).attempts + (await office.delivery(first)).attempts == 1


async def test_a_mailbox_sends_by_its_own_settings(office: Office):
    """As they are when the mail leaves: its own server, login and name; the config file's no more (E21)."""
    async with mail_peer() as own:
        own.passwords["desk"] = "word"
        smtp = SmtpSettings("127.0.0.1", own.port, Security.NONE, "desk")
        mail = MailSettings(sender_name="Help Desk", smtp=smtp)
        await office.desk.do(SaveMailbox("Support", "support@desk.example", 1, mail=mail))
        await office.desk.desk.mail_secrets.set(1, SecretKind.SMTP_PASSWORD, "word", SYSTEM)
        await office.reply()
        await office.deliverer.send_due()
        assert own.logins == [("desk", "word")]
        assert own.mails[0]["From"] == "Help Desk <support@desk.example>"
        assert office.postbox.mails == []
