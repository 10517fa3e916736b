"""Text comes out right whatever charset a mail claims (E33)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.channels.email.reading.charsets import decode

ARABIC = "أهلا، أين طلبي رقم ١٢٣؟"


@pytest.mark.parametrize(
    ("charset", "written_in", "text"),
    [
        ("utf-8", "utf-8", ARABIC),
        ("windows-1256", "cp1256", "أهلا، أين طلبي؟"),
        ("iso-8859-6", "iso8859_6", "أهلا، أين طلبي؟"),
        ("iso-8859-1", "cp1252", "“naïve” – 5 €"),
        ("gb2312", "gb18030", "您好，镕基"),
        ("ks_c_5601-1987", "cp949", "안녕하세요, 똠방각하"),
        ("shift_jis", "cp932", "①番の㈱"),
        ("us-ascii", "utf-8", "déjà vu"),
        ("iso-8859-1", "utf-8", ARABIC),
        ("utf-16", "utf-16", ARABIC),
        ("utf-16", "utf-16-le", "plain"),
        ('"UTF8"', "utf-8", ARABIC),
        ("x-unknown", "utf-8", ARABIC),
        ("no-such-charset", "utf-8", ARABIC),
        ("", "utf-8", ARABIC),
    ],
)
def test_what_is_declared_is_taken_for_what_is_meant(charset: str, written_in: str, text: str):
    """Wrong names, too small sets and mail programs that always say Latin-1."""
    assert decode(text.encode(written_in), charset) == text


def test_japanese_additions_of_vendors():
    """ISO-2022-JP with a circled number, which the standard does not have."""
    assert decode(b"\x1b$B-!#1ET\x1b(B ok", "iso-2022-jp") == "①１都 ok"


def test_the_mails_charset_helps_where_none_is_declared():
    """Raw bytes in a header of a mail that speaks Windows Arabic."""
    assert decode("فاتورة".encode("cp1256"), "", "windows-1256") == "فاتورة"


def test_undeclared_bytes_are_guessed():
    """A longer text in an undeclared charset."""
    text = "Здравствуйте! Подскажите, пожалуйста, когда придёт мой заказ номер семь? Спасибо большое."
    assert decode(text.encode("cp1251")) == text


@pytest.mark.parametrize("wrongly_read_as", ["cp1252", "cp1256"])
def test_arabic_mojibake_is_repaired(wrongly_read_as: str):
    """Arabic that was read in the wrong charset before it was sent."""
    text = "مرحبا كيف حالك"
    broken = text.encode("utf-8").decode(wrongly_read_as, "ignore")
    if broken.encode(wrongly_read_as) == text.encode("utf-8"):
        assert decode(broken.encode("utf-8"), "utf-8") == text


def test_western_text_is_not_repaired():
    """Capital letters with marks alone are no mojibake."""
    assert decode("ØLAND og ÙÚÛ".encode(), "utf-8") == "ØLAND og ÙÚÛ"


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "utf-8", "gb2312", "utf-16", "iso-2022-jp", "hz", "utf-7", "idna", "rot13"]),
)
def test_no_bytes_are_unreadable(content: bytes, charset: str):
    """Something comes out, and it can be stored."""
    decode(content, charset).encode("utf-8", "surrogatepass")
