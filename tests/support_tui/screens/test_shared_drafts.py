"""Drafts that follow the agent and that colleagues share, as they are seen and worked with in the console."""

import pytest

from support_tui.store import DraftKey
from support_tui.wire.commands import AssignConversation
from support_tui.wire.drafts import DraftKind, DraftPage, DraftSaved, SavedDraft, SaveDraft
from support_tui.wire.events import TitleChanged
from support_tui.wire.frames import DraftMoved
from tests.support_tui.fakes import SAM, a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened

BY_SAM = SavedDraft(7, SAM.id, 2, DraftKind.REPLY, "Half an \x1b]0;owned\x07answer", 5, 5, is_shared=True)


def keeps_drafts(desk: OpenConsole, monkeypatch: pytest.MonkeyPatch) -> list[SaveDraft]:
    """The server of this console takes drafts, and gives Sam's away; what it got."""
    got: list[SaveDraft] = []
    mine: dict[tuple[int, DraftKind], SavedDraft] = {}

    async def save(given: SaveDraft) -> DraftSaved:
        got.append(given)
        key = (given.conversation_id, given.kind)
        mine.pop(key, None)
        if given.text:
            mine[key] = SavedDraft(
                9, 1, *key, given.text, given.at, len(got), given.extra, bool(given.is_shared)
            )
        return DraftSaved(mine.get(key))

    async def take(draft_id: int) -> DraftSaved:
        desk.server.shared = ()
        taken = SavedDraft(10, 1, 2, DraftKind.REPLY, BY_SAM.text, 6, 60)
        mine[2, DraftKind.REPLY] = taken
        return DraftSaved(taken)

    async def page() -> DraftPage:
        return DraftPage(tuple(mine.values()))

    for name, does in (("save_draft", save), ("take_draft", take), ("drafts", page)):
        monkeypatch.setattr(desk.server, name, does)
    return got


async def test_what_is_written_is_on_the_server_when_one_leaves(monkeypatch):
    """At once on leaving; sent words are forgotten there too."""
    async with opened([a_row(2)]) as desk:
        got = keeps_drafts(desk, monkeypatch)
        await desk.until(lambda: desk.console.inbox.cursor_id == 2)
        await desk.press("r", *"Hello", "escape")
        await desk.until(lambda: [save.text for save in got] == ["Hello"])
        await desk.until(lambda: not desk.fake.store.replica.drafts.unsaved())
        await desk.press("r", "alt+enter")
        await desk.until(lambda: [save.text for save in got] == ["Hello", ""])
        assert got[-1].base_version == 1


async def test_sharing_is_one_key_and_ends_by_the_same(monkeypatch):
    """The composer's head says so as long as it lasts."""
    async with opened([a_row(2)]) as desk:
        got = keeps_drafts(desk, monkeypatch)
        await desk.until(lambda: desk.console.inbox.cursor_id == 2)
        await desk.press("r", *"Hi", "alt+s")
        await desk.sees("shared with colleagues")
        await desk.until(lambda: bool(got) and got[-1].is_shared is True)
        await desk.press("alt+s")
        await desk.sees_no("shared with colleagues")
        await desk.until(lambda: got[-1].is_shared is False)


async def test_a_colleagues_draft_is_read_and_taken_over(monkeypatch):
    """The thread says that there is one, D shows it whole, Enter makes it one's own; it is harmless, whatever it holds."""
    async with opened([a_row(2)], size=(140, 30)) as desk:
        keeps_drafts(desk, monkeypatch)
        await desk.press("enter")
        await desk.sees("Message 1 of 2")
        desk.server.shared = (BY_SAM,)
        desk.fake.store.take_frames([DraftMoved(2, DraftKind.REPLY, SAM.id, 5)])
        await desk.sees("Sam Cole shares a draft (D): Half an answer")
        await desk.press("D")
        await desk.sees("Sam Cole is writing this reply", "Take it over")
        await desk.press("enter")
        await desk.until(
            lambda: desk.console.composer.is_open and desk.console.composer.text == "Half an answer"
        )
        await desk.sees_no("shares a draft")


async def test_a_draft_that_a_colleague_shares_later_is_seen():
    """The stream says that something moved, and the thread shows what."""
    async with opened([a_row(2)], size=(140, 30)) as desk:
        await desk.press("enter")
        await desk.sees("Message 1 of 2")
        desk.server.shared = (BY_SAM,)
        desk.fake.store.take_frames([DraftMoved(2, DraftKind.REPLY, SAM.id, 5)])
        await desk.sees("Sam Cole shares a draft")


async def test_nobody_shares_anything():
    """D says so."""
    async with opened([a_row(2)]) as desk:
        await desk.press("enter", "D")
        await desk.until(lambda: "Nobody shares a draft here." in desk.said)


async def test_the_queue_of_drafts_goes_on_where_one_left(monkeypatch):
    """g d lists every kind; Enter writes on, also what begins a new conversation."""
    async with opened([a_row(1), a_row(2)]) as desk:
        desk.console.desk.keep_draft("note", 1, "to be continued")
        desk.fake.clock.now += 1
        desk.console.desk.keep_draft("new", None, "Dear all", {"title": "News"})
        await desk.press("g", "d")
        await desk.sees("new conversation", "News Dear all", "#1 Title 1 · note", "to be continued")
        await desk.press("down", "enter")
        await desk.until(lambda: desk.console.composer.text == "to be continued")


async def test_another_version_from_elsewhere_is_said():
    """It is kept, and the agent knows where."""
    async with opened([a_row(2)]) as desk:
        desk.console.desk.keep_draft("reply", 2, "here")
        sent = desk.fake.store.replica.drafts.by_key[DraftKey(2, "reply")]
        there = SavedDraft(3, 1, 2, DraftKind.REPLY, "there", 9, 9)
        kept = SavedDraft(4, 1, 2, DraftKind.REPLY, "here", 1, 8, is_kept=True)
        assert desk.fake.store.draft_settled(DraftKey(2, "reply"), sent, DraftSaved(there, kept))
        await desk.press("g", "d")
        await desk.sees("there", "an older version", "here")


async def test_a_draft_that_went_elsewhere_leaves_the_composer():
    """Taken over or sent from another console, with no letter typed since: the composer closes, and is no empty field."""
    async with opened([a_row(2)]) as desk:
        await desk.until(lambda: desk.console.inbox.cursor_id == 2)
        await desk.press("r", *"Hello")
        await desk.until(lambda: DraftKey(2, "reply") in desk.fake.store.replica.drafts.by_key)
        sent = desk.fake.store.replica.drafts.by_key[DraftKey(2, "reply")]
        there = SavedDraft(3, 1, 2, DraftKind.REPLY, "Hello", 9, 9)
        desk.fake.store.draft_settled(DraftKey(2, "reply"), sent, DraftSaved(there))
        desk.fake.store.place_drafts(DraftPage())
        await desk.until(lambda: not desk.console.composer.is_open)
        assert desk.fake.store.replica.drafts.by_key == {}


async def test_a_draft_goes_along_when_its_conversation_is_merged(monkeypatch):
    """It stands in the conversation that stays, in front of what was begun there, and is forgotten where it was."""
    async with opened([a_row(1), a_row(2)]) as desk:
        got = keeps_drafts(desk, monkeypatch)
        desk.console.desk.keep_draft("reply", 1, "stays")
        desk.console.desk.keep_draft("reply", 2, "moves")
        await desk.until(lambda: len(got) == 2 and not desk.fake.store.replica.drafts.unsaved())
        desk.fake.happens(TitleChanged("a", "b"), a_row(2, version=2, merged_into_id=1))
        await desk.until(lambda: not desk.fake.store.replica.drafts.unsaved() and len(got) == 4)
        drafts = desk.fake.store.replica.drafts.by_key
        assert [(key.conversation_id, draft.text) for key, draft in drafts.items()] == [(1, "moves\n\nstays")]
        assert {(save.conversation_id, save.text) for save in got[2:]} == {(1, "moves\n\nstays"), (2, "")}


async def test_what_one_goes_on_typing_after_it_went_is_no_command():
    """A colleague takes the draft over between two letters: the rest of the word closes, reopens and repeats nothing; Esc ends that."""
    async with opened([a_row(2)], size=(140, 30)) as desk:
        await desk.press("enter")
        await desk.sees("Message 1 of 2")
        await desk.press("r", *"Hello")
        await desk.until(lambda: DraftKey(2, "reply") in desk.fake.store.replica.drafts.by_key)
        sent = desk.fake.store.replica.drafts.by_key[DraftKey(2, "reply")]
        there = SavedDraft(3, 1, 2, DraftKind.REPLY, "Hello", 9, 9)
        desk.fake.store.draft_settled(DraftKey(2, "reply"), sent, DraftSaved(there))
        desk.fake.store.place_drafts(DraftPage())
        await desk.until(lambda: not desk.console.composer.is_open)
        await desk.press(*"e#!A")
        await desk.press("escape", "A")
        await desk.until(lambda: desk.server.commands)
        assert [type(request.command) for request in desk.server.commands] == [AssignConversation]
