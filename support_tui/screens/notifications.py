"""What the agent was told, as a screen: unread first, Enter goes to the conversation at the message, a key marks it read."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from support_tui import i18n
from support_tui.messages import OpenConversation
from support_tui.screens.cursor_place import Place, PlacesCursor
from support_tui.screens.left_once import LeftOnce
from support_tui.store import Changes, told
from support_tui.widgets.bidi_runs import Piece
from support_tui.widgets.composer.head import LabelLine
from support_tui.widgets.notification_words import sentence, subject
from support_tui.wire.notifications import Notification

if TYPE_CHECKING:
    from support_tui.screens.console import Console

_WORDS: Final = 200


def _nothing() -> None:
    """Before it is on screen, a screen hears of nothing."""


class NotificationScreen(LeftOnce[None], PlacesCursor):
    """A list with a cursor. What is marked stays where it is until the screen is opened anew, so that nothing jumps under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "step(1)", show=False),
        Binding("k", "step(-1)", show=False),
        Binding("g", "first", show=False),
        Binding("G", "last", show=False),
        Binding("o", "open", show=False),
        Binding("x,e,space", "turn", show=False),
        Binding("A", "read_all", show=False),
        Binding("s,N", "settings", show=False),
        Binding("escape,q,u", "leave", show=False),
    ]
    DEFAULT_CSS = """
    NotificationScreen { background: $background; }
    NotificationScreen > LabelLine { padding: 0 1; }
    NotificationScreen > OptionList { height: 1fr; border: none; background: $background; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, console: "Console") -> None:
        super().__init__()
        self._desk_screen = console
        self._store = console.store
        self._listed: list[Notification] = []
        self._title = LabelLine(console.mode)
        self._list = OptionList(markup=False, compact=True)
        self._keys = LabelLine(console.mode)
        self._unsubscribe: Callable[[], None] = _nothing

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._list
        yield self._keys

    def on_mount(self) -> None:
        self._unsubscribe = self._store.subscribe(self._store_changed)
        self._list.focus()
        self._show(told.listed(self._store.replica))
        self._list.highlighted = 0 if self._listed else None

    def on_unmount(self) -> None:
        self._unsubscribe()

    # ------------------------------------------------------------ what is listed

    def _store_changed(self, changes: Changes) -> None:
        """New ones come in above; the cursor stays on its own."""
        if not (changes.notifications or changes.reset):
            return
        known = {one.id: one for one in told.listed(self._store.replica)}
        kept = [known.pop(one.id) for one in self._listed if one.id in known]
        here = self._here
        self._show([*known.values(), *kept])
        places = [n for n, one in enumerate(self._listed) if here is not None and one.id == here.id]
        self._list.highlighted = places[0] if places else (0 if self._listed else None)

    def _show(self, notifications: list[Notification]) -> None:
        self._listed = notifications
        self._list.set_options([Option(self._prompt(one)) for one in notifications])
        unread = sum(one.read_at is None for one in notifications)
        state = (
            i18n.text("notifications-unread", n=unread) if notifications else i18n.text("notifications-none")
        )
        self._title.say(
            Piece(i18n.text("notifications-title"), "strong"), Piece("  ·  ", "words"), Piece(state, "words")
        )
        self._keys.say(Piece(i18n.text("notifications-keys"), "words"))

    def _prompt(self, one: Notification) -> Content:
        is_unread = one.read_at is None
        said = sentence(self._store.replica, one)
        parts: list[tuple[str, str]] = [
            (i18n.direction_mark(said) + ("● " if is_unread else "  "), "$accent"),
            (said, "bold" if is_unread else ""),
            (f"  {subject(one)}" if one.alarm is None else "", ""),
            (f"  {i18n.relative(one.at, self._store.clock())}", "$muted"),
        ]
        # What is wrong with a mailbox is a sentence, and stands where the words of a message would.
        words = one.words if one.alarm is None else subject(one)
        if words:
            parts.append((f"\n    {words[:_WORDS]}", "$muted"))
        return Content.assemble(*parts)

    def cursor_place(self) -> Place | None:
        """Where nothing is listed, the words that say so."""
        return super().cursor_place() if self._listed else (self._title, Offset(0, 0))

    @property
    def _here(self) -> Notification | None:
        place = self._list.highlighted
        return self._listed[place] if place is not None and place < len(self._listed) else None

    # ------------------------------------------------------------ keys

    def action_step(self, by: int) -> None:
        if self._listed:
            self._list.highlighted = max(0, min((self._list.highlighted or 0) + by, len(self._listed) - 1))

    def action_first(self) -> None:
        self._list.highlighted = 0 if self._listed else None

    def action_last(self) -> None:
        self._list.highlighted = len(self._listed) - 1 if self._listed else None

    def action_turn(self) -> None:
        """Read, or unread again; on to the next."""
        if self._here is not None:
            self._desk_screen.desk.personal.mark(self._here.id, is_read=self._here.read_at is None)
            self.action_step(1)

    def action_read_all(self) -> None:
        self._desk_screen.desk.personal.mark_all()

    def action_settings(self) -> None:
        self._desk_screen.show_screen("attention")

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """To the conversation, at the message; that is read then."""
        one = self._here
        if one is not None:
            self._desk_screen.desk.personal.mark(one.id)
            self.dismiss()
            if one.alarm is not None:
                self._desk_screen.show_screen("mailboxes")
                return
            self._desk_screen.post_message(OpenConversation(one.conversation_id, one.message_id))

    def action_leave(self) -> None:
        self.dismiss()
