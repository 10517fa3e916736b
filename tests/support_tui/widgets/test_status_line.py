"""The line that tells how the desk stands: what was just said is read before what has stood there for long."""

from support_tui import i18n
from support_tui.text.display import TextMode
from support_tui.widgets.bar import in_order
from support_tui.widgets.statusline import DeskState, StatusLine

TROUBLE = "Mail of Support: help was not let in: authentication failed. Next try at 12:05."
SAID = "Taken back: Settings of a mailbox."


def told(width: int) -> str:
    line = StatusLine(TextMode())
    line._state = DeskState(notice=TROUBLE, said=SAID, clock="12:00")
    return "".join(part.text for part in line.left_parts(width))


def test_what_was_just_said_is_not_cut_off_by_a_trouble_that_lasts():
    """It comes first where there is no room for both, and behind it where there is."""
    assert told(100).index(SAID) < told(100).index(TROUBLE)
    assert told(200).index(TROUBLE) < told(200).index(SAID)


def test_a_sentence_that_begins_with_an_arabic_name_is_an_english_sentence():
    """Who did something stands at its left, whatever script the name has; in the Arabic console at its right."""
    line = StatusLine(TextMode())
    line._state = DeskState(said="ريم wrote: #176 عنوان", clock="12:00")
    painted = "".join(in_order(part.text, TextMode()) for part in line.left_parts(100))
    assert painted.index("wrote") > painted.index("ﻢﻳﺭ")
    assert painted.index("wrote") < painted.index("#176")
    i18n.use("ar")
    painted = "".join(in_order(part.text, TextMode()) for part in line.left_parts(100))
    assert painted.index("wrote") < painted.index("ﻢﻳﺭ")
