"""The desk itself: mailboxes, teams, tags and agents, made and changed by administrators. Pure."""

from typing import assert_never

import msgspec

from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.folding import fold
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Role
from support_tui.wire.views import Agent, Mailbox, Team

from ..addresses import fold_email, is_address
from ..context import Context
from ..decision import Decision
from ..mailbox_history import settings_of
from ..plain import one_line, storable
from .common import NO_CHANGE, invalid, not_found
from .mailboxes import checked_mail

_LAST_ADMIN = "last_admin"


def save(
    command: c.SaveMailbox | c.SaveTeam | c.SaveTag | c.SaveAgent, context: Context
) -> Decision | Refusal:
    """A new entry without an id, a changed one with it; names are unique in their kind whatever their spelling."""
    if not (name := one_line(command.name)):
        return invalid("name", "empty_name")
    match command:
        case c.SaveMailbox():
            return _save_mailbox(command, name, context)
        case c.SaveTeam():
            return _save_team(command, name, context)
        case c.SaveTag():
            return _save_tag(command, name, context)
        case c.SaveAgent():
            return _save_agent(command, name, context)
        case _:
            assert_never(command)


def _name_taken(kind: str, name: str) -> Refusal:
    return Refusal(RefusalCode.NAME_TAKEN, {"kind": kind, "name": name})


def _is_taken(name: str, own_id: int | None, others: dict[int, Mailbox] | dict[int, Team]) -> bool:
    wanted = fold(name)
    return any(fold(other.name) == wanted and other.id != own_id for other in others.values())


def _save_mailbox(command: c.SaveMailbox, name: str, context: Context) -> Decision | Refusal:
    known = context.desk.mailboxes
    old = known.get(command.mailbox_id) if command.mailbox_id is not None else None
    if command.mailbox_id is not None and old is None:
        return not_found("mailbox", command.mailbox_id)
    if _is_taken(name, command.mailbox_id, known):
        return _name_taken("mailbox", name)
    address = one_line(command.address)
    if address and not is_address(address):
        return Refusal(RefusalCode.BAD_ADDRESS, {"address": address})
    if address and any(
        fold_email(other.address) == fold_email(address) and other is not old for other in known.values()
    ):
        return _name_taken("address", address)
    if command.closed_days < 0:
        return invalid("closed_days", "negative")
    mail = checked_mail(command, address, old, known)
    if isinstance(mail, Refusal):
        return mail
    new = Mailbox(
        old.id if old else context.next.mailbox,
        name,
        address,
        storable(command.signature),
        command.closed_policy,
        command.closed_days,
        mail=mail,
    )
    new = msgspec.structs.replace(new, can_send=context.can_send(new))
    if old is not None and msgspec.structs.replace(old, can_send=new.can_send, pause=None) == new:
        return NO_CHANGE
    before = settings_of(old) if old else None
    event = e.MailboxChanged(new.id, old.name if old else "", name, before, settings_of(new))
    return Decision((event,), record=new, created_id=None if old else new.id)


def _save_team(command: c.SaveTeam, name: str, context: Context) -> Decision | Refusal:
    known = context.desk.teams
    old = known.get(command.team_id) if command.team_id is not None else None
    if command.team_id is not None and old is None:
        return not_found("team", command.team_id)
    if _is_taken(name, command.team_id, known):
        return _name_taken("team", name)
    for agent_id in command.member_ids:
        if agent_id not in context.desk.agents:
            return not_found("agent", agent_id)
    new = Team(old.id if old else context.next.team, name, tuple(sorted(set(command.member_ids))))
    if new == old:
        return NO_CHANGE
    event = e.TeamChanged(new.id, old.name if old else "", name)
    return Decision((event,), record=new, created_id=None if old else new.id)


def _save_tag(command: c.SaveTag, name: str, context: Context) -> Decision | Refusal:
    old = context.desk.tags.get(command.tag_id) if command.tag_id is not None else None
    if command.tag_id is not None and old is None:
        return not_found("tag", command.tag_id)
    if not fold(name):
        return invalid("name", "empty_name")
    same = context.desk.tags_by_fold.get(fold(name))
    if same is not None and same.id != command.tag_id:
        return _name_taken("tag", name)
    if old is not None and old.name == name:
        return NO_CHANGE
    tag_id = old.id if old else context.next.tag
    event = e.TagChanged(tag_id, old.name if old else "", name)
    return Decision((event,), created_id=None if old else tag_id)


def _save_agent(command: c.SaveAgent, name: str, context: Context) -> Decision | Refusal:
    known = context.desk.agents
    old = known.get(command.agent_id) if command.agent_id is not None else None
    if command.agent_id is not None and old is None:
        return not_found("agent", command.agent_id)
    email = one_line(command.email)
    if not is_address(email):
        return Refusal(RefusalCode.BAD_ADDRESS, {"address": email})
    if any(fold_email(other.email) == fold_email(email) and other is not old for other in known.values()):
        return _name_taken("email", email)
    kept = (old.mailbox_ids or ()) if old else ()
    for mailbox_id in command.mailbox_ids or ():
        # One that was removed may come back, and is seen again then.
        if mailbox_id not in context.desk.mailboxes and mailbox_id not in kept:
            return not_found("mailbox", mailbox_id)
    stays_admin = command.role is Role.ADMIN and not command.is_disabled
    if old is not None and not stays_admin and context.desk.active_admins() == {old.id}:
        return invalid("role", _LAST_ADMIN)
    mailbox_ids = None if command.mailbox_ids is None else tuple(sorted(set(command.mailbox_ids)))
    new = Agent(
        old.id if old else context.next.agent,
        name,
        email,
        command.role,
        command.is_disabled,
        old.team_ids if old else (),
        mailbox_ids,
    )
    if new == old:
        return NO_CHANGE
    event = e.AgentChanged(new.id, name, old.role if old else None, new.role, new.is_disabled)
    return Decision((event,), record=new, created_id=None if old else new.id)
