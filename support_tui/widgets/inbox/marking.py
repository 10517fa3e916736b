"""The commands that mark rows of the inbox: one, a range, all that match, what is loaded, the others, none."""

from typing import TYPE_CHECKING, Final

from support_tui import i18n
from support_tui.messages import MarksChanged, Remark

if TYPE_CHECKING:
    from support_tui.widgets.inbox.list import InboxList

#: So many rows are marked one by one at most; all that match are marked as one.
MARKED_MOST: Final = 5_000


class Marking:
    """What the inbox does by the names of the table's area `mark`."""

    def __init__(self, inbox: "InboxList") -> None:
        self._inbox = inbox

    def do_toggle(self) -> None:
        """Mark the row, or take its mark away, and go one down."""
        inbox = self._inbox
        if inbox.cursor_id is None:
            return
        inbox.marks.end_range()
        inbox.marks.toggle(inbox.cursor_id)
        inbox.post_message(MarksChanged(len(inbox.marks)))
        was_at = inbox.cursor.position
        inbox.do_down()
        if inbox.cursor.position == was_at:
            inbox.refresh()

    def do_range(self) -> None:
        """Begin a range at the cursor, or end it: what lies between is marked while the cursor moves, and every verb has it at once."""
        inbox, marks = self._inbox, self._inbox.marks
        if inbox.cursor_id is None:
            return
        if marks.range_from is None or inbox.source.position_of(marks.range_from) is None:
            marks.end_range()
            marks.begin_range(inbox.cursor_id)
        else:
            marks.end_range()
        self._tell()

    def cursor_moved(self) -> None:
        """An unfinished range reaches from where it began to the cursor, as far as it is loaded."""
        inbox, marks = self._inbox, self._inbox.marks
        source = inbox.source
        began = source.position_of(marks.range_from) if marks.range_from is not None else None
        if began is None:
            return
        low, high = sorted((began, inbox.cursor.position))
        drawn = high + 1 - low
        low = max(low, began - MARKED_MOST + 1)
        ids = (source.id_at(position) for position in range(low, min(high + 1, low + MARKED_MOST)))
        between = [number for number in ids if number is not None]
        marks.stretch_range(between)
        if len(between) < drawn:
            # A verb that follows must not be thought to have had them all.
            left = drawn - len(between)
            inbox.post_message(Remark("inbox-range-part", n=left, shown=i18n.number(left)))
        self._tell()

    def do_all(self) -> None:
        """Mark all that the list holds, also what is not loaded; none where all are marked."""
        marks = self._inbox.marks
        if marks.is_all and not marks.without:
            marks.clear()
        else:
            marks.mark_all(self._loaded())
        self._tell()

    def do_loaded(self) -> None:
        """Mark every loaded row, or take all marks away where all have one."""
        inbox, ids = self._inbox, self._loaded()
        if all(number in inbox.marks for number in ids):
            inbox.marks.clear()
        else:
            inbox.marks.add(ids)
            if len(ids) < inbox.source.total and not inbox.marks.is_all:
                inbox.post_message(Remark("inbox-marked-loaded", n=len(ids), total=inbox.source.total))
        self._tell()

    def do_invert(self) -> None:
        """Mark the loaded rows that are not marked, and no others."""
        self._inbox.marks.invert(self._loaded())
        self._tell()

    def do_none(self) -> None:
        """Take all marks away."""
        self._inbox.clear_marks()

    def _loaded(self) -> list[int]:
        window = self._inbox.source.window
        return list(window.loaded_ids())[:MARKED_MOST] if window is not None else []

    def _tell(self) -> None:
        self._inbox.refresh()
        self._inbox.post_message(MarksChanged(len(self._inbox.marks)))
