"""What taking a command back will most likely bring back, kept from when it was given: for the first paint of an undo. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from support_tui.wire import commands as c
from support_tui.wire.commands import Command
from support_tui.wire.views import ConversationRow, Customer

ROWS: Final = 200
"""Rows of one command that are kept: more than a screen shows; the others follow with the server's answer."""

_SETS: Final = frozenset({"tag_ids", "follower_ids"})
_NEVER: Final = frozenset({"id", "version"})
_FIELDS: Final = tuple(name for name in ConversationRow.__struct_fields__ if name not in _NEVER)
_LAST_WORDS: Final = frozenset({"preview", "last_message_at", "last_message_id", "last_inbound_id"})
"""What the customer's next message says anew, whatever is taken back in front of it."""
_COUNTS: Final = frozenset({"message_count"})
_ATTRIBUTE: Final = "attribute."


class RowBack(msgspec.Struct, frozen=True, omit_defaults=True):
    """A row before and after a command, as far as it was foreseen."""

    before: ConversationRow
    after: ConversationRow


class CustomerBack(msgspec.Struct, frozen=True):
    """The fields of a profile that an edit changed, as `EditCustomer` gives them: before and after it."""

    customer_id: int
    before: dict[str, str]
    after: dict[str, str]


class Backs(msgspec.Struct, frozen=True, omit_defaults=True):
    """All that one command changed. `message_ids` are messages it wrote, by the numbers that the server gave them."""

    rows: tuple[RowBack, ...] = ()
    customers: tuple[CustomerBack, ...] = ()
    message_ids: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.rows or self.customers or self.message_ids)

    def conversation_ids(self) -> tuple[int, ...]:
        """The conversations that are to look otherwise."""
        return tuple(back.before.id for back in self.rows)

    def reversed(self) -> "Backs":
        """For doing it again. What a message said only the server knows."""
        return Backs(
            tuple(RowBack(back.after, back.before) for back in self.rows),
            tuple(CustomerBack(back.customer_id, back.after, back.before) for back in self.customers),
        )


NONE: Final = Backs()


def row_back(known: ConversationRow, backs: Backs) -> ConversationRow:
    """A row with what was changed as it was before; whatever else has changed meanwhile stays."""
    for back in backs.rows:
        if back.before.id == known.id:
            return replace(known, **_patch(known, back))
    return known


def _patch(known: ConversationRow, back: RowBack) -> dict[str, Any]:
    patch: dict[str, Any] = {}
    has_news = known.last_inbound_id > back.after.last_inbound_id
    for name in _FIELDS:
        before, after = getattr(back.before, name), getattr(back.after, name)
        if before == after or (has_news and name in _LAST_WORDS):
            continue
        if name in _SETS:
            gone, fresh = set(after) - set(before), set(before) - set(after)
            patch[name] = tuple(sorted((set(getattr(known, name)) - gone) | fresh))
        elif has_news and name in _COUNTS:
            patch[name] = getattr(known, name) - (after - before)
        else:
            patch[name] = before
    return patch


def of_rows(before: Mapping[int, ConversationRow], after: Iterable[ConversationRow]) -> Backs:
    """What is kept of rows that look otherwise now."""
    pairs = (RowBack(before[row.id], row) for row in after if row.id in before and before[row.id] != row)
    return Backs(tuple(pairs)[:ROWS])


def of_edit(command: Command, customer: Customer | None) -> tuple[CustomerBack, ...]:
    """What an edit of a profile will have changed; `customer` is as before it."""
    if not isinstance(command, c.EditCustomer) or customer is None:
        return ()
    before = {name: _field(customer, name) for name in command.changes}
    return (CustomerBack(customer.id, before, dict(command.changes)),)


def _field(customer: Customer, name: str) -> str:
    if name.startswith(_ATTRIBUTE):
        return customer.attributes.get(name.removeprefix(_ATTRIBUTE), "")
    value: object = getattr(customer, name, "")
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
