"""What a reply answers stands below it: the last words of somebody who gets it, and nobody else's."""

from email.message import EmailMessage
from pathlib import Path

from server.storage.tables.quoting import QUOTED_CHARS
from support_tui.wire.commands import AddNote, ReceiveMessage, SaveMailbox, SendReply
from support_tui.wire.mailboxes import MailSettings
from support_tui.wire.quotes import visible_text
from support_tui.wire.values import Address
from tests.server.jobs.test_deliver import Office, an_office

CARLA, OMAR = Address("carla@customer.example", "Carla"), Address("omar@other.example", "Omar")


def plain_of(mail: EmailMessage) -> str:
    """Its plain text."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


async def answered(office: Office, text: str = "It is on its way.", **fields: object) -> EmailMessage:
    """The mail that answers Carla's question."""
    question = await office.asked()
    assert question.conversation_id
    await office.desk.do(SendReply(question.conversation_id, text, undo_window_s=0, **fields))  # type: ignore[arg-type]
    await office.deliverer.send_due()
    return office.postbox.mails[-1]


async def writes(office: Office, who: Address, text: str, **fields: object) -> None:
    """Somebody writes into Carla's conversation."""
    question = await office.asked()
    message = ReceiveMessage(
        1, who, text, f"{who.email}-{len(text)}", conversation_id=question.conversation_id, channel="email", **fields  # type: ignore[arg-type]
    )  # fmt: skip
    await office.desk.do(message)


async def test_the_question_stands_below_the_answer(tmp_path: Path):
    """In both forms, with who wrote it and when; what is visible to readers of answers is the answer alone."""
    async with an_office(tmp_path) as office:
        mail = await answered(office)
        text = plain_of(mail)
        assert "Carla wrote:\n> Where is it?" in text
        assert "Where is it?" not in visible_text(text)
        page = mail.get_body(("html",))
        assert page is not None
        assert '<blockquote type="cite" dir="auto"' in page.get_content()


async def test_the_line_above_it_is_in_the_language_of_the_answer(tmp_path: Path):
    """And the quotation keeps the direction that its words have."""
    async with an_office(tmp_path) as office:
        assert "كتب Carla:" in plain_of(await answered(office, "إنه في الطريق."))


async def test_the_last_message_is_quoted_and_never_a_note(tmp_path: Path):
    """One of a machine is none that anybody answers."""
    async with an_office(tmp_path) as office:
        await writes(office, CARLA, "Please hurry.")
        await writes(office, CARLA, "I am out of office.", automatic="auto-replied")
        question = await office.asked()
        await office.desk.do(AddNote(question.conversation_id or 0, "She sounds angry."))
        text = plain_of(await answered(office))
        assert "> Please hurry." in text
        assert "angry" not in text
        assert "out of office" not in text


async def test_nobody_reads_what_another_wrote_to_the_desk(tmp_path: Path):
    """Words of somebody who does not get the reply stay with the desk; they are quoted to who wrote them."""
    async with an_office(tmp_path) as office:
        await writes(office, OMAR, "Carla must not know this.")
        assert "must not know" not in plain_of(await answered(office, cc=()))
        assert "> Where is it?" in plain_of(office.postbox.mails[-1])
        assert "> Carla must not know this." in plain_of(await answered(office, cc=(OMAR,)))


async def test_a_long_message_is_cut_at_a_line(tmp_path: Path):
    """What was quoted in it is at its end and goes first."""
    async with an_office(tmp_path) as office:
        await writes(office, CARLA, "\n".join(f"line {number}" for number in range(5_000)))
        quoted = [line for line in plain_of(await answered(office)).splitlines() if line.startswith("> ")]
        assert len("\n".join(quoted)) < 2 * QUOTED_CHARS
        assert quoted[-1] == "> […]"
        assert quoted[-2].startswith("> line ")


async def test_a_mailbox_can_leave_it_out(tmp_path: Path):
    """From the next mail on."""
    async with an_office(tmp_path) as office:
        mail = MailSettings(quotes_original=False)
        await office.desk.do(SaveMailbox("Support", "support@desk.example", 1, mail=mail))
        assert "Where is it?" not in plain_of(await answered(office))
