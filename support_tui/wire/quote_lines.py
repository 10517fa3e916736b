"""What single lines of a message say about quotation, in whatever language a mail program speaks; pure, knows no other line."""

import re
from collections.abc import Sequence
from typing import Final

from .quote_phrases import (
    ABOVE_THIS_LINE,
    ANSWERED_WITHIN,
    DATE,
    FORM_FIELDS,
    FORWARDED,
    FROM,
    ORIGINAL_MESSAGE,
    QUOTING,
    SENT,
    SENT_FROM,
    SOMEBODY,
    SUBJECT,
    TO,
    WROTE,
    WROTE_UNSPACED,
)

_LOOKED_AT: Final = 600
_MAX_TITLE: Final = 60
_INVISIBLE: Final = re.compile("[\u0307\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
#: The first digit of each script that writes numbers with its own.
_ZEROES: Final = (
    0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0x1040, 0x17E0, 0xFF10,
)  # fmt: skip
_DIGITS: Final = {zero + digit: str(digit) for zero in _ZEROES for digit in range(10)}


def recognisable(line: str) -> str:
    """As much of a line as decides its kind: without invisible characters and case, its digits in one script."""
    start = line if len(line) <= _LOOKED_AT else line[:_LOOKED_AT].rstrip() or line.strip()[:_LOOKED_AT]
    return start.lower() if start.isascii() else _INVISIBLE.sub("", start.casefold()).translate(_DIGITS)


def _any_of(phrases: Sequence[str]) -> str:
    longest_first = sorted(map(recognisable, phrases), key=len, reverse=True)
    return "|".join(re.escape(phrase).replace("\\ ", r"\s+") for phrase in longest_first)


_DASH_SIGNS: Final = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2500_=*~"
_DASHES: Final = f"[{_DASH_SIGNS}]"
QUOTED: Final = re.compile(r"\s{0,3}>")
#: Marks of quotation that some programs write; a bar at the other end of the line too makes it a row of a table.
INITIALED: Final = re.compile(r"[^\W\d_]\w{0,11}>(?:\s|$)|\|(?:\s|$)(?!.*\|\s*$)")
RULE: Final = re.compile(rf"\s*(?:{_DASHES}{{2,}}|[+#]{{2,}}|ᐧ)\s*$")
SIGNATURE: Final = re.compile(r"--\s*$|—\s*$")
SENT_BY_DEVICE: Final = re.compile(rf"\s*(?:{_any_of(SENT_FROM)})")

_WROTE: Final = re.compile(
    rf"(?:^|[^\w])(?:{_any_of(WROTE)})(?![^\W\d_])|(?:{_any_of(WROTE_UNSPACED)})|님이\s*작성|\s작성"
)
_WROTE_LAST: Final = re.compile(rf"[^\w](?:{_any_of(WROTE)})\s*$")
#: Somebody by address or with a moment; with a name alone it could be anybody's own line.
QUOTING_LINE: Final = re.compile(
    rf"\s*(?:{_any_of(QUOTING)})\s+[^<>():!?@]{{0,60}}(?:<?[^\s<>()@]+@[^\s<>()@]+>?|\([^()]*\d[^()]*\))\s*[:：]?\s*$"
)
#: The marks that one program writes before the line that announces a quotation.
MARKED: Final = re.compile(r">>> (?=[^>])")
COLON_END: Final = re.compile(r"[:：]\s*\*?\s*$")
_EARLY_DIGIT: Final = re.compile(r"[^\d!?:<>]{0,25}\d")
_ADDRESS_FIRST: Final = re.compile(r"(?:[^<>@:!?]{1,60}<\s*(?:mailto:)?)?[^<>\s@:]{1,64}@")
_MOMENT_LAST: Final = re.compile(r"[^\d!?:<>@]{1,60}\([^()]*\d[^()]*\)\s*[:：]\s*$")
_ADDRESS: Final = re.compile(r"[^\s<>@]+@[^\s<>@]+")
_MASKED_ADDRESS: Final = re.compile(r"[<(\[]\s*(?:mailto:)?[^\s<>@()]+@[^\s<>@]+")
BROKEN_ADDRESS: Final = re.compile(r"\s{0,3}>\s*[:：]")
_YEAR: Final = re.compile(
    r"(?<!\d)(?:19|20|13|14|25)\d\d(?!\d)|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}|\d\d年|\d\d년"
)
_TIME: Final = re.compile(
    r"(?<![\d.:/])(?<!\d-)\d{1,2}\s?(?:[:h٫]|시|時|点|點)\s?\d{2}|(?<![\d./])(?<!\d-)\d{1,2}\.\d{2}(?![\d.])"
)
#: A date and a sender without any verb, as some programs announce a quotation.
DATE_AND_SENDER: Final = re.compile(
    r"\d{4}[-/]\d{1,2}[-/]\d{1,2}\b[^<>]{0,120}(?:<\s*[^<>\s]+@[^<>\s]+>\s*[:：]?\s*$|gmt[+-]\d[^<>]{0,60}<?\s*$)"
)
_RULES_AROUND_DATE: Final = re.compile(
    r"\s*[^\d<>@:]{1,60}-{3}\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\s+\d{1,2}[:.]\d{2}.*-{3}"
)
ARROWS: Final = re.compile(r"\s*>>>\s.*(?:\d|@).*>>>\s*$")
_SEPARATOR: Final = re.compile(
    rf"\s*\*?{_DASHES}{{2,}}(?:\s|&nbsp;)*(?:{_any_of(ORIGINAL_MESSAGE)})(?![^\W\d_]).*$"
)
_FORWARDED: Final = re.compile(rf"\s*(?:{_any_of(FORWARDED)})\s*[:：]?\s*$")
_ABOVE: Final = re.compile(rf"[\W_]*(?:{_any_of(ABOVE_THIS_LINE)})[\W_]*$|\s*##-\s.{{4,200}}\s-##\s*$")
_LABEL: Final = re.compile(
    r"\s*(?:\|\s*)?[*_]{0,2}([^\W\d_][^:：<>@\n]{0,24}?)\s*[*_]{0,2}[:：][*_]{0,2}(?:\s|$|[^/\s])"
)
_WITHIN: Final = re.compile(rf"(?<![^\W_])(?:{_any_of(ANSWERED_WITHIN)})")
_SOMEBODY: Final = re.compile(rf"(?<![^\W_])(?:{_any_of(SOMEBODY)})(?![^\W_])")

_LABELS: Final = {
    recognisable(word): kind
    for words, kind in ((TO, "to"), (SUBJECT, "subject"), (DATE, "date"), (SENT, "sent"), (FROM, "from"))
    for word in words
}
_FIELDS: Final = frozenset(map(recognisable, FORM_FIELDS))


def label_of(line: str) -> str:
    """What a labelled line tells of a copied message (`from sent date to subject`), `form` for a field of somebody's form, else empty."""
    label = _LABEL.match(line)
    if label is None:
        return ""
    name = label[1].strip(" *_")
    return _LABELS.get(name) or ("form" if name in _FIELDS else "")


def is_title(line: str) -> bool:
    """Whether it is a title between two rules, such as stands above a message copied whole."""
    inner = _between_rules(line)
    return 0 < len(inner) <= _MAX_TITLE and not set("<>@:") & set(inner)


def _between_rules(line: str) -> str:
    """What stands between rules of at least two dashes, empty where nothing does."""
    whole = line.strip(" \t:：")
    inner = whole.strip(_DASH_SIGNS)
    start = whole.find(inner)
    return inner.strip() if inner and start >= 2 and len(whole) - start - len(inner) >= 2 else ""


def is_separator(line: str) -> bool:
    """Whether only a program writes this line, above a message that it copies."""
    if _SEPARATOR.match(line) or _FORWARDED.match(line) or _ABOVE.match(line):
        return True
    inner = _between_rules(line)
    if inner and has_address(inner) and (has_moment(inner) or has_verb(inner)):
        return True
    return bool(_RULES_AROUND_DATE.match(line))


def may_start_attribution(line: str) -> bool:
    """Whether a date or a sender stands where attributions have one."""
    return bool(
        _EARLY_DIGIT.match(line)
        or _ADDRESS_FIRST.match(line)
        or (_MOMENT_LAST.match(line) and has_verb(line))
        or (COLON_END.search(line) and has_verb(line) and has_moment(line))
    )


def ends_attribution(joined: str) -> bool:
    """Whether the lines end as those do: with a colon, or with the verb after a masked address and a moment."""
    if COLON_END.search(joined):
        return True
    return bool(_WROTE_LAST.search(joined) and _MASKED_ADDRESS.search(joined)) and has_moment(joined)


def is_attribution(joined: str) -> bool:
    """Whether these lines announce a quotation, where one follows."""
    if DATE_AND_SENDER.match(joined.strip()):
        return True
    if has_address(joined) and has_moment(joined):
        return True  # no language needs a word for it
    return has_verb(joined) and bool(has_address(joined) or _YEAR.search(joined) or _TIME.search(joined))


def is_certain(joined: str) -> bool:
    """Whether only a mail program writes so, and nobody about what was written: who is named by an address, or nobody is spoken to."""
    if _MASKED_ADDRESS.search(joined) or (has_address(joined) and has_moment(joined)):
        return True
    return has_moment(joined) and not _SOMEBODY.search(joined)


def has_moment(line: str) -> bool:
    """Whether a day and a time of it stand in the line."""
    return bool(_YEAR.search(line) and _TIME.search(line))


def has_time(line: str) -> bool:
    """Whether a time of day stands in the line."""
    return bool(_TIME.search(line))


def has_address(line: str) -> bool:
    """Whether a mail address stands in the line."""
    return bool(_ADDRESS.search(line))


def has_verb(line: str) -> bool:
    """Whether the line says that somebody wrote."""
    return bool(_WROTE.search(line))


def points_below(text: str) -> bool:
    """Whether the words say that one is to read on in what is copied below them."""
    return bool(_WITHIN.search(text))
