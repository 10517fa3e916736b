"""The server's settings file."""

from pathlib import Path

import msgspec
import pytest

from server.config import (
    MailIdentity,
    ServerConfig,
    Smtp,
    check,
    identity_of,
    is_loopback,
    load,
    password_of,
)
from support_tui.wire.wording import problem_wording


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def told(config: ServerConfig, file: Path) -> list[str]:
    return [problem_wording(problem).removeprefix(f"{file}") for problem in check(config, file)]


def test_without_a_file_the_server_is_safe(file: Path) -> None:
    """The defaults listen to this machine alone and have nothing wrong."""
    config = load(file, {})
    assert config == ServerConfig()
    assert is_loopback(ServerConfig().host)
    assert check(ServerConfig(), file) == ()


def test_the_smtp_password_may_come_from_the_environment(file: Path) -> None:
    """A secret need not stand in a file."""
    config = load(file, {"SUPPORT_SERVER_SMTP_PASSWORD": "s3cret"})
    assert isinstance(config, ServerConfig)
    assert config.smtp.password == "s3cret"


def test_plain_http_for_other_machines_must_be_meant(file: Path) -> None:
    """Listening beyond loopback without TLS is refused unless it is allowed by name."""
    open_to_all = ServerConfig(host="0.0.0.0")
    assert told(open_to_all, file) == [
        ": server.host: Other machines can reach 0.0.0.0: set tls_certificate and tls_key, "
        "or allow_plain_http = true behind a proxy that encrypts."
    ]
    assert told(msgspec.structs.replace(open_to_all, allow_plain_http=True), file) == []


def test_settings_that_do_not_fit_together_are_told_with_their_line(file: Path) -> None:
    """Half a certificate, a missing file, two passwords and a user without any."""
    file.write_text(
        "[server]\n"
        'tls_key = "/nowhere/key.pem"\n'
        "[server.smtp]\n"
        'user = "desk"\n'
        "[server.smtp.mailboxes.Sales]\n"
        'password = "a"\n'
        f'password_file = "{file}"\n',
        encoding="utf-8",
    )
    config = load(file, {})
    assert isinstance(config, ServerConfig)
    assert told(config, file) == [
        ":2: server.tls_key: This needs server.tls_certificate too.",
        ":2: server.tls_key: There is no file /nowhere/key.pem.",
        ":4: server.smtp.user: This needs server.smtp.password_file too.",
        ":6: server.smtp.mailboxes.Sales.password: This and server.smtp.mailboxes.Sales.password_file exclude "
        "each other; set one of them.",
    ]


def test_a_mailbox_completes_its_identity_from_the_desk() -> None:
    """What a mailbox does not say is taken from the desk, but never half a login."""
    smtp = Smtp(
        host="mail.example.com",
        user="desk",
        password="a",
        sender="help@example.com",
        mailboxes={
            "Sales": MailIdentity(user="sales", password_file="sales.txt", sender="sales@example.com")
        },
    )
    assert identity_of(smtp, "Help").user == "desk"
    sales = identity_of(smtp, "Sales")
    assert (sales.host, sales.port, sales.security) == ("mail.example.com", 587, "starttls")
    assert (sales.user, sales.password, sales.sender) == ("sales", "", "sales@example.com")


def test_a_password_is_the_first_line_of_its_file(tmp_path: Path) -> None:
    """Editors end files with a line break; it is no part of the password."""
    secret = tmp_path / "secret"
    secret.write_text("s3cret\n", encoding="utf-8")
    assert password_of(MailIdentity(password_file=str(secret))) == "s3cret"
    assert password_of(MailIdentity(password="plain")) == "plain"


@pytest.mark.parametrize(
    ("host", "is_local"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("desk.example.com", False),
    ],
)
def test_loopback_is_this_machine_alone(host: str, is_local: bool) -> None:
    """A name other than localhost may be anything."""
    assert is_loopback(host) is is_local
