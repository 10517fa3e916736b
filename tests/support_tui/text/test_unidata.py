"""The generated character tables and the cluster rules against the Unicode Character Database."""

import os
from pathlib import Path

import pytest

from support_tui.text import unidata
from support_tui.text.graphemes import cluster_spans, is_one_each
from support_tui.text.unidata_generate import bracket_pairs, mirror_pairs, module_text

UNICODE = Path(os.environ.get("SUPPORT_UNICODE_DATA", "/usr/share/unicode"))
BREAK_TEST = UNICODE / "auxiliary" / "GraphemeBreakTest.txt"

needs_unicode_data = pytest.mark.skipif(
    not BREAK_TEST.exists(), reason="the Unicode Character Database is not installed"
)


@needs_unicode_data
def test_the_tables_are_what_the_generator_makes():
    """Brackets and mirrored pairs are those of the installed database, and the module is its text."""
    assert bracket_pairs(UNICODE) == unidata.BRACKET_PAIRS
    assert mirror_pairs(UNICODE) == unidata.MIRROR_PAIRS
    assert module_text(UNICODE) == Path(unidata.__file__).read_text(encoding="utf-8")


@needs_unicode_data
def test_every_case_of_the_grapheme_break_test():
    """All clusters of GraphemeBreakTest.txt; CR LF, which sanitising removes, is two clusters here."""
    for line in BREAK_TEST.read_text(encoding="utf-8").splitlines():
        case = line.split("#")[0].strip(" \t÷")
        if not case or "000D × 000A" in case:
            continue
        clusters = ["".join(chr(int(c, 16)) for c in part.split() if c != "×") for part in case.split("÷")]
        text = "".join(clusters)
        assert [text[start:end] for start, end in cluster_spans(text)] == clusters, case


def test_letters_without_marks_are_clusters_of_their_own():
    """The fast way covers Latin, Cyrillic, Hebrew and Arabic letters and nothing that joins."""
    assert is_one_each("Hello Привет שלום مرحبا")
    assert not is_one_each("بَ")
    assert not is_one_each("\u1112\u1161")
