"""Does requests one after another inside the writer's transaction: looks up, decides, carries out. Knows no thread and no queue."""

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from support_tui.wire import commands as c
from support_tui.wire.commands import Accepted, ManyChanged, Request
from support_tui.wire.events import DeskEvent, Recorded
from support_tui.wire.refusals import Refusal
from support_tui.wire.views import Mailbox

from ...core import conflicts, plain
from ...core.access import forbidden, may_give
from ...core.bulk import together
from ...core.context import Asker, Context
from ...core.decide import decide
from ...core.decide.imports import take_in
from ...core.decision import Decision
from ...core.imports import ImportedConversation
from ..counts.counters import write_deltas
from ..db import Connection, save_setting
from ..tables import log, notifications
from . import actions, answers
from .known import known_for, known_for_import, with_answered
from .known_many import without_changed
from .memory import WriterMemory
from .perform import Done, perform


class Part(NamedTuple):
    """A part of a change to many conversations: what it changes, and what the parts before it have done."""

    ids: tuple[int, ...]
    before: ManyChanged
    is_last: bool


class Ledger:
    """The desk's books in the writer's hands. `clock` gives microseconds UTC, `can_send` whether a channel leads out of a mailbox."""

    def __init__(
        self, connection: Connection, clock: Callable[[], int], can_send: Callable[[Mailbox], bool]
    ) -> None:
        self.connection = connection
        self.clock = clock
        self.can_send = can_send
        self.memory = WriterMemory(connection, can_send)
        self.done = Done()
        self._is_stale = False

    def request(self, request: Request, asker: Asker) -> Accepted | Refusal:
        """Do a request, or say why not. One that was done before gets its first answer and changes nothing (D6)."""
        request, asker = storable(request), self._as_of_now(asker)
        digest = answers.digest_of(request.command)
        first = answers.first_answer(self.connection, request.key, asker.name, digest)
        if first is not None:
            return first
        answer = self._decided(request, asker)
        if isinstance(answer, Accepted):
            answers.keep(self.connection, answer, asker.name, digest, self.memory.moment(self.clock()))
        return answer

    def change_part(self, request: Request, asker: Asker, part: Part) -> Accepted | Refusal:
        """Do a part of a change to many conversations, under the key of the whole; the last part's answer tells of all.

        A whole that was done before gets its first answer with whichever part comes first."""
        command = request.command
        assert isinstance(command, c.ChangeMany)
        asker = self._as_of_now(asker)
        digest = answers.digest_of(command)
        first = answers.first_answer(self.connection, request.key, asker.name, digest)
        if first is not None:
            return first
        answer: Accepted | Refusal = Accepted(request.key, self.memory.seq, many=ManyChanged(0, 0))
        if part.ids:
            picked = replace(command, selection=c.Picked(part.ids))
            answer = self._decided(replace(request, command=picked), asker)
        if isinstance(answer, Refusal):
            return answer
        assert answer.many is not None
        answer = replace(answer, many=together(part.before, answer.many))
        if part.is_last:
            answers.keep(self.connection, answer, asker.name, digest, self.memory.moment(self.clock()))
        return answer

    def _decided(self, request: Request, asker: Asker) -> Accepted | Refusal:
        """Look up, decide and carry out."""
        command = request.command
        if not may_give(asker, command):
            return forbidden(command)
        known = known_for(self.memory, command)
        if isinstance(known, Refusal):
            return known
        if isinstance(command, c.ChangeMany):
            known = without_changed(self.connection, known, command, asker, request.key, request.seen_seq)
        elif request.seen_seq is not None and request.seen_seq < self.memory.seq:
            clash = self._clash(command, request.seen_seq, asker)
            if clash is not None:
                return clash
        context = self.context(asker)
        decision = decide(command, with_answered(self.connection, known, command, context), context)
        if isinstance(decision, Refusal):
            return decision
        first_seq = self.memory.seq + 1
        accepted = perform(self.memory, decision, asker, request.key, context.now, self.done)
        if accepted.seq >= first_seq and decision.actor is None:
            actions.keep(self.connection, command, accepted, asker, first_seq, context.now)
        return accepted

    def take_in(self, imported: ImportedConversation, asker: Asker) -> Accepted | Refusal:
        """Take in a conversation of another system; `no_change` where all of it is here already."""
        known = known_for_import(self.memory, imported)
        context = self.context(asker)
        decision = take_in(imported, known, context)
        if isinstance(decision, Refusal):
            return decision
        return perform(self.memory, decision, asker, "", context.now, self.done)

    def note(self, event: DeskEvent, asker: Asker) -> None:
        """Write an event about something that the tables of the desk do not show, such as a password."""
        now = self.memory.moment(self.clock())
        perform(self.memory, Decision((event,)), self._as_of_now(asker), "", now, self.done)

    def context(self, asker: Asker) -> Context:
        """The moment in which something is decided now."""
        memory, clock_at = self.memory, self.clock()
        return Context(memory.moment(clock_at), clock_at, asker, memory.desk, memory.next, self.can_send)

    def _clash(self, command: c.Command, seen_seq: int, asker: Asker) -> Refusal | None:
        """What others have done since the asker looked, where it stands against the command."""
        tags = conflicts.event_tags(command)
        if not tags:
            return None
        if isinstance(command, c.EditCustomer):
            later = log.of_customer_since(self.connection, command.customer_id, seen_seq, tags)
        elif isinstance(command, c.ConversationCommand):
            later = log.of_conversation_since(self.connection, command.conversation_id, seen_seq, tags)
        elif isinstance(command, c.SaveView | c.DeleteView | c.SaveMailbox):
            later = log.of_desk_since(self.connection, seen_seq, tags)
        else:
            return None
        return conflicts.clash(command, [recorded for recorded in later if _is_others(recorded, asker)])

    def tidy(self) -> None:
        """Housekeeping, when nothing else is to be done."""
        now = self.memory.moment(self.clock())
        answers.prune(self.connection, now)
        actions.prune(self.connection, now)
        notifications.prune(self.connection)

    def probe(self) -> None:
        """Write something small, to learn whether writing works again."""
        save_setting(self.connection, "last_probe_at", str(self.clock()))

    def begin(self) -> None:
        """Be as the tables are, at the beginning of a transaction that follows a broken one."""
        if self._is_stale:
            self.memory.reload()
            self._is_stale = False

    def before_commit(self) -> None:
        """Bring along what is written once for a whole transaction."""
        write_deltas(self.connection, self.done.counts.deltas())

    def committed(self) -> Done:
        """Hand over what the transaction has done, once it is on disk."""
        done, self.done = self.done, Done()
        return done

    def rolled_back(self) -> None:
        """Nothing of the transaction has happened: forget it, and all that was remembered from it."""
        self.done = Done()
        self._is_stale = True

    def _as_of_now(self, asker: Asker) -> Asker:
        """The asker with the role and mailboxes they have by now, which may be less than when they asked."""
        if asker.agent is None:
            return asker
        agent = self.memory.desk.agents.get(asker.agent.id)
        return asker if agent is asker.agent else replace(asker, agent=agent)


def storable(request: Request) -> Request:
    """The request without what no JSON can hold: bytes of a mail that are no text come in as lone surrogates."""
    try:
        msgspec.json.encode(request)
    except UnicodeEncodeError:
        return msgspec.convert(_cleaned(msgspec.to_builtins(request)), Request)
    return request


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return plain.storable(value)
        case dict():
            return {key: _cleaned(entry) for key, entry in value.items()}
        case list() | tuple():
            return [_cleaned(entry) for entry in value]
        case _:
            return value


def _is_others(recorded: Recorded, asker: Asker) -> bool:
    return (recorded.actor.kind, recorded.actor.id) != (asker.actor.kind, asker.actor.id)
