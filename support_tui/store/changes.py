"""What a step of the replica touched, so that panes repaint only what they show. Pure."""

from dataclasses import dataclass, field

import msgspec

from support_tui.store.windows import ListKey
from support_tui.wire.events import Recorded
from support_tui.wire.frames import DraftMoved
from support_tui.wire.notifications import Notification
from support_tui.wire.views import ConversationRow, Message


class Changes(msgspec.Struct, frozen=True):
    """Everything one step touched, by id. `reset` is a wholly new replica: everything may have changed.

    `arrived` are conversations in which a customer wrote just now, as the stream tells them; they need not be loaded. `own` are those
    that this agent has just changed; what happens to the others is somebody else's doing, and `by_others` is what colleagues did. `own_keys` are
    the keys of this agent's requests, given here or elsewhere; `held` are their replies that do not leave as they were to."""

    rows: frozenset[int] = frozenset()
    lists: frozenset[ListKey] = frozenset()
    threads: frozenset[int] = frozenset()
    customers: frozenset[int] = frozenset()
    presence: frozenset[int] = frozenset()
    arrived: tuple[ConversationRow, ...] = ()
    own: frozenset[int] = frozenset()
    by_others: tuple[Recorded, ...] = ()
    own_keys: frozenset[str] = frozenset()
    answering: tuple[tuple[int, int], ...] = ()
    """Conversation and agent where a colleague has just begun a reply."""
    drafts_moved: tuple[DraftMoved, ...] = ()
    """Unsent texts that were changed on another screen of this agent, or by a colleague who shares them."""
    told: tuple[Notification, ...] = ()
    """What this agent was just told personally."""
    notifications: bool = False
    own_stale: bool = False
    """Notifications and drafts of this agent have changed in ways that only reading them again shows."""
    held: tuple[Message, ...] = ()
    counts: bool = False
    directory: bool = False
    line: bool = False
    pending: bool = False
    drafts: bool = False
    notices: bool = False
    reset: bool = False


@dataclass(slots=True)
class ChangeSet:
    """Changes while they are being collected."""

    rows: set[int] = field(default_factory=set)
    lists: set[ListKey] = field(default_factory=set)
    threads: set[int] = field(default_factory=set)
    customers: set[int] = field(default_factory=set)
    presence: set[int] = field(default_factory=set)
    arrived: dict[int, ConversationRow] = field(default_factory=dict)
    own: set[int] = field(default_factory=set)
    by_others: list[Recorded] = field(default_factory=list)
    own_keys: set[str] = field(default_factory=set)
    answering: list[tuple[int, int]] = field(default_factory=list)
    drafts_moved: list[DraftMoved] = field(default_factory=list)
    told: list[Notification] = field(default_factory=list)
    notifications: bool = False
    own_stale: bool = False
    held: list[Message] = field(default_factory=list)
    counts: bool = False
    directory: bool = False
    line: bool = False
    pending: bool = False
    drafts: bool = False
    notices: bool = False
    reset: bool = False

    def frozen(self) -> Changes:
        """The same, to hand out."""
        return Changes(
            rows=frozenset(self.rows),
            lists=frozenset(self.lists),
            threads=frozenset(self.threads),
            customers=frozenset(self.customers),
            presence=frozenset(self.presence),
            arrived=tuple(self.arrived.values()),
            own=frozenset(self.own),
            held=tuple(self.held),
            by_others=tuple(self.by_others),
            own_keys=frozenset(self.own_keys),
            answering=tuple(self.answering),
            drafts_moved=tuple(self.drafts_moved),
            told=tuple(self.told),
            notifications=self.notifications,
            own_stale=self.own_stale,
            counts=self.counts,
            directory=self.directory,
            line=self.line,
            pending=self.pending,
            drafts=self.drafts,
            notices=self.notices,
            reset=self.reset,
        )


NOTHING = Changes()
