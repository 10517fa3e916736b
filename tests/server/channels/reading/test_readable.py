"""HTML as text in a terminal (E31)."""

from hypothesis import given
from hypothesis import strategies as st

from server.channels.email.reading.readable import readable


def test_blocks_are_lines_and_paragraphs_stand_apart():
    """Scripts and styles are nothing; blanks are folded."""
    html = "<head><title>T</title><style>p{}</style></head><p>Hello\n  <b>you</b></p><p>again<br>and again</p><div>end</div><script>x()</script>"
    assert readable(html).text == "Hello you\n\nagain\nand again\n\nend"


def test_a_head_that_is_never_closed_hides_no_words():
    """The body begins all the same."""
    assert readable("<html><head><meta a=b><body>hello").text == "hello"


def test_links_are_numbered():
    """Each place once; a link that is its own text needs no number; nothing but the web, mail and telephone is a link."""
    found = readable(
        "<a href='https://x.example/a'>here</a> and <a href='https://x.example/a'>again</a>, "
        "<a href='https://y.example/'>y.example</a>, <a href='javascript:x()'>bad</a>"
    )
    assert found.text == "here [1] and again [1], y.example, bad"
    assert found.with_links == f"{found.text}\n\n[1] https://x.example/a"


def test_lists():
    """Bullets, numbers, and lists within lists."""
    html = "<ul><li>one</li><li>two<ol><li>first</li><li>second</li></ol></li></ul>after"
    assert readable(html).text == "• one\n• two\n  1. first\n  2. second\n\nafter"


def test_quotations_are_marked_as_in_plain_mail():
    """So that they are folded like any other quotation (E30)."""
    assert (
        readable("yes<blockquote>why?<blockquote>because</blockquote></blockquote>").text
        == "yes\n\n> why?\n>\n> > because"
    )


def test_a_table_of_values_is_rows_of_cells():
    """One line a row."""
    html = "<table><tr><th>Item</th><th>Price</th></tr><tr><td>Cup</td><td>5 €</td></tr></table>"
    assert readable(html).text == "Item | Price\nCup | 5 €"


def test_a_table_that_lays_out_a_page_is_what_is_in_it():
    """No bars around paragraphs."""
    html = "<table><tr><td><table><tr><td><p>Hello</p><p>you</p></td></tr></table></td></tr></table>"
    assert readable(html).text == "Hello\n\nyou"


def test_images_are_named_and_counted_never_fetched():
    """Their words stand for them; the ones that only spy are told apart."""
    found = readable(
        "<img src='https://x.example/a.png' alt='a cup'> <img src='https://x.example/p' width=1 height=1><img src='cid:1' alt='logo'>"
    )
    assert (found.text, found.outside_images, found.pixels) == ("[a cup] [logo]", 2, 1)


def test_preformatted_lines_stay_as_they_are():
    """Code keeps its blanks."""
    assert readable("<pre>a\n  b</pre>").text == "a\n  b"


def test_a_page_made_to_cost_time_is_read_in_its_length():
    """Tables and quotations within each other without end."""
    assert readable("<table><tr><td>" * 20_000 + "words").text == "words"
    assert readable("<blockquote>" * 20_000 + "words").text.endswith("words")


@given(st.text(alphabet="<>/abtdrp=\"' ulihef&;", max_size=300))
def test_no_markup_stops_anything(html: str):
    """Whatever the tags are."""
    readable(html)
