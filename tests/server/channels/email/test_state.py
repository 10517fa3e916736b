"""How the mail of each mailbox stands, and who is told of it."""

from pathlib import Path

from server.channels.email.state import States
from support_tui.wire.frames import MailStates
from support_tui.wire.mail_states import MailboxState, MailLine, MailTrouble, MailTroubleCode
from tests.server.served import frame_of, served_desk


class Heard:
    """States with a clock that counts, and what was told of them."""

    def __init__(self) -> None:
        self.now = 0
        self.told: list[MailboxState] = []
        self.states = States(self._clock, self.told.append)

    def _clock(self) -> int:
        self.now += 1
        return self.now


def test_a_mailbox_of_which_nothing_is_known_is_off() -> None:
    """Nothing has to be made before it can be asked about."""
    assert Heard().states.of(7) == MailboxState(7, MailLine.OFF)


def test_a_line_is_so_since_it_became_so() -> None:
    """What changes beside the line leaves its time alone."""
    heard = Heard()
    heard.states.change(1, line=MailLine.CONNECTED)
    heard.states.change(1, waiting=5)
    assert heard.states.of(1) == MailboxState(1, MailLine.CONNECTED, since_at=1, waiting=5)


def test_nobody_is_told_what_was_so_before() -> None:
    """Consoles hear of changes alone."""
    heard = Heard()
    heard.states.change(1, line=MailLine.CONNECTED)
    heard.states.change(1, line=MailLine.CONNECTED)
    assert len(heard.told) == 1


def test_counts_never_fall_below_nothing() -> None:
    """A quarantined mail that is read by hand twice is one less once."""
    heard = Heard()
    heard.states.count(1, quarantined=1, missing=2)
    heard.states.count(1, quarantined=-2)
    assert (heard.states.of(1).quarantined, heard.states.of(1).missing) == (0, 2)


def test_a_mailbox_that_is_not_fetched_any_more_is_off() -> None:
    """What was wrong with its server is nobody's trouble any more; what lies in quarantine still is."""
    heard = Heard()
    trouble = MailTrouble(MailTroubleCode.HOST_UNKNOWN, {"host": "mail.example"})
    heard.states.change(1, line=MailLine.RETRYING, trouble=trouble, quarantined=1)
    heard.states.forget(1)
    assert heard.states.of(1) == MailboxState(1, MailLine.OFF, since_at=2, quarantined=1)


async def test_consoles_hear_of_the_mailboxes_they_see(tmp_path: Path) -> None:
    """A console learns at once, and one that connects later learns on the way in; Basil sees Support alone."""
    async with served_desk(tmp_path) as desk:
        async with desk.stream(await desk.token_of("Basil")) as basil:
            assert (await frame_of(basil, MailStates)).states == ()
            desk.desk.mail.states.change(2, missing=3)
            desk.desk.mail.states.change(1, missing=1)
            assert (await frame_of(basil, MailStates)).states == (MailboxState(1, missing=1),)
        async with desk.stream(await desk.token_of("Amal")) as amal:
            told = await frame_of(amal, MailStates)
            assert told.states == (MailboxState(1, missing=1), MailboxState(2, missing=3))
