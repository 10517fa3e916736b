"""What is done to conversations by one key: each handler acts on all targets at once and paints by prediction, never by waiting."""

from collections.abc import Callable, Sequence

from support_tui import coming
from support_tui.actions import bulk, choices, moments
from support_tui.actions.interface import ActionContext, Severity
from support_tui.store import select
from support_tui.store.readings import marking
from support_tui.verbs.planning import reopened
from support_tui.wire import commands as c
from support_tui.wire.commands import Command
from support_tui.wire.folding import fold
from support_tui.wire.limits import CHANGED_AT_ONCE
from support_tui.wire.values import Folder, Priority, Status
from support_tui.wire.views import ConversationRow


def rows(context: ActionContext) -> list[ConversationRow]:
    """The targets that are loaded, as they are shown."""
    known = (select.row(context.store.replica, target) for target in context.targets)
    return [row for row in known if row is not None]


def _do(context: ActionContext, commands: Sequence[Command], text_id: str, **params: str | int) -> None:
    """One step over all targets, with a word about it; nothing at all where nothing would change."""
    if not commands:
        context.ui.notify("action-nothing-changes", Severity.WARNING)
        return
    context.desk.do_all(commands)
    context.ui.clear_marks()
    context.ui.notify(text_id, Severity.INFORMATION, count=len(commands), **params)


def _leave(context: ActionContext, commands: Sequence[Command], text_id: str, **params: str | int) -> None:
    """The same for what leaves the list: the cursor goes on first, while the rows are still there."""
    if commands:
        context.ui.go_to_next(context.targets)
    _do(context, commands, text_id, **params)


def _for_each(
    context: ActionContext,
    make: Callable[[ConversationRow], Command],
    changes: Callable[[ConversationRow], bool],
) -> list[Command]:
    return [make(row) for row in rows(context) if changes(row)]


# ---------------------------------------------------------------- status


async def close(context: ActionContext) -> None:
    """Close and go on to the next conversation."""
    if bulk.is_wanted(context):
        _close_many(context, Status.CLOSED, "action-closed")
        return
    commands = _for_each(
        context, lambda r: c.SetStatus(r.id, Status.CLOSED), lambda r: r.status is not Status.CLOSED
    )
    _leave(context, commands, "action-closed")


def _close_many(context: ActionContext, wanted: Status, text_id: str, **params: str) -> None:
    """The status of all that is marked."""
    is_close = wanted is Status.CLOSED
    bulk.apply(
        context, c.SetStatus(0, wanted), text_id, lambda r: r.status is not wanted, leaves=is_close, **params
    )


async def reopen(context: ActionContext) -> None:
    """Back to the inbox: out of closed, out of spam or trash, out of a snooze."""
    if bulk.is_wanted(context):
        bulk.apply(context, c.Reopen(0), "action-reopened", lambda r: bool(reopened(r)))
        return
    commands = [command for row in rows(context) for command in reopened(row)]
    _do(context, commands, "action-reopened")


async def status(context: ActionContext) -> None:
    """Choose a status."""
    chosen = await context.ui.pick("action-status-title", choices.statuses(rows(context)))
    if chosen is None:
        return
    wanted = Status(chosen)
    if bulk.is_wanted(context):
        _close_many(context, wanted, "action-status-set", status=wanted.value)
        return
    commands = _for_each(context, lambda r: c.SetStatus(r.id, wanted), lambda r: r.status is not wanted)
    finish = _leave if wanted is Status.CLOSED else _do
    finish(context, commands, "action-status-set", status=wanted.value)


# ---------------------------------------------------------------- people


async def assign(context: ActionContext) -> None:
    """Choose who is responsible: an agent, a team, or nobody."""
    chosen = await context.ui.pick(
        "action-assign-title", choices.assignees(context.store.replica, rows(context))
    )
    if chosen is None:
        return
    kind, _, number = chosen.partition(":")
    replica = context.store.replica
    if bulk.is_wanted(context):
        _assign_many(context, kind, int(number or 0))
        return
    match kind:
        case "agent":
            agent_id = int(number)
            commands = _assigned(context, lambda r: (agent_id, r.team_id))
            _do(context, commands, "action-assigned", name=select.agent_name(replica, agent_id))
        case "team":
            team_id = int(number)
            commands = _assigned(context, lambda r: (None, team_id))
            _do(context, commands, "action-assigned", name=select.team_name(replica, team_id))
        case _:
            _do(context, _assigned(context, lambda r: (None, None)), "action-unassigned")


def _assign_many(context: ActionContext, kind: str, number: int) -> None:
    """All that is marked to an agent (teams stay), a team, or nobody."""
    replica = context.store.replica
    match kind:
        case "agent":
            name = select.agent_name(replica, number)
            bulk.apply(
                context,
                c.AssignAgent(0, number),
                "action-assigned",
                lambda r: r.assignee_id != number,
                name=name,
            )
        case "team":
            name = select.team_name(replica, number)
            change = c.AssignConversation(0, None, number)
            bulk.apply(
                context,
                change,
                "action-assigned",
                lambda r: (r.assignee_id, r.team_id) != (None, number),
                name=name,
            )
        case _:
            change = c.AssignConversation(0, None)
            bulk.apply(
                context, change, "action-unassigned", lambda r: (r.assignee_id, r.team_id) != (None, None)
            )


async def take(context: ActionContext) -> None:
    """Assign to oneself."""
    me = context.store.replica.me
    if me is not None:
        me_id = me.id
        if bulk.is_wanted(context):
            bulk.apply(context, c.AssignAgent(0, me_id), "action-taken", lambda r: r.assignee_id != me_id)
            return
        _do(context, _assigned(context, lambda r: (me_id, r.team_id)), "action-taken")


def _assigned(
    context: ActionContext, whom: Callable[[ConversationRow], tuple[int | None, int | None]]
) -> list[Command]:
    return _for_each(
        context,
        lambda r: c.AssignConversation(r.id, *whom(r)),
        lambda r: (r.assignee_id, r.team_id) != whom(r),
    )


async def follow(context: ActionContext) -> None:
    """Follow, or stop following where all targets are followed already."""
    me = context.store.replica.me
    targets = rows(context)
    if me is None or not targets:
        return
    me_id, is_followed = me.id, all(me.id in row.follower_ids for row in targets)
    if bulk.is_wanted(context):
        change = c.ChangeFollowers(0, remove=(me_id,)) if is_followed else c.ChangeFollowers(0, add=(me_id,))
        text_id = "action-unfollowed" if is_followed else "action-followed"
        bulk.apply(context, change, text_id, lambda r: (me_id in r.follower_ids) is is_followed)
        return
    if is_followed:
        _do(context, [c.ChangeFollowers(row.id, remove=(me.id,)) for row in targets], "action-unfollowed")
    else:
        fresh = [row for row in targets if me.id not in row.follower_ids]
        _do(context, [c.ChangeFollowers(row.id, add=(me.id,)) for row in fresh], "action-followed")


# ---------------------------------------------------------------- sorting out


async def tags(context: ActionContext) -> None:
    """Choose tags; those that all targets have are on, new ones are made as typed."""
    targets = rows(context)
    offered = choices.tags(context.store.replica, targets)
    chosen = await context.ui.pick_many("action-tags-title", offered, may_create=True)
    if chosen is None:
        return
    was_on = {choice.value for choice in offered if choice.is_on}
    add, remove = tuple(name for name in chosen if name not in was_on), tuple(was_on - set(chosen))
    if bulk.is_wanted(context):
        if add or remove:
            change = c.ChangeTags(0, add, remove)
            bulk.apply(
                context, change, "action-tagged", lambda r: _tagged(context, r, add, remove) is not None
            )
        return
    commands = [command for row in targets if (command := _tagged(context, row, add, remove)) is not None]
    _do(context, commands, "action-tagged")


def _tagged(
    context: ActionContext, row: ConversationRow, add: Sequence[str], remove: Sequence[str]
) -> Command | None:
    """Only what changes this conversation."""
    present = {fold(name) for name in select.tag_names(context.store.replica, row)}
    added = tuple(name for name in add if fold(name) not in present)
    removed = tuple(name for name in remove if fold(name) in present)
    return c.ChangeTags(row.id, add=added, remove=removed) if added or removed else None


async def priority(context: ActionContext) -> None:
    """Choose how urgent it is."""
    chosen = await context.ui.pick("action-priority-title", choices.priorities(rows(context)))
    if chosen is not None:
        wanted = Priority(chosen)
        if bulk.is_wanted(context):
            change = c.SetPriority(0, wanted)
            bulk.apply(
                context,
                change,
                "action-priority-set",
                lambda r: r.priority is not wanted,
                priority=wanted.value,
            )
            return
        commands = _for_each(
            context, lambda r: c.SetPriority(r.id, wanted), lambda r: r.priority is not wanted
        )
        _do(context, commands, "action-priority-set", priority=wanted.value)


async def move(context: ActionContext) -> None:
    """Choose another mailbox."""
    chosen = await context.ui.pick(
        "action-move-title", choices.mailboxes(context.store.replica, rows(context))
    )
    if chosen is not None:
        wanted = int(chosen)
        name = select.mailbox_name(context.store.replica, wanted)
        if bulk.is_wanted(context):
            change = c.MoveConversation(0, wanted)
            bulk.apply(context, change, "action-moved", lambda r: r.mailbox_id != wanted, name=name)
            return
        commands = _for_each(
            context, lambda r: c.MoveConversation(r.id, wanted), lambda r: r.mailbox_id != wanted
        )
        _do(context, commands, "action-moved", name=name)


async def snooze(context: ActionContext) -> None:
    """Put off until a moment said in words, or until the customer replies; an empty answer wakes what is put off."""
    is_asleep = any(row.snoozed_until_at is not None for row in rows(context))
    asked = moments.Asked(
        "action-snooze-title",
        may_wait=True,
        may_be_empty=is_asleep,
        empty_hint_id="action-snooze-wake-hint" if is_asleep else "",
    )
    until_at = await moments.ask(context.ui, asked, context.store.clock)
    if until_at is None:
        return
    if isinstance(until_at, str):
        _wake(context)
        return
    until = coming.moment(until_at, context.store.clock())
    if bulk.is_wanted(context):
        change = c.SnoozeConversation(0, until_at)
        bulk.apply(context, change, "action-snoozed", lambda r: True, leaves=True, until=until)
        return
    commands = _for_each(context, lambda r: c.SnoozeConversation(r.id, until_at), lambda r: True)
    _leave(context, commands, "action-snoozed", until=until)


def _wake(context: ActionContext) -> None:
    def is_asleep(row: ConversationRow) -> bool:
        return row.snoozed_until_at is not None

    if bulk.is_wanted(context):
        bulk.apply(context, c.SnoozeConversation(0, None), "action-woken", is_asleep)
        return
    _do(context, _for_each(context, lambda r: c.SnoozeConversation(r.id, None), is_asleep), "action-woken")


# ---------------------------------------------------------------- away and back


async def trash(context: ActionContext) -> None:
    """Into the trash, or out of it where all targets lie there."""
    _to_folder(context, Folder.TRASH, "action-trashed")


async def spam(context: ActionContext) -> None:
    """Into spam, or out of it where all targets lie there."""
    _to_folder(context, Folder.SPAM, "action-marked-spam")


def _to_folder(context: ActionContext, folder: Folder, text_id: str) -> None:
    targets = rows(context)
    is_back = bool(targets) and all(row.folder is folder for row in targets)
    wanted = Folder.INBOX if is_back else folder
    text_id = "action-restored" if is_back else text_id
    if bulk.is_wanted(context):
        bulk.apply(context, c.SetFolder(0, wanted), text_id, lambda r: r.folder is not wanted, leaves=True)
        return
    commands = _for_each(context, lambda r: c.SetFolder(r.id, wanted), lambda r: r.folder is not wanted)
    _leave(context, commands, text_id)


async def unread(context: ActionContext) -> None:
    """Unread, or read where all targets are unread."""
    replica, known = context.store.replica, rows(context)
    targets = await bulk.all_rows(context, CHANGED_AT_ONCE) if bulk.is_wanted(context) else known
    if not targets:
        return
    is_read = all(select.is_unread(replica, row.id) for row in known)
    marks = {row.id: row.last_message_id if is_read else 0 for row in targets}
    context.desk.do(marking(marks), conditional=False)
    context.ui.clear_marks()
    context.ui.notify("action-marked-read" if is_read else "action-marked-unread", count=len(targets))


# ---------------------------------------------------------------- title and references


async def title(context: ActionContext) -> None:
    """Write another title: where it stands, or in a dialog where it is not on screen."""
    for row in rows(context)[:1]:
        if context.ui.edit_title(row.id):
            return
        written = await context.ui.ask_text("action-title-title", row.title)
        if written is not None:
            set_title(context, row.id, written)


def set_title(context: ActionContext, conversation_id: int, written: str) -> None:
    """Set a title as it was typed; the same or an empty one changes nothing."""
    row = select.row(context.store.replica, conversation_id)
    wanted = " ".join(written.split())
    if row is not None and wanted and wanted != row.title:
        context.desk.do(c.SetTitle(conversation_id, wanted))


async def copy(context: ActionContext) -> None:
    """Copy numbers (`#12 #13`), or what else one may want of a single conversation."""
    targets = rows(context)
    if len(targets) != 1:
        context.ui.copy(" ".join(f"#{row.id}" for row in targets))
        return
    await _copy_of(context, targets[0])


async def _copy_of(context: ActionContext, row: ConversationRow) -> None:
    offered = choices.copies(context.desk.server_url, row)
    chosen = await context.ui.pick("action-copy-title", offered)
    if chosen is not None:
        context.ui.copy(chosen)
