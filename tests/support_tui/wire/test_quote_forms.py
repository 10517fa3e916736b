"""What mail programs of many makers and languages write around a quotation, and what people write that only looks like it (E30)."""

import pytest

from support_tui.wire.quotes import blocks, visible_text

ANSWER = "Thanks, 2 of 3 arrived!\nأين الثالث؟"
OLD = "Dear Anna,\n\nyour order 4711 is on its way.\n\nDesk"

#: Lines behind which the old message stands without any mark.
ANNOUNCED = {
    "Gmail, three lines": "On Tue, Mar 3, 2026 at 9:15 AM Desk of a Very Long Name and\nmore of it <support@desk.example>\nwrote:",
    "Gmail, Arabic": "\u202bفي الثلاثاء، ٣ مارس ٢٠٢٦ في ٩:١٥ ص تمت كتابة ما يلي بواسطة\n\u202aDesk\u202c\u200f <\u202asupport@desk.example\u202c\u200f>:\u202c",
    "Gmail, Hebrew": "\u202bבתאריך יום ג׳, 3 במרץ 2026 ב-9:15 מאת \u202aDesk\u202c\u200f <\u202asupport@desk.example\u202c\u200f>:\u202c",
    "Gmail, Hindi": "मंगल, 3 मार्च 2026 को 9:15 am बजे को Desk <support@desk.example> ने\nलिखा:",
    "Gmail, Bengali": "মঙ্গল, ৩ মার্চ, ২০২৬ তারিখে ৯:১৫ AM টায় Desk <support@desk.example>\nলিখেছেন:",
    "Gmail, Urdu": "بروز منگل، 3 مارچ، 2026 کو 9:15 AM بجے، Desk <support@desk.example> نے لکھا:",
    "Gmail, Persian": "در تاریخ سه‌شنبه ۳ مارس ۲۰۲۶،\u200f ۹:۱۵ Desk <support@desk.example> نوشت:",
    "Gmail, Portuguese": "Desk <support@desk.example> escreveu (terça, 3/03/2026 à(s) 09:15):",
    "Gmail, Chinese": "Desk <support@desk.example> 于2026年3月3日周二 09:15写道：",
    "Apple, Turkish": "Desk Support şunları yazdı (3 Mar 2026 09:15):",
    "Apple, Japanese": "2026/03/03 9:15、田中太郎のメール:",
    "Apple, Korean": "2026. 3. 3. 오전 9:15, Desk <support@desk.example> 작성:",
    "Apple, Thai": "เมื่อวันที่ 3 มี.ค. 2569 เวลา 09:15 Desk <support@desk.example> เขียน:",
    "Apple, Arabic": "في ٣ مارس ٢٠٢٦، الساعة ٩:١٥ ص، كتبت سارة المنصوري:",
    "Apple, Polish": "Wiadomość napisana przez Desk <support@desk.example> w dniu 3 mar 2026, o godz. 09:15:",
    "Thunderbird, Czech": "Dne 03. 03. 26 v 9:15 Desk napsal(a):",
    "Thunderbird, Korean": "2026-03-03 오전 9:15에 Desk 이(가) 쓴 글:",
    "Thunderbird, Catalan": "El 3/3/26 a les 9:15, Desk ha escrit:",
    "Yahoo, German": "    Am Dienstag, 3. März 2026 um 09:15:22 MEZ hat Desk <support@desk.example> Folgendes geschrieben:  ",
    "Outlook, Croatian": "Šalje: Desk <support@desk.example>\nPoslano: 3. ožujka 2026. 9:15\nPrima: Anna\nPredmet: RE: Narudžba",
    "Outlook, Bulgarian": "От: Desk <support@desk.example>\nИзпратено: вторник, 3 март 2026 г. 9:15\nДо: Anna\nОтносно: RE: Поръчка",
    "Outlook, Greek": "Από: Desk <support@desk.example>\nΑποστολή: Τρίτη, 3 Μαρτίου 2026 9:15 πμ\nΠρος: Anna\nΘέμα: ΑΠ: Παραγγελία",
    "Outlook, Estonian": "Saatja: Desk <support@desk.example>\nSaadetud: teisipäev, 3. märts 2026 09:15\nAdressaat: Anna\nTeema: Tellimus",
    "Outlook, Latvian": "No: Desk <support@desk.example>\nNosūtīts: otrdiena, 2026. gada 3. marts 09:15\nKam: Anna\nTēma: Pasūtījums",
    "Outlook, Hindi": "से: Desk <support@desk.example>\nभेजा गया: मंगलवार, 3 मार्च 2026 9:15\nको: Anna\nविषय: ऑर्डर",
    "Outlook, Arabic": "المرسل: Desk <support@desk.example>\nتاريخ الإرسال: ٣ مارس ٢٠٢٦\nالمرسل إليه: آنا\nالموضوع: رد: الطلب",
    "bold labels": "**From:** Desk <support@desk.example>\n**Sent:** Tuesday, March 3, 2026 9:15 AM\n**To:** Anna\n**Subject:** Re: x",
    "labels apart": "From: Desk <support@desk.example>\n\nSent: Tuesday, March 3, 2026 9:15 AM\n\nTo: Anna\n\nSubject: Re: Order",
    "Outlook, Turkish mark": "-----Özgün İleti-----",
    "Samsung, Danish": "-------- Oprindelig besked --------",
    "QQ": "------------------&nbsp;原始邮件&nbsp;------------------",
    "Proton": "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn Tuesday, March 3, 2026 9:15 AM, Desk <support@desk.example> wrote:",
    "Zoho": "---- On Tue, 03 Mar 2026 09:15:22 +0100 Desk <support@desk.example> wrote ----",
    "Zimbra, French": '----- Mail original -----\nDe: "Desk" <support@desk.example>\nÀ: "anna"\nEnvoyé: Mardi 3 Mars 2026 09:15:22\nObjet: x',
    "Seznam": "---------- Původní e-mail ----------\nOd: Desk <support@desk.example>\nKomu: anna\nDatum: 3. 3. 2026 9:15:22\nPředmět: x",
    "Daum": "--------- 원본 메일 ---------\n보낸사람 : Desk <support@desk.example>\n받는사람 : 안나\n날짜: 2026년 3월 3일, 09시 15분\n제목: x",
    "Notes": "-----Desk <support@desk.example> wrote: -----",
    "Notes, one line": "Desk Support ---03/03/2026 09:15:22 AM---Dear Anna, your order is on its way",
    "GroupWise": ">>> Desk <support@desk.example> 03.03.2026 09:15 >>>",
    "Apple, forwarded, Chinese": "开始转发邮件：\n\n发件人: Desk <support@desk.example>\n主题: x\n日期: 2026年3月3日\n收件人: anna",
    "Apple, forwarded, Arabic": "بداية الرسالة المعاد توجيهها:\n\nمن: Desk <support@desk.example>\nالموضوع: رد\nإلى: anna",
    "ticket system": "##- Please type your reply above this line -##",
    "ticket system, Arabic": "##- يرجى كتابة ردك فوق هذا السطر -##",
    "ticket system, dashes": "--------------- REPLY ABOVE THIS LINE ---------------",
    "a rule too": "________________________________\nFrom: Desk <support@desk.example>\nSent: Tuesday, March 3, 2026 9:15:22 AM\nTo: Anna",
}  # fmt: skip

#: Every word of these is the writer's own.
OWN = [
    "Hello,\n\nYou wrote on 3/3/2026 at 9:15:\n\nPlease send the receipt.\n\nHere it is.",
    "Am 3.3.2026 um 9:15 schrieb mir Ihre Kollegin:\nBitte senden Sie die Rechnung.\nHier ist sie.",
    "Sie schrieben am 03.03.2026 um 09:15:\n\nBitte senden Sie die Rechnung.\n\nHier ist sie.",
    "في 3 مارس 2026 الساعة 9:15 كتب لي زميلكم:\nأرسل الرقم\nالرقم هو 5",
    "كتبتم في 3/3/2026 الساعة 9:15:\n\nسنرسل الطلب\n\nولم يصل",
    "On 3/3/2026 at 9:15 the following happened:\nThe lamp exploded.\nPlease help.",
    "support@desk.example wrote me three times:\nyour order is lost.\nIs that true?",
    "I need a quote.\n\nFrom: Cairo\nTo: Riyadh\nDate: 3 May\nHow much does it cost?",
    "أريد عرض سعر\n\nمن: القاهرة\nإلى: الرياض\nالتاريخ: 3 مايو\nكم السعر؟",
    "Taxi:\n\nDate: 3 May 2026, 10:15\nFrom: my house\nTo: the shop in Cairo\nIt cost 50.",
    "From your page:\n\nFrom: Anna <anna@customer.example>\nSubject: Lamp\nDate: 2026-03-03 09:15\nPhone: 0123\nMessage:\nIt is broken.",
    "رسالة من الموقع\n\nمن: سارة <sara@customer.example>\nالتاريخ: 2026-03-03 09:15\nالموضوع: استفسار\nالرسالة:\nأين طلبي؟",
    "The log says:\n\n--- Error 2026-03-03 09:15:22 ---\nat line 5\n--- end ---\n\nWhat can I do?",
    "2026-10-24 I ordered, write to me at <me@customer.example>\nand then tell me where it is.",
    "03.03.2026 09:15: departure\n04.03.2026 10:20: arrival\nPlease book.",
    "Original message lost, sorry!\nCould you send it again?",
]


@pytest.mark.parametrize("announced", ANNOUNCED.values(), ids=ANNOUNCED)
def test_a_message_announced_in_any_tongue_is_folded_to_its_end(announced: str):
    """Only the answer shows, whether blank lines stand around what announces the old message or not."""
    assert visible_text(f"{ANSWER}\n\n{announced}\n\n{OLD}\n") == ANSWER
    assert visible_text(f"{ANSWER}\n{announced}\n{OLD}") == ANSWER


@pytest.mark.parametrize("body", OWN)
def test_words_about_mails_and_journeys_are_somebodys_own(body: str):
    """A sentence that speaks to somebody, a route, a form of a page: nothing of them is folded."""
    assert visible_text(body) == body


@pytest.mark.parametrize(
    "pointing",
    ["My answers are inline.", "Siehe unten in rot.", "الإجابات أدناه", "Mes réponses ci-dessous."],
)
def test_a_copied_message_stays_where_one_is_told_to_read_on_in_it(pointing: str):
    """Who answers within a message copied without marks says so above it."""
    body = f"{pointing}\n\nFrom: Desk <d@desk.example>\nSent: 3 March 2026\nTo: Anna\n\nWhich colour?\nBlue."
    assert visible_text(body) == body
    assert blocks(body)[-1].kind == "inline"


def test_rules_above_a_quotation_are_folded_with_it():
    """They announce nothing."""
    assert visible_text("Thank you\n\n──────────\n> old\n> words") == "Thank you"
    assert visible_text("One\n\n-----\n\nTwo") == "One\n\n-----\n\nTwo"


def test_lines_made_to_cost_time_are_read_in_time():
    """Rules that end in something else, labels without end: none is looked through again and again."""
    for line in ("-" * 598 + "x", "---a" + "-" * 590 + "x", "From: a", "10:30 2026 wrote:", "a@" * 300 + ":"):
        assert blocks("\n".join([line] * 2_000))
