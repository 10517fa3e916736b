"""A screen that shows what a program says to a conversation, and makes a note or a reply of it. The console goes on behind it."""

import os
import signal
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset

from support_tui import i18n
from support_tui.actions.interface import Severity
from support_tui.actions.pipe import Form, Piped, text_for
from support_tui.messages import ComposeKind
from support_tui.screens import piped_lines
from support_tui.screens.cursor_place import Place, PlacesCursor
from support_tui.screens.left_once import LeftOnce
from support_tui.screens.program import Ran, run_program
from support_tui.screens.scrolling import LEAVES_AND_SCROLLS
from support_tui.text.sanitize import sanitize, sanitize_line
from support_tui.widgets.bidi_runs import Piece
from support_tui.widgets.composer.head import LabelLine
from support_tui.widgets.long_text import LongText, Stretch
from support_tui.wire.views import ThreadPage

if TYPE_CHECKING:
    from support_tui.screens.console import Console


class PipeScreen(LeftOnce[None], PlacesCursor):
    """Runs one command line with one conversation. Esc ends the program while it runs, then leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *LEAVES_AND_SCROLLS,
        Binding("g,home", "scroll(-100000000)", show=False),
        Binding("G,end", "scroll(100000000)", show=False),
        Binding("n", "take('note')", show=False),
        Binding("r", "take('reply')", show=False),
        Binding("y", "copy", show=False),
    ]
    DEFAULT_CSS = """
    PipeScreen { background: $background; }
    PipeScreen > LabelLine { padding: 0 1; }
    PipeScreen > LongText { padding: 0 1; }
    """

    def __init__(self, console: "Console", conversation_id: int, piped: Piped) -> None:
        super().__init__()
        self._behind = console
        self._conversation_id = conversation_id
        self._piped = piped
        self._ran: Ran | None = None
        self._title = LabelLine(console.mode)
        self._output = LongText(console.mode, id="pipe-output")
        self._keys = LabelLine(console.mode)

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._output
        yield self._keys

    def on_mount(self) -> None:
        self._say("pipe-running")
        self._output.focus()
        self._worker = self.run_worker(self._run(), group="pipe", exit_on_error=False)

    def _say(self, text_id: str, **params: str | int) -> None:
        named = {"command": sanitize_line(self._piped.command)} | params
        self._title.say(Piece(i18n.text(text_id, **named), "strong"))

    # ------------------------------------------------------------ running

    async def _run(self) -> None:
        console = self._behind
        piped_lines.keep(console.settings.piped_file, self._piped)
        page = await console.desk.whole_thread(self._conversation_id)
        if page is None:
            self._say("pipe-not-started", reason=i18n.text("pipe-nothing-loaded"))
            return
        self._ran = await run_program(
            self._piped.command,
            text_for(self._piped.form, page, console.store.replica.directory),
            os.environ | variables(page, console.desk.server_url),
            limit_s=console.settings.pipe_limit_s,
            limit_bytes=console.settings.pipe_limit_bytes,
        )
        self._show(self._ran)

    def _show(self, ran: Ran) -> None:
        parts = [Stretch(sanitize(ran.out).rstrip("\n"))] if ran.out.strip() else []
        if ran.errors.strip():
            said = sanitize(ran.errors).rstrip("\n")
            parts += [Stretch(i18n.text("pipe-errors"), is_strong=True), Stretch(said)]
        if ran.is_cut:
            shown = i18n.size(self._behind.settings.pipe_limit_bytes)
            parts.append(Stretch(i18n.text("pipe-cut", shown=shown), is_strong=True))
        blank = Stretch("")
        spaced = [piece for part in parts for piece in (part, blank)][:-1]
        self._output.put(spaced or [Stretch(i18n.text("pipe-nothing"))])
        if ran.reason:
            self._say("pipe-not-started", reason=ran.reason)
        elif ran.is_late:
            self._say("pipe-timed-out", seconds=self._behind.settings.pipe_limit_s)
        elif ran.code is not None and ran.code < 0:
            self._say("pipe-killed", signal=_signal_name(-ran.code))
        else:
            self._say("pipe-failed" if ran.code else "pipe-ended", code=str(ran.code))
        self._keys.say(Piece(i18n.text("pipe-keys"), "words"))
        self.follow()

    def cursor_place(self) -> Place | None:
        """What the program is doing, then the first line of what it said."""
        if self._ran is None:
            return self._title, Offset(0, 0)
        return self._output, Offset(0, 0)

    # ------------------------------------------------------------ keys

    def action_leave(self) -> None:
        """The program is ended with the screen: the worker that waits for it is cancelled."""
        self._worker.cancel()
        if self._ran is None:
            self._behind.ui.notify(
                "pipe-cancelled", Severity.WARNING, command=sanitize_line(self._piped.command)
            )
        self.dismiss()

    def action_scroll(self, by: int) -> None:
        self._output.scroll_relative(y=by, animate=False)

    @property
    def _said(self) -> str:
        """What the program said to the text, as it may stand in a message."""
        return sanitize(self._ran.out).strip() if self._ran is not None else ""

    def action_take(self, kind: str) -> None:
        """What it said becomes the draft of a note or a reply."""
        if not self._said:
            return
        text, console = self._said, self._behind
        self.dismiss()
        console.call_later(console.going.write, ComposeKind(kind), self._conversation_id, text=text)

    def action_copy(self) -> None:
        if self._said:
            self._behind.ui.copy(self._said)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


def variables(page: ThreadPage, server_url: str) -> dict[str, str]:
    """What a program finds in its environment, so that it can call `support-tui` about the conversation."""
    row = page.row
    return {
        "SUPPORT_CONVERSATION_ID": str(row.id),
        "SUPPORT_CONVERSATION_TITLE": sanitize_line(row.title),
        "SUPPORT_CONVERSATION_STATUS": row.status.value,
        "SUPPORT_CUSTOMER_ID": str(row.customer_id),
        "SUPPORT_CUSTOMER_NAME": sanitize_line(row.customer_name),
        "SUPPORT_CUSTOMER_EMAIL": sanitize_line(row.customer_email),
        "SUPPORT_SERVER": server_url,
    }


def show(console: "Console", conversation_id: int, command: str, form: str) -> None:
    """Open the screen over the console."""
    console.app.push_screen(PipeScreen(console, conversation_id, Piped(command, Form(form))))
