"""What a mailbox logs in with, as the parts that need it see it. Pure: where it is kept, and how it is sealed, is others' business."""

from typing import Final, Protocol

from support_tui.wire.mailboxes import SecretKind

__all__ = ["VARIABLE_PREFIX", "SecretKind", "Secrets", "variable_in", "what_for"]

VARIABLE_PREFIX: Final = "env:"
"""Begins the value of a secret that is not kept here but read from the environment."""


class Secrets(Protocol):
    """The secrets of all mailboxes."""

    def get(self, mailbox_id: int, kind: SecretKind) -> str | None:
        """The secret itself; None where none is set or what is set cannot be read. Never kept by whoever asks. From any thread."""
        ...

    async def put(self, mailbox_id: int, kind: SecretKind, value: str) -> None:
        """Keep another value by the desk's own doing (a token that was renewed). On the event loop."""
        ...


def what_for(mailbox_id: int, kind: SecretKind) -> str:
    """What a secret is sealed for, so that it opens in no other place."""
    return f"mailbox {mailbox_id} {kind.value}"


def variable_in(value: str) -> str | None:
    """The name of the variable that `env:NAME` reads, None for a secret that is given itself."""
    return value.removeprefix(VARIABLE_PREFIX).strip() if value.startswith(VARIABLE_PREFIX) else None
