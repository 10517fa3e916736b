"""How the desk stands: the line to the server, what waits to be sent, who else is here, the time; reads what the screen gives it."""

from collections.abc import Sequence

import msgspec

from support_tui import i18n
from support_tui.store.line import DISTRUSTED, LinePhase, LineState
from support_tui.text.cells import cell_width
from support_tui.text.display import TextMode
from support_tui.widgets.bar import Bar, Part


class DeskState(msgspec.Struct, frozen=True):
    """Everything the status line tells."""

    line: LineState = LineState()
    desk_name: str = ""
    me: str = ""
    told: int = 0
    """Notifications that were not read yet."""
    pending: int = 0
    """Commands the server has not answered."""
    colleagues: tuple[str, ...] = ()
    """Given names of those who are in a conversation now."""
    notice: str = ""
    """What the server says of itself, in words."""
    clock: str = ""
    retry_in_s: int | None = None
    said: str = ""
    """A word about what was just done or happened."""
    is_warning: bool = False
    recording: str = ""
    """Which keys are being recorded, in words."""


class StatusLine(Bar):
    """Calm while all is well, amber while the line is down."""

    def __init__(self, mode: TextMode, *, id: str | None = None) -> None:
        super().__init__(mode, id=id)
        self._state = DeskState()

    def show(self, state: DeskState) -> None:
        """The desk as it stands now."""
        if state != self._state:
            self._state = state
            self.set_class(state.line.phase in (LinePhase.OFFLINE, LinePhase.LOGGED_OUT), "-offline")
            self.refresh()

    def _line_parts(self) -> list[Part]:
        line = self._state.line
        phase_text = i18n.text(f"line-{line.phase.value.replace('_', '-')}")
        match line.phase:
            case LinePhase.LIVE:
                latency = f" {line.latency_ms} ms" if line.latency_ms is not None else ""
                return [Part(" ● ", "good"), Part(phase_text, "text"), Part(latency, "muted")]
            case LinePhase.OFFLINE if line.reason == DISTRUSTED:
                return [Part(" ▲ ", "bad"), Part(i18n.text("line-distrusted"), "bad")]
            case LinePhase.OFFLINE:
                retry = self._state.retry_in_s
                again = i18n.text("line-retry", n=retry) if retry else ""
                return [Part(" ▲ ", "warning"), Part(phase_text, "warning"), Part(f" {again}", "warning")]
            case LinePhase.LOGGED_OUT:
                return [Part(" ▲ ", "bad"), Part(phase_text, "bad")]
            case _:
                return [Part(" ◌ ", "warning"), Part(phase_text, "muted")]

    def left_parts(self, width: int) -> Sequence[Part]:
        parts = self._line_parts()
        if self._state.pending:
            parts.append(Part("  " + i18n.text("line-pending", n=self._state.pending), "warning"))
        if self._state.recording:
            parts.append(Part(f"  ● {self._state.recording}", "bad"))
        if self._state.notice:
            parts.append(Part(f"  {self._state.notice}", "bad"))
        if self._state.said:
            parts.append(Part(f"   {self._state.said}", "warning" if self._state.is_warning else "accent"))
        return parts

    def right_parts(self, width: int) -> Sequence[Part]:
        state = self._state
        parts: list[Part] = []
        if state.colleagues:
            parts.append(Part(f"◉ {', '.join(state.colleagues)}   ", "muted"))
        if state.desk_name and width >= 100:
            parts.append(Part(f"{state.desk_name}  ", "muted"))
        if state.me:
            parts.append(Part(f"{state.me}  ", "text"))
        if state.told:
            parts.append(Part(f"⚑ {i18n.number(state.told)}  ", "accent"))
        parts.append(Part(f"{state.clock} ", "muted"))
        if state.said:
            # A notice is read now; who is here can be read again when it is gone.
            room = width - sum(cell_width(part.text) for part in self.left_parts(width))
            while len(parts) > 1 and sum(cell_width(part.text) for part in parts) > room:
                parts.pop(0)
        return parts
