"""What an agent does with saved views: asks for what is missing, sends the command, says what became of it; paints nothing."""

from collections.abc import Callable

from msgspec.structs import replace

from support_tui import i18n
from support_tui.actions.interface import ActionContext, Choice, Severity
from support_tui.store import NOTHING, Changes, ListKey, Replica, Store, select
from support_tui.store import tabs as tabs_of
from support_tui.wire import limits
from support_tui.wire.commands import Accepted, ArrangeTabs, DeleteView, SaveView
from support_tui.wire.folding import fold
from support_tui.wire.saved_views import TAB, ListColumn, SavedView
from support_tui.wire.values import Role

NEW = "new"
CHANGES = "changes"


def may_change(replica: Replica, view: SavedView) -> bool:
    """Whether the server would let this agent change it: one's own, and for administrators every shared one."""
    me = replica.me
    return me is not None and (view.owner_id == me.id or me.role is Role.ADMIN)


async def save(
    context: ActionContext, key: ListKey, columns: tuple[ListColumn, ...], open_view: SavedView | None
) -> None:
    """Keep the list on show: into the view it belongs to where that was changed, or as a new view."""
    if open_view is not None and (tabs_of.key_of(open_view), open_view.columns) != (key, columns):
        wanted = CHANGES if may_change(context.store.replica, open_view) else NEW
        if wanted == CHANGES:
            offered = [
                Choice(CHANGES, i18n.isolated_text("view-save-changes", name=open_view.name)),
                Choice(NEW, label_id="view-save-new"),
            ]
            wanted = await context.ui.pick("view-save-title", offered) or ""
        if wanted == CHANGES:
            changed = replace(open_view, query=key.query, queue=key.queue, sort=key.sort, columns=columns)
            change(context, changed, "view-saved")
        if wanted != NEW:
            return
    await save_as(context, key, columns)


async def save_as(context: ActionContext, key: ListKey, columns: tuple[ListColumn, ...]) -> None:
    """Ask for a name and for whom, make the view, and go to it."""
    name = await context.ui.ask_text("view-name-title", check=name_check(context.store.replica, None))
    if name is None:
        return
    is_shared = await _ask_for_whom(context, is_shared=False)
    if is_shared is not None:
        make(context, SaveView(name, key.queue, key.query, key.sort, columns, is_shared))


def make(context: ActionContext, command: SaveView) -> None:
    """Have a new view made; its tab is shown as soon as it has a number."""

    def made(accepted: Accepted) -> None:
        if accepted.created_id is not None:
            _once_there(context.store, f"{TAB}{accepted.created_id}", shown)

    def shown(tab: str) -> None:
        context.ui.show_queue(tab)
        context.ui.notify("view-made", name=command.name)

    context.desk.when_accepted(context.desk.do(command), made)


def _once_there(store: Store, tab: str, then: Callable[[str], None]) -> None:
    """Go on when the stream has brought a view, which may be a moment after the answer that it was made."""

    def look(_: Changes) -> None:
        if tabs_of.view_of(store.replica, tab) is not None:
            end()
            then(tab)

    end = store.subscribe(look)
    look(NOTHING)


def change(context: ActionContext, view: SavedView, said_id: str) -> None:
    """Have a view become what is given here."""
    answer = context.desk.do(tabs_of.saving(view))
    context.desk.when_accepted(answer, lambda _: context.ui.notify(said_id, name=view.name))


async def _ask_for_whom(context: ActionContext, *, is_shared: bool) -> bool | None:
    """Alone or for everybody; who only looks has views alone and is not asked. None where it was left."""
    if select.role(context.store.replica) is Role.VIEWER:
        return False
    offered = [
        Choice("own", label_id="view-for-me", is_on=not is_shared),
        Choice("shared", label_id="view-for-all", is_on=is_shared),
    ]
    chosen = await context.ui.pick("view-for-title", offered)
    return None if chosen is None else chosen == "shared"


def name_check(replica: Replica, view: SavedView | None) -> Callable[[str], str | None]:
    """What is wrong with a name while it is typed, judged against the views of the agent's own."""
    me_id = replica.me.id if replica.me is not None else 0
    others = [
        fold(other.name)
        for other in tabs_of.views(replica).values()
        if (view is None or other.id != view.id)
        and (other.is_shared if view is not None and view.is_shared else other.owner_id == me_id)
    ]

    def problem(typed: str) -> str | None:
        if not fold(typed).strip():
            return i18n.text("view-name-empty")
        if len(typed) > limits.VIEW_NAME_CHARS:
            return i18n.text("view-name-long", limit=limits.VIEW_NAME_CHARS)
        if fold(" ".join(typed.split())) in others:
            return i18n.text("view-name-taken")
        return None

    return problem


def _is_theirs(context: ActionContext, view: SavedView) -> bool:
    """Whether the view is left as it is, because it is a colleague's; that is said."""
    if may_change(context.store.replica, view):
        return False
    owner = select.agent_name(context.store.replica, view.owner_id) or i18n.text("actor-system")
    context.ui.notify("why-not-your-view", Severity.WARNING, owner=owner)
    return True


async def rename(context: ActionContext, view: SavedView) -> None:
    """Give a view another name."""
    if _is_theirs(context, view):
        return
    check = name_check(context.store.replica, view)
    name = await context.ui.ask_text("view-name-title", view.name, check=check)
    if name is not None and name != view.name:
        change(context, replace(view, name=name), "view-renamed")


async def share(context: ActionContext, view: SavedView) -> None:
    """Make a view everybody's, or its owner's alone again."""
    if _is_theirs(context, view):
        return
    is_shared = await _ask_for_whom(context, is_shared=view.is_shared)
    if is_shared is not None and is_shared != view.is_shared:
        said_id = "view-is-shared" if is_shared else "view-is-personal"
        change(context, replace(view, is_shared=is_shared), said_id)


async def duplicate(context: ActionContext, view: SavedView) -> None:
    """Another view like this one, for oneself, under a name of its own."""
    name = await context.ui.ask_text("view-name-title", check=name_check(context.store.replica, None))
    if name is not None:
        make(context, SaveView(name, view.queue, view.query, view.sort, view.columns))


async def delete(context: ActionContext, view: SavedView) -> None:
    """Take a view away; a shared one only after a question, because colleagues lose it too."""
    if _is_theirs(context, view):
        return
    if view.is_shared and not await context.ui.confirm("view-delete-shared", name=view.name):
        return
    answer = context.desk.do(DeleteView(view.id))
    context.desk.when_accepted(answer, lambda _: context.ui.notify("view-deleted", name=view.name))


def move(context: ActionContext, tab: str, shown: list[str], by: int) -> None:
    """Put a tab one step further among those on show."""
    replica = context.store.replica
    tabs = [entry.id for entry in select.queue_tabs(replica)]
    order = tabs_of.moved(tabs, shown, tab, by)
    if order != tabs:
        context.desk.do(ArrangeTabs(tuple(order)), conditional=False)
