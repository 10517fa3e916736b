"""What the desk remembers of folders at mail servers, and which of their mails it has. From any thread but for `save`."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol, TypeVar

from support_tui.wire.mail_states import MailTrouble, MailTroubleCode
from support_tui.wire.refusals import Refusal

from ....core.mail_positions import Position
from ....storage.db import Reader
from ....storage.tables import mail_positions

T = TypeVar("T")


class Tables(Protocol):
    """The desk's tables: reading at once, writing through the one writer."""

    def read(self, work: Callable[[Reader], T]) -> T: ...
    async def write(self, work: Callable[[Reader], T]) -> T | Refusal: ...


class MailBooks:
    """`path_of` is where the bytes of a digest are kept."""

    def __init__(self, tables: Tables, path_of: Callable[[str], Path]) -> None:
        self._tables = tables
        self._path_of = path_of

    def position(self, mailbox_id: int, folder: str) -> Position | None:
        """How far a folder was taken in; None where it was never looked for."""
        return self._tables.read(lambda reader: mail_positions.position(reader, mailbox_id, folder))

    async def save(
        self, mailbox_id: int, folder: str, after: Position, before: Position | None, why: dict[int, str]
    ) -> MailTrouble | None:
        """Remember that a folder stands so now, on disk when this returns; what keeps the desk from it otherwise."""
        return _trouble(
            await self._tables.write(
                lambda writer: mail_positions.save(writer, mailbox_id, folder, after, before, why)
            )
        )

    def nameless(self, mailbox_id: int, folder: str, uid_validity: int) -> frozenset[int]:
        """The mails of a folder that bear no identity and are here, by their numbers."""
        return self._tables.read(
            lambda reader: mail_positions.nameless(reader, mailbox_id, folder, uid_validity)
        )

    async def keep_nameless(
        self, mailbox_id: int, folder: str, uid_validity: int, digests: dict[int, str]
    ) -> MailTrouble | None:
        """Remember that these are here too; what keeps the desk from it otherwise."""
        return _trouble(
            await self._tables.write(
                lambda writer: mail_positions.keep_nameless(writer, mailbox_id, folder, uid_validity, digests)
            )
        )

    def sizes(self, mailbox_id: int, external_ids: Iterable[str]) -> dict[str, int]:
        """The mails of these identities that came in by a mailbox, with how many bytes are kept of each."""
        digests = self._tables.read(
            lambda reader: mail_positions.raw_digests(reader, mailbox_id, external_ids)
        )
        return {external_id: self._size(digest) for external_id, digest in digests.items()}

    def _size(self, digest: str) -> int:
        """Nothing where the bytes are not here."""
        try:
            return self._path_of(digest).stat().st_size
        except (OSError, ValueError):
            return 0


def _trouble(refusal: Refusal | None) -> MailTrouble | None:
    return None if refusal is None else MailTrouble(MailTroubleCode.NOT_KEPT, {"reason": refusal.code.value})
