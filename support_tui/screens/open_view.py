"""Which tab the list on show belongs to, a queue or a saved view, and whether it still is what was saved; moves the console there."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from support_tui import i18n
from support_tui.actions.interface import Severity
from support_tui.store import ListKey
from support_tui.store import tabs as tabs_of
from support_tui.store.membership import query_of
from support_tui.wire.order import Sort
from support_tui.wire.query import QueryError, parse
from support_tui.wire.saved_views import ListColumn, SavedView, view_id_of
from support_tui.wire.wording import query_wording

if TYPE_CHECKING:
    from support_tui.screens.console import Console


class OpenView:
    """The tab of one console."""

    def __init__(self, console: "Console") -> None:
        self._console = console
        self._opened: SavedView | None = None
        """The view as it was when the list was opened by it."""
        self.columns: tuple[ListColumn, ...] = ()
        """Those of the list on show."""

    @property
    def view(self) -> SavedView | None:
        """The view that the list belongs to, as it is saved now."""
        replica = self._console.store.replica
        return tabs_of.views(replica).get(self._opened.id) if self._opened is not None else None

    @property
    def tab(self) -> str:
        """The chosen tab."""
        return self._opened.tab if self._opened is not None else self._console.list_key.queue

    @property
    def is_changed(self) -> bool:
        """Whether filter, order or columns are others than those of the view."""
        return self._opened is not None and not self._shows(self._opened)

    @property
    def is_query(self) -> bool:
        """Whether the list can be asked for: a view may be older than the grammar."""
        key = self._console.list_key
        return query_of(key.queue, key.query) is not None

    def _shows(self, view: SavedView) -> bool:
        return (self._console.list_key, self.columns) == (tabs_of.key_of(view), view.columns)

    # ------------------------------------------------------------ going there

    def show(self, tab: str) -> None:
        """Open a queue, in the order and with the columns it was given, or a saved view."""
        console, replica = self._console, self._console.store.replica
        view = tabs_of.view_of(replica, tab)
        if view is not None:
            self._open(view)
        elif view_id_of(tab) is not None:
            console.ui.notify("why-no-such-view", Severity.WARNING)
        else:
            self._opened = None
            self.columns = tabs_of.look_of(replica, tab).columns
            self._show(tabs_of.list_of(replica, tab))

    def look_everywhere(self, query: str) -> None:
        """Every queue, narrowed by a query."""
        self._opened = None
        self.columns = tabs_of.look_of(self._console.store.replica, "anywhere").columns
        self._show(tabs_of.list_of(self._console.store.replica, "anywhere")._replace(query=query))

    def _open(self, view: SavedView) -> None:
        """A view that cannot be what it was says so; one whose query is none can be mended at once."""
        console = self._console
        self._opened, self.columns = view, view.columns
        self._show(tabs_of.key_of(view))
        problem = tabs_of.problem_of(console.store.replica, view)
        if problem is not None:
            reason = query_wording(problem, i18n.current().language)
            text = i18n.isolated_text("view-wrong", name=view.name, reason=reason)
            console.ui.notify_text(text, Severity.WARNING)
        if isinstance(parse(view.query), QueryError) and console.is_furnished:
            console.filter_bar.open(view.query)

    def _show(self, key: ListKey) -> None:
        """The list of a tab; where it is on show already, at least its columns and the tab are others."""
        is_there = key == self._console.list_key
        self._console.show_list(key)
        if is_there:
            self._repaint()

    def back_to_saved(self) -> bool:
        """Show the open view as it was saved again; whether there is one."""
        if self.view is not None and self.is_changed:
            self._open(self.view)
        return self._opened is not None

    # ------------------------------------------------------------ changing how it looks

    def show_sort(self, sort: Sort) -> None:
        """Another order: kept for a queue, a change that can be saved for a view."""
        console = self._console
        if self._opened is None:
            queue = console.list_key.queue
            look = replace(tabs_of.look_of(console.store.replica, queue), sort=sort)
            console.desk.keep_look(queue, look)
        console.show_list(console.list_key._replace(sort=sort))

    def show_columns(self, columns: tuple[ListColumn, ...]) -> None:
        """Other columns; the same holds."""
        console = self._console
        self.columns = columns
        if self._opened is None:
            queue = console.list_key.queue
            look = replace(tabs_of.look_of(console.store.replica, queue), columns=columns)
            console.desk.keep_look(queue, look)
        self._repaint()

    def _repaint(self) -> None:
        self._console.inbox.look_again(self._console.list_source())
        self._console.bars.everything()

    # ------------------------------------------------------------ what others did

    def store_changed(self) -> None:
        """A view that was changed elsewhere is followed, unless it was changed here too; of one that is gone its list stays."""
        if self._opened is not None:
            now = self.view
            if now is None:
                self._opened = None
            elif now != self._opened:
                was_changed, self._opened = self.is_changed, now
                if not was_changed and not self._shows(now):
                    self._open(now)
        self._console.bars.counts_changed()
