"""People in headers: names and addresses, also where commas, quotes and brackets are not where they belong. Pure."""

import re
from typing import Final

from support_tui.wire import limits
from support_tui.wire.values import Address

from .headers import decoded, one_line

_ANGLE: Final = re.compile(rb"<([^<>]*)>")
#: Bounded, as a long run without an @ would be looked through anew from each of its signs.
_BARE: Final = re.compile(rb"[^\s<>(),;:\"\[\]]{1,320}@[^\s<>(),;:\"\[\]]{1,320}")
_COMMENT: Final = re.compile(rb"\(([^()]*)\)")
_EDGES: Final = " \t\"'«»“”‘’,;"
_MOST: Final = 500


def addresses(raw: bytes, hint: str = "") -> tuple[Address, ...]:
    """Everyone in a header, in order, each address once. What has no `@` is nobody, but for `only`."""
    found: dict[str, Address] = {}
    for entry in _entries(raw)[:_MOST]:
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


def _person(entry: bytes, hint: str) -> Address | None:
    angle = _ANGLE.findall(entry)
    if angle:
        inside = next((part for part in reversed(angle) if b"@" in part), angle[-1])
        name = _ANGLE.sub(b" ", entry)
        email = one_line(decoded(inside.strip(), hint)).removeprefix("mailto:").strip(" '\"")
    else:
        bare = _BARE.search(decoded(entry, hint).encode("utf-8")) or _BARE.search(entry)
        email = decode_bare(bare[0], hint) if bare else ""
        comment = _COMMENT.search(entry)
        name = comment[1] if comment else b"" if bare else entry
    shown = one_line(decoded(_unescaped(name), hint)).strip(_EDGES)
    if not email and not shown:
        return None
    if not angle and not email and " " not in shown and entry.strip():
        return Address(shown[: limits.ADDRESS_CHARS])
    shown = "" if shown.casefold() == email.casefold() else shown
    return Address(email[: limits.ADDRESS_CHARS], shown[: limits.NAME_CHARS])


def decode_bare(raw: bytes, hint: str) -> str:
    """An address without brackets, as text."""
    return one_line(decoded(raw, hint)).strip("'\".")


def _unescaped(name: bytes) -> bytes:
    return re.sub(rb"\\(.)", rb"\1", name).replace(b'"', b" ")
