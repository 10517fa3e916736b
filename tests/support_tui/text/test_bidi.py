"""What the bidi room gives to its callers: order maps, bases, marks, mirroring, and wrapped paragraphs."""

from hypothesis import given
from hypothesis import strategies as st

from support_tui.text.bidi import has_rtl, paragraph_base, visual_line, visual_lines
from support_tui.text.bidi.classes import classes_of

MIXED = st.text(
    alphabet="ab 1,()[]/\u05d0\u05d1\u0627\u0628\u0661\u064e\u0301\u200f\u2066\u2067\u2068\u2069\U0001f469\u200d"
)


def test_latin_text_is_left_alone():
    """A line without right-to-left characters needs no map."""
    assert visual_line("Order #48213 (paid)") == ("Order #48213 (paid)", None, 0)


def test_an_arabic_sentence_with_latin_words_reads_from_the_right():
    """Arabic runs from the right, the Latin name and the number inside it from the left."""
    line = visual_line("طلب iPhone 14 جديد")
    assert line.text == "ديدج iPhone 14 بلط"
    assert line.base == 1


def test_brackets_are_mirrored_around_arabic():
    """A bracket that opens in logical order also opens for the eye."""
    assert visual_line("(سلام)").text == "(مالس)"


def test_the_map_leads_each_shown_character_to_its_place_in_the_text():
    """Styles follow the map: every logical index is shown once."""
    text = "مرحبا Sara (رقم 12)"
    line = visual_line(text)
    assert line.order is not None
    assert sorted(line.order) == list(range(len(text)))
    assert [text[index] for index in line.order if text[index].isalnum()] == [
        c for c in line.text if c.isalnum()
    ]


def test_harakat_stay_behind_their_letter():
    """L3: a mark follows the letter that bears it, also in the turned run."""
    assert visual_line("بَت").text == "تبَ"


def test_a_joined_emoji_is_not_torn_in_arabic():
    """The parts of one picture keep their order inside right-to-left text."""
    assert "\U0001f469\u200d\U0001f4bb" in visual_line("مرحبا \U0001f469\u200d\U0001f4bb شكرا").text


def test_the_base_is_that_of_the_first_strong_letter_outside_isolates():
    """P2 and P3."""
    assert paragraph_base("123 سلام hello") == 1
    assert paragraph_base("hello سلام") == 0
    assert paragraph_base("\u2068سلام\u2069 hello") == 0
    assert paragraph_base("\u2068hello\u2069 سلام") == 1
    assert paragraph_base("") == 0


def test_a_forced_base_turns_a_latin_line_in_an_arabic_paragraph():
    """Punctuation at the end of the line moves to the left."""
    assert visual_line("OK!", 1).text == "!OK"


def test_wrapped_lines_use_the_levels_of_their_whole_paragraph():
    """A line that begins with Latin inside an Arabic paragraph still belongs to a right-to-left paragraph."""
    paragraph = "اكتب hello world هنا"
    first, second = visual_lines(paragraph, [(0, 10), (11, 20)])
    assert (first.text, second.text) == ("hello بتكا", "انه world")
    assert second.base == 1
    assert second.order is not None and sorted(second.order) == list(range(9))


def test_trailing_blanks_of_a_line_stand_at_its_logical_end():
    """L1: white space at a line end takes the paragraph's direction."""
    assert visual_lines("ab \u05d0\u05d1", [(0, 3), (3, 5)], 1)[0].text == " ab"


@given(MIXED, st.sampled_from([None, 0, 1]))
def test_every_character_is_shown_exactly_once(text: str, base: int | None):
    """Reordering loses and doubles nothing."""
    order = visual_line(text, base).order
    assert order is None or sorted(order) == list(range(len(text)))


@given(MIXED)
def test_the_fast_way_agrees_with_the_long_one(text: str):
    """Where the guard sees nothing right to left, the full algorithm changes nothing either."""
    if not has_rtl(text):
        from support_tui.text.bidi import line_levels, reorder, resolve

        resolved = resolve(text, 0)
        assert reorder(line_levels(resolved, 0, len(text))) == list(range(len(text)))


def test_the_guard_knows_every_right_to_left_character():
    """No character of class R, AL, AN, RLE, RLO, RLI or FSI slips past it."""
    turning = [chr(code) for code in range(0x110000) if classes_of(chr(code)) in "RANrDjk"]
    assert all(has_rtl(character) for character in turning)
