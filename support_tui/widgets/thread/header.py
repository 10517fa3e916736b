"""The head of the thread pane: number, title and facts of the conversation, who else is here. Fixed above the messages; reads rows only."""

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual.filter import LineFilter
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from support_tui import coming, i18n
from support_tui.store import select
from support_tui.store.store import Store
from support_tui.text.display import TextMode
from support_tui.widgets.bidi_filter import without_bidi
from support_tui.widgets.bidi_runs import EMPTY, Line, Piece, side_by_side
from support_tui.widgets.event_words import priority_name, status_name
from support_tui.wire.frames import Activity
from support_tui.wire.values import Priority, Status
from support_tui.wire.views import ConversationRow

from .painter import paint_plain

_STATUS_MARK = {
    Status.OPEN: "●",
    Status.IN_PROGRESS: "◐",
    Status.AWAITING_REPLY: "○",
    Status.CLOSED: "✓",
}

#: So many drafts that colleagues share are named, by so many characters.
_DRAFTS = 3
_DRAFT_WORDS = 80


class ThreadHeader(Widget):
    """Two lines of facts and a rule below them; the third line is the presence of colleagues when there are any."""

    LOOKS: ClassVar[tuple[str, ...]] = (
        "number", "title", "meta", "tag", "presence", "rule", "urgent", "high", "low",
        "open", "in-progress", "awaiting-reply", "closed",
    )  # fmt: skip
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"thread-header--{look}" for look in LOOKS}
    DEFAULT_CSS = """
    ThreadHeader {
        height: auto;
        background: $background;
        & > .thread-header--number { color: $text-muted; }
        & > .thread-header--title { text-style: bold; }
        & > .thread-header--meta { color: $text-muted; }
        & > .thread-header--tag { color: $text-secondary; }
        & > .thread-header--presence { color: $text-warning; text-style: bold; }
        & > .thread-header--rule { color: $foreground 20%; }
        & > .thread-header--urgent { color: $text-error; text-style: bold; }
        & > .thread-header--high { color: $text-warning; text-style: bold; }
        & > .thread-header--low { color: $text-muted; }
        & > .thread-header--open { color: $text-error; }
        & > .thread-header--in-progress { color: $text-primary; }
        & > .thread-header--awaiting-reply { color: $text-muted; }
        & > .thread-header--closed { color: $text-success; }
    }
    """

    conversation_id: reactive[int | None] = reactive(None)

    def __init__(self, store: Store, mode: TextMode) -> None:
        super().__init__()
        self._store = store
        self._mode = mode
        self._lines: tuple[Line, ...] | None = None
        self._lines_width = 0
        """What the lines were laid out for: a paint may come before the message that the size has changed."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """All but the one that orders text: this widget has done that."""
        return without_bidi(super().get_line_filters())

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Three lines, one more while colleagues are here."""
        return len(self._laid_out(width))

    def changed(self) -> None:
        """The row, a name in it, or who is here has changed."""
        before, self._lines = self._lines or (), None
        after = self._laid_out(self.size.width) if self.is_mounted else ()
        if before != after or not before:
            self.refresh(layout=len(after) != len(before))

    def on_resize(self) -> None:
        self._lines = None

    def render_line(self, y: int) -> Strip:
        """One line of the head."""
        lines = self._laid_out(self.size.width)
        line = lines[y] if y < len(lines) else EMPTY
        return paint_plain(line, self.size.width, self.rich_style, self._style)

    def _style(self, look: str) -> Style:
        return self.get_component_rich_style(f"thread-header--{look}")

    # ------------------------------------------------------------ words

    def _laid_out(self, width: int) -> tuple[Line, ...]:
        row = (
            select.row(self._store.replica, self.conversation_id)
            if self.conversation_id is not None
            else None
        )
        if row is None:
            return ()
        if self._lines is None or width != self._lines_width:
            self._lines_width = width
            self._lines = tuple(self._laid_out_row(row, max(20, width)))
        return self._lines

    def _laid_out_row(self, row: ConversationRow, width: int) -> list[Line]:
        status = f"{_STATUS_MARK[row.status]} {status_name(row.status)}"
        right = [Piece(status, row.status.value.replace("_", "-"))]
        if row.priority is not Priority.NORMAL:
            # The gap is a piece of its own: in a right-to-left name it would change sides.
            right = [Piece(priority_name(row.priority), row.priority.value), Piece("  ", "meta"), *right]
        left = [
            Piece(f" #{row.id} ", "number"),
            Piece(row.title or i18n.text("thread-untitled"), "title"),
        ]
        lines = [self._justified(left, right, width), self._justified(self._facts(row), [], width)]
        presence = self._presence(row.id)
        if presence:
            base = int(i18n.current().is_rtl)
            pieces = [Piece(" ▲ ", "presence"), Piece(presence, "presence")]
            lines.append(side_by_side(pieces, self._mode, width, base))
        lines += self._shared_drafts(row.id, width)
        lines.append(side_by_side([Piece("─" * width, "rule")], self._mode, width))
        return lines

    def _shared_drafts(self, conversation_id: int, width: int) -> list[Line]:
        """What colleagues share here, a line each, by its first words."""
        replica, base = self._store.replica, int(i18n.current().is_rtl)
        return [
            side_by_side(
                [
                    Piece(" ✎ ", "presence"),
                    Piece(
                        i18n.isolated_text(
                            "drafts-line",
                            name=select.agent_name(replica, draft.agent_id),
                            words=" ".join(draft.text[:_DRAFT_WORDS].split()),
                            key="D",
                        ),
                        "meta",
                    ),
                ],
                self._mode,
                width,
                base,
            )
            for draft in replica.drafts.shared.get(conversation_id, ())[:_DRAFTS]
        ]

    def _justified(self, left: list[Piece], right: list[Piece], width: int) -> Line:
        right_line = side_by_side(right, self._mode, max(0, width - 12))
        left_line = side_by_side(left, self._mode, width - right_line.cells - 2)
        gap = Piece(" " * (width - left_line.cells - right_line.cells - 1), "meta")
        pieces = (*left_line.pieces, gap, *right_line.pieces, Piece(" ", "meta"))
        return Line(pieces, width, logical=f"{left_line.logical}{gap.text}{right_line.logical}")

    def _facts(self, row: ConversationRow) -> list[Piece]:
        """Mailbox, assignee, tags, followers, snooze: what is not said stays away."""
        replica, now = self._store.replica, self._store.clock()
        holder = select.agent_name(replica, row.assignee_id) or i18n.text("thread-nobody")
        team = select.team_name(replica, row.team_id)
        facts = [
            Piece(select.mailbox_name(replica, row.mailbox_id), "meta"),
            Piece(f"{holder} ({team})" if team else holder, "meta"),
        ]
        if row.tag_ids:
            facts.append(Piece(" ".join(f"#{name}" for name in select.tag_names(replica, row)), "tag"))
        if row.follower_ids:
            facts.append(Piece(i18n.text("thread-followers", count=len(row.follower_ids)), "meta"))
        related = select.related(replica, row.id)
        if related:
            facts.append(Piece(i18n.text("joining-linked-to", names=_numbers(related)), "meta"))
        if row.snoozed_until_at is not None:
            until = coming.moment(row.snoozed_until_at, now)
            facts.append(Piece(i18n.text("thread-snoozed-until", until=until), "high"))
        if row.folder.value != "inbox":
            facts.append(Piece(i18n.text("folder-name", folder=row.folder.value), "urgent"))
        pieces = [Piece(" ", "meta")]
        for fact in facts:
            pieces += [fact, Piece("  ·  ", "meta")]
        return pieces[:-1]

    def _presence(self, conversation_id: int) -> str:
        """Who else is here and what they do; the busiest first."""
        replica = self._store.replica
        order = (Activity.REPLYING, Activity.NOTING, Activity.VIEWING)
        viewers = sorted(select.viewers(replica, conversation_id), key=lambda v: order.index(v.activity))
        said = (
            i18n.isolated_text(
                "thread-presence", name=select.agent_name(replica, v.agent_id), activity=v.activity.value
            )
            for v in viewers
        )
        return " · ".join(said)


def _numbers(rows: Sequence[ConversationRow]) -> str:
    return i18n.text("list-comma").join(f"#{row.id}" for row in rows)
