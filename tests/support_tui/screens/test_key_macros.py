"""Keys that are recorded under a letter do again what they did, and know when to end."""

import pytest

from support_tui import paths
from support_tui.commands import BY_ID
from support_tui.key_macros import Circle, Step, steps_of
from support_tui.wire import commands as c
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import ConversationRow
from tests.support_tui.fakes import a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    """What is kept goes to a folder of this test."""
    monkeypatch.setenv("SUPPORT_TUI_DATA", str(tmp_path))


def rows(count: int) -> list[ConversationRow]:
    return [a_row(number) for number in range(1, count + 1)]


def moved(desk: OpenConsole) -> list[int]:
    """The conversations that were moved, in the order it was done."""
    done = [request.command for request in desk.server.commands]
    return [one.conversation_id for one in done if isinstance(one, c.MoveConversation)]


async def record_move_and_down(desk: OpenConsole) -> None:
    """Record under `a`: another mailbox, chosen in its dialog, then down."""
    await desk.press("M", "a", "v")
    await desk.sees("2     Sales")
    await desk.press("2")
    await desk.until(lambda: not desk.pilot.app.screen.is_modal and len(moved(desk)) == 1)
    await desk.press("j")
    await desk.sees("recording a, 2 steps")
    await desk.press("M")
    await desk.until(lambda: any("under a" in words for words in desk.said))


async def test_a_replay_does_it_again_on_the_next_row():
    """The dialog's answer is replayed too: nothing opens."""
    async with opened(rows(5)) as desk:
        await record_move_and_down(desk)
        await desk.press("@", "a")
        await desk.until(lambda: "2 steps were replayed." in desk.said)
        first, second = moved(desk)
        assert first != second
        commands = [request.command for request in desk.server.commands]
        assert all(one.mailbox_id == 2 for one in commands if isinstance(one, c.MoveConversation))
        await desk.press("@", "@")
        await desk.until(lambda: len(moved(desk)) == 3)


async def test_a_count_repeats_it_until_the_list_ends():
    """`@9a` on five rows does the four that are left and says where it ended."""
    async with opened(rows(5), (170, 30)) as desk:
        await record_move_and_down(desk)
        await desk.press("@", "9", "a")
        await desk.until(lambda: any("The list ends here." in words for words in desk.said))
        assert len(set(moved(desk))) == 5


async def test_the_first_refusal_ends_it():
    """What the server will not do is not tried on the rows behind it."""
    async with opened(rows(5)) as desk:
        await record_move_and_down(desk)
        done = desk.server.command

        async def refuse(request: c.Request) -> Refusal:
            await done(request)
            return Refusal(RefusalCode.NOT_FOUND)

        desk.server.command = refuse  # type: ignore[method-assign]
        desk.console.desk._outbox._send = refuse
        await desk.press("@", "3", "a")
        await desk.until(lambda: any("ended at step 1 of 6" in words for words in desk.said))
        assert len(moved(desk)) == 2


async def test_a_command_that_cannot_be_done_ends_it():
    """The reason is the command's own."""
    async with opened(rows(1)) as desk:
        await desk.press("M", "b", "z", "M")
        await desk.press("@", "b")
        await desk.until(lambda: any("ended at step 1 of 1" in words for words in desk.said))


async def test_a_text_is_left_to_the_person():
    """Replaying a reply opens the composer and ends there."""
    async with opened(rows(3), (170, 30)) as desk:
        await desk.press("M", "r", "r")
        await desk.until(lambda: desk.console.composer.display)
        await desk.press("escape", "j", "M")
        await desk.until(lambda: any("under r" in words for words in desk.said))
        await desk.press("@", "r")
        await desk.until(lambda: any("The text is yours" in words for words in desk.said))


async def test_esc_at_the_question_records_nothing():
    """Neither does a sign."""
    async with opened(rows(3)) as desk:
        for key in ("escape", "#"):
            await desk.press("M", key)
            assert desk.console.view_commands.macros.recording == ""
        assert desk.server.commands == []


async def test_it_is_kept_and_can_be_deleted(tmp_path):
    """Another console finds it; the list of the palette deletes it."""
    async with opened(rows(3)) as desk:
        await desk.press("M", "k", "j", "M")
    async with opened(rows(3)) as desk:
        desk.console.run_command(BY_ID["view.key_macros"])
        await desk.sees("1 step: Down")
        await desk.press("1")
        await desk.sees("Delete")
        await desk.press("2")
        await desk.until(lambda: "k is deleted." in desk.said)
    assert paths.key_macros_file().read_text() == "{}"


async def test_a_damaged_file_is_kept_and_said():
    """Nothing recorded is lost by a second recording."""
    paths.key_macros_file().write_text("{broken")
    async with opened(rows(3)) as desk:
        await desk.press("@")
        await desk.until(lambda: any("could not be read" in words for words in desk.said + cards(desk)))
    assert paths.key_macros_file().with_suffix(".damaged").read_text() == "{broken"


def cards(desk: OpenConsole) -> list[str]:
    """Notices that were too long for the status line."""
    return [notice.message for notice in desk.pilot.app._notifications]


def test_a_macro_in_a_macro_is_its_steps():
    """Counts multiply."""
    down, close = Step("move.down"), Step("conversation.close")
    macros = {"a": (close, Step("view.replay_keys", "2b")), "b": (down,)}
    assert steps_of("a", macros) == [close, down, down]
    assert steps_of("2b", macros) == [down, down]


@pytest.mark.parametrize(
    "macros",
    [
        {"a": (Step("view.replay_keys", "a"),)},
        {"a": (Step("view.replay_keys", "b"),), "b": (Step("view.replay_keys", "a"),)},
        {"a": (Step("view.replay_keys", "9999b"),), "b": (Step("move.down"), Step("move.up"))},
    ],
)
def test_no_macro_goes_on_for_ever(macros):
    """Neither by itself, nor by another, nor by sheer number."""
    with pytest.raises(Circle):
        steps_of("a", macros)


async def test_a_filter_is_replayed_with_its_words():
    """The bar does not open again; the list is narrowed by what was typed."""
    async with opened(rows(5)) as desk:
        await desk.press("M", "a", "/", *"tag:vip", "enter")
        await desk.until(lambda: desk.console.list_key.query == "tag:vip")
        await desk.press("M")
        await desk.until(lambda: any("under a" in words for words in desk.said))
        await desk.press("escape")
        await desk.until(lambda: not desk.console.list_key.query)
        await desk.press("@", "a")
        await desk.until(lambda: desk.console.list_key.query == "tag:vip")
        await desk.until(lambda: any("replayed" in words for words in desk.said))


async def test_words_of_a_note_are_written_again_on_the_next_row():
    """Recorded once with its text, the note is added to the conversation that the cursor stands on then."""
    async with opened(rows(5)) as desk:
        await desk.press("M", "a", "n")
        await desk.until(lambda: desk.console.composer.is_open)
        await desk.press(*"ok", "alt+enter")
        await desk.until(lambda: len(desk.server.commands) == 1)
        await desk.press("escape", "j", "M")
        await desk.until(lambda: any("under a" in words for words in desk.said))
        await desk.press("@", "a")
        await desk.until(lambda: len(desk.server.commands) == 2)
        first, second = (request.command for request in desk.server.commands)
        assert (first.text, second.text) == ("ok", "ok")
        assert first.conversation_id != second.conversation_id
        assert not desk.console.composer.is_open
