"""The little Markdown of messages, as text and spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_tui.text.markup import SpanKind, read


def spans(body: str) -> list[tuple[str, str]]:
    """What each span of the first line covers."""
    line = read(body).lines[0]
    return [(span.kind.value, line.text[span.start : span.end]) for span in line.spans]


def shown(body: str) -> str:
    return "\n".join(line.text for line in read(body).lines)


def test_bold_italic_and_code_lose_their_marks():
    """The words stay, the spans say what they were."""
    assert shown("a **b c** and *d* or `e*f*`") == "a b c and d or e*f*"
    assert spans("a **b c** and *d* or `e*f*`") == [("bold", "b c"), ("italic", "d"), ("code", "e*f*")]
    assert spans("__yes__ and _so_") == [("bold", "yes"), ("italic", "so")]


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4", "snake_case_name and __init__.py", "a*b*c", "** not bold **", "#48213 is late", "price: 5 - 3",
        "[bold]not for us[/bold]", "[@click=app.quit]x[/]", "a `half quote", "-5 degrees", "www", "see http://",
    ],
)  # fmt: skip
def test_what_only_resembles_markup_stays(text: str):
    """Nor is the screen library's own markup ever read."""
    assert shown(text) == text


def test_links_are_numbered_in_order_and_shared():
    """The same target has one number; punctuation behind it is not part of it."""
    body = read("see https://a.example/x, and (https://b.example/y_(z)).\nagain https://a.example/x")
    assert body.links == ("https://a.example/x", "https://b.example/y_(z)")
    assert body.lines[0].text == "see https://a.example/x [1], and (https://b.example/y_(z) [2])."
    assert body.lines[1].text == "again https://a.example/x [1]"
    assert [span.link for span in body.lines[0].spans] == [1, 1, 2, 2]


def test_a_named_link_cannot_pretend_to_lead_elsewhere():
    """A label that looks like an address shows the true host."""
    assert shown("[help](https://docs.example/a)") == "help [1]"
    assert shown("[www.bank.example](https://evil.example/a)") == "www.bank.example (evil.example) [1]"
    assert shown("[docs.example](https://docs.example/a)") == "docs.example [1]"


def test_an_address_in_arabic_runs_left_to_right():
    """It is isolated, and Arabic punctuation behind it is not part of it."""
    body = read("راجع https://a.example/x، شكرا")
    assert body.links == ("https://a.example/x",)
    assert body.lines[0].text == "راجع \u2066https://a.example/x\u2069 \u2066[1]\u2069، شكرا"


def test_lists_quotes_and_headings():
    """Marks become what a terminal can show."""
    assert shown("- one\n2) two\n> said\n>> before\n## Steps") == "• one\n2) two\n▎ said\n▎▎ before\nSteps"
    assert spans("  * one") == [("bullet", "•")]
    assert spans("> - said") == [("quote", "▎"), ("bullet", "•")]
    assert spans("# All *of* it")[0] == ("heading", "All of it")


def test_a_code_block_runs_left_to_right_and_keeps_its_marks():
    """Fence lines are not shown; each line knows where it came from."""
    body = read("look:\n```python\na = **b\n# سلام\n```\nend")
    assert [line.text for line in body.lines] == ["look:", "a = **b", "# سلام", "end"]
    assert [line.source for line in body.lines] == [0, 2, 3, 5]
    assert body.lines[1].spans[0].kind is SpanKind.FENCE and body.lines[2].base == 0


def test_a_fence_that_nothing_closes_is_text():
    """No message disappears into a code block."""
    assert shown("```\nhello **you**") == "```\nhello you"


@given(st.text(alphabet="*_`#>- \nab:/.wمhtps", max_size=120))
def test_no_letter_is_lost_and_spans_lie_in_their_line(text: str):
    """Only marks go; the language of a code block goes with its fence."""
    for line in read(text).lines:
        assert all(0 <= span.start <= span.end <= len(line.text) for span in line.spans)
    if "```" not in text:
        letters = [character for character in text if character.isalpha()]
        assert [character for character in shown(text) if character.isalpha()] == letters
