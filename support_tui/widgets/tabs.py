"""The queues with their live counts, as one line: fixed ones first, then mailboxes and teams; scrolled so that the chosen one shows."""

from collections.abc import Sequence

from support_tui import i18n
from support_tui.messages import QueueChosen
from support_tui.store.select import QueueTab
from support_tui.text.cells import cell_width, truncate
from support_tui.text.display import TextMode
from support_tui.widgets.bar import Bar, Part

#: Queues reached by `1` to `9`.
NUMBERED = 9
#: Cells for the mark at an end that tells of more: an arrow and a number.
_MARK_CELLS = 4
#: Longer names of mailboxes and teams are cut.
_TITLE_CELLS = 18
_PUT_AWAY = ("snoozed", "closed", "spam", "trash")


def counted(count: int | None) -> str:
    """A badge: whole up to 9,999, then in thousands; empty where it is unknown or nothing."""
    if not count:
        return ""
    return str(count) if count < 10_000 else f"{count // 1_000}k"


def counted_tab(tab: QueueTab) -> str:
    """The badge of a tab; a plus stands for those that were not counted, a tilde before a count that may be old."""
    badge = f"{tab.count}+" if tab.has_more else counted(tab.count)
    return f"~{badge}" if badge and tab.is_old else badge


def shown_between(cells: Sequence[int], chosen: int, width: int) -> tuple[int, int]:
    """The first tab on show and the one behind the last, for tabs of so many cells each; the chosen one is always among them."""
    count = len(cells)

    def fits(first: int, stop: int) -> bool:
        marks = (_MARK_CELLS if first else 0) + (_MARK_CELLS if stop < count else 0)
        return sum(cells[first:stop]) + marks <= width

    first = 0
    while first < chosen and not fits(first, chosen + 1):
        first += 1
    stop = min(chosen + 1, count)
    while stop < count and fits(first, stop + 1):
        stop += 1
    return first, stop


class QueueTabs(Bar):
    """Tabs are chosen by click, number, arrow or `g` and a letter; this widget only shows and reports clicks."""

    def __init__(self, mode: TextMode, *, id: str | None = None) -> None:
        super().__init__(mode, id=id)
        self._tabs: Sequence[QueueTab] = ()
        self.chosen = ""
        self._is_changed = False

    def show(self, tabs: Sequence[QueueTab], chosen: str, *, is_changed: bool = False) -> None:
        """The tabs as they stand now; empty put-away queues are shown only while chosen. A star stands at the chosen one where its list
        is no longer what was saved."""
        if (tabs, chosen, is_changed) != (self._tabs, self.chosen, self._is_changed):
            self._tabs, self.chosen, self._is_changed = tabs, chosen, is_changed
            self.refresh()

    @property
    def queues(self) -> list[str]:
        """The queues on show, in the order of their numbers."""
        return [tab.id for tab in self._tabs if self._is_shown(tab)]

    def _is_shown(self, tab: QueueTab) -> bool:
        return tab.id not in _PUT_AWAY or bool(tab.count) or tab.id == self.chosen

    def title(self, tab: QueueTab) -> str:
        """Its name in the interface's language, or that of the mailbox or team."""
        return i18n.text(tab.title_id) if tab.title_id else tab.name

    def _groups(self) -> list[list[Part]]:
        groups = []
        for tab in self._tabs:
            is_chosen = tab.id == self.chosen
            if not self._is_shown(tab):
                continue
            look = "active" if is_chosen else "text"
            badge = counted_tab(tab)
            title = truncate(self.title(tab), _TITLE_CELLS)
            parts = [Part(f" {title}", look, tab.id)]
            if tab.is_wrong:
                parts.insert(0, Part(" !", "warning", tab.id))
            if is_chosen and self._is_changed:
                parts.append(Part("*", look, tab.id))
            parts.append(Part(f" {badge} " if badge else " ", look if is_chosen else "muted", tab.id))
            groups.append(parts)
        return groups

    def left_parts(self, width: int) -> Sequence[Part]:
        """As many whole tabs as fit, the chosen one among them; at either end how many more there are."""
        groups = self._groups()
        cells = [sum(cell_width(part.text) for part in group) for group in groups]
        chosen = next((i for i, group in enumerate(groups) if group[0].target == self.chosen), 0)
        first, stop = shown_between(cells, chosen, width)
        parts = [part for group in groups[first:stop] for part in group]
        if first:
            parts.insert(0, Part(f"‹{first} ", "muted", groups[first - 1][0].target))
        if stop < len(groups):
            parts.append(Part(f" {len(groups) - stop}›", "muted", groups[stop][0].target))
        return parts

    def on_bar_chosen(self, event: Bar.Chosen) -> None:
        """A click on a tab chooses its queue."""
        event.stop()
        self.post_message(QueueChosen(event.target))
