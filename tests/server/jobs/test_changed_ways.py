"""Who mends the way out of a mailbox waits for nothing: what could not leave is tried at once."""

from pathlib import Path

from server.core.access import SYSTEM
from server.jobs.changed_ways import ChangedWays
from support_tui.wire.commands import Accepted, SaveMailbox
from support_tui.wire.mailboxes import MailSettings, SecretKind, Security, SmtpSettings
from support_tui.wire.values import DeliveryState
from tests.peers.smtp import mail_peer
from tests.server.jobs.test_deliver import Office, an_office


async def send_by(office: Office, smtp: SmtpSettings) -> None:
    """The mailbox sends by that server from now on."""
    mail = MailSettings(smtp=smtp)
    await office.desk.do(SaveMailbox("Support", "support@desk.example", 1, mail=mail))


async def one_round(office: Office) -> None:
    """What the desk does by itself twice a second, to its end."""
    mail = office.desk.desk.mail
    mail._deliverer = office.deliverer
    await mail._send_due()
    await office.deliverer.send_due()


async def waits(office: Office, reply: Accepted) -> bool:
    """Whether the reply is still to leave."""
    return (await office.delivery(reply)).state is DeliveryState.QUEUED


async def test_a_password_that_is_set_sends_what_waited_for_it(tmp_path: Path):
    """At once, however long the mailbox would have rested; nothing is wrong with it any more."""
    async with an_office(tmp_path) as office, mail_peer() as own:
        own.passwords["desk"] = "word"
        await send_by(office, SmtpSettings("127.0.0.1", own.port, Security.NONE, "desk"))
        reply = await office.reply()
        for _ in range(2):
            await one_round(office)
        assert await waits(office, reply)
        assert office.desk.desk.mail.states.of(1).out_trouble is not None
        await office.desk.desk.mail_secrets.set(1, SecretKind.SMTP_PASSWORD, "word", SYSTEM)
        await one_round(office)
        assert not await waits(office, reply)
        assert len(own.mails) == 1
        assert office.desk.desk.mail.states.of(1).out_trouble is None


async def test_another_server_sends_what_waited_for_the_first(tmp_path: Path):
    """A wrong host is mended, and the replies leave."""
    async with an_office(tmp_path) as office, mail_peer() as own:
        await send_by(office, SmtpSettings("nosuch.invalid", 25, Security.NONE, ""))
        reply = await office.reply()
        await one_round(office)
        assert await waits(office, reply)
        await send_by(office, SmtpSettings("127.0.0.1", own.port, Security.NONE, ""))
        await one_round(office)
        assert not await waits(office, reply)
        assert len(own.mails) == 1


def test_what_does_not_lead_out_is_not_tried():
    """A mailbox that is switched off has not changed until it is on again, nor has one that is new."""
    ways: dict[int, object] = {1: "a", 2: "b"}
    changed = ChangedWays(lambda: dict(ways))
    assert changed.take() == []
    del ways[1]
    changed.tell(1)
    assert changed.take() == []
    ways |= {1: "c", 3: "new"}
    assert changed.take() == [1]
    assert changed.take() == []
