"""Writes made things into a store's real tables in large batches; indexes are built when all rows are in. Makes nothing up."""

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

from .people import Person
from .vocabulary import Sentence

BATCH: Final = 20_000
_ACCEPTED: Final = '{"state":"accepted","attempts":1}'
_WRITE: Final = {
    "message": (
        "insert into message (id, conversation_id, kind, author, at, text, recipients, delivery)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)"
    ),
    "event": (
        "insert into event (at, actor, type, data, conversation_id, customer_id, mailbox_id)"
        " values (?, ?, ?, ?, ?, ?, ?)"
    ),
    "external": "insert into message_external values (?, ?, ?, ?)",
    "attachment": "insert into attachment (message_id, filename, media_type, size, digest) values (?, ?, ?, ?, ?)",
    "message_words": "insert into message_words (rowid, words, stems) values (?, ?, ?)",
    "conversation_words": "insert into conversation_words (rowid, words, stems) values (?, ?, ?)",
    "read_mark": "insert into read_mark values (?, ?, ?)",
}


class MadeMessage(NamedTuple):
    """A message with what the word index holds of it."""

    id: int
    kind: MessageKind
    author: Actor
    at: int
    made: Sentence
    has_file: bool


class Sink:
    """The tables of a new store, within one transaction. `close` makes the store whole."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _WRITE}
        self._pending = 0
        self._actors: dict[tuple[str, int | None], str] = {}
        self._contacts: dict[int, list[int]] = {}
        self._person_words: dict[int, tuple[str, str]] = {}
        self._standings: Counter[Standing] = Counter()
        self._following: Counter[Following] = Counter()
        self._finished: list[ConversationState] = []
        for statement in (
            "journal_mode = off",
            "synchronous = off",
            "cache_size = -300000",
            "temp_store = memory",
        ):
            connection.execute(f"pragma {statement}")
        self._indexes = _without_indexes(connection)
        for table in ("message_words", "conversation_words"):
            connection.execute(f"insert into {table} ({table}, rank) values ('hashsize', 67108864)")
        connection.execute("begin")

    def knows_customer(self, customer_id: int) -> bool:
        """Whether this customer has been written."""
        return customer_id in self._contacts

    def customer(self, person: Person, at: int) -> None:
        """A new customer with the events that made them."""
        actor = Actor(ActorKind.CUSTOMER, person.id, person.name)
        created = e.CustomerCreated(person.id, person.name, (person.email,))
        customer = introduce(created, at)
        project_people.insert_customer(self._connection, customer, "")
        self._contacts[person.id] = [0, at]
        self._event_row(at, actor, created, None, person.id, None)
        if person.company:
            edited = e.CustomerEdited(person.id, "company", "", person.company)
            changed = msgspec.structs.replace(customer, version=2, company=person.company)
            project_people.update_customer(self._connection, customer, changed)
            self._event_row(at, actor, edited, None, person.id, None)
        found_by = word_index.Person(person.id, person.name, (person.email,), person.company)
        word_index.index_customer(self._connection, None, found_by)
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
        self._rows["event"].append(row)

    def _actor(self, actor: Actor) -> str:
        key = (actor.kind.value, actor.id)
        if key not in self._actors:
            self._actors[key] = log.encode(actor).decode()
        return self._actors[key]

    def message(self, message: MadeMessage, state: ConversationState, customer: Person) -> None:
        """A message of a conversation, with its words and its file."""
        id_, kind, author, at, made, has_file = message
        is_reply = kind is MessageKind.REPLY
        recipients = f'{{"to":[{{"email":"{customer.email}"}}]}}' if is_reply else "{}"
        self._rows["message"].append(
            (
                id_,
                state.id,
                kind.value,
                self._actor(author),
                at,
                made.text,
                recipients,
                _ACCEPTED if is_reply else None,
            )
        )
        self._rows["message_words"].append((id_, made.words, made.stems))
        if kind is MessageKind.INBOUND:
            self._rows["external"].append((state.mailbox_id, f"<{id_:09}@mail.example>", id_, state.id))
        if has_file:
            digest = hashlib.sha256(str(id_).encode()).hexdigest()
            self._rows["attachment"].append(
                (id_, f"picture-{id_}.png", "image/png", 40_000 + id_ % 90_000, digest)
            )
        self._pending += 1
        if self._pending >= BATCH:
            self.flush()

    def begun(self, conversation_id: int, title: Sentence, customer: Person) -> None:
        """A conversation that begins, with the words it is found by."""
        words, stems = self._person_words[customer.id]
        row = (conversation_id, f"{title.words} {words}".strip(), f"{title.stems} {stems}".strip())
        self._rows["conversation_words"].append(row)

    def conversation(self, state: ConversationState, customer: Person) -> None:
        """A conversation as it stands in the end."""
        self._finished.append(state)
        self._count(state)
        contact = self._contacts[customer.id]
        contact[0] += 1
        contact[1] = max(contact[1], state.last_message_at)
        if state.assignee_id is not None and state.id % 3:
            read_id = state.last_message_id if state.id % 3 == 1 else max(0, state.last_inbound_id - 1)
            self._rows["read_mark"].append((state.assignee_id, state.id, read_id))

    def _count(self, state: ConversationState) -> None:
        place = state.place.value
        assignee_id, team_id = state.assignee_id or 0, state.team_id or 0
        self._standings[Standing(place, state.status.value, state.mailbox_id, assignee_id, team_id)] += 1
        for agent_id in state.follower_ids:
            self._following[Following(agent_id, place, state.mailbox_id)] += 1

    def flush(self) -> None:
        """Write what has gathered."""
        self._pending = 0
        for name, rows in self._rows.items():
            self._connection.executemany(_WRITE[name], rows)
            rows.clear()
        for state in sorted(self._finished, key=lambda finished: finished.id):
            project.insert_conversation(self._connection, state)
        self._finished.clear()

    def close(self) -> None:
        """Write the rest, the counts, and the indexes."""
        self.flush()
        write_deltas(self._connection, Deltas(self._standings, self._following))
        self._connection.executemany(
            "update customer set conversation_count = ?, last_contact_at = ? where id = ?",
            [(count, at, customer_id) for customer_id, (count, at) in self._contacts.items()],
        )
        for statement in self._indexes:
            self._connection.execute(statement)
        self._connection.execute("commit")
        for table in ("message_words", "conversation_words"):
            self._connection.execute(f"insert into {table} ({table}, rank) values ('hashsize', 1048576)")
        self._connection.execute("pragma journal_mode = wal")


def _without_indexes(connection: Any) -> list[str]:
    """Drop every index that a statement made; the statements make them again."""
    found = connection.execute(
        "select name, sql from sqlite_master where type = 'index' and sql is not null"
    ).fetchall()
    for name, _ in found:
        connection.execute(f"drop index {name}")
    return [sql for _, sql in found]
