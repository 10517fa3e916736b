"""A message says why it stands in its thread, and what to know of its sender; Arabic too."""

import pytest

from support_tui import i18n
from support_tui.text.display import TextMode
from support_tui.widgets.thread.placing_lines import placing_lines
from support_tui.wire.mail_facts import Checks, MailFacts, Verdict
from support_tui.wire.placing import LooksLike, PlacedBy, Placing
from support_tui.wire.values import Address
from support_tui.wire.views import Message
from tests.support_tui.fakes import a_message

CARLA = Address("carla@customer.example", "Carla")
OWN_ID = Placing(PlacedBy.OWN_ID, "c1.m2.x@desk.example")


def said(message: Message, *, with_headers: bool = False, takes_part: bool = False) -> str:
    """The lines as one text, without the marks that isolate foreign words."""
    lines = placing_lines(message, 100, TextMode(), with_headers=with_headers, takes_part=takes_part)
    words = "\n".join(line.logical for line in lines)
    return words.replace("\u2068", "").replace("\u2069", "")


def test_an_ordinary_answer_says_why_only_among_its_headers():
    """There with the evidence."""
    message = a_message(7, 1, placing=OWN_ID)
    assert said(message) == ""
    assert said(message, with_headers=True) == "↳ answers our message c1.m2.x@desk.example"


@pytest.mark.parametrize("by", [PlacedBy.PLUS_ADDRESS, PlacedBy.MARKER, PlacedBy.SUBJECT, PlacedBy.AWAITED])
def test_whatever_is_less_sure_is_said_at_once(by: PlacedBy):
    """By what it was placed, and the evidence."""
    assert "the evidence" in said(a_message(7, 1, placing=Placing(by, "the evidence")))


def test_what_it_looks_like_is_said_with_the_key():
    """Until the two are one."""
    message = a_message(7, 1, placing=Placing(looks_like=LooksLike(3, PlacedBy.SAME_SUBJECT)))
    assert "looks like #3" in said(message) and "=" in said(message)
    assert said(a_message(3, 1, placing=message.placing)) == ""


def test_a_new_participant_is_marked_until_accepted():
    """With the keys that settle it."""
    message = a_message(7, 1, reason="new_participant", facts=MailFacts(sender=CARLA))
    assert "New participant" in said(message)
    assert said(message, takes_part=True) == ""


def test_answers_to_another_domain_and_forged_senders_are_flagged():
    """Answers within the same domain are not; what servers found stands among the headers (E36)."""
    office = MailFacts(sender=CARLA, reply_to=(Address("office@customer.example"),))
    assert said(a_message(7, 1, facts=office)) == ""
    elsewhere = MailFacts(
        sender=CARLA,
        reply_to=(Address("x@evil.example"),),
        checks=Checks("mx.desk.example", dmarc=Verdict.FAIL),
    )
    flagged = said(a_message(7, 1, facts=elsewhere))
    assert "x@evil.example" in flagged and "DMARC" in flagged
    assert "SPF none" in said(a_message(7, 1, facts=elsewhere), with_headers=True)


def test_it_is_said_in_arabic():
    """In words of its own."""
    i18n.use("ar")
    assert "مشارك جديد" in said(a_message(7, 1, reason="new_participant"))
