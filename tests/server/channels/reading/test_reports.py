"""Mail about mail: what was not delivered, and complaints (E29)."""

import pytest

from server.channels.email.reading import read_mail

BOUNCE = """\
From: MAILER-DAEMON@mx.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

I could not deliver your message.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; mona@customer.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {status} mailbox unknown

--b
Content-Type: message/rfc822

From: support@desk.example
Message-ID: <c7.m9.abc@desk.example>
Subject: Your order

Hello
--b--
"""


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [("failed", "5.1.1", "bounce"), ("delayed", "4.4.1", "delayed"), ("delivered", "2.0.0", "delivered")],
)
def test_a_standard_report_is_read(action: str, status: str, kind: str):
    """Whom it is about, with what code and words, and which of our mails came back (RFC 3464)."""
    told = read_mail(BOUNCE.format(action=action, status=status).encode()).report
    assert told is not None
    assert (told.kind, told.original_id) == (kind, "c7.m9.abc@desk.example")
    assert [(entry.address, entry.action, entry.status) for entry in told.recipients] == [
        ("mona@customer.example", action, status)
    ]
    assert told.recipients[0].detail == f"{status} mailbox unknown"


def test_a_report_in_words_is_known_too():
    """A mail system that follows no standard."""
    raw = b"From: postmaster@mx.example\nSubject: failure notice\n\nSorry, no such user: <mona@customer.example> 550 5.1.1"
    told = read_mail(raw).report
    assert told is not None
    assert told.kind == "bounce"
    assert told.recipients[0].address == "mona@customer.example"


def test_a_header_names_whom_it_did_not_reach():
    """Every address of X-Failed-Recipients, whatever the words are (E29)."""
    raw = b"From: system@mx.example\nX-Failed-Recipients: mona@customer.example, omar@customer.example\nSubject: ?\n\n4.4.7 too late"
    told = read_mail(raw).report
    assert told is not None
    assert [(entry.address, entry.status) for entry in told.recipients] == [
        ("mona@customer.example", "4.4.7"),
        ("omar@customer.example", "4.4.7"),
    ]


def test_a_complaint_is_told_apart():
    """RFC 5965."""
    raw = b"From: fbl@isp.example\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b--"
    assert read_mail(raw).auto == "feedback"


@pytest.mark.parametrize(
    "raw",
    [
        b"From: mona@customer.example\nSubject: Re: Undelivered mail\nIn-Reply-To: <a@b>\n\nMy message could not be delivered, why?",
        b"From: it-admin@customer.example\nSubject: Fwd: Undelivered Mail Returned to Sender\n\nWhat is this?\n\n<a@b.example>: 550 5.1.1 user unknown\n\nOriginal message\nReceived: from x by y\n",
        b"From: mona@customer.example\nSubject: mailbox full\n\nYour form says my mailbox is full. User unknown?",
        b"From: omar@x.example\nSubject: Re: Sara is out of the office\nIn-Reply-To: <a@b>\n\nThen ask me.",
        b"From: omar@x.example\nList-Id: <a.b>\nPrecedence: bulk\nSubject: failure notice\n\nundeliverable, says the log",
    ],
)
def test_people_who_write_about_it_are_people(raw: bytes):
    """Nobody is taken for a machine by the subject of a conversation."""
    assert read_mail(raw).auto == ""


@pytest.mark.parametrize(
    "subject",
    ["Automatic reply: away", "Out of Office: Sara", "رد تلقائي: إجازة", "Sara Ali is out of the office"],
)
def test_answering_machines(subject: str):
    """Also where they set no header."""
    assert read_mail(f"From: s@x.example\nSubject: {subject}\n\nback on Monday".encode()).auto == "auto_reply"


ATTACHED = "--m\n\nWhy do I get this?\n--m\nContent-Type: message/rfc822\n\n{}\n--m--\n"


def test_a_report_that_somebody_attaches_is_not_theirs():
    """People ask about what a mail system told them."""
    raw = "From: Mona <mona@customer.example>\nSubject: Fwd: Undelivered Mail Returned to Sender\nContent-Type: multipart/mixed; boundary=m\n\n"
    mail = read_mail((raw + ATTACHED.format(BOUNCE.format(action="failed", status="5.1.1"))).encode())
    assert (mail.auto, mail.automatic, mail.report) == ("", "", None)


@pytest.mark.parametrize(
    "sender",
    ["Mona <mona@customer.example>", "Credit <team@eximbank.example>", "Hire <hire@bouncycastle.example>", "Jo <it-admin@customer.example>",
     "Omar <omar@smtp-tools.example>", "Tamta <tamta@customer.example>", "Shop <shop-owner@customer.example>"],
)  # fmt: skip
def test_people_write_of_parcels_in_the_words_of_mail_systems(sender: str):
    """A name like a system's makes no report of what a customer says about a delivery."""
    raw = f"From: {sender}\nSubject: Delivery failed\n\nMy parcel could not be delivered and was returned to sender."
    assert read_mail(raw.encode()).auto == ""


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        ("Mail Delivery System <Mailer-Daemon@mx.example>", "Warning: message 1abcD-0004 delayed 24 hours",
         "A message has not yet been delivered to x@y.example. Delivery attempts will continue."),
        ("MAILER-DAEMON@mx.example", "Warning: could not send message for past 4 hours", "<x@y.example>... Deferred: Connection timed out"),
        ("mailer-daemon@googlemail.com", "Delivery Status Notification (Delay)", "There was a temporary problem delivering to x@y.example."),
    ],
)  # fmt: skip
def test_a_delay_told_in_words_is_no_failure(sender: str, subject: str, text: str):
    """It is tried again; nothing is said against the customer's address."""
    told = read_mail(f"From: {sender}\nSubject: {subject}\n\n{text}".encode()).report
    assert told is not None
    assert (told.kind, {entry.action for entry in told.recipients}) == ("delayed", {"delayed"})


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        ("MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@x.example", "Unzustellbar: Bestellung", "konnte nicht zugestellt werden"),
        ("MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@x.example", "تعذر التسليم: طلبك", "تعذر تسليم رسالتك"),
        ("PostMaster@qq.example", "系统退信", "您的邮件被退回"),
        ("postmaster@naver.example", "[발송실패 안내]", "메일이 전송되지 못했습니다."),
        ("mailer-daemon@mail.example", "Mail failure.", "письмо не может быть доставлено"),
        ("Postmaster@domino.example", "DELIVERY FAILURE: User x", "was not delivered to: x"),
    ],
)  # fmt: skip
def test_mail_systems_speak_many_languages(sender: str, subject: str, text: str):
    """By who they are and what they say."""
    assert read_mail(f"From: {sender}\nSubject: {subject}\n\n{text} x@y.example".encode()).auto == "bounce"


@pytest.mark.parametrize(
    "subject",
    ["Automatische Antwort: x", "Réponse automatique : x", "Respuesta automática: x", "Odpowiedź automatyczna: x", "Otomatik Yanıt: x",
     "Автоматический ответ: x", "Αυτόματη απάντηση: x", "תשובה אוטומטית: x", "پاسخ خودکار: x", "自動返信: x", "자동 회신: x", "自动回复：x", "Trả lời tự động: x",
     "ตอบกลับอัตโนมัติ: x", "Balasan otomatis: x", "[Auto-Reply] x", "[AUTO GENERATED] x", "Thank you for your mail [Auto-Reply]", "الرد الآلي: x"],
)  # fmt: skip
def test_answering_machines_of_many_languages(subject: str):
    """Exchange and others begin the subject with the same words each time."""

    assert read_mail(f"From: s@x.example\nSubject: {subject}\n\nok".encode()).auto == "auto_reply"


@pytest.mark.parametrize(
    ("subject", "text"),
    [("Abwesenheitsnotiz: x", "Ich bin bis Montag nicht im Büro."), ("Absence du bureau : x", "Je suis absent."), ("Fuera de la oficina", "Estaré de vuelta el lunes."),
     ("خارج المكتب", "أنا خارج المكتب وسأعود يوم الأحد."), ("Frånvaro: x", "Jag är på semester."), ("不在", "不在にしております。"), ("Auto: x", "I am out of office until May."),
     ("Absence du 5 au 9 mars", "Je suis absent."), ("On vacation Re: x", "I am on vacation."), ("不在のお知らせ", "不在にしております。"), ("Abwesend bis Montag", "Ich bin abwesend.")],
)  # fmt: skip
def test_who_is_away_says_so_in_subject_and_text(subject: str, text: str):
    """Without any header that tells."""
    assert read_mail(f"From: s@x.example\nSubject: {subject}\n\n{text}".encode()).auto == "auto_reply"


@pytest.mark.parametrize(
    ("subject", "text"),
    [("Out of office chairs", "What do they cost?"), ("Out of office: how?", "I am away from Monday. How do I set it?"), ("Abwesenheit", "Das Paket kam nicht."),
     ("Automatic reply is broken", "Your app sends none."), ("Re: Automatic reply: x", "Are you back?"), ("خارج المكتب: كيف أضبطها؟", "أنا في إجازة، كيف أضبطها؟"),
     ("Absence de pièces", "Une pièce est absente du colis."), ("Ausente en el reparto", "El repartidor dice que estaba ausente."),
     ("Abwesenheit bei Zustellung", "Ich war abwesend. Ich bin ab Montag wieder da."), ("부재중 배송", "어제 부재중이라 택배를 못 받았습니다."),
     ("Nieobecność przy dostawie", "Kurier zapisał, że byłem nieobecny."), ("Vacation package", "We will be back on 5 March."),
     ("Order 5", "I am out of the office until Monday, call me then."), ("自动回复怎么设置", "请问"), ("Read: the manual", "It does not help.")],
)  # fmt: skip
def test_people_write_about_answering_machines(subject: str, text: str):
    """They are no machines for it."""
    mail = read_mail(f"From: s@x.example\nSubject: {subject}\n\n{text}".encode())
    assert (mail.auto, mail.automatic) == ("", "")


def test_a_receipt_is_a_machines_mail():
    """That a mail was opened needs no answer, and reopens nothing (RFC 8098)."""
    raw = (
        "From: s@x.example\nSubject: Gelesen: x\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n"
        "--b\n\nread\n--b\nContent-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--b--"
    )
    assert (read_mail(raw.encode()).auto, read_mail(raw.encode()).automatic) == ("auto_reply", "content-type")


def test_a_report_about_an_address_beyond_ascii_is_read():
    """RFC 6533 gives such reports types of their own."""
    raw = BOUNCE.format(action="failed", status="5.1.1").replace(
        "message/delivery-status", "message/global-delivery-status"
    )
    told = read_mail(raw.replace("rfc822; mona@", "utf-8; منى@").encode()).report
    assert told is not None
    assert [(entry.address, entry.status) for entry in told.recipients] == [("منى@customer.example", "5.1.1")]
