"""Why a message stands where it stands, and what an agent should know of who sent it; pure."""

from collections.abc import Iterator
from typing import Final

from support_tui import i18n
from support_tui.text.display import TextMode
from support_tui.widgets.bidi_runs import Line, Piece, lay_out, side_by_side
from support_tui.wire.mail_facts import MailFacts, Verdict
from support_tui.wire.placing import PlacedBy, Placing
from support_tui.wire.values import MessageKind
from support_tui.wire.views import Message

from .looks import Look

_ORDINARY: Final = frozenset({None, PlacedBy.NAMED, PlacedBy.THREAD, PlacedBy.OWN_ID, PlacedBy.MESSAGE_ID})
"""What needs no words: an answer that answers."""


def placing_lines(
    message: Message, cells: int, mode: TextMode, *, with_headers: bool, takes_part: bool
) -> Iterator[Line]:
    """One line a fact: what told where it belongs (with its evidence), what it looks like, and warnings with the key that settles them."""
    if message.kind is not MessageKind.INBOUND:
        return
    base = int(i18n.current().is_rtl) or None
    for words in _told(message, with_headers=with_headers):
        yield side_by_side((Piece(words, Look.META),), mode, cells, base)
    for words in _warnings(message, takes_part=takes_part):
        yield from lay_out(words, cells, mode, look=Look.PENDING, base=base)


def _told(message: Message, *, with_headers: bool) -> Iterator[str]:
    placing = message.placing or Placing()
    if placing.by is not None and (with_headers or placing.by not in _ORDINARY):
        yield f"↳ {i18n.isolated_text('placing-by', by=placing.by.value, evidence=placing.evidence)}"
    if not with_headers:
        return
    facts = message.facts
    if facts.sender is not None and facts.sender.email:
        yield i18n.isolated_text("placing-sent-by", address=facts.sender.email)
    if facts.reply_to:
        yield i18n.isolated_text("placing-answers-to", addresses=_answers(facts))
    if facts.checks is not None:
        checks = facts.checks
        yield i18n.isolated_text(
            "placing-checks",
            host=checks.host, dkim=checks.dkim.value, spf=checks.spf.value, dmarc=checks.dmarc.value,
        )  # fmt: skip


def _warnings(message: Message, *, takes_part: bool) -> Iterator[str]:
    facts = message.facts
    looks = message.placing.looks_like if message.placing is not None else None
    if looks is not None and looks.conversation_id != message.conversation_id:
        yield f"▲ {i18n.text('placing-looks-like', id=looks.conversation_id, by=looks.by.value)}"
    if message.reason == "new_participant" and not takes_part:
        yield f"▲ {i18n.text('placing-new-participant')}"
    if message.reason == "same_id_other_words":
        yield f"▲ {i18n.text('placing-same-id')}"
    if facts.sender is not None and _is_elsewhere(facts):
        yield f"▲ {i18n.isolated_text('placing-elsewhere', addresses=_answers(facts), address=facts.sender.email)}"
    if facts.checks is not None and facts.checks.dmarc is Verdict.FAIL:
        yield f"▲ {i18n.isolated_text('placing-unproven', host=facts.checks.host)}"


def _answers(facts: MailFacts) -> str:
    return i18n.text("list-comma").join(one.email for one in facts.reply_to)


def _is_elsewhere(facts: MailFacts) -> bool:
    """Whether answers go to another domain than the one the mail says it is from."""
    sender = facts.sender.email.rpartition("@")[2].lower() if facts.sender is not None else ""
    return any(one.email.rpartition("@")[2].lower() != sender for one in facts.reply_to)
