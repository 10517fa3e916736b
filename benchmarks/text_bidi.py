"""What bidi, shaping, folding and the other text rooms cost, in microseconds a call; knows no server and no screen.

Run as `python benchmarks/text_bidi.py`. Each figure is the best of several rounds without caches, unless it says "cached".
"""

import sys
import timeit
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support_tui.text import bidi, cells, display, find, markup, sanitize, shape
from support_tui.wire import folding, quotes

ARABIC = "مرحباً، لا أستطيع تسجيل الدخول إلى حسابي بعد التحديث الأخير من iPhone 14. هل يمكنكم مساعدتي؟ رقم الطلب #48213."
LATIN = "Hello, I cannot sign in to my account since the last update of the iPhone 14. Can you help me, order #48213?"
ACCENTED = (
    "Grüße aus München, die Bestellung wurde geliefert; der Kunde möchte eine Rückerstattung für Größe 42."
)
FIELD = "مشكلة في تسجيل الدخول بعد التحديث (iPhone 14)"[:44]
VOCALISED = "السَّلَامُ عَلَيْكُمْ وَرَحْمَةُ اللَّهِ وَبَرَكَاتُهُ، أُرِيدُ تَغْيِيرَ عُنْوَانِي"
MAIL = (
    f"{ARABIC}\n\nOn Mon, Feb 1, 2026 at 6:32 PM, Desk <desk@example.com>\nwrote:\n"
    + "> an older line of the mail\n" * 30
)
MODE = display.TextMode()
ROUNDS, CALLS = 5, 1000


def microseconds(call: Callable[[], object]) -> float:
    """The best round's cost of one call."""
    return min(timeit.repeat(call, number=CALLS, repeat=ROUNDS)) / CALLS * 1e6


def field_uncached() -> str:
    """A field as on its first paint; shaped words may be known already."""
    return display._field.__wrapped__(FIELD, 30, MODE, "left")


CASES: dict[str, Callable[[], object]] = {
    f"bidi, Arabic and Latin {len(ARABIC)}": lambda: bidi.visual_line(ARABIC),
    f"bidi, Latin {len(LATIN)}": lambda: bidi.visual_line(LATIN),
    f"bidi, vocalised {len(VOCALISED)}": lambda: bidi.visual_line(VOCALISED),
    f"bidi, field {len(FIELD)}": lambda: bidi.visual_line(FIELD),
    f"shape, Arabic {len(ARABIC)}": lambda: shape.shape(ARABIC),
    f"shape, Latin {len(LATIN)}": lambda: shape.shape(LATIN),
    f"sanitize, Arabic {len(ARABIC)}": lambda: sanitize.sanitize(ARABIC),
    f"sanitize, Latin {len(LATIN)}": lambda: sanitize.sanitize(LATIN),
    f"field of 30 cells, Arabic {len(FIELD)}": field_uncached,
    f"field of 30 cells, Arabic {len(FIELD)}, cached": lambda: display.field(FIELD, 30, MODE),
    f"lines of 40 cells, Arabic {len(ARABIC)}": lambda: display.lines.__wrapped__(ARABIC, 40, MODE),
    f"wrap to 40 cells, Latin {len(LATIN)}": lambda: cells._wrapped.__wrapped__(LATIN, 40),
    f"fold, Latin {len(LATIN)}": lambda: folding.fold(LATIN),
    f"fold, accented {len(ACCENTED)}": lambda: folding.fold(ACCENTED),
    f"fold, Arabic {len(ARABIC)}": lambda: folding.fold(ARABIC),
    f"find, Arabic {len(ARABIC)}": lambda: find.find(ARABIC, "التحديث"),
    f"markup, Arabic {len(ARABIC)}": lambda: markup.read.__wrapped__(ARABIC),
    f"quote blocks, mail of {MAIL.count(chr(10))} lines": lambda: quotes.blocks(MAIL),
}


def main() -> None:
    """Print each case with its cost."""
    for name, call in CASES.items():
        print(f"{name:<42} {microseconds(call):8.1f} µs")


if __name__ == "__main__":
    main()
