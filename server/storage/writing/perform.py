"""Carries a decision out inside the writer's transaction: events into log and tables, and what consoles will be told after the commit.

Decides nothing, and publishes nothing: `Done` is handed on only when the transaction has been committed.
"""

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from support_tui.wire import events as e
from support_tui.wire.commands import Accepted
from support_tui.wire.values import Actor, MessageKind
from support_tui.wire.views import Agent, ConversationRow, Customer, Directory, Mailbox, Message, Tag, Team

from ...core import notices
from ...core.context import Asker
from ...core.decision import Decision, ReadMark
from ...core.evolve import begin, evolve, evolve_customer, introduce
from ...core.state import ConversationState, row_of
from ...core.tabs import Tabs
from ..counts.standing import CountChanges
from ..db import Connection
from ..tables import load, log, notifications
from ..tables.log import Entry
from ..tables.notifications import Told
from ..tables.saved_views import write_tabs
from ..telling.announce import Published, announced
from . import (
    indexing,
    moving,
    project,
    project_messages,
    project_people,
    purging,
    rereading,
    unshelving,
    withdrawn,
)
from .memory import WriterMemory
from .parts import Along
from .perform_many import ManyChanges, runs

_encode = msgspec.json.Encoder().encode


class Done:
    """All that one transaction has done so far."""

    def __init__(self) -> None:
        self.published: list[Published] = []
        self.reads: list[ReadMark] = []
        self.counts = CountChanges()
        self.directory: Directory | None = None
        self.tabs: Tabs | None = None
        self.told: list[Told] = []


class _Change:
    """One decision on its way into the tables: states before and now, the entries to write, and what consoles are shown of it."""

    def __init__(self, memory: WriterMemory, decision: Decision, actor: Actor, key: str, now: int) -> None:
        self.memory = memory
        self.decision = decision
        self.actor = actor
        self.key = key
        self.now = now
        self.old: ConversationState | None = None
        self.new: ConversationState | None = None
        self.old_customers: dict[int, Customer | None] = {}
        self.deliveries: dict[int, e.DeliveryChanged] = {}
        self.redecoded: list[e.MessageRedecoded] = []
        self.came: list[e.MessagesCame] = []
        self.moved_messages: list[e.MessageWithdrawn | e.MessageRestored] = []
        self.entries: list[Entry] = []
        self.shown_messages: dict[int, Message] = {}
        self.has_new_desk = False
        self.has_new_tabs = False

    # ------------------------------------------------ events into states

    def take_in(self, event: e.Event) -> None:
        match event:
            case (
                e.CustomerCreated()
                | e.CustomerEdited()
                | e.CustomerNoteAdded()
                | e.CustomerNoteWithdrawn()
                | e.CustomerNoteRestored()
            ):
                self._take_in_customer(event)
                self._enter(event, customer_id=event.customer_id)
            case e.MailboxChanged() | e.TeamChanged() | e.TagChanged() | e.AgentChanged():
                self._take_in_desk(event)
                self._enter(event)
            case e.MailboxRemoved():
                unshelving.remove(self.memory.connection, event.mailbox_id)
                self.memory.desk = self.memory.desk.without_mailbox(event.mailbox_id)
                self.has_new_desk = True
                self._enter(event)
            case e.MailboxSecretChanged():
                self._look_at_way_out(event.mailbox_id)
                self._enter(event)
            case e.AgentSecretChanged():
                self._enter(event)
            case e.ViewChanged() | e.TabsArranged():
                self._take_in_tabs(event)
                self._enter(event)
            case e.ConversationHidden():
                raise AssertionError("never logged")
            case _:
                self._take_in_conversation(event)

    def _take_in_conversation(self, event: e.ConversationEvent) -> None:
        conversation_id = self.decision.conversation_id
        assert conversation_id is not None
        if isinstance(event, e.ConversationStarted):
            self.new = begin(event, conversation_id, self.now)
        else:
            if self.new is None:
                self.old = self.new = self.memory.conversation(conversation_id)
            assert self.new is not None
            self.new = evolve(self.new, event, self.now)
        left = event.old_mailbox_id if isinstance(event, e.ConversationMoved) else None
        if isinstance(event, e.DeliveryChanged):
            self.deliveries[event.message_id] = event
        if isinstance(event, e.MessageRedecoded):
            self.redecoded.append(event)
        if isinstance(event, e.MessagesCame):
            self.came.append(event)
        if isinstance(event, e.MessageWithdrawn | e.MessageRestored):
            self.moved_messages.append(event)
        self._enter(
            event, conversation_id=conversation_id, mailbox_id=self.new.mailbox_id, old_mailbox_id=left
        )

    def _take_in_customer(self, event: e.CustomerEvent) -> None:
        old = self.memory.customer(event.customer_id)
        self.old_customers.setdefault(event.customer_id, old)
        if isinstance(event, e.CustomerCreated):
            new = introduce(event, self.now)
        else:
            assert old is not None
            new = evolve_customer(old, event, self.now)
        self.memory.keep_customer(new)
        if isinstance(event, e.CustomerNoteAdded):
            project_people.insert_customer_note(self.memory.connection, event, self.now, self.actor)
        elif isinstance(event, e.CustomerNoteWithdrawn):
            withdrawn.withdraw_note(self.memory.connection, event)
        elif isinstance(event, e.CustomerNoteRestored):
            withdrawn.restore_note(self.memory.connection, event)

    def _take_in_desk(self, event: e.DeskEvent) -> None:
        record: Agent | Mailbox | Team | Tag | None = self.decision.record
        if isinstance(event, e.TagChanged):
            record = Tag(event.tag_id, event.new_name)
        if isinstance(record, Mailbox):
            record = self.memory.with_way_out(record)
        assert record is not None
        project_people.write_record(self.memory.connection, record, self.now)
        self.memory.desk = self.memory.desk.with_record(record)
        self.has_new_desk = True

    def _look_at_way_out(self, mailbox_id: int) -> None:
        """What a mailbox logs in with is set, or is not any more: what it sends may leave, or waits."""
        before = self.memory.desk.mailboxes.get(mailbox_id)
        after = self.memory.with_way_out(before) if before is not None else None
        if after is not None and after != before:
            self.memory.desk = self.memory.desk.with_record(after)
            self.has_new_desk = True

    def _take_in_tabs(self, event: e.ViewEvent) -> None:
        write_tabs(self.memory.connection, event)
        desk = self.memory.desk
        self.memory.desk = replace(desk, tabs=desk.tabs.after(event))
        self.has_new_tabs = True

    def _enter(
        self,
        event: e.Event,
        *,
        conversation_id: int | None = None,
        customer_id: int | None = None,
        mailbox_id: int | None = None,
        old_mailbox_id: int | None = None,
    ) -> None:
        self.memory.seq += 1
        recorded = e.Recorded(
            self.memory.seq, self.now, self.actor, event, self.key, conversation_id, customer_id
        )
        self.entries.append(Entry(recorded, mailbox_id, old_mailbox_id))

    # ------------------------------------------------ states into tables

    def write(self) -> None:
        """States, messages and log."""
        connection = self.memory.connection
        for customer_id, old in self.old_customers.items():
            new = self.memory.customer(customer_id)
            assert new is not None
            if old is None:
                project_people.insert_customer(connection, new, self.decision.external_customer_id)
            else:
                project_people.update_customer(connection, old, new)
            indexing.customer_changed(connection, old, new)
        if self.is_purged:
            self._purge()
        elif self.new is not None:
            self._write_conversation(self.new)
            for came in self.came:
                moving.carry(connection, self.new.id, came)
        self._write_messages()
        self._write_log()

    def _write_conversation(self, new: ConversationState) -> None:
        connection = self.memory.connection
        if self.old is None:
            project.insert_conversation(connection, new)
        else:
            project.update_conversation(connection, self.old, new)
        self.memory.keep_conversation(new)
        customer = self.memory.customer(new.customer_id)
        assert customer is not None
        indexing.conversation_changed(connection, self.old, new, customer)
        contacted = _contacted(customer, (entry.recorded.event for entry in self.entries))
        if contacted != customer:
            project_people.write_contact(connection, contacted)
            self.memory.keep_customer(contacted)

    @property
    def is_purged(self) -> bool:
        """Whether the conversation is deleted for good."""
        return any(isinstance(event, e.ConversationPurged) for event in self.decision.events)

    def _purge(self) -> None:
        assert self.old is not None
        customer = self.memory.customer(self.old.customer_id)
        assert customer is not None
        purging.remove(self.memory.connection, self.old, customer, self.now)
        contacted = replace(customer, conversation_count=customer.conversation_count - 1)
        project_people.write_contact(self.memory.connection, contacted)
        self.memory.keep_customer(contacted)
        self.memory.drop_conversation(self.old.id)

    def _write_messages(self) -> None:
        connection, conversation_id = self.memory.connection, self.decision.conversation_id
        shown = self.shown_messages
        for new in self.decision.messages:
            assert conversation_id is not None
            shown[new.id] = project_messages.insert_message(connection, new, conversation_id)
            indexing.message_added(connection, new)
        for moved in self.moved_messages:
            if isinstance(moved, e.MessageRestored):
                shown[moved.message_id] = withdrawn.restore_message(connection, moved.message_id)
        for message_id, event in self.deliveries.items():
            assert conversation_id is not None
            project_messages.write_delivery(connection, message_id, conversation_id, event.new, self.now)
            message = load.message(connection, message_id)
            assert message is not None
            shown[message_id] = message
        read_now = {reread.message_id: reread for reread in self.decision.reread}
        for redecoded in self.redecoded:
            message_id = redecoded.message_id
            shown[message_id] = rereading.read_again(connection, redecoded, read_now.get(message_id))
        for moved in self.moved_messages:
            if isinstance(moved, e.MessageWithdrawn):
                withdrawn.withdraw_message(connection, moved.message_id)

    def _write_log(self) -> None:
        actor_json = _encode(self.actor).decode()
        for entry in self.entries:
            log.append(self.memory.connection, entry, actor_json)

    # ------------------------------------------------ what consoles are shown (`announce.Shown`)

    def row(self, conversation_id: int) -> ConversationRow | None:
        """The row after the change."""
        if self.new is None or self.is_purged:
            return None
        customer = self.memory.customer(self.new.customer_id)
        assert customer is not None
        return row_of(self.new, customer.name, customer.emails[0] if customer.emails else "")

    def message(self, message_id: int) -> Message | None:
        """A message that was added or touched."""
        return self.shown_messages.get(message_id)

    def customer(self, customer_id: int) -> Customer | None:
        """The profile after the change."""
        return self.memory.customer(customer_id)

    def mailboxes_of_customer(self, customer_id: int) -> frozenset[int]:
        """Where the customer's conversations are after the change."""
        return load.mailboxes_of_customer(self.memory.connection, customer_id)

    def directory(self) -> Directory:
        """The desk after the change."""
        return self.memory.desk.directory()


def _contacted(customer: Customer, events: Iterable[e.Event]) -> Customer:
    """The customer after the conversation's events: how many conversations there are, and when they last wrote. One that was merged
    into another is none of its own."""
    started, last = 0, customer.last_contact_at
    for event in events:
        if isinstance(event, e.ConversationStarted | e.ConversationUnmerged):
            started += 1
        elif isinstance(event, e.ConversationMerged):
            started -= 1
        elif isinstance(event, e.MessageAdded) and event.kind is MessageKind.INBOUND:
            last = event.at if last is None else max(last, event.at)
    if not started and last == customer.last_contact_at:
        return customer
    return replace(customer, conversation_count=customer.conversation_count + started, last_contact_at=last)


def perform(
    memory: WriterMemory, decision: Decision, asker: Asker, key: str, now: int, done: Done,
    along: Along | None = None,
) -> Accepted:  # fmt: skip
    """Do what was decided, inside the transaction that runs; `done` collects what to tell when it is committed. Of a part of a long order
    `along` collects whom it concerns."""
    concerned: list[notices.Notice] = []
    is_told = along is None or along.is_told
    for is_many, parts in runs((decision, *decision.others)):
        if is_many and len(parts) > 1:
            changes = ManyChanges(memory, asker, key, now)
            changes.take_in(parts)
            done.published += changes.write(done.counts, is_told=is_told)
            concerned += changes.concerned
        else:
            for part in parts:
                concerned += _carry_out(memory, part, asker, key, now, done)
    if along is not None:
        along.concerned += concerned
    else:
        keep_notices(memory.connection, concerned, decision.actor or asker.actor, now, done)
    return Accepted(
        key,
        memory.seq,
        decision.conversation_id,
        decision.message_id,
        decision.customer_id,
        decision.created_id,
        was_done_before=decision.message_id is not None and not decision.events,
        many=decision.many,
        taken_back=decision.taken_back,
        joins=decision.joins,
        withheld=decision.withheld,
        overtaken_by=decision.overtaken_by,
        was_purged=decision.was_purged,
    )


def keep_notices(
    connection: Connection, concerned: list[notices.Notice], actor: Actor, now: int, done: Done
) -> None:
    """Keep what agents are to be told of one action."""
    for notice in notices.gathered(concerned) if concerned else ():
        done.told.append(notifications.insert(connection, notice, actor, now))


def _carry_out(
    memory: WriterMemory, decision: Decision, asker: Asker, key: str, now: int, done: Done
) -> list[notices.Notice]:
    """Write one decision; whom it concerns personally."""
    concerned: list[notices.Notice] = []
    if decision.events:
        change = _Change(memory, decision, decision.actor or asker.actor, key, now)
        for event in decision.events:
            change.take_in(event)
        change.write()
        memory.advance(decision, now)
        if change.is_purged and change.old is not None:
            done.counts.remove(change.old)
        elif change.new is not None:
            done.counts.add(change.old, change.new)
            happened = notices.Happened(
                decision.events,
                change.new,
                change.actor,
                memory.desk,
                now,
                decision.messages,
                change.shown_messages,
            )
            concerned = notices.notices_for(happened)
        if change.has_new_desk:
            done.directory = memory.desk.directory()
        if change.has_new_tabs:
            done.tabs = memory.desk.tabs
        done.published += announced(change.entries, change)
    if decision.read is not None:
        project_messages.write_read_mark(memory.connection, decision.read)
        done.reads.append(decision.read)
    return concerned
