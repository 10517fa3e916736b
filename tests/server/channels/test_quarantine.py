"""Mail that cannot be read stands there all the same, and becomes the message it should have been once it can be read (E7)."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from server.channels.email import intake
from server.channels.email.reading import Mail, read_mail
from server.config import Limits, ServerConfig
from server.core.access import SYSTEM
from server.storage.upkeep.verify import findings
from support_tui.wire.commands import Accepted, AddNote, MoveConversation, RemoveMailbox, SetFolder
from support_tui.wire.quarantine import MailProblem
from support_tui.wire.values import Folder
from tests.server.served import ServedDesk, served_desk

PARCEL = b"From: Carla <carla@customer.example>\nSubject: Parcel\nMessage-ID: <1@customer.example>\n\nWhere is it?\n"
ANSWER = (
    b"From: Carla <carla@customer.example>\nSubject: Re: Parcel\nMessage-ID: <2@customer.example>\n"
    b"In-Reply-To: <1@customer.example>\n\nStill not here.\n"
)


class Reader:
    """Reads mail, but for those that hold one of these words."""

    def __init__(self) -> None:
        self.stumbles_over: set[bytes] = set()

    def __call__(self, raw: bytes) -> Mail:
        for word in self.stumbles_over:
            if word in raw:
                raise RecursionError("maximum recursion depth exceeded")
        return read_mail(raw)


class MailDesk:
    """A served desk whose reading of mail can be made to fail."""

    def __init__(self, served: ServedDesk, reader: Reader) -> None:
        self.served, self.reader = served, reader

    async def deliver(self, raw: bytes) -> Accepted:
        """The mail comes in at Support."""
        answer = await self.served.desk.mail.intake.take_in(SYSTEM, 1, raw)
        assert isinstance(answer, Accepted), answer
        return answer

    async def thread(self, conversation_id: int | None) -> list[dict[str, Any]]:
        """The messages of a conversation."""
        page = await self.served.ask("GET", f"/api/conversations/{conversation_id}/thread")
        messages: list[dict[str, Any]] = page.json["messages"]
        return messages

    async def rows(self) -> dict[int, str]:
        """What stands in the inbox: titles by number."""
        page = await self.served.ask("GET", "/api/conversations?queue=all")
        return {row["id"]: row["title"] for row in page.json["rows"]}

    async def retry(self, *conversation_ids: int | None, who: str = "Amal") -> Any:
        """Have mails read again."""
        answer = await self.served.ask(
            "POST", "/api/quarantine/retry", who, json={"conversation_ids": conversation_ids}
        )
        return answer.json

    async def quarantined(self, who: str = "Amal") -> list[int]:
        """The conversations of all that could not be read."""
        answer = await self.served.ask("GET", "/api/quarantine", who)
        return [mail["conversation_id"] for mail in answer.json]

    def counted(self) -> dict[int, int]:
        """How many unread mails the state of each mailbox tells of."""
        return {state.mailbox_id: state.quarantined for state in self.served.desk.mail.states.all()}

    def contradictions(self) -> list[str]:
        """What does not fit together in the desk's tables."""
        desk = self.served.desk
        with desk.database.snapshot() as connection:
            return list(findings(connection, desk.blobs))


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[MailDesk]:
    async with served_desk(tmp_path / "desk") as served:
        reader = Reader()
        served.desk.mail.intake._read = reader
        yield MailDesk(served, reader)


async def test_a_mail_that_cannot_be_read_stands_in_its_mailbox(desk: MailDesk):
    """With who and what as far as that can be seen, the reason, and all its bytes as a file; it waits like any other."""
    desk.reader.stumbles_over = {b"Where"}
    taken = await desk.deliver(PARCEL)
    assert taken.problem is MailProblem.UNREADABLE
    (message,) = await desk.thread(taken.conversation_id)
    assert (await desk.rows()) == {taken.conversation_id: "Could not be read: Parcel"}
    assert message["reason"] == "unreadable"
    assert "RecursionError: maximum recursion depth exceeded" in message["text"]
    (file,) = message["attachments"]
    content = await desk.served.ask("GET", f"/api/attachments/{file['id']}")
    assert content.content == PARCEL
    assert await desk.quarantined() == [taken.conversation_id]
    assert desk.counted() == {1: 1}
    assert desk.contradictions() == []


async def test_the_desk_says_so_in_its_own_language(tmp_path: Path):
    """Title, reason and sender of what could not be read, the notice of what is too large, and a mail without words."""
    async with served_desk(tmp_path, ServerConfig(port=0, language="ar", limits=Limits(mail_mb=1))) as served:
        desk = MailDesk(served, Reader())
        served.desk.mail.intake._read = desk.reader
        desk.reader.stumbles_over = {b"Where"}
        (unread,) = await desk.thread((await desk.deliver(PARCEL)).conversation_id)
        assert list((await desk.rows()).values()) == ["تعذّرت القراءة: Parcel"]
        assert "السبب: RecursionError" in unread["text"]
        (bare,) = await desk.thread((await desk.deliver(b"\n\nWhere")).conversation_id)
        assert bare["author"]["name"] == "مرسل مجهول"
        large = b"Subject: Film\nFrom: carla@customer.example\nMessage-ID: <9@x>\n\n" + b"x" * 1_200_000
        (film,) = await desk.thread((await desk.deliver(large)).conversation_id)
        assert film["text"].startswith("حجم هذه الرسالة 1.2 م.ب")
        (empty,) = await desk.thread(
            (await desk.deliver(b"From: zaid@x.example\nMessage-ID: <8@x>\n\n \n")).conversation_id
        )
        assert empty["text"] == "(فارغة)"


async def test_it_is_read_where_it_lies_when_its_mailbox_is_gone(desk: MailDesk):
    """A mailbox that was removed takes nothing with it."""
    desk.reader.stumbles_over = {b"Where"}
    number = (await desk.deliver(PARCEL)).conversation_id or 0
    await desk.served.do(MoveConversation(number, 2))
    await desk.served.do(RemoveMailbox(1))
    assert desk.contradictions() == []
    desk.reader.stumbles_over = set()
    assert (await desk.retry(number))["read"] == {str(number): number}
    (message,) = await desk.thread(number)
    assert message["text"] == "Where is it?"
    assert (await desk.rows()) == {number: "Parcel"}


async def test_the_same_unreadable_mail_again_changes_nothing(desk: MailDesk):
    """It stands there once, however often it is handed in."""
    desk.reader.stumbles_over = {b"Where"}
    first, again = await desk.deliver(PARCEL), await desk.deliver(PARCEL)
    assert again.was_done_before
    assert again.conversation_id == first.conversation_id
    assert len(await desk.rows()) == 1


async def test_a_mail_that_can_be_read_by_now_takes_its_place(desk: MailDesk):
    """In the conversation where it stood: number and notes stay, the title is its subject, and it came in when it came in."""
    desk.reader.stumbles_over = {b"Where"}
    taken = await desk.deliver(PARCEL)
    (stood,) = await desk.thread(taken.conversation_id)
    await desk.served.command(AddNote(taken.conversation_id or 0, "What is this?"))
    desk.reader.stumbles_over = set()
    retried = await desk.retry(taken.conversation_id)
    assert retried == {"read": {str(taken.conversation_id): taken.conversation_id}, "unread": []}
    message, note = await desk.thread(taken.conversation_id)
    assert (message["text"], message["at"]) == ("Where is it?", stood["at"])
    assert note["text"] == "What is this?"
    assert await desk.rows() == {taken.conversation_id: "Parcel"}
    assert await desk.quarantined() == []
    assert desk.counted() == {1: 0}
    assert desk.contradictions() == []


async def test_an_answer_goes_where_it_belongs_once_it_is_read(desk: MailDesk):
    """What has stood for it leads there, and is in no list any more; nothing is there twice."""
    first = await desk.deliver(PARCEL)
    desk.reader.stumbles_over = {b"Still"}
    taken = await desk.deliver(ANSWER)
    assert taken.conversation_id != first.conversation_id
    desk.reader.stumbles_over = set()
    retried = await desk.retry()
    assert retried["read"] == {str(taken.conversation_id): first.conversation_id}
    assert [message["text"] for message in await desk.thread(first.conversation_id)] == [
        "Where is it?",
        "Still not here.",
    ]
    assert await desk.rows() == {first.conversation_id: "Parcel"}
    led = await desk.served.ask("GET", f"/api/conversations/{taken.conversation_id}")
    assert led.json["row"]["id"] == first.conversation_id or led.code == "conversation_merged"
    assert desk.contradictions() == []


async def test_notes_on_an_answer_that_goes_elsewhere_stay(desk: MailDesk):
    """A conversation in which agents have written remains, tied to the one that has the mail now."""
    first = await desk.deliver(PARCEL)
    desk.reader.stumbles_over = {b"Still"}
    taken = await desk.deliver(ANSWER)
    await desk.served.command(AddNote(taken.conversation_id or 0, "Asked the provider"))
    desk.reader.stumbles_over = set()
    await desk.retry()
    page = await desk.served.ask("GET", f"/api/conversations/{taken.conversation_id}/thread")
    assert [message["text"] for message in page.json["messages"]] == ["Asked the provider"]
    assert [row["id"] for row in page.json["related"]] == [first.conversation_id]
    assert desk.contradictions() == []


async def test_a_mail_that_comes_again_readable_replaces_what_stood_for_it(desk: MailDesk):
    """It need not be asked for: the same bytes, handed in again after an upgrade, are the message."""
    desk.reader.stumbles_over = {b"Where"}
    taken = await desk.deliver(PARCEL)
    desk.reader.stumbles_over = set()
    again = await desk.deliver(PARCEL)
    assert again.conversation_id == taken.conversation_id
    assert [message["text"] for message in await desk.thread(taken.conversation_id)] == ["Where is it?"]


async def test_what_still_cannot_be_read_stays(desk: MailDesk):
    """Trying again says which were read and which were not, and changes nothing about these."""
    desk.reader.stumbles_over = {b"Where"}
    taken = await desk.deliver(PARCEL)
    assert await desk.retry() == {"read": {}, "unread": [taken.conversation_id]}
    assert await desk.quarantined() == [taken.conversation_id]


async def test_a_mail_read_twice_under_one_identity_leaves_one(desk: MailDesk):
    """Where another copy has come in meanwhile, what stood for the first one goes."""
    desk.reader.stumbles_over = {b"Where"}
    taken = await desk.deliver(PARCEL)
    desk.reader.stumbles_over = set()
    copy = await desk.deliver(b"Received: from elsewhere\n" + PARCEL)
    assert copy.conversation_id != taken.conversation_id
    assert (await desk.retry())["read"] == {str(taken.conversation_id): copy.conversation_id}
    assert await desk.rows() == {copy.conversation_id: "Parcel"}
    assert desk.contradictions() == []


async def test_what_was_thrown_away_is_not_waited_for(desk: MailDesk):
    """In the trash it counts no more, and is not read again with all others."""
    desk.reader.stumbles_over = {b"Where"}
    taken = await desk.deliver(PARCEL)
    await desk.served.do(SetFolder(taken.conversation_id or 0, Folder.TRASH))
    assert await desk.quarantined() == []


async def test_only_who_works_at_the_mailbox_has_it_read_again(desk: MailDesk):
    """Whoever only looks is refused; mail of mailboxes that one does not see is not there."""
    desk.reader.stumbles_over = {b"Where"}
    await desk.served.desk.mail.intake.take_in(SYSTEM, 2, PARCEL)
    assert (await desk.retry(who="Vera"))["error"]["code"] == "forbidden"
    assert await desk.quarantined("Basil") == []
    assert await desk.retry(who="Basil") == {"read": {}, "unread": []}


@pytest.mark.parametrize(
    "raw",
    [b"", b"\0" * 50, b"Subject: \xff\xfe\x00\nFrom: \x80", b"From: a@b\nSubject: " + b"x" * 200_000],
    ids=["empty", "zeros", "bytes", "long"],
)
async def test_whatever_cannot_be_read_can_stand_there(desk: MailDesk, raw: bytes):
    """What is shown of it needs no parser, and is bounded."""
    desk.reader.stumbles_over = {b""}
    taken = await desk.deliver(raw)
    (message,) = await desk.thread(taken.conversation_id)
    assert taken.problem is MailProblem.UNREADABLE
    assert len(message["text"]) < 2_000


async def test_the_same_mail_in_two_mailboxes_stands_in_each_and_is_tied(desk: MailDesk):
    """A conversation in each, and each leads to the other; handed in again, nothing changes (E5)."""
    first = await desk.deliver(PARCEL)
    take_in = desk.served.desk.mail.intake.take_in
    for _ in range(2):
        other = await take_in(SYSTEM, 2, b"Delivered-To: sales@desk.example\n" + PARCEL)
        assert isinstance(other, Accepted)
        assert other.conversation_id != first.conversation_id
        for one, twin in ((first, other), (other, first)):
            page = await desk.served.ask("GET", f"/api/conversations/{one.conversation_id}/thread")
            assert [row["id"] for row in page.json["related"]] == [twin.conversation_id]
    assert desk.contradictions() == []


async def test_a_mail_of_blanks_is_taken_in(desk: MailDesk):
    """It says nothing, which is no reason to lose it."""
    taken = await desk.deliver(b"From: carla@customer.example\nSubject:\n\n   \n")
    assert taken.problem is None
    assert [message["text"] for message in await desk.thread(taken.conversation_id)] == ["(empty)"]


async def test_a_mail_above_the_limit_stands_there_with_its_headers(desk: MailDesk):
    """It is threaded by them, and says what it was and that it is not here (E8)."""
    first = await desk.deliver(PARCEL)
    desk.served.desk.mail.intake.largest_bytes = 1_000
    taken = await desk.deliver(ANSWER + b"x" * 2_000)
    assert taken.problem is MailProblem.TOO_LARGE
    assert taken.conversation_id == first.conversation_id
    message = (await desk.thread(first.conversation_id))[1]
    assert message["reason"] == "too_large"
    assert "above the desk's limit" in message["text"]
    assert "Subject: Re: Parcel" in message["text"]
    assert await desk.quarantined() == []


async def test_headers_without_an_end_are_bounded(desk: MailDesk):
    """A mail that is all header is too large like any other."""
    desk.served.desk.mail.intake.largest_bytes = 1_000
    taken = await desk.deliver(b"From: carla@customer.example\n" + b"X-Long: " + b"x" * 300_000)
    assert taken.problem is MailProblem.TOO_LARGE


async def test_a_mail_read_otherwise_after_an_upgrade_is_the_same(desk: MailDesk):
    """A better reading of what came in before makes no second message."""
    first = await desk.deliver(PARCEL)

    def better(raw: bytes) -> Mail:
        return intake.replace(read_mail(raw), text="Where is it, please?")

    desk.served.desk.mail.intake._read = better
    again = await desk.deliver(PARCEL)
    assert (again.conversation_id, again.message_id) == (first.conversation_id, first.message_id)
