"""In whose eyes the desk is read by a request."""

from support_tui.wire.values import Role
from support_tui.wire.views import Agent

from ...storage.viewer import Viewer
from ..table import Call

_AT_THE_BOX = Agent(0, "", "", Role.ADMIN)


def reader_of(call: Call) -> Agent:
    """In whose eyes the desk is read; at the box it is an administrator without a name."""
    return call.caller.asker.agent or _AT_THE_BOX


def viewer_of(call: Call) -> Viewer:
    """The reading agent as the read side knows them."""
    agent = reader_of(call)
    only = call.caller.asker.mailbox_id
    seen = None if agent.mailbox_ids is None else frozenset(agent.mailbox_ids)
    if only is not None:
        seen = frozenset({only}) if seen is None else seen & {only}
    return Viewer(agent.id, seen, call.desk.directory())
