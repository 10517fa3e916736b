"""The opaque cursors of list pages: where a page ends, as text that only this module reads."""

import base64
import binascii
from typing import Final

import msgspec

END: Final = "end"
"""As `before`: the last page of the list."""


class Cursor(msgspec.Struct, frozen=True, array_like=True):
    """A row's place in a list: its normalised sort key and id, and the position it had when it was shown.

    `rank` puts exact words before other forms. `tops` are the newest entries of the word index (message, conversation) that the
    list knew when it was first asked for: a list of many finds counts positions from there."""

    key: int
    id: int
    position: int
    rank: int = 0
    tops: tuple[int, int] | None = None

    @property
    def place(self) -> tuple[int, int, int]:
        """What rows of the list are compared by."""
        return self.rank, self.key, self.id


_decoder = msgspec.json.Decoder(Cursor)


def encode_cursor(cursor: Cursor) -> str:
    """The cursor as text for an address."""
    return base64.urlsafe_b64encode(msgspec.json.encode(cursor)).decode().rstrip("=")


def decode_cursor(text: str) -> Cursor | None:
    """The cursor in a text that came from outside, None where it is none of ours."""
    try:
        return _decoder.decode(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError, msgspec.DecodeError):
        return None
