"""What handlers need of the console around them; implemented by the screen, so that actions know no widget."""

from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

import msgspec

from support_tui.store import ListKey, Store
from support_tui.wire.commands import Change, Group, Matching, Picked
from support_tui.wire.drafts import SavedDraft
from support_tui.wire.order import Sort
from support_tui.wire.values import Address
from support_tui.wire.views import ConversationRow

if TYPE_CHECKING:
    from support_tui.actions.controller import Desk
    from support_tui.actions.pipe import Piped

ComposeArea = str
"""What a text will become: `reply note forward new`, the values of `messages.ComposeKind`."""


class Severity(StrEnum):
    """How loud a notice is."""

    INFORMATION = "information"
    WARNING = "warning"
    ERROR = "error"


class Choice(msgspec.Struct, frozen=True):
    """One entry of a picker. `label` is data (a name) and shown as it is; where `label_id` is given, that Fluent text is shown instead.

    `is_on` marks what is the case now; `hint` stands dim behind the label."""

    value: str
    label: str = ""
    label_id: str = ""
    hint: str = ""
    is_on: bool = False


class WrittenForMany(msgspec.Struct, frozen=True):
    """A text that each of the marked is to get; `close` also closes them."""

    text: str
    close: bool = False


Found = Callable[[str], Awaitable[Sequence[Choice]]]
"""Gives the choices for what was typed, for pickers over more than fits (customers)."""

Value = TypeVar("Value")


class Ui(Protocol):
    """The console as handlers see it. Texts are Fluent ids with parameters, never sentences."""

    async def pick(
        self, title_id: str, choices: Sequence[Choice], *, find: Found | None = None
    ) -> str | None:
        """The value chosen, None if the picker was left. With `find` the choices follow what is typed."""
        ...

    async def pick_many(
        self, title_id: str, choices: Sequence[Choice], *, may_create: bool = False
    ) -> list[str] | None:
        """All values that are on when Enter is pressed (those with `is_on` at first), None if left; with `may_create` also new ones as typed."""
        ...

    async def ask_text(
        self,
        title_id: str,
        initial: str = "",
        *,
        hint_id: str = "",
        hint: str = "",
        check: Callable[[str], str | None] | None = None,
        meaning: Callable[[str], str] = lambda text: "",
    ) -> str | None:
        """One line of text, None if left. `hint` is a text already in the agent's language. `check` gives the text of what is wrong, shown while typing, or None; `meaning` says what it
        would mean where nothing is wrong."""
        ...

    @property
    def here_id(self) -> int | None:
        """The conversation that is being read, else the one at the cursor, whatever is marked."""
        ...

    @property
    def read_id(self) -> int | None:
        """The conversation that is being read; None while the list has the keys."""
        ...

    async def choose_survivor(
        self, rows: Sequence[ConversationRow], survivor_id: int, left: Sequence[Group] = ()
    ) -> int | None:
        """Show conversations that are to become one, and which are `left` alone; which of them stays, None if left. At first
        `survivor_id` does."""
        ...

    async def write_many(self, kind: ComposeArea) -> WrittenForMany | None:
        """Have a note or reply to all that is marked written, in several lines; None if it was left."""
        ...

    async def read_draft(self, drafts: Sequence[SavedDraft]) -> SavedDraft | None:
        """Show what colleagues share, one after the other; the one to take over, None if none is."""
        ...

    async def confirm(self, text_id: str, **params: str | int) -> bool:
        """Whether the question was answered with yes."""
        ...

    async def confirm_danger(self, text_id: str, **params: str | int) -> bool:
        """The same for what cannot be taken back or may do harm: no key that is pressed by habit says yes, and no replay of keys."""
        ...

    def notify(self, text_id: str, severity: Severity = Severity.INFORMATION, **params: str | int) -> None:
        """A short notice by Fluent id."""
        ...

    def notify_text(self, text: str, severity: Severity = Severity.INFORMATION) -> None:
        """A short notice whose text is already in the agent's language (a refusal's wording)."""
        ...

    def open_conversation(self, conversation_id: int) -> None:
        """Show a conversation and give its thread the focus."""
        ...

    def go_to_next(self, conversation_ids: Sequence[int]) -> None:
        """Move the cursor (and the open thread) on to the row behind those conversations, which are about to leave the list."""
        ...

    def back_to(self, conversation_id: int) -> None:
        """A conversation is as it was before: stand on it again, if the list has it."""
        ...

    def preview_bulk(self, change: Change) -> None:
        """Tell what a change would do to all that is marked, and do it where that is wanted."""
        ...

    def clear_marks(self) -> None:
        """Nothing is marked any more."""
        ...

    def compose(
        self,
        kind: ComposeArea,
        conversation_id: int | None,
        *,
        cc: tuple[Address, ...] | None = None,
        text: str = "",
    ) -> None:
        """Open the composer. `cc` None keeps the conversation's Cc, empty is to the sender only; `text` begins the draft if there is none."""
        ...

    def edit_title(self, conversation_id: int) -> bool:
        """Edit the title where it stands; False where that conversation's thread is not on screen."""
        ...

    def show_queue(self, queue: str) -> None:
        """Show a queue in the inbox."""
        ...

    def show_query(self, query: str) -> None:
        """Narrow the inbox by a query; empty is no filter."""
        ...

    def show_sort(self, sort: Sort) -> None:
        """Order the inbox."""
        ...

    def show_screen(self, name: str, **params: str | int) -> None:
        """Open a screen over the console: `log`, `customers`, `help`."""
        ...

    def piped_before(self) -> "Sequence[Piped]":
        """The command lines that conversations were given to, the last one first."""
        ...

    def copy(self, text: str) -> None:
        """Put a text on the clipboard."""
        ...

    async def edit_in_editor(self, text: str) -> str | None:
        """The text after $EDITOR, None if it could not be run or changed nothing."""
        ...


class ActionContext(msgspec.Struct, frozen=True):
    """What a handler works on. `targets` are the marked conversations, else the one at the cursor or open."""

    store: Store
    desk: "Desk"
    ui: Ui
    targets: tuple[int, ...] = ()
    open_id: int | None = None
    list_key: ListKey | None = None
    selection: Picked | Matching | None = None
    """What is marked, where that is more than one conversation."""


Handler = Callable[[ActionContext], Awaitable[None]]
