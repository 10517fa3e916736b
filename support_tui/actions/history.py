"""What this agent did, step by step, and how each step is taken back. Pure: asks nobody, sends nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from support_tui.store import Replica, select
from support_tui.wire import commands as c
from support_tui.wire.commands import Accepted, Command
from support_tui.wire.folding import fold
from support_tui.wire.many import steps_for
from support_tui.wire.values import Status
from support_tui.wire.views import ConversationRow

#: Steps that can be taken back.
LENGTH = 100
#: What leaves for a customer, and can be taken back until it does.
LETTERS = (c.SendReply, c.StartConversation, c.ForwardConversation)
#: What makes sense for another conversation too.
_REPEATABLE = (
    c.SetStatus
    | c.AssignConversation
    | c.ChangeFollowers
    | c.ChangeTags
    | c.SetPriority
    | c.MoveConversation
    | c.SetFolder
    | c.SnoozeConversation
)


@dataclass(slots=True)
class Step:
    """Commands given with one key, and those that take them back; only what has an inverse can be undone."""

    commands: list[Command]
    inverses: list[Command]
    when_numbered: Callable[[], None] | None = None
    """Set where it was to be taken back before the server had numbered its message."""

    @property
    def is_unnumbered(self) -> bool:
        """Whether a message of it has no number yet, so that it cannot be taken back yet."""
        cancels = sum(isinstance(command, c.CancelReply) for command in self.inverses)
        return sum(isinstance(command, LETTERS) for command in self.commands) > cancels

    @property
    def conversation_ids(self) -> frozenset[int]:
        """The conversations it changed."""
        ids = (getattr(command, "conversation_id", None) for command in self.commands)
        return frozenset(number for number in ids if number is not None)


@dataclass(slots=True)
class History:
    """Steps done and steps taken back, newest last."""

    steps: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    _last: tuple[Command, ...] = ()

    @property
    def can_undo(self) -> bool:
        return any(step.inverses or step.is_unnumbered for step in self.steps)

    @property
    def can_redo(self) -> bool:
        return bool(self.undone)

    @property
    def can_repeat(self) -> bool:
        return bool(self._last)

    def done(self, commands: Sequence[Command], replica: Replica) -> None:
        """A step is about to be done; the replica is as before it."""
        inverses = [back for command in commands for back in inverse(command, replica)]
        if not inverses and not any(isinstance(command, LETTERS) for command in commands):
            return
        self.steps.append(Step(list(commands), inverses))
        del self.steps[:-LENGTH]
        self.undone.clear()
        repeatable = tuple(command for command in commands if isinstance(command, _REPEATABLE))
        self._last = repeatable or self._last

    def numbered(self, command: Command, accepted: Accepted) -> Step | None:
        """A message to the customer has its number: it can be taken back now, until it leaves. The step it belongs to."""
        if (
            not isinstance(command, LETTERS)
            or accepted.message_id is None
            or accepted.conversation_id is None
        ):
            return None
        for step in (*reversed(self.steps), *reversed(self.undone)):
            if any(given is command for given in step.commands):
                step.inverses.append(c.CancelReply(accepted.conversation_id, accepted.message_id))
                return step
        return None

    def refused(self, command: Command) -> None:
        """A command was not done, so it cannot be taken back either."""
        for step in self.steps:
            if any(given is command for given in step.commands):
                step.commands = [given for given in step.commands if given is not command]
                about = getattr(command, "conversation_id", None)
                step.inverses = [b for b in step.inverses if getattr(b, "conversation_id", None) != about]
        self.steps = [step for step in self.steps if step.commands]

    def undo(self) -> Step | None:
        """The last step that can be taken back, which is not the last one any more; its inverses go from the last to the first."""
        while self.steps:
            step = self.steps.pop()
            if step.inverses or step.is_unnumbered:
                self.undone.append(step)
                return step
        return None

    def redo(self) -> list[Command] | None:
        """The commands of the step taken back last; None where there is none. A reply taken back is not sent again by this."""
        while self.undone:
            step = self.undone.pop()
            again: list[Command] = [command for command in step.commands if not isinstance(command, LETTERS)]
            if again:
                self.steps.append(step)
                return again
        return None

    def repeated(self, conversation_ids: Sequence[int]) -> list[Command]:
        """The last repeatable step for other conversations, each of its commands once a conversation."""
        kinds = {type(command): command for command in self._last}
        return [
            replace(command, conversation_id=conversation_id)
            for conversation_id in conversation_ids
            for command in kinds.values()
        ]


def inverse(command: Command, replica: Replica) -> list[Command]:
    """The commands that bring back what `command` would change; none where it cannot be taken back from here."""
    if isinstance(command, c.ChangeMany):
        return _many_back(command, replica)
    conversation_id = getattr(command, "conversation_id", None)
    row = select.row(replica, conversation_id) if conversation_id is not None else None
    if row is None:
        return []
    match command:
        case c.SetStatus():
            snooze: list[Command] = (
                [c.SnoozeConversation(row.id, row.snoozed_until_at)] if row.snoozed_until_at else []
            )
            return [*snooze, _status_back(row, command.status)]
        case c.SendReply(status=status) if status is not None:
            return [_status_back(row, status)]
        case c.AssignConversation():
            return [
                c.SetStatus(row.id, row.status),
                c.AssignConversation(row.id, row.assignee_id, row.team_id),
            ]
        case c.ChangeFollowers(add=add, remove=remove):
            added = tuple(agent_id for agent_id in add if agent_id not in row.follower_ids)
            return [c.ChangeFollowers(row.id, add=remove, remove=added)]
        case c.ChangeTags():
            return _tags_back(command, row, replica)
        case c.SetTitle():
            return [c.SetTitle(row.id, row.title)]
        case c.SetPriority():
            return [c.SetPriority(row.id, row.priority)]
        case c.MoveConversation():
            return [c.MoveConversation(row.id, row.mailbox_id)]
        case c.SetFolder():
            return [c.SetFolder(row.id, row.folder)]
        case c.SnoozeConversation():
            return [c.SnoozeConversation(row.id, row.snoozed_until_at)]
        case _:
            return []


def _many_back(command: c.ChangeMany, replica: Replica) -> list[Command]:
    """What brings back each of a few; of more only the server knows."""
    picked = command.selection.ids if isinstance(command.selection, c.Picked) else ()
    rows = [row for number in picked if (row := select.row(replica, number)) is not None]
    return [
        back for row in rows for step in steps_for(command.change, row) for back in inverse(step, replica)
    ]


def _status_back(row: ConversationRow, after: Status) -> c.SetStatus:
    """The status as it was; a close also ended the customer's wait."""
    waiting = row.waiting_since_at if after is Status.CLOSED else None
    return c.SetStatus(row.id, row.status, waiting)


def _tags_back(command: c.ChangeTags, row: ConversationRow, replica: Replica) -> list[Command]:
    """Only what really changes: a tag that was there before stays."""
    present = {fold(name) for name in select.tag_names(replica, row)}
    added = tuple(name for name in command.add if fold(name) not in present)
    removed = tuple(name for name in command.remove if fold(name) in present)
    return [c.ChangeTags(row.id, add=removed, remove=added)] if added or removed else []
