"""Unicode's own conformance files for UAX #9, every case of them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from support_tui.text.bidi import line_levels, reorder, resolve
from support_tui.text.bidi.classes import CODE_OF_CLASS, REMOVED, classes_of

UNICODE = Path(os.environ.get("SUPPORT_UNICODE_DATA", "/usr/share/unicode"))
BIDI_TEST = UNICODE / "BidiTest.txt"
BIDI_CHARACTER_TEST = UNICODE / "BidiCharacterTest.txt"

# One character for each class; none is a bracket, so that N0 stays out of BidiTest as its header demands.
SAMPLE = {
    "L": "a", "R": "\u05d0", "AL": "\u0627", "EN": "1", "AN": "\u0661", "ES": "+", "ET": "%", "CS": ",",
    "NSM": "\u0300", "BN": "\u00ad", "B": "\u2029", "S": "\t", "WS": " ", "ON": "!", "LRE": "\u202a",
    "RLE": "\u202b", "LRO": "\u202d", "RLO": "\u202e", "PDF": "\u202c", "LRI": "\u2066", "RLI": "\u2067",
    "FSI": "\u2068", "PDI": "\u2069",
}  # fmt: skip

needs_unicode_data = pytest.mark.skipif(
    not BIDI_CHARACTER_TEST.exists(), reason="the Unicode Character Database is not installed"
)


def _shown(levels: list[str]) -> list[int | None]:
    return [None if level == "x" else int(level) for level in levels]


def _ours(text: str, base: int | None) -> tuple[int, list[int | None], list[int]]:
    """Base, levels with removed characters blanked, and the visual order without them."""
    resolved = resolve(text, base)
    levels = line_levels(resolved, 0, len(text))
    removed = [code in REMOVED for code in resolved.classes]
    shown = [None if gone else level for level, gone in zip(levels, removed, strict=True)]
    return resolved.base, shown, [index for index in reorder(levels) if not removed[index]]


def _bidi_test_cases() -> Iterator[tuple[str, str, list[int | None], list[int]]]:
    levels: list[int | None] = []
    order: list[int] = []
    with BIDI_TEST.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("@Levels:"):
                levels = _shown(line[8:].split())
            elif line.startswith("@Reorder:"):
                order = [int(index) for index in line[9:].split()]
            elif line[0] not in "#\n@":
                classes, _, bases = line.partition(";")
                yield classes, bases.strip(), levels, order


@needs_unicode_data
def test_every_case_of_bidi_test_resolves_and_reorders():
    """All class sequences of BidiTest.txt, in each paragraph direction that the file asks for."""
    count = 0
    for names, bases, levels, order in _bidi_test_cases():
        text = "".join([SAMPLE[name] for name in names.split()])
        asked = int(bases, 16)
        for bit, base in ((1, None), (2, 0), (4, 1)):
            if asked & bit:
                count += 1
                assert _ours(text, base)[1:] == (levels, order), (names, base)
    assert count == 770_241


@needs_unicode_data
def test_every_case_of_bidi_character_test_resolves_and_reorders():
    """All character sequences of BidiCharacterTest.txt, brackets and isolates included."""
    count = 0
    with BIDI_CHARACTER_TEST.open(encoding="utf-8") as lines:
        for line in lines:
            if line[0] in "#\n":
                continue
            codes, direction, base, levels, order = line.strip().split(";")
            text = "".join([chr(int(code, 16)) for code in codes.split()])
            expected = int(base), _shown(levels.split()), [int(index) for index in order.split()]
            assert _ours(text, None if direction == "2" else int(direction)) == expected, codes
            count += 1
    assert count == 91_707


@needs_unicode_data
def test_classes_agree_with_the_database():
    """Each code point has the class of DerivedBidiClass.txt, the unassigned ones that of their block."""
    differing = []
    with (UNICODE / "extracted" / "DerivedBidiClass.txt").open(encoding="utf-8") as lines:
        for line in lines:
            data = line.split("#")[0].strip()
            if not data:
                continue
            span, _, name = data.partition(";")
            low, _, high = span.strip().partition("..")
            for code in range(int(low, 16), int(high or low, 16) + 1):
                if classes_of(chr(code)) != CODE_OF_CLASS[name.strip()]:
                    differing.append(code)
    # Characters that a newer database assigned than this Python knows may differ; there are few of them.
    assert len(differing) < 600, [hex(code) for code in differing[:20]]
