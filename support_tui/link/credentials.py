"""Where a login is kept between runs: the token in the system's keyring, else in a file only its owner can read. Never in a log."""

import contextlib
import hashlib
import os
from pathlib import Path

import msgspec

_SERVICE = "support-tui"


class Login(msgspec.Struct, frozen=True, omit_defaults=True):
    """A server, who logged in there, and with what; `pinned_pem` is the certificate trusted at the first use."""

    url: str
    email: str
    token: str = ""
    pinned_pem: str = ""

    @property
    def file_name(self) -> str:
        """A name for files that belong to this agent at this server."""
        return hashlib.sha256(f"{self.email}\n{self.url}".encode()).hexdigest()[:16]


class Credentials:
    """Logins by server, the last one first. `path` is the file; the token stands in it only where there is no keyring."""

    def __init__(self, path: Path, *, use_keyring: bool = True) -> None:
        self._path = path
        self._use_keyring = use_keyring

    def last(self) -> Login | None:
        """The login used last, with its token; None before the first one, or where the file cannot be read."""
        kept = self._read()
        return self._with_token(kept[0]) if kept else None

    def of(self, url: str) -> Login | None:
        """The login at a server."""
        return next((self._with_token(login) for login in self._read() if login.url == url), None)

    def server(self, url: str) -> Login | None:
        """The same without asking the keyring for the token, which takes a tenth of a second."""
        return next((login for login in self._read() if login.url == url), None)

    def keep(self, login: Login) -> None:
        """Remember a login, in front of all others. Raises OSError where the file cannot be written."""
        kept = [other for other in self._read() if other.url != login.url]
        is_in_keyring = self._use_keyring and _to_keyring(login)
        stored = msgspec.structs.replace(login, token="") if is_in_keyring else login
        self._write([stored, *kept])

    def forget(self, url: str) -> None:
        """Log out at a server: its token is gone from this machine."""
        for login in self._read():
            if login.url == url and self._use_keyring:
                _from_keyring_deleted(login)
        self._write([login for login in self._read() if login.url != url])

    def _with_token(self, login: Login) -> Login:
        if login.token or not self._use_keyring:
            return login
        return msgspec.structs.replace(login, token=_from_keyring(login))

    def _read(self) -> list[Login]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=list[Login])
        except (OSError, msgspec.MsgspecError):
            return []

    def _write(self, logins: list[Login]) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.encode(logins))
            file.flush()
            os.fsync(file.fileno())
        fresh.chmod(0o600)
        fresh.replace(self._path)


def _account(login: Login) -> str:
    return f"{login.email}@{login.url}"


def _to_keyring(login: Login) -> bool:
    """Whether the system's keyring has taken the token; many servers and containers have none."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, _account(login), login.token)
        return keyring.get_password(_SERVICE, _account(login)) == login.token
    except (KeyringError, OSError):
        return False


def _from_keyring(login: Login) -> str:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, _account(login)) or ""
    except (KeyringError, OSError):
        return ""


def _from_keyring_deleted(login: Login) -> None:
    import keyring
    from keyring.errors import KeyringError

    with contextlib.suppress(KeyringError, OSError):
        keyring.delete_password(_SERVICE, _account(login))
