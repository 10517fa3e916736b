"""Links in the text of messages: `[words](where)`, how they read without their targets, and whether the words tell the truth. Pure."""

import re
from typing import Final
from urllib.parse import quote, urlsplit

#: What a label cannot hold beside it.
MARKS_OF_LABELS: Final = str.maketrans({"[": "(", "]": ")"})
LINK_CHARS: Final = 2_000

NAMED: Final = re.compile(
    r"\[(?P<label>[^\[\]\n]{1,200})\]\((?P<target>(?:https?://|mailto:)[^\s()<>]{1,2000})\)", re.IGNORECASE
)
"""A link with words of its own."""
#: What would end a target too early, or act.
_NOT_IN_TEXT: Final = re.compile(r"[()<>\"\x00-\x1f\x7f-\x9f]")
_BLANK: Final = re.compile(r"\s+")
_WEB: Final = re.compile(r"https?://|mailto:[^\s?]*@", re.IGNORECASE)
_WRITTEN: Final = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"[^\s<>@()]+@[^\s<>@()]+\.[^\s<>@()]+$")
_SHOWN_HOST: Final = re.compile(
    r"(?:https?://)?(?:[^\s/@]*@)?(?P<host>(?:[\w-]{1,63}\.)+[^\W\d_]{2,24})(?=[/:?#\s]|$)", re.IGNORECASE
)
_RULE: Final = re.compile(r"^\|(?: --- \|)+\n?", re.MULTILINE)
_ROW: Final = re.compile(r"^\| (.*) \|$", re.MULTILINE)
_HEADING: Final = re.compile(r"^#{1,3} ", re.MULTILINE)
_FENCE: Final = re.compile(r"^```$\n?", re.MULTILINE)
#: Second levels below which people register, beside those of a country that look like `co.uk`.
_SHARED: Final = frozenset({"co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "go", "gob", "gouv"})


def link_of(href: str) -> str:
    """The target as it may stand in a text, empty where it leads nowhere on the web and to nobody's mail."""
    link = _BLANK.sub("", href)
    link = f"https:{link}" if link.startswith("//") else link
    if not _WEB.match(link) or len(link) > LINK_CHARS:
        return ""
    scheme, colon, rest = link.partition(":")
    return scheme.lower() + colon + _NOT_IN_TEXT.sub(lambda found: quote(found[0], safe=""), rest)


def leads_where(words: str) -> str:
    """Where the words would lead if they are an address themselves, empty where they are none."""
    if _WRITTEN.match(words):
        return link_of(words if "://" in words else f"https://{words}")
    return f"mailto:{words}" if _ADDRESS.match(words) else ""


def host_of(target: str) -> str:
    """The host of a web address or the domain of a mail address, in lower case; empty where there is none."""
    if target[:7].lower() == "mailto:":
        return target[7:].partition("?")[0].rpartition("@")[2].casefold()
    try:
        return (urlsplit(target).hostname or "").casefold()
    except ValueError:
        return ""


def is_misleading(label: str, target: str) -> bool:
    """Whether the words show another domain than the link leads to; also where a name before the host pretends to be one."""
    host = host_of(target)
    if not host:
        return False
    if "@" in urlsplit(target).netloc:
        return True
    shown = _SHOWN_HOST.search(label.strip())
    return shown is not None and _domain(shown["host"].casefold()) != _domain(host)


def _domain(host: str) -> str:
    """The part of a host that somebody has registered, as well as it can be told without a list."""
    labels = host.strip(".").split(".")
    is_shared = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SHARED
    return ".".join(labels[-3:] if is_shared else labels[-2:])


def words_of(text: str) -> str:
    """The text without what only leads or lays out, for previews, quotations and the search index."""
    if "](" in text:
        text = NAMED.sub(lambda found: found["label"], text)
    if "|" in text:
        text = _ROW.sub(lambda found: found[1].replace(" | ", "  "), _RULE.sub("", text))
    return _FENCE.sub("", _HEADING.sub("", text)) if "#" in text or "```" in text else text


def numbered(text: str) -> str:
    """The text with `[1]` behind the words of each link, and below it where the links lead."""
    targets: dict[str, int] = {}

    def reference(found: re.Match[str]) -> str:
        return f"{found['label']} [{targets.setdefault(found['target'], len(targets) + 1)}]"

    body = _FENCE.sub("", NAMED.sub(reference, text)) if "](" in text or "```" in text else text
    listed = "\n".join(f"[{number}] {target}" for target, number in targets.items())
    return f"{body}\n\n{listed}" if listed else body
