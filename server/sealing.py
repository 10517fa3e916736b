"""Seals what is secret with the key of the data folder (Fernet: AES-128-CBC and HMAC-SHA-256) and opens it again. Knows no table.

The key lies apart from the data: a file of the data folder that only its owner can read and that no backup holds, or a variable of
the environment. Without it what it has sealed is lost, and nothing else.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cryptography.fernet import Fernet, InvalidToken

KEY_FILE: Final = "secrets.key"
KEY_VARIABLE: Final = "SUPPORT_SERVER_SECRETS_KEY"


class KeyProblem(Exception):
    """The key cannot be used: `reason` is `bad_key`, `unreadable` or `unwritable`, `where` the file or variable."""

    def __init__(self, reason: str, where: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.reason = reason
        self.where = where


class Sealer:
    """One desk's key, read when it is first needed and made when something is first sealed."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        self._file = folder / KEY_FILE
        self._given = environ.get(KEY_VARIABLE, "")
        self._fernet: Fernet | None = None

    def seal(self, text: str, what_for: str) -> bytes:
        """Make it unreadable without the key; it opens only as `what_for`. Raises KeyProblem."""
        fernet = self._known() or self._made()
        return fernet.encrypt(f"{what_for}\n{text}".encode())

    def open(self, sealed: bytes, what_for: str) -> str | None:
        """The text that was sealed for this; None if that was with another key, or the key is lost. Raises KeyProblem."""
        fernet = self._known()
        if fernet is None:
            return None
        try:
            sealed_for, _, text = fernet.decrypt(sealed).decode().partition("\n")
        except InvalidToken:
            return None
        return text if sealed_for == what_for else None

    def _known(self) -> Fernet | None:
        if self._fernet is None and (key := self._key()) is not None:
            self._fernet = key
        return self._fernet

    def _key(self) -> Fernet | None:
        if self._given:
            return _fernet(self._given, KEY_VARIABLE)
        try:
            return _fernet(self._file.read_text(encoding="ascii").strip(), str(self._file))
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError):
            raise KeyProblem("unreadable", str(self._file)) from None

    def _made(self) -> Fernet:
        key = Fernet.generate_key()
        try:
            descriptor = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(key + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            raise KeyProblem("unwritable", str(self._file)) from None
        self._fernet = Fernet(key)
        return self._fernet


def _fernet(key: str, where: str) -> Fernet:
    try:
        return Fernet(key)
    except ValueError:
        raise KeyProblem("bad_key", where) from None
