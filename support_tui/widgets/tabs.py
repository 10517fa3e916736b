"""The queues with their live counts, as one line: fixed ones first, then mailboxes and teams; scrolled so that the chosen one shows."""

from collections.abc import Sequence

from support_tui import i18n
from support_tui.messages import QueueChosen
from support_tui.store.select import QueueTab
from support_tui.text.cells import cell_width
from support_tui.text.display import TextMode
from support_tui.widgets.bar import Bar, Part

#: Queues reached by `1` to `9`.
NUMBERED = 9
_PUT_AWAY = ("snoozed", "closed", "spam", "trash")


def counted(count: int | None) -> str:
    """A badge: whole up to 9,999, then in thousands; empty where it is unknown or nothing."""
    if not count:
        return ""
    return str(count) if count < 10_000 else f"{count // 1_000}k"


class QueueTabs(Bar):
    """Tabs are chosen by click, number, arrow or `g` and a letter; this widget only shows and reports clicks."""

    def __init__(self, mode: TextMode, *, id: str | None = None) -> None:
        super().__init__(mode, id=id)
        self._tabs: Sequence[QueueTab] = ()
        self.chosen = ""

    def show(self, tabs: Sequence[QueueTab], chosen: str) -> None:
        """The queues as they stand now; empty put-away queues are shown only while chosen."""
        if (tabs, chosen) != (self._tabs, self.chosen):
            self._tabs, self.chosen = tabs, chosen
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
            badge = counted(tab.count)
            parts = [Part(f" {self.title(tab)}", look, tab.id)]
            parts.append(Part(f" {badge} " if badge else " ", look if is_chosen else "muted", tab.id))
            groups.append(parts)
        return groups

    def left_parts(self, width: int) -> Sequence[Part]:
        """Tabs from the first that lets the chosen one fit."""
        groups = self._groups()
        cells = [sum(cell_width(part.text) for part in group) for group in groups]
        chosen = next((i for i, group in enumerate(groups) if group[0].target == self.chosen), 0)
        first = 0
        while first < chosen and sum(cells[first : chosen + 1]) + (2 if first else 0) > width:
            first += 1
        before = [Part("‹ ", "muted", groups[first - 1][0].target)] if first else []
        return [*before, *(part for group in groups[first:] for part in group)]

    def on_bar_chosen(self, event: Bar.Chosen) -> None:
        """A click on a tab chooses its queue."""
        event.stop()
        self.post_message(QueueChosen(event.target))
