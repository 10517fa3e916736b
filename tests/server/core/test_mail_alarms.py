"""When administrators are told of a mailbox that fails: not of a break, soon of what needs them, once a day of what lasts."""

from msgspec.structs import replace

from server.core.mail_alarms import AGAIN_US, LASTING_US, PASSING_US, Watched, alarms, watched_after
from support_tui.wire.mail_states import MailboxState, MailTrouble, MailTroubleCode
from tests.server.given import ADA, DESK, NOW, SUPPORT

REFUSED = MailTrouble(MailTroubleCode.LOGIN_REFUSED, {"user": "support", "said": "no"}, is_lasting=True)
BROKE = MailTrouble(MailTroubleCode.LINE_BROKE, {"host": "imap.example"})
SILENT = MailTrouble(MailTroubleCode.SILENT, {"host": "imap.example", "seconds": 60})
FAILS = MailboxState(1, trouble=REFUSED)


def told(*steps: tuple[int, MailboxState]) -> list[list[MailTroubleCode]]:
    """What is told at each of these moments."""
    watched: dict[tuple[int, str], Watched] = {}
    said = []
    for at, state in steps:
        watched, due = watched_after((state,), watched, NOW + at)
        said.append([trouble.code for _, trouble in due])
    return said


def test_what_needs_a_person_is_told_soon_and_again_after_a_day() -> None:
    """In between it is not told twice, and once it is over it begins anew."""
    code = MailTroubleCode.LOGIN_REFUSED
    day = LASTING_US + AGAIN_US
    steps = [(0, FAILS), (LASTING_US - 1, FAILS), (LASTING_US, FAILS), (2 * LASTING_US, FAILS), (day, FAILS)]
    assert told(*steps) == [[], [], [code], [], [code]]
    assert told((0, FAILS), (1, MailboxState(1)), (LASTING_US, FAILS), (2 * LASTING_US, FAILS))[2:] == [
        [],
        [code],
    ]


def test_what_is_tried_again_by_itself_is_told_when_it_lasts() -> None:
    """However the reasons change while nothing comes in."""
    broken, silent = MailboxState(1, trouble=BROKE), MailboxState(1, trouble=SILENT)
    assert told((0, broken), (LASTING_US, silent), (PASSING_US - 1, broken), (PASSING_US, silent)) == [
        [],
        [],
        [],
        [MailTroubleCode.SILENT],
    ]


def test_too_many_automatic_answers_are_told_at_once() -> None:
    """Two machines that answer each other do not wait (E28); a mailbox that has sent as many as it may just waits."""
    assert told((0, MailboxState(1, withheld=3))) == [[MailTroubleCode.TOO_MANY_ANSWERS]]
    enough = MailboxState(1, out_trouble=MailTrouble(MailTroubleCode.SENT_ENOUGH, {"limit": 5}))
    assert told((0, enough), (PASSING_US, enough), (AGAIN_US, enough)) == [[], [], []]


def test_those_who_can_change_it_are_told() -> None:
    """Administrators who see the mailbox, and nobody else."""
    assert [notice.agent_id for notice in alarms(DESK, SUPPORT, REFUSED)] == [ADA.id]
    elsewhere = replace(ADA, mailbox_ids=(2,))
    assert alarms(DESK.with_record(elsewhere), SUPPORT, REFUSED) == ()
