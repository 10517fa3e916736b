"""What mail servers and answering machines say of notices (E38): a notice that does not arrive ends them, the rest concerns nobody."""

import logging
from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple

from support_tui.wire.views import Agent, Directory

from ....core.notice_mails import HeldAnswer
from ..reading import Mail, Recipient
from .tokens import EmailOf, Returned, returned_by_address, returned_by_identity

log = logging.getLogger("support_server.mail")


def email_of(directory: Callable[[], Directory]) -> EmailOf:
    """Finds the address of an agent's account."""

    def email(agent_id: int) -> str:
        return next((agent.email for agent in directory().agents if agent.id == agent_id), "")

    return email


class Refused(NamedTuple):
    """An answer that was not taken, for whom it is said to be from; `conversation_id` 0 where it names none of theirs."""

    agent: Agent
    mailbox_id: int
    conversation_id: int
    why: str
    subject: str
    sender: str


async def _nothing_came_back(notice_id: int, words: str) -> None:
    pass


async def _nobody_told(refused: Refused) -> None:
    pass


async def _nobody_told_of_held(held: HeldAnswer) -> None:
    pass


def _nobody_takes_part(conversation_id: int, email: str) -> bool:
    return False


class AgentMail(NamedTuple):
    """Who hears of what comes of notices: `came_back` of a notice that did not arrive, in the words of the server that refused it, `refused`
    of an answer that was not taken, `held` of one that was kept because others had written meanwhile; `takes_part` tells whether an address is one of a conversation's customer, or of who is copied in."""

    came_back: Callable[[int, str], Awaitable[None]] = _nothing_came_back
    refused: Callable[[Refused], Awaitable[None]] = _nobody_told
    takes_answers: bool = True
    takes_part: Callable[[int, str], bool] = _nobody_takes_part
    held: Callable[[HeldAnswer], Awaitable[None]] = _nobody_told_of_held


NO_AGENTS: Final = AgentMail()


class Returns:
    """`came_back` hears of a notice that did not arrive, in the words of the server that refused it."""

    def __init__(
        self, secret: bytes, email: EmailOf, came_back: Callable[[int, str], Awaitable[None]]
    ) -> None:
        self._secret = secret
        self._email = email
        self._came_back = came_back

    async def taken(self, mail: Mail) -> bool:
        """Whether a machine speaks of a notice, which is dealt with then; people's mail never is."""
        about = self._about(mail)
        if about is None or not (mail.report or mail.automatic):
            return False
        report = mail.report
        worst = next(iter(report.recipients), Recipient()) if report is not None else Recipient()
        is_final = report is not None and report.kind == "bounce" and not worst.status.startswith("4.")
        if is_final:
            said = " ".join(part for part in (worst.status, worst.detail) if part)
            await self._came_back(about.notice_id, said or "bounce")
        log.info("notice %d to agent %d: %s, left out", about.notice_id, about.agent_id, _kind(mail))
        return True

    def _about(self, mail: Mail) -> Returned | None:
        for address in mail.delivered_to:
            if (found := returned_by_address(self._secret, address, self._email)) is not None:
                return found
        original = mail.report.original_id if mail.report is not None else ""
        return returned_by_identity(self._secret, original, self._email)


def _kind(mail: Mail) -> str:
    return mail.report.kind if mail.report is not None else f"automatic mail ({mail.automatic})"
