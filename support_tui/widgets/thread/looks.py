"""What a stretch of a thread can be, and the colours each has by default; knows no message."""

from enum import StrEnum
from typing import Final


class Look(StrEnum):
    """The component classes of the thread's lines; `thread--<value>` in CSS."""

    TEXT = "text"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"
    LINK_NUMBER = "link-number"
    HEADING = "heading"
    BULLET = "bullet"
    QUOTE = "quote"
    SIGNATURE = "signature"
    FOLD = "fold"
    FILE = "file"
    CUSTOMER = "customer"
    AGENT = "agent"
    NOTE = "note"
    NOTE_LABEL = "note-label"
    META = "meta"
    EVENT = "event"
    UNREAD = "unread"
    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"
    HIT = "hit"
    HIT_NOW = "hit-now"
    CURSOR = "cursor"


class Ground(StrEnum):
    """What a line is printed on; `thread--on-<value>` in CSS."""

    PLAIN = "plain"
    NOTE = "note"
    CODE = "code"


COMPONENT_CLASSES: Final = {f"thread--{look}" for look in Look} | {
    f"thread--on-{ground}" for ground in Ground
}

CSS: Final = """
ThreadLines {
    height: 1fr;
    background: $background;
    color: $foreground;
    overflow-x: hidden;
    overflow-y: scroll;
    scrollbar-size-vertical: 1;
    & > .thread--strong { text-style: bold; }
    & > .thread--emphasis { text-style: italic; }
    & > .thread--code { color: $text-success; }
    & > .thread--link { color: $text-accent; text-style: underline; }
    & > .thread--link-number { color: $text-muted; }
    & > .thread--heading { text-style: bold; color: $text-primary; }
    & > .thread--bullet { color: $text-muted; }
    & > .thread--quote { color: $text-muted; }
    & > .thread--signature { color: $text-muted; text-style: dim; }
    & > .thread--fold { color: $text-muted; text-style: italic; }
    & > .thread--file { color: $text-secondary; }
    & > .thread--customer { color: $text-primary; text-style: bold; }
    & > .thread--agent { color: $text-success; text-style: bold; }
    & > .thread--note { color: $text-warning; text-style: bold; }
    & > .thread--note-label { color: $background; background: $warning; text-style: bold; }
    & > .thread--meta { color: $text-muted; }
    & > .thread--event { color: $text-muted; }
    & > .thread--unread { color: $text-accent; text-style: bold; }
    & > .thread--pending { color: $text-warning; }
    & > .thread--done { color: $text-muted; }
    & > .thread--failed { color: $text-error; text-style: bold; }
    & > .thread--hit { color: $background; background: $warning; }
    & > .thread--hit-now { color: $background; background: $error; text-style: bold; }
    & > .thread--cursor { color: $accent; text-style: bold; }
    & > .thread--on-note { background: $warning 10%; }
    & > .thread--on-code { background: $surface; }
}
"""
