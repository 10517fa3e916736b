"""What a change would do to many conversations, from one moment's tables; changes nothing.

Conversations that are alike in all that the rules look at are decided once, by the very code that decides each of them later; the tables
are read for these facts alone. So a preview costs one pass over the conversations and a few decisions, whatever their number.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from support_tui.wire import commands as c
from support_tui.wire.previews import Opened, Preview, PreviewAsked
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Address, Status
from support_tui.wire.views import Customer

from ..core.bulk import ReasonKey, Reasons, key_of
from ..core.context import Context, Known, NextIds
from ..core.decide import decide
from ..core.decide.many import change_one
from ..core.state import ConversationState
from ..storage.counts.counters import Counters
from ..storage.db import Reader, map_file
from ..storage.deadline import deadline
from ..storage.tables import log, rows
from ..storage.tables.columns import FOLDERS, PRIORITIES, STATUSES, ids_from
from ..storage.tables.load import conversation_ids_in_use
from ..storage.viewer import Viewer
from .selecting import SECONDS, Chosen, Unread, chosen

GROUP_ROWS: Final = 50
IDS_SHOWN: Final = 200

_ADDRESS: Final = Address("somebody@somewhere.example")
_READ: Final[dict[str, Callable[[Any], Any]]] = {
    "status": STATUSES.__getitem__,
    "folder": FOLDERS.__getitem__,
    "priority": PRIORITIES.__getitem__,
    "tag_ids": ids_from,
    "follower_ids": ids_from,
    "cc": lambda is_copied: (_ADDRESS,) if is_copied else (),
}
_REACHED: Final = """exists (select 1 from customer_email e where e.customer_id = c.customer_id) or (
  select iif(m.facts = '', null, json_extract(m.facts, '$.reply_to')) from message m
  where m.conversation_id = c.id and m.kind = 'inbound' and m.automatic = '' and json_extract(m.author, '$.id') = c.customer_id
  order by m.at desc, m.id desc limit 1) is not null"""
_ids_in = msgspec.json.Decoder(list[int]).decode


def facts_of(change: c.Change) -> dict[str, str]:
    """The columns of a conversation that decide what the change does to it, as SQL; `reached` is about its customer."""
    facts = {"mailbox_id": "c.mailbox_id", "merged_into_id": "c.merged_into_id is not null"}
    match change:
        case c.SetStatus():
            names: tuple[str, ...] = ("status",)
        case c.AssignConversation() | c.AssignAgent():
            names = ("assignee_id", "team_id", "status")
        case c.ChangeFollowers():
            names = ("follower_ids",)
        case c.AddNote(mentions=mentions, status=status):
            names = (("follower_ids",) if mentions else ()) + (("status",) if status is not None else ())
        case c.ChangeTags():
            names = ("tag_ids",)
        case c.SetPriority():
            names = ("priority",)
        case c.SetFolder():
            names = ("folder",)
        case c.MoveConversation():
            names = ()
        case c.Reopen():
            names = ("folder", "status")
            facts["snoozed_until_at"] = "iif(c.snoozed_until_at is null, null, 1)"
        case c.SnoozeConversation(until_at=until_at):
            names = ()
            asleep = "iif(c.snoozed_until_at is null, null, 1)"
            same = "" if until_at is None else f"when {until_at:d} then {until_at:d}"
            facts["snoozed_until_at"] = f"case c.snoozed_until_at {same or 'when 0 then 1'} else {asleep} end"
        case c.SendReply():
            names = ("status",)
            facts |= {"cc": "c.cc <> '[]'", "reached": _REACHED}
    return facts | {name: f"c.{name}" for name in names}


def preview(
    connection: Reader, counters: Counters, asked: PreviewAsked, viewer: Viewer, context: Context
) -> Preview | Unread:
    """How many of the selection would change, and why the others would not. Raises TooSlow."""
    at = context.clock_at
    if isinstance(asked.selection, c.Matching) and asked.selection.at is not None:
        at = asked.selection.at
    found = chosen(connection, counters, asked.selection, viewer, at)
    if not isinstance(found, Chosen):
        return found
    # A tag that is to be made bears a number that no conversation has.
    context = replace(context, next=NextIds(tag=1 + max(context.desk.tags, default=0)))
    reasons, changing = Reasons(), 0
    groups: dict[ReasonKey | None, list[int]] = {}
    seen: set[int] = set()
    map_file(connection)
    with deadline(connection, SECONDS):
        for state, is_reached, ids in _alike(connection, found, asked.change):
            if found.named:
                seen.update(ids)
            reason = _decided(asked.change, state, is_reached=is_reached, context=context)
            key = None if reason is None else reasons.add(reason, ids, len(ids))
            changing += len(ids) if key is None else 0
            groups.setdefault(key, []).extend(ids)
    _tell_missing(connection, found.named - seen, reasons, groups)
    left = reasons.groups()
    would = groups.get(None, [])
    return Preview(
        changing + sum(group.count for group in left), changing, log.last(connection)[0], at,
        tuple(sorted(would)[:IDS_SHOWN]), left, _rows(connection, groups, asked.opened, viewer),
    )  # fmt: skip


def _alike(
    connection: Reader, found: Chosen, change: c.Change
) -> Iterator[tuple[ConversationState, bool, list[int]]]:
    """A conversation for all those that are alike, whether replies reach its customer, and their numbers."""
    facts = facts_of(change)
    columns = ", ".join(facts.values())
    by = ", ".join(str(place + 1) for place in range(len(facts)))
    for part in found.ranges:
        sql = f"select {columns}, json_group_array(c.id) from {part.source} where {part.where} group by {by}"
        for *values, numbers in connection.execute(sql, part.params):
            ids = _ids_in(numbers)
            if found.without:
                ids = [id_ for id_ in ids if id_ not in found.without]
            if ids:
                read = {
                    name: _READ.get(name, _as_it_is)(value) for name, value in zip(facts, values, strict=True)
                }
                is_reached = bool(read.pop("reached", True))
                yield _state(ids[0], read), is_reached, ids


def _as_it_is(value: Any) -> Any:
    return value


def _state(id_: int, facts: dict[str, Any]) -> ConversationState:
    """A conversation of which only the facts are true."""
    merged = id_ if facts.pop("merged_into_id") else None
    fields: dict[str, Any] = {
        "id": id_, "version": 1, "title": "-", "status": Status.OPEN, "customer_id": 0, "channel": "",
        "created_at": 0, "last_message_at": 0, "merged_into_id": merged,
    }  # fmt: skip
    return ConversationState(**(fields | facts))


def _decided(
    change: c.Change, state: ConversationState, *, is_reached: bool, context: Context
) -> Refusal | None:
    """Why such a conversation would be left alone, None where it would change."""
    customer = Customer(0, "", emails=(_ADDRESS.email,) if is_reached else ())
    decision = change_one(change, Known(state, customer), context, decide)
    return decision if isinstance(decision, Refusal) else None


def _tell_missing(
    connection: Reader, missing: frozenset[int], reasons: Reasons, groups: dict[ReasonKey | None, list[int]]
) -> None:
    if not missing:
        return
    used = conversation_ids_in_use(connection)
    for id_ in sorted(missing):
        was_purged = 0 < id_ <= used
        code = RefusalCode.CONVERSATION_PURGED if was_purged else RefusalCode.NOT_FOUND
        key = reasons.add(Refusal(code, {} if was_purged else {"kind": "conversation"}), (id_,))
        groups.setdefault(key, []).append(id_)


def _rows(
    connection: Reader, groups: dict[ReasonKey | None, list[int]], opened: Opened | None, viewer: Viewer
) -> tuple[Any, ...]:
    """The first rows of the group that is looked into, as far as they are the viewer's to see: whoever names numbers may name any."""
    if opened is None:
        return ()
    ids = sorted(groups.get(None if opened.reason is None else key_of(opened.reason), ()))
    found = rows.rows_of(connection, ids[opened.start : opened.start + GROUP_ROWS])
    return tuple(row for row in found if viewer.may_see(row.mailbox_id))
