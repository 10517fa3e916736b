"""An answer by mail that does not know what others have written meanwhile is not sent (E38): it is kept, and its author is told by mail."""

import asyncio
from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from support_tui.wire import codec
from support_tui.wire import commands as c
from support_tui.wire.drafts import DraftKind, SaveDraft
from tests.server.channels.mailing import thread
from tests.server.channels.noticing import Office, an_office, brought, plain
from tests.server.channels.test_answers_by_mail import answering, messages, noticed


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """A desk that tells by mail after two minutes."""
    async with an_office(tmp_path) as made:
        yield made


async def replies_at_the_desk(office: Office, who: str = "Basil") -> c.Accepted:
    """A colleague has answered Carla at a console."""
    answer = await office.desk.command(c.SendReply(1, "It left yesterday."), who)
    assert answer.status == 200, answer.content
    return codec.decode(answer.content, c.Accepted)


async def writes_again(office: Office, text: str = "Hello?") -> None:
    """Carla has written once more."""
    await office.asked(text, conversation_id=1)


async def drafts_of(office: Office, who: str = "Amal") -> list[Any]:
    """What an agent has begun to write."""
    return list((await office.desk.ask("GET", "/api/drafts", who)).json.get("drafts", []))


async def told_of_it(office: Office) -> list[EmailMessage]:
    """The mails that say that an answer was not sent."""
    return [mail for mail in await office.mailed(0) if str(mail["Subject"]).startswith("Not sent: ")]


async def test_e38_an_answer_that_a_colleague_was_quicker_than_is_not_sent(office: Office):
    """It stands as a note for everybody, moves nothing, and is its author's draft with the reason."""
    notice = await noticed(office)
    await replies_at_the_desk(office)
    before = (await thread(office.desk, 1))["row"]
    await brought(office.desk, answering(notice, "/close\nIt is on its way."))
    note = (await messages(office))[-1]
    assert (note["kind"], note["text"], note["reason"]) == ("note", "It is on its way.", "held_by_mail")
    after = (await thread(office.desk, 1))["row"]
    assert after["status"] == before["status"] == "awaiting_reply"
    (draft,) = await drafts_of(office)
    assert (draft["kind"], draft["text"]) == ("reply", "It is on its way.")
    assert "Basil" in draft["extra"]["why"]
    mails = await office.replies()
    assert ["It left yesterday." in plain(mail) for mail in mails] == [True]


async def test_e38_its_author_hears_by_mail_why_and_what_was_written(office: Office):
    """The mail can be answered: whoever has read it knows, and what they write then is sent."""
    notice = await noticed(office)
    await replies_at_the_desk(office)
    await brought(office.desk, answering(notice))
    (told,) = await told_of_it(office)
    assert told["To"] == "Amal <amal@desk.example>"
    words = plain(told)
    assert "was not sent to the customer: Basil has replied meanwhile." in words
    assert "Basil wrote last:\n\nIt left yesterday." in words
    assert "your conversation" not in words
    assert "Answer this mail" in words
    again = answering(told, "One more thing.", Message_ID="<answer2@phone.example>")
    await brought(office.desk, again)
    assert [message["kind"] for message in await messages(office)][-2:] == ["note", "reply"]


async def test_e38_a_customer_who_has_written_again_is_read_first(office: Office):
    """They go on waiting: what was kept is no answer."""
    notice = await noticed(office)
    await writes_again(office, "Never mind, it came.")
    await brought(office.desk, answering(notice))
    page = await thread(office.desk, 1)
    assert page["messages"][-1]["reason"] == "held_by_mail"
    assert page["row"]["status"] == "open" and page["row"]["waiting_since_at"]
    (told,) = await told_of_it(office)
    assert "Carla has written again meanwhile." in plain(told)
    assert "Never mind, it came." in plain(told)


@pytest.mark.parametrize("what", ["own", "note", "taken back", "read", "automatic", "told"])
async def test_e38_what_the_author_knows_or_nobody_said_to_the_customer_holds_nothing(
    office: Office, what: str
):
    """Their own reply, a colleague's note, a reply that was taken back, what they have read at a console, what a machine wrote, and what
    another notice has told them that they answer."""
    notice = await noticed(office)
    if what == "own":
        await replies_at_the_desk(office, "Amal")
    elif what == "note":
        await office.desk.command(c.AddNote(1, "I am looking."), "Basil")
    elif what == "taken back":
        sent = await replies_at_the_desk(office)
        await office.desk.command(c.CancelReply(1, sent.message_id or 0), "Basil")
    elif what == "read":
        sent = await replies_at_the_desk(office)
        await office.desk.command(c.MarkRead(1, sent.message_id or 0), "Amal")
    elif what == "automatic":
        await office.asked("I am away.", conversation_id=1, automatic="auto-replied")
    else:
        await writes_again(office)
        await office.mentions(1, "@Amal she asks again")
        (notice,) = await office.mailed()
    await brought(office.desk, answering(notice))
    assert (await messages(office))[-1]["kind"] == "reply"
    assert await drafts_of(office) == []


async def test_e38_a_note_by_mail_is_never_held(office: Office):
    """Colleagues may hear it whatever was written meanwhile."""
    notice = await noticed(office)
    await replies_at_the_desk(office)
    await brought(office.desk, answering(notice, "note: I know her."))
    assert (await messages(office))[-1]["reason"] == "by_mail"


async def test_e38_a_program_that_does_not_say_what_it_answers_is_held_by_the_newest_notice(office: Office):
    """By the address alone; what the newest notice told counts as known."""
    notice = await noticed(office)
    await replies_at_the_desk(office)
    await brought(office.desk, answering(notice, In_Reply_To="", References=""))
    assert (await messages(office))[-1]["reason"] == "held_by_mail"


async def test_e38_the_same_mail_is_held_once(office: Office):
    """One note, one draft, one mail to its author, also where it is brought again and again."""
    notice = await noticed(office)
    await replies_at_the_desk(office)
    for _ in range(3):
        await brought(office.desk, answering(notice))
    assert (
        sum(message["reason"] == "held_by_mail" for message in await messages(office) if "reason" in message)
        == 1
    )
    assert len(await drafts_of(office)) == 1
    assert len(await told_of_it(office)) == 1


async def test_e38_what_is_begun_at_a_console_stays(office: Office):
    """The draft that stands there is the agent's own work; the note has the words of the mail."""
    notice = await noticed(office)
    mine = SaveDraft(1, DraftKind.REPLY, "Dear Carla", 1)
    assert (await office.desk.ask("PUT", "/api/drafts", "Amal", content=codec.encode(mine))).status == 200
    await replies_at_the_desk(office)
    await brought(office.desk, answering(notice))
    assert [draft["text"] for draft in await drafts_of(office)] == ["Dear Carla"]


async def test_e38_two_answers_at_the_same_moment_are_not_both_sent(office: Office):
    """Whoever is second does not know of the first."""
    notice = await noticed(office)
    await asyncio.gather(replies_at_the_desk(office), brought(office.desk, answering(notice)))
    kinds = [(message["kind"], message["author"]["name"]) for message in await messages(office)]
    assert ("reply", "Basil") in kinds
    assert kinds.count(("reply", "Amal")) + kinds.count(("note", "Amal")) == 1
