"""Turns made things into rows of a store's real tables, as the writer would have written them. Makes nothing up, and runs no statement."""

import hashlib
from collections import Counter
from typing import Any, Final, NamedTuple

import msgspec

from server.core.evolve import introduce
from server.core.state import ConversationState
from server.storage.counts.counters import Deltas, Following, Standing, write_deltas
from server.storage.tables import log
from server.storage.words import word_index
from server.storage.writing import project, project_people
from support_tui.wire import events as e
from support_tui.wire.values import Actor, ActorKind, MessageKind

from .batches import Batch, Rows
from .people import Person
from .vocabulary import Sentence

_ACCEPTED: Final = '{"state":"accepted","attempts":1}'
_MESSAGE: Final = (
    "insert into message (id, conversation_id, kind, author, at, text, recipients, delivery)"
    " values (?, ?, ?, ?, ?, ?, ?, ?)"
)
_EVENT: Final = (
    "insert into event (at, actor, type, data, conversation_id, customer_id, mailbox_id)"
    " values (?, ?, ?, ?, ?, ?, ?)"
)
_EXTERNAL: Final = "insert into message_external values (?, ?, ?, ?)"
_ATTACHMENT: Final = (
    "insert into attachment (message_id, filename, media_type, size, digest) values (?, ?, ?, ?, ?)"
)
_MESSAGE_WORDS: Final = "insert into message_words (rowid, words, stems) values (?, ?, ?)"
_CONVERSATION_WORDS: Final = "insert into conversation_words (rowid, words, stems) values (?, ?, ?)"
_READ_MARK: Final = "insert into read_mark values (?, ?, ?)"
_CONTACT: Final = "update customer set conversation_count = ?, last_contact_at = ? where id = ?"


class MadeMessage(NamedTuple):
    """A message with what the word index holds of it."""

    id: int
    kind: MessageKind
    author: Actor
    at: int
    made: Sentence
    has_file: bool


class Sink:
    """The rows of a new store."""

    def __init__(self) -> None:
        self._rows: Any = Rows()
        self._actors: dict[tuple[ActorKind, int | None], str] = {}
        self._contacts: dict[int, list[int]] = {}
        self._person_words: dict[int, tuple[str, str]] = {}
        self._standings: Counter[Standing] = Counter()
        self._following: Counter[Following] = Counter()
        self._finished: list[ConversationState] = []

    def knows_customer(self, customer_id: int) -> bool:
        """Whether this customer has been written."""
        return customer_id in self._contacts

    def customer(self, person: Person, at: int) -> None:
        """A new customer with the events that made them."""
        actor = Actor(ActorKind.CUSTOMER, person.id, person.name)
        created = e.CustomerCreated(person.id, person.name, (person.email,))
        customer = introduce(created, at)
        project_people.insert_customer(self._rows, customer, "")
        self._contacts[person.id] = [0, at]
        self._event_row(at, actor, created, None, person.id, None)
        if person.company:
            edited = e.CustomerEdited(person.id, "company", "", person.company)
            changed = msgspec.structs.replace(customer, version=2, company=person.company)
            project_people.update_customer(self._rows, customer, changed)
            self._event_row(at, actor, edited, None, person.id, None)
        found_by = word_index.Person(person.id, person.name, (person.email,), person.company)
        word_index.index_customer(self._rows, None, found_by)
        self._person_words[person.id] = word_index.indexed(
            word_index.words_text(word_index.Words(0, "", person.name, (person.email,)))
        )

    def event(self, at: int, actor: Actor, event: e.ConversationEvent, state: ConversationState) -> None:
        """An event of a conversation."""
        customer_id = state.customer_id if isinstance(event, e.ConversationStarted) else None
        self._event_row(at, actor, event, state.id, customer_id, state.mailbox_id)

    def _event_row(
        self, at: int, actor: Actor, event: e.Event, conversation_id: int | None, customer_id: int | None,
        mailbox_id: int | None,
    ) -> None:  # fmt: skip
        data = log.encode(event).decode()
        row = (at, self._actor(actor), log.tag_of(event), data, conversation_id, customer_id, mailbox_id)
        self._rows.execute(_EVENT, row)

    def _actor(self, actor: Actor) -> str:
        key = (actor.kind, actor.id)
        found = self._actors.get(key)
        if found is None:
            found = self._actors[key] = log.encode(actor).decode()
        return found

    def message(self, message: MadeMessage, state: ConversationState, customer: Person) -> None:
        """A message of a conversation, with its words and its file."""
        id_, kind, author, at, made, has_file = message
        is_reply = kind is MessageKind.REPLY
        recipients = f'{{"to":[{{"email":"{customer.email}"}}]}}' if is_reply else "{}"
        self._rows.execute(
            _MESSAGE,
            (
                id_,
                state.id,
                kind.value,
                self._actor(author),
                at,
                made.text,
                recipients,
                _ACCEPTED if is_reply else None,
            ),
        )
        self._rows.execute(_MESSAGE_WORDS, (id_, made.words, made.stems))
        if kind is MessageKind.INBOUND:
            self._rows.execute(_EXTERNAL, (state.mailbox_id, f"<{id_:09}@mail.example>", id_, state.id))
        if has_file:
            digest = hashlib.sha256(str(id_).encode()).hexdigest()
            self._rows.execute(
                _ATTACHMENT, (id_, f"picture-{id_}.png", "image/png", 40_000 + id_ % 90_000, digest)
            )

    def begun(self, conversation_id: int, title: Sentence, customer: Person) -> None:
        """A conversation that begins, with the words it is found by."""
        words, stems = self._person_words[customer.id]
        row = (conversation_id, f"{title.words} {words}".strip(), f"{title.stems} {stems}".strip())
        self._rows.execute(_CONVERSATION_WORDS, row)

    def conversation(self, state: ConversationState, customer: Person) -> None:
        """A conversation as it stands in the end."""
        self._finished.append(state)
        self._count(state)
        contact = self._contacts[customer.id]
        contact[0] += 1
        contact[1] = max(contact[1], state.last_message_at)
        if state.assignee_id is not None and state.id % 3:
            read_id = state.last_message_id if state.id % 3 == 1 else max(0, state.last_inbound_id - 1)
            self._rows.execute(_READ_MARK, (state.assignee_id, state.id, read_id))

    def _count(self, state: ConversationState) -> None:
        place = state.place.value
        assignee_id, team_id = state.assignee_id or 0, state.team_id or 0
        self._standings[Standing(place, state.status.value, state.mailbox_id, assignee_id, team_id)] += 1
        for agent_id in state.follower_ids:
            self._following[Following(agent_id, place, state.mailbox_id)] += 1

    def take(self, messages: int) -> Batch:
        """What has gathered, after `messages` messages in all."""
        for state in sorted(self._finished, key=lambda finished: finished.id):
            project.insert_conversation(self._rows, state)
        self._finished.clear()
        batch: Batch = self._rows.take(messages)
        return batch

    def take_last(self, messages: int) -> Batch:
        """What is only known in the end: the counts, and what conversations tell of their customers."""
        write_deltas(self._rows, Deltas(self._standings, self._following))
        contacts = [(count, at, customer_id) for customer_id, (count, at) in self._contacts.items()]
        self._rows.executemany(_CONTACT, contacts)
        return self.take(messages)
