"""What a mail is besides its words: what came along, what was left outside, what sealed it. Facts to show, nothing to act by."""

from enum import StrEnum

import msgspec

from support_tui.wire.links import numbered
from support_tui.wire.values import Address


class Seal(StrEnum):
    """How a mail is signed or encrypted; nothing here says that a signature is good."""

    PGP_SIGNED = "pgp_signed"
    PGP_ENCRYPTED = "pgp_encrypted"
    SMIME_SIGNED = "smime_signed"
    SMIME_ENCRYPTED = "smime_encrypted"


class Invite(msgspec.Struct, frozen=True, omit_defaults=True):
    """An appointment. Its beginning and end are moments, or, where its time zone is not known, times as they were written (`local`,
    with the zone's name). `method` is `request reply cancel publish`, in lower case."""

    summary: str = ""
    place: str = ""
    organizer: str = ""
    method: str = ""
    starts_at: int | None = None
    ends_at: int | None = None
    is_all_day: bool = False
    local: str = ""
    zone: str = ""


class Verdict(StrEnum):
    """What a check of a sender's identity came to."""

    PASS = "pass"
    FAIL = "fail"
    NONE = "none"


class Checks(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a mail server that is trusted says of the sender: `host` is its name."""

    host: str
    dkim: Verdict = Verdict.NONE
    spf: Verdict = Verdict.NONE
    dmarc: Verdict = Verdict.NONE


class MailFacts(msgspec.Struct, frozen=True, omit_defaults=True):
    """`from_html` tells that the words were read from the mail's HTML. `outside_images` were not fetched, `trackers` are the hosts of
    those that only tell the sender that the mail was opened. `inline` are the positions of the files that the words call `[image 1]`,
    `[image 2]` and so on. `charset` is the one that an agent had the mail read with, empty for that which it came with.
    `sender` is who its From names, `reply_to` where it asks answers to go, if elsewhere."""

    from_html: bool = False
    outside_images: int = 0
    trackers: tuple[str, ...] = ()
    inline: tuple[int, ...] = ()
    seal: Seal | None = None
    invite: Invite | None = None
    charset: str = ""
    sender: Address | None = None
    reply_to: tuple[Address, ...] = ()
    checks: Checks | None = None


NO_FACTS = MailFacts()


def as_plain(text: str, facts: MailFacts) -> str:
    """The words for who reads them outside of the thread: those of a page with numbers for links, and below where these lead."""
    return numbered(text) if facts.from_html else text
