"""Saved views as a person works with them: made from a filter, reached like queues, changed, shared, put in order."""

from typing import Any

from msgspec.structs import replace

from support_tui.commands import BY_ID
from support_tui.store import ListKey
from support_tui.wire import commands as c
from support_tui.wire.events import TabsArranged, TagChanged, ViewChanged
from support_tui.wire.order import Sort
from support_tui.wire.saved_views import ListColumn, SavedView
from support_tui.wire.values import Actor, ActorKind, Role, Status
from tests.support_tui.fakes import RAE, SAM, a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened

RAES = SavedView(1, "Late ones", "all", "waiting:>4h", Sort.WAITING, owner_id=RAE.id)
SAMS = SavedView(2, "Refunds", "all", "tag:billing", owner_id=SAM.id, is_shared=True)
WRONG = SavedView(3, "Broken", "all", "colour:red", owner_id=RAE.id)


def rows(count: int = 3) -> list[Any]:
    return [a_row(number) for number in range(1, count + 1)]


def there_is(desk: OpenConsole, *views: SavedView) -> None:
    """These views come by the stream."""
    for view in views:
        desk.fake.happens(ViewChanged(view.id, None, view))
    desk.server.seq = desk.fake.seq


def asked(desk: OpenConsole, kind: type) -> list[Any]:
    """The commands of a kind that the server got."""
    return [request.command for request in desk.server.commands if isinstance(request.command, kind)]


async def run(desk: OpenConsole, command_id: str) -> None:
    """A command of the palette."""
    desk.console.run_command(BY_ID[command_id])
    await desk.pilot.pause()


async def test_a_filter_becomes_a_view_by_one_key():
    """Ctrl+S in the filter bar keeps queue, query and order under a name, and goes to the new tab."""
    async with opened(rows()) as desk:
        await desk.press("slash", *"is:unread", "ctrl+s")
        await desk.sees("Name of the view")
        await desk.press(*"News", "enter")
        await desk.sees("Who sees the view?")
        await desk.press("enter")
        await desk.until(lambda: asked(desk, c.SaveView))
        assert asked(desk, c.SaveView) == [c.SaveView("News", "all", "is:unread")]


async def test_the_new_view_is_shown_as_soon_as_it_has_a_number():
    """The answer names it, the stream brings it: its tab is the chosen one."""
    async with opened(rows()) as desk:

        async def command(request: c.Request) -> c.Accepted:
            return c.Accepted(request.key, desk.fake.seq + 1, created_id=7)

        desk.console.desk._outbox._send = command
        await desk.press("slash", *"is:unread", "ctrl+s")
        await desk.sees("Name of the view")
        await desk.press(*"News", "enter")
        await desk.sees("Only me")
        await desk.press("enter")
        await desk.until(lambda: not desk.fake.store.replica.pending.unanswered())
        assert desk.console.opened.tab == "all"
        view = SavedView(7, "News", "all", "is:unread", owner_id=RAE.id)
        desk.fake.happens(ViewChanged(7, None, view), actor=Actor(ActorKind.AGENT, RAE.id))
        await desk.until(lambda: desk.console.opened.tab == "view:7")
        await desk.sees("News")


async def test_names_that_cannot_be_are_told_while_they_are_typed():
    """Taken whatever its spelling, empty, too long: the dialog stays and says so."""
    async with opened(rows()) as desk:
        there_is(desk, RAES)
        await desk.press("ctrl+s")
        await desk.sees("Name of the view")
        await desk.press(*"late ONES", "enter")
        await desk.sees("There is a view of that name already.")
        await desk.press(*("x" * 61))
        await desk.sees("At most 60 characters.")
        assert not asked(desk, c.SaveView)


async def test_a_view_is_reached_by_number_arrow_and_palette():
    """It stands behind the work queues, and opens its own list in its own order."""
    async with opened(rows()) as desk:
        there_is(desk, RAES, SAMS)
        await desk.sees("Late ones", "Refunds")
        place = desk.console.tabs.queues.index("view:1")
        assert place == 4
        await desk.press(str(place + 1))
        await desk.until(lambda: desk.console.list_key == ListKey("all", "waiting:>4h", Sort.WAITING))
        await desk.press("right")
        await desk.until(lambda: desk.console.opened.tab == "view:2")
        assert desk.console.list_key == ListKey("all", "tag:billing")
        assert "Refunds" in [entry.title for entry in desk.console.places()]


async def test_what_was_changed_in_a_view_is_saved_into_it():
    """Its tab shows a star; the same key asks whether to keep the change, Esc takes it back."""
    async with opened(rows()) as desk:
        there_is(desk, RAES)
        await desk.press("5", "slash", *"waiting:>8h", "enter")
        await desk.sees("Late ones*")
        await desk.press("escape")
        await desk.sees_no("Late ones*")
        assert desk.console.list_key.query == "waiting:>4h"
        await desk.press("slash", *"waiting:>8h", "enter", "ctrl+s")
        await desk.sees("Save the changes to")
        await desk.press("enter")
        await desk.until(lambda: asked(desk, c.SaveView))
        (command,) = asked(desk, c.SaveView)
        assert (command.view_id, command.query, command.sort) == (1, "waiting:>8h", Sort.WAITING)
        await desk.sees_no("Late ones*")


async def test_a_colleagues_view_is_not_changed_but_can_be_kept_as_ones_own():
    """Who may not change it is told whose it is; saving a change makes a new view."""
    async with opened(rows()) as desk:
        there_is(desk, SAMS)
        desk.fake.store.replica.me = replace(RAE, role=Role.AGENT)
        await desk.press("5")
        await run(desk, "view.rename_view")
        await desk.until(lambda: any("Sam" in text for text in desk.said))
        await desk.press("slash", *"tag:vip", "enter", "ctrl+s")
        await desk.sees("Name of the view")
        assert not asked(desk, c.SaveView)


async def test_what_a_colleague_does_with_a_view_is_followed():
    """Renamed, its query changed, deleted: the tab and the list go along at once."""
    async with opened(rows()) as desk:
        there_is(desk, SAMS)
        await desk.press("5")
        changed = SavedView(2, "Money back", "all", "tag:refund", owner_id=SAM.id, is_shared=True)
        desk.fake.happens(ViewChanged(2, SAMS, changed))
        await desk.sees("Money back")
        assert desk.console.list_key.query == "tag:refund"
        desk.fake.happens(ViewChanged(2, changed, None))
        await desk.sees_no("Money back")
        assert desk.console.opened.tab == "all"


async def test_a_view_that_became_personal_is_gone_for_others():
    """What is no longer theirs leaves their tabs."""
    async with opened(rows()) as desk:
        there_is(desk, SAMS)
        await desk.sees("Refunds")
        own = SavedView(2, "Refunds", "all", "tag:billing", owner_id=SAM.id)
        desk.fake.happens(ViewChanged(2, SAMS, own))
        await desk.sees_no("Refunds")


async def test_tabs_are_put_in_order_by_key():
    """`<` and `>` move the chosen tab among those on show, at once; at the end nothing is asked."""
    async with opened(rows()) as desk:
        there_is(desk, RAES, SAMS)
        await desk.press("6", "less_than_sign")
        await desk.until(lambda: desk.console.tabs.queues.index("view:2") == 4)
        (command,) = asked(desk, c.ArrangeTabs)
        assert command.order.index("view:2") + 1 == command.order.index("view:1")
        await desk.press("1", "less_than_sign")
        await desk.pilot.pause()
        assert len(asked(desk, c.ArrangeTabs)) == 1


async def test_an_order_of_another_screen_of_the_same_agent_is_followed():
    """The order belongs to the agent, not to the console; a colleague's changes nothing here."""
    async with opened(rows()) as desk:
        there_is(desk, RAES)
        desk.fake.happens(TabsArranged(SAM.id, (), ("view:1", "all")))
        desk.fake.happens(TabsArranged(RAE.id, (), ("view:1", "mine")))
        await desk.until(lambda: desk.console.tabs.queues[0] == "view:1")


async def test_a_view_whose_query_is_none_can_be_mended_where_it_stands():
    """Its tab shows that something is wrong; opening it says what, and the bar is open on the query. Nothing is asked of the server."""
    async with opened(rows()) as desk:
        there_is(desk, WRONG)
        await desk.sees("! Broken")
        await desk.press("5")
        await desk.sees("colour:red", "There is no field colour")
        await desk.until(lambda: desk.console.filter_bar.display)
        await desk.press("end", *["backspace"] * 12, *"tag:red", "enter")
        await desk.until(lambda: desk.console.list_key.query == "tag:red")


async def test_a_view_that_names_what_is_gone_says_so():
    """A tag was renamed: the view stays, shows it in its tab and says the reason when it is opened."""
    async with opened(rows()) as desk:
        tag = desk.fake.store.replica.directory.tags[0]
        view = SavedView(4, "Tagged", "all", f"tag:{tag.name}", owner_id=RAE.id)
        there_is(desk, view)
        await desk.sees("Tagged")
        assert "! Tagged" not in desk.text()
        directory = desk.fake.store.replica.directory
        renamed = type(directory)(directory.agents, directory.teams, directory.mailboxes, ())
        desk.fake.happens(TagChanged(tag.id, tag.name, "other"), directory=renamed)
        await desk.sees("! Tagged")
        await desk.press("5")
        await desk.until(lambda: any(tag.name in text for text in desk.said))


async def test_the_list_of_views_does_everything_by_key():
    """`g v`: rename, share, copy, move and delete, each by its letter."""
    async with opened(rows()) as desk:
        there_is(desk, RAES, SAMS)
        await desk.press("g", "v")
        await desk.sees("Saved views", "personal", "shared", "waiting:>4h")
        await desk.press("J")
        await desk.until(lambda: len(asked(desk, c.ArrangeTabs)) == 1)
        await desk.press("r")
        await desk.sees("Name of the view")
        await desk.press("end", *"!", "enter")
        await desk.until(lambda: len(asked(desk, c.SaveView)) == 1)
        await desk.press("s")
        await desk.sees("Who sees the view?")
        await desk.press("down", "enter")
        await desk.until(lambda: len(asked(desk, c.SaveView)) == 2)
        assert [(v.name, v.is_shared) for v in asked(desk, c.SaveView)] == [
            ("Late ones!", False),
            ("Late ones!", True),
        ]
        await desk.press("d")
        await desk.sees("Colleagues lose it too.")
        await desk.press("y")
        await desk.until(lambda: asked(desk, c.DeleteView) == [c.DeleteView(1)])
        await desk.press("escape")
        await desk.sees_no("Saved views")


async def test_a_queue_keeps_its_order_and_columns_on_this_console():
    """Another queue has its own; coming back, it is as it was left."""
    async with opened(rows()) as desk:
        await desk.press("S")
        await desk.sees("Sort by")
        await desk.press("down", "enter")
        await desk.until(lambda: desk.console.list_key.sort is Sort.NEWEST)
        await desk.press("1")
        await desk.until(lambda: desk.console.list_key == ListKey("mine"))
        await desk.press("3")
        await desk.until(lambda: desk.console.list_key == ListKey("all", "", Sort.NEWEST))


async def test_columns_are_chosen_and_put_in_order():
    """Off with the preview, the number added and put first: a wide list shows it."""
    async with opened([a_row(1, status=Status.OPEN)], size=(96, 20), preview_delay_ms=20) as desk:
        await desk.press("O")
        await desk.sees("Columns of this list")
        await desk.press(*["j"] * 20, "k", "space", "enter")
        await desk.sees_no("Columns of this list")
        assert desk.console.opened.columns[-1] in set(ListColumn)
        queue = desk.console.list_key.queue
        assert desk.fake.store.replica.looks[queue].columns == desk.console.opened.columns
