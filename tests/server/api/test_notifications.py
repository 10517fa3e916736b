"""What agents are told personally, over the wire: streamed to them alone, read and marked by them alone, bounded."""

import asyncio

import pytest

from server.storage.tables import notifications
from support_tui.wire import codec, limits
from support_tui.wire.attention import AttentionSettings, Means, Occasion, QuietHours
from support_tui.wire.commands import AddNote, AssignConversation, ReceiveMessage, UndoRequest
from support_tui.wire.frames import CountsChanged, NotificationsMarked, Notified
from support_tui.wire.notifications import MarkNotifications, NotificationKind, NotificationPage
from support_tui.wire.values import Address
from tests.server.served import ServedDesk, frame_of

AMAL, BASIL = 2, 3


async def page_of(desk: ServedDesk, who: str = "Amal") -> NotificationPage:
    return codec.decode((await desk.ask("GET", "/api/notifications", who)).content, NotificationPage)


async def mark(desk: ServedDesk, who: str = "Amal", **marks: object) -> int:
    body = codec.encode(MarkNotifications(**marks))  # type: ignore[arg-type]
    return (await desk.ask("POST", "/api/notifications/read", who, content=body)).status


async def test_a_mention_is_streamed_to_whom_it_calls(desk: ServedDesk):
    """With words, title and who it was; it is in their list, and a colleague hears nothing of it."""
    mail = await desk.a_mail()
    async with (
        desk.stream(await desk.token_of("Amal")) as amal,
        desk.stream(await desk.token_of("Vera")) as vera,
    ):
        await frame_of(vera, CountsChanged)
        await desk.command(AddNote(mail.conversation_id or 0, "@Amal please look", (AMAL,)), "Ada")
        told = (await frame_of(amal, Notified)).notification
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(frame_of(vera, Notified), 0.2)
    assert (told.kind, told.conversation_id) == (NotificationKind.MENTIONED, mail.conversation_id)
    assert (told.title, told.words, told.actor.name) == ("Parcel", "@Amal please look", "Ada")
    assert (await page_of(desk)).notifications == (told,)
    assert (await page_of(desk, "Vera")).notifications == ()


async def test_what_was_taken_back_is_told_no_more(desk: ServedDesk):
    """A note that called somebody and was a slip: its words are in no list, until it is brought back."""
    mail = await desk.a_mail()
    note = (await desk.command(AddNote(mail.conversation_id or 0, "@Amal a slip", (AMAL,)), "Ada")).json[
        "key"
    ]
    assert (await page_of(desk)).unread == 1
    undone = (await desk.command(UndoRequest(note), "Ada")).json["key"]
    assert (await page_of(desk)) == NotificationPage((), 0)
    await desk.command(UndoRequest(undone), "Ada")
    assert [told.words for told in (await page_of(desk)).notifications] == ["@Amal a slip"]


async def test_it_is_written_with_what_it_tells_of(desk: ServedDesk):
    """The same request again tells nobody again."""
    mail = await desk.a_mail()
    for _ in range(2):
        await desk.command(AssignConversation(mail.conversation_id or 0, AMAL), "Ada", key="the-same-key")
    assert [n.kind for n in (await page_of(desk)).notifications] == [NotificationKind.ASSIGNED]


async def test_marked_on_one_screen_is_marked_on_the_others(desk: ServedDesk):
    """One by its id, all up to one, and back again; others' and unknown ids change nothing."""
    mail = await desk.a_mail()
    for number in range(3):
        await desk.command(AddNote(mail.conversation_id or 0, f"note {number}", (AMAL,)), "Ada")
    first, second, third = sorted(n.id for n in (await page_of(desk)).notifications)
    async with desk.stream(await desk.token_of("Amal")) as other:
        assert await mark(desk, ids=(second, 999)) == 204
        assert (await frame_of(other, NotificationsMarked)).marks.ids == (second, 999)
    page = await page_of(desk)
    assert page.unread == 2
    assert [n.id for n in page.notifications] == [third, first, second]
    assert await mark(desk, "Basil", ids=(first,)) == 204
    assert (await page_of(desk)).unread == 2
    await mark(desk, up_to=third)
    assert (await page_of(desk)).unread == 0
    await mark(desk, ids=(first,), is_read=False)
    assert (await page_of(desk)).unread == 1


async def test_a_conversation_that_went_out_of_sight_is_told_of_no_more(desk: ServedDesk):
    """Basil works in Support only; what has moved to Sales is none of his business."""
    from support_tui.wire.commands import MoveConversation

    mail = await desk.a_mail()
    await desk.command(AddNote(mail.conversation_id or 0, "@Basil", (BASIL,)), "Ada")
    assert (await page_of(desk, "Basil")).unread == 1
    await desk.do(MoveConversation(mail.conversation_id or 0, 2))
    assert await page_of(desk, "Basil") == NotificationPage()


async def test_the_title_of_a_vanished_conversation_is_empty(desk: ServedDesk):
    """The notification still says who did what."""
    mail = await desk.a_mail()
    await desk.command(AddNote(mail.conversation_id or 0, "@Amal", (AMAL,)), "Ada")
    await desk.desk.service.write(
        lambda writer: writer.execute("delete from conversation where id = ?", (mail.conversation_id,))
    )
    (left,) = (await page_of(desk)).notifications
    assert (left.title, left.actor.name) == ("", "Ada")


async def test_only_so_many_are_kept(desk: ServedDesk):
    """The read ones go first, then the oldest."""
    mail = await desk.a_mail()
    await desk.do(AssignConversation(mail.conversation_id or 0, AMAL))
    carla = Address("carla@customer.example", "Carla")
    lot = [
        desk.do(ReceiveMessage(1, carla, f"message {n}", conversation_id=mail.conversation_id))
        for n in range(limits.NOTIFICATIONS + 20)
    ]
    await asyncio.gather(*lot)
    newest = max(n.id for n in (await page_of(desk)).notifications)
    await mark(desk, ids=(newest,))
    await desk.desk.service.write(notifications.prune)
    page = await page_of(desk)
    assert len(page.notifications) == page.unread == limits.NOTIFICATIONS
    assert newest not in {n.id for n in page.notifications}


async def test_wrong_marks_are_refused(desk: ServedDesk):
    """A negative id, an unknown field, too many at once; and nobody reads without logging in."""
    for body in (
        {"up_to": -1},
        {"up_to": 1 << 60},
        {"id": 1},
        {"ids": list(range(limits.NOTIFICATIONS + 1))},
    ):
        answer = await desk.ask("POST", "/api/notifications/read", "Amal", content=codec.encode(body))
        assert (answer.status, answer.code) == (422, "invalid_field")
    assert (await desk.ask("GET", "/api/notifications", None)).status == 401


async def test_how_to_be_told_follows_the_agent(desk: ServedDesk):
    """What is set at one console is read at the next; a zone that is none is refused."""
    wanted = AttentionSettings(
        {Occasion.FOLLOWED: (Means.LIST,)}, {5: QuietHours(22 * 60, 7 * 60)}, "Africa/Cairo", 12
    )
    assert (await desk.ask("PUT", "/api/attention", "Amal", content=codec.encode(wanted))).status == 204
    said = await desk.ask("GET", "/api/attention", "Amal")
    assert codec.decode(said.content, AttentionSettings) == wanted
    assert codec.decode((await desk.ask("GET", "/api/attention", "Basil")).content, AttentionSettings) == (
        AttentionSettings()
    )
    for wrong in ({"zone": "Moon/Base"}, {"quiet": {"8": {"start": 1, "end": 2}}}, {"means": {"song": []}}):
        answer = await desk.ask("PUT", "/api/attention", "Amal", content=codec.encode(wrong))
        assert (answer.status, answer.code) == (422, "invalid_field")
