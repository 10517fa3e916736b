"""Unsent texts over the wire: one's own alone until they are shared, taken over once, bounded, refused with reasons."""

import asyncio
from typing import Any

import pytest

from server.storage.tables import drafts
from support_tui.wire import codec, limits
from support_tui.wire.drafts import DraftKind, DraftPage, DraftSaved, SaveDraft
from support_tui.wire.frames import CountsChanged, DraftMoved, Notified
from support_tui.wire.notifications import NotificationKind
from tests.server.served import Answered, ServedDesk, frame_of

ADA, AMAL = 1, 2


async def keep(
    desk: ServedDesk, conversation_id: int, text: str, who: str = "Amal", **fields: Any
) -> DraftSaved:
    answer = await ask(desk, conversation_id, text, who, **fields)
    assert answer.status == 200, answer.content
    return codec.decode(answer.content, DraftSaved)


async def ask(
    desk: ServedDesk, conversation_id: int, text: str, who: str = "Amal", **fields: Any
) -> Answered:
    kind = fields.pop("kind", DraftKind.REPLY)
    body = SaveDraft(conversation_id, kind, text, fields.pop("at", desk.desk.service.seq + 1), **fields)
    return await desk.ask("PUT", "/api/drafts", who, content=codec.encode(body))


async def page(desk: ServedDesk, who: str = "Amal", path: str = "/api/drafts") -> DraftPage:
    return codec.decode((await desk.ask("GET", path, who)).content, DraftPage)


async def a_conversation(desk: ServedDesk) -> int:
    return (await desk.a_mail()).conversation_id or 0


async def test_a_draft_follows_the_agent(desk: ServedDesk):
    """Saved at one console it is read at the next, and another screen hears of it; sending it forgets it."""
    number = await a_conversation(desk)
    async with desk.stream(await desk.token_of("Amal")) as other:
        await frame_of(other, CountsChanged)
        saved = await keep(desk, number, "Dear Carla", extra={"cc": "boss@a.example"})
        assert saved.draft is not None
        moved = await frame_of(other, DraftMoved)
        assert (moved.conversation_id, moved.version) == (number, saved.draft.version)
    (there,) = (await page(desk)).drafts
    assert (there.text, there.extra) == ("Dear Carla", {"cc": "boss@a.example"})
    await keep(desk, number, "", base_version=there.version)
    assert (await page(desk)).drafts == ()


async def test_it_is_private_until_it_is_shared(desk: ServedDesk):
    """Colleagues neither read nor hear of it, and the log says nothing; shared they read it in its conversation."""
    number = await a_conversation(desk)
    path, head = f"/api/conversations/{number}/drafts", desk.desk.service.seq
    async with desk.stream(await desk.token_of("Ada")) as colleague:
        await frame_of(colleague, CountsChanged)
        saved = await keep(desk, number, "secret")
        assert (await page(desk, "Ada", path)).drafts == ()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(frame_of(colleague, DraftMoved), 0.2)
        assert saved.draft is not None
        await keep(desk, number, "secret", base_version=saved.draft.version, is_shared=True)
        assert (await frame_of(colleague, DraftMoved)).agent_id == AMAL
    (seen,) = (await page(desk, "Ada", path)).drafts
    assert (seen.text, seen.agent_id) == ("secret", AMAL)
    assert (await page(desk, "Amal", path)).drafts == ()
    assert desk.desk.service.seq == head


async def test_a_shared_draft_is_taken_over_once(desk: ServedDesk):
    """It becomes the other agent's, what they had there is kept, the first is told; who comes later finds nothing."""
    number = await a_conversation(desk)
    saved = await keep(desk, number, "half an answer", is_shared=True)
    await keep(desk, number, "mine", "Ada")
    assert saved.draft is not None
    path = f"/api/drafts/{saved.draft.id}/take"
    async with desk.stream(await desk.token_of("Amal")) as first:
        taken = codec.decode((await desk.ask("POST", path, "Ada")).content, DraftSaved)
        told = (await frame_of(first, Notified)).notification
    assert taken.draft is not None and taken.kept is not None
    assert (taken.draft.agent_id, taken.draft.text, taken.kept.text) == (ADA, "half an answer", "mine")
    assert (told.kind, told.words) == (NotificationKind.DRAFT_TAKEN, "half an answer")
    assert (await page(desk)).drafts == ()
    for who in ("Basil", "Amal"):
        answer = await desk.ask("POST", path, who)
        assert (answer.status, answer.code) == (404, "not_found")


async def test_a_private_draft_cannot_be_taken(desk: ServedDesk):
    """Its number alone opens nothing."""
    saved = await keep(desk, await a_conversation(desk), "secret")
    assert saved.draft is not None
    assert (await desk.ask("POST", f"/api/drafts/{saved.draft.id}/take", "Ada")).code == "not_found"


async def test_two_consoles_that_wrote_apart_lose_nothing(desk: ServedDesk):
    """The older text is kept as a version, and can stand again; then the newer one is kept."""
    number = await a_conversation(desk)
    await keep(desk, number, "written at the office", at=200)
    later = await keep(desk, number, "written at home", at=100)
    assert later.draft is not None and later.kept is not None
    assert (later.draft.text, later.kept.text) == ("written at the office", "written at home")
    await desk.ask("POST", f"/api/drafts/{later.kept.id}/take", "Amal")
    assert [(d.text, d.is_kept) for d in (await page(desk)).drafts] == [
        ("written at home", False), ("written at the office", True),
    ]  # fmt: skip


async def test_only_so_many_versions_are_kept(desk: ServedDesk):
    """The oldest are forgotten first."""
    number = await a_conversation(desk)
    for at in range(limits.KEPT_DRAFTS + 5):
        await keep(desk, number, f"text {at}", at=at)
    kept = [draft for draft in (await page(desk)).drafts if draft.is_kept]
    assert len(kept) == limits.KEPT_DRAFTS


async def test_a_text_to_all_that_is_marked_stands_in_no_conversation(desk: ServedDesk):
    """A note and a reply without a conversation are kept beside each other, and follow the agent."""
    await keep(desk, 0, "to each customer")
    await keep(desk, 0, "on each of them", kind=DraftKind.NOTE)
    kept = {(draft.kind, draft.conversation_id, draft.text) for draft in (await page(desk)).drafts}
    assert kept == {(DraftKind.REPLY, 0, "to each customer"), (DraftKind.NOTE, 0, "on each of them")}


async def test_what_cannot_be_a_draft_is_refused(desk: ServedDesk):
    """Too large, of a conversation that is gone or hidden or was never there, of a viewer; nothing is stored of it."""
    number = await a_conversation(desk)
    hidden = (await desk.a_mail(mailbox_id=2)).conversation_id or 0
    assert (await ask(desk, number, "x" * (limits.DRAFT_CHARS + 1))).code == "invalid_field"
    assert (await ask(desk, 0, "x", kind=DraftKind.FORWARD)).code == "invalid_field"
    assert (await ask(desk, 0, "x", is_shared=True)).code == "invalid_field"
    assert (await ask(desk, number, "x", kind=DraftKind.NEW)).code == "invalid_field"
    assert (await ask(desk, 999, "x")).code == "not_found"
    assert (await ask(desk, hidden, "x", "Basil")).code == "not_found"
    assert (await ask(desk, number, "x", "Vera")).code == "forbidden"
    await desk.desk.service.write(
        lambda writer: writer.execute(
            "update conversation set merged_into_id = ? where id = ?", (number, hidden)
        )
    )
    assert (await ask(desk, hidden, "x")).error["params"] == {"id": hidden, "into": number}
    await desk.desk.service.write(lambda w: w.execute("delete from conversation where id = ?", (number,)))
    assert (await ask(desk, number, "x")).code == "conversation_purged"
    assert (await page(desk)).drafts == ()


async def test_only_so_many_can_be_begun(desk: ServedDesk, monkeypatch):
    """One more is refused, one that stands is still saved, and forgetting one makes room."""
    first, second = await a_conversation(desk), (await desk.a_mail("again", 2)).conversation_id or 0
    monkeypatch.setattr(drafts.limits, "DRAFTS", 1)
    saved = await keep(desk, first, "x")
    assert (await ask(desk, second, "y")).code == "too_large"
    assert saved.draft is not None
    again = await keep(desk, first, "xx", base_version=saved.draft.version)
    assert again.draft is not None
    await keep(desk, first, "", base_version=again.draft.version)
    await keep(desk, second, "y")
