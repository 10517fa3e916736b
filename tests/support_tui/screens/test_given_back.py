"""A letter that the server refuses stands in the composer as it was written, also at the agent's other console."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace

from support_tui.actions.drafts import given_back
from support_tui.store import DraftKey, Store
from support_tui.store.drafts import told, with_files
from support_tui.widgets.composer.mailbox import mailbox_named
from support_tui.wire import commands as c
from support_tui.wire.drafts import DraftKind, SavedDraft
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Address
from tests.support_tui.fakes import DIRECTORY, FakeDesk, a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened

BOSS, AUDIT = Address("boss@a.example"), Address("audit@a.example", "Audit")
PLAN = c.IncomingFile("plan.pdf", "application/pdf", 9, "0" * 64)
STARTED = c.StartConversation(
    2, Address("amal@a.example", "Amal"), "Offer", "Here it is.", cc=(BOSS,), bcc=(AUDIT,), files=(PLAN,)
)
REPLIED = c.SendReply(2, "Done.", cc=(BOSS,), bcc=(AUDIT,), files=(PLAN,))
ALONE = c.SendReply(2, "Between us.", cc=())
FORWARDED = c.ForwardConversation(2, (BOSS,), "Please see below.", files=(PLAN,))


def refused(letter: c.Command, store: Store) -> SavedDraft:
    """The draft that it is again, as the server keeps it."""
    back = given_back(letter, store.replica)
    assert back is not None
    kind = DraftKind(back.key.kind)
    return SavedDraft(9, 1, back.key.conversation_id or 0, kind, back.text, 5, 1, told(back.extra))


@asynccontextmanager
async def at_another_console(letter: c.Command) -> AsyncIterator[OpenConsole]:
    """A console that has the draft from the server."""
    async with opened([a_row(2)]) as desk:
        saved = refused(letter, FakeDesk().store)
        key = DraftKey(saved.conversation_id or None, saved.kind.value)
        desk.fake.store.set_draft(key, saved.text, saved.extra)
        await desk.until(lambda: desk.console.inbox.cursor_id == 2)
        desk.console.ui.compose(key.kind, key.conversation_id)
        await desk.until(lambda: desk.console.composer.text == saved.text)
        yield desk


@pytest.mark.parametrize("letter", [STARTED, REPLIED, FORWARDED], ids=lambda letter: type(letter).__name__)
async def test_it_leaves_again_as_it_was(letter: c.Command) -> None:
    """Sent once more without a change it is the same letter: mailbox, recipients, title, files."""
    async with at_another_console(letter) as desk:
        await desk.press("alt+enter")
        await desk.until(lambda: [request.command for request in desk.server.commands] == [letter])


async def test_a_copy_that_was_taken_off_stays_off_here() -> None:
    """An answer to the sender only is one again, and not to all that are copied in."""
    back = given_back(ALONE, FakeDesk().store.replica)
    assert back is not None
    assert back.extra == {"cc": ""}


async def test_a_mailbox_with_a_namesake_is_told_by_its_address() -> None:
    """Two of one name are two."""
    desk = FakeDesk()
    boxes = tuple(replace(box, name="Shop") for box in DIRECTORY.mailboxes)
    desk.store.take_snapshot(replace(desk.snapshot(), directory=replace(DIRECTORY, mailboxes=boxes)))
    back = given_back(STARTED, desk.store.replica)
    assert back is not None
    assert mailbox_named(back.extra["mailbox"], boxes) == boxes[1]


async def test_refused_it_can_be_sent_from_here() -> None:
    """The chosen mailbox is there again."""
    async with opened([a_row(2)]) as desk:
        desk.server.answers.append(Refusal(RefusalCode.INVALID_FIELD, {"field": "to"}))
        fields = {"to": "a@x.example", "title": "Offer", "mailbox": "Sales"}
        desk.fake.store.set_draft(DraftKey(None, "new"), "Hello", fields)
        for times in (1, 2):
            await desk.until(lambda: DraftKey(None, "new") in desk.fake.store.replica.drafts.by_key)
            desk.console.ui.compose("new", None)
            await desk.until(lambda: desk.console.composer.text == "Hello")
            await desk.press("alt+enter")
            await desk.until(lambda wanted=times: len(desk.server.commands) == wanted)
        first, second = (request.command for request in desk.server.commands)
        assert first == second
        assert isinstance(second, c.StartConversation)
        assert second.mailbox_id == 2


async def test_what_it_was_for_joins_what_was_begun_since() -> None:
    """Cc and files of both stand there, in the composer that is open and in the draft that is kept; the text comes first."""
    label = c.IncomingFile("label.pdf", "application/pdf", 9, "1" * 64)
    async with opened([a_row(2)], (140, 40)) as desk:
        desk.server.answers.append(Refusal(RefusalCode.CHANGED_SINCE, {"by": "Sam", "value": "Done already"}))
        await desk.until(lambda: desk.console.inbox.cursor_id == 2)
        key = DraftKey(2, "reply")
        desk.fake.store.set_draft(key, "And this too.", {"cc": "new@a.example", "files": _kept(label)})
        desk.console.ui.compose("reply", 2)
        await desk.until(lambda: desk.console.composer.text == "And this too.")
        desk.console.desk.do(REPLIED)
        await desk.until(lambda: desk.console.composer.text == "Done.\n\nAnd this too.")
        assert desk.console.composer.files == (PLAN, label)
        await desk.sees("boss@a.example, new@a.example", "audit@a.example")
        await desk.press("ctrl+s")
        kept = desk.fake.store.replica.drafts.by_key[key]
        assert (kept.extra["cc"], kept.extra["bcc"]) == (
            "boss@a.example, new@a.example",
            "Audit <audit@a.example>",
        )
        assert kept.extra["files"] == _kept(PLAN, label)


def _kept(*files: c.IncomingFile) -> str:
    return with_files(files)["files"]
