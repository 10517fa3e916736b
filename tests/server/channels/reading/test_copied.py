"""Messages copied into pages are told by the marks of the programs that copied them, whatever language these speak (E30)."""

import pytest

from server.channels.email.reading.readable import readable
from support_tui.wire.quotes import visible_text

OLD = "<div>Dear Anna,</div><div>your order is on its way.</div>"
LABELS = "<b>Uno:</b> Desk<br><b>Duo:</b> 3 Qwe<br><b>Tre:</b> Anna<br><b>Quattuor:</b> x"
RULED = "border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"

#: In a language that nobody speaks.
COPIED = {
    "Gmail": f"<div class=gmail_quote><div class=gmail_attr>Zzq Desk blarg:<br></div><blockquote>{OLD}</blockquote></div>",
    "Gmail, passed on by Exchange": f"<div class=x_gmail_attr>Zzq Desk blarg:</div><blockquote>{OLD}</blockquote>",
    "Thunderbird": f"<div class=moz-cite-prefix>Zzq Desk blarg:</div><blockquote type=cite>{OLD}</blockquote>",
    "Roundcube": f"<p id=reply-intro>Zzq Desk blarg:</p><blockquote type=cite>{OLD}</blockquote>",
    "Yahoo": f"<div class=yahoo_quoted><div>Zzq blarg:</div><div><br></div>{OLD}</div>",
    "Outlook on the web": f"<div id=appendonsend></div><hr><div id=divRplyFwdMsg>{LABELS}</div><div>{OLD}</div>",
    "Outlook": f"<div style='{RULED}'><p class=MsoNormal>{LABELS}</p></div><p>&nbsp;</p>{OLD}",
    "Outlook for the Mac": f"<span id=OLK_SRC_BODY_SECTION><div>{LABELS}</div>{OLD}</span>",
    "Outlook on a telephone": f"<div id=mail-editor-reference-message-container><hr><div>{LABELS}</div>{OLD}</div>",
    "Hotmail": f"<div><hr id=stopSpelling>{LABELS}<br><br>{OLD}</div>",
    "GMX": f"<div name=quote style='border-left:2px solid #C3D9E5'><div>{LABELS}</div>{OLD}</div>",
}


def shown(page: str) -> str:
    """What shows of a page in a thread."""
    return visible_text(readable(page).text).strip()


@pytest.mark.parametrize("copied", COPIED.values(), ids=COPIED)
def test_a_copied_message_is_folded_by_what_the_page_says(copied: str):
    """Although not a word around it is known."""
    assert shown(f"<p>شكراً، 2 of 3 arrived!</p>{copied}") == "شكراً، 2 of 3 arrived!"


@pytest.mark.parametrize("copied", COPIED.values(), ids=COPIED)
def test_a_page_of_nothing_but_a_copied_message_is_as_it_was(copied: str):
    """Somebody passes it on without a word: it is what is to be read."""
    assert "your order is on its way." in shown(copied)


def test_answers_between_the_pieces_of_a_quotation_show():
    """Gmail closes its quotation around each of them."""
    page = (
        "<div class=gmail_quote><div class=gmail_attr>Zzq Desk blarg:</div><blockquote>Which colour?</blockquote>"
        "<div>Blue.</div><blockquote>Which size?</blockquote><div>Large.</div></div>"
    )
    assert "Blue." in shown(page)
    assert "Large." in shown(page)


@pytest.mark.parametrize(
    "page",
    [
        f"<p>Hello</p><div style='{RULED}'><p>Anna Meyer<br>Buyer</p></div><p>One more thing</p>",
        "<p>Hello</p><div style='border-left:4px solid red;padding-left:8px'>Urgent</div>",
        "<p>My address is:</p><div style='border-left:4px solid red'>Street 5</div>",
    ],
)
def test_borders_alone_say_nothing(page: str):
    """Signatures and highlighted words have them too."""
    assert shown(page) == readable(page).text


def test_no_page_can_bring_the_marks_along():
    """What marks a line while the page is read never comes out of it."""
    assert readable("<p>a\ufdd0b &#xfdd1;c</p><div class=yahoo_quoted>d</div>").text == "ab c\n\n> d"
