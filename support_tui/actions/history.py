"""What this agent did, step by step: by the keys that the server takes it back by. Pure: asks nobody, sends nothing."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from msgspec.structs import replace

from support_tui.actions.kinds import MANY, kind_of_action, kind_of_command
from support_tui.store.backs import NONE, Backs
from support_tui.store.readings import read_by
from support_tui.wire import commands as c
from support_tui.wire.actions import Action
from support_tui.wire.commands import Accepted, Command
from support_tui.wire.values import Folder, Status

#: Steps that are remembered.
LENGTH = 100
#: What carries somebody's words: they are theirs again when it is taken back.
LETTERS = (c.SendReply, c.StartConversation, c.ForwardConversation, c.AddNote)
#: What is nobody's step: reading, taking back, and what cannot be taken back.
_NO_STEPS = (c.MarkRead, c.UndoRequest, c.PurgeConversation)
#: What makes sense for another conversation too.
Repeatable = (
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
class Deed:
    """One request. `command` is None where it was given elsewhere or before a restart; `action` is then what the server says of it.

    `undo_key` is the key of the request that took it back last, `redo_key` of the one that did it again; `seq` orders what was answered,
    0 was not yet."""

    key: str
    command: Command | None = None
    backs: Backs = NONE
    inverse: c.MarkManyRead | None = None
    """What takes it back where the server's log knows nothing of it."""
    action: Action | None = None
    undo_key: str = ""
    redo_key: str = ""
    seq: int = 0

    @property
    def conversation_id(self) -> int | None:
        """The conversation it is about, if it is about one."""
        if self.action is not None:
            return self.action.conversation_id if self.action.conversations <= 1 else None
        return getattr(self.command, "conversation_id", None)

    @property
    def is_of_many(self) -> bool:
        """Whether it was one order about many conversations."""
        return isinstance(self.command, c.ChangeMany) or (
            self.action is not None and self.action.kind == MANY
        )

    @property
    def kind(self) -> str:
        """The command's tag; of a change to many, the tag of what happened to each."""
        if self.action is not None:
            return kind_of_action(self.action)
        return kind_of_command(self.command)


@dataclass(slots=True)
class Step:
    """Requests that were one stroke."""

    deeds: list[Deed]

    @property
    def conversation_ids(self) -> frozenset[int]:
        """The conversations it changed, as far as they are known here."""
        ids = {deed.conversation_id for deed in self.deeds} | {
            id_ for deed in self.deeds for id_ in deed.backs.conversation_ids()
        }
        ids |= {id_ for deed in self.deeds if deed.command is not None for id_ in read_by(deed.command)}
        return frozenset(id_ for id_ in ids if id_ is not None)

    @property
    def kind(self) -> str:
        """What it is called: a mailbox's removal, whatever had to be carried out of it, else what was done first."""
        last = self.deeds[-1]
        return last.kind if isinstance(last.command, c.RemoveMailbox) else self.deeds[0].kind

    @property
    def first_id(self) -> int | None:
        """The conversation that one stands on again when it is taken back: of several that were named, the first in their order."""
        for deed in self.deeds:
            match deed.command:
                case c.ChangeMany(selection=c.Picked(ids=ids)) if ids:
                    return ids[0]
                case _:
                    continue
        ids_known = self.conversation_ids
        return min(ids_known) if len(ids_known) == 1 else None

    @property
    def seq(self) -> int:
        """Its place among the others; what was not answered comes last."""
        return max(deed.seq for deed in self.deeds) if all(deed.seq for deed in self.deeds) else 1 << 62

    @property
    def has_letter(self) -> bool:
        """Whether somebody's words come back with it."""
        return any(isinstance(deed.command, LETTERS) for deed in self.deeds)


@dataclass(slots=True)
class History:
    """Steps done and steps taken back, newest last."""

    steps: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    _last: tuple[Repeatable, ...] = ()

    @property
    def can_undo(self) -> bool:
        return bool(self.steps)

    @property
    def can_redo(self) -> bool:
        return bool(self.undone)

    @property
    def can_repeat(self) -> bool:
        return bool(self._last)

    def done(self, deeds: Sequence[Deed]) -> None:
        """A step was asked for."""
        kept = [deed for deed in deeds if not isinstance(deed.command, _NO_STEPS)]
        if not kept:
            return
        # The server's list may have told of it already, while it was being done.
        self._forget({deed.key for deed in kept})
        self.steps.append(Step(kept))
        del self.steps[:-LENGTH]
        self.undone.clear()
        repeatable = tuple(_repeatable(deed.command) for deed in kept)
        self._last = tuple(command for command in repeatable if command is not None) or self._last

    def answered(self, key: str, accepted: Accepted) -> None:
        """A request was done: its place among the others, and the number of the message it wrote."""
        deed = self._deed(key)
        if deed is None:
            return
        deed.seq = accepted.seq
        if accepted.message_id is not None and isinstance(deed.command, LETTERS):
            deed.backs = replace(deed.backs, message_ids=(accepted.message_id,))

    def refused(self, key: str) -> None:
        """A request was not done, or could not be taken back or done again: it is no step any more."""
        for step in (*self.steps, *self.undone):
            step.deeds = [deed for deed in step.deeds if key not in (deed.key, deed.undo_key, deed.redo_key)]
        self._drop_empty()

    def undo(self) -> Step | None:
        """The last step that is in effect; it is not any more."""
        if not self.steps:
            return None
        step = self.steps.pop()
        self.undone.append(step)
        return step

    def redo(self) -> Step | None:
        """The step taken back last; it is in effect again."""
        if not self.undone:
            return None
        step = self.undone.pop()
        self.steps.append(step)
        return step

    def take(self, action: Action) -> Step:
        """The step of one entry of the list, which is taken back out of turn, or done again if it was."""
        found = self._deed(action.key)
        deed = found or Deed(action.key, action=action, undo_key=action.undone_by, seq=action.seq)
        for step in (*self.steps, *self.undone):
            step.deeds = [other for other in step.deeds if other is not deed]
        self._drop_empty()
        step = Step([deed])
        (self.steps if action.undone_by else self.undone).append(step)
        return step

    def knows(self, key: str) -> bool:
        """Whether a request is one of these, or has taken one of them back."""
        deeds = self._deeds()
        return any(key in (deed.key, deed.undo_key, deed.redo_key) for deed in deeds)

    def load(self, actions: Iterable[Action]) -> None:
        """What the server remembers, newest first: also what was done before a restart, or on another screen."""
        actions = [action for action in actions if not action.undoes]
        for action in actions:
            deed = self._deed(action.key)
            if deed is not None and action.undone_by and deed.undo_key != action.undone_by and deed.seq:
                for step in self.steps:
                    step.deeds = [other for other in step.deeds if other is not deed]
        self._drop_empty()
        fresh = [a for a in actions if not a.undone_by and self._deed(a.key) is None]
        self.steps += [Step([Deed(a.key, action=a, seq=a.seq)]) for a in fresh]
        self.steps.sort(key=lambda step: step.seq)
        if not self.undone:
            newest = max((step.seq for step in self.steps), default=0)
            lost = [a for a in actions if a.undone_by and a.seq > newest]
            self.undone = [Step([Deed(a.key, action=a, undo_key=a.undone_by, seq=a.seq)]) for a in lost]

    def repeated(self, conversation_ids: Sequence[int]) -> list[Repeatable]:
        """The last repeatable step for other conversations, each of its commands once a conversation."""
        kinds = {type(command): command for command in self._last}
        return [
            replace(command, conversation_id=conversation_id)
            for conversation_id in conversation_ids
            for command in kinds.values()
        ]

    def _deeds(self) -> Iterator[Deed]:
        return (deed for step in (*reversed(self.steps), *reversed(self.undone)) for deed in step.deeds)

    def _deed(self, key: str) -> Deed | None:
        return next((deed for deed in self._deeds() if deed.key == key), None)

    def _forget(self, keys: Set[str]) -> None:
        for step in (*self.steps, *self.undone):
            step.deeds = [deed for deed in step.deeds if deed.key not in keys]
        self._drop_empty()

    def _drop_empty(self) -> None:
        self.steps = [step for step in self.steps if step.deeds]
        self.undone = [step for step in self.undone if step.deeds]


def _repeatable(command: Command | None) -> Repeatable | None:
    """The command as it is given again for one conversation; of a change to many what it did to each."""
    change = command.change if isinstance(command, c.ChangeMany) else command
    return change if isinstance(change, Repeatable) else None


def leaves_the_list(command: Command) -> bool:
    """Whether a conversation is done with by this, so that one goes on to the next."""
    match command:
        case c.SetStatus(status=status):
            return status is Status.CLOSED
        case c.SetFolder(folder=folder):
            return folder is not Folder.INBOX
        case c.SnoozeConversation(until_at=until_at):
            return until_at is not None
        case _:
            return False
