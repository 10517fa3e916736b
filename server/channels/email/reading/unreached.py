"""Whom a report in words says that a mail did not reach, with the code for each, and which mail it was. Pure (E29)."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final

from .report_words import RETURNED_BELOW, SYSTEM_ADDRESS

STATUS: Final = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
REPLY_CODE: Final = re.compile(r"(?<![\d.])([45])\d\d(?=[ \-\]])")
_AN_ADDRESS: Final = r"[^\s<>(),;:=/\"'\[\]]{1,320}@[^\s<>(),;:\"'\[\]]{1,320}[^\s<>(),;:\"'\[\].]"
ADDRESS: Final = re.compile(_AN_ADDRESS)
#: A line begins with it, as lists of recipients do, or a name stands before it.
_LISTED: Final = re.compile(
    rf"[\s>*|\-]*(?:\"?[^\"<>@:]{{1,60}}\"?\s*<|[\"'<\[(])?({_AN_ADDRESS})[\"'>\])]*\s*(?:$|[:;,(>\[]|\.(?:[\s.]|$)|on \w|\s[-–—=])"
)
#: A word before it says so.
_LABELLED: Final = re.compile(
    rf"(?:rcpt to:|\bsmtp=|\brecipients?(?: address)?\s*:|\bunknown user\s*:|\buser unknown\s*:|(?<!from )\baddress\s*:|"
    rf"\b(?:expanded|generated) from:?)\s*[\"'<]*({_AN_ADDRESS})",
    re.IGNORECASE,
)
_SENT_TO: Final = re.compile(
    rf"\b(?:address(?:ed to)?|deliver(?:ed|y)?(?: (?:your|the|this) (?:message|mail|e-?mail))? to|quota violation for|"
    rf"sent to|account|mailbox|user|for|to)(?=[\s:\"'<])\s*:?\s*[\"'<]*({_AN_ADDRESS})",
    re.IGNORECASE,
)
_PASTED_HEADER: Final = re.compile(r"(?:received|return-path|dkim-signature|arc-seal):\s", re.IGNORECASE)
_PASTED_ID: Final = re.compile(
    r"^[>|\s]{0,6}message-id:\s*<([^<>\s]{1,900}@[^<>\s]{1,900})>", re.MULTILINE | re.IGNORECASE
)
_LOOKED_AT: Final = 20_000
_ID_WITHIN: Final = 60_000
_LONGEST_LINE: Final = 1_000


def unreached(text: str, ours: Collection[str] = ()) -> list[tuple[str, str]]:
    """The addresses with the code for each. `ours` got the report, so that it speaks of others if it names any."""
    lines = _own_lines(text[:_LOOKED_AT])
    found = _found(lines)
    others = [(line, address) for line, address in found if address.lower() not in ours] or found
    names = {address.lower(): address for _, address in reversed(others)}
    codes = dict.fromkeys((address.lower() for _, address in others), "")
    for (line, address), (end, _) in pairwise([*others, (len(lines), "")]):
        codes[address.lower()] = codes[address.lower()] or code_in(
            "\n".join(lines[line : max(end, line + 1)])
        )
    general = code_in(text[:_LOOKED_AT])
    is_one = len(codes) == 1
    return [(names[address], general if is_one else code or general) for address, code in codes.items()]


def code_in(text: str) -> str:
    """The enhanced code that stands there (RFC 3463), else the class that the reply code of a server stands for; empty without one."""
    if status := STATUS.search(text):
        return status[0]
    reply = REPLY_CODE.search(text)
    return f"{reply[1]}.0.0" if reply else ""


def pasted_id(text: str) -> str:
    """The Message-ID of the mail that came back, where it stands among the words."""
    found = _PASTED_ID.search(text[:_ID_WITHIN])
    return found[1] if found else ""


def is_pasted(text: str) -> bool:
    """Whether the mail that came back stands among the words."""
    lines = [line[:_LONGEST_LINE] for line in text[:_LOOKED_AT].split("\n")]
    return any(_PASTED_HEADER.match(line) for line in lines) and any(map(RETURNED_BELOW.search, lines))


def _own_lines(text: str) -> Sequence[str]:
    """The lines above the mail that came back; all of them where those name nobody."""
    lines = [line[:_LONGEST_LINE] for line in text.split("\n")]
    for number, line in enumerate(lines):
        if (_PASTED_HEADER.match(line) or RETURNED_BELOW.search(line)) and ADDRESS.search(
            "\n".join(lines[:number])
        ):
            return lines[:number]
    return lines


def _found(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Lines and addresses of the surest kind there is."""
    sure = [(number, address) for number, line in enumerate(lines) for address in _named_in(line)]
    if sure:
        return sure
    for pattern in (_SENT_TO, ADDRESS):
        for number, line in enumerate(lines):
            if addresses := [
                found[found.re.groups]
                for found in pattern.finditer(line)
                if not _is_system(found[found.re.groups])
            ]:
                return [(number, addresses[0])]
    return []


def _named_in(line: str) -> Iterator[str]:
    listed = _LISTED.match(line)
    found = [listed[1]] if listed else []
    for address in dict.fromkeys([*found, *_LABELLED.findall(line)]):
        if not _is_system(address):
            yield address


def _is_system(address: str) -> bool:
    return bool(SYSTEM_ADDRESS.fullmatch(address.partition("@")[0]))
