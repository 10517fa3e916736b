"""What is folded in a thread and what never is (E30)."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_tui.wire.quotes import Block, blocks, visible_text

REPOSITORY = Path(__file__).resolve().parents[3]
QUOTES = Path(os.environ.get("SUPPORT_SHARED_DATA", REPOSITORY / "../shared/data")) / "quotes"

ATTRIBUTIONS = {
    "english": "On Mon, Feb 1, 2026 at 6:32 PM, Desk <desk@example.com>\nwrote:",
    "english, Apple": "On Apr 3, 2026, at 4:19 PM, Desk wrote:",
    "arabic": "في الأحد، 12 مايو 2026 في 3:10 م كتب Desk <desk@example.com>:",
    "arabic, Outlook": "في 2026/05/12 قام Desk <desk@example.com> بكتابة:",
    "arabic, own digits": "في الأحد، ١٢ مايو ٢٠٢٦ في ٣:١٠ م، كتبت سارة <desk@example.com>:",
    "persian": "در یکشنبه ۱۲ مه ۲۰۲۶ در ۱۵:۱۰ Desk <desk@example.com> نوشت:",
    "hebrew": "בתאריך יום א׳, 12 במאי 2026 ב-15:10 מאת Desk <desk@example.com> כתב:",
    "french": 'Le 4 janv. 2026 19:03, "Desk"\n<desk@example.com>\na écrit :',
    "german": "Am 03.02.2026 3:35 nachm. schrieb Desk <desk@example.com>:",
    "german, Gmail": "Desk <desk@example.com> schrieb am Fr., 28.\nApr. 2026 um 11:53 Uhr:",
    "spanish": "El lun, 4 may 2026 a las 10:00, Desk (<desk@example.com>) escribió:",
    "italian": "Il giorno lun 4 mag 2026 alle ore 10:00 Desk <desk@example.com> ha scritto:",
    "portuguese": "Em 2 de fevereiro de 2026 10:58, Desk <\ndesk@example.com> escreveu:",
    "dutch": 'Op 16 aug. 2026 05:13 schreef "Desk" <desk@example.com> het\nvolgende geschreven:',
    "polish": "Dnia 14 lip 2026 o godz. 00:25 Desk <desk@example.com> napisał(a):",
    "russian": '02.04.2026 14:20 пользователь "Desk" <\ndesk@example.com> написал:',
    "ukrainian": "пн, 4 трав. 2026 р. о 10:00 Desk <desk@example.com> пише:",
    "swedish": "Den 15 juni 2026 kl. 20.42 skrev Desk <desk@example.com>:",
    "finnish": "ma 4. toukok. 2026 klo 10.00 Desk (desk@example.com) kirjoitti:",
    "czech": "po 4. 5. 2026 v 10:00 odesílatel Desk <desk@example.com> napsal:",
    "hungarian": "Desk <desk@example.com> ezt írta (időpont: 2026. máj. 4., H, 10:00):",
    "romanian": "În lun., 4 mai 2026 la 10:00, Desk <desk@example.com> a scris:",
    "turkish": "Desk <desk@example.com>, 4 May 2026 Pzt, 10:00 tarihinde şunu yazdı:",
    "greek": "Στις Δευ 4 Μαΐ 2026 στις 10:00 π.μ., ο/η Desk <desk@example.com> έγραψε:",
    "chinese": "在 2026年12月12日，下午8:45，Desk <desk@example.com> 写道：",
    "japanese": "2026年5月4日(月) 10:00 Desk <desk@example.com> のメッセージ:",
    "korean": "2026년 5월 4일 (월) 오전 10:00, Desk <desk@example.com>님이 작성:",
    "vietnamese": "Vào Th 2, 4 thg 5, 2026 vào lúc 10:00 Desk <desk@example.com> đã viết:",
    "indonesian": "Pada tanggal Sen, 4 Mei 2026 pukul 10.00 Desk <desk@example.com> menulis:",
    "without a verb": "2026-10-24 15:36 GMT+02:00 Desk <\ndesk@example.com>:",
}

HEADERS = {
    "english": "From: Desk <desk@example.com>\nSent: Monday, May 4, 2026 10:00\nTo: Sara\nSubject: Order",
    "arabic": "من: Desk <desk@example.com>\nتاريخ الإرسال: 04/مايو/2026\nإلى: سارة\nالموضوع: الطلب",
    "german": "Von: Desk <desk@example.com>\nGesendet: Montag, 4. Mai 2026\nAn: Sara\nBetreff: Bestellung",
    "french": "De : Desk <desk@example.com>\nEnvoyé : lundi 4 mai 2026\nÀ : Sara\nObjet : Commande",
    "swedish": "Från: Desk\nSkickat: den 5 juni 2026 12:22\nTill: sara@example.com\nÄmne: Bilder",
    "bold": "*From:* Desk\n*Sent:* 2026-01-27\n*To:* sara@example.com\n*Subject:* Order",
    "chinese": "发件人： Desk\n发送时间： 2026年5月4日\n收件人： Sara\n主题： 订单",
    "separator": "-----Original Message-----",
    "arabic separator": "-----الرسالة الأصلية-----",
    "forwarded": "---------- Forwarded message ---------\nFrom: Desk <d@example.com>\nDate: Tue\nSubject: x",
}


@pytest.mark.parametrize("attribution", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
def test_an_answer_above_a_quotation_is_all_that_shows(attribution: str):
    """In each language the line that announces the quotation is folded with it, and nothing before it."""
    assert visible_text(f"Thank you, 2 of 3 arrived!\n\n{attribution}\n\n> Your order\n> is on its way") == (
        "Thank you, 2 of 3 arrived!"
    )
    assert visible_text(f"Thank you!\n{attribution}\n> Your order") == "Thank you!"


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_a_message_copied_whole_is_folded_to_its_end(header: str):
    """Outlook and others copy the old message without marks."""
    assert (
        visible_text(f"شكراً جزيلاً\n\n________________\n{header}\n\nDear Sara,\n\nyour order") == "شكراً جزيلاً"
    )


def test_an_answer_below_a_quotation_shows():
    """A quotation that nothing precedes is folded."""
    assert visible_text("On 04/02/2026 06:26 PM, Desk wrote:\n> Hi\nHello") == "Hello"


def test_quotations_between_answers_stay():
    """Who answers point by point is read with the points."""
    body = "> Which colour?\n\nBlue.\n\n> Which size?\n\nLarge.\n\n> Thanks\n> Desk"
    assert visible_text(body) == "Blue.\n\n> Which size?\n\nLarge."
    assert "inline" in [block.kind for block in blocks(body)]


def test_a_signature_is_known_and_kept():
    """It is marked, not folded, unless it stands behind the quoted tail."""
    body = "Hello\n\n-- \nSara Ali\nBuyer"
    assert blocks(body) == [Block("text", 0, 2), Block("signature", 2, 5)]
    assert visible_text(body) == body
    assert visible_text("Hello\n\nSent from my iPhone\n\n> old") == "Hello\n\nSent from my iPhone"
    assert visible_text("Hello\n\n> old\n\n--\nSara") == "Hello"


@pytest.mark.parametrize(
    "body",
    [
        "On Monday your colleague wrote:\nplease send the receipt. Here it is.",
        "From: Berlin\nTo: Paris\nhow long does it take?",
        "I bought 3 things:\n- a lamp\n- a chair",
        "This is not a ---------- delimiter.",
        "Note: the number is 5.\nDate: unknown",
        "5 > 3, is it not?",
        "كتب لي زميلكم:\nأرسل الرقم",
        "Two thoughts.\n\n--\n" + "\n".join(f"a long second thought {n}" for n in range(20)),
    ],
)
def test_own_words_are_never_folded(body: str):
    """What merely resembles a header is the customer's text."""
    assert visible_text(body) == body


def test_a_mail_of_nothing_but_a_quotation_is_shown_whole():
    """Nobody looks at an empty message."""
    assert blocks("> all\n> old") == [Block("text", 0, 2)]


@given(st.text(alphabet="ab>:\n-0 @<wrote.", max_size=200))
def test_blocks_cover_every_line_in_order(body: str):
    """Nothing is deleted, only pointed at."""
    place = 0
    for block in blocks(body):
        assert block.start_line == place < block.end_line
        place = block.end_line
    assert place == body.count("\n") + 1


def _words(text: str) -> list[str]:
    return text.split()


@pytest.mark.skipif(not QUOTES.exists(), reason="the reference mails are not here")
@pytest.mark.parametrize("collection", ["discourse_trimmer", "talon"])
def test_reference_mails_lose_no_word_and_mostly_match(collection: str):
    """Against two peers' own test mails: every wanted word shows, four in five match exactly."""
    folder = QUOTES / collection
    expected = json.loads((folder / "expect.json").read_text(encoding="utf-8"))
    exact = 0
    for name, wanted in expected.items():
        body = (folder / f"{name}.txt").read_text(encoding="utf-8").replace("\r\n", "\n")
        shown = _words(visible_text(body))
        remaining = iter(shown)
        assert all(word in remaining for word in _words(wanted["reply"])), name
        exact += shown == _words(wanted["reply"])
    assert exact >= 0.8 * len(expected)


def test_rows_of_a_table_are_no_quotation():
    """Although a bar at the beginning of a line marks one in some programs."""
    body = "I paid:\n\n| Cup | 5 |\n| Jug | 7 |\n\nWhere is it?"
    assert [block.kind for block in blocks(body)] == ["text"]
    assert "inline" in [block.kind for block in blocks("Yes:\n\n| you said\n| so\n\nand no.")]
