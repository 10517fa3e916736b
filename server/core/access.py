"""Who may ask what: one table of command by role, and the mailboxes an agent works in. Pure; passwords and tokens are elsewhere."""

from collections.abc import Collection
from typing import Final

from msgspec.structs import replace

from support_tui.wire import commands as c
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.saved_views import SavedView
from support_tui.wire.values import Actor, ActorKind, Role
from support_tui.wire.views import Agent

from .context import Asker

SYSTEM: Final = Asker(Actor(ActorKind.SYSTEM), None, "system")
"""The desk itself: its clock, its delivery, and whoever sits at the box."""

MAIL: Final = "mail"
"""The scope of an agent whose mail was proven to be theirs."""
_CHANNEL: Final = "channel"
_DESK: Final = frozenset({Role.ADMIN, Role.AGENT})
_ADMINS: Final = frozenset({Role.ADMIN})
_EVERYONE: Final = frozenset({Role.ADMIN, Role.AGENT, Role.VIEWER})

#: Which roles may give a command; `channel` stands for tokens of channels. The system may give every one.
ALLOWED: Final[dict[type[c.Command], frozenset[str]]] = {
    c.ReceiveMessage: _DESK | {_CHANNEL},
    c.StartConversation: _DESK,
    c.SendReply: _DESK,
    c.CancelReply: _DESK,
    c.RetryDelivery: _DESK,
    c.ConfirmSent: _DESK,
    c.RescheduleReply: _DESK,
    c.AddNote: _DESK,
    c.AnswerByMail: _DESK,  # their mail alone (`decide.answering`)
    c.ForwardConversation: _DESK,
    c.SetStatus: _DESK,
    c.AssignConversation: _DESK,
    c.ChangeFollowers: _DESK,
    c.ChangeTags: _DESK,
    c.SetTitle: _DESK,
    c.RedecodeMessage: _DESK,
    c.SetPriority: _DESK,
    c.MoveConversation: _DESK,
    c.SetFolder: _DESK,
    c.PurgeConversation: _ADMINS,
    c.SnoozeConversation: _DESK,
    c.MergeConversations: _DESK,
    c.SplitConversation: _DESK,
    c.AcceptParticipant: _DESK,
    c.LinkConversations: _DESK,
    c.UnlinkConversations: _DESK,
    c.RateConversation: _ADMINS | {_CHANNEL},
    c.ChangeMany: _DESK,
    c.MarkRead: _EVERYONE,
    c.MarkManyRead: _EVERYONE,
    c.EditCustomer: _DESK,
    c.AddCustomerNote: _DESK,
    c.RecordDelivery: _ADMINS | {_CHANNEL},
    c.SaveMailbox: _ADMINS,
    c.RemoveMailbox: _ADMINS,
    c.SaveTeam: _ADMINS,
    c.SaveTag: _ADMINS,
    c.SaveAgent: _ADMINS,
    # Views of one's own. Shared ones: whoever works here may share theirs, administrators change everybody's (see below).
    c.SaveView: _EVERYONE,
    c.DeleteView: _EVERYONE,
    c.ArrangeTabs: _EVERYONE,
    c.UndoRequest: _DESK,
}
_BY_TAG: Final = {str(kind.__struct_config__.tag): kind for kind in ALLOWED}


def forbidden(command: c.Command) -> Refusal:
    """The refusal of a command to somebody who may not give it."""
    action: str = command.__struct_config__.tag  # type: ignore[assignment]
    return Refusal(RefusalCode.FORBIDDEN, {"action": action})


def may_give(asker: Asker, command: c.Command) -> bool:
    """Whether this asker's role may give such a command at all."""
    if asker.actor.kind is ActorKind.SYSTEM:
        return True
    return _may_give(asker, type(command))


def may_give_kind(asker: Asker, tag: str) -> bool:
    """The same for a kind of commands by its name on the wire; one that is not known any more nobody may give."""
    return tag in _BY_TAG and (asker.actor.kind is ActorKind.SYSTEM or _may_give(asker, _BY_TAG[tag]))


def _may_give(asker: Asker, kind: type[c.Command]) -> bool:
    allowed = ALLOWED[kind]
    if asker.scope == _CHANNEL:
        return _CHANNEL in allowed
    return asker.agent is not None and not asker.agent.is_disabled and asker.agent.role in allowed


def may_import(asker: Asker) -> bool:
    """Whether this asker may bring in what another system has kept."""
    return is_admin(asker)


def is_admin(asker: Asker) -> bool:
    """Whether this asker answers for the whole desk: an administrator, or whoever sits at the box."""
    if asker.actor.kind is ActorKind.SYSTEM:
        return True
    return asker.scope != _CHANNEL and asker.agent is not None and asker.agent.role in _ADMINS


def may_see(asker: Asker, mailbox_id: int) -> bool:
    """Whether the mailbox is one this asker works in."""
    if asker.mailbox_id is not None and asker.mailbox_id != mailbox_id:
        return False
    agent = asker.agent
    return agent is None or agent.mailbox_ids is None or mailbox_id in agent.mailbox_ids


def narrowed(agent: Agent, mailbox_id: int | None) -> Agent:
    """The agent as a token that is narrowed to a mailbox lets them act: in that mailbox alone, and answering for no more than that."""
    if mailbox_id is None:
        return agent
    is_theirs = agent.mailbox_ids is None or mailbox_id in agent.mailbox_ids
    role = Role.AGENT if agent.role is Role.ADMIN else agent.role
    return replace(agent, mailbox_ids=(mailbox_id,) if is_theirs else (), role=role)


def may_see_customer(asker: Asker, mailbox_ids: Collection[int]) -> bool:
    """Whether a customer with conversations in these mailboxes is one the asker knows; somebody without any is everybody's."""
    return not mailbox_ids or any(may_see(asker, mailbox_id) for mailbox_id in mailbox_ids)


def may_share_views(asker: Asker) -> bool:
    """Whether the asker may have views that everybody sees: whoever works at the desk, not who only looks."""
    return asker.actor.kind is ActorKind.SYSTEM or (
        asker.agent is not None and asker.agent.role is not Role.VIEWER
    )


def may_change_view(asker: Asker, view: SavedView) -> bool:
    """Whether a view that the asker sees is theirs to change: their own, and for administrators every shared one."""
    if asker.actor.kind is ActorKind.SYSTEM:
        return True
    if asker.agent is None:
        return False
    return view.owner_id == asker.agent.id or asker.agent.role is Role.ADMIN
