"""The verbs that look: `list`, `search`, `show`, `customers`. Each prints a table, JSON or CSV."""

import datetime
import itertools
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from support_tui import i18n, transcript
from support_tui.command_line import queries, remembered
from support_tui.command_line.comma_separated import record
from support_tui.command_line.door import Door
from support_tui.command_line.exits import Exit
from support_tui.command_line.queries import Listing
from support_tui.command_line.terminal_output import Output
from support_tui.command_line.words_in import id_of
from support_tui.transcript import Names
from support_tui.verbs.parse import Asked
from support_tui.wire.limits import PAGE_ROWS
from support_tui.wire.order import Sort
from support_tui.wire.values import Folder, Priority, Status
from support_tui.wire.views import ConversationPage, ConversationRow, Customer, Directory, ThreadPage
from support_tui.wire.whole import as_document, as_json

if TYPE_CHECKING:
    from support_tui.command_line.tables import Column

_STATUS_COLOURS: Final = {
    Status.OPEN: "33",
    Status.IN_PROGRESS: "36",
    Status.AWAITING_REPLY: "2",
    Status.CLOSED: "2",
}
_PRIORITY_COLOURS: Final = {Priority.URGENT: "31", Priority.HIGH: "33"}
#: The columns of `list --csv`, a promise like the names of JSON.
CONVERSATION_FIELDS: Final = (
    "id", "title", "status", "folder", "priority", "mailbox", "assignee", "team", "tags", "customer_name", "customer_email",
    "channel", "created_at", "last_message_at", "waiting_since_at", "snoozed_until_at", "closed_at", "message_count",
    "has_attachment", "rating", "preview",
)  # fmt: skip
MESSAGE_FIELDS: Final = ("id", "conversation_id", "kind", "author", "at", "text", "attachments", "delivery")
CUSTOMER_FIELDS: Final = (
    "id", "name", "emails", "phones", "company", "language", "time_zone", "last_contact_at", "conversation_count",
)  # fmt: skip


def now_us() -> int:
    """The present moment in microseconds UTC."""
    return time.time_ns() // 1_000


def zone_name() -> str:
    """Where the person's days begin."""
    from support_tui.zone import local_zone_name

    return local_zone_name(os.environ)


def moment(at: int | None) -> str:
    """A moment as ISO 8601 in UTC, empty for none."""
    if at is None:
        return ""
    seconds, micros = divmod(at, 1_000_000)
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).replace(microsecond=micros).isoformat()


# ---------------------------------------------------------------- lists


def list_conversations(asked: Asked, door: Door, output: Output) -> Exit:
    """The conversations of a queue that fit a query."""
    return _print_list(asked, door, output, Listing())


def search(asked: Asked, door: Door, output: Output) -> Exit:
    """The newest conversations with those words, wherever they lie."""
    return _print_list(asked, door, output, Listing("anywhere", sort=Sort.NEWEST))


def _print_list(asked: Asked, door: Door, output: Output, usual: Listing) -> Exit:
    listing = queries.listing_of(asked, door, output, usual)
    found = queries.pages(door, listing, zone_name() if listing.query else "")
    first = next(found)
    if not first.rows:
        queries.doubt(door, listing.query, output)
    found = itertools.chain((first,), found)
    if asked.has("json"):
        _print_json(row for page in found for row in page.rows)
        return Exit.DONE
    if asked.has("ids"):
        for page in found:
            output.lines(str(row.id) for row in page.rows)
        return Exit.DONE
    if asked.has("csv"):
        _print_csv(found, door.snapshot.directory)
        return Exit.DONE
    return _print_table(found, door, output, listing)


def _print_table(found: Iterator[ConversationPage], door: Door, output: Output, listing: Listing) -> Exit:
    from support_tui.command_line.tables import table

    rows, total = list[ConversationRow](), 0
    for page in found:
        rows += page.rows
        total = page.total if page.total is not None else max(total, page.total_at_least)
    if not rows:
        output.say("run-nothing")
        return Exit.DONE
    remembered.keep_list(door.login, rows)
    output.lines(table(conversation_columns(rows, door.snapshot.directory, now_us()), output.out))
    if total > len(rows) and output.err.columns is not None:
        output.say("run-shown", shown=len(rows), total=total)
    return Exit.DONE


def _print_json(rows: Iterator[ConversationRow]) -> None:
    """One array, a row a line, written as it comes."""
    before = "["
    for row in rows:
        sys.stdout.write(f"{before}\n{as_json(row)}")
        before = ","
    sys.stdout.write("[]\n" if before == "[" else "\n]\n")


def _print_csv(found: Iterator[ConversationPage], directory: Directory) -> None:
    names = Names(directory)
    sys.stdout.write(record(CONVERSATION_FIELDS))
    for page in found:
        for row in page.rows:
            sys.stdout.write(record(_conversation_values(row, names)))


def _conversation_values(row: ConversationRow, names: Names) -> Sequence[str | int | None]:
    rating = row.rating.value if row.rating is not None else ""
    return (
        row.id, row.title, row.status.value, row.folder.value, row.priority.value, names.mailbox(row.mailbox_id),
        names.agent(row.assignee_id), names.team(row.team_id), ",".join(names.tags(row)), row.customer_name,
        row.customer_email, row.channel, moment(row.created_at), moment(row.last_message_at),
        moment(row.waiting_since_at), moment(row.snoozed_until_at), moment(row.closed_at), row.message_count,
        int(row.has_attachment), rating, row.preview,
    )  # fmt: skip


def conversation_columns(
    rows: Sequence[ConversationRow], directory: Directory, now_at: int
) -> "list[Column]":
    """What a table shows of conversations; the title takes the room that is left."""
    from support_tui.command_line.tables import Column

    names, text = Names(directory), i18n.text

    def column(name: str, cells: Callable[[ConversationRow], str], **look: int | bool) -> "Column":
        return Column(text(f"head-{name}"), [cells(row) for row in rows], **look)  # type: ignore[arg-type]

    status = column("status", _status_words, rank=2, most=14)
    urgent = column("priority", _priority_words, rank=4, most=9)
    return [
        column("id", lambda row: f"#{row.id}", least=8, is_right=True),
        Column(status.head, status.cells, 2, 4, 14, colours=[_STATUS_COLOURS[row.status] for row in rows]),
        Column(urgent.head, urgent.cells, 4, 4, 9, colours=[_PRIORITY_COLOURS.get(row.priority, "") for row in rows]),
        column("age", lambda row: i18n.age(max(0, now_at - (row.waiting_since_at or row.last_message_at))), rank=3, is_right=True),
        column("assignee", names.holder, rank=5, least=6, most=18),
        column("customer", lambda row: row.customer_name or row.customer_email, rank=1, least=8, most=24),
        column("tags", lambda row: ", ".join(names.tags(row)), rank=6, least=6, most=20),
        column("title", lambda row: row.title or text("inbox-no-title"), least=28),
    ]  # fmt: skip


def _status_words(row: ConversationRow) -> str:
    if row.folder is not Folder.INBOX:
        return i18n.text(f"queue-{row.folder.value}")
    status = "snoozed" if row.snoozed_until_at is not None else row.status.value.replace("_", "-")
    return i18n.text(f"inbox-status-{status}")


def _priority_words(row: ConversationRow) -> str:
    is_usual = row.priority is Priority.NORMAL
    return "" if is_usual else i18n.text("priority-name", priority=row.priority.value)


# ---------------------------------------------------------------- one conversation


def thread_of(door: Door, conversation_id: int, limit: int = 0) -> ThreadPage:
    """A whole thread, or its newest `limit` messages. Raises Failed."""
    path = f"conversations/{conversation_id}/thread"
    page = door.ask(path, ThreadPage, limit=min(limit, PAGE_ROWS) or PAGE_ROWS)
    messages, events, before = page.messages, page.events, page.before
    while before and (not limit or len(messages) < limit):
        older = door.ask(path, ThreadPage, limit=PAGE_ROWS, before=before)
        messages, events, before = older.messages + messages, older.events + events, older.before
    return msgspec.structs.replace(
        page, messages=messages[-limit:] if limit else messages, events=events, before=before
    )


def show(asked: Asked, door: Door, output: Output) -> Exit:
    """One conversation with its messages."""
    page = thread_of(door, id_of(asked, output), int(asked.options.get("limit", "0")))
    if asked.has("json"):
        output.lines([as_document(page)])
    elif asked.has("csv"):
        _print_messages(page)
    elif asked.has("markdown"):
        output.lines([transcript.markdown(page, door.snapshot.directory).rstrip("\n")])
    else:
        output.paragraph(transcript.plain(page, door.snapshot.directory).rstrip("\n"))
    return Exit.DONE


def _print_messages(page: ThreadPage) -> None:
    sys.stdout.write(record(MESSAGE_FIELDS))
    for message in page.messages:
        files = ",".join(attachment.filename for attachment in message.attachments)
        delivery = message.delivery.state.value if message.delivery is not None else ""
        values = (
            message.id,
            message.conversation_id,
            message.kind.value,
            message.author.name,
            moment(message.at),
        )
        sys.stdout.write(record((*values, message.text, files, delivery)))


# ---------------------------------------------------------------- customers


def customers(asked: Asked, door: Door, output: Output) -> Exit:
    """Customers by name, address or company."""
    limit = min(int(asked.options.get("limit", queries.ROWS)) or PAGE_ROWS, PAGE_ROWS)
    found = door.ask("customers", tuple[Customer, ...], q=asked.text, limit=limit)
    if asked.has("json"):
        output.lines([as_document(found)])
    elif asked.has("csv"):
        _print_customers(found)
    elif not found:
        output.say("run-nothing")
    else:
        from support_tui.command_line.tables import table

        output.lines(table(_customer_columns(found, now_us()), output.out))
    return Exit.DONE


def _print_customers(found: Sequence[Customer]) -> None:
    sys.stdout.write(record(CUSTOMER_FIELDS))
    for one in found:
        values = (
            one.id, one.name, ",".join(one.emails), ",".join(one.phones), one.company, one.language, one.time_zone,
            moment(one.last_contact_at), one.conversation_count,
        )  # fmt: skip
        sys.stdout.write(record(values))


def _customer_columns(found: Sequence[Customer], now_at: int) -> "list[Column]":
    from support_tui.command_line.tables import Column

    def column(name: str, cells: Callable[[Customer], str], **look: int | bool) -> "Column":
        return Column(i18n.text(f"head-{name}"), [cells(one) for one in found], **look)  # type: ignore[arg-type]

    return [
        column("id", lambda one: f"#{one.id}", least=8, is_right=True),
        column("age", lambda one: i18n.age(now_at - one.last_contact_at) if one.last_contact_at else "", rank=3, is_right=True),
        column("conversations", lambda one: str(one.conversation_count), rank=4, is_right=True),
        column("company", lambda one: one.company, rank=2, most=24),
        column("customer", lambda one: one.name, least=8),
        column("address", lambda one: ", ".join(one.emails), rank=1, least=12),
    ]  # fmt: skip
