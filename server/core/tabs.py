"""The saved views of a desk and the order each agent has given their tabs; who is told of them. Pure."""

from typing import assert_never

import msgspec

from support_tui.wire import events as e
from support_tui.wire.saved_views import SavedView


class Tabs(msgspec.Struct, frozen=True):
    """Views by id, and orders by agent; a change makes new ones."""

    views: dict[int, SavedView] = {}
    orders: dict[int, tuple[str, ...]] = {}

    def seen_by(self, agent_id: int) -> tuple[SavedView, ...]:
        """The shared views and the agent's own, by id."""
        return tuple(view for _, view in sorted(self.views.items()) if view.is_seen_by(agent_id))

    def after(self, event: e.ViewEvent) -> "Tabs":
        """What an event makes of them."""
        match event:
            case e.ViewChanged(view_id, _, None):
                return msgspec.structs.replace(
                    self, views={id_: view for id_, view in self.views.items() if id_ != view_id}
                )
            case e.ViewChanged(view_id, _, new):
                return msgspec.structs.replace(self, views=self.views | {view_id: new})
            case e.TabsArranged(agent_id, _, new_order):
                return msgspec.structs.replace(self, orders=self.orders | {agent_id: new_order})
            case _:
                assert_never(event)


def told_only_to(event: e.Event) -> int | None:
    """The one agent whose business an event is; None where it is not just one's."""
    match event:
        case e.TabsArranged(agent_id=agent_id):
            return agent_id
        case e.ViewChanged(old=old, new=new):
            views = [view for view in (old, new) if view is not None]
            return None if any(view.is_shared for view in views) else views[0].owner_id
        case _:
            return None
