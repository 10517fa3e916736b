"""One change to all that is marked: at once where the rows are few and in sight, else after the bulk pane has told what would happen."""

from collections.abc import Callable
from typing import Final

from support_tui.actions.interface import ActionContext, Severity, WrittenForMany
from support_tui.actions.writing import mentions_in
from support_tui.store import select
from support_tui.wire import commands as c
from support_tui.wire.commands import Accepted, Change
from support_tui.wire.many import steps_for
from support_tui.wire.values import Status
from support_tui.wire.views import ConversationRow

#: So many marked rows are changed at once; of more, the pane first tells what would happen.
AT_ONCE: Final = 10


def is_wanted(context: ActionContext) -> bool:
    """Whether a command is about more than one conversation."""
    return context.selection is not None


def apply(
    context: ActionContext,
    change: Change,
    text_id: str,
    changes: Callable[[ConversationRow], bool],
    *,
    leaves: bool = False,
    **params: str | int,
) -> None:
    """Do the change to all that is marked, as one step. `changes` tells of a row whether it is not so already, `leaves` that rows will go
    from the list."""
    rows = _few(context)
    if rows is None:
        context.ui.preview_bulk(change)
        return
    changing = [row for row in rows if changes(row) and steps_for(change, row)]
    if not changing:
        context.ui.notify("action-nothing-changes", Severity.WARNING)
        return
    if leaves:
        context.ui.go_to_next(context.targets)
    picked = c.Picked(tuple(row.id for row in changing))
    context.desk.when_accepted(
        context.desk.do(c.ChangeMany(picked, change)), lambda accepted: tell_left(context, accepted)
    )
    context.ui.clear_marks()
    context.ui.notify(text_id, Severity.INFORMATION, count=len(changing), **params)


async def all_rows(context: ActionContext, limit: int) -> list[ConversationRow]:
    """The rows of all that is marked, those of a whole list are read. Nothing where they are more than so many or the server does not
    answer, which is said."""
    if not isinstance(context.selection, c.Matching) or context.list_key is None:
        known = (select.row(context.store.replica, number) for number in context.targets)
        return [row for row in known if row is not None]
    found = await context.desk.bulk.listed(context.list_key, context.selection, limit + 1)
    if found is None:
        context.ui.notify("joining-not-loaded", Severity.WARNING)
        return []
    if len(found) > limit:
        context.ui.notify("bulk-too-many", Severity.WARNING, limit=limit)
        return []
    return found


def are_few(context: ActionContext) -> bool:
    """Whether what is marked is changed at once, and not previewed."""
    return _few(context) is not None


def _few(context: ActionContext) -> list[ConversationRow] | None:
    """The marked rows where they are few and all known here."""
    if not isinstance(context.selection, c.Picked) or len(context.selection.ids) > AT_ONCE:
        return None
    known = [select.row(context.store.replica, number) for number in context.selection.ids]
    rows = [row for row in known if row is not None]
    return rows if len(rows) == len(known) else None


def tell_left(context: ActionContext, accepted: Accepted) -> None:
    """Some were not changed after all: say so, by number."""
    if accepted.many is not None and accepted.many.left:
        numbers = " ".join(f"#{number}" for group in accepted.many.left for number in group.ids)
        count = sum(group.count for group in accepted.many.left)
        context.ui.notify("bulk-left-alone", Severity.WARNING, count=count, numbers=numbers)


async def note(context: ActionContext) -> None:
    """The same note to each of the marked."""
    written = await context.ui.write_many("note")
    if written is not None:
        mentions = mentions_in(context, written.text)
        context.ui.preview_bulk(c.AddNote(0, written.text, mentions, _status_with(written)))


async def reply(context: ActionContext) -> None:
    """The same words to each customer of the marked, each in a letter of their own."""
    written = await context.ui.write_many("reply")
    if written is not None:
        context.ui.preview_bulk(c.SendReply(0, written.text, status=_status_with(written)))


def _status_with(written: WrittenForMany) -> Status | None:
    return Status.CLOSED if written.close else None
