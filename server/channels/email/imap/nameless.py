"""Mails without an identity of their own: which of a folder are here is remembered by their numbers, so that no comparison fetches them
again. In the thread of their mailbox."""

import hashlib
import re
from collections.abc import Iterable
from typing import Final

from ..reading.mail import message_id_in
from .desk import DeskSide
from .faults import MailFault
from .taking import Fetched

_HEAD_BYTES: Final = 64 * 1024
_NAMED: Final = re.compile(rb"^message-id:[ \t]*<[^<>\s]+>", re.IGNORECASE | re.MULTILINE)
_END: Final = re.compile(rb"\r?\n\r?\n")


def is_nameless(raw: bytes) -> bool:
    """Whether a mail bears no identity; most do, and are not read for it."""
    end = _END.search(raw)
    head = raw[: min(end.start() if end else _HEAD_BYTES, _HEAD_BYTES)]
    return not _NAMED.search(head) and not message_id_in(head)


class Nameless:
    """Those of one folder. Numbers mean something only as long as the folder is numbered so."""

    def __init__(self, desk: DeskSide, mailbox_id: int, folder: str) -> None:
        self._desk = desk
        self._mailbox_id = mailbox_id
        self._folder = folder
        self._uid_validity = 0
        self._here: frozenset[int] = frozenset()

    def here(self, uid_validity: int) -> frozenset[int]:
        """Their numbers."""
        if uid_validity != self._uid_validity:
            self._here = self._desk.books.nameless(self._mailbox_id, self._folder, uid_validity)
            self._uid_validity = uid_validity
        return self._here

    def taken(self, uid_validity: int, mails: Iterable[Fetched]) -> None:
        """These are here by now, on disk. Raises MailFault where that cannot be remembered."""
        found = {mail.uid: mail.raw for mail in mails if mail.is_whole and is_nameless(mail.raw)}
        fresh = {uid: raw for uid, raw in found.items() if uid not in self.here(uid_validity)}
        if fresh and uid_validity:
            self._remember(uid_validity, fresh)
        self._here |= fresh.keys()

    def _remember(self, uid_validity: int, fresh: dict[int, bytes]) -> None:
        digests = {uid: hashlib.sha256(raw).hexdigest() for uid, raw in fresh.items()}
        trouble = self._desk.do(
            self._desk.books.keep_nameless(self._mailbox_id, self._folder, uid_validity, digests)
        )
        if trouble is not None:
            raise MailFault.of(trouble)
