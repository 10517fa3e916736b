"""Unsent texts: saved while they are written, read at another console, shared with colleagues and taken over. Events are not made of them."""

from collections.abc import Callable
from typing import Any

import msgspec

from support_tui.wire import limits
from support_tui.wire.drafts import DraftKind, DraftPage, DraftSaved, SavedDraft, SaveDraft
from support_tui.wire.frames import DraftMoved, Notified
from support_tui.wire.notifications import NotificationKind
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Role

from ...core.notices import Notice
from ...core.plain import preview, storable
from ...storage.db import Connection
from ...storage.tables import drafts, load, notifications
from ..table import Call, Params
from .eyes import reader_of, viewer_of

_FORBIDDEN = Refusal(RefusalCode.FORBIDDEN, {"action": "draft"})


class OfDraft(Params, frozen=True, forbid_unknown_fields=True):
    """Path of one draft."""

    draft_id: int


async def list_drafts(call: Call) -> DraftPage:
    """The asking agent's own, kept versions behind."""
    agent_id = reader_of(call).id
    return call.desk.readings.read(lambda reader: drafts.of_agent(reader, agent_id))


async def list_shared(call: Call) -> DraftPage | Refusal:
    """What colleagues have shared in a conversation."""
    conversation_id, viewer = call.params.conversation_id, viewer_of(call)
    mailbox_id = call.desk.readings.read(lambda reader: load.mailbox_of(reader, conversation_id))
    if mailbox_id is None or not viewer.may_see(mailbox_id):
        return _missing("conversation", conversation_id)
    return call.desk.readings.read(lambda reader: drafts.shared(reader, conversation_id, viewer.agent_id))


#: What a text can become that stands in no conversation (notes and replies are for all that is marked), and one that stands in one.
_ABOUT_NONE = frozenset({DraftKind.NEW, DraftKind.NOTE, DraftKind.REPLY})
_ABOUT_ONE = frozenset(DraftKind) - {DraftKind.NEW}


async def save_draft(call: Call) -> DraftSaved | Refusal:
    """Keep a text; the answer is what stands now."""
    given: SaveDraft = msgspec.structs.replace(call.body, text=storable(call.body.text))
    agent, desk = reader_of(call), call.desk
    if agent.role is Role.VIEWER:
        return _FORBIDDEN
    if given.conversation_id == 0 and given.is_shared:
        return Refusal(
            RefusalCode.INVALID_FIELD, {"field": "is_shared", "reason": "is about no conversation"}
        )
    if given.kind not in (_ABOUT_NONE if given.conversation_id == 0 else _ABOUT_ONE):
        return Refusal(RefusalCode.INVALID_FIELD, {"field": "conversation_id", "reason": "does not fit kind"})

    def change(writer: Connection) -> DraftSaved | Refusal:
        standing = drafts.current(writer, agent.id, given.conversation_id, given.kind)
        refusal = _why_not(writer, call, given.conversation_id) if given.text.strip() else None
        if refusal is not None:
            return refusal
        if standing is None and not drafts.has_room(writer, agent.id):
            return Refusal(RefusalCode.TOO_LARGE, {"limit": limits.DRAFTS})
        was_shared.append(standing is not None and standing.is_shared)
        return drafts.save(writer, agent.id, given, desk.now())

    was_shared: list[bool] = []
    saved = await _written(call, change)
    if isinstance(saved, DraftSaved):
        is_shared = saved.draft is not None and saved.draft.is_shared
        version = saved.draft.version if saved.draft is not None else 0
        moved = DraftMoved(given.conversation_id, given.kind, agent.id, version)
        _tell(call, moved, to_all=is_shared or any(was_shared[-1:]))
    return saved


def _why_not(connection: Connection, call: Call, conversation_id: int) -> Refusal | None:
    """A text can only wait in a conversation that is there, is itself, and is the agent's to see."""
    if conversation_id == 0:
        return None
    state = load.conversation(connection, conversation_id)
    if state is None and 0 < conversation_id <= load.conversation_ids_in_use(connection):
        return Refusal(RefusalCode.CONVERSATION_PURGED, {"id": conversation_id})
    if state is None or not viewer_of(call).may_see(state.mailbox_id):
        return _missing("conversation", conversation_id)
    if state.merged_into_id is not None:
        return Refusal(RefusalCode.CONVERSATION_MERGED, {"id": state.id, "into": state.merged_into_id})
    return None


async def take_draft(call: Call) -> DraftSaved | Refusal:
    """A draft that a colleague shares becomes the asker's, and the colleague is told; a kept version of one's own stands again."""
    draft_id, agent, desk = call.params.draft_id, reader_of(call), call.desk
    if agent.role is Role.VIEWER:
        return _FORBIDDEN
    before: list[SavedDraft] = []
    told: list[notifications.Told] = []

    def change(writer: Connection) -> DraftSaved | Refusal:
        before.clear()
        told.clear()
        draft = drafts.by_id(writer, draft_id)
        is_own = draft is not None and draft.agent_id == agent.id
        if draft is None or not (is_own or (draft.is_shared and not draft.is_kept)):
            return _missing("draft", draft_id)
        refusal = _why_not(writer, call, draft.conversation_id)
        if refusal is not None:
            return refusal
        before.append(draft)
        if not is_own:
            state = load.conversation(writer, draft.conversation_id)
            title = "" if state is None else state.title
            notice = Notice(
                draft.agent_id,
                NotificationKind.DRAFT_TAKEN,
                draft.conversation_id,
                title,
                preview(draft.text),
            )
            told.append(notifications.insert(writer, notice, call.caller.asker.actor, desk.now()))
        return drafts.take(writer, draft, agent.id, desk.now())

    saved = await _written(call, change)
    if isinstance(saved, DraftSaved) and saved.draft is not None:
        old = before[-1]
        _tell(call, DraftMoved(old.conversation_id, old.kind, old.agent_id, 0), to_all=old.is_shared)
        _tell(call, DraftMoved(old.conversation_id, old.kind, agent.id, saved.draft.version), to_all=False)
        for one in told:
            desk.hub.tell_agent(one.agent_id, Notified(one.notification))
    return saved


async def _written(call: Call, change: Callable[[Connection], Any]) -> DraftSaved | Refusal:
    answer: DraftSaved | Refusal = await call.desk.commands.write(change)
    return answer


def _tell(call: Call, moved: DraftMoved, *, to_all: bool) -> None:
    """The agent's other consoles; colleagues who may see the conversation where it is or was shared."""
    hub = call.desk.hub
    if not to_all:
        hub.tell_agent(moved.agent_id, moved)
        return
    mailbox_id = call.desk.readings.read(lambda reader: load.mailbox_of(reader, moved.conversation_id))
    hub.tell_mailbox(mailbox_id, moved)


def _missing(kind: str, missing_id: int) -> Refusal:
    return Refusal(RefusalCode.NOT_FOUND, {"kind": kind, "id": missing_id})
