"""All saved views that the agent sees, with what they show: opened, renamed, shared, doubled, deleted and put in order by key."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from support_tui import i18n
from support_tui.actions import views
from support_tui.actions.interface import ActionContext
from support_tui.screens.dialog_list import DialogList
from support_tui.screens.overlay import Overlay
from support_tui.screens.run import in_background
from support_tui.store import Changes, select
from support_tui.store import tabs as tabs_of
from support_tui.widgets.tabs import counted_tab
from support_tui.wire.saved_views import SavedView
from support_tui.wire.wording import query_wording

if TYPE_CHECKING:
    from support_tui.screens.console import Console

Doing = Callable[[ActionContext, SavedView], Awaitable[None]]
_VERBS: dict[str, Doing] = {
    "rename": views.rename,
    "share": views.share,
    "duplicate": views.duplicate,
    "delete": views.delete,
}


class ViewsScreen(Overlay[None]):
    """The views in the order of their tabs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,u", "leave", show=False),
        Binding("enter,o", "open", show=False, priority=True),
        Binding("j,down", "step(1)", show=False, priority=True),
        Binding("k,up", "step(-1)", show=False, priority=True),
        Binding("J,greater_than_sign", "move(1)", show=False),
        Binding("K,less_than_sign", "move(-1)", show=False),
        Binding("r,f2", "do('rename')", show=False),
        Binding("s", "do('share')", show=False),
        Binding("c", "do('duplicate')", show=False),
        Binding("d,delete,number_sign", "do('delete')", show=False),
        Binding("e,slash", "edit", show=False),
        Binding("z", "undo", show=False),
    ]

    def __init__(self, console: "Console") -> None:
        super().__init__()
        self._behind = console
        self._listed: list[SavedView] = []

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="-tall"):
            yield Static(Content(i18n.text("views-title")), id="dialog-title")
            yield DialogList(id="dialog-list", compact=True, markup=False)
            yield Static(Content(i18n.text("views-empty")), id="dialog-nothing")
            yield Static(Content(i18n.text("views-hint")), id="dialog-hint")

    def on_mount(self) -> None:
        self._end = self._behind.store.subscribe(self._store_changed)
        self._list(self._behind.opened.tab)
        self.query_one(OptionList).focus()

    def on_unmount(self) -> None:
        self._end()

    def _store_changed(self, changes: Changes) -> None:
        if changes.counts or changes.directory or changes.reset:
            self._list(self._chosen.tab if self._chosen is not None else "")

    @property
    def _chosen(self) -> SavedView | None:
        highlighted = self.query_one(OptionList).highlighted
        return self._listed[highlighted] if highlighted is not None else None

    def _list(self, tab: str) -> None:
        """Write the list anew and stay on the same view, else on the same place."""
        replica = self._behind.store.replica
        options, known = self.query_one(OptionList), tabs_of.views(replica)
        place = options.highlighted or 0
        tabs = [entry for entry in select.queue_tabs(replica) if entry.is_view]
        self._listed = [view for entry in tabs for view in known.values() if view.tab == entry.id]
        options.set_options([Option(self._line(entry)) for entry in tabs])
        found = next((i for i, view in enumerate(self._listed) if view.tab == tab), None)
        last = len(self._listed) - 1
        options.highlighted = (found if found is not None else min(place, last)) if self._listed else None
        self.query_one("#dialog-nothing").display = not self._listed
        self.query_one("#dialog").set_class(bool(self._listed), "-tall")
        options.display = bool(self._listed)

    def _line(self, tab: select.QueueTab) -> Content:
        replica = self._behind.store.replica
        view = tabs_of.view_of(replica, tab.id)
        assert view is not None
        queue = select.queue_title(replica, view.queue)
        where = i18n.text(queue.title_id) if queue.title_id else queue.name
        problem = tabs_of.problem_of(replica, view)
        kind = "view-kind-shared" if view.is_shared else "view-kind-own"
        parts: list[tuple[str, str]] = [(view.name, "bold"), (f"  {counted_tab(tab)}", "$accent")]
        parts.append((f"  {i18n.text(kind)}  ·  {where}  {view.query}", "$muted"))
        if problem is not None:
            parts.append((f"\n   {query_wording(problem, i18n.current().language)}", "$text-error"))
        return Content.assemble(*parts)

    # ------------------------------------------------------------ keys

    def action_step(self, by: int) -> None:
        options = self.query_one(OptionList)
        if self._listed:
            options.highlighted = max(0, min((options.highlighted or 0) + by, len(self._listed) - 1))

    def action_move(self, by: int) -> None:
        if self._chosen is not None:
            shown = [view.tab for view in self._listed]
            views.move(self._behind.action_context(), self._chosen.tab, shown, by)

    def action_do(self, verb: str) -> None:
        if self._chosen is not None:
            doing = _VERBS[verb](self._behind.action_context(), self._chosen)
            in_background(self._behind, doing, f"view.{verb}_view")

    def action_undo(self) -> None:
        from support_tui.actions.desk import undo

        in_background(self._behind, undo(self._behind.action_context()), "desk.undo")

    def action_open(self) -> None:
        if self._chosen is not None:
            chosen = self._chosen.tab
            self.dismiss()
            self._behind.ui.show_queue(chosen)

    def action_edit(self) -> None:
        """Open the view with its query in the filter bar; what is changed there can be saved."""
        if self._chosen is not None:
            self.action_open()
            self._behind.call_after_refresh(self._behind.view_commands.do_filter)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_open()

    def action_leave(self) -> None:
        self.dismiss()
