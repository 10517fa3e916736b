"""The queue of unsent texts, and what colleagues share: choose one, go on with it, take it over."""

from support_tui import i18n
from support_tui.actions import bulk
from support_tui.actions.interface import ActionContext, Choice, Severity
from support_tui.store import DraftKey, select
from support_tui.wire.drafts import DraftSaved, SavedDraft
from support_tui.wire.refusals import Refusal
from support_tui.wire.wording import wording

_WORDS = 60
#: The value prefix of a version that was set aside.
_KEPT = "kept:"
#: Texts without a conversation that are for all that is marked.
_FOR_MARKED = frozenset({"note", "reply"})


def choices(context: ActionContext) -> list[Choice]:
    """All drafts, the one written last first, then the versions that were set aside."""
    drafts = context.store.replica.drafts
    newest = sorted(drafts.by_key.items(), key=lambda item: -item[1].at)
    found = [
        Choice(_value(key), _title(context, key), hint=_first_words(draft.extra.get("title", ""), draft.text))
        for key, draft in newest
    ]
    for kept in drafts.kept:
        key = DraftKey(kept.conversation_id or None, kept.kind.value)
        title = i18n.text("drafts-kept", title=_title(context, key))
        found.append(Choice(f"{_KEPT}{kept.id}", title, hint=_first_words("", kept.text)))
    return found


def _value(key: DraftKey) -> str:
    return f"{key.kind}:{key.conversation_id or 0}"


def _title(context: ActionContext, key: DraftKey) -> str:
    kind = i18n.text("drafts-kind", kind=key.kind)
    if key.conversation_id is None:
        return i18n.text("drafts-for-marked", kind=kind) if key.kind in _FOR_MARKED else kind
    row = select.row(context.store.replica, key.conversation_id)
    title = row.title if row is not None else ""
    return f"#{key.conversation_id} {title} · {kind}".replace("  ", " ")


def _first_words(title: str, text: str) -> str:
    return " ".join(f"{title} {text}".split())[:_WORDS]


async def go_on(context: ActionContext, chosen: str) -> None:
    """Write on where it was left; a version that was set aside stands again, and what stood there is set aside for it."""
    if chosen.startswith(_KEPT):
        kept = next(d for d in context.store.replica.drafts.kept if d.id == int(chosen.removeprefix(_KEPT)))
        await take(context, kept)
        return
    kind, _, number = chosen.partition(":")
    if not int(number) and kind in _FOR_MARKED:
        await _go_on_for_marked(context, kind)
        return
    if int(number):
        context.ui.open_conversation(int(number))
    context.ui.compose(kind, int(number) or None)


async def _go_on_for_marked(context: ActionContext, kind: str) -> None:
    """Write on for what is marked now."""
    if context.selection is None:
        context.ui.notify("drafts-mark-first", Severity.WARNING)
    else:
        await (bulk.note if kind == "note" else bulk.reply)(context)


async def take(context: ActionContext, draft: SavedDraft) -> None:
    """Make a draft one's own and go on writing it."""
    answer = await context.desk.drafts.take(draft)
    if isinstance(answer, DraftSaved):
        if answer.kept is not None:
            context.ui.notify("drafts-mine-kept")
        context.ui.compose(draft.kind.value, draft.conversation_id or None)
    elif isinstance(answer, Refusal):
        context.ui.notify_text(wording(answer, i18n.current().language), Severity.WARNING)
    else:
        context.ui.notify("drafts-offline", Severity.WARNING)
