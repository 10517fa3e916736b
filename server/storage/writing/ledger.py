"""Does requests one after another inside the writer's transaction: looks up, decides, carries out. Knows no thread and no queue."""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import replace

from support_tui.wire import commands as c
from support_tui.wire.commands import Accepted, Request
from support_tui.wire.events import DeskEvent, Recorded
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import Mailbox

from ...core import conflicts, plain
from ...core.access import forbidden, may_give, narrowed
from ...core.bulk import left_alone, together
from ...core.context import Asker, Context, Known
from ...core.decide import decide
from ...core.decide.common import NO_CHANGE
from ...core.decide.imports import take_in
from ...core.decision import Decision
from ...core.imports import ImportedConversation
from ...core.notices import gathered
from ..counts.counters import write_deltas
from ..db import Connection, save_setting
from ..tables import log, notice_mails, notifications, unfinished
from . import actions, answers
from .known import known_for, known_for_import, with_answered
from .known_many import without_changed
from .known_undo import known_for_part_of_undo
from .memory import WriterMemory
from .parts import Along, Part, PartDone, Slices
from .perform import Done, keep_notices, perform


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

    def change_part(
        self, request: Request, asker: Asker, part: Part, is_awaited: Callable[[], bool]
    ) -> PartDone:
        """Do as much of a long order as may be done in one transaction, under the key of the whole; the last part's answer tells of all.

        A whole that was done before gets its first answer with its first part."""
        asker = self._as_of_now(asker)
        if part.is_first:
            first = answers.first_answer(
                self.connection, request.key, asker.name, answers.digest_of(request.command)
            )
            if first is not None:
                return PartDone(first)
        along = Along(is_told=part.is_told, concerned=unfinished.concerned(self.connection, request.key))
        done = self._sliced(request, asker, part, along, is_awaited)
        if isinstance(done.answer, Refusal):
            unfinished.drop(self.connection, request.key)  # or it would be tried again with every start
            return done
        return self._gathered(request, asker, part, along, done)

    def _sliced(
        self, request: Request, asker: Asker, part: Part, along: Along, is_awaited: Callable[[], bool]
    ) -> PartDone:
        """Slice after slice. A refusal of the first one is that of the order; of what has been begun, whatever is refused by now (its
        asker may be nobody any more) is left alone for that reason."""
        many, reached = part.before, 0
        answer = Accepted(request.key, self.memory.seq)
        words = part.taken_back
        for lot in Slices(is_awaited).of(part.ids) if part.ids else ():
            given = self._decided(request, asker, lot, along)
            if isinstance(given, Refusal) and part.is_first and not reached and not many.changed:
                return PartDone(given)
            reached += len(lot)
            if isinstance(given, Refusal):
                many = together(many, left_alone(lot, given))
                continue
            assert given.many is not None
            many = together(many, given.many)
            answer, words = given, words or given.taken_back
        answer = replace(answer, many=many, taken_back=words)
        return PartDone(answer, reached, part.is_last and reached == len(part.ids))

    def _gathered(self, request: Request, asker: Asker, part: Part, along: Along, done: PartDone) -> PartDone:
        """Close the books of a part: what is to go on is remembered, of what is over the answer is."""
        connection, now = self.connection, self.memory.moment(self.clock())
        if not done.is_over:
            if part.order is not None:
                unfinished.keep(connection, part.order, now)
            if len(along.concerned) > along.before:
                unfinished.keep_concerned(connection, request.key, gathered(along.concerned))
            return done
        unfinished.drop(connection, request.key)
        keep_notices(connection, along.concerned, asker.actor, now, self.done)
        answer = self._over(request, done.answer)
        if isinstance(answer, Accepted):
            answers.keep(connection, answer, asker.name, answers.digest_of(request.command), now)
        return done._replace(answer=answer)

    def _over(self, request: Request, answer: Accepted | Refusal) -> Accepted | Refusal:
        """The answer of an order that is over: taking back what nothing is left of is refused, what was taken back as a whole is marked so."""
        if isinstance(answer, Refusal) or not isinstance(request.command, c.UndoRequest):
            return answer
        many = answer.many
        assert many is not None
        if not many.changed:
            return many.left[0].reason if many.left else NO_CHANGE
        if not many.is_cancelled:
            actions.mark_undone(self.connection, request.command.key, request.key)
        return answer

    def _known(self, request: Request, lot: tuple[int, ...] | None, asker: Asker) -> Known | Refusal:
        """All about what the command names, or about the `lot` of it that is its turn."""
        command = request.command
        if isinstance(command, c.UndoRequest) and lot is not None:
            return known_for_part_of_undo(self.memory, command, lot)
        if isinstance(command, c.ChangeMany) and lot is not None:
            command = replace(command, selection=c.Picked(lot))
        known = known_for(self.memory, command, asker)
        if isinstance(known, Known) and isinstance(command, c.ChangeMany):
            return without_changed(self.connection, known, command, asker, request.key, request.seen_seq)
        return known

    def _decided(
        self, request: Request, asker: Asker, lot: tuple[int, ...] | None = None, along: Along | None = None
    ) -> Accepted | Refusal:
        """Look up, decide and carry out; of a long order the `lot` of conversations whose turn it is."""
        command = request.command
        if not may_give(asker, command):
            return forbidden(command)
        known = self._known(request, lot, asker)
        if isinstance(known, Refusal):
            return known
        context = self.context(asker)
        decision = decide(command, with_answered(self.connection, known, command, context), context)
        is_behind = request.seen_seq is not None and request.seen_seq < self.memory.seq
        if is_behind and not isinstance(command, c.ChangeMany) and not _hides(decision):
            clash = self._clash(command, request.seen_seq or 0, asker)
            if clash is not None:
                return clash
        if isinstance(decision, Refusal):
            return decision
        first_seq = self.memory.seq + 1
        accepted = perform(self.memory, decision, asker, request.key, context.now, self.done, along)
        if accepted.seq >= first_seq and decision.actor is None:
            actions.keep(self.connection, command, accepted, asker, first_seq, context.now)
            if isinstance(command, c.UndoRequest) and lot is None:
                actions.mark_undone(self.connection, command.key, request.key)
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
        elif isinstance(command, c.SaveView | c.DeleteView | c.SaveMailbox | c.RemoveMailbox):
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
        notice_mails.prune(self.connection, now)

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
        if agent is not None:
            agent = narrowed(agent, asker.mailbox_id)
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


def _hides(decision: Decision | Refusal) -> bool:
    """Whether what the command names is not for the asker to see: then neither is what others have done to it."""
    return isinstance(decision, Refusal) and decision.code in (RefusalCode.FORBIDDEN, RefusalCode.NOT_FOUND)


def _is_others(recorded: Recorded, asker: Asker) -> bool:
    return (recorded.actor.kind, recorded.actor.id) != (asker.actor.kind, asker.actor.id)
