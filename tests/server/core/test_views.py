"""Saved views: who may make, change, share and delete them, and what cannot be one."""

from typing import Any

import pytest
from msgspec.structs import replace

from server.core.access import SYSTEM
from server.core.context import Asker, Context
from server.core.tabs import Tabs, told_only_to
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.limits import SHARED_VIEWS, VIEWS_PER_AGENT
from support_tui.wire.refusals import Refusal
from support_tui.wire.saved_views import ListColumn, SavedView
from tests.server.given import ADA, AMAL, BASIL, CHANNEL, VERA, a_context, by, decided, done, refused

OWN = SavedView(1, "Late", "all", "waiting:>4h", owner_id=AMAL.id)
SHARED = SavedView(2, "Refunds", "all", "tag:billing", owner_id=AMAL.id, is_shared=True)
BASILS = SavedView(3, "Mine too", "mine", owner_id=BASIL.id)
BOXS = SavedView(4, "Everything", "anywhere", is_shared=True)


def having(*views: SavedView, asker: Asker | None = None, **orders: Any) -> Context:
    """The desk with these views."""
    context = a_context(asker)
    tabs = Tabs({view.id: view for view in views}, orders.get("orders", {}))
    return replace(context, desk=replace(context.desk, tabs=tabs))


def saving(view: SavedView, **changes: Any) -> c.SaveView:
    """The command that makes this of a view."""
    fields = {"name": view.name, "queue": view.queue, "query": view.query, "sort": view.sort}
    fields |= {"columns": view.columns, "is_shared": view.is_shared, "view_id": view.id}
    return c.SaveView(**(fields | changes))


def test_a_view_is_its_makers() -> None:
    """A new one gets its number and its owner."""
    decision = done(c.SaveView(" Late  ones ", "all", "waiting:>4h"), context=having())
    assert decision.events == (
        e.ViewChanged(10, None, SavedView(10, "Late ones", "all", "waiting:>4h", owner_id=AMAL.id)),
    )
    assert decision.created_id == 10


def test_a_viewer_has_views_and_shares_none() -> None:
    """Who only looks may keep what to look at, for themselves."""
    assert done(c.SaveView("Late", "all"), context=having(asker=by(VERA)))
    assert refused(c.SaveView("Late", "all", is_shared=True), context=having(asker=by(VERA))) == "forbidden"


@pytest.mark.parametrize("command", [saving(BASILS, name="x"), c.DeleteView(BASILS.id), c.DeleteView(99)])
def test_a_personal_view_of_somebody_else_is_not_there(command: c.Command) -> None:
    """Nobody learns even that there is one, administrators neither."""
    for asker in (AMAL, ADA):
        assert refused(command, context=having(BASILS, asker=by(asker))) == "not_found"


def test_a_shared_view_is_changed_by_its_owner_and_by_administrators() -> None:
    """Others see it and leave it as it is; it stays its owner's."""
    command = saving(SHARED, query="tag:refund")
    assert refused(command, context=having(SHARED, asker=by(BASIL))) == "forbidden"
    assert refused(c.DeleteView(SHARED.id), context=having(SHARED, asker=by(BASIL))) == "forbidden"
    for asker in (by(AMAL), by(ADA), SYSTEM):
        (event,) = done(command, context=having(SHARED, asker=asker)).events
        assert isinstance(event, e.ViewChanged)
        assert event.new == replace(SHARED, query="tag:refund")
    (gone,) = done(c.DeleteView(SHARED.id), context=having(SHARED, asker=by(ADA))).events
    assert gone == e.ViewChanged(SHARED.id, SHARED, None)


def test_what_is_no_query_is_refused_with_place_and_reason() -> None:
    """The same grammar as everywhere; a name that nobody has (yet) is a query."""
    wrong = decided(c.SaveView("Late", "all", "is:active colour:red"), context=having())
    assert isinstance(wrong, Refusal)
    assert (wrong.code.value, wrong.params["position"]) == ("query_invalid", 10)
    assert wrong.params["reason"] == "unknown_field"
    assert done(c.SaveView("Late", "all", "tag:nobody-has-it"), context=having())


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (c.SaveView("  ", "all"), "invalid_field"),
        (c.SaveView("\u200b", "all"), "invalid_field"),
        (c.SaveView("Late", "nowhere"), "not_found"),
        (c.SaveView("Late", "mailbox:77"), "not_found"),
        (c.SaveView("Late", "team:77"), "not_found"),
        (c.SaveView("Late", "view:1"), "not_found"),
        (c.SaveView("Late", "all", columns=(ListColumn.TITLE, ListColumn.TITLE)), "invalid_field"),
        (c.SaveView("LATE", "all"), "name_taken"),
        (saving(OWN), "no_change"),
        (c.SaveView("Late", "all", view_id=55), "not_found"),
        (c.ArrangeTabs(("mine", "mine")), "invalid_field"),
        (c.ArrangeTabs(("mine", "yours")), "invalid_field"),
        (c.ArrangeTabs(()), "no_change"),
    ],
)
def test_what_cannot_be_a_view_is_refused(command: c.Command, code: str) -> None:
    """Each for a reason that says what to do."""
    assert refused(command, context=having(OWN)) == code


def test_names_are_taken_only_among_their_kind() -> None:
    """One's own view may be called like a shared one, or like somebody else's."""
    assert done(saving(OWN, name="Refunds"), context=having(OWN, SHARED, BASILS))
    assert done(saving(OWN, name="Mine too"), context=having(OWN, SHARED, BASILS))
    assert refused(saving(OWN, name="refunds", is_shared=True), context=having(OWN, SHARED)) == "name_taken"


def test_there_are_only_so_many() -> None:
    """The limit is for each agent, and another for all shared ones; those that are there can still be changed."""
    own = [replace(OWN, id=500 + n, name=f"own {n}") for n in range(VIEWS_PER_AGENT)]
    assert refused(c.SaveView("one more", "all"), context=having(*own)) == "too_many"
    assert done(saving(own[0], name="another name"), context=having(*own))
    assert done(c.SaveView("one more", "all"), context=having(*own, asker=by(ADA)))
    shared = [replace(SHARED, id=n, name=f"shared {n}") for n in range(200, 200 + SHARED_VIEWS)]
    assert refused(saving(own[1], is_shared=True), context=having(own[1], *shared)) == "too_many"


def test_views_made_at_the_box_are_shared() -> None:
    """Nobody there could have one alone."""
    assert refused(c.SaveView("Late", "all"), context=having(asker=SYSTEM)) == "invalid_field"
    assert done(c.SaveView("Late", "all", is_shared=True), context=having(asker=SYSTEM))
    assert refused(saving(BOXS, is_shared=False), context=having(BOXS, asker=by(ADA))) == "invalid_field"
    assert refused(c.ArrangeTabs(("mine",)), context=having(asker=SYSTEM)) == "forbidden"
    assert refused(c.SaveView("Late", "all"), context=having(asker=CHANNEL)) == "forbidden"


def test_tabs_are_each_agents_own() -> None:
    """Views of others and those that are gone are passed over; what stood before is told."""
    context = having(OWN, SHARED, BASILS, orders={AMAL.id: ("mine",), BASIL.id: ("all",)})
    (event,) = done(c.ArrangeTabs(("view:2", "view:3", "view:9", "mine", "view:1")), context=context).events
    assert event == e.TabsArranged(AMAL.id, ("mine",), ("view:2", "mine", "view:1"))


def test_events_are_told_to_those_they_concern() -> None:
    """A view that is or was shared to everybody, all else to its owner alone."""
    assert told_only_to(e.ViewChanged(1, None, OWN)) == AMAL.id
    assert told_only_to(e.ViewChanged(1, OWN, None)) == AMAL.id
    assert told_only_to(e.ViewChanged(1, OWN, replace(OWN, is_shared=True))) is None
    assert told_only_to(e.ViewChanged(1, SHARED, replace(SHARED, is_shared=False))) is None
    assert told_only_to(e.TabsArranged(VERA.id, (), ("mine",))) == VERA.id
    assert told_only_to(e.TagChanged(1, "", "x")) is None
