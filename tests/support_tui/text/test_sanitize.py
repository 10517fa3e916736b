"""Foreign text before it reaches a terminal, a log or the command line (E32)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_tui.text.sanitize import hides_something, safe_filename, sanitize, sanitize_line

FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028-\u202e\u2060-\u2064\u206a-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff]"
)
NASTY = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "\x1b[]0;31mP\\\x07\x9b\x9d\x9cab\n\r\t\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200c\u200d\u200eم\u064e\u0301"
        ),
        st.characters(),
    )
)


def test_escape_sequences_go_whole():
    """Colours, titles and links leave their text and nothing else."""
    assert sanitize("hi \x1b[31mred\x1b[0m") == "hi red"
    assert sanitize("\x1b]0;new title\x07ok") == "ok"
    assert sanitize("\x1b]8;;http://a\x1b\\link\x1b]8;;\x1b\\") == "link"
    assert sanitize("\x1bP+q544e\x1b\\ok \x1bcok") == "ok ok"
    assert sanitize("a\x9b31mb") == "ab"


def test_a_sequence_that_never_ends_swallows_no_text():
    """Only its introducer goes."""
    assert sanitize("\x1b]my question is long") == "my question is long"
    assert sanitize("\u009bHello") == "Hello"


def test_overrides_and_unclosed_controls_go_and_balanced_isolates_stay():
    """Trojan-source tricks lose their effect, honest isolates keep theirs."""
    assert sanitize("pay \u202e001\u202c now") == "pay 001 now"
    assert sanitize("\u2067abc\u2069 d \u2067e") == "\u2067abc\u2069 d e"
    assert sanitize("\u202bab\u202c") == "\u2067ab\u2069"
    assert sanitize("\u2067a\nb\u2069") == "a\nb"


def test_line_ends_of_all_kinds_become_newlines():
    """Carriage returns cannot overwrite a line."""
    assert sanitize("a\r\nb\rc\u2028d\x85e\x0bf") == "a\nb\nc\nd\ne\nf"


def test_marks_are_capped_on_each_base():
    """Stacked marks cannot cover the rows above."""
    assert sanitize("e" + "\u0301" * 50) == "e" + "\u0301" * 4


def test_invisible_characters_go():
    """Tags, blanks of no width, surrogates and noncharacters."""
    assert sanitize("a\u200bb\ufeffc\U000e0041d\ud800e\ufffff\u3164g") == "abcdefg"


def test_a_name_is_one_line():
    """Names, titles and tags hold neither breaks nor double blanks."""
    assert sanitize_line("  Sara\n\tAli\u2029 ") == "Sara Ali"


@pytest.mark.parametrize(
    "text",
    [
        "plain, with [brackets] and [bold]markup[/]",
        "السَّلَامُ عَلَيْكُمْ وَرَحْمَةُ اللَّهِ",
        "نمی\u200cخواهم و ه\u200d",
        "日本語、中文、한국어",
        "हिन्दी और ไทยนี้",
        "שָׁלוֹם",
        "emoji 👩\u200d💻 ❤\ufe0f 👍🏽 🇸🇦 1\ufe0f\u20e3",
        "Tiếng Việt, Ελληνικά, Привет",
        "rtl mark\u200f and\u200e",
        "line\n\nline",
    ],
)
def test_honest_text_is_unchanged(text: str):
    """Every script stays as its writer wrote it."""
    assert sanitize(text) == text


def test_a_reader_can_be_warned():
    """Deceptive text is known as such, honest text is not."""
    assert hides_something("\u202eexe.gpj")
    assert hides_something("x\x1b[2J")
    assert not hides_something("مرحبا \u2068Sara\u2069")
    assert not hides_something("hello")


@given(NASTY)
def test_nothing_forbidden_comes_through(text: str):
    """Whatever arrives, the result cannot act on a terminal."""
    assert not FORBIDDEN.search(sanitize(text))
    assert not FORBIDDEN.search(sanitize_line(text)) and "\n" not in sanitize_line(text)


def test_what_comes_together_by_taking_out_is_looked_at_again():
    """Direction marks with a joiner between them are two in a row once that is gone."""
    assert sanitize("ا\u200e\u200d\u200eب") == "ا\u200eب"


@given(NASTY)
def test_sanitising_twice_changes_nothing(text: str):
    """The result is a fixed point."""
    once = sanitize(text)
    assert sanitize(once) == once
    line = sanitize_line(text)
    assert sanitize_line(line) == line


@given(NASTY)
def test_isolates_are_balanced_in_each_line(text: str):
    """No line leaves its direction to the next one."""
    for line in sanitize(text).split("\n"):
        depth = 0
        for character in line:
            depth += (character in "\u2066\u2067\u2068") - (character == "\u2069")
            assert depth >= 0
        assert depth == 0


@pytest.mark.parametrize(
    ("sent", "saved"),
    [
        ("invoice.pdf", "invoice.pdf"),
        ("فاتورة شهر مايو.pdf", "فاتورة شهر مايو.pdf"),
        ("../../etc/passwd", "_._etc_passwd"),
        ("C:\\x\\y.txt", "C__x_y.txt"),
        ("\u202egpj.exe", "gpj.exe"),
        ("\u2067photo\u2069.jpg", "photo.jpg"),
        (".bashrc", "bashrc"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("a\x1b[2J\nb.png", "a b.png"),
        ("name. . ", "name"),
        ("...", "attachment"),
        ("", "attachment"),
    ],
)
def test_an_attachment_is_saved_under_a_harmless_name(sent: str, saved: str):
    """No path, hidden file, device, or disguised ending."""
    assert safe_filename(sent) == saved


def test_a_long_name_keeps_its_ending():
    """It is cut in the middle of nothing: whole characters, then the ending."""
    name = safe_filename("م" * 300 + ".docx")
    assert name.endswith("م.docx") and len(name.encode("utf-8")) <= 200


@given(NASTY)
def test_any_name_can_be_saved(name: str):
    """Safe names are their own safe names and stay inside the folder."""
    saved = safe_filename(name)
    assert saved and saved not in (".", "..") and not saved.startswith(".")
    assert not set(saved) & set('/\\:*?"<>|\n')
    assert len(saved.encode("utf-8")) <= 200
    assert safe_filename(saved) == saved
