"""Links in the text of messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_tui.wire import links
from support_tui.wire.mail_facts import MailFacts, as_plain


@pytest.mark.parametrize(
    ("label", "target"),
    [
        ("paypal.com", "https://paypal.com.evil.example/login"),
        ("https://bank.example/", "http://198.51.100.7/"),
        ("my account", "https://bank.example@evil.example/"),
        ("www.bank.co.uk", "https://other.co.uk/"),
    ],
)
def test_words_that_show_another_domain_mislead(label: str, target: str):
    """Also where a name before the host pretends to be one."""
    assert links.is_misleading(label, target)


@pytest.mark.parametrize(
    ("label", "target"),
    [
        ("paypal.com", "https://www.paypal.com/login"),
        ("Click here", "https://track.example/x"),
        ("https://bank.example/a", "https://bank.example/b"),
        ("amal@shop.example", "mailto:amal@shop.example?subject=x"),
        ("report.pdf", "mailto:amal@shop.example"),
    ],
)
def test_words_that_promise_no_other_domain_do_not(label: str, target: str):
    """A file name beside a mail address is a judgement for the reader, so are plain words."""
    assert links.is_misleading(label, target) is (label == "report.pdf")


def test_a_text_reads_without_its_targets():
    """For previews and the search: words, cells and headings alone."""
    text = "# Bill\n\n| Item | Price |\n| --- | --- |\n| [Cup](https://x.example/) | 5 |"
    assert links.words_of(text) == "Bill\n\nItem  Price\nCup  5"


def test_links_are_numbered_below_the_text():
    """Each place once."""
    text = "[here](https://x.example/a) and [again](https://x.example/a), [y](https://y.example/)"
    assert links.numbered(text) == (
        "here [1] and again [1], y [2]\n\n[1] https://x.example/a\n[2] https://y.example/"
    )


@given(st.text(max_size=200))
def test_a_target_holds_nothing_that_ends_it(href: str):
    """Whatever a page gives as an address, the text around it stays whole."""
    link = links.link_of(f"https://x.example/{href}")
    assert not link or links.NAMED.fullmatch(f"[label]({link})")


def test_words_of_a_page_are_plain_outside_of_the_thread():
    """In what is forwarded, piped or printed; what people wrote stays as they wrote it."""
    text = "[here](https://x.example/)"
    assert as_plain(text, MailFacts(from_html=True)) == "here [1]\n\n[1] https://x.example/"
    assert as_plain(text, MailFacts()) == text
