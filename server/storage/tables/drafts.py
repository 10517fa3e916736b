"""Unsent texts in their table: saving, reading, sharing, taking over, forgetting. Which version wins is `core.drafts`' to say."""

from typing import Final

import msgspec

from support_tui.wire import limits
from support_tui.wire.drafts import DraftKind, DraftPage, DraftSaved, SavedDraft, SaveDraft

from ...core.drafts import Settled, settle
from ..db import Connection

_COLUMNS: Final = (
    "id, agent_id, conversation_id, kind, text, updated_at, version, extra, is_shared, kept_at is not null"
)
_CURRENT: Final = f"""
select {_COLUMNS} from draft where agent_id = ? and conversation_id = ? and kind = ? and kept_at is null"""
_BY_ID: Final = f"select {_COLUMNS} from draft where id = ?"
_OF_AGENT: Final = (
    f"select {_COLUMNS} from draft where agent_id = ? order by kept_at is not null, updated_at desc, id desc"
)
_SHARED: Final = f"""
select {_COLUMNS} from draft where conversation_id = ? and is_shared = 1 and kept_at is null and agent_id <> ? order by id limit ?"""
_INSERT: Final = """
insert into draft (agent_id, conversation_id, kind, text, updated_at, version, extra, is_shared, kept_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_UPDATE: Final = (
    "update draft set text = ?, updated_at = ?, version = ?, extra = ?, is_shared = ? where id = ?"
)
_COUNT: Final = "select count(*) from draft where agent_id = ? and kept_at is null"
_PRUNE_KEPT: Final = """
delete from draft where kept_at is not null and (kept_at < ?1 or id in (
  select id from draft where agent_id = ?2 and kept_at is not null order by kept_at desc limit -1 offset ?3))"""
_KEPT_FOR_US: Final = 30 * 86_400_000_000

_encode = msgspec.json.Encoder().encode
_decode_extra = msgspec.json.Decoder(dict[str, str]).decode


def _from_row(row: tuple[int, int, int, str, str, int, int, str, int, int]) -> SavedDraft:
    id_, agent_id, conversation_id, kind, text, updated_at, version, extra, is_shared, is_kept = row
    return SavedDraft(
        id_, agent_id, conversation_id, DraftKind(kind), text, updated_at, version, _decode_extra(extra), bool(is_shared),
        bool(is_kept),
    )  # fmt: skip


def by_id(connection: Connection, draft_id: int) -> SavedDraft | None:
    """One draft, whoever's it is."""
    row = connection.execute(_BY_ID, (draft_id,)).fetchone()
    return None if row is None else _from_row(row)


def of_agent(connection: Connection, agent_id: int) -> DraftPage:
    """All drafts of an agent: current ones first, then kept versions, the newest of each first."""
    return DraftPage(tuple(_from_row(row) for row in connection.execute(_OF_AGENT, (agent_id,))))


def shared(connection: Connection, conversation_id: int, without_agent_id: int) -> DraftPage:
    """What colleagues have shared in a conversation."""
    values = (conversation_id, without_agent_id, limits.SHARED_DRAFTS)
    return DraftPage(tuple(_from_row(row) for row in connection.execute(_SHARED, values)))


def current(
    connection: Connection, agent_id: int, conversation_id: int, kind: DraftKind
) -> SavedDraft | None:
    """The draft of that kind that stands."""
    row = connection.execute(_CURRENT, (agent_id, conversation_id, kind.value)).fetchone()
    return None if row is None else _from_row(row)


def has_room(connection: Connection, agent_id: int) -> bool:
    """Whether an agent may begin another one."""
    (count,) = connection.execute(_COUNT, (agent_id,)).fetchone()
    return int(count) < limits.DRAFTS


def save(connection: Connection, agent_id: int, given: SaveDraft, now: int) -> DraftSaved:
    """Keep a text as the rule has it."""
    standing = current(connection, agent_id, given.conversation_id, given.kind)
    settled = settle(standing, given, agent_id, now)
    return _write(connection, standing, settled, now)


def _write(connection: Connection, standing: SavedDraft | None, settled: Settled, now: int) -> DraftSaved:
    draft, kept = settled.draft, settled.kept
    if kept is not None:
        kept = _keep(connection, kept, now)
    if draft is None and standing is not None:
        connection.execute("delete from draft where id = ?", (standing.id,))
    elif draft is not None and draft.id == 0:
        draft = _insert(connection, draft, None)
    elif draft is not None and draft != standing:
        changed = (
            draft.text,
            draft.updated_at,
            draft.version,
            _encode(draft.extra).decode(),
            draft.is_shared,
            draft.id,
        )
        connection.execute(_UPDATE, changed)
    return DraftSaved(draft, kept)


def _insert(connection: Connection, draft: SavedDraft, kept_at: int | None) -> SavedDraft:
    values = (
        draft.agent_id, draft.conversation_id, draft.kind.value, draft.text, draft.updated_at, draft.version,
        _encode(draft.extra).decode(), draft.is_shared and kept_at is None, kept_at,
    )  # fmt: skip
    cursor = connection.execute(_INSERT, values)
    return msgspec.structs.replace(draft, id=cursor.lastrowid or 0)


def _keep(connection: Connection, draft: SavedDraft, now: int) -> SavedDraft:
    """Set a version aside; the oldest of many, and old ones, are forgotten."""
    kept = _insert(connection, msgspec.structs.replace(draft, is_shared=False, is_kept=True), now)
    connection.execute(_PRUNE_KEPT, (now - _KEPT_FOR_US, draft.agent_id, limits.KEPT_DRAFTS))
    return kept


def take(connection: Connection, draft: SavedDraft, agent_id: int, now: int) -> DraftSaved:
    """A shared draft becomes another agent's, or a kept version its own agent's current one; what they had there is kept."""
    connection.execute("delete from draft where id = ?", (draft.id,))
    standing = current(connection, agent_id, draft.conversation_id, draft.kind)
    kept = None
    if standing is not None:
        connection.execute("delete from draft where id = ?", (standing.id,))
        kept = _keep(connection, standing, now)
    version = max(now, draft.version + 1, standing.version + 1 if standing is not None else 0)
    taken = msgspec.structs.replace(
        draft, id=0, agent_id=agent_id, version=version, updated_at=now, is_shared=False, is_kept=False
    )
    return DraftSaved(_insert(connection, taken, None), kept)
