"""A mailbox that is switched off, or has nothing to log in with, keeps what it has to send until it may send it."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from server.core.access import SYSTEM
from server.core.pauses import pause_of
from server.jobs.pausing import Pauses
from support_tui.wire.commands import Accepted, CancelReply, Request, SaveMailbox
from support_tui.wire.mail_states import MailTroubleCode
from support_tui.wire.mailboxes import Login, MailSettings, Pause, SecretKind, Security, SmtpSettings
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import DeliveryState
from support_tui.wire.views import Mailbox
from tests.peers.smtp import MailPeer, mail_peer
from tests.server.jobs.test_changed_ways import one_round, send_by, waits
from tests.server.jobs.test_deliver import Office, an_office


def by(peer: MailPeer, *, user: str = "", is_on: bool = True) -> SmtpSettings:
    """How a mailbox sends by this server."""
    return SmtpSettings("127.0.0.1", peer.port, Security.NONE, user, is_on=is_on)


def box_of(office: Office) -> Mailbox:
    """The mailbox as everybody sees it."""
    return office.desk.desk.service.directory.mailboxes[0]


async def state_of(office: Office, reply: Accepted) -> DeliveryState:
    """How far the reply is."""
    return (await office.delivery(reply)).state


async def test_replies_of_a_mailbox_that_is_switched_off_wait_and_leave_when_it_is_on(tmp_path: Path):
    """What was queued before and what is written meanwhile; why is said while they wait, and no attempt is counted."""
    async with an_office(tmp_path) as office, mail_peer() as own:
        await send_by(office, by(own))
        before = await office.reply("one")
        await send_by(office, by(own, is_on=False))
        meanwhile = await office.reply("two")
        assert box_of(office).pause is Pause.SWITCHED_OFF
        for _ in range(2):
            await one_round(office)
        for reply in (before, meanwhile):
            assert await waits(office, reply)
            assert (await office.delivery(reply)).attempts == 0
        trouble = office.desk.desk.mail.states.of(1).out_trouble
        assert trouble is not None and trouble.code is MailTroubleCode.WAIT_SWITCHED_OFF
        assert own.mails == []
        await send_by(office, by(own))
        await one_round(office)
        assert len(own.mails) == 2
        assert office.desk.desk.mail.states.of(1).out_trouble is None


async def test_what_was_tried_in_vain_is_tried_when_the_mailbox_is_on_again(tmp_path: Path):
    """With the same settings as before, and however long its next try was off."""
    async with an_office(tmp_path) as office, mail_peer() as own:
        own.at_end = "451 not now"
        await send_by(office, by(own))
        reply = await office.reply()
        await one_round(office)
        assert (await office.delivery(reply)).attempts == 1
        own.at_end = "250 OK"
        await send_by(office, by(own, is_on=False))
        await one_round(office)
        assert await waits(office, reply)
        await send_by(office, by(own))
        await one_round(office)
        assert await state_of(office, reply) is DeliveryState.ACCEPTED


async def test_what_waits_for_a_mailbox_can_be_taken_back(tmp_path: Path):
    """It does not leave when the mailbox is on again, and nothing is said to wait any more."""
    async with an_office(tmp_path) as office, mail_peer() as own:
        await send_by(office, by(own, is_on=False))
        reply = await office.reply()
        await one_round(office)
        await office.desk.do(CancelReply(reply.conversation_id or 0, reply.message_id or 0))
        await one_round(office)
        assert office.desk.desk.mail.states.of(1).out_trouble is None
        await send_by(office, by(own))
        await one_round(office)
        assert await state_of(office, reply) is DeliveryState.CANCELLED
        assert own.mails == []


async def test_without_its_password_a_mailbox_says_so_before_anything_is_written(tmp_path: Path):
    """To every console as soon as it is so, and no more once it is set; what waited leaves then."""
    async with an_office(tmp_path) as office, mail_peer() as own:
        own.passwords["desk"] = "word"
        await send_by(office, by(own, user="desk"))
        assert box_of(office).can_send and box_of(office).pause is Pause.NO_SECRET
        reply = await office.reply()
        await one_round(office)
        assert (await office.delivery(reply)).attempts == 0
        trouble = office.desk.desk.mail.states.of(1).out_trouble
        assert trouble is not None and trouble.code is MailTroubleCode.WAIT_NO_SECRET
        secrets = office.desk.desk.mail_secrets
        await secrets.set(1, SecretKind.SMTP_PASSWORD, "word", SYSTEM)
        assert box_of(office).pause is None
        await one_round(office)
        assert await state_of(office, reply) is DeliveryState.ACCEPTED
        await secrets.set(1, SecretKind.SMTP_PASSWORD, "", SYSTEM)
        assert box_of(office).pause is Pause.NO_SECRET


async def test_a_pause_is_no_setting(tmp_path: Path):
    """Saving what is set already changes nothing while the mailbox pauses."""
    async with an_office(tmp_path) as office, mail_peer() as own:
        await send_by(office, by(own, is_on=False))
        same = SaveMailbox("Support", "support@desk.example", 1, mail=MailSettings(smtp=by(own, is_on=False)))
        answer = await office.desk.desk.service.submit(Request("again", same), SYSTEM)
        assert isinstance(answer, Refusal) and answer.code is RefusalCode.NO_CHANGE


@given(st.sets(st.sampled_from(SecretKind)), st.sampled_from(Login), st.booleans(), st.booleans())
def test_a_mailbox_pauses_for_exactly_two_reasons(
    kept: set[SecretKind], login: Login, is_on: bool, has_user: bool
):
    """It is switched off, or it logs in with something that is not set."""
    smtp = SmtpSettings("smtp.example", user="desk" if has_user else "", login=login, is_on=is_on)
    needed = SecretKind.SMTP_PASSWORD if login is Login.PASSWORD else SecretKind.OAUTH_REFRESH_TOKEN
    pause = pause_of(Mailbox(1, "Support", mail=MailSettings(smtp=smtp)), kept)
    if not is_on:
        assert pause is Pause.SWITCHED_OFF
    else:
        assert (pause is Pause.NO_SECRET) == (has_user and needed not in kept)


def test_a_pause_is_told_while_something_is_due():
    """Once for each reason, and once when it is over; what leaves later is nobody's concern yet."""
    paused: dict[int, Pause] = {1: Pause.SWITCHED_OFF}
    due: dict[int, int] = {1: 100}
    told: list[tuple[int, Pause | None]] = []
    pauses = Pauses(lambda: dict(paused), due.get, lambda id_, pause: told.append((id_, pause)))
    assert pauses.look(50) == (paused, [])
    assert told == []
    pauses.look(100)
    pauses.look(101)
    assert told == [(1, Pause.SWITCHED_OFF)]
    paused[1] = Pause.NO_SECRET
    pauses.look(102)
    assert told[1:] == [(1, Pause.NO_SECRET)]
    paused.clear()
    assert pauses.look(103) == ({}, [1])
    assert told[2:] == [(1, None)]
