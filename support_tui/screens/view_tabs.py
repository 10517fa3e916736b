"""Commands of the table about saved views: each a `do_<name>` of the screen; what they do stands in `actions.views`."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from support_tui.actions import views
from support_tui.actions.interface import ActionContext, Severity
from support_tui.wire.saved_views import ListColumn, SavedView

if TYPE_CHECKING:
    from support_tui.screens.console import Console


class ViewTabCommands:
    """What can be done with the tab on show."""

    def __init__(self, console: "Console") -> None:
        self._console = console

    async def do_save_view(self) -> None:
        console = self._console
        opened = console.opened
        await views.save(console.action_context(), console.list_key, opened.columns, opened.view)

    async def do_rename_view(self) -> None:
        await self._with_view(views.rename)

    async def do_share_view(self) -> None:
        await self._with_view(views.share)

    async def do_duplicate_view(self) -> None:
        await self._with_view(views.duplicate)

    async def do_delete_view(self) -> None:
        await self._with_view(views.delete)

    async def _with_view(self, do: Callable[[ActionContext, SavedView], Awaitable[None]]) -> None:
        view = self._console.opened.view
        if view is None:
            self._console.ui.notify("why-no-view", Severity.WARNING)
        else:
            await do(self._console.action_context(), view)

    def do_tab_left(self) -> None:
        self._move(-1)

    def do_tab_right(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        console = self._console
        views.move(console.action_context(), console.opened.tab, console.tabs.queues, by)

    def do_views(self) -> None:
        from support_tui.screens.views_list import ViewsScreen

        self._console.app.push_screen(ViewsScreen(self._console))

    async def do_columns(self) -> None:
        from support_tui.screens.columns import ChooseColumns

        chosen: tuple[ListColumn, ...] | None = await self._console.app.push_screen_wait(
            ChooseColumns(self._console.opened.columns, self._console.mode)
        )
        if chosen is not None:
            self._console.opened.show_columns(chosen)
