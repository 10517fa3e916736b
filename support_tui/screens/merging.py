"""Conversations that are to become one, beside each other: which of them stays is chosen here. Changes nothing itself.

Texts are given in logical order: the app's line filter brings stock widgets into the terminal's order."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Static

from support_tui import i18n
from support_tui.screens.cursor_place import Place
from support_tui.screens.overlay import Overlay
from support_tui.store import Store, select
from support_tui.text.bidi import has_rtl
from support_tui.widgets.bulk.told import reason_words
from support_tui.widgets.linear import is_linear
from support_tui.wire.commands import Group
from support_tui.wire.values import Folder
from support_tui.wire.views import ConversationRow

#: From this many columns on two stand side by side.
_WIDE_CELLS: Final = 100
#: Lines of the screen that the dialog's frame and margins take, and the fewest that the cards have.
_FRAME_LINES: Final = 5
_LEAST_LINES: Final = 4
#: More than these are shown by two lines each.
_WHOLE: Final = 3


class Card(Static):
    """One of the conversations."""

    def __init__(self, row: ConversationRow) -> None:
        super().__init__(markup=False, classes="merge-card")
        self.row = row


class MergePreview(Overlay[int | None]):
    """Gives the number of the one that stays; None where nothing is to be merged."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,right,down,j,l", "other(1)", show=False, priority=True),
        Binding("shift+tab,left,up,k,h", "other(-1)", show=False, priority=True),
        Binding("enter", "merge", show=False),
        Binding("escape,q", "leave", show=False),
    ]
    DEFAULT_CSS: ClassVar[str] = """
    MergePreview { align: center top; background: $background 55%; }
    MergePreview #merge-cards { height: auto; layout: vertical; }
    MergePreview.-wide #merge-cards { layout: horizontal; }
    MergePreview .merge-card {
        height: auto; width: 1fr; padding: 0 1; color: $muted; border-left: blank;
    }
    MergePreview .merge-card.-stays { color: $foreground; border-left: outer $primary; background: $boost; }
    MergePreview #merge-warnings { height: auto; color: $text-warning; }
    """

    def __init__(
        self, store: Store, rows: Sequence[ConversationRow], survivor_id: int, left: Sequence[Group] = ()
    ) -> None:
        """`left` are conversations that are not among the rows, and why."""
        super().__init__()
        self._left = tuple(left)
        self._store = store
        self._rows = tuple(rows)
        self._chosen = next((n for n, row in enumerate(rows) if row.id == survivor_id), 0)
        self._cards = [Card(row) for row in rows]

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="-wide"):
            yield Static(id="dialog-title", markup=False)
            with VerticalScroll(id="merge-cards", can_focus=False):
                yield from self._cards
            yield Static(id="merge-warnings", markup=False)
            yield Static(Content(i18n.text("joining-preview-hint")), id="dialog-hint")

    def on_mount(self) -> None:
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        is_pair = len(self._rows) == 2
        self.set_class(is_pair and event.size.width >= _WIDE_CELLS, "-wide")
        self.call_after_refresh(self._make_room)

    def _make_room(self) -> None:
        """The cards scroll in what the words around them leave: the keys are always in sight."""
        dialog, cards = self.query_one("#dialog"), self.query_one("#merge-cards")
        around = sum(
            part.outer_size.height + part.styles.margin.height
            for part in dialog.children
            if part is not cards
        )
        cards.styles.max_height = max(_LEAST_LINES, self.size.height - _FRAME_LINES - around)
        self._cards[self._chosen].scroll_visible(animate=False)

    @property
    def survivor(self) -> ConversationRow:
        """The one that stays as things stand."""
        return self._rows[self._chosen]

    def _show(self) -> None:
        others = [row for row in self._rows if row is not self.survivor]
        title = i18n.text("joining-preview-title", id=self.survivor.id, other=others[0].id, count=len(others))
        self.query_one("#dialog-title", Static).update(Content(title))
        for card in self._cards:
            card.set_class(card.row is self.survivor, "-stays")
            card.update(self._face(card.row))
        warnings = "\n".join(self._warnings(others))
        self.query_one("#merge-warnings", Static).update(Content(warnings))
        self.call_after_refresh(self._make_room)
        self.follow()

    def cursor_place(self) -> Place | None:
        """The one that stays."""
        return self._cards[self._chosen], Offset(1, 0)

    # ------------------------------------------------------------ words

    def _face(self, row: ConversationRow) -> Content:
        is_survivor = row is self.survivor
        fate = i18n.text("joining-stays") if is_survivor else i18n.text("joining-goes", id=self.survivor.id)
        mark = "" if is_linear(self) else "● " if is_survivor else "○ "
        head = Content.assemble((f"{mark}#{row.id}", "bold"), f"  {fate}")
        title = Content.assemble((row.title or i18n.text("thread-untitled"), "bold"))
        if len(self._rows) > _WHOLE:
            return Content("\n").join([Content.assemble(head, "  ", title), Content(self._who(row))])
        lines = [head, title, Content(self._who(row)), Content(self._state(row)), Content(self._dates(row))]
        if row.preview:
            lines.append(Content(i18n.text("joining-newest", words=row.preview)))
        return Content("\n").join(lines)

    def _who(self, row: ConversationRow) -> str:
        name = row.customer_name or i18n.text("context-nameless")
        return f"{name} <{row.customer_email}>" if row.customer_email else name

    def _state(self, row: ConversationRow) -> str:
        replica = self._store.replica
        holder = select.agent_name(replica, row.assignee_id) or i18n.text("thread-nobody")
        facts = [
            i18n.text("status-name", status=row.status.value),
            i18n.text("joining-messages", count=row.message_count),
            holder,
            select.mailbox_name(replica, row.mailbox_id),
        ]
        return " · ".join(fact for fact in facts if fact)

    def _dates(self, row: ConversationRow) -> str:
        now = self._store.clock()
        return i18n.text(
            "joining-dates",
            begun=i18n.moment(row.created_at, now),
            last=i18n.relative(row.last_message_at, now),
        )

    def _warnings(self, others: Sequence[ConversationRow]) -> list[str]:
        """What an agent should know before: other customers join in, other mailboxes are left."""
        survivor = self.survivor
        strangers = {
            row.customer_id: self._who(row) for row in others if row.customer_id != survivor.customer_id
        }
        warnings = []
        if strangers:
            names = i18n.text("list-comma").join(map(_apart, strangers.values()))
            warnings.append(f"▲ {i18n.text('joining-other-customer', names=names, count=len(strangers))}")
        left = {row.mailbox_id for row in others} - {survivor.mailbox_id}
        if left:
            name = select.mailbox_name(self._store.replica, survivor.mailbox_id)
            warnings.append(f"▲ {i18n.text('joining-other-mailbox', name=name)}")
        if survivor.folder is not Folder.INBOX:
            warnings.append(f"▲ {i18n.text('joining-into-folder')}")
        for group in self._left:
            numbers = " ".join(f"#{number}" for number in group.ids)
            shown = i18n.number(group.count)
            warnings.append(f"▲ {shown} {reason_words(group.reason, group.count)}: {numbers}")
        return warnings

    # ------------------------------------------------------------ keys

    def action_other(self, by: int) -> None:
        """Another one stays."""
        self._chosen = (self._chosen + by) % len(self._rows)
        self._show()

    def action_merge(self) -> None:
        if self.survivor.folder is Folder.INBOX:
            self.dismiss(self.survivor.id)
        else:
            self.app.bell()

    def action_leave(self) -> None:
        self.dismiss(None)


def _apart(name: str) -> str:
    """A name that keeps its own direction among others; marks are for lines that are ordered, and would be sent with all others."""
    return f"\u2068{name}\u2069" if has_rtl(name) else name
