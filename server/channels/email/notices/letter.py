"""Writes a notice as a mail (E38): what happened in plain words, the customer's below them, and how it is answered. Pure."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from support_tui.wire.notice_wording import notice_text
from support_tui.wire.values import Address

from ....core.notice_letters import NoticeLetter, Told
from ....core.outgoing import Outgoing
from ..bodies import is_from_the_right
from ..compose import Identities, Letter, Ties, compose
from ..loop_headers import automatic_headers
from ..markers import without_marks
from ..reachable import ascii_domain, needs_utf8
from .cutting import marked_line
from .tokens import answer_address, bounce_address, notice_identity

UNDO_WINDOW_S: Final = 10
"""So long an answer by mail waits before it leaves, as one from a console does."""


#: Left-to-right mark, right-to-left mark.
_MARKS: Final = ("\u200e", "\u200f")


class Way(NamedTuple):
    """How notices leave a mailbox: as whom; whether addresses with something behind a plus sign come back to it, and whether it takes
    answers."""

    sender: Address
    has_plus_addresses: bool
    takes_answers: bool


def notice_mail(secret: bytes, letter: NoticeLetter, way: Way, *, takes_utf8: bool = True) -> Letter:
    """The mail of a notice. Raises ValueError for an address that no mail can be sent to."""
    is_answerable = way.takes_answers and (not letter.refused or letter.is_held)
    outgoing = Outgoing(
        message_id=letter.id,
        conversation_id=letter.conversation_id,
        mailbox="",
        sender=way.sender,
        to=(Address(letter.address, letter.agent_name),),
        cc=(),
        title=_title(letter),
        text="\n\n".join(part for part in _paragraphs(letter, is_answerable=is_answerable) if part),
        written_at=letter.at,
    )
    return compose(
        outgoing,
        _identities(secret, letter, way.sender),
        (),
        _ties(secret, letter, way, is_answerable=is_answerable),
        takes_utf8=takes_utf8,
    )


def _title(letter: NoticeLetter) -> str:
    if letter.refused:
        return notice_text("notice-refused-title", letter.language, subject=letter.subject)
    return f"[#{letter.conversation_id}] {letter.title}".rstrip()


def _identities(secret: bytes, letter: NoticeLetter, sender: Address) -> Identities:
    """All notices of one conversation answer the same mail, which was never sent: the agent's program puts them together."""
    domain = ascii_domain(sender.email.rpartition("@")[2])
    about = (letter.agent_id, letter.address, letter.conversation_id, domain)
    root = notice_identity(secret, 0, *about)
    own = notice_identity(secret, letter.id, *about)
    return Identities(own, (root,), root) if letter.conversation_id else Identities(own)


def _ties(secret: bytes, letter: NoticeLetter, way: Way, *, is_answerable: bool) -> Ties:
    """Marked as what no person has written; trouble is told to an address of its own, or to nobody (E26)."""
    base = way.sender.email
    has_plus = way.has_plus_addresses and not needs_utf8(base)
    answers, bounces = "", ""
    if has_plus:
        bounces = bounce_address(secret, letter.agent_id, letter.address, letter.id, base)
        if is_answerable:
            answers = answer_address(secret, letter.agent_id, letter.address, letter.conversation_id, base)
    return Ties(
        reply_to=Address(answers, way.sender.name) if answers else None,
        lines=automatic_headers(secret, "auto-generated"),
        envelope_sender=bounces,
    )


def _paragraphs(letter: NoticeLetter, *, is_answerable: bool) -> Iterator[str]:
    language, number = letter.language, str(letter.conversation_id)
    if is_answerable:
        yield marked_line(notice_text("notice-above", language))
    if letter.refused:
        yield refusal_words(letter)
    if letter.refused and not letter.is_held:
        return
    for told in letter.told:
        yield from _told(letter, told)
    if letter.more:
        yield notice_text("notice-more", language, n=letter.more)
    yield "—"
    if is_answerable:
        yield notice_text("notice-how", language, seconds=UNDO_WINDOW_S)
    else:
        yield notice_text("notice-no-answers", language)
    where = notice_text("notice-where", language, number=number)
    yield where if letter.is_held else "\n".join((where, notice_text("notice-why", language)))


def _told(letter: NoticeLetter, told: Told) -> Iterator[str]:
    language = letter.language
    if not letter.is_held:  # then only the words matter
        yield _framed(
            "notice-what",
            language,
            kind=told.kind.value,
            name=told.name or notice_text("notice-nobody", language),
            number=str(letter.conversation_id),
            title=letter.title,
            n=told.count,
        )
    if told.words and told.is_last:
        yield _framed("notice-last-words", language, name=told.writer)
    if told.words:
        yield without_marks(told.words)
    if told.is_cut:
        yield notice_text("notice-left-out", language)
    if told.files:
        yield _framed("notice-files", language, names=", ".join(told.files))


def _framed(text_id: str, language: str, **params: str | int) -> str:
    """A sentence of ours that runs as its language does, also where a name of the other direction begins it."""
    text = notice_text(text_id, language, **params)
    is_arabic = language == "ar"
    return text if is_from_the_right(text) == is_arabic else f"{_MARKS[is_arabic]}{text}"


def refusal_words(letter: NoticeLetter) -> str:
    """Why an answer was not taken, to whom it is said to be from."""
    language = letter.language
    code, _, detail = letter.refused.partition(":")
    reason = notice_text(
        "notice-refused-reason", language, reason=code, sender=letter.sender, detail=detail.strip()
    )
    about = "notice-refused" if letter.conversation_id else "notice-refused-about-nothing"
    about = "notice-held" if letter.is_held else about
    number = str(letter.conversation_id)
    return _framed(about, language, subject=letter.subject, number=number, reason=reason)
