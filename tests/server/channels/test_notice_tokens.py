"""What leads an agent's answer back, and what of a mail is the answer (E38): pure rules, with laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.channels.email.notices.cutting import marked_line, written_in
from server.channels.email.notices.proving import one_sender
from server.channels.email.notices.tokens import (
    answer_address,
    bounce_address,
    notice_identity,
    plain_address,
    returned_by_address,
    returned_by_identity,
    token_in_address,
    token_in_identity,
    without_tokens,
)
from server.channels.email.plus_addresses import plain_recipients, plus_address, read_plus_address
from support_tui.wire.values import Address

SECRET, OTHER = b"s" * 32, b"t" * 32
BASE = "support@desk.example"
EMAILS = {2: "Amal@desk.example", 3: "basil@desk.example"}
NUMBERS = st.integers(1, 10**14)


def email(agent_id: int) -> str:
    return EMAILS.get(agent_id, "")


@given(NUMBERS, st.sampled_from([2, 3]), st.booleans())
def test_e38_a_token_names_agent_and_conversation_whatever_case_it_comes_back_in(
    conversation_id, agent_id, is_loud
):
    """In the address and in the identity; it is no conversation's own address, and mail to it is mail to the mailbox."""
    address = answer_address(SECRET, agent_id, EMAILS[agent_id], conversation_id, BASE)
    token = token_in_address(SECRET, address.upper() if is_loud else address, email)
    assert token is not None
    assert (token.agent_id, token.conversation_id, token.is_valid) == (agent_id, conversation_id, True)
    identity = notice_identity(SECRET, 7, agent_id, EMAILS[agent_id], conversation_id, "desk.example")
    named = token_in_identity(SECRET, identity, email)
    assert named is not None and named.is_valid and named.conversation_id == conversation_id
    assert read_plus_address(SECRET, address) is None
    assert plain_address(address) == BASE
    assert plain_recipients(SECRET, (Address(address, "Amal"),)) == (Address(BASE, "Amal"),)


@given(NUMBERS, NUMBERS)
def test_e38_nobody_can_make_one_out_of_another(one, other):
    """For another conversation, another agent, another address of the same agent, by another desk, or out of a report's address."""
    address = answer_address(SECRET, 2, EMAILS[2], one, BASE)
    if one != other:
        forged = token_in_address(SECRET, address.replace(f"+a{one}.", f"+a{other}."), email)
        assert forged is not None and not forged.is_valid
    for forged in (
        token_in_address(SECRET, address.replace(".2-", ".3-"), email),
        token_in_address(SECRET, address.replace(".2-", ".9-"), email),
        token_in_address(OTHER, address, email),
        token_in_address(SECRET, address, lambda _: "amal@new.example"),
        token_in_address(SECRET, bounce_address(SECRET, 2, EMAILS[2], one, BASE).replace("+n", "+a"), email),
    ):
        assert forged is not None and not forged.is_valid
    assert token_in_address(SECRET, plus_address(SECRET, one, BASE), email) is None


@given(NUMBERS)
def test_e38_a_report_names_its_notice(notice_id):
    """By the address it was sent to, or by the identity it is about; a forged one names none."""
    address = bounce_address(SECRET, 2, EMAILS[2], notice_id, BASE)
    assert returned_by_address(SECRET, address, email) == (notice_id, 2)
    assert returned_by_address(OTHER, address, email) is None
    identity = notice_identity(SECRET, notice_id, 2, EMAILS[2], 41, "desk.example")
    assert returned_by_identity(SECRET, identity, email) == (notice_id, 2)
    assert returned_by_identity(OTHER, identity, email) is None
    assert returned_by_address(SECRET, answer_address(SECRET, 2, EMAILS[2], 41, BASE), email) is None


@given(st.text(max_size=60), st.text(max_size=60), NUMBERS)
def test_e38_no_text_that_is_sent_leads_back(before, after, number):
    """Wherever the token stands, as an address or an identity."""
    address = answer_address(SECRET, 2, EMAILS[2], number, BASE)
    identity = notice_identity(SECRET, number, 2, EMAILS[2], 41, "desk.example")
    left = without_tokens(f"{before} <{address}> {after} <{identity}> {after}")
    assert "+a" not in left.replace(before, "").replace(after, "")
    assert address not in left and identity not in left


NOTICE = f"{marked_line('Write your answer above this line')}\n\nCarla wrote to you.\n\nWhere is it?"


@pytest.mark.parametrize(
    "below",
    [
        "\n\nOn Fri, 27 Nov 2026 at 10:00, Support <support@desk.example> wrote:\n" + "\n".join(f"> {line}" for line in NOTICE.split("\n")),
        "\n\n-----Original Message-----\nFrom: Support\nSent: Friday\nTo: Amal\nSubject: [#1]\n\n" + NOTICE,
        "\n\nفي 27 نوفمبر 2026 10:00، كتب Support:\n" + "\n".join(f"> {line}" for line in NOTICE.split("\n")),
        "\n\n" + NOTICE,
        "\n\n\u200f" + NOTICE.replace("-##", "-##\u200f "),
        "\n\nAm Freitag schrieb der Schreibtisch\n\n" + NOTICE.replace("\n", "\r\n"),
    ],
    ids=["quoted", "outlook", "arabic", "bare", "from the right", "unknown"],
)  # fmt: skip
def test_e38_what_stands_above_the_line_is_the_answer(below):
    """However the mail program quotes; nothing of the notice or of the customer goes along."""
    written = written_in(f"It is on its way.\n\nAmal{below}")
    assert written.text.startswith("It is on its way.\n\nAmal")
    assert "above this line" not in written.text and "Where is it?" not in written.text


def test_e38_an_answer_below_the_quotation_is_the_answer_too():
    """Some write there; the quotation is left out."""
    quoted = "\n".join(f"> {line}" for line in NOTICE.split("\n"))
    head = "On Fri, 27 Nov 2026 at 10:00, Support <support@desk.example> wrote:"
    assert written_in(f"{head}\n{quoted}\n\nIt is on its way.").text == "It is on its way."


def test_e38_nothing_written_is_nothing():
    """The notice alone, quoted or not."""
    quoted = "\n".join(f"> {line}" for line in NOTICE.split("\n"))
    head = "On Fri, 27 Nov 2026 at 10:00, Support <support@desk.example> wrote:"
    for text in ("", NOTICE, f"{head}\n{quoted}", quoted):
        assert written_in(text).text == ""


def test_e38_first_lines_say_what_is_meant():
    """In both languages, several at once; in the middle of a text they are words."""
    assert written_in("/close\n/take\nnote: look\nat it")[:4] == ("look\nat it", True, True, True)
    assert written_in("/إغلاق\nشكرا").closes and written_in("ملاحظة: شكرا").is_note
    assert written_in("Please\n/close") == ("Please\n/close", False, False, False, "")
    assert written_in("/shrug\nHi").unknown_command == "shrug"
    assert written_in("/etc/passwd is missing").text == "/etc/passwd is missing"
    assert not written_in("Notes: all is well").is_note


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (b"From: a@x.example\nTo: b@y.example\n\n", True),
        (b"From: Amal Q <a@x.example>\r\nTo: b@y.example\r\n\r\nFrom: c@z.example", True),
        (b'From: "Amal, at home @ noon" <a@x.example>\n\n', True),
        (b"From: =?utf-8?b?2KPZhdmE?=\n <a@x.example>\n\n", True),
        (b"From: a@x.example <A@x.example>\n\n", True),
        (b"From: a@x.example\nFROM : b@y.example\n\n", False),
        (b"From: a@x.example, b@y.example\n\n", False),
        (b"From: <a@x.example> <b@y.example>\n\n", False),
        (b"From: a@x.example\n (b@y.example)\n\n", False),
        (b"Sender: a@x.example\n\n", False),
    ],
)
def test_e38_a_mail_has_one_sender(head, is_one):
    """One From, one address in it."""
    assert one_sender(head) == ("a@x.example" if is_one else "")
