"""How far a folder at a mail server was taken in, and which of its mails are to be (E2). Pure."""

from enum import StrEnum
from typing import Final

import msgspec

from support_tui.wire.mailboxes import Begin

ATTEMPTS: Final = 3
"""A mail that could not be taken in so many times does not hold up anybody any more (E3)."""
_CLOCKS_US: Final = 10 * 60_000_000
"""So far apart may the clocks of the desk and of a server be; a mail too many is better than one too few."""
_LONG_AGO_US: Final = 30 * 86_400_000_000


class Taking(StrEnum):
    """What becomes of a mail at the server."""

    AS_NEW = "as_new"
    AS_OLD = "as_old"
    """Under the date that it bears, with nothing left to do."""
    NOT = "not"


class Position(msgspec.Struct, frozen=True):
    """Of one folder: every mail up to `highest_uid` was taken in, but for the `failed` ones, with how often they have.

    `begun_at` is when the folder was first looked for (microseconds UTC), and `begin` what was to become of the mail from before.
    `uid_validity` 0 is a folder whose mails were never gone through whole: then no UID is known."""

    begun_at: int
    begin: Begin = Begin.NEW
    uid_validity: int = 0
    highest_uid: int = 0
    failed: dict[int, int] = {}

    def is_of(self, uid_validity: int, begin: Begin) -> bool:
        """Whether the UIDs of a folder as it is now are those that are known here, and nothing more is wanted of it than was."""
        is_known = bool(self.uid_validity) and self.uid_validity == uid_validity
        return is_known and (begin is Begin.NEW or begin is self.begin)

    @property
    def to_try_again(self) -> tuple[int, ...]:
        """The mails whose turn comes again with the next look at the folder."""
        return tuple(uid for uid, times in sorted(self.failed.items()) if times < ATTEMPTS)

    @property
    def given_up(self) -> tuple[int, ...]:
        """The mails that are missing."""
        return tuple(uid for uid, times in sorted(self.failed.items()) if times >= ATTEMPTS)


def taking(position: Position, came_at: int, written_at: int | None) -> Taking:
    """What becomes of a mail that a look through the whole folder has found and the desk does not have. `came_at` is when it came into
    the folder by the server's clock, 0 where that is not known; `written_at` is what its sender claims.

    A server that was moved may have given all its mails the day of the move: what was written long before the folder was first looked
    for is then no news, but nothing is left out for what its sender claims."""
    if 0 < came_at < position.begun_at - _CLOCKS_US:
        match position.begin:
            case Begin.NEW:
                return Taking.NOT
            case Begin.ARCHIVE:
                return Taking.AS_OLD
            case Begin.ALL:
                return Taking.AS_NEW
    is_old = written_at is not None and 0 < written_at < position.begun_at - _LONG_AGO_US
    return Taking.AS_OLD if is_old and position.begin is not Begin.ALL else Taking.AS_NEW
