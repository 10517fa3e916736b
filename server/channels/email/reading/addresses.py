"""People in headers: names and addresses, also where commas, quotes and brackets are not where they belong. Pure."""

import re
from collections.abc import Iterator
from typing import Final

from support_tui.wire import limits
from support_tui.wire.values import Address

from .headers import decoded, one_line

_ANGLE: Final = re.compile(rb"<([^<>]*)>")
#: From the start of a word only, and bounded, as a long run without an @ would be looked through anew from each of its signs.
_BARE: Final = re.compile(rb"(?<![^\s<>(),;:\"\[\]])[^\s<>(),;:\"\[\]]{1,320}@[^\s<>(),;:\"\[\]]{1,320}")
#: A bracket that nobody closed.
_OPEN: Final = re.compile(rb"<\s*([^\s<>,;]{1,320}@[^\s<>,;]{1,320})")
#: A name in quotation marks, which may hold any address; before an @ it is part of one.
_QUOTED: Final = re.compile(rb'"(?:[^"\\]|\\.)*"(?!\s*@)')
_ONLY_ANGLES: Final = re.compile(rb"\s*(?:<[^<>]*@[^<>]*>\s*){2,}$")
_ROUTE: Final = re.compile(r"^[\s,]*@[^:]*:")
_COMMENT_WITHIN: Final = re.compile(r"\([^()]*\)")
_SPACED: Final = re.compile(r"\s*([.@])\s*")
_QUOTED_LOCAL: Final = re.compile(r'"[^"]+"@')
_COMMENT: Final = re.compile(rb"\(([^()]*)\)")
_EDGES: Final = " \t\"'«»“”‘’,;"
_MOST: Final = 500


def addresses(raw: bytes, hint: str = "") -> tuple[Address, ...]:
    """Everyone in a header, in order, each address once. What has no `@` is nobody, but for `only`."""
    found: dict[str, Address] = {}
    for entry in _apart(_entries(raw)[:_MOST]):
        address = _person(entry, hint)
        if address is not None and "@" in address.email:
            found.setdefault(address.email.casefold(), address)
    return tuple(found.values())[: limits.RECIPIENTS]


def only(raw: bytes, hint: str = "") -> Address:
    """The one person of a header that names one. Without an address it is at least a name; a mail system signs with a bare word."""
    people = addresses(raw, hint)
    if people:
        return people[0]
    entry = _entries(raw)
    person = _person(entry[0], hint) if entry else None
    return person or Address("")


def _entries(raw: bytes) -> list[bytes]:
    """Parts between commas and semicolons that stand outside of quotes, brackets and comments; groups give their members."""
    entries, start, quoted, depth = list[bytes](), 0, False, 0
    for place, byte in enumerate(raw):
        character = chr(byte)
        if character == '"' and raw[place - 1 : place] != b"\\":
            quoted = not quoted
        elif quoted:
            continue
        elif character in "<(":
            depth += 1
        elif character in ">)":
            depth = max(0, depth - 1)
        elif character in ",;" and not depth:
            entries.append(raw[start:place])
            start = place + 1
        elif (
            character == ":" and not depth and b"@" not in raw[start:place] and b"=?" not in raw[start:place]
        ):
            start = place + 1  # the name of a group
    entries.append(raw[start:])
    if quoted:  # a quotation mark that never closes hides everybody behind it
        return [part for entry in entries for part in re.split(rb"[,;]", entry)]
    return _whole(entries)


def _whole(entries: list[bytes]) -> list[bytes]:
    """A name with a comma in it that was not quoted (`Smith, Anna <a@b>`) belongs to the address that follows."""
    whole: list[bytes] = []
    name = b""
    for entry in entries:
        if b"@" in entry or b"<" in entry:
            is_name_part = bool(name) and b"<" in entry and b"@" not in name
            whole.append(name + b"," + entry if is_name_part else entry)
            name = b""
        elif entry.strip():
            name = name + b"," + entry if name else entry
    if name and not whole:
        whole.append(name)
    return whole


def _apart(entries: list[bytes]) -> Iterator[bytes]:
    """Addresses that stand side by side without a comma, and without names, are of several people."""
    for entry in entries:
        if _ONLY_ANGLES.match(entry):
            yield from _ANGLE.findall(entry)
        elif b"<" not in entry and b'"' not in entry and b"(" not in entry and b"=?" not in entry:
            words = entry.split()
            yield from words if len(words) > 1 and all(map(_BARE.fullmatch, words)) else (entry,)
        else:
            yield entry


def _person(entry: bytes, hint: str) -> Address | None:
    outside = _QUOTED.sub(lambda quoted: b" " * len(quoted[0]), entry)
    angle = _ANGLE.findall(outside) or _OPEN.findall(outside)
    if not angle and not _BARE.search(outside):
        outside, angle = entry, _ANGLE.findall(entry)
    if angle:
        inside = next((part for part in reversed(angle) if b"@" in part), angle[-1])
        name = _OPEN.sub(b" ", _ANGLE.sub(b" ", entry))
        email = _bracketed(one_line(decoded(inside.strip(), hint)))
    else:
        bare = _BARE.search(decoded(outside, hint).encode("utf-8")) or _BARE.search(outside)
        email = decode_bare(bare[0], hint) if bare else ""
        comment = _COMMENT.search(outside)
        name = comment[1] if comment else b"" if bare else entry
    shown = one_line(decoded(_unescaped(name), hint)).strip(_EDGES)
    if not email and not shown:
        return None
    if not angle and not email and " " not in shown and entry.strip():
        return Address(shown[: limits.ADDRESS_CHARS])
    shown = "" if shown.casefold() == email.casefold() else shown
    return Address(email[: limits.ADDRESS_CHARS], shown[: limits.NAME_CHARS])


def _bracketed(inside: str) -> str:
    """The address between brackets, without the comments, blanks and ways to it that it may have there (RFC 5322, 4.4)."""
    if "(" in inside and ")" in inside:
        inside = _COMMENT_WITHIN.sub(" ", inside)
    inside = _ROUTE.sub("", inside).strip(" '").removeprefix("mailto:")
    if _QUOTED_LOCAL.match(inside):
        return inside
    return _SPACED.sub(r"\1", inside.strip(" '\"")) if " " in inside else inside.strip(" '\"")


def decode_bare(raw: bytes, hint: str) -> str:
    """An address without brackets, as text."""
    return one_line(decoded(raw, hint)).strip("'\".")


def _unescaped(name: bytes) -> bytes:
    return re.sub(rb"\\(.)", rb"\1", name).replace(b'"', b" ")
