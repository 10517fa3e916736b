"""What an entry of the command table is: its keys, where they work, its heading, and what it needs. Pure data."""

from collections.abc import Callable
from enum import StrEnum

import msgspec

from support_tui.wire.values import Role
from support_tui.wire.views import ConversationRow


class Scope(StrEnum):
    """Where a command's keys work. `ANY` is every pane of letters: inbox, thread, context and bulk, never a text field."""

    INBOX = "inbox"
    THREAD = "thread"
    CONTEXT = "context"
    BULK = "bulk"
    COMPOSER = "composer"
    ANY = "any"


#: The panes that take plain letters; `Scope.ANY` stands for all of them.
LETTER_SCOPES = (Scope.INBOX, Scope.THREAD, Scope.CONTEXT, Scope.BULK)

#: Areas whose commands the focused pane does itself: `move.down` is `do_down()` of inbox, thread or context.
PANE_AREAS = frozenset({"move", "mark", "bulk", "thread", "context", "composer"})
#: The area whose commands the console screen does itself.
SCREEN_AREA = "view"


class Group(StrEnum):
    """The heading a command stands under in help and documentation, in the order shown."""

    MOVE = "move"
    TRIAGE = "triage"
    WRITE = "write"
    THREAD = "thread"
    CUSTOMER = "customer"
    MARK = "mark"
    VIEW = "view"
    GO = "go"
    DESK = "desk"


class Situation(msgspec.Struct, frozen=True):
    """What a command could act on right now; enough to tell whether it would do anything."""

    role: Role = Role.AGENT
    targets: tuple[ConversationRow, ...] = ()
    """The marked conversations, else the one at the cursor or open; only loaded rows."""
    is_part: bool = False
    """Whether more is marked than those: what is true of them need not be true of all."""
    open_id: int | None = None
    query: str = ""
    """The filter of the list on show."""
    is_everywhere: bool = False
    """Whether that list is of every queue."""
    writing: str = ""
    """What is being written, if anything: `reply`, `note`, `forward`, `new`, or `many` for a text to all that is marked."""
    can_undo: bool = False
    can_redo: bool = False
    can_repeat: bool = False


#: Gives the Fluent id of the reason why a command would do nothing, or None.
Need = Callable[[Situation], str | None]


class Command(msgspec.Struct, frozen=True):
    """One thing a person can do. `keys` are the defaults: chords are keys with a blank between them (`g i`)."""

    id: str
    keys: tuple[str, ...]
    scopes: tuple[Scope, ...]
    group: Group
    needs: tuple[Need, ...] = ()
    bar: int = 0
    """Rank in the key bar of its panes, 1 first; 0 keeps it out of the bar."""

    @property
    def area(self) -> str:
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        return self.id.partition(".")[2]

    @property
    def title_id(self) -> str:
        """The Fluent id of its title, the same in palette, help and documentation."""
        return "cmd-" + self.id.replace(".", "-").replace("_", "-")

    def disabled(self, situation: Situation) -> str | None:
        """Why it would do nothing now, as a Fluent id; None where it can be done."""
        return next((reason for need in self.needs if (reason := need(situation))), None)

    def works_in(self, scope: Scope) -> bool:
        return scope in self.scopes or (Scope.ANY in self.scopes and scope in LETTER_SCOPES)
