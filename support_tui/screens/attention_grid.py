"""How the agent wants to be told, as a grid: occasions down, means across, quiet hours below; every change counts at once, everywhere."""

from typing import TYPE_CHECKING, ClassVar, Final

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Offset

from support_tui import i18n
from support_tui.screens.announcing import ceiling
from support_tui.screens.cursor_place import Place, PlacesCursor
from support_tui.screens.left_once import LeftOnce
from support_tui.store import select
from support_tui.text.cells import cell_width
from support_tui.text.sanitize import sanitize_line
from support_tui.widgets.bidi_runs import Piece
from support_tui.widgets.composer.head import LabelLine
from support_tui.widgets.prompt_bar import PromptBar
from support_tui.wire.attention import (
    POSSIBLE,
    AttentionSettings,
    Means,
    Occasion,
    QuietHours,
    chosen_means,
    is_quiet,
    quiet_hours_of,
    switched,
)
from support_tui.wire.phrases import PhraseProblem, moment_of

if TYPE_CHECKING:
    from support_tui.screens.console import Console

_OCCASIONS: Final = tuple(Occasion)
_MEANS: Final = tuple(Means)
_WEEKDAYS: Final = tuple(range(1, 8))
_ROWS: Final = len(_OCCASIONS) + len(_WEEKDAYS)
_LABEL_CELLS: Final = 34
_NARROW_LABEL_CELLS: Final = 29
_NARROW: Final = 110


class AttentionScreen(LeftOnce[None], PlacesCursor):
    """The cursor stands on a means of an occasion, or on the quiet hours of a weekday."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1, 0)", show=False),
        Binding("k,up", "move(-1, 0)", show=False),
        Binding("l,right", "move(0, 1)", show=False),
        Binding("h,left", "move(0, -1)", show=False),
        Binding("space,enter,x", "turn", show=False),
        Binding("delete,backspace", "clear", show=False),
        Binding("asterisk", "everyday", show=False),
        Binding("p", "pause", show=False),
        Binding("escape,q,u", "leave", show=False),
    ]
    DEFAULT_CSS = """
    AttentionScreen { background: $background; }
    AttentionScreen LabelLine { padding: 0 1; }
    AttentionScreen VerticalScroll { height: 1fr; }
    """

    def __init__(self, console: "Console") -> None:
        super().__init__()
        self._desk_screen = console
        self._row = self._column = 0
        self._title, self._head, self._state, self._keys = (LabelLine(console.mode) for _ in range(4))
        self._lines = [LabelLine(console.mode) for _ in range(_ROWS)]
        self._between = LabelLine(console.mode)
        self._prompt = PromptBar(console.mode)
        self._scroll = VerticalScroll()

    @property
    def _settings(self) -> AttentionSettings:
        return self._desk_screen.store.replica.attention

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._prompt
        yield self._head
        with self._scroll:
            yield from self._lines[: len(_OCCASIONS)]
            yield self._between
            yield from self._lines[len(_OCCASIONS) :]
        yield self._state
        yield self._keys

    def on_mount(self) -> None:
        self._scroll.focus()
        self._paint()

    def on_resize(self) -> None:
        self._paint()

    # ------------------------------------------------------------ painting

    def _paint(self) -> None:
        settings = self._settings
        self._title.say(Piece(i18n.text("attention-title"), "strong"))
        names = (i18n.text("attention-means", means=means.value) for means in _MEANS)
        heads = (piece for name in names for piece in self._padded(name, self._cells, "strong"))
        self._head.say(*self._padded("", self._label_cells, "words"), *heads)
        for row, occasion in enumerate(_OCCASIONS):
            label = i18n.text("attention-occasion", occasion=occasion.value)
            cells = (self._cell(settings, row, occasion, means) for means in _MEANS)
            self._lines[row].say(*self._padded(label, self._label_cells, self._look(row)), *cells)
        self._between.say(Piece(i18n.text("attention-quiet"), "strong"))
        for weekday in _WEEKDAYS:
            row = len(_OCCASIONS) + weekday - 1
            hours = settings.quiet.get(weekday)
            words = written(hours) if hours is not None else i18n.text("attention-never")
            day = self._padded(i18n.text(f"weekday-{weekday}"), self._label_cells, self._look(row))
            self._lines[row].say(*day, Piece(f" {words} ", "reply" if row == self._row else "words"))
        self._say_state(settings)

    @property
    def _is_narrow(self) -> bool:
        return self.size.width < _NARROW

    @property
    def _label_cells(self) -> int:
        return _NARROW_LABEL_CELLS if self._is_narrow else _LABEL_CELLS

    @property
    def _cells(self) -> int:
        return 8 if self._is_narrow else 12

    def _look(self, row: int) -> str:
        return "strong" if row == self._row else "words"

    def _cell(self, settings: AttentionSettings, row: int, occasion: Occasion, means: Means) -> Piece:
        is_here = row == self._row and means is _MEANS[self._column]
        if means not in POSSIBLE[occasion]:
            mark = " "
        elif means not in chosen_means(settings, occasion):
            mark = "·"
        else:
            is_allowed = means in ceiling(self._desk_screen.settings, occasion)
            mark = "✔" if is_allowed else "–"
        blanks = " " * (self._cells - 3)
        return Piece(f"  {mark}{blanks}", "reply" if is_here else self._look(row))

    @staticmethod
    def _padded(text: str, cells: int, look: str) -> tuple[Piece, Piece]:
        """A text and the blanks behind it, apart: in a text that runs from the right they would change sides."""
        return Piece(text, look), Piece(" " * max(1, cells - cell_width(text)), look)

    def _say_state(self, settings: AttentionSettings) -> None:
        if self._weekday is None and _MEANS[self._column] is Means.MAIL:
            self._state.say(Piece(self._mail_words(), "words"))
            self._keys.say(Piece(i18n.text("attention-keys"), "words"))
            return
        now, zone = self._desk_screen.store.clock(), self._desk_screen.store.zone
        if now < settings.paused_until_at:
            state = i18n.text("attention-paused", until=i18n.moment(settings.paused_until_at, now))
        elif is_quiet(settings, now, zone):
            state = i18n.text("attention-quiet-now")
        else:
            state = i18n.text("attention-dash")
        self._state.say(Piece(state, "words"))
        self._keys.say(Piece(i18n.text("attention-keys"), "words"))

    def _mail_words(self) -> str:
        """Where mail would go, or why none would."""
        replica = self._desk_screen.store.replica
        me = select.me(replica)
        if me is None or "@" not in me.email:
            return i18n.text("attention-mail-no-address")
        if not any(mailbox.can_send for mailbox in replica.directory.mailboxes):
            return i18n.text("attention-mail-no-way")
        return i18n.isolated_text("attention-mail-to", address=sanitize_line(me.email))

    # ------------------------------------------------------------ keys

    def action_move(self, rows: int, columns: int) -> None:
        self._row = max(0, min(self._row + rows, _ROWS - 1))
        self._column = max(0, min(self._column + columns, len(_MEANS) - 1))
        self._paint()
        self._scroll.scroll_to_widget(self._lines[self._row], animate=False)
        self.follow()

    def cursor_place(self) -> Place | None:
        """The cell of the grid, unless hours are being typed."""
        if self.focused is not self._scroll:
            return None
        cell = self._column * self._cells if self._weekday is None else 0
        return self._lines[self._row], Offset(1 + self._label_cells + cell, 0)

    @property
    def _weekday(self) -> int | None:
        row = self._row - len(_OCCASIONS)
        return _WEEKDAYS[row] if row >= 0 else None

    def action_turn(self) -> None:
        """Switch the means at the cursor, or ask for the hours."""
        if self._weekday is not None:
            hours = self._settings.quiet.get(self._weekday)
            text = written(hours) if hours is not None else ""
            self._prompt.ask(
                "quiet", i18n.text(f"weekday-{self._weekday}"), text, i18n.text("attention-hours-hint")
            )
            return
        means = _MEANS[self._column]
        settings = switched(self._settings, _OCCASIONS[self._row], means)
        if means is Means.MAIL and settings != self._settings:
            # The server has to know when it is quiet here.
            settings = replace(settings, zone=settings.zone or self._zone_name)
        self._set(settings)

    def action_clear(self) -> None:
        """No quiet hours on this weekday."""
        if self._weekday is not None:
            self._set_hours(self._weekday, None)

    def action_everyday(self) -> None:
        """The hours of this weekday on every day."""
        if self._weekday is not None:
            hours = self._settings.quiet.get(self._weekday)
            quiet = {} if hours is None else dict.fromkeys(_WEEKDAYS, hours)
            self._set(replace(self._settings, quiet=quiet, zone=self._zone_name))

    def action_pause(self) -> None:
        """Be quiet until a moment; while paused, go on at once."""
        if self._desk_screen.store.clock() < self._settings.paused_until_at:
            self._set(replace(self._settings, paused_until_at=0))
        else:
            self._prompt.ask(
                "pause", i18n.text("attention-pause-label"), "1h", i18n.text("attention-pause-hint")
            )

    def action_leave(self) -> None:
        self.dismiss()

    # ------------------------------------------------------------ answers

    def on_prompt_bar_answered(self, event: PromptBar.Answered) -> None:
        event.stop()
        if not (self._take_hours(event.text) if event.purpose == "quiet" else self._take_pause(event.text)):
            self._prompt.say(i18n.text("attention-not-understood"))
            return
        self._close_prompt()

    def on_prompt_bar_left(self, event: PromptBar.Left) -> None:
        event.stop()
        self._close_prompt()

    def _close_prompt(self) -> None:
        self._prompt.close()
        self._scroll.focus()

    def _take_hours(self, text: str) -> bool:
        hours = quiet_hours_of(text) if text.strip() else None
        if (text.strip() and hours is None) or self._weekday is None:
            return False
        self._set_hours(self._weekday, hours)
        return True

    def _take_pause(self, text: str) -> bool:
        store = self._desk_screen.store
        until = moment_of(text, store.clock(), store.zone)
        if isinstance(until, PhraseProblem):
            return False
        self._set(replace(self._settings, paused_until_at=until))
        return True

    def _set_hours(self, weekday: int, hours: QuietHours | None) -> None:
        quiet = {day: known for day, known in self._settings.quiet.items() if day != weekday}
        if hours is not None:
            quiet[weekday] = hours
        self._set(replace(self._settings, quiet=quiet, zone=self._zone_name))

    @property
    def _zone_name(self) -> str:
        return str(getattr(self._desk_screen.store.zone, "key", ""))

    def _set(self, settings: AttentionSettings) -> None:
        if settings != self._settings:
            settings = replace(settings, language=i18n.current().language)
        self._desk_screen.desk.personal.set_attention(settings)
        self._paint()


def written(hours: QuietHours) -> str:
    """`22:00-07:00`."""
    start, end = (f"{minute // 60:02}:{minute % 60:02}" for minute in (hours.start, hours.end))
    return i18n.digits(f"{start}-{end}")
