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
    returned: int = 0
    """Commands that came back and were not read yet."""
    outbox_key: str = ""
    """The key that shows what came back."""
    since: str = ""
    """Since when there is no line, as a clock shows it."""
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
    progress: str = ""
    """What the server is busy with, in words."""


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

    @property
    def _is_out(self) -> bool:
        """Whether the words about the line say already how much waits."""
        phase = self._state.line.phase
        is_trying = phase in (LinePhase.CONNECTING, LinePhase.CATCHING_UP) and bool(self._state.since)
        return is_trying or (phase is LinePhase.OFFLINE and self._state.line.reason != DISTRUSTED)

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
                return [Part(" ▲ ", "warning"), *self._outage_parts(phase_text)]
            case LinePhase.CONNECTING | LinePhase.CATCHING_UP if self._state.since:
                return [Part(" ▲ ", "warning"), *self._outage_parts(phase_text)]
            case LinePhase.LOGGED_OUT:
                return [Part(" ▲ ", "bad"), Part(phase_text, "bad")]
            case _:
                return [Part(" ◌ ", "warning"), Part(phase_text, "muted")]

    def _returned(self) -> str:
        return i18n.text("line-returned", n=self._state.returned, key=self._state.outbox_key)

    def _outage_parts(self, phase_text: str) -> list[Part]:
        """Since when there is no line, how much waits, and what is done about it; the words alone where the time is not known."""
        state = self._state
        since = i18n.text("line-since", since=state.since) if state.since else phase_text
        parts = [Part(since, "warning")]
        if state.pending:
            parts.append(Part(f" · {i18n.text('line-waiting', n=state.pending)}", "warning"))
        if state.retry_in_s:
            parts.append(Part(f" · {i18n.text('line-retry', n=state.retry_in_s)}", "warning"))
        elif state.since and state.line.phase is not LinePhase.OFFLINE:
            parts.append(Part(f" · {phase_text}", "warning"))
        return parts

    def left_parts(self, width: int) -> Sequence[Part]:
        parts = self._line_parts()
        if self._state.pending and not self._is_out:
            parts.append(Part("  " + i18n.text("line-pending", n=self._state.pending), "warning"))
        if self._state.recording:
            parts.append(Part(f"  ● {self._state.recording}", "bad"))
        if self._state.returned:
            parts.append(Part("  " + self._returned(), "bad"))
        if self._state.progress:
            parts.append(Part(f"  {self._state.progress}", "muted"))
        return [*parts, *self._words(width - sum(cell_width(part.text) for part in parts))]

    def _words(self, room: int) -> list[Part]:
        """What stands for long, and what was just said; that comes first where there is no room for both, for it is gone in a moment."""
        state, words = self._state, []
        if state.notice:
            words.append(Part(f"  {i18n.as_sentence(state.notice)}", "bad"))
        if state.said:
            said = i18n.as_sentence(state.said)
            words.append(Part(f"   {said}", "warning" if state.is_warning else "accent"))
        is_crowded = sum(cell_width(part.text) for part in words) + cell_width(state.clock) + 2 > room
        return words[::-1] if is_crowded else words

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
        if state.said or state.notice:
            # A notice is read now; who is here can be read again when it is gone.
            room = width - sum(cell_width(part.text) for part in self.left_parts(width))
            while len(parts) > 1 and sum(cell_width(part.text) for part in parts) > room:
                parts.pop(0)
        return parts
