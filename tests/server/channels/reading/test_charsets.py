"""Text comes out right whatever charset a mail claims (E33)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.channels.email.reading import read_mail
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
        ("utf-16", "utf-16-be", "plain"),
        ("utf-16", "utf-16-be", "طلبي"),
        ("utf-16", "utf-16-le", "您好，请问"),
        ("utf-16", "utf-16-be", "您好，请问"),
        ("utf-16le", "utf-16", ARABIC),
        ("iso-8859-6", "cp1256", "أين طلبي؟ چاى"),
        ("iso-8859-2", "cp1250", "“Žluťoučký kůň”"),
        ("us-ascii", "cp1256", "أين طلبي؟"),
        ("iso-8859-1", "cp1256", "السلام عليكم، أين طلبي رقم 4432؟ https://shop.example/orders/4432"),
        ("iso-8859-1", "cp1252", "ÉTÉ – À L'ÉTRANGER"),
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


@pytest.mark.parametrize("wrongly_read_as", ["latin-1", "cp1252", "cp1256"])
def test_arabic_mojibake_is_repaired(wrongly_read_as: str):
    """Arabic that was read in the wrong charset before it was sent, also where that has no letter for one of its bytes (E33)."""
    text = "مرحبا كيف حالك يا صديقي؟"
    broken = "".join(
        bytes((byte,)).decode(wrongly_read_as, "ignore") or chr(byte) for byte in text.encode("utf-8")
    )
    assert broken != text
    assert decode(broken.encode("utf-8"), "utf-8") == text
    assert read_mail(f"Subject: {broken}\n\nx".encode()).subject == text


def test_what_is_no_mojibake_stays_beside_it():
    """An old line that was broken before, below an answer in sound letters."""
    old = "أين طلبي؟".encode().decode("latin-1")
    assert decode(f"إنه في الطريق…\n> {old}".encode(), "utf-8") == "إنه في الطريق…\n> أين طلبي؟"


def test_a_damaged_letter_leaves_the_others():
    """A few letters around bytes that are nothing are not read in pairs."""
    assert "8=ZZ" in decode(b"\xd9=8=ZZ")


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


@pytest.mark.parametrize(
    "text",
    ["Où est ma commande ? Réponse déjà reçue", "Где мой заказ? Спасибо большое", "مرحباً، أين طلبي رقم 5؟"],
)
@pytest.mark.parametrize("times", [1, 2])
def test_words_of_any_alphabet_that_were_misread_are_repaired(text: str, times: int):
    """Once, or again by the next program on their way."""
    broken = text
    for _ in range(times):
        broken = "".join(
            bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in broken.encode("utf-8")
        )
    assert decode(broken.encode("utf-8"), "utf-8") == text


@pytest.mark.parametrize(
    ("text", "charset"),
    [("Где мой заказ номер пять? Я жду уже третью неделю", "cp1251"), ("مرحبا أين طلبي رقم خمسة", "cp1256")],
)
def test_an_alphabet_that_is_declared_western_is_read_as_what_it_is(text: str, charset: str):
    """Western words have few letters beyond ASCII, and never only those."""
    assert decode(text.encode(charset), "iso-8859-1") == text


@pytest.mark.parametrize(
    ("text", "charset"),
    [("איפה ההזמנה שלי מספר חמש? תודה רבה", "cp1255"), ("مرحبا", "cp1256"), ("我的訂單在哪裡？請盡快回覆我，謝謝", "big5"),
     ("注文はどこですか？よろしくお願いします", "iso2022_jp"), ("注文はどこですか？よろしくお願いします", "cp932")],
)  # fmt: skip
def test_bytes_of_no_declared_charset_are_known_by_their_alphabet(text: str, charset: str):
    """Each has bytes, or signs, that the others have not."""
    assert decode(text.encode(charset)) == text


def test_german_quotation_marks_are_no_mojibake():
    """A letter and the mark behind it could be the two bytes of one."""
    for text in ("„Spaß“ und „Ö“", "»Spaß« – »Ö«", "“Spaß”, “Maß”, “Groß”"):
        assert decode(text.encode(), "utf-8") == text


def test_a_mail_without_a_charset_is_read_in_that_of_its_subject():
    """Nothing else tells."""
    raw = b"From: a@x.example\nSubject: =?iso-8859-1?Q?=E4=F6?=\n\n\xe4\xf6\xfc\xdf ad asd"
    assert read_mail(raw).text == "äöüß ad asd"


@pytest.mark.parametrize("declared", ["", "us-ascii", "iso-8859-1"])
@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("big5", "請問我的訂單什麼時候寄出？謝謝您。"),
        ("gb18030", "请问我的订单什么时候发货？谢谢您。"),
        ("cp932", "注文した商品がまだ届いていません。"),
        ("euc_jp", "注文した商品がまだ届いていません。"),
        ("cp949", "주문한 상품이 아직 도착하지 않았습니다."),
        ("iso8859_6", "أين طلبي؟ لم يصلني شيء حتى الآن، شكرا لكم."),
        ("cp1254", "Sipariş ettiğim ürün gelmedi, teşekkürler, iyi günler, sağ olun, ışık."),
        ("cp1250", "Dzień dobry, zamówiłem i zapłaciłem, proszę o odpowiedź, są błędy."),
        ("iso8859_2", "Dzień dobry, zamówiłem i zapłaciłem, proszę o odpowiedź, są błędy."),
    ],
)
def test_languages_are_told_by_their_most_frequent_letters(charset: str, text: str, declared: str):
    """Where a mail program names no charset, or always the same one."""
    assert decode(text.encode(charset), declared) == text


@pytest.mark.parametrize(
    "text",
    [
        "l´hôtel n´est pas loin, c´est ça",
        "don¿t and can¿t",
        "ð þ ý: Það er þýtt, æ og ö",
        "col·lecció intel·ligent",
        "500µm à 20°C, ½ l³",
        "«ça»et«là»",
    ],
)
def test_western_signs_within_words_are_left(text: str):
    """They stand there in Western mails too."""
    assert decode(text.encode("cp1252"), "iso-8859-1") == text
