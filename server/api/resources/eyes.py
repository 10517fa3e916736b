"""In whose eyes the desk is read by a request."""

from typing import Final

from support_tui.wire.values import Role
from support_tui.wire.views import Agent

from ...storage.viewer import Viewer
from ..auth import Caller
from ..table import Call

_AT_THE_BOX: Final = Agent(0, "", "", Role.ADMIN)


def agent_of(caller: Caller) -> Agent:
    """Whose eyes these are; at the box they are an administrator's without a name."""
    return caller.asker.agent or _AT_THE_BOX


def reader_of(call: Call) -> Agent:
    """In whose eyes the desk is read."""
    return agent_of(call.caller)


def viewer_of(call: Call) -> Viewer:
    """The reading agent as the read side knows them."""
    agent = reader_of(call)
    seen = None if agent.mailbox_ids is None else frozenset(agent.mailbox_ids)
    return Viewer(agent.id, seen, call.desk.directory())
