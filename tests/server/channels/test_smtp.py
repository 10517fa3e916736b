"""Mail servers and what they do to a mail: certain failure is told from doubt, one connection carries a burst, one mailbox waits for no other."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.channels.email.compose import Letter
from server.channels.email.sessions import Sessions
from server.channels.email.smtp import SmtpServer
from server.core.outgoing import MaybeSent, NotSent, Outcome, Sent, TakenBack
from tests.peers.certificate import certify
from tests.peers.smtp import MailPeer, mail_peer

MAIL = b"From: a@desk.example\r\nTo: b@x.example\r\nSubject: Hello\r\n\r\nWords\r\n.dot\r\n"
LETTER = Letter(MAIL, "a@desk.example", ("b@x.example",))


@pytest.fixture
async def peer() -> AsyncIterator[MailPeer]:
    """A server that takes everything."""
    async with mail_peer() as made:
        yield made


@pytest.fixture
async def sessions() -> AsyncIterator[Sessions]:
    """Connections, closed at the end."""
    made = Sessions()
    yield made
    await made.close()


async def yes() -> bool:
    """Nobody has taken it back."""
    return True


async def no() -> bool:
    """Somebody has."""
    return False


async def sent(
    sessions: Sessions, peer: MailPeer, letter: Letter = LETTER, *, mailbox_id: int = 1, claim: object = yes
) -> Outcome:
    """What becomes of a mail."""
    server = SmtpServer("127.0.0.1", peer.port, "none", timeout_s=3)
    return await sessions.use(mailbox_id, server, lambda session: session.hand_over(letter, claim))  # type: ignore[arg-type]


async def test_a_burst_goes_over_one_connection(sessions: Sessions, peer: MailPeer):
    """And every byte of each mail arrives as it was, lines with a dot too."""
    outcomes = [await sent(sessions, peer) for _ in range(5)]
    assert all(isinstance(outcome, Sent) for outcome in outcomes)
    assert peer.connections == 1
    assert peer.raw == [MAIL] * 5


async def test_a_stale_connection_is_replaced(sessions: Sessions, peer: MailPeer):
    """A server that ended an idle connection costs no attempt: nothing of the mail had left."""
    await sent(sessions, peer)
    peer.cuts_at = "mail"
    assert isinstance(await sent(sessions, peer), NotSent)
    peer.cuts_at = ""
    assert isinstance(await sent(sessions, peer), Sent)
    assert len(peer.raw) == 2


@pytest.mark.parametrize("stage", ["mail", "rcpt"])
async def test_a_line_that_breaks_before_the_words_leaves_no_doubt(
    sessions: Sessions, peer: MailPeer, stage: str
):
    """Nothing of the mail had gone."""
    peer.cuts_at = stage  # type: ignore[assignment]
    outcome = await sent(sessions, peer)
    assert isinstance(outcome, NotSent)
    assert outcome.is_line and not outcome.is_permanent


async def test_a_line_that_breaks_behind_the_words_leaves_doubt(sessions: Sessions, peer: MailPeer):
    """The server may have taken it and not been able to say so (E21)."""
    peer.cuts_at = "end"
    assert isinstance(await sent(sessions, peer), MaybeSent)


@pytest.mark.parametrize(("answer", "is_permanent"), [("451 later", False), ("550 never", True)])
@pytest.mark.parametrize("stage", ["mail", "rcpt", "end"])
async def test_an_answer_is_certain(
    sessions: Sessions, peer: MailPeer, stage: str, answer: str, is_permanent: bool
):
    """At whatever stage: 4xx for now, 5xx for good, and the connection is good for the next mail."""
    normal = getattr(peer, f"at_{stage}")
    setattr(peer, f"at_{stage}", (lambda _: answer) if stage == "rcpt" else answer)
    outcome = await sent(sessions, peer)
    assert isinstance(outcome, NotSent)
    assert (outcome.is_permanent, outcome.is_line) == (is_permanent, False)
    assert answer in outcome.detail
    setattr(peer, f"at_{stage}", normal)
    assert isinstance(await sent(sessions, peer), Sent)
    assert peer.connections == 1


async def test_some_recipients_may_be_refused(sessions: Sessions, peer: MailPeer):
    """The others get it; who did not is told, with the words, and for whom it is worth another try."""
    answers = {"full@x.example": "452 mailbox full", "gone@x.example": "550 nobody"}
    peer.at_rcpt = lambda address: answers.get(address, "250 ok")
    letter = Letter(MAIL, "a@desk.example", ("b@x.example", *answers))
    outcome = await sent(sessions, peer, letter)
    assert isinstance(outcome, Sent)
    assert outcome.refused == ("full@x.example: 452 mailbox full", "gone@x.example: 550 nobody")
    assert outcome.later == ("full@x.example",)


async def test_what_was_taken_back_in_the_last_moment_does_not_leave(sessions: Sessions, peer: MailPeer):
    """The claim is asked before the first word, and the connection stays good."""
    assert isinstance(await sent(sessions, peer, claim=no), TakenBack)
    assert peer.raw == []
    assert isinstance(await sent(sessions, peer), Sent)


async def test_a_slow_server_holds_up_its_own_mailbox_only(sessions: Sessions, peer: MailPeer):
    """Another mailbox's mail passes it."""
    async with mail_peer() as slow:
        slow.goes_on.clear()
        waiting = asyncio.create_task(sent(sessions, slow, mailbox_id=2))
        assert isinstance(await sent(sessions, peer), Sent)
        assert not waiting.done()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)


async def test_an_address_of_another_script_needs_a_server_that_knows_it(sessions: Sessions, peer: MailPeer):
    """With SMTPUTF8 it goes there as it is, without it fails for good (E24)."""
    letter = Letter(MAIL, "a@desk.example", ("منى@مثال.example",), needs_utf8=True)
    assert isinstance(await sent(sessions, peer, letter), Sent)
    assert peer.recipients == [("منى@مثال.example",)]
    async with mail_peer(takes_utf8=False) as old:
        outcome = await sent(sessions, old, letter, mailbox_id=2)
        assert isinstance(outcome, NotSent)
        assert outcome.is_permanent


async def test_a_token_logs_in_by_xoauth2(sessions: Sessions, peer: MailPeer):
    """The password is a token then; one that is refused is a matter of the line, and nothing was sent."""
    peer.passwords["desk@x.example"] = "token-1"
    server = SmtpServer("127.0.0.1", peer.port, "none", "desk@x.example", "token-1", 3, is_token=True)
    outcome = await sessions.use(1, server, lambda session: session.hand_over(LETTER, yes))
    assert isinstance(outcome, Sent)
    assert peer.logins == [("desk@x.example", "token-1")]
    stale = SmtpServer("127.0.0.1", peer.port, "none", "desk@x.example", "old", 3, is_token=True)
    refused = await sessions.use(2, stale, lambda session: session.hand_over(LETTER, yes))
    assert isinstance(refused, NotSent)
    assert (refused.is_line, refused.is_permanent) == (True, False)
    assert len(peer.raw) == 1


@pytest.mark.parametrize("security", ["tls", "starttls"])
async def test_nothing_is_said_to_a_server_that_cannot_be_trusted(
    sessions: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str
):
    """A certificate of nobody known is refused before the password; of a known authority it is taken."""
    certified = certify(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certified.certificate, certified.key)
    async with mail_peer(tls=context, security=security) as peer:
        peer.passwords["desk"] = "word"
        server = SmtpServer("127.0.0.1", peer.port, security, "desk", "word", 3)
        refused = await sessions.use(1, server, lambda session: session.hand_over(LETTER, yes))
        assert isinstance(refused, NotSent)
        assert peer.logins == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certified.authority))
        taken = await sessions.use(1, server, lambda session: session.hand_over(LETTER, yes))
        assert isinstance(taken, Sent)
        assert peer.logins == [("desk", "word")]
