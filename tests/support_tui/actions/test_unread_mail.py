"""Mails that could not be read are read again by one key, and the agent is told what became of it (E7)."""

from support_tui.actions import later, mail
from support_tui.wire.quarantine import MailRetried
from support_tui.wire.refusals import Refusal, RefusalCode
from tests.support_tui.actions.agents import AnAgent
from tests.support_tui.fakes import a_message

UNREAD = a_message(1, 1, reason="unreadable")


async def test_the_mail_behind_a_message(agent: AnAgent) -> None:
    """The key that sends a reply again reads it; where it belongs elsewhere, one is led there."""
    agent.server.retried = MailRetried({1: 4})
    await later.decide(agent.context(1), UNREAD)
    assert ("retry mail", (1,)) in agent.server.asked
    assert agent.ui.said == ["mail-asked", "mail-read"]
    assert ("open", 4) in agent.ui.done


async def test_all_of_them(agent: AnAgent) -> None:
    """After an upgrade; what remains unread is told."""
    agent.server.retried = MailRetried({1: 1}, (2,))
    await mail.read_again(agent.context(1))
    assert ("retry mail", ()) in agent.server.asked
    assert agent.ui.said == ["mail-asked", "mail-still-unread"]
    assert agent.ui.done == []


async def test_without_a_line_or_a_right(agent: AnAgent) -> None:
    """It is said, and nothing else happens."""
    agent.server.is_down = True
    await mail.read_again(agent.context(1))
    assert agent.ui.said[-1] == "mail-unreachable"
    agent.server.answers = [Refusal(RefusalCode.FORBIDDEN, {"action": "retry_mail"})]
    await mail.read_again(agent.context(1))
    assert "not allowed" in agent.ui.said[-1]
