"""Whether a mail is acknowledged at once, in which words, and how often at most (E25–E28). Pure."""

import re
from collections.abc import Mapping
from typing import Final

import msgspec

from support_tui.wire.commands import ReceiveMessage
from support_tui.wire.mailboxes import Acknowledgement
from support_tui.wire.quotes import visible_text
from support_tui.wire.views import Customer, Mailbox

from .addresses import fold_email, is_address
from .desk import Desk

HOUR_US: Final = 3_600_000_000
SUBJECT_US: Final = 24 * HOUR_US
"""For so long the same subject of one sender is acknowledged once."""
SENDER_US: Final = 3 * HOUR_US
SENDER_MOST: Final = 5
"""So many acknowledgements one sender gets in that time, whatever they write."""

BY_HAND: Final = "acknowledgement"
"""What `Message.automatic` says of an acknowledgement."""

ENGLISH: Final = """\
Hello {name},

your message “{title}” has reached us. Its number is #{number}. One of us will answer you as soon as possible; if you want to add \
something, simply answer this mail.

{mailbox}"""
ARABIC: Final = """\
مرحبًا {name}،

وصلتنا رسالتك «{title}»، ورقمها ‎#{number}. سيجيبك أحدنا في أقرب وقت، وإن أردت إضافة شيء فيكفي أن ترد على هذه الرسالة.

{mailbox}"""
_PLACEHOLDER: Final = re.compile(r"\{(number|title|name|mailbox)\}")
_ARABIC: Final = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_OTHER: Final = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u04ff]")
_READ_CHARS: Final = 5_000


class Withheld:
    """Why nothing was said: the sender, or the mailbox, has had as many as it may."""

    SUBJECT: Final = "subject"
    SENDER: Final = "sender"
    MAILBOX: Final = "mailbox"


class Answered(msgspec.Struct, frozen=True):
    """How many automatic answers there were: to this sender under an equal subject, to this sender at all, and of the mailbox, each in
    the time that counts."""

    of_subject: int = 0
    of_sender: int = 0
    of_mailbox: int = 0


def may_acknowledge(command: ReceiveMessage, mailbox: Mailbox, desk: Desk, now: int) -> bool:
    """Whether a mail that begins a conversation is one that people wait for an answer to: fresh, of a person, from outside (E25, E27)."""
    is_fresh = command.written_at is None or now - command.written_at < SUBJECT_US
    email = command.sender.email
    return (
        mailbox.mail.acknowledgement.is_on
        and mailbox.can_send
        and mailbox.pause is None
        and command.channel == "email"
        and not command.automatic
        and not command.is_from_us
        and command.received_at is None
        and is_fresh
        and is_address(email)
        and fold_email(email) not in desk.own_addresses()
    )


def withheld(answered: Answered, per_hour: int) -> str:
    """Why this one is not said, empty where it may be (E28)."""
    if answered.of_mailbox >= per_hour:
        return Withheld.MAILBOX
    if answered.of_sender >= SENDER_MOST:
        return Withheld.SENDER
    return Withheld.SUBJECT if answered.of_subject else ""


def words(settings: Acknowledgement, facts: Mapping[str, str], *, is_arabic: bool) -> str:
    """The text in the customer's language with what it leaves open filled in; where none is set, one that fits everybody."""
    text = (settings.text_ar.strip() or ARABIC) if is_arabic else (settings.text.strip() or ENGLISH)
    filled = _PLACEHOLDER.sub(lambda found: facts[found[1]], text)
    return "\n".join(re.sub(r" +([,،])", r"\1", line).rstrip() for line in filled.split("\n"))


def writes_arabic(customer: Customer | None, command: ReceiveMessage) -> bool:
    """The language of the profile, else the script that most of what they wrote is in."""
    if customer is not None and customer.language:
        return customer.language.lower().split("-")[0] == "ar"
    written = f"{command.title}\n{visible_text(command.text)}"[:_READ_CHARS]
    return len(_ARABIC.findall(written)) > len(_OTHER.findall(written)) / 2
