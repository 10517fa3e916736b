"""HTML as text in a terminal (E31)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.channels.email.reading.readable import Readable, readable


def test_blocks_are_lines_and_paragraphs_stand_apart():
    """Scripts and styles are nothing; blanks are folded."""
    html = "<head><title>T</title><style>p{}</style></head><p>Hello\n  <b>you</b></p><p>again<br>and again</p><div>end</div><script>x()</script>"
    assert readable(html).text == "Hello you\n\nagain\nand again\n\nend"


def test_a_head_that_is_never_closed_hides_no_words():
    """The body begins all the same."""
    assert readable("<html><head><meta a=b><body>hello").text == "hello"


def test_links_keep_their_words_and_say_where_they_lead():
    """A link that is its own text needs no words; nothing but the web and mail is a link."""
    found = readable(
        "<a href='https://x.example/a'>here</a> and <a href='//x.example/a(1)'>again </a>now, "
        "<a href='https://y.example/'>https://y.example/</a>, <a href='javascript:x()'>bad</a>, "
        "<a href='mailto:a@b.example'>a@b.example</a>"
    )
    assert found.text == (
        "[here](https://x.example/a) and [again](https://x.example/a%281%29) now, https://y.example/, bad, a@b.example"
    )


def test_a_link_around_blocks_is_at_the_last_of_its_lines():
    """Cards and buttons of newsletters; a picture without words is called by where it leads."""
    card = "<a href='https://x.example/'><div>A cup</div><div>5 EUR</div></a>"
    assert readable(card).text == "A cup\n[5 EUR](https://x.example/)"
    button = "<a href='https://x.example/buy'><img src='https://i.example/b.png'></a>"
    assert readable(button).text == "[x.example](https://x.example/buy)"


def test_headings_are_marked():
    """As people mark them in messages."""
    assert (
        readable("<h1>Your <b>order</b></h1>thanks<h3>Next</h3>").text == "# Your order\n\nthanks\n\n### Next"
    )


def test_what_no_mail_program_shows_is_not_read():
    """Words for the list of mails only, and the invisible padding behind them."""
    html = "<div style='display: none'>preview <div>more</div></div><p hidden>x</p>&zwnj;&nbsp;&zwnj;&nbsp;&zwnj;&nbsp;<p>Hello</p>"
    assert readable(html).text == "Hello"


def test_the_lines_of_outlook_are_lines():
    """Each is a paragraph there, and an empty one is a paragraph with a blank."""
    html = "<p class=MsoNormal>Hello,</p><p class=MsoNormal>you</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>Bye</p>"
    assert readable(html).text == "Hello,\nyou\n\nBye"


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
    """One line a row, a line below the heads; columns that only keep a distance are left out."""
    html = "<table><tr><th>Item</th><th>Price</th></tr><tr><td>Cup</td><td>5 €</td></tr></table>"
    assert readable(html).text == "| Item | Price |\n| --- | --- |\n| Cup | 5 € |"
    spaced = "<table><tr><td>A<td>&nbsp;<td>1<tr><td colspan=3><tr><td>B<td>&nbsp;<td>2</table>"
    assert readable(spaced).text == "| A | 1 |\n| B | 2 |"


def test_a_row_of_few_words_is_a_line():
    """Menus, and a table for each line of a bill."""
    assert readable("<table><tr><td>Total<td>$5</table>").text == "Total  $5"
    assert readable("<table><tr><td>Shop<td>Help<td>About</table>").text == "Shop · Help · About"


def test_a_table_that_lays_out_a_page_is_what_is_in_it():
    """No bars around paragraphs."""
    html = "<table><tr><td><table><tr><td><p>Hello</p><p>you</p></td></tr></table></td></tr></table>"
    assert readable(html).text == "Hello\n\nyou"


def test_images_are_named_and_counted_never_fetched():
    """Their words stand for them, or their number where they came along; the ones that only spy are told by their hosts."""
    found = readable(
        "<img src='https://x.example/a.png' alt='a cup'> <img src='https://spy.example/p' width=1 height=1>"
        "<img src='cid:1' alt='image001.png'><img src='cid:2' alt='the plan'>",
        {"1": 1, "2": 2},
    )
    assert found.text == "[a cup] [image 1] [image 2: the plan]"
    assert (found.outside_images, found.trackers) == (1, ("spy.example",))


@pytest.mark.parametrize(
    "pixel",
    [
        "<img src='https://spy.example/o' width=1 height=1>",
        "<img src='//spy.example/o' style='width: 1px; height: 1px'>",
        "<img src='https://spy.example/o' style='display:none'>",
        "<img src='https://spy.example/o' style='opacity: 0'>",
        "<div style='display:none'><img src='https://spy.example/o' width=1 height=1></div>",
    ],
)
def test_a_pixel_that_spies_is_named(pixel: str):
    """However it is hidden, also within what no mail program shows; the page's head and programs are no such place (E31)."""
    assert readable(f"<p>Hello</p>{pixel}") == Readable("Hello", 0, ("spy.example",))
    assert readable(f"<p>Hello</p><script>{pixel}</script>").trackers == ()


@pytest.mark.parametrize(
    ("page", "count"),
    [
        ("<table background='https://x.example/b.png'><tr><td>Hello</table>", 1),
        ("<div style='background: #fff url(\"https://x.example/b.png\") no-repeat'>Hello</div>", 1),
        ("<div style='background-image: url(//x.example/b.png)'>Hello</div>", 1),
        ("<div style='background: #fff'>Hello</div>", 0),
        ("<div style='background: url(cid:b)'>Hello</div>", 0),
    ],
)
def test_images_behind_the_words_are_counted_too(page: str, count: int):
    """They would have to be fetched like any other (E31)."""
    assert readable(page) == Readable("Hello", count, ())


def test_preformatted_lines_stay_as_they_are():
    """Code keeps its blanks, between marks."""
    assert readable("<pre>a\n  b</pre>").text == "```\na\n  b\n```"


def test_a_page_made_to_cost_time_is_read_in_its_length():
    """Tables and quotations within each other without end."""
    assert readable("<table><tr><td>" * 20_000 + "words").text == "words"
    assert readable("<blockquote>" * 20_000 + "words").text.endswith("words")


def test_an_image_within_the_page_takes_no_place():
    """Words behind megabytes of a picture are read."""
    assert readable(f"<img src='data:image/png;base64,{'A' * 3_000_000}'>words").text == "words"


@given(st.text(alphabet="<>/abtdrp=\"' ulihef&;", max_size=300))
def test_no_markup_stops_anything(html: str):
    """Whatever the tags are."""
    readable(html)


@pytest.mark.parametrize(
    "style",
    ["font-size:0px;line-height:0", "font-size:1px;color:#fff", "max-height:0", "max-width:0px", "height:0;overflow:hidden", "opacity:0", "mso-hide:all",
     "position:absolute;left:-9999px", "text-indent:-9999px", "visibility:hidden"],
)  # fmt: skip
def test_words_that_only_a_list_of_mails_shows_are_not_read(style: str):
    """However they are hidden."""
    assert readable(f"<div style='{style}'>Open me now</div><p>Hello</p>").text == "Hello"


def test_letters_of_no_size_hide_none_that_have_one():
    """Many a newsletter sets no size around its columns, to keep gaps out, and one within them."""
    page = "<table style='font-size:0'><tr><td style='font-size:0px'>gap<div style='font-size:13px'><b>Hello</b></div></td></tr></table>"
    assert readable(page).text == "Hello"


def test_lists_begin_where_they_say():
    """Numbers go on from there."""
    assert readable("<ol start=5><li>a</li><li value=9>b</li><li>c</li></ol>").text == "5. a\n9. b\n10. c"


def test_the_lists_of_word_are_lists():
    """It writes their signs as words, in letters of an own font."""
    item = "<p class=MsoListParagraph style='mso-list:l0 level1'><span style='mso-list:Ignore'>{}<span>&nbsp;&nbsp;</span></span>{}</p>"
    assert readable(item.format("·", "a") + item.format("2.", "b")).text == "• a\n2. b"


def test_what_word_keeps_for_itself_is_not_read():
    """Its settings stand in the page, out of sight."""
    page = "<xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><!--[if mso]><p>old</p><![endif]--><p>Hello<o:p></o:p></p>"
    assert readable(page).text == "Hello"


def test_an_element_shown_as_a_block_is_a_line():
    """Although its name says that it stands within one."""
    assert (
        readable("<span style='display:block'>a</span><span style='display: block'>b</span>").text == "a\nb"
    )
