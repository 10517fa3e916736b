"""Which mails at a server are to come in (E2)."""

import pytest

from server.core.mail_positions import Position, Taking, taking
from support_tui.wire.mailboxes import Begin

DAY = 86_400_000_000
BEGUN = 1_750_000_000_000_000


@pytest.mark.parametrize(
    ("begin", "became"),
    [(Begin.NEW, Taking.NOT), (Begin.ARCHIVE, Taking.AS_OLD), (Begin.ALL, Taking.AS_NEW)],
)
def test_what_lay_there_before_becomes_what_was_asked_for(begin: Begin, became: Taking) -> None:
    """By when it came into the folder, whatever its sender claims."""
    position = Position(BEGUN, begin)
    assert taking(position, BEGUN - DAY, BEGUN + DAY) is became


@pytest.mark.parametrize("begin", Begin)
def test_what_came_since_is_new(begin: Begin) -> None:
    """Also where the clocks of desk and server differ by some minutes, and where the server does not say when it came."""
    position = Position(BEGUN, begin)
    for came_at in (BEGUN, BEGUN - 5 * 60_000_000, 0):
        assert taking(position, came_at, BEGUN) is Taking.AS_NEW


def test_old_letters_of_a_server_that_was_moved_are_no_news() -> None:
    """It gave all its mails the day of the move; nothing is left out for what a sender claims."""
    assert taking(Position(BEGUN, Begin.NEW), BEGUN + DAY, BEGUN - 90 * DAY) is Taking.AS_OLD
    assert taking(Position(BEGUN, Begin.NEW), BEGUN + DAY, BEGUN - 2 * DAY) is Taking.AS_NEW
    assert taking(Position(BEGUN, Begin.NEW), BEGUN + DAY, None) is Taking.AS_NEW
    assert taking(Position(BEGUN, Begin.ALL), BEGUN + DAY, BEGUN - 90 * DAY) is Taking.AS_NEW


def test_numbers_are_known_while_the_server_has_not_numbered_anew() -> None:
    """And while no more is wanted than was; a folder that was never gone through whole is not known."""
    position = Position(BEGUN, Begin.NEW, uid_validity=7, highest_uid=40)
    assert position.is_of(7, Begin.NEW)
    assert not position.is_of(8, Begin.NEW)
    assert not position.is_of(7, Begin.ARCHIVE)
    assert not Position(BEGUN).is_of(7, Begin.NEW)
    assert not Position(BEGUN).is_of(0, Begin.NEW)
    assert Position(BEGUN, Begin.ALL, uid_validity=7).is_of(7, Begin.NEW)


def test_a_mail_is_tried_three_times() -> None:
    """Then it is missing, and the others go on (E3)."""
    position = Position(BEGUN, failed={5: 1, 3: 2, 9: 3})
    assert position.to_try_again == (3, 5)
    assert position.given_up == (9,)
