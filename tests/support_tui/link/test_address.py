"""Addresses as people write them, and where logins are kept."""

from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from support_tui.link.address import Address, AddressProblem, parse_address
from support_tui.link.credentials import Credentials, Login
from support_tui.link.http import Http, Unreachable


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://desk.example/", "https://desk.example"),
        ("desk.example", "https://desk.example"),
        ("desk.example:8443", "https://desk.example:8443"),
        ("localhost:8080", "http://localhost:8080"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("unix:/var/lib/desk/server.sock", "http://localhost"),
    ],
)
def test_an_address_is_understood(text: str, url: str) -> None:
    """TLS unless it is this box."""
    address = parse_address(text)
    assert isinstance(address, Address) and address.url == url


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (" ", AddressProblem.EMPTY),
        ("ftp://desk.example", AddressProblem.UNKNOWN_SCHEME),
        ("https://", AddressProblem.NO_HOST),
        ("http://desk.example", AddressProblem.PLAIN_HTTP),
        ("https://desk.example:99999", AddressProblem.BAD_PORT),
    ],
)
def test_what_is_no_address_says_why(text: str, problem: AddressProblem) -> None:
    """Passwords never travel in the clear by accident."""
    assert parse_address(text) is problem
    assert not isinstance(parse_address("http://desk.example", allow_plain=True), AddressProblem)


async def test_nobody_there_is_a_value() -> None:
    """No exception reaches a pane."""
    address = parse_address("http://127.0.0.1:9")
    assert isinstance(address, Address)
    http = Http(address)
    assert isinstance(await http.snapshot(), Unreachable)
    await http.close()


@pytest.fixture
def no_keyring() -> None:
    keyring.set_keyring(NoKeyring())


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_the_token_is_in_a_file_of_its_owner(tmp_path: Path) -> None:
    """The last login comes first; logging out leaves nothing."""
    path = tmp_path / "logins.json"
    credentials = Credentials(path)
    assert credentials.last() is None
    credentials.keep(Login("https://a.example", "rae@a.example", "secret-a"))
    credentials.keep(Login("https://b.example", "rae@b.example", "secret-b", "PEM"))
    assert path.stat().st_mode & 0o077 == 0
    assert Credentials(path).last() == Login("https://b.example", "rae@b.example", "secret-b", "PEM")
    known = credentials.of("https://a.example")
    assert known is not None and known.token == "secret-a"
    credentials.forget("https://b.example")
    assert "secret-b" not in path.read_text()
    assert credentials.of("https://b.example") is None
