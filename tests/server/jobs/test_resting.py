"""A mailbox that sends nothing for now is spoken of, and what it sent counts over restarts."""

from pathlib import Path

from server.jobs.deliver import Deliverer
from server.service import now_us
from support_tui.wire.commands import Accepted, CancelReply, RetryDelivery, SaveMailbox
from support_tui.wire.mail_states import MailboxState, MailTroubleCode
from support_tui.wire.mailboxes import MailSettings
from support_tui.wire.values import DeliveryState
from tests.server.jobs.test_deliver import Office, an_office


def state_of(office: Office) -> MailboxState:
    """How the mailbox stands."""
    return office.desk.desk.mail.states.of(1)


async def attempts(office: Office, *replies: Accepted) -> int:
    """How often they were tried since somebody had them sent, all together."""
    return sum([(await office.delivery(reply)).attempts for reply in replies])


async def test_a_server_that_says_no_is_told_with_the_next_try(tmp_path: Path):
    """In the server's words, on the wire, and counted for those who watch the desk; it ends with the first mail that leaves."""
    async with an_office(tmp_path) as office:
        office.postbox.at_end = "421 go away"
        await office.reply()
        await office.deliverer.send_due()
        state = state_of(office)
        assert state.out_trouble is not None
        assert state.out_trouble.code is MailTroubleCode.REPLIES_WAIT
        assert "go away" in str(state.out_trouble.params["said"])
        assert state.out_retry_at and state.out_retry_at > now_us()
        assert (await office.desk.ask("GET", "/health")).json["mail_troubled"] == 1
        office.postbox.at_end = "250 OK"
        later = Deliverer(
            office.desk.desk.service, office.desk.desk.mail.outbox(), lambda: now_us() + 600_000_000
        )
        later._rests = office.deliverer._rests
        await later.send_due()
        assert state_of(office).out_trouble is None


async def test_who_has_a_reply_sent_again_does_not_wait_for_the_rest(tmp_path: Path):
    """The mailbox is tried at once, and once for each time that somebody asks; while that fails it rests as before."""
    async with an_office(tmp_path) as office:
        office.postbox.at_end = "421 go away"
        first, second = await office.reply("one"), await office.reply("two")
        await office.deliverer.send_due()
        tried, _ = sorted((first, second), key=lambda one: one.message_id or 0)
        assert await attempts(office, first, second) == 1
        await office.desk.do(RetryDelivery(tried.conversation_id or 0, tried.message_id or 0))
        assert await attempts(office, first, second) == 0
        for _ in range(3):
            await office.deliverer.send_due()
        assert await attempts(office, first, second) == 1, "one try in three rounds"
        assert state_of(office).out_trouble is not None


async def test_what_somebody_has_sent_again_goes_before_what_waited_longer(tmp_path: Path):
    """Else an older one that fails would let the mailbox rest again, and the one that was asked for would not be tried."""
    async with an_office(tmp_path) as office:
        office.postbox.at_end = "421 go away"
        replies = [await office.reply(text) for text in ("one", "two", "three")]
        await office.deliverer.send_due()
        tried = [reply for reply in replies if (await office.delivery(reply)).attempts]
        assert len(tried) == 1
        await office.desk.do(RetryDelivery(tried[0].conversation_id or 0, tried[0].message_id or 0))
        await office.deliverer.send_due()
        assert [(await office.delivery(reply)).attempts for reply in replies if reply not in tried] == [0, 0]
        assert await attempts(office, tried[0]) == 1


async def test_what_is_sent_again_leaves_when_the_server_takes_it(tmp_path: Path):
    """However long the mailbox would have rested; nothing is wrong with it then."""
    async with an_office(tmp_path) as office:
        office.postbox.at_end = "421 go away"
        reply = await office.reply()
        await office.deliverer.send_due()
        office.postbox.at_end = "250 OK"
        await office.deliverer.send_due()
        assert (await office.delivery(reply)).state is DeliveryState.QUEUED
        await office.desk.do(RetryDelivery(reply.conversation_id or 0, reply.message_id or 0))
        await office.deliverer.send_due()
        assert (await office.delivery(reply)).state is DeliveryState.ACCEPTED
        assert state_of(office).out_trouble is None


async def test_where_nothing_waits_nothing_is_wrong(tmp_path: Path):
    """A reply that was taken back takes the trouble with it, once the rest is over."""
    async with an_office(tmp_path) as office:
        office.postbox.at_end = "421 go away"
        reply = await office.reply()
        await office.deliverer.send_due()
        await office.desk.do(CancelReply(reply.conversation_id or 0, reply.message_id or 0))
        assert state_of(office).out_trouble is not None
        later = Deliverer(
            office.desk.desk.service, office.desk.desk.mail.outbox(), lambda: now_us() + 60_000_000
        )
        later._rests = office.deliverer._rests
        await later.send_due()
        assert state_of(office).out_trouble is None


async def test_a_mailbox_that_has_sent_enough_says_so(tmp_path: Path):
    """With its limit, and when it goes on."""
    async with an_office(tmp_path) as office:
        mail = MailSettings(mail_per_hour=1)
        await office.desk.do(SaveMailbox("Support", "support@desk.example", 1, mail=mail))
        await office.reply("one")
        await office.reply("two")
        await office.deliverer.send_due()
        await office.deliverer.send_due()
        state = state_of(office)
        assert state.out_trouble is not None
        assert state.out_trouble.code is MailTroubleCode.SENT_ENOUGH
        assert state.out_trouble.params == {"limit": 1}
        assert state.out_retry_at and state.out_retry_at > now_us() + 3_500_000_000


async def test_a_restart_gives_no_mailbox_another_hour(tmp_path: Path):
    """What left before it counts, as the log has it."""
    async with an_office(tmp_path) as office:
        mail = MailSettings(mail_per_hour=1)
        await office.desk.do(SaveMailbox("Support", "support@desk.example", 1, mail=mail))
        await office.reply("one")
        await office.deliverer.send_due()
        parts = office.desk.desk.mail
        await parts.out.close()
        await parts.start()
        reply = await office.reply("two")
        await Deliverer(office.desk.desk.service, parts.outbox(), now_us).send_due()
        assert len(office.postbox.mails) == 1
        assert (await office.delivery(reply)).state is DeliveryState.QUEUED
