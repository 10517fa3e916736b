"""What agents have done, for whoever may take it back."""

from typing import Annotated

import msgspec

from support_tui.wire.actions import ActionPage
from support_tui.wire.refusals import Refusal, RefusalCode

from ...core.access import is_admin
from ...storage.pages import actions
from ...storage.pages.actions import ActionFilter
from ..table import Call, Params
from .conversations import Limit


class ActionParams(Params, frozen=True, forbid_unknown_fields=True):
    """Whose: one's own without `agent`, everybody's with `agent=0`. `before` is the cursor of a page; `all` lists undos and redos too."""

    agent: Annotated[int, msgspec.Meta(ge=0)] | None = None
    all: bool = False
    before: Annotated[int, msgspec.Meta(ge=0)] = 0
    limit: Limit = 50


async def list_actions(call: Call) -> ActionPage | Refusal:
    """One's own, or for administrators anybody's."""
    asked: ActionParams = call.params
    asker = call.caller.asker
    own_id = asker.agent.id if asker.agent is not None else None
    agent_id = own_id if asked.agent is None else (asked.agent or None)
    if agent_id != own_id and not is_admin(asker):
        return Refusal(RefusalCode.FORBIDDEN, {"action": "list_actions"})
    filters = ActionFilter(agent_id, only_things=not asked.all)
    return call.desk.readings.read(
        lambda reader: actions.page(reader, filters, before=asked.before, limit=asked.limit)
    )
