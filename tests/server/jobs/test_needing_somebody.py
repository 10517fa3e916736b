"""A way out that only a person can mend is told sooner than one that mends itself, and in words."""

import ssl
from pathlib import Path

import pytest

from server.channels.email.ways import Ways, way_of
from server.config import Smtp
from server.core.access import SYSTEM
from server.core.mail_alarms import LASTING_US, watched_after
from server.core.mail_secrets import SecretKind
from server.core.outgoing import NotSent
from support_tui.wire.mail_states import MailTrouble, MailTroubleCode
from support_tui.wire.mailboxes import Login, MailSettings, Security, SmtpSettings
from support_tui.wire.views import Directory, Mailbox
from tests.peers.certificate import certify
from tests.peers.smtp import mail_peer
from tests.server.jobs.test_changed_ways import one_round, send_by
from tests.server.jobs.test_deliver import Office, an_office


def trouble_of(office: Office) -> MailTrouble:
    """Why its replies wait."""
    trouble = office.desk.desk.mail.states.of(1).out_trouble
    assert trouble is not None
    return trouble


async def test_a_login_that_is_refused_needs_somebody(tmp_path: Path):
    """Those who administer are told after five minutes; of a server that has no time, after thirty."""
    async with an_office(tmp_path) as office, mail_peer() as own:
        await send_by(office, SmtpSettings("127.0.0.1", own.port, Security.NONE, "desk"))
        await office.desk.desk.mail_secrets.set(1, SecretKind.SMTP_PASSWORD, "wrong", SYSTEM)
        await office.reply()
        await one_round(office)
        assert "535" in str(trouble_of(office).params["said"])
        states = office.desk.desk.mail.states.all()
        before, _ = watched_after(states, {}, 0)
        assert watched_after(states, before, LASTING_US)[1] == ((1, trouble_of(office)),)


async def test_a_server_that_has_no_time_needs_nobody(tmp_path: Path):
    """It is tried again by itself."""
    async with an_office(tmp_path) as office:
        office.postbox.at_end = "421 go away"
        await office.reply()
        await one_round(office)
        assert not trouble_of(office).is_lasting


async def test_a_certificate_that_nobody_believes_needs_somebody(tmp_path: Path):
    """Waiting makes it no better."""
    certified = certify(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certified.certificate, certified.key)
    async with an_office(tmp_path) as office, mail_peer(tls=context, security="tls") as own:
        await send_by(office, SmtpSettings("127.0.0.1", own.port, Security.TLS, ""))
        await office.reply()
        await one_round(office)
        assert "certificate" in str(trouble_of(office).params["said"]).lower()
        assert trouble_of(office).is_lasting


class _NoSecrets:
    def get(self, mailbox_id: int, kind: SecretKind) -> str | None:
        return None

    async def put(self, mailbox_id: int, kind: SecretKind, value: str) -> None:
        raise AssertionError("nothing is kept")


class _Refusing:
    """A provider that says why it gives no token."""

    def __init__(self, trouble: MailTrouble) -> None:
        self._trouble = trouble

    async def token(self, mailbox_id: int) -> str | MailTrouble:
        return self._trouble

    def forget(self, mailbox_id: int) -> None:
        raise AssertionError("there was none")


@pytest.mark.parametrize("is_lasting", [True, False])
async def test_a_token_that_is_not_given_is_told_in_words(is_lasting: bool):
    """As the author of the reply reads them: no names of this program's own things."""
    said = {"host": "login.example", "said": "consent was withdrawn"}
    trouble = MailTrouble(MailTroubleCode.TOKEN_REFUSED, {**said}, is_lasting=is_lasting)
    smtp = SmtpSettings("smtp.example", user="desk", login=Login.OAUTH2)
    box = Mailbox(1, "Support", "support@desk.example", mail=MailSettings(smtp=smtp))
    ways = Ways(Smtp(), lambda: Directory(mailboxes=(box,)), _NoSecrets(), _Refusing(trouble))
    way = way_of(Smtp(), box)
    assert way is not None
    server = await ways.server(way)
    assert isinstance(server, NotSent)
    assert server.detail == "desk: login.example gave no token: consent was withdrawn"
    assert server.needs_person is is_lasting
