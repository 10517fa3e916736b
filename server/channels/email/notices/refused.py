"""What stands at the desk for an answer by mail that was not taken (E38): for the mailbox to see, in a conversation of its own. Pure."""

from typing import Final

from support_tui.wire import limits
from support_tui.wire.commands import IncomingFile, ReceiveMessage
from support_tui.wire.mail_facts import MailFacts, as_plain
from support_tui.wire.notice_wording import notice_text
from support_tui.wire.quarantine import MailProblem

from ....core.plain import one_line
from ..reading import Mail
from .proving import Claim
from .tokens import without_tokens

_SHOWN_CHARS: Final = 20_000
_FILENAME: Final = "mail.eml"
_DESK: Final = "en"
"""What stands for a mail is in the language of the log."""


def standing_for(
    mailbox_id: int, mail: Mail, raw_digest: str, size: int, claim: Claim, why: str, facts: MailFacts
) -> ReceiveMessage:
    """The mail with the reason; nobody gets an automatic answer to it, and nothing of it leads back as an answer. What a machine wrote
    waits for nobody."""
    code, _, detail = why.partition(":")
    reason = notice_text(
        "notice-stands-reason", _DESK, reason=code, sender=one_line(mail.sender.email), detail=detail.strip()
    )
    if claim.token.is_valid and claim.agent is not None:
        said = notice_text(
            "notice-stands",
            _DESK,
            name=claim.agent.name,
            number=str(claim.token.conversation_id),
            reason=reason,
        )
    else:
        said = notice_text("notice-stands-unknown", _DESK, reason=reason)
    words = without_tokens(as_plain(mail.text, mail.facts))[:_SHOWN_CHARS]
    title = notice_text("notice-stands-title", _DESK, subject=one_line(mail.subject))
    return ReceiveMessage(
        mailbox_id=mailbox_id,
        sender=mail.sender,
        text=f"{said}\n\n{words}".rstrip(),
        external_id=mail.external_id,
        title=title.rstrip(": ")[: limits.TITLE_CHARS],
        channel="email",
        written_at=mail.written_at,
        raw_digest=raw_digest,
        automatic=mail.automatic,
        files=(IncomingFile(_FILENAME, "message/rfc822", size, raw_digest),),
        facts=facts,
        problem=MailProblem.ANSWER_REFUSED,
        is_from_us=True,
        is_settled=bool(mail.automatic),
    )
