"""Agents answer notices by mail (E38): what is theirs by token, address and DMARC is taken once; nothing else ever reaches a customer."""

from collections.abc import AsyncIterator
from email.message import EmailMessage
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from server.core.access import SYSTEM
from server.storage.upkeep.verify import findings
from support_tui.wire import commands as c
from support_tui.wire import limits
from support_tui.wire.values import Role
from tests.server.channels.mailing import thread
from tests.server.channels.noticing import AMAL, BASIL, PROVEN, VERA, Office, an_office, brought, plain

REFUSED = "Answer by mail, not taken"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """A desk that tells by mail after two minutes."""
    async with an_office(tmp_path) as made:
        yield made


async def noticed(office: Office, **asked: Any) -> EmailMessage:
    """Carla has written, Amal was called, and this is the notice to Amal."""
    await office.wants()
    await office.mentions(await office.asked(**asked))
    (mail,) = await office.mailed()
    return mail


def answering(
    notice: EmailMessage, text: str = "It is on its way.", *, quotes: bool = True, **headers: str
) -> bytes:
    """What Amal's mail program sends as an answer to a notice."""
    to = notice["Reply-To"] or notice["From"]
    quoted = "\n".join(f"> {line}" for line in plain(notice).split("\n"))
    fields = {
        "Authentication-Results": PROVEN,
        "From": "Amal <amal@desk.example>",
        "To": str(to),
        "Subject": f"Re: {notice['Subject']}",
        "Message-ID": "<answer1@phone.example>",
        "In-Reply-To": str(notice["Message-ID"]),
        "References": f"{notice['References']} {notice['Message-ID']}",
    } | {key.replace("_", "-"): value for key, value in headers.items()}
    head = "".join(f"{key}: {value}\n" for key, value in fields.items() if value)
    behind = f"\n\nOn Fri, 27 Nov 2026 at 10:00, Support <{to.addresses[0].addr_spec}> wrote:\n{quoted}\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\n\n{text}{behind if quotes else ''}\n".encode()


async def messages(office: Office, number: int = 1) -> list[Any]:
    """The thread."""
    return list((await thread(office.desk, number))["messages"])


async def titles(office: Office) -> list[str]:
    """Of all conversations, the oldest first."""
    rows = (await office.desk.ask("GET", "/api/conversations?queue=all")).json["rows"]
    return [row["title"] for row in sorted(rows, key=lambda row: row["id"])]


async def test_e38_an_answer_is_the_agents_reply(office: Office):
    """Without what it quotes; it waits out the undo window, then leaves for the customer, in their thread, and says nothing of the notice."""
    notice = await noticed(office)
    taken = await brought(office.desk, answering(notice, "It is on its way.\n\nAmal"))
    reply = (await messages(office))[-1]
    assert (reply["kind"], reply["text"]) == ("reply", "It is on its way.\n\nAmal")
    assert (reply["author"]["name"], reply["reason"]) == ("Amal", "by_mail")
    assert (reply["delivery"]["state"], taken["conversation_id"]) == ("queued", 1)
    assert reply["delivery"]["due_at"] - reply["at"] == pytest.approx(10_000_000, abs=1_000_000)
    row = (await thread(office.desk, 1))["row"]
    assert row["status"] == "awaiting_reply"
    (mail,) = await office.replies()
    assert mail["To"] == "Carla <carla@customer.example>"
    assert plain(mail).startswith("It is on its way.\n\nAmal\n")
    raw = mail.as_string()
    assert "+a1." not in raw and "answer1@phone.example" not in raw and "##-" not in raw
    assert await titles(office) == ["Parcel"]


async def test_e38_the_same_mail_is_taken_once(office: Office):
    """E4: again, by another way, into another of our mailboxes, and after the reply was taken back."""
    notice = await noticed(office)
    raw = answering(notice)
    for _ in range(2):
        await brought(office.desk, raw)
    await brought(office.desk, b"Received: from elsewhere\n" + raw)
    await office.desk.do(
        c.SaveMailbox(
            "Sales", "sales@desk.example", 2, mail=office.desk.desk.service.directory.mailboxes[0].mail
        )
    )
    again = await brought(office.desk, raw, "sales")
    assert again["was_done_before"]
    assert len([one for one in await messages(office) if one["kind"] == "reply"]) == 1
    assert len(await office.replies()) == 1
    assert await titles(office) == ["Parcel"]


async def test_e38_a_reply_by_mail_can_be_taken_back_and_does_not_come_again(office: Office):
    """It is the agent's own action, on any of their consoles."""
    notice = await noticed(office)
    raw = answering(notice)
    taken = await brought(office.desk, raw)
    undone = await office.desk.command(c.UndoRequest(taken["key"]), "Amal")
    assert undone.status == 200
    await brought(office.desk, raw)
    assert await office.replies() == []


@pytest.mark.parametrize("first", ["note: ask the depot", "Note: ask the depot", "ملاحظة: ask the depot"])
async def test_e38_a_first_line_makes_it_a_note(office: Office, first: str):
    """For colleagues alone; the customer hears nothing, and still waits."""
    notice = await noticed(office)
    await brought(office.desk, answering(notice, first))
    note = (await messages(office))[-1]
    assert (note["kind"], note["text"], note["author"]["name"]) == ("note", "ask the depot", "Amal")
    assert await office.replies() == []


async def test_e38_commands_stand_on_the_first_lines(office: Office):
    """Close and take, before the words, or alone; what is no command is said to be none, and reaches nobody."""
    notice = await noticed(office)
    await brought(office.desk, answering(notice, "/take\n/close\nIt has arrived."))
    shown = await thread(office.desk, 1)
    assert (shown["row"]["assignee_id"], shown["row"]["status"]) == (AMAL, "closed")
    assert shown["messages"][-1]["text"] == "It has arrived."
    await brought(office.desk, answering(notice, "/close", Message_ID="<2@phone.example>"))
    assert (await messages(office))[-1]["kind"] == "note"
    await brought(office.desk, answering(notice, "/clsoe\nThanks", Message_ID="<3@phone.example>"))
    assert (await titles(office))[-1].startswith(REFUSED)
    assert [plain(mail).split("\n")[0] for mail in await office.replies()] == ["It has arrived."]


async def test_e38_files_go_with_it_pictures_of_the_quotation_do_not(office: Office):
    """An invoice, and a picture that only what is quoted speaks of."""
    notice = await noticed(office)
    head, _, body = answering(notice).decode().partition("\n\n")
    head = head.replace(
        "Content-Type: text/plain; charset=utf-8", "Content-Type: multipart/mixed; boundary=b"
    )
    part = "--b\nContent-Type: {}\nContent-Disposition: attachment; filename={}\n\nbytes\n"
    raw = (
        f"{head}\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{body}\n> [logo.png]\n"
        + part.format("application/pdf", "invoice.pdf") + part.format("image/png", "logo.png") + "--b--\n"
    )  # fmt: skip
    await brought(office.desk, raw.encode())
    reply = (await messages(office))[-1]
    assert [file["filename"] for file in reply["attachments"]] == ["invoice.pdf"]


async def test_e38_an_html_mail_is_cut_like_a_plain_one(office: Office):
    """Outlook's way: the notice below, whole and unmarked."""
    notice = await noticed(office)
    lines = "".join(f"<p>{line}</p>" for line in plain(notice).split("\n") if line)
    page = f"<html><body><p>It is on its way.</p><div>Von: Support<br>Gesendet: heute<br></div>{lines}</body></html>"
    raw = answering(notice, page, quotes=False).replace(b"text/plain", b"text/html")
    await brought(office.desk, raw)
    reply = (await messages(office))[-1]
    assert reply["kind"] == "reply" and reply["text"].startswith("It is on its way.")
    assert "above this line" not in reply["text"] and "Carla" not in reply["text"]


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"Authentication_Results": ""}, "nothing proves"),
        ({"Authentication_Results": "mx.desk.example; dmarc=fail; dkim=pass; spf=pass"}, "nothing proves"),
        ({"Authentication_Results": "evil.example; dmarc=pass"}, "nothing proves"),
        ({"From": "Amal <amal@private.example>"}, "not the agent's address"),
        ({"From": "Basil <basil@desk.example>"}, "not the agent's address"),
        ({"From": "Dora <dora@customer.example>"}, "not the agent's address"),
        ({"From": "Amal <amal@desk.example>, Eve <eve@evil.example>"}, "not the agent's address"),
        ({"From": '"amal@desk.example" <eve@evil.example>'}, "not the agent's address"),
    ],
)
async def test_e38_what_is_not_proven_reaches_no_customer(office: Office, headers: dict[str, str], why: str):
    """It stands in a conversation of its own with the reason and the whole mail, and whose token it bears is told once."""
    notice = await noticed(office)
    await brought(office.desk, answering(notice, **headers))
    assert [one["kind"] for one in await messages(office)] == ["inbound", "note"]
    assert await office.replies() == []
    assert (await titles(office))[1] == f"{REFUSED}: Re: [#1] Parcel"
    (stands,) = await messages(office, 2)
    assert (stands["reason"], stands["attachments"][0]["filename"]) == ("answer_refused", "mail.eml")
    assert why in stands["text"] and "+a1." not in stands["text"]
    (refusal,) = await office.mailed()
    assert (refusal["To"], refusal["Subject"]) == ("Amal <amal@desk.example>", "Not sent: Re: [#1] Parcel")
    assert "was not sent to the customer" in plain(refusal)
    assert refusal["Reply-To"] is None and refusal["Auto-Submitted"] == "auto-generated"


async def test_e38_two_from_lines_prove_nothing(office: Office):
    """A server may have checked the other one."""
    notice = await noticed(office)
    raw = answering(notice).replace(b"Subject:", b"From: eve@evil.example\nSubject:", 1)
    await brought(office.desk, raw)
    assert (await titles(office))[1].startswith(REFUSED)
    assert await office.replies() == []


async def test_e38_another_agents_token_is_nobody_elses(office: Office):
    """Basil has come by Amal's notice, and is proven to be Basil."""
    notice = await noticed(office)
    await brought(office.desk, answering(notice, From="Basil <basil@desk.example>"))
    assert (await titles(office))[1].startswith(REFUSED)
    (refusal,) = await office.mailed()
    assert refusal["To"] == "Amal <amal@desk.example>"
    assert "basil@desk.example" in plain(refusal)


async def test_e38_a_forged_token_leads_nowhere(office: Office):
    """Another conversation's number, or another signature; the agent it claims to be from hears of it, strangers hear nothing."""
    notice = await noticed(office)
    await office.asked("Something else", title="Shirt")
    address = notice["Reply-To"].addresses[0].addr_spec
    forged = address.replace("+a1.", "+a2.")
    await brought(office.desk, answering(notice, To=forged))
    await brought(
        office.desk, answering(notice, To=forged, From="eve@evil.example", Message_ID="<e@evil.example>")
    )
    assert [one["kind"] for one in await messages(office, 2)] == ["inbound"]
    assert await office.replies() == []
    (refusal,) = await office.mailed()
    assert refusal["To"] == "Amal <amal@desk.example>"
    assert "#2" not in plain(refusal)


async def test_e38_a_token_is_void_once_the_agent_has_another_address(office: Office):
    """Whoever has the old mailbox now is not the agent."""
    notice = await noticed(office)
    await office.desk.do(c.SaveAgent("Amal", "amal@new.example", agent_id=AMAL))
    await brought(office.desk, answering(notice))
    await brought(office.desk, answering(notice, From="amal@new.example", Message_ID="<2@phone.example>"))
    assert [title.startswith(REFUSED) for title in await titles(office)] == [False, True, True]
    assert await office.replies() == []


@pytest.mark.parametrize(
    "now",
    [{"is_disabled": True}, {"role": Role.VIEWER}, {"mailbox_ids": (2,)}],
    ids=["disabled", "viewer", "elsewhere"],
)
async def test_e38_who_may_not_write_there_does_not_by_mail(office: Office, now: dict[str, Any]):
    """A disabled agent hears nothing more of the desk; the others are told."""
    notice = await noticed(office)
    await office.desk.do(c.SaveAgent("Amal", "amal@desk.example", agent_id=AMAL, **now))
    await brought(office.desk, answering(notice))
    assert (await titles(office))[1].startswith(REFUSED)
    assert await office.replies() == []
    assert len(await office.mailed()) == (0 if "is_disabled" in now else 1)


async def test_e38_an_absence_note_is_never_a_reply(office: Office):
    """It is a folded note, moves nothing, and is answered by nobody; where it is not proven it stands apart, in silence."""
    notice = await noticed(office)
    away = {"Auto_Submitted": "auto-replied", "Subject": "Out of office"}
    await brought(office.desk, answering(notice, "I am away until Monday.", **away))
    note = (await messages(office))[-1]
    assert (note["kind"], note["automatic"], note["text"]) == (
        "note",
        "auto-submitted",
        "I am away until Monday.",
    )
    unproven = {"Authentication_Results": "", "Message_ID": "<2@phone.example>"}
    await brought(office.desk, answering(notice, "/close\nI am away.", **away, **unproven))
    assert (await thread(office.desk, 1))["row"]["status"] == "open"
    assert (await thread(office.desk, 2))["row"]["status"] == "closed"
    assert await office.mailed() == [] and await office.replies() == []


async def test_e38_an_absence_note_to_the_notices_sender_is_left_out(office: Office):
    """Answering machines write to the envelope's sender, which names a notice and is no place for answers."""
    notice = await noticed(office)
    raw = answering(notice, To=office.post.senders[-1], Auto_Submitted="auto-replied")
    assert (await brought(office.desk, raw))["was_done_before"]
    assert await titles(office) == ["Parcel"]


async def test_e38_our_own_notice_that_comes_back_is_left_out(office: Office):
    """E27: a list, or a forwarding, sends it to the mailbox."""
    notice = await noticed(office)
    assert (await brought(office.desk, notice.as_bytes()))["was_done_before"]
    assert await titles(office) == ["Parcel"]


async def test_e38_refusals_are_told_seldom(office: Office):
    """E28: one for the same subject in a day, five to one agent in three hours, and none for the same mail again."""
    notice = await noticed(office)
    raw = answering(notice, Authentication_Results="")
    for number in range(3):
        await brought(office.desk, raw.replace(b"answer1", f"a{number}".encode()))
    assert len(await office.mailed()) == 1
    for number in range(9):
        altered = raw.replace(b"Re: [#1]", f"Question {number}".encode()).replace(
            b"answer1", f"b{number}".encode()
        )
        await brought(office.desk, altered)
    assert len(await office.mailed()) == 4


@pytest.mark.parametrize(
    ("text", "why"), [("", "nothing stands above"), ("x" * (limits.TEXT_CHARS + 9), "too large")]
)
async def test_e38_nothing_and_too_much_are_no_answers(office: Office, text: str, why: str):
    """A text that would be cut is not sent half."""
    notice = await noticed(office)
    await brought(office.desk, answering(notice, text))
    (stands,) = await messages(office, 2)
    assert why in stands["text"]
    assert await office.replies() == []


async def test_e38_a_mail_above_the_limit_is_no_answer(tmp_path: Path):
    """Only its headers are taken: it stands there, and the agent is told."""
    async with an_office(tmp_path) as office:
        notice = await noticed(office)
        office.desk.desk.mail.intake.largest_bytes = 5_000
        await brought(office.desk, answering(notice, "x" * 6_000))
        (stands,) = await messages(office, 2)
        assert stands["reason"] == "answer_refused" and "too large" in stands["text"]
        assert len(await office.mailed()) == 1


async def test_e38_answers_can_be_switched_off_at_the_desk(tmp_path: Path):
    """Notices then say so, and tokens that are out there lead nowhere."""
    async with an_office(tmp_path, answers=True) as office:
        notice = await noticed(office)
    async with an_office(tmp_path / "other", answers=False) as silent:
        bare = await noticed(silent)
        assert bare["Reply-To"] is None and "cannot be answered" in plain(bare)
        assert notice["Reply-To"] is not None


async def test_e38_without_plus_addresses_the_identities_lead_back(office: Office):
    """In-Reply-To names the notice; a notice that is passed on to the mailbox is not an answer."""
    await office.sets(has_plus_addresses=False)
    notice = await noticed(office)
    assert notice["Reply-To"] is None
    await brought(office.desk, answering(notice))
    assert (await messages(office))[-1]["kind"] == "reply"
    passed_on = {"Subject": "Fwd: [#1] Parcel", "Message_ID": "<2@phone.example>"}
    await brought(office.desk, answering(notice, "For you.", **passed_on))
    assert len(await titles(office)) == 2
    assert len(await office.replies()) == 1


async def test_e38_a_customer_who_has_come_by_a_notice_writes_as_a_customer(office: Office):
    """To the mailbox itself: whatever it refers to, it is theirs, in the mailbox, and answered like any mail."""
    notice = await noticed(office)
    raw = answering(notice, "Thanks!", From="carla@customer.example", To="support@desk.example")
    taken = await brought(office.desk, raw)
    stands = (await messages(office, taken["conversation_id"]))[-1]
    assert (stands["kind"], stands.get("reason", "")) == ("inbound", "")


async def test_e38_answers_follow_a_merged_conversation(office: Office):
    """The notice was about what is part of another one by now."""
    notice = await noticed(office)
    other = await office.asked("And where is the other one?", title="Second parcel")
    await office.desk.command(c.MergeConversations(other, (1,)), "Ada")
    taken = await brought(office.desk, answering(notice))
    assert taken["conversation_id"] == other
    assert (await messages(office, other))[-1]["kind"] == "reply"


async def test_e38_what_was_purged_is_answered_by_nobody(office: Office):
    """The answer stands apart with the reason."""
    notice = await noticed(office)
    await office.desk.command(c.SetFolder(1, "trash"), "Ada")  # type: ignore[arg-type]
    await office.desk.command(c.PurgeConversation(1), "Ada")
    await brought(office.desk, answering(notice))
    assert (await titles(office))[-1].startswith(REFUSED)
    assert await office.replies() == []


async def test_e38_an_agent_with_a_token_of_the_interface_proves_nobody_by_it(office: Office):
    """Who hands mail over as an agent could write into it what they like; only mail servers' mail is believed."""
    notice = await noticed(office)
    for who in ("Ada", "Amal"):
        answer = await office.desk.ask("POST", "/api/deliver?mailbox=support", who, content=answering(notice))
        assert answer.status == 200
    command = c.AnswerByMail(1, mailbox_id=1, external_id="x@y", text="Hello")
    assert (await office.desk.command(command, "Ada")).code == "forbidden"
    assert await office.replies() == []


async def test_e38_what_is_read_again_with_another_charset_is_never_a_sent_reply(office: Office):
    """Its mail holds more than was sent; the words that left stay what they are."""
    notice = await noticed(office)
    taken = await brought(office.desk, answering(notice))
    again = await office.desk.command(c.RedecodeMessage(1, taken["message_id"], "koi8-r"), "Amal")
    assert again.code == "not_found"


async def test_e38_viewers_are_told_and_cannot_answer(office: Office):
    """Vera looks on; her notice can be answered by nobody."""
    await office.wants(who="Vera")
    await office.mentions(await office.asked(), "@Vera", VERA)
    (mail,) = await office.mailed()
    assert mail["To"] == "Vera <vera@desk.example>" and BASIL != VERA
    await brought(office.desk, answering(mail, From="vera@desk.example"))
    assert (await titles(office))[1].startswith(REFUSED)


async def test_e38_a_notice_that_is_quoted_in_no_known_way_is_not_sent_along(office: Office):
    """It may tell what no customer may read: rather nothing leaves, and the agent is told to write above the line."""
    notice = await noticed(office)
    tail = plain(notice).partition("-##")[2].replace("\n", "\n~ ")
    await brought(office.desk, answering(notice, f"It is on its way.\n\n~ {tail}", quotes=False))
    assert await office.replies() == []
    assert "cannot be told apart" in (await messages(office, 2))[0]["text"]
    (refusal,) = await office.mailed()
    assert "write above the line" in plain(refusal)


async def test_e38_the_log_says_what_was_taken_and_what_was_not(office: Office):
    """Who has answered by mail, and that a mail was not taken for an answer."""
    notice = await noticed(office)
    await brought(office.desk, answering(notice))
    await brought(office.desk, answering(notice, Authentication_Results="", Message_ID="<2@phone.example>"))
    entries = office.desk.desk.readings.read(
        lambda reader: reader.execute(
            "select json_extract(actor, '$.name'), json_extract(data, '$.reason') from event"
            " where type = 'message_added' order by seq desc limit 2"
        ).fetchall()
    )
    assert entries == [("Amal", "answer_refused"), ("Amal", "by_mail")]


async def test_e38_a_customer_who_answers_to_all_joins_their_conversation(office: Office):
    """An agent has written to them directly, with the address for answers in copy: what they write is a customer's, and in its place."""
    notice = await noticed(office)
    taken = await brought(office.desk, answering(notice, "Thanks!", From="Carla <carla@customer.example>"))
    assert taken["conversation_id"] == 1
    last = (await messages(office))[-1]
    assert (last["kind"], last["author"]["name"], last.get("reason", "")) == ("inbound", "Carla", "")
    assert "+a1." not in str(last["to"])
    reply = c.SendReply(1, "You are welcome.", undo_window_s=0)
    await office.desk.command(reply, "Amal")
    (mail,) = await office.replies()
    assert "+a1." not in f"{mail['To']} {mail['Cc']}"


async def test_e38_what_could_not_be_read_is_not_sent_when_it_is_read_later(office: Office):
    """Nobody expects an answer to leave after an upgrade: it stands as the mail it is."""
    notice = await noticed(office)
    intake = office.desk.desk.mail.intake
    taken = await intake.take_in(SYSTEM, 1, answering(notice), is_retried=True)
    assert isinstance(taken, c.Accepted)
    assert await office.replies() == []
    assert (await messages(office, taken.conversation_id or 0))[-1]["kind"] == "inbound"


async def test_e38_a_reply_leaves_where_everything_holds_and_nowhere_else(office: Office):
    """Token, address, DMARC, a mail server, an agent who may write, a person: each in turn and all combinations of their lack."""
    notice = await noticed(office)
    to = str(notice["Reply-To"])
    for place, holds in enumerate(product((True, False), repeat=6)):
        may_write, has_token, is_agents, is_proven, is_by_server, is_person = holds
        if place == 32:
            viewer = c.SaveAgent("Amal", "amal@desk.example", Role.VIEWER, agent_id=AMAL)
            await office.desk.do(viewer)
        assert may_write is (place < 32)
        raw = answering(
            notice,
            f"Answer {place}",
            To=to if has_token else to.replace("+a1.", "+a2."),
            From="Amal <amal@desk.example>" if is_agents else "Eve <eve@evil.example>",
            Authentication_Results=PROVEN if is_proven else "mx.desk.example; dmarc=none",
            Auto_Submitted="no" if is_person else "auto-replied",
            Message_ID=f"<law{place}@phone.example>",
        )
        asker = SYSTEM if is_by_server else office.as_agent(1)
        taken = await office.desk.desk.mail.intake.take_in(asker, 1, raw)
        assert isinstance(taken, c.Accepted)
        replies = [one["text"] for one in await messages(office) if one["kind"] == "reply"]
        assert (f"Answer {place}" in replies) is all(holds), holds
    assert [plain(mail).split("\n")[0] for mail in await office.replies()] == ["Answer 0"]


async def test_e38_the_books_agree_after_answers(office: Office):
    """What `check` looks at: the log tells all that the tables hold, after replies, notes, commands, and one that was taken back."""
    notice = await noticed(office)
    keys = []
    for place, text in enumerate(("It comes.", "note: ask", "/take\n/close\nDone.", "/close", "Sorry.")):
        taken = await brought(office.desk, answering(notice, text, Message_ID=f"<b{place}@phone.example>"))
        keys.append(taken["key"])
    for key in (keys[0], keys[1]):
        assert (await office.desk.command(c.UndoRequest(key), "Amal")).status == 200
    desk = office.desk.desk
    found = desk.readings.read(lambda reader: list(findings(reader, desk.blobs)))
    assert found == []
