"""Shows one Arabic line in every way it can be sent, asks which one reads well, and sets that in the config file."""

import os
import sys
from pathlib import Path
from typing import Final, NamedTuple

from support_tui import i18n, terminal
from support_tui.config import ClientConfig, change
from support_tui.terminal import explicit_order
from support_tui.text.cells import cell_width
from support_tui.text.display import Bidi, TextMode, field

#: Both directions, digits, brackets and a mark: whatever a terminal gets wrong shows here.
SAMPLE: Final = "مرحباً، طلبك رقم 48213 (ORD-7) في الطريق"


class Way(NamedTuple):
    """A way to send right-to-left text."""

    bidi: Bidi
    forms: bool


WAYS: Final = (
    Way("visual", True),
    Way("visual", False),
    Way("words", False),
    Way("wrapped", True),
    Way("terminal", False),
    Way("off", False),
)


def card(ways: tuple[Way, ...] = WAYS) -> list[str]:
    """The sample sent in each way, numbered; a bar behind it shows whether its width is right."""
    width = cell_width(SAMPLE)
    return [
        f"  {number}  │{field(SAMPLE, width, TextMode(way.bidi, way.forms))}│"
        for number, way in enumerate(ways, 1)
    ]


def examine(config: ClientConfig, file: Path) -> int:
    """Ask the terminal, then the person; 0 also where nothing was changed, 1 where the file cannot be written."""
    asked = terminal.ask(os.environ)
    name = os.environ.get("TERM_PROGRAM") or os.environ.get("TERM") or "?"
    print(i18n.text("doctor-title"))
    print(i18n.text("doctor-terminal", name=name))
    print(i18n.text("doctor-bidi-known" if asked.can_switch_bidi else "doctor-bidi-unknown"))
    print()
    with explicit_order(asked, TextMode()):
        print(i18n.text("doctor-card", n=len(WAYS), words=SAMPLE))
        print()
        for line in card():
            print(line)
        print()
        chosen = _answer()
    if chosen is None:
        print(i18n.text("doctor-none"))
        return 0
    return _write(chosen, file)


def _answer() -> Way | None:
    """The way the person chose; asked again after a number that is none."""
    while True:
        try:
            typed = input(i18n.text("doctor-ask") + " ").strip()
        except (EOFError, KeyboardInterrupt):
            return None
        if not typed:
            return None
        if typed.isdecimal() and 1 <= int(typed) <= len(WAYS):
            return WAYS[int(typed) - 1]
        print(i18n.text("doctor-wrong", number=typed))


def _write(way: Way, file: Path) -> int:
    forms = "on" if way.forms else "off"
    try:
        change(file, {"client.bidi": way.bidi, "client.arabic_forms": forms})
    except (OSError, ValueError) as error:
        print(i18n.text("doctor-failed", path=str(file), reason=str(error)), file=sys.stderr)
        return 1
    print(i18n.text("doctor-written", path=str(file), bidi=way.bidi, forms=forms))
    return 0
