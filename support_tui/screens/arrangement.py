"""Shows the panes that fit, gives one of them the focus and knows the way back; reads no data."""

from typing import TYPE_CHECKING, Final, assert_never

from textual.geometry import Size
from textual.widget import Widget

from support_tui import i18n
from support_tui.commands import Scope
from support_tui.screens.layout import LEAST_HEIGHT, LEAST_WIDTH, Layout, Pane, layout_for, visible_panes

if TYPE_CHECKING:
    from support_tui.screens.console import Console

_SCOPE = {Pane.INBOX: Scope.INBOX, Pane.THREAD: Scope.THREAD, Pane.CONTEXT: Scope.CONTEXT}


#: Cells of the inbox beside other panes: least and most, whatever its share of the width.
_INBOX_CELLS: Final = {
    Layout.TINY: (0, 0),
    Layout.ONE: (44, 68),
    Layout.TWO: (44, 68),
    Layout.THREE: (54, 76),
}


class Arrangement:
    """The panes of one console."""

    def __init__(self, console: "Console") -> None:
        self._console = console
        self.layout = Layout.TWO
        self.active = Pane.INBOX
        """The pane that has the focus, or would have it if no field or dialog had."""
        self.is_zoomed = False
        self._is_context_wanted: bool | None = None

    @property
    def is_context_open(self) -> bool:
        """Beside the thread where three panes fit, unless it was closed; with two only while it is wanted."""
        if self._is_context_wanted is None:
            return self.layout is Layout.THREE
        return self._is_context_wanted

    @property
    def visible(self) -> tuple[Pane, ...]:
        """The panes on screen, from left to right."""
        return visible_panes(
            self.layout, self.active, is_context_open=self.is_context_open, is_zoomed=self.is_zoomed
        )

    @property
    def is_single(self) -> bool:
        """One pane at a time: what is opened takes the place of the list."""
        return len(self.visible) == 1

    def resized(self, size: Size) -> None:
        """Arrange for a window of that size."""
        layout = layout_for(size.width, size.height, self._console.settings)
        if layout is not self.layout:
            if Layout.THREE in (layout, self.layout):
                self._is_context_wanted = None
            self.layout = layout
        is_tiny = layout is Layout.TINY
        card = self._console.too_small
        card.display = is_tiny
        for part in (self._console.panes, self._console.status, self._console.key_bar):
            part.display = not is_tiny
        self._console.key_bar.display = not is_tiny and not self._console.settings.is_linear
        if is_tiny:
            card.update(
                i18n.text(
                    "frame-too-small",
                    width=LEAST_WIDTH,
                    height=LEAST_HEIGHT,
                    now_width=size.width,
                    now_height=size.height,
                )
            )
        self.apply()
        self._console.reading.follow_cursor()

    def apply(self) -> None:
        """Make what is on screen agree with what should be.

        Displays are switched and no classes: a class on the screen makes Textual look up the style of every widget below it."""
        console, settings = self._console, self._console.settings
        if self.active not in self.visible:
            self.active = Pane.THREAD if Pane.THREAD in self.visible else self.visible[0]
        visible = self.visible
        for pane in Pane:
            console.pane_boxes[pane].display = pane in visible
        self._apply_dividers(visible)
        is_beside = len(visible) > 1
        least, most = _INBOX_CELLS[self.layout]
        box = console.pane_boxes[Pane.INBOX].styles
        box.width = f"{settings.inbox_percent}%" if is_beside else "1fr"
        box.min_width, box.max_width = (least, most) if is_beside else (0, "100%")
        console.pane_boxes[Pane.CONTEXT].styles.width = settings.context_columns if is_beside else "1fr"
        console.bars.frame_changed()

    def _apply_dividers(self, visible: tuple[Pane, ...]) -> None:
        """A line stands before each pane but the leftmost, bright before the one that has the focus."""
        order = list(reversed(Pane)) if self._console.settings.mirror else list(Pane)
        for place, divider in enumerate(self._console.dividers, 1):
            has_left = any(pane in visible for pane in order[:place])
            divider.display = has_left and order[place] in visible
            divider.show(order[place] is self.active)

    def scope(self) -> Scope | None:
        """Where keys go now; None while a field of its own takes them all."""
        focused = self._console.focused
        if focused is None or focused is self._console.inbox:
            return _SCOPE[self.active]
        if focused is self._console.bulking.pane:
            return Scope.BULK
        from textual.widgets import Input, TextArea

        if self._console.is_furnished and self._console.bulking.composer in focused.ancestors_with_self:
            return Scope.COMPOSER
        if isinstance(focused, (Input, TextArea)):
            return None
        return _SCOPE[self.active]

    @property
    def moving(self) -> Widget:
        """The widget that the commands of moving are for."""
        pane = self._console.bulking.pane
        return pane if self._console.focused is pane else self.target(self.active)

    def bulk_changed(self) -> None:
        """Where one pane is shown at a time, a group that is looked into takes the room of the list."""
        console, bulking = self._console, self._console.bulking
        bulking.pane.is_alone = self.is_single and bulking.pane.told.opened is not None
        console.inbox.display = not bulking.pane.is_alone

    def target(self, pane: Pane) -> Widget:
        """The widget of a pane that gets the focus."""
        match pane:
            case Pane.INBOX:
                return self._console.inbox
            case Pane.THREAD:
                return self._console.thread
            case Pane.CONTEXT:
                return self._console.context
            case _:
                assert_never(pane)

    def go(self, pane: Pane) -> None:
        """Show a pane and give it the focus."""
        if pane is Pane.CONTEXT and self.layout is not Layout.ONE:
            self._is_context_wanted = True
        elif pane is Pane.INBOX and self.layout is Layout.TWO:
            self._is_context_wanted = False
        self.active = pane
        self.apply()
        target = self.target(pane)
        if self._console.focused is not target:
            target.focus(scroll_visible=False)
        self._console.reading.follow_cursor()

    def focused(self, widget: Widget) -> None:
        """A widget has taken the focus, by mouse perhaps: its pane is the active one."""
        for pane in Pane:
            if any(node.id == f"{pane}-pane" for node in widget.ancestors_with_self):
                if pane is not self.active:
                    self.active = pane
                    self.apply()
                    self._console.reading.follow_cursor()
                return

    def step(self, by: int) -> None:
        """The next pane that there is, round and round; those that do not fit take their turn too."""
        panes = list(Pane) if self.is_single else list(self.visible)
        self.go(panes[(panes.index(self.active) + by) % len(panes)])

    def toggle_context(self) -> None:
        """Open the customer's pane and go there, or close it and go back."""
        if self.active is Pane.CONTEXT and self.is_single:
            self.go(Pane.THREAD)
        elif self.is_context_open and self.layout is not Layout.ONE:
            self._is_context_wanted = False
            self.go(Pane.THREAD if self.active is Pane.CONTEXT else self.active)
        else:
            self.go(Pane.CONTEXT)

    def toggle_zoom(self) -> None:
        """Give the active pane the whole width, or take it away again."""
        self.is_zoomed = not self.is_zoomed
        self.go(self.active)

    def back(self) -> bool:
        """One step towards the inbox; False where it is there already."""
        if self.is_zoomed:
            self.toggle_zoom()
            return True
        if self.active is Pane.CONTEXT:
            if self.layout is Layout.TWO:
                self._is_context_wanted = False
            self.go(Pane.THREAD)
            return True
        if self.active is Pane.THREAD:
            self.go(Pane.INBOX)
            return True
        return False
