"""Trying the servers of a mailbox: each step tells what came of it, and what to do where it failed."""

import socket
import ssl
from pathlib import Path
from typing import Any

import pytest

from server.channels.email.testing import peer
from server.config import ServerConfig, Smtp
from support_tui.wire import codec
from support_tui.wire.commands import SaveMailbox
from support_tui.wire.mail_wording import advice_wording, step_wording
from support_tui.wire.mailbox_tests import TestReport
from support_tui.wire.mailboxes import ImapSettings, MailSettings, SmtpSettings
from tests.peers.certificate import certify
from tests.peers.dovecot import Account, Dovecot
from tests.peers.scripted import IMAP, SMTP, scripted, scripted_imap, scripted_smtp
from tests.server.served import ServedDesk, served_desk

WORD = "kx7-open-sesame-q93"
SECRET = {"imap_password": WORD}
LOGIN = {"user": "desk@scripted.example"}
Steps = list[tuple[str, str, str | None]]


async def tried(desk: ServedDesk, part: str, **asked: Any) -> TestReport:
    """A test by Ada; nothing in its answer is a secret."""
    answer = await desk.ask("POST", "/api/mailboxes/test", json={"part": part, **asked})
    assert answer.status == 200, answer.content
    assert WORD.encode() not in answer.content
    report = codec.decode(answer.content, TestReport)
    for step in report.steps:
        for language in ("en", "ar"):
            assert step_wording(step, language)
            advice_wording(step, language)
    return report


def told(report: TestReport) -> Steps:
    """What came of each step: its kind, its result and what was wrong."""
    return [
        (step.kind.value, step.result.value, step.trouble and step.trouble.code.value)
        for step in report.steps
    ]


def imap(port: int, **settings: Any) -> dict[str, Any]:
    """Settings of a server on this machine."""
    return {"imap": {"host": "127.0.0.1", "port": port, "security": "none", **settings}}


def smtp(port: int, **settings: Any) -> dict[str, Any]:
    """Settings of a server on this machine."""
    return {"smtp": {"host": "127.0.0.1", "port": port, "security": "none", **settings}}


# ---------------------------------------------------------------- with a real server


@pytest.fixture
def trusted(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The authority of this run is trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.certified.authority))


@pytest.mark.parametrize("security", ["tls", "starttls"])
async def test_a_mailbox_that_works(
    desk: ServedDesk, dovecot: Dovecot, account: Account, trusted: None, security: str
):
    """Every step is told, with the folders there are; what is saved is tried as it is saved."""
    account.deliver()
    with account.imap() as client:
        client.create("Returns")
    port = dovecot.tls_port if security == "tls" else dovecot.port
    mail = MailSettings(imap=ImapSettings("127.0.0.1", port, security, account.user))  # type: ignore[arg-type]
    await desk.do(SaveMailbox("Support", "support@desk.example", 1, mail=mail))
    await desk.ask("PUT", "/api/mailboxes/1/secrets/imap_password", json={"value": account.password})
    report = await tried(desk, "imap", mailbox_id=1)
    assert told(report) == [
        ("connect", "done", None), ("login", "done", None), ("folders", "done", None), ("idle", "done", None),
    ]  # fmt: skip
    folders = {folder.name: folder.messages for folder in report.folders}
    assert folders == {"INBOX": 1, "Returns": None}
    assert "TLS" in str(report.steps[0].params["tls"])


async def test_a_wrong_password_is_told(desk: ServedDesk, dovecot: Dovecot, account: Account):
    """In the server's words; what is only tried is kept nowhere."""
    mail = imap(dovecot.port, user=account.user)
    report = await tried(desk, "imap", mail=mail, secrets={"imap_password": WORD})
    assert told(report)[-1] == ("login", "failed", "login_refused")
    assert "Authentication failed" in str(report.steps[-1].trouble.params["said"])
    assert (await desk.ask("GET", "/api/mailboxes/1/secrets")).json == {}
    assert told(await tried(desk, "imap", mail=mail))[-1] == ("login", "failed", "no_secret")


async def test_a_password_of_any_script_is_tried(desk: ServedDesk, dovecot: Dovecot, account: Account):
    """Not every password is ASCII."""
    account.change_password("كلمة سر")
    mail = imap(dovecot.port, user=account.user)
    report = await tried(desk, "imap", mail=mail, secrets={"imap_password": "كلمة سر"})
    assert not report.has_failed


async def test_a_folder_that_is_not_there_is_noted(desk: ServedDesk, dovecot: Dovecot, account: Account):
    """With those that are; INBOX is one, however it is written."""
    mail = imap(dovecot.port, user=account.user, folders=["inbox", "Retours"])
    report = await tried(desk, "imap", mail=mail, secrets={"imap_password": account.password})
    assert ("folders", "noted", "no_folder") in told(report)
    assert [step.trouble.params["folder"] for step in report.steps if step.trouble] == ["Retours"]
    assert [folder.name for folder in report.folders] == ["INBOX"]


async def test_a_certificate_that_nobody_vouches_for_is_told(desk: ServedDesk, dovecot: Dovecot):
    """And no password has been said."""
    mail = imap(dovecot.tls_port, security="tls", **LOGIN)
    report = await tried(desk, "imap", mail=mail, secrets={"imap_password": WORD})
    assert told(report) == [("connect", "failed", "certificate_untrusted")]


@pytest.mark.parametrize(
    ("certificate", "code"),
    [({"lasts_days": 0}, "certificate_expired"), ({"host": "other.example"}, "certificate_of_another")],
)
@pytest.mark.parametrize("part", ["imap", "smtp"])
async def test_a_certificate_that_is_wrong_is_told(
    desk: ServedDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, certificate: Any, code: str, part: str
):
    """Expired and another server's are two things."""
    certified = certify(tmp_path, **certificate)
    monkeypatch.setenv("SSL_CERT_FILE", str(certified.authority))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certified.certificate, certified.key)
    async with scripted({}, tls=context) as server:
        settings = (imap if part == "imap" else smtp)(server.port, security="tls")
        assert told(await tried(desk, part, mail=settings)) == [("connect", "failed", code)]


# ---------------------------------------------------------------- what else can be wrong


@pytest.mark.parametrize("part", ["imap", "smtp"])
async def test_nothing_set_is_no_failure(desk: ServedDesk, part: str):
    """It is told that there is nothing to try."""
    assert told(await tried(desk, part, mailbox_id=1)) == [("connect", "skipped", None)]


@pytest.mark.parametrize("part", ["imap", "smtp"])
async def test_servers_that_are_not_there_are_told_apart(desk: ServedDesk, part: str):
    """A name that nobody knows, and a port that nobody listens at."""
    settings = imap if part == "imap" else smtp
    unknown = settings(1)
    unknown[part]["host"] = "no-such-host.invalid"
    assert told(await tried(desk, part, mail=unknown)) == [("connect", "failed", "host_unknown")]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert told(await tried(desk, part, mail=settings(port))) == [("connect", "failed", "not_listening")]


@pytest.mark.parametrize("part", ["imap", "smtp"])
async def test_a_server_that_says_nothing_is_given_up(
    desk: ServedDesk, part: str, monkeypatch: pytest.MonkeyPatch
):
    """Whoever waits is told in time."""
    for module in ("peer", "way_in", "way_out"):
        monkeypatch.setattr(f"server.channels.email.testing.{module}.ANSWER_S", 0.2)
    async with scripted({}, greeting="") as server:
        settings = (imap if part == "imap" else smtp)(server.port)
        assert told(await tried(desk, part, mail=settings)) == [("connect", "failed", "silent")]


@pytest.mark.parametrize("part", ["imap", "smtp"])
@pytest.mark.parametrize("security", ["tls", "starttls"])
async def test_a_server_without_encryption_gets_no_password(desk: ServedDesk, part: str, security: str):
    """It is told that it does not encrypt."""
    way = scripted_imap() if part == "imap" else scripted_smtp()
    async with way as server:
        settings = (imap if part == "imap" else smtp)(server.port, security=security, **LOGIN)
        report = await tried(desk, part, mail=settings, secrets={f"{part}_password": WORD})
        assert told(report) == [("connect", "failed", "no_tls")]
        assert WORD not in " ".join(server.heard)


async def test_a_server_without_idle_is_noted(desk: ServedDesk):
    """It is asked now and then instead, and the test says how often."""
    async with scripted_imap(CAPABILITY="* CAPABILITY IMAP4rev1\r\n{tag} OK done") as server:
        report = await tried(desk, "imap", mail=imap(server.port, poll_s=90, **LOGIN), secrets=SECRET)
    assert report.steps[-1].result == "noted"
    assert "90 s" in step_wording(report.steps[-1])


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("NO [ALERT] Application-specific password required: https://support.google.com/", "app password"),
        ("NO [PRIVACYREQUIRED] Plaintext authentication disallowed", "tls or starttls"),
        ("NO BasicAuthBlocked", "OAuth 2"),
        ("NO [AUTHENTICATIONFAILED] Invalid credentials", "Check user and password"),
    ],
)
async def test_what_a_refused_login_needs_is_told(desk: ServedDesk, said: str, advice: str):
    """Large providers refuse the password that people know; the advice says what they want."""
    async with scripted_imap(LOGIN=f"{{tag}} {said}") as server:
        report = await tried(desk, "imap", mail=imap(server.port, **LOGIN), secrets={"imap_password": WORD})
    assert told(report)[-1] == ("login", "failed", "login_refused")
    assert advice in advice_wording(report.steps[-1])


async def test_a_server_may_know_who_connects(desk: ServedDesk):
    """Without a user there is no login; a server that wants one says so."""
    async with scripted(IMAP, greeting="* PREAUTH welcome") as server:
        assert ("login", "skipped", None) in told(await tried(desk, "imap", mail=imap(server.port)))
    async with scripted_imap() as server:
        report = await tried(desk, "imap", mail=imap(server.port))
    assert told(report)[-1] == ("login", "failed", "said_no")
    assert "set user and password" in advice_wording(report.steps[-1])


async def test_nonsense_is_told_as_such(desk: ServedDesk):
    """A web server at the port, an answer that is none, a line that is cut."""
    async with scripted({}, greeting="HTTP/1.1 400 Bad Request") as server:
        assert told(await tried(desk, "imap", mail=imap(server.port)))[-1][2] in ("nonsense", "line_broke")
    async with scripted({}, greeting="HTTP/1.1 400 Bad Request") as server:
        assert told(await tried(desk, "smtp", mail=smtp(server.port)))[-1][2] in ("nonsense", "said_no")
    async with scripted_imap(LIST="* LIST (( nonsense\r\n{tag} OK done") as server:
        assert not (await tried(desk, "imap", mail=imap(server.port, **LOGIN), secrets=SECRET)).folders


async def test_folders_have_the_names_that_people_gave_them(desk: ServedDesk):
    """Other scripts come encoded; what holds only other folders cannot be read; the server's uses are told."""
    listed = (
        '* LIST (\\HasNoChildren) "/" INBOX\r\n* LIST (\\Noselect) "/" Shops\r\n'
        '* LIST (\\Sent) "/" "&BkUGMQYzBkQ-"\r\n{tag} OK done'
    )
    async with scripted_imap(LIST=listed) as server:
        report = await tried(desk, "imap", mail=imap(server.port, **LOGIN), secrets=SECRET)
    assert [(folder.name, folder.use, folder.can_be_read) for folder in report.folders] == [
        ("INBOX", "", True), ("Shops", "", False), ("مرسل", "Sent", True),
    ]  # fmt: skip


# ---------------------------------------------------------------- the way out


async def test_a_test_mail_is_sent_where_it_is_asked_for(desk: ServedDesk):
    """From the mailbox's address, marked as no human's; without being asked nothing is sent."""
    async with scripted_smtp() as server:
        asked = {"mailbox_id": 1, "mail": smtp(server.port, **LOGIN), "secrets": {"smtp_password": WORD}}
        report = await tried(desk, "smtp", **asked)
        assert told(report) == [("connect", "noted", None), ("login", "done", None)]
        assert not any(line.startswith("MAIL") for line in server.heard)
        report = await tried(desk, "smtp", **asked, send_to="ada@desk.example")
    assert told(report)[-1] == ("send", "done", None)
    assert "taken as 7" in step_wording(report.steps[-1])
    assert "RCPT TO:<ada@desk.example>" in server.heard
    assert "From: Support <support@desk.example>" in server.heard
    assert "Auto-Submitted: auto-generated" in server.heard


async def test_an_address_that_is_none_gets_no_mail(desk: ServedDesk):
    """It is refused before anything is tried."""
    answer = await desk.ask("POST", "/api/mailboxes/test", json={"part": "smtp", "send_to": "nobody"})
    assert answer.code == "bad_address"


@pytest.mark.parametrize(
    ("replies", "step", "code", "advice"),
    [
        ({"AUTH": "535 5.7.8 Bad credentials"}, "login", "login_refused", "Check user and password"),
        ({"AUTH": "534-5.7.9 Application-specific password\r\n534 required"}, "login", "login_refused", "app password"),
        ({"EHLO": "250 scripted"}, "login", "said_no", "tls or starttls"),
        ({"MAIL": "550 5.7.60 not yours to send as"}, "send", "said_no", ""),
        ({"RCPT": "550 5.1.1 nobody here"}, "send", "said_no", ""),
        ({".": "554 5.7.1 that looks like spam"}, "send", "said_no", ""),
    ],
)  # fmt: skip
async def test_what_a_mail_server_refuses_is_told(
    desk: ServedDesk, replies: Any, step: str, code: str, advice: str
):
    """At the step it happens at, in the server's words."""
    async with scripted({**SMTP, **replies}, greeting="220 scripted") as server:
        report = await tried(
            desk, "smtp", mailbox_id=1, mail=smtp(server.port, **LOGIN), secrets={"smtp_password": WORD},
            send_to="ada@desk.example",
        )  # fmt: skip
    assert told(report)[-1] == (step, "failed", code)
    assert advice in advice_wording(report.steps[-1])


async def test_a_mailbox_without_a_way_of_its_own_is_tried_by_the_common_one(tmp_path: Path):
    """That of the config file, with its password."""
    async with scripted_smtp() as server:
        common = Smtp(host="127.0.0.1", port=server.port, security="none", user="desk", password=WORD)
        async with served_desk(tmp_path / "desk", ServerConfig(port=0, smtp=common)) as desk:
            report = await tried(desk, "smtp", mailbox_id=1)
    assert told(report) == [("connect", "noted", None), ("login", "done", None)]


async def test_only_administrators_try_mailboxes(desk: ServedDesk):
    """And only mailboxes that there are."""
    assert (await desk.ask("POST", "/api/mailboxes/test", "Amal", json={"part": "imap"})).code == "forbidden"
    answer = await desk.ask("POST", "/api/mailboxes/test", json={"part": "imap", "mailbox_id": 9})
    assert answer.code == "not_found"


def test_large_providers_are_known_by_their_servers():
    """They do not all say what they want."""
    refused = peer.MailTrouble(peer.C.LOGIN_REFUSED, {"said": "NO"})
    for host, hint in (
        ("imap.gmail.com", "app_password"),
        ("outlook.office365.com", "oauth"),
        ("mail.example", None),
    ):
        assert peer.hint_of(refused, peer.Peer.of(ImapSettings(host))) == hint
    assert peer.hint_of(refused, peer.Peer.of(SmtpSettings("smtp.gmail.com"))) == "app_password"
