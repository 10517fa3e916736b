"""The line that tells how the desk stands: what was just said is read before what has stood there for long."""

import pytest

from support_tui import i18n
from support_tui.text.display import TextMode
from support_tui.widgets.statusline import DeskState, StatusLine

TROUBLE = "Mail of Support: help was not let in: authentication failed. Next try at 12:05."
SAID = "Taken back: Settings of a mailbox."


@pytest.fixture(autouse=True)
def english():
    """Texts are looked for in English, whatever another test spoke."""
    i18n.use("en")


def told(width: int) -> str:
    line = StatusLine(TextMode())
    line._state = DeskState(notice=TROUBLE, said=SAID, clock="12:00")
    return "".join(part.text for part in line.left_parts(width))


def test_what_was_just_said_is_not_cut_off_by_a_trouble_that_lasts():
    """It comes first where there is no room for both, and behind it where there is."""
    assert told(100).index(SAID) < told(100).index(TROUBLE)
    assert told(200).index(TROUBLE) < told(200).index(SAID)
