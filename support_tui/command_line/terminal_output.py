"""Where output goes: data to stdout, talk to stderr, each as its end can show it. Knows what a terminal needs, asks it nothing."""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from typing import IO, TYPE_CHECKING, Final

import msgspec

from support_tui import i18n
from support_tui.text.sanitize import sanitize, sanitize_line

if TYPE_CHECKING:
    from support_tui.config import ClientConfig
    from support_tui.text.display import TextMode

#: Columns where a terminal does not say how many it has.
_COLUMNS: Final = 80


class Sink(msgspec.Struct, frozen=True):
    """What one stream can show: `columns` and `mode` are None where it is no terminal."""

    columns: int | None = None
    mode: "TextMode | None" = None
    has_colour: bool = False


def sink_of(stream: IO[str], config: "ClientConfig", environ: Mapping[str, str]) -> Sink:
    """A terminal gets fitted and ordered text, everything else plain logical text."""
    if not stream.isatty():
        return Sink()
    has_colour = not environ.get("NO_COLOR") and environ.get("TERM", "dumb") != "dumb"
    columns = shutil.get_terminal_size((_COLUMNS, 24)).columns
    return Sink(columns, mode_for(config, environ), has_colour)


def mode_for(config: "ClientConfig", environ: Mapping[str, str]) -> "TextMode":
    """What the terminal needs, by the settings and its environment. One built on VTE orders rows by itself, and a program that only
    prints does not switch that off: it gets isolated logical text."""
    from support_tui.text import terminal_bidi

    bidi = config.bidi
    if bidi == "auto" and environ.get("VTE_VERSION") and not environ.get("TMUX"):
        bidi = "terminal"
    return terminal_bidi.resolve_mode(
        environ, None, bidi=bidi, arabic_forms=config.arabic_forms, emoji=config.emoji
    )


class Output:
    """The two streams of one run."""

    def __init__(self, config: "ClientConfig") -> None:
        self.out = sink_of(sys.stdout, config, os.environ)
        self.err = sink_of(sys.stderr, config, os.environ)

    def lines(self, lines: Iterable[str]) -> None:
        """Data, line by line, as it is."""
        for line in lines:
            sys.stdout.write(line + "\n")

    def line(self, line: str) -> None:
        """One line of data that is seen at once: somebody follows it."""
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def paragraph(self, text: str) -> None:
        """Text to be read, wrapped and ordered for a terminal, else as it is. Foreign text in it has been cleaned."""
        self.lines(laid_out(text, self.out))

    def say(self, text_id: str, /, **params: str | int) -> None:
        """A sentence of ours on stderr."""
        self.tell(i18n.text(text_id, **{n: _clean(value) for n, value in params.items()}))

    def tell(self, sentence: str) -> None:
        """A sentence on stderr that is in the person's language already."""
        sys.stdout.flush()
        for line in laid_out(sanitize(sentence), self.err):
            sys.stderr.write(line + "\n")

    def progress(self, done: int, total: int) -> None:
        """How far a long run has come, on a line that the next one replaces; only where somebody looks."""
        if self.err.columns is None:
            return
        sys.stderr.write("\r" + i18n.text("run-progress", done=done, total=total))
        if done >= total:
            sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _clean(value: str | int) -> str | int:
    return sanitize_line(value) if isinstance(value, str) else value


def laid_out(text: str, sink: Sink) -> list[str]:
    """The lines of a text as `sink` needs them."""
    if sink.columns is None or sink.mode is None:
        return text.split("\n")
    from support_tui.text import display

    mode = sink.mode
    found: list[str] = []
    for paragraph in text.split("\n"):
        for line in display.lines(display.prepare(paragraph, mode), sink.columns, mode):
            before, after = display.enclosure(mode, line.visual.text)
            found.append(f"{before}{line.visual.text}{after}")
    return found
