"""Saved views: those that the asking agent sees, and the list behind one."""

from typing import Annotated

import msgspec

from support_tui.wire.query import QueryError, list_query, parse
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.saved_views import SavedView
from support_tui.wire.views import ConversationPage
from support_tui.wire.zones import MAX_NAME_CHARS

from ..answers import Answer
from ..errors import answer_of_query
from ..table import Call, Params
from .conversations import Limit, page_of, reader_in_zone
from .eyes import reader_of


class OfView(Params, frozen=True, forbid_unknown_fields=True):
    """A page of a view lies behind `after`, before `before`, or at a position; `tz` is where the days of its query begin."""

    view_id: int
    tz: Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_NAME_CHARS)] = "UTC"
    after: str = ""
    before: str = ""
    at: Annotated[int, msgspec.Meta(ge=0)] = 0
    limit: Limit = 50


async def list_views(call: Call) -> tuple[SavedView, ...]:
    """The shared views and the agent's own, in the order of the agent's tabs."""
    tabs, me = call.desk.tabs(), reader_of(call)
    order = {tab: place for place, tab in enumerate(tabs.orders.get(me.id, ()))}
    return tuple(sorted(tabs.seen_by(me.id), key=lambda view: (order.get(view.tab, len(order)), view.id)))


async def list_view(call: Call) -> ConversationPage | Refusal | Answer:
    """A page of the list behind a view, in the view's own order; `me` in its query is who asks."""
    params: OfView = call.params
    view = next((v for v in call.desk.tabs().seen_by(reader_of(call).id) if v.id == params.view_id), None)
    if view is None:
        return Refusal(RefusalCode.NOT_FOUND, {"kind": "view", "id": params.view_id})
    viewer = reader_in_zone(call, params.tz)
    if isinstance(viewer, Refusal):
        return viewer
    own = parse(view.query)
    if isinstance(own, QueryError):
        return answer_of_query(own)
    query = list_query(view.queue, own)
    if query is None:
        return Refusal(RefusalCode.NOT_FOUND, {"kind": "queue", "id": view.queue})
    return await page_of(call, query, view.sort, viewer, params, is_narrowed=bool(view.query))
