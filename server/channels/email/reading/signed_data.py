"""The mail within a signature that wraps it whole (CMS SignedData, RFC 5652; S/MIME, RFC 8551). Checks no signature. Pure."""

from typing import Final, NamedTuple

_SIGNED_DATA: Final = bytes.fromhex("2a864886f70d010702")
_OBJECT, _OCTETS, _OCTETS_IN_PIECES, _EXPLICIT = 0x06, 0x04, 0x24, 0xA0
_DEEPEST: Final = 8
_MOST_ELEMENTS: Final = 100_000


class _Element(NamedTuple):
    tag: int
    start: int
    end: int
    behind: int


def signed_content(raw: bytes) -> bytes:
    """What was signed, empty where it is not within, or something else is."""
    try:
        outer = _element(raw, 0, len(raw))
        kind, wrapped = _children(raw, outer)[:2]
        if kind.tag != _OBJECT or raw[kind.start : kind.end] != _SIGNED_DATA:
            return b""
        signed = _children(raw, _children(raw, wrapped)[0])
        content = _children(raw, signed[2])
        return (
            _octets(raw, _children(raw, content[1])[0])
            if len(content) > 1 and content[1].tag == _EXPLICIT
            else b""
        )
    except (IndexError, ValueError):
        return b""


def _octets(raw: bytes, element: _Element) -> bytes:
    if element.tag == _OCTETS:
        return raw[element.start : element.end]
    if element.tag != _OCTETS_IN_PIECES:
        return b""
    return b"".join(raw[piece.start : piece.end] for piece in _children(raw, element) if piece.tag == _OCTETS)


def _children(raw: bytes, parent: _Element) -> list[_Element]:
    found, place = list[_Element](), parent.start
    while place < parent.end and len(found) < _MOST_ELEMENTS:
        found.append(_element(raw, place, parent.end))
        place = found[-1].behind
    return found


def _element(raw: bytes, place: int, limit: int, depth: int = 0) -> _Element:
    """The element at a place. Raises ValueError for what is none, IndexError where the bytes end."""
    tag, length, start = raw[place], raw[place + 1], place + 2
    if tag & 0x1F == 0x1F or depth > _DEEPEST:
        raise ValueError
    if length == 0x80:
        return _until_end(raw, tag, start, limit, depth)
    if length > 0x80:
        size = length & 0x7F
        length = int.from_bytes(raw[start : start + size])
        start += size
    end = start + length
    if end > limit:
        raise ValueError
    return _Element(tag, start, end, end)


def _until_end(raw: bytes, tag: int, start: int, limit: int, depth: int) -> _Element:
    """An element that tells its end by two zeros and not by its length."""
    place = start
    for _ in range(_MOST_ELEMENTS):
        if not raw[place] and not raw[place + 1]:
            return _Element(tag, start, place, place + 2)
        place = _element(raw, place, limit, depth + 1).behind
    raise ValueError
