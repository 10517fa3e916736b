"""The way out for notices to agents: through the servers, the connections and the pace of the mailboxes they leave from. Decides no retries."""

from collections.abc import Awaitable, Callable

from ....core.notice_letters import NoticeLetter
from ....core.outgoing import Claim, NotSent, Outcome
from ..compose import Letter
from ..out import MailOut
from ..ways import Way as MailWay
from .letter import Way, notice_mail

LetterOf = Callable[[int], NoticeLetter | None]
CameBack = Callable[[int, str], Awaitable[None]]
"""Hears that the address of a notice, by its number, is refused for good, and in which words."""


class NoticesOut:
    """`letter_of` reads a notice as it is to leave, None where nothing is left to tell; `takes_answers` says it of the whole desk."""

    def __init__(
        self,
        out: MailOut,
        secret: bytes,
        letter_of: LetterOf,
        came_back: CameBack,
        *,
        takes_answers: bool = True,
    ) -> None:
        self._out = out
        self._secret = secret
        self._letter_of = letter_of
        self._came_back = came_back
        self._takes_answers = takes_answers

    async def send(self, notice_id: int, mailbox_id: int, claim: Claim) -> Outcome | None:
        """Hand one notice over; None where nothing is to be told any more, or nothing leads out."""
        letter = self._letter_of(notice_id)
        if letter is None:
            return None
        outcome = await self._out.send_letter(
            mailbox_id, lambda way, takes_utf8: self._written(letter, way, takes_utf8=takes_utf8), claim
        )
        if isinstance(outcome, NotSent) and outcome.is_permanent:
            await self._came_back(notice_id, outcome.detail)
        return outcome

    def _written(self, letter: NoticeLetter, way: MailWay, *, takes_utf8: bool) -> Letter | NotSent:
        mail = way.mailbox.mail
        # Without a server whose word is believed nobody could prove who they are.
        takes_answers = self._takes_answers and bool(mail.trusted_hosts)
        how = Way(way.sender, mail.has_plus_addresses, takes_answers)
        try:
            return notice_mail(self._secret, letter, how, takes_utf8=takes_utf8)
        except ValueError as error:
            return NotSent(str(error), is_permanent=True)
