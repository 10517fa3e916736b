"""Files within a file, as Microsoft's compound files hold them (MS-CFB). Pure; what is damaged is left out."""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

_SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR: Final = 0xFFFFFFFA
_MOST_SECTORS: Final = 200_000
_MOST_ENTRIES: Final = 20_000
_MOST_BYTES: Final = 60_000_000
_ROOT, _STREAM, _STORAGE = 5, 2, 1
_NOBODY: Final = 0xFFFFFFFF


class Entry(NamedTuple):
    """A stream or, with `children`, a folder of them."""

    name: str
    kind: int
    start: int
    size: int
    left: int
    right: int
    child: int


class Compound:
    """The folders and streams of one file."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._bytes_left = len(raw) * 2  # a file in which everything points everywhere ends here
        sector_shift, mini_shift = struct.unpack_from("<HH", raw, 30)
        self._sector, self._mini = 1 << min(sector_shift, 16), 1 << min(mini_shift, 12)
        directory, _, self._cutoff, mini_table, _, difat = struct.unpack_from("<IIIIII", raw, 48)
        self._table = self._sector_table(difat)
        self._entries = list(self._directory(directory))
        self._mini_table = _numbers(self._chain(mini_table))
        root = self._entries[0] if self._entries else None
        self._mini_raw = self._chain(root.start)[: root.size] if root else b""

    def root(self) -> dict[str, Entry]:
        """What lies in the outermost folder, by name."""
        return self.within(self._entries[0]) if self._entries else {}

    def within(self, folder: Entry) -> dict[str, Entry]:
        """What lies in a folder, by name."""
        found: dict[str, Entry] = {}
        left, seen = [folder.child], set[int]()
        while left:
            number = left.pop()
            if number in seen or number >= len(self._entries):
                continue
            seen.add(number)
            entry = self._entries[number]
            found.setdefault(entry.name, entry)
            left += [entry.left, entry.right]
        return found

    def content(self, entry: Entry) -> bytes:
        """The bytes of a stream."""
        if entry.kind != _STREAM:
            return b""
        if entry.size < self._cutoff:
            return self._mini_chain(entry.start, entry.size)
        return self._chain(entry.start, entry.size)[: entry.size]

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        return self._raw[start : start + self._sector]

    def _sector_table(self, difat: int) -> tuple[int, ...]:
        numbers = list(struct.unpack_from("<109I", self._raw, 76))
        seen = set[int]()
        while difat < _LAST_SECTOR and difat not in seen and len(seen) < 1_000:
            seen.add(difat)
            more = _numbers(self._at(difat))
            numbers += more[:-1]
            difat = more[-1] if more else _LAST_SECTOR
        used = [number for number in numbers if number < _LAST_SECTOR]
        return _numbers(b"".join(map(self._at, used[: _MOST_SECTORS // 128])))

    def _chain(self, start: int, wanted: int = _MOST_BYTES) -> bytes:
        pieces, length = list[bytes](), 0
        while start < len(self._table) and length < min(wanted, self._bytes_left):
            pieces.append(self._at(start))
            length += self._sector
            start = self._table[start]
        self._bytes_left -= length
        return b"".join(pieces)

    def _mini_chain(self, start: int, wanted: int) -> bytes:
        pieces, length = list[bytes](), 0
        while start < len(self._mini_table) and length < min(wanted, self._cutoff):
            pieces.append(self._mini_raw[start * self._mini : (start + 1) * self._mini])
            length += self._mini
            start = self._mini_table[start]
        return b"".join(pieces)[:wanted]

    def _directory(self, start: int) -> Iterator[Entry]:
        raw = self._chain(start)
        for place in range(0, min(len(raw), _MOST_ENTRIES * 128) - 127, 128):
            length, kind = struct.unpack_from("<HB", raw, place + 64)
            left, right, child = struct.unpack_from("<III", raw, place + 68)
            first, size = struct.unpack_from("<II", raw, place + 116)
            name = raw[place : place + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            yield Entry(name, kind, first, size, left, right, child)


def compound_of(raw: bytes) -> Compound | None:
    """The file taken apart, None where it is none or its beginning is damaged."""
    if not raw.startswith(_SIGNATURE) or len(raw) < 512:
        return None
    try:
        return Compound(raw)
    except struct.error:
        return None


def _numbers(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])
