"""What the signs on the screen mean, and the query language in short: what help shows below the keys. Data only."""

from typing import Final, NamedTuple

from support_tui import i18n
from support_tui.commands import Scope


class Sign(NamedTuple):
    """A sign as it stands on the screen, and the Fluent id of what it says."""

    sign: str
    text_id: str


_ROWS: Final = (
    Sign("▌", "sign-cursor"),
    Sign("✔", "sign-marked"),
    Sign("•", "sign-unread"),
    Sign("‼ ! ↓", "sign-priority"),
    Sign("● ◐ ○ ✓", "sign-status"),
    Sign("z", "sign-snoozed"),
    Sign("#", "sign-tag"),
    Sign("⌁", "sign-attachment"),
    Sign("◉ ✎", "sign-viewer"),
    Sign("·", "sign-nobody"),
    Sign("…", "sign-pending"),
)
_THREAD: Final = (
    Sign("▌", "sign-message"),
    Sign("┃", "sign-note"),
    Sign("● ◐ ○ ✓", "sign-status"),
    Sign("◉ ✎", "sign-viewer"),
)
_LINE: Final = (Sign("● ◌ ▲", "sign-line"),)
_QUERIES: Final = (
    Sign("status:open assignee:me", "query-fields"),
    Sign("tag:billing,refund -tag:vip", "query-not"),
    Sign("waiting:>4h last:<2d", "query-times"),
    Sign('"exact words" refund*', "query-words"),
    Sign("is:unread has:attachment", "query-is"),
)


def legend(scope: Scope) -> tuple[tuple[str, tuple[Sign, ...]], ...]:
    """Heading (a Fluent id) and signs of each part of the legend for a pane."""
    signs = {Scope.INBOX: _ROWS, Scope.THREAD: _THREAD}.get(scope, ())
    parts = [("signs-title", (*signs, *_LINE))]
    if scope is Scope.INBOX:
        parts.append(("query-title", _QUERIES))
    return tuple(parts)


def meaning(sign: Sign) -> str:
    """What a sign says, in words."""
    return i18n.text(sign.text_id)
