"""Agents are told by mail what they have not seen (E38): real mails, to a real mail server, from a real desk."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from server.channels.email.reading import read_mail
from server.service import now_us
from support_tui.wire import codec
from support_tui.wire import commands as c
from support_tui.wire.attention import AttentionSettings
from support_tui.wire.mailboxes import Security, SmtpSettings
from support_tui.wire.notice_wording import notice_catalogue
from support_tui.wire.notifications import MarkNotifications, NotificationKind, NotificationPage
from support_tui.wire.values import DeliveryState, Role
from tests.server.channels.mailing import taken_in
from tests.server.channels.noticing import AMAL, BASIL, DELAY_S, EVERYTHING, Office, an_office, page, plain


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """A desk that tells by mail after two minutes."""
    async with an_office(tmp_path) as made:
        yield made


async def told(office: Office, who: str = "Amal") -> NotificationPage:
    return codec.decode((await office.desk.ask("GET", "/api/notifications", who)).content, NotificationPage)


async def test_e38_who_does_not_see_it_is_told_by_mail(office: Office):
    """After the delay and not before: what happened, the customer's words, how it is answered, and which conversation it is."""
    await office.wants()
    number = await office.asked("Where is it?\nIt is *late*.")
    await office.desk.command(c.AssignConversation(number, AMAL), "Ada")
    assert await office.mailed(60) == []
    (mail,) = await office.mailed(61)
    assert mail["To"] == "Amal <amal@desk.example>"
    assert mail["From"] == "Support <support@desk.example>"
    assert mail["Subject"] == "[#1] Parcel"
    words = plain(mail)
    assert words.startswith("##- Write your answer above this line -##")
    assert "Ada assigned #1 “Parcel” to you." in words
    assert "Carla wrote last:\n\nWhere is it?\nIt is *late*." in words
    assert "“note:”" in words and "support-tui show 1" in words
    assert await office.mailed() == []


async def test_e38_nothing_is_mailed_unless_it_was_asked_for(office: Office):
    """Nobody has chosen mail at first."""
    await office.mentions(await office.asked())
    assert await office.mailed() == []
    await office.wants(AttentionSettings())
    await office.mentions(1)
    assert await office.mailed() == []
    assert (await told(office)).unread == 2


async def test_e38_what_was_seen_meanwhile_is_not_mailed(office: Office):
    """Marked in the list, or read in the conversation, on whichever console."""
    await office.wants()
    number = await office.asked()
    await office.mentions(number)
    (first,) = (await told(office)).notifications
    body = codec.encode(MarkNotifications((first.id,)))
    await office.desk.ask("POST", "/api/notifications/read", "Amal", content=body)
    await office.mentions(number, "@Amal and once more")
    row = (await office.desk.ask("GET", f"/api/conversations/{number}/thread")).json["row"]
    await office.desk.command(c.MarkRead(number, row["last_message_id"]), "Amal")
    assert await office.mailed() == []


async def test_e38_what_was_seen_while_the_mail_server_was_away_is_not_mailed(office: Office):
    """It has waited in the outbox, and says nothing new by the time it could leave."""
    await office.wants()
    number = await office.asked()
    await office.mentions(number, "@Amal first")
    await office.mentions(number, "@Amal second")
    office.post.at_mail = "451 4.3.0 try again"
    assert await office.mailed() == []
    office.post.at_mail = "250 taken"
    first = sorted(one.id for one in (await told(office)).notifications)[0]
    body = codec.encode(MarkNotifications((first,)))
    await office.desk.ask("POST", "/api/notifications/read", "Amal", content=body)
    (mail,) = await office.mailed(7_200)
    assert "@Amal second" in plain(mail) and "@Amal first" not in plain(mail)


async def test_e38_a_notice_that_could_not_leave_is_tried_when_its_mailbox_is_mended(office: Office):
    """At once, however long its next try was off, and the mailbox rests no more."""
    await office.wants()
    await office.mentions(await office.asked())
    office.post.at_mail = "451 4.3.0 try again"
    assert await office.mailed() == []
    office.post.at_mail = "250 taken"
    office.notices._deliverer = deliverer = office.notices.deliverer()
    await deliverer.send_due()
    assert office.post.mails == []
    await office.notices.way_changed(1)
    await deliverer.send_due()
    assert len(office.post.mails) == 1


async def test_e38_a_mailbox_that_is_switched_off_keeps_its_notices(office: Office):
    """What was on its way leaves when the mailbox is on again; meanwhile it makes no further ones."""
    await office.wants()
    await office.mentions(await office.asked())
    smtp = SmtpSettings("127.0.0.1", office.post.port, Security.NONE)
    office.later(DELAY_S + 1)
    await office.notices.give_turns()
    await office.sets(smtp=replace(smtp, is_on=False))
    office.notices._deliverer = deliverer = office.notices.deliverer()
    await deliverer.send_due()
    await office.mentions(await office.asked("And this?"))
    office.later(DELAY_S + 1)
    assert await office.notices.give_turns() == []
    await office.sets(smtp=smtp)
    await deliverer.send_due()
    (mail,) = office.post.mails
    assert mail["Subject"] == "[#1] Parcel"


async def test_e38_several_events_of_one_conversation_are_one_mail(office: Office):
    """Of another conversation is another one; both hang together in the mail program, each with its own."""
    await office.wants()
    one, other = await office.asked(), await office.asked("Wrong colour", title="Shirt")
    await office.mentions(one, "@Amal first")
    await office.mentions(other, "@Amal shirt")
    await office.mentions(one, "@Amal second")
    first, second = await office.mailed()
    assert "@Amal first" in plain(first) and "@Amal second" in plain(first)
    assert (second["Subject"], "@Amal shirt" in plain(second)) == ("[#2] Shirt", True)
    await office.mentions(one, "@Amal third")
    (third,) = await office.mailed()
    assert third["References"] == first["References"] != second["References"]
    assert len({mail["Message-ID"] for mail in (first, second, third)}) == 3


async def test_e38_a_notice_says_that_no_person_has_written_it(office: Office):
    """E26: no machine answers it, and a mail server tells of trouble to an address that names the notice."""
    await office.wants()
    await office.mentions(await office.asked())
    (mail,) = await office.mailed()
    assert mail["Auto-Submitted"] == "auto-generated"
    assert (mail["Precedence"], mail["X-Auto-Response-Suppress"]) == ("bulk", "All")
    assert mail["X-Loop"].startswith("support-tui-")
    assert mail["Reply-To"].addresses[0].username.startswith("support+a1.2-")
    assert office.post.senders[-1].startswith("support+n1.2-")
    await office.sets(has_plus_addresses=False)
    await office.mentions(1)
    (bare,) = await office.mailed()
    assert (bare["Reply-To"], office.post.senders[-1]) == (None, "<>")


async def test_e38_without_a_trusted_server_it_says_that_it_cannot_be_answered(office: Office):
    """Nobody could prove who they are; the notice leads back to nothing."""
    await office.sets(trusted_hosts=())
    await office.wants()
    await office.mentions(await office.asked())
    (mail,) = await office.mailed()
    assert "##-" not in plain(mail) and "cannot be answered" in plain(mail)
    assert mail["Reply-To"] is None


async def test_e38_it_speaks_the_agents_language_each_paragraph_from_its_side(office: Office):
    """Arabic around an English customer: the frame runs from the right, their words from the left."""
    await office.wants(replace(EVERYTHING, language="ar"))
    await office.mentions(await office.asked(), "@Amal hello there")
    (mail,) = await office.mailed()
    assert "ذكرك Ada في" in plain(mail)
    assert '<p dir="rtl">' in page(mail) and '<p dir="auto">@Amal hello there</p>' in page(mail)


async def test_e38_a_sentence_of_ours_runs_as_its_language_does(office: Office):
    """Whatever name begins it."""
    await office.wants()
    number = await office.asked()
    await office.mentions(number, "@Amal hello")
    await office.desk.do(c.SaveAgent("أمل", "ada@desk.example", Role.ADMIN, agent_id=1))
    await office.mentions(number, "@Amal مرحبا")
    (mail,) = await office.mailed()
    assert '<p dir="auto">\u200eأمل mentioned you' in page(mail)
    assert '<p dir="auto">@Amal مرحبا</p>' in page(mail)


async def test_e38_nothing_of_the_customer_gets_into_the_head_of_a_notice(office: Office):
    """Whatever the title holds is one line of words (E24)."""
    await office.wants()
    number = await office.asked(title="Parcel\r\nBcc: x@evil.example")
    await office.desk.command(c.SetTitle(number, "Hi\nBcc: x@evil.example"), "Ada")
    await office.mentions(number)
    (mail,) = await office.mailed()
    assert mail["Bcc"] is None
    assert office.post.recipients[-1] == ("amal@desk.example",)
    assert mail["Subject"] == "[#1] Hi Bcc: x@evil.example"


async def test_e38_a_note_does_not_reach_who_may_not_see_it_any_more(office: Office):
    """Basil works in Support alone: what has moved to Sales before the delay is over is not mailed to him."""
    await office.wants(who="Basil")
    number = await office.asked()
    await office.mentions(number, "@Basil secret", BASIL)
    await office.desk.command(c.MoveConversation(number, 2), "Ada")
    assert await office.mailed() == []


async def test_e38_what_was_taken_back_is_not_told(office: Office):
    """A note that its writer has undone; and a conversation that was purged."""
    await office.wants()
    number = await office.asked()
    noted = await office.desk.command(c.AddNote(number, "@Amal oops", (AMAL,)), "Ada", key="the-note-key")
    assert noted.status == 200
    await office.desk.command(c.UndoRequest("the-note-key"), "Ada")
    (mail,) = await office.mailed()
    assert "oops" not in plain(mail)


async def test_e38_an_address_that_refuses_mail_gets_no_more_and_the_agent_is_told(office: Office):
    """In the console, with the words of the server; until they choose anew."""
    await office.wants()
    number = await office.asked()
    office.post.at_rcpt = lambda _: "550 5.1.1 no such user"
    await office.mentions(number)
    assert await office.mailed() == []
    stopped = (await told(office)).notifications[0]
    assert stopped.kind is NotificationKind.MAIL_STOPPED
    assert "no such user" in stopped.words
    office.post.at_rcpt = lambda _: "250 taken"
    await office.mentions(number)
    assert await office.mailed() == []
    await office.wants(replace(EVERYTHING, language="en"))
    await office.mentions(number, "@Amal again")
    assert len(await office.mailed()) == 1


async def test_e38_a_notice_that_comes_back_later_stops_them_too(office: Office):
    """A mail server's report to the notice's own address, or about its identity; it stands in no conversation, and counts once."""
    await office.wants()
    number = await office.asked()
    await office.mentions(number)
    (mail,) = await office.mailed()
    report = (
        f"From: mailer-daemon@mx.example\nTo: {office.post.senders[-1]}\nSubject: Undelivered\nMessage-ID: <r@mx.example>\n"
        "Auto-Submitted: auto-replied\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nIt failed.\n--b\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; amal@desk.example\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 no such user\n\n--b\nContent-Type: message/rfc822-headers\n\n"
        f"Message-ID: {mail['Message-ID']}\nSubject: x\n\n--b--\n"
    ).encode()
    assert read_mail(report).report is not None
    for _ in range(2):
        taken = await taken_in(office.desk, report)
        assert taken["was_done_before"]
    kinds = [one.kind for one in (await told(office)).notifications]
    assert kinds.count(NotificationKind.MAIL_STOPPED) == 1
    found = (await office.desk.ask("GET", "/api/conversations?queue=all")).json["rows"]
    assert len(found) == 1
    await office.mentions(number)
    assert await office.mailed() == []


async def test_e38_one_that_was_being_sent_when_the_server_ended_is_not_sent_again(office: Office):
    """E21: it may have left; nobody is asked about a notice."""
    await office.wants()
    await office.mentions(await office.asked())
    office.later(130)
    await office.notices.give_turns()
    office.post.cuts_at = "end"
    await office.notices.deliverer().send_due()
    office.post.cuts_at = ""
    await office.notices.deliverer().settle_interrupted()
    await office.notices.deliverer().send_due()
    assert office.post.mails == []
    states = office.desk.desk.readings.read(
        lambda reader: reader.execute("select state from notice_mail").fetchall()
    )
    assert states == [(DeliveryState.MAYBE_SENT.value,)]


async def test_e38_so_many_an_hour_and_the_rest_together_later(tmp_path: Path):
    """What does not fit into this hour waits, and is told if it is not seen by then."""
    async with an_office(tmp_path, per_hour=2) as office:
        await office.wants()
        for number in range(4):
            await office.mentions(await office.asked(title=f"Parcel {number}"))
        assert len(await office.mailed()) == 2
        assert await office.mailed(600) == []
        assert len(await office.mailed(3_600)) == 2


async def test_e38_a_pause_is_waited_out(office: Office):
    """Nothing is mailed while it lasts; behind it what is still unread, all in one."""
    paused = replace(EVERYTHING, paused_until_at=now_us() + 3_600_000_000)
    await office.wants(paused)
    number = await office.asked()
    await office.mentions(number, "@Amal first")
    assert await office.mailed(1_000) == []
    await office.mentions(number, "@Amal second")
    (mail,) = await office.mailed(3_000)
    assert "@Amal first" in plain(mail) and "@Amal second" in plain(mail)


async def test_e38_a_notice_stays_short_whatever_has_happened(office: Office):
    """The newest twenty in full, the rest by number; of a long message the beginning."""
    await office.wants()
    number = await office.asked()
    for place in range(23):
        await office.mentions(number, f"@Amal thing {place:02} " + "x" * 7_000)
    (mail,) = await office.mailed()
    words = plain(mail)
    assert "thing 02" not in words and "thing 03" in words and "thing 22" in words
    assert "3 more things have happened there." in words
    assert words.count("The rest stands in the conversation.") == 20
    assert len(words) < 150_000


def test_e38_every_sentence_is_there_in_both_languages():
    """With the same variables."""
    english, arabic = notice_catalogue("en"), notice_catalogue("ar")
    assert english.ids() == arabic.ids()
    for text_id in english.ids():
        assert english.variables(text_id) == arabic.variables(text_id), text_id
