"""Logging in and out, passwords and tokens. What is sensitive here stands in the log by what it did, never by its secret."""

from typing import Annotated

import msgspec

from support_tui.wire import limits
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Role
from support_tui.wire.views import LoggedIn

from ..auth.passwords import MAX_CHARS, MIN_CHARS
from ..auth.tokens import Scope
from ..table import Call, Params

Password = Annotated[str, msgspec.Meta(max_length=MAX_CHARS)]
Label = Annotated[str, msgspec.Meta(max_length=limits.NAME_CHARS)]


class Login(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`label` tells the agent later which console this was."""

    email: Annotated[str, msgspec.Meta(max_length=limits.ADDRESS_CHARS)]
    password: Password
    label: Label = ""


class NewPassword(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`old_password` is needed of agents who change their own."""

    password: Annotated[str, msgspec.Meta(min_length=MIN_CHARS, max_length=MAX_CHARS)]
    old_password: Password = ""


class NewToken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A token for a program: `api` acts as the agent, `channel` brings in messages. `days` 0 is until it is revoked."""

    label: Label
    scope: Scope = Scope.API
    mailbox_id: int | None = None
    days: Annotated[int, msgspec.Meta(ge=0, le=3650)] = 0


class OfAgent(Params, frozen=True, forbid_unknown_fields=True):
    """Path of one agent."""

    agent_id: int


async def log_in(call: Call) -> LoggedIn | Refusal:
    """A token for an address and password."""
    login: Login = call.body
    return await call.desk.gate.login(login.email, login.password, login.label, call.address)


async def log_out(call: Call) -> Refusal | None:
    """The token of this request is worth nothing from now on, and its streams end."""
    digest = call.caller.token_digest
    if digest is None:
        return Refusal(RefusalCode.FORBIDDEN, {"action": "log_out"})
    refusal = await call.desk.gate.revoke(digest)
    call.desk.hub.close_unknown_tokens(call.desk.gate.is_known)
    return refusal


async def set_password(call: Call) -> Refusal | None:
    """An administrator sets anybody's password, an agent their own by knowing the old one."""
    agent_id, new = call.params.agent_id, call.body
    unknown = _unknown_agent(call, agent_id)
    if unknown is not None:
        return unknown
    if not _is_admin(call):
        refusal = await _refusal_of_own(call, agent_id, new.old_password)
        if refusal is not None:
            return refusal
    refusal = await call.desk.gate.set_password(agent_id, new.password, call.caller.asker)
    call.desk.hub.close_unknown_tokens(call.desk.gate.is_known)
    return refusal


async def make_token(call: Call) -> LoggedIn | Refusal:
    """A token for a program that acts in an agent's name; shown this once."""
    agent_id, new = call.params.agent_id, call.body
    unknown = _unknown_agent(call, agent_id)
    if unknown is not None:
        return unknown
    if new.scope not in (Scope.API, Scope.CHANNEL):
        return Refusal(RefusalCode.INVALID_FIELD, {"field": "scope", "reason": "must be api or channel"})
    desk = call.desk
    mailboxes = {mailbox.id for mailbox in desk.directory().mailboxes}
    if new.mailbox_id is not None and new.mailbox_id not in mailboxes:
        return Refusal(RefusalCode.NOT_FOUND, {"kind": "mailbox", "id": new.mailbox_id})
    agent = next(agent for agent in desk.directory().agents if agent.id == agent_id)
    return await desk.gate.issue(
        agent, new.label, new.scope, days=new.days, mailbox_id=new.mailbox_id, asker=call.caller.asker
    )


async def revoke_tokens(call: Call) -> Refusal | None:
    """Everything an agent is logged in with ends."""
    unknown = _unknown_agent(call, call.params.agent_id)
    if unknown is not None:
        return unknown
    refusal = await call.desk.gate.revoke_all(call.params.agent_id, call.caller.asker)
    call.desk.hub.close_unknown_tokens(call.desk.gate.is_known)
    return refusal


def _is_admin(call: Call) -> bool:
    agent = call.caller.asker.agent
    return agent is None or agent.role is Role.ADMIN


async def _refusal_of_own(call: Call, agent_id: int, old_password: str) -> Refusal | None:
    agent = call.caller.asker.agent
    if agent is None or agent.id != agent_id or call.caller.scope is not Scope.CONSOLE:
        return Refusal(RefusalCode.FORBIDDEN, {"action": "set_password"})
    is_own = await call.desk.gate.is_password_of(agent_id, old_password, call.address)
    if isinstance(is_own, Refusal):
        return is_own
    return None if is_own else Refusal(RefusalCode.BAD_CREDENTIALS)


def _unknown_agent(call: Call, agent_id: int) -> Refusal | None:
    if any(agent.id == agent_id for agent in call.desk.directory().agents):
        return None
    return Refusal(RefusalCode.NOT_FOUND, {"kind": "agent", "id": agent_id})
