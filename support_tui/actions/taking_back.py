"""Takes back what this agent did, does it again, and knows what the server remembers of it. Paints nothing.

What is taken back looks so at once; the server's answer replaces it.
"""

import asyncio
import secrets
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from support_tui.actions.history import Deed, History, Step
from support_tui.actions.outbox import Answer
from support_tui.link.http import Unreachable
from support_tui.store import Changes, Store, backs, select
from support_tui.store.backs import Backs, RowBack
from support_tui.store.journal import row_before
from support_tui.store.pending import Pending
from support_tui.store.readings import marking, read_by
from support_tui.wire.actions import Action, ActionPage
from support_tui.wire.commands import Accepted, MarkManyRead, UndoRequest
from support_tui.wire.refusals import Refusal
from support_tui.wire.views import ConversationRow, Customer

#: As many as an agent goes back through by pressing one key.
REMEMBERED = 50


class ActionSource(Protocol):
    """Where the list of what was done is kept."""

    async def actions(self, *, before: int = 0, limit: int = 50) -> ActionPage | Refusal | Unreachable: ...


class Undoing(NamedTuple):
    """A request to take something back, and what that will most likely look like."""

    key: str
    command: UndoRequest | MarkManyRead
    backs: Backs


Send = Callable[[Sequence[Undoing]], "Sequence[asyncio.Future[Answer]]"]
TakenBack = Callable[[Deed, Accepted], None]
"""Told of each request that was taken back, or done again."""


def _nothing(deed: Deed, accepted: Accepted) -> None:
    """Told to nobody."""


class Before(NamedTuple):
    """Rows and profiles that commands are about, as they look before these are given."""

    rows: Mapping[int, ConversationRow]
    customers: Mapping[int, Customer]
    reads: Mapping[int, int]
    """How far conversations that are marked were read."""

    @classmethod
    def of(cls, store: Store, pendings: Iterable[Pending]) -> "Before":
        """As they look now."""
        replica = store.replica
        ids = {id_ for pending in pendings for id_ in pending.conversation_ids}
        rows = {id_: row for id_ in ids if (row := select.row(replica, id_)) is not None}
        about = {getattr(pending.command, "customer_id", None) for pending in pendings} - {None}
        found = (select.customer(replica, id_) for id_ in about if id_ is not None)
        marked = {id_ for pending in pendings for id_ in read_by(pending.command)}
        reads = {id_: replica.read_ids.get(id_, 0) for id_ in marked}
        return cls(rows, {customer.id: customer for customer in found if customer is not None}, reads)

    def deed(self, store: Store, pending: Pending) -> Deed:
        """What was asked for, with what taking it back will bring back; once its effect is shown."""
        shown = (select.row(store.replica, id_) for id_ in pending.conversation_ids)
        changed = backs.of_rows(self.rows, (row for row in shown if row is not None))
        customer = self.customers.get(getattr(pending.command, "customer_id", 0))
        marked = read_by(pending.command)
        inverse = marking({id_: self.reads[id_] for id_ in marked}) if marked else None
        edited = backs.of_edit(pending.command, customer)
        return Deed(pending.key, pending.command, Backs(changed.rows, edited), inverse)


class TakingBack:
    """One agent's undo and redo. `send` gives requests to the outbox, in their order."""

    def __init__(self, store: Store, source: ActionSource, send: Send) -> None:
        self.history = History()
        self._store, self._source, self._send = store, source, send
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_reading = False
        store.subscribe(self._store_changed)

    # ------------------------------------------------------------ there and back

    def undo(self, told: TakenBack = _nothing) -> Step | None:
        """Take back the last step that is in effect; which one that was."""
        step = self.history.undo()
        if step is not None:
            self._take_back(step, told)
        return step

    def redo(self, told: TakenBack = _nothing) -> Step | None:
        """Do again what was taken back last; which step that was."""
        step = self.history.redo()
        if step is not None:
            self._do_again(step, told)
        return step

    def take(self, action: Action, told: TakenBack = _nothing) -> Step:
        """Take back one action of the list, or do it again where it was taken back."""
        step = self.history.take(action)
        if action.undone_by:
            self._do_again(step, told)
        else:
            self._take_back(step, told)
        return step

    def _take_back(self, step: Step, told: TakenBack) -> None:
        requests = []
        for deed in reversed(step.deeds):
            deed.undo_key = secrets.token_hex(16)
            command = deed.inverse or UndoRequest(deed.key)
            requests.append(Undoing(deed.undo_key, command, self._backs_of(deed)))
        self._ask(requests, step.deeds[::-1], told)

    def _do_again(self, step: Step, told: TakenBack) -> None:
        requests = []
        for deed in step.deeds:
            deed.redo_key = secrets.token_hex(16)
            again = deed.command if isinstance(deed.command, MarkManyRead) else UndoRequest(deed.undo_key)
            requests.append(Undoing(deed.redo_key, again, deed.backs.reversed()))
        self._ask(requests, step.deeds, told)

    def _ask(self, requests: Sequence[Undoing], deeds: Sequence[Deed], told: TakenBack) -> None:
        for deed, answer in zip(deeds, self._send(requests), strict=True):
            self._spawn(_tell(deed, answer, told))

    def _backs_of(self, deed: Deed) -> Backs:
        """What is known of it here; else what its first event tells of a row that is loaded."""
        action = deed.action
        if not deed.backs.is_empty or action is None or action.event is None:
            return deed.backs
        row = select.row(self._store.replica, action.conversation_id or 0)
        before = row_before(row, [action.event]).row if row is not None else None
        if row is not None and before is not None:
            deed.backs = Backs((RowBack(before, row),))
        return deed.backs

    # ------------------------------------------------------------ what the server remembers

    async def recent(self, *, before: int = 0) -> ActionPage | Refusal | Unreachable:
        """What this agent did, newest first."""
        page = await self._source.actions(before=before)
        return self._store.cleaned([page])[0] if isinstance(page, ActionPage) else page

    def resume(self) -> None:
        """The line is up, or something was done elsewhere: read what there is to take back."""
        if not self._is_reading:
            self._is_reading = True
            self._spawn(self._read())

    async def _read(self) -> None:
        try:
            page = await self._source.actions(limit=REMEMBERED)
        finally:
            self._is_reading = False
        if isinstance(page, ActionPage):
            self.history.load(self._store.cleaned([page])[0].actions)

    def _store_changed(self, changes: Changes) -> None:
        if any(not self.history.knows(key) for key in changes.own_keys):
            self.resume()

    # ------------------------------------------------------------ end

    async def close(self) -> None:
        """Ask nothing more."""
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _tell(deed: Deed, answer: "asyncio.Future[Answer]", told: TakenBack) -> None:
    given = await answer
    if isinstance(given, Accepted):
        told(deed, given)
