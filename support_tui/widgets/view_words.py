"""What became of a saved view, in the reader's language."""

from support_tui import i18n
from support_tui.wire.events import ViewChanged
from support_tui.wire.saved_views import SavedView


def changed(event: ViewChanged) -> str:
    """In a few words that follow the name of who did it."""
    match event:
        case ViewChanged(old=None, new=SavedView(name=name, is_shared=is_shared)):
            return i18n.isolated_text("event-view-made", name=name, shared=_kind(is_shared))
        case ViewChanged(old=SavedView(name=name), new=None):
            return i18n.isolated_text("event-view-deleted", name=name)
        case ViewChanged(old=SavedView(is_shared=was_shared), new=SavedView(name=name, is_shared=is_shared)):
            if was_shared != is_shared:
                return i18n.isolated_text("event-view-shared", name=name, shared=_kind(is_shared))
            return i18n.isolated_text("event-view-changed", name=name)
        case _:
            return i18n.text("event-view-changed", name="")


def _kind(is_shared: bool) -> str:
    return "yes" if is_shared else "no"


def before_after(event: ViewChanged) -> tuple[str, str] | None:
    """The first thing that differs: its name, its queue and query, its order, its columns; None where it was made or deleted."""
    old, new = event.old, event.new
    if old is None or new is None:
        return None
    if old.name != new.name:
        return old.name, new.name
    if (old.queue, old.query) != (new.queue, new.query):
        return f"{old.queue} {old.query}".strip(), f"{new.queue} {new.query}".strip()
    if old.sort is not new.sort:
        return i18n.text(f"sort-{old.sort.value}"), i18n.text(f"sort-{new.sort.value}")
    if old.columns != new.columns:
        return ", ".join(old.columns), ", ".join(new.columns)
    return None
