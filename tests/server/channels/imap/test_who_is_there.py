"""Who is at the other end, and who we are to it: certificates, tokens, and servers that make no sense. All of it is said in words."""

import ssl
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from server.channels.email.imap import client, watching
from server.channels.email.imap.faults import MailFault
from server.channels.email.imap.line import Line, Who, open_line
from server.core.access import SYSTEM
from server.core.mail_secrets import SecretKind
from support_tui.wire.mail_states import MailTroubleCode
from support_tui.wire.mailboxes import ImapSettings, Login, OAuthSettings, Security
from tests.peers.certificate import certify
from tests.peers.dovecot import HOST, Account, Dovecot
from tests.peers.scripted_imap import ScriptedImap, scripted_imap
from tests.server.channels.imap.fetching_desk import fetching_desk, settings_for, trusting
from tests.waiting import eventually

LARGEST = 1_000_000


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken lines are tried again soon."""
    monkeypatch.setattr(watching, "RETRY_S", (0.05, 0.2))
    monkeypatch.setattr(watching, "REFUSED_S", (0.1,))


def connected(account: Account, trust: ssl.SSLContext | None = None, **changed: Any) -> Line:
    """A line to an account."""
    settings = settings_for(account, **changed)
    who = Who(account.user, account.password)
    return open_line(settings, who, trust or trusting(account), largest_bytes=LARGEST)


def trouble_of(account: Account, trust: ssl.SSLContext | None = None, **changed: Any) -> MailTroubleCode:
    """What is wrong with a line to an account."""
    with pytest.raises(MailFault) as caught:
        connected(account, trust, **changed)
    return caught.value.trouble.code


# ------------------------------------------------------------ encryption


def test_mail_is_fetched_over_tls(dovecot: Dovecot, account: Account) -> None:
    """From the first byte, or by STARTTLS before the log-in."""
    account.deliver()
    for changed in (
        {"port": dovecot.tls_port, "security": Security.TLS},
        {"security": Security.STARTTLS},
    ):
        line = connected(account, **changed)
        line.open("INBOX")
        assert line.uids_from(1) == [1]
        line.close()


def test_a_certificate_that_nobody_vouches_for_is_refused(dovecot: Dovecot, account: Account) -> None:
    """The system's own authorities do not know that of the run."""
    untrusting = ssl.create_default_context()
    code = trouble_of(account, untrusting, port=dovecot.tls_port, security=Security.TLS)
    assert code is MailTroubleCode.CERTIFICATE_UNTRUSTED
    assert (
        trouble_of(account, untrusting, security=Security.STARTTLS) is MailTroubleCode.CERTIFICATE_UNTRUSTED
    )


@pytest.mark.parametrize(
    ("made", "code"),
    [
        ({"lasts_days": 0}, MailTroubleCode.CERTIFICATE_EXPIRED),
        ({"host": "mail.elsewhere.example"}, MailTroubleCode.CERTIFICATE_OF_ANOTHER),
    ],
)
def test_a_certificate_of_the_past_or_of_another_is_refused(
    dovecot: Dovecot, account: Account, tmp_path: Path, made: dict[str, Any], code: MailTroubleCode
) -> None:
    """It is said which of both it is."""
    certified = certify(tmp_path, **made)
    for path in (certified.certificate, certified.key, tmp_path, tmp_path.parent):
        path.chmod(0o755)
    dovecot.restart(ssl_cert=f"<{certified.certificate}", ssl_key=f"<{certified.key}")
    trust = ssl.create_default_context(cafile=str(certified.authority))
    assert trouble_of(account, trust, port=dovecot.tls_port, security=Security.TLS) is code


def test_a_server_that_cannot_encrypt_hears_no_password() -> None:
    """Somebody in between may have taken STARTTLS out of its words."""
    with scripted_imap() as server:
        settings = ImapSettings(HOST, server.port, Security.STARTTLS, "support")
        with pytest.raises(MailFault) as caught:
            open_line(settings, Who("support", "secret"), ssl.create_default_context(), largest_bytes=LARGEST)
        assert caught.value.trouble.code is MailTroubleCode.NO_TLS
        assert b"LOGIN" not in server.heard


def test_words_slipped_in_behind_starttls_are_not_believed() -> None:
    """What came in plain text may be anybody's."""
    with scripted_imap() as server:
        server.answers[b"CAPABILITY"] = b"* CAPABILITY IMAP4REV1 STARTTLS\r\n%t OK done\r\n"
        server.answers[b"STARTTLS"] = b"%t OK go\r\n* CAPABILITY IMAP4REV1 SLIPPED-IN\r\n"
        settings = ImapSettings(HOST, server.port, Security.STARTTLS, "support")
        with pytest.raises(MailFault) as caught:
            open_line(settings, Who("support", "secret"), ssl.create_default_context(), largest_bytes=LARGEST)
        assert caught.value.trouble.code is MailTroubleCode.NONSENSE


def test_nobody_there_is_said(account: Account) -> None:
    """A port where nothing listens, and a name that nobody has."""
    assert trouble_of(account, port=1) is MailTroubleCode.NOT_LISTENING
    assert trouble_of(account, host="mail.invalid") is MailTroubleCode.HOST_UNKNOWN


def test_a_password_with_any_letters_opens_the_mailbox(account: Account) -> None:
    """Letters beyond ASCII, quotes and backslashes."""
    account.change_password('Straße "\\ مرحبا')
    connected(account).close()


# ------------------------------------------------------------ tokens


async def test_a_mailbox_logs_in_by_a_token(tmp_path: Path, dovecot: Dovecot, account: Account) -> None:
    """The token comes from the endpoint; one that was taken back is replaced, and when no more are given out, that is said."""
    tokens = dovecot.tokens
    tokens.user, tokens.good, tokens.asked = account.user, set(), []
    async with fetching_desk(tmp_path) as desk:
        mailbox_id = await desk.watch(account, is_on=False)
        refresh = SecretKind.OAUTH_REFRESH_TOKEN
        await desk.desk.mail_secrets.set(mailbox_id, refresh, "refresh-0", SYSTEM)
        oauth = OAuthSettings(tokens.url, "desk", "mail")
        await desk.set(mailbox_id, settings_for(account, login=Login.OAUTH2), oauth=oauth)
        await desk.is_connected()
        account.deliver(account.mail("By token"))
        await desk.has("By token")
        tokens.good.clear()
        dovecot.restart()
        account.deliver(account.mail("By another"))
        await desk.has("By token", "By another")
        tokens.good.clear()
        tokens.refuse(400, error="invalid_grant", error_description="revoked")
        dovecot.restart()
        state = await desk.says(MailTroubleCode.LOGIN_OUTDATED)
        assert state.trouble is not None and state.trouble.is_lasting


# ------------------------------------------------------------ nonsense


@pytest.fixture
def nonsense() -> Iterator[ScriptedImap]:
    """A server that can be made to say anything."""
    with scripted_imap() as server:
        yield server


def reading(server: ScriptedImap) -> Line:
    """A line to it, with the folder open."""
    settings = ImapSettings(HOST, server.port, Security.NONE, "support")
    line = open_line(settings, Who("support", "secret"), ssl.create_default_context(), largest_bytes=LARGEST)
    line.open("INBOX")
    return line


@pytest.mark.parametrize(
    "greeting",
    [b"220 mail.example ESMTP\r\n", b"\x00\xff\x80\r\n", b"HTTP/1.1 400 Bad\r\n\r\n", b"* BYE busy\r\n", b""],
)
def test_what_is_no_mail_server_is_told_from_one(
    nonsense: ScriptedImap, greeting: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another protocol, noise, a server that sends us away, one that says nothing."""
    monkeypatch.setattr(client, "ANSWER_S", 0.3)
    nonsense.greeting = greeting
    with pytest.raises(MailFault):
        reading(nonsense)


@pytest.mark.parametrize(
    "answer",
    [
        b"* 1 FETCH (UID 5 BODY[] {99999999999}\r\n",
        b"* 1 FETCH (UID 5 BODY[] {20}\r\nshort",
        b"garbage without a tag\r\n",
        b"* 1 FETCH (UID 5\n%t OK done\r\n",
        b"zzz9 OK somebody else's\r\n",
        b"%t NO [SERVERBUG] internal error\r\n",
        b"%t BAD what\r\n",
        b"* BYE shutting down\r\n",
        b"* " + b"x" * 5000 + b"\r\n",
    ],
)
def test_an_answer_that_makes_no_sense_is_said(
    nonsense: ScriptedImap, answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends the connection, never the desk, and takes neither long nor much memory."""
    monkeypatch.setattr(client, "ANSWER_S", 0.3)
    with closing(reading(nonsense)) as line:
        nonsense.answers[b"UID FETCH"] = answer
        with pytest.raises(MailFault):
            line.mails([5])


def test_an_answer_about_other_mails_is_passed_over(nonsense: ScriptedImap) -> None:
    """Servers may tell of anything in between."""
    with closing(reading(nonsense)) as line:
        nonsense.answers[b"UID FETCH"] = (
            b"* 9 FETCH (FLAGS (\\Seen))\r\n* 1 FETCH (BODY[] {5}\r\nhello UID 5)\r\n* 3 EXISTS\r\n"
            b"* 2 FETCH (UID 6 BODY[] NIL)\r\n%t OK done\r\n"
        )
        assert line.mails([5, 6]) == {5: b"hello"}
        assert line.has_waiting


def test_a_search_that_names_the_last_mail_finds_nothing_new(nonsense: ScriptedImap) -> None:
    """`6:*` in a folder of five is the fifth."""
    with closing(reading(nonsense)) as line:
        nonsense.answers[b"UID SEARCH"] = b"* SEARCH 5\r\n%t OK done\r\n"
        assert line.uids_from(6) == []


async def test_nonsense_is_said_and_survived(tmp_path: Path, dovecot: Dovecot, account: Account) -> None:
    """A desk that has met a server without sense goes on as soon as there is one with it."""
    with scripted_imap() as server:
        server.answers[b"UID SEARCH"] = b"* SEARCH one two\r\n%t OK done\r\n"
        async with fetching_desk(tmp_path) as desk:
            mailbox_id = await desk.watch(account, port=server.port)
            await desk.says(MailTroubleCode.NONSENSE)
            await desk.set(mailbox_id, settings_for(account))
            await desk.is_connected()
            account.deliver(account.mail("At last"))
            await desk.has("At last")


async def test_one_mail_that_breaks_the_line_does_not_stop_the_rest(tmp_path: Path, account: Account) -> None:
    """The server hangs up over it each time: after three times it is set aside, where people see it, and the others are here (E3)."""
    mails = {uid: account.mail(f"Mail {uid}") for uid in (1, 2, 3)}

    def fetch(tag: bytes, command: bytes) -> bytes:
        uids = [uid for uid in mails if _names(command.split()[2], uid)]
        if b"BODY.PEEK[]" not in command:
            told = [b"* %d FETCH (UID %d RFC822.SIZE %d)\r\n" % (uid, uid, len(mails[uid])) for uid in uids]
        elif 2 in uids:
            return b"* BYE internal error\r\n"
        else:
            told = [
                b"* %d FETCH (UID %d BODY[] {%d}\r\n%b)\r\n" % (uid, uid, len(mails[uid]), mails[uid])
                for uid in uids
            ]
        return b"".join(told) + tag + b" OK done\r\n"

    with scripted_imap() as server:
        server.answers[b"EXAMINE"] = (
            b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 4] ok\r\n%t OK [READ-ONLY] done\r\n"
        )
        server.answers[b"UID SEARCH"] = b"* SEARCH 1 2 3\r\n%t OK done\r\n"
        server.answers[b"UID FETCH"] = fetch
        async with fetching_desk(tmp_path) as desk:
            await desk.watch(account, port=server.port)
            await desk.has_all("Mail 1", "Mail 3", "Could not be read: INBOX: 2")
            await desk.is_connected()
            await eventually(lambda: desk.state().missing == 1, "it counts as missing")
            assert desk.state().quarantined == 1


def _names(uids: bytes, uid: int) -> bool:
    """Whether a set of UIDs, as commands name them, holds one."""
    for part in uids.split(b","):
        first, _, last = part.partition(b":")
        if int(first) <= uid <= int(last or first):
            return True
    return False
