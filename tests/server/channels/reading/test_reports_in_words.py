"""Reports of mail systems that follow no standard: whom they name, with what code, about which mail (E29)."""

import pytest

from server.channels.email.reading import Report, read_mail

FROM = "From: Mail Delivery System <MAILER-DAEMON@mx.example>\nTo: desk@ours.example\nSubject: Undeliverable mail\n"


def told(text: str, head: str = FROM) -> Report:
    """What a report with these words tells."""
    report = read_mail(f"{head}\n{text}".encode()).report
    assert report is not None
    return report


def named(text: str, head: str = FROM) -> list[tuple[str, str]]:
    """The addresses and codes of a report with these words."""
    return [(entry.address, entry.status) for entry in told(text, head).recipients]


def test_every_address_is_named_with_its_own_code():
    """One report tells of many, each with a reason of its own."""
    text = (
        "Sorry, I was not able to deliver to these:\n\n<mona@a.example>:\n550 5.1.1 no such user\n\n"
        "<omar@b.example>:\n452 4.2.2 mailbox full\n\n--- Below this line is a copy of the message.\n\nTo: third@c.example"
    )
    assert named(text) == [("mona@a.example", "5.1.1"), ("omar@b.example", "4.2.2")]


@pytest.mark.parametrize(
    "text",
    [
        "could not be delivered. Ask <postmaster@mx.example>.\n\n  mona@a.example\n    550 unknown",
        "Your message to desk@ours.example's list was not delivered to:\n\n\tmona@a.example on Mon, 4 Mar\n\tThe name is not known",
        "Transcript: 250 <desk@ours.example> ok\nRCPT TO:<mona@a.example>\n550 undeliverable",
        "Message undeliverable.\n  MAIL FROM: desk@ours.example\n  RCPT TO: mona@a.example",
        "This tells that desk@ours.example\ncould not be delivered to:\n-- mona@a.example\n",
        "Failed Recipient: mona@a.example\nReason: user unknown",
        "The message addressed to 'mona@a.example' could not be delivered after 30 days",
        '"Mona Ali" <mona@a.example>\ncould not be delivered',
        "undeliverable\nmona@a.example [User unknown]",
    ],
)
def test_whom_it_names_is_found_among_others(text: str):
    """Neither the mail system's own address nor the one that wrote the mail is the one that failed."""
    assert [address for address, _ in named(text)] == ["mona@a.example"]


def test_the_address_before_it_was_passed_on_is_named_too():
    """The desk knows the one that it wrote to."""
    text = "could not be delivered:\n\n  box17@host.example\n    (generated from mona@a.example)\n    550 5.2.0 refused"
    assert named(text) == [("box17@host.example", "5.2.0"), ("mona@a.example", "5.2.0")]


def test_a_reply_code_alone_tells_for_good_from_for_now():
    """Where no enhanced code stands there (RFC 3463)."""
    assert named("<mona@a.example>: 550 no such user, could not be delivered") == [
        ("mona@a.example", "5.0.0")
    ]
    assert named("<mona@a.example>: 451 busy, could not be delivered") == [("mona@a.example", "4.0.0")]


def test_the_mail_that_came_back_names_the_address_where_the_words_do_not():
    """It went to one address only."""
    text = (
        "--b\n\nYour message could not be delivered to its recipient.\n--b\nContent-Type: message/rfc822\n\n"
        "To: Mona <mona@a.example>\nMessage-ID: <one@ours.example>\n\nHello\n--b--"
    )
    head = f"{FROM}Content-Type: multipart/mixed; boundary=b\n"
    assert (named(text, head), told(text, head).original_id) == ([("mona@a.example", "")], "one@ours.example")


def test_a_mail_that_came_back_without_an_identity_names_its_address_too():
    """A report may bring back a few headers only."""
    text = "--b\n\nYour mail bounced\n--b\nContent-Type: text/rfc822-headers\n\nFrom: desk@ours.example\nTo: mona@a.example\n--b--"
    head = f"{FROM}Content-Type: multipart/report; report-type=delivery-status; boundary=b\n"
    assert named(text, head) == [("mona@a.example", "")]


def test_the_mail_that_came_back_is_known_among_the_words():
    """Many systems paste it below their own words."""
    text = (
        "<mona@a.example>: user unknown\n\n--- Below this line is a copy of the message.\n\nReceived: from x by y\n"
        "Message-ID: <c7.m9.abc@ours.example>\nTo: mona@a.example\n\nHello"
    )
    assert told(text).original_id == "c7.m9.abc@ours.example"


def test_a_report_names_the_mail_it_answers():
    """Where it brings nothing of it back."""
    assert (
        told("mona@a.example: user unknown", f"{FROM}In-Reply-To: <one@ours.example>\n").original_id
        == "one@ours.example"
    )


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        (
            "Original-Recipient: rfc822; mona@a.example\nFinal-Recipient: rfc822; box17@store.local",
            "mona@a.example",
        ),
        (
            "Original-Recipient: rfc822; mona@a.example\nFinal-Recipient: x400; /S=mona/O=a/C=gb/",
            "mona@a.example",
        ),
        (
            "Original-Recipient: rfc822; mona+2Bshop@a.example\nFinal-Recipient: rfc822; mona+shop@a.example",
            "mona+shop@a.example",
        ),
        ("Original-Recipient: rfc822; unknown\nFinal-Recipient: rfc822; 'mona@a.example'", "mona@a.example"),
    ],
)
def test_a_standard_report_names_the_address_that_was_written_to(fields: str, address: str):
    """Not what servers made of it on the way (RFC 3464)."""
    text = f"--b\n\nfailed\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n{fields}\nAction: failed\nStatus: 5.1.1\n\n--b--"
    head = f"{FROM}Content-Type: multipart/report; report-type=delivery-status; boundary=b\n"
    assert named(text, head) == [(address, "5.1.1")]


@pytest.mark.parametrize(
    "sender",
    ["MAILER-DAEMON@mx.example", "Postmaster <postmaster@mx.example>", "SMTP_Mail_Service@mx.example", "Antivirus_for_SMTP@mx.example",
     '"System Administrator"@mx.example'],
)  # fmt: skip
def test_systems_are_known_by_many_names(sender: str):
    """Gateways and virus scanners bring mail back as well."""
    head = f"From: {sender}\nSubject: Returned mail\n"
    text = "<mona@a.example>: could not be delivered, mailbox unavailable. [SMTP Error Code 550]\n-------- Returned Mail --------\n\nReceived: from a by b\n\nhello"
    assert told(text, head).kind == "bounce"


def test_a_report_that_comes_through_a_list_is_a_report():
    """A desk whose address is a group gets them with the group's headers."""
    head = f"{FROM}Precedence: list\nList-Id: Desk <desk.ours.example>\n"
    assert (
        told("<mona@a.example>: user unknown", head).kind,
        named("<mona@a.example>: user unknown", head),
    ) == (
        "bounce",
        [("mona@a.example", "")],
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "could not be delivered to mona@a.example.\nDelivery attempts will continue to be made for 5 days.",
            "delayed",
        ),
        (
            "Delivery to mona@a.example has been postponed, the mailbox is full. We will continue to try.",
            "delayed",
        ),
        (
            "could not be delivered to mona@a.example for 2 hours. It will be retried until it is 4 days old.",
            "delayed",
        ),
        ("Unable to deliver to mona@a.example. No further delivery attempts will be made.", "bounce"),
    ],
)
def test_what_is_tried_again_is_a_delay(text: str, kind: str):
    """Whatever else is said of it."""
    assert told(text).kind == kind


def test_mail_that_a_rule_passed_on_is_its_writers():
    """Servers mark it, machines that answer mark their own otherwise."""
    raw = "From: Mona <mona@a.example>\nX-Autogenerated: {}\nSubject: My order\n\nWhere is it?"
    assert [read_mail(raw.format(how).encode()).auto for how in ("Mirror", "Forward", "Reply")] == [
        "",
        "",
        "auto_reply",
    ]


def test_an_answer_that_nothing_may_be_sent_back_for_is_a_machines():
    """People's mail has a way back (RFC 3834)."""
    raw = "Return-Path: {}\nFrom: Mona <mona@a.example>\nSubject: Thank you for your mail\n\nWe read it soon."
    assert [read_mail(raw.format(way).encode()).auto for way in ("<>", "<mona@a.example>")] == [
        "auto_reply",
        "",
    ]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "AUTO: Ali, Mona is out of the office (returning 05/01)",
            'Note: This is an automated response to your message "May I ask?" sent today.',
        ),
        (
            "Absence : Mona",
            "Je suis en congés. Une urgence ? Écrivez à Omar. Ceci est un message automatique.",
        ),
        ("Abwesenheit", "Fragen? Frau Schmidt hilft. Dies ist eine automatische Antwort."),
        ("خارج المكتب", "هل الأمر عاجل؟ راسل عمر. هذا رد تلقائي."),
    ],
)
def test_a_machine_that_says_it_is_one_may_ask(subject: str, text: str):
    """It quotes the question that it answers, or asks what is urgent."""
    assert read_mail(f"From: mona@a.example\nSubject: {subject}\n\n{text}".encode()).auto == "auto_reply"


def test_a_sending_service_names_them_by_json():
    """Each with its own code, and our mail by its identity."""
    text = (
        '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":['
        '{"emailAddress":"mona@a.example","status":"5.1.1"},{"emailAddress":"omar@b.example","status":"4.2.2"}]},'
        '"mail":{"commonHeaders":{"messageId":"<c7.m9.abc@ours.example>"}}}'
    )
    head = "From: no-reply@sns.example\nSubject: Notification\n"
    assert named(text, head) == [("mona@a.example", "5.1.1"), ("omar@b.example", "4.2.2")]
    assert told(text, head).original_id == "c7.m9.abc@ours.example"
    assert told('{"notificationType":"Bounce"}', head).recipients == ()
