"""Conversations put together, taken apart and tied: which ones is chosen here, what it does the server decides."""

from collections.abc import Sequence
from typing import Final

from support_tui import i18n
from support_tui.actions.interface import ActionContext, Choice, Severity
from support_tui.actions.sought import as_query
from support_tui.store import select
from support_tui.store.threads import MessageItem
from support_tui.text.sanitize import sanitize_line
from support_tui.wire import commands as c
from support_tui.wire.commands import Accepted, Group, Matching
from support_tui.wire.limits import MERGED_AT_ONCE, TITLE_CHARS
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Folder
from support_tui.wire.views import ConversationRow, Message

#: Offered at once: enough to choose from, and whoever wants others types on.
FOUND: Final = 12
ONE, REST = "one", "rest"


async def merge(context: ActionContext) -> None:
    """Merge what is marked into one; a single one into the one at hand, or that one with another that is found. Which stays is chosen."""
    found = await _meant(context)
    rows = [row for row in found if row.merged_into_id is None]
    merged_already = tuple(row.id for row in found if row.merged_into_id is not None)
    left = (_merged_already(merged_already),) if merged_already else ()
    if len(rows) < 2:
        if found:
            context.ui.notify("joining-nothing-to-merge", Severity.WARNING, count=len(merged_already))
        return
    survivor_id = await context.ui.choose_survivor(rows, _first_survivor(context, rows), left)
    if survivor_id is None:
        return
    merged = tuple(row.id for row in rows if row.id != survivor_id)
    context.ui.back_to(survivor_id)
    context.desk.do(c.MergeConversations(survivor_id, merged))
    context.ui.clear_marks()
    context.ui.notify("joining-merged", count=len(merged), id=survivor_id)


def _merged_already(ids: tuple[int, ...]) -> Group:
    return Group(Refusal(RefusalCode.CONVERSATION_MERGED), len(ids), ids)


def _first_survivor(context: ActionContext, rows: Sequence[ConversationRow]) -> int:
    """The one at hand, else the first that lies in the inbox: nothing is merged into trash or spam."""
    here_id = context.ui.here_id
    if any(row.id == here_id for row in rows):
        return here_id or 0
    return next((row.id for row in rows if row.folder is Folder.INBOX), rows[0].id)


async def _meant(context: ActionContext) -> list[ConversationRow]:
    """What is to be merged, as it is shown; nothing where that is too much, cannot be read, or no other one was chosen."""
    if isinstance(context.selection, Matching) and context.list_key is not None:
        rows = await context.desk.bulk.listed(context.list_key, context.selection, MERGED_AT_ONCE + 2)
        if rows is None:
            context.ui.notify("joining-not-loaded", Severity.WARNING)
            return []
        return rows if _are_few(context, len(rows)) else []
    # Several marks stand for themselves: the cursor has gone on to a row that nobody meant. What is being read, is meant.
    here_id = context.ui.read_id if context.selection is not None else context.ui.here_id
    ids = tuple(dict.fromkeys((*context.targets, *((here_id,) if here_id is not None else ()))))
    if not _are_few(context, len(ids)):
        return []
    if len(ids) == 1:
        other = await _other(context, ids[0], "joining-merge-title")
        ids = (*ids, other) if other is not None else ()
    return await _rows(context, ids)


def _are_few(context: ActionContext, count: int) -> bool:
    if count > MERGED_AT_ONCE + 1:
        context.ui.notify("joining-too-many", Severity.WARNING, limit=MERGED_AT_ONCE)
    return count <= MERGED_AT_ONCE + 1


async def _rows(context: ActionContext, ids: Sequence[int]) -> list[ConversationRow]:
    """The conversations as they are shown; those that are not loaded are asked for."""
    known = {id_: row for id_ in ids if (row := select.row(context.store.replica, id_)) is not None}
    missing = [id_ for id_ in ids if id_ not in known]
    if missing:
        numbers = ",".join(str(id_) for id_ in missing)
        known |= {row.id: row for row in await context.desk.find_conversations(f"id:{numbers}", len(missing))}
    if len(known) < len(ids):
        context.ui.notify("joining-not-loaded", Severity.WARNING)
        return []
    return [known[id_] for id_ in ids]


async def _other(context: ActionContext, here_id: int, title_id: str) -> int | None:
    """Another conversation, found by number or words; before anything is typed those of the same customer."""
    row = select.row(context.store.replica, here_id)
    own = f"customer:#{row.customer_id}" if row is not None else ""

    async def find(typed: str) -> Sequence[Choice]:
        query = as_query(typed) if typed.strip() else own
        found = await context.desk.find_conversations(query, FOUND) if query else []
        return [_choice(other) for other in found if other.id != here_id and other.merged_into_id is None]

    chosen = await context.ui.pick(title_id, (), find=find)
    return int(chosen) if chosen is not None else None


def _choice(row: ConversationRow) -> Choice:
    who = row.customer_name or row.customer_email
    status = i18n.text("status-name", status=row.status.value)
    return Choice(str(row.id), f"#{row.id} {row.title}", hint=f"{who} · {status}")


# ---------------------------------------------------------------- split


async def split(context: ActionContext, message: Message) -> None:
    """Take a message, or it and all that follow, into a conversation of its own, under a title to be edited."""
    row = select.row(context.store.replica, message.conversation_id)
    if row is None or message.id < 0:
        return
    before, behind = _around(context, message)
    if not before and not behind:
        context.ui.notify("joining-split-nothing-left", Severity.WARNING)
        return
    # All that is there cannot be taken out; what is last is followed by nothing.
    what: str | None = ONE
    if before and behind:
        following = i18n.text("joining-messages", count=behind + 1)
        choices = [
            Choice(ONE, label_id="joining-split-one"),
            Choice(REST, label_id="joining-split-rest", hint=following),
        ]
        what = await context.ui.pick("joining-split-title", choices)
    if what is None:
        return
    title = await context.ui.ask_text(
        "joining-split-name", message.title or row.title, hint_id="joining-split-hint", check=_title_problem
    )
    if title is None:
        return
    command = c.SplitConversation(row.id, message.id, what == REST, sanitize_line(title))
    context.desk.when_accepted(context.desk.do(command), lambda accepted: _split_done(context, accepted))


def _around(context: ActionContext, message: Message) -> tuple[int, int]:
    """How many messages stand before one and behind it, as far as they are loaded; older ones that are not count as one."""
    shown = select.thread(context.store.replica, message.conversation_id)
    ids = (
        [item.message.id for item in shown.items if isinstance(item, MessageItem)]
        if shown is not None
        else []
    )
    if shown is None or message.id not in ids:
        return 1, 1
    place = ids.index(message.id)
    return place + shown.has_older, len(ids) - 1 - place


def _title_problem(title: str) -> str | None:
    if len(sanitize_line(title)) <= TITLE_CHARS:
        return None
    return i18n.text("thread-title-wrong", limit=TITLE_CHARS)


def _split_done(context: ActionContext, accepted: Accepted) -> None:
    if accepted.created_id is not None:
        context.ui.open_conversation(accepted.created_id)
        context.ui.notify("joining-split-done", id=accepted.created_id)


# ---------------------------------------------------------------- links


async def link(context: ActionContext) -> None:
    """Tie the conversation at hand to another one; several marked ones are tied to it."""
    here_id = context.ui.here_id
    if here_id is None:
        return
    others = [id_ for id_ in context.targets if id_ != here_id]
    if not others:
        other = await _other(context, here_id, "joining-link-title")
        others = [other] if other is not None else []
    if others:
        context.desk.do_all([c.LinkConversations(here_id, other) for other in others])
        context.ui.clear_marks()
        # Of one the other is named, of several the one that all are tied to.
        named = others[0] if len(others) == 1 else here_id
        context.ui.notify("joining-linked", count=len(others), id=named)


async def unlink(context: ActionContext) -> None:
    """Take a link of the conversation at hand away."""
    here_id = context.ui.here_id
    related = select.related(context.store.replica, here_id) if here_id is not None else ()
    if here_id is None or not related:
        context.ui.notify("joining-no-links", Severity.WARNING)
        return
    chosen = await context.ui.pick("joining-unlink-title", [_choice(row) for row in related])
    if chosen is not None:
        context.desk.do(c.UnlinkConversations(here_id, int(chosen)))
        context.ui.notify("joining-unlinked", id=int(chosen))
