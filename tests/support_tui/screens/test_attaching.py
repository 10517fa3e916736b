"""A file goes with the letter it was chosen for, and with no other."""

import asyncio
from pathlib import Path

import pytest
from textual.events import Paste

from support_tui.wire.commands import IncomingFile
from tests.support_tui.fakes import a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened

KEPT = IncomingFile("label.pdf", "application/pdf", 5, "a" * 64)


@pytest.fixture
def label(tmp_path: Path) -> Path:
    path = tmp_path / "label.pdf"
    path.write_bytes(b"label")
    return path


def rows(count):
    return [a_row(number) for number in range(1, count + 1)]


async def write(desk: OpenConsole, key: str) -> None:
    await desk.press(key)
    await desk.until(lambda: desk.console.composer.is_open or desk.console.bulking.is_writing)


async def drop(desk: OpenConsole, path: Path) -> None:
    """As when a file is let fall on the terminal."""
    await desk.until(lambda: desk.pilot.app.focused is not None)
    desk.pilot.app.focused.post_message(Paste(str(path)))


async def test_a_file_that_comes_late_is_not_put_into_another_letter(label):
    """Who left the reply while the file was being uploaded, and writes to somebody else, is told; the other letter is without it."""
    async with opened(rows(3)) as desk:
        arrived = asyncio.Event()

        async def keep_file(*_):
            await arrived.wait()
            return KEPT

        desk.server.keep_file = keep_file
        await write(desk, "r")
        await drop(desk, label)
        await desk.sees("label.pdf")
        await desk.press("escape", "]")
        await write(desk, "r")
        arrived.set()
        await desk.until(lambda: any("label.pdf was not attached" in words for words in desk.said))
        assert desk.console.composer.files == ()


@pytest.mark.parametrize(("marks", "key", "why"), [(0, "n", "stays on the desk"), (2, "r", "without files")])
async def test_what_carries_no_files_says_so(label, marks, key, why):
    """Dropped or asked for by key, a file joins neither a note nor a text for many, nor what was being written besides."""
    async with opened(rows(4), (160, 30)) as desk:
        await desk.press(*["x"] * marks)
        await write(desk, key)
        await drop(desk, label)
        await desk.until(lambda: any(why in words for words in desk.said))
        await desk.press("alt+a")
        await desk.until(lambda: sum(why in words for words in desk.said) == 2)
        assert desk.console.composer.files == ()


@pytest.mark.parametrize(("marks", "key"), [(0, "n"), (2, "r")])
async def test_the_key_bar_offers_what_this_text_can_do(marks, key):
    """Neither a note nor a text for many can leave later; a reply can."""
    async with opened(rows(4), (160, 30)) as desk:
        await desk.press(*["x"] * marks)
        await write(desk, key)
        await desk.sees("Alt+Enter Send", "Ctrl+S Save")
        assert "Send it later" not in desk.text()


@pytest.mark.parametrize("marks", [0, 2])
async def test_the_way_out_of_a_text_is_shown_at_any_width(marks):
    """Who writes for the first time, at 60 columns, reads how to leave without losing it."""
    async with opened(rows(4), (60, 20)) as desk:
        await desk.press(*["x"] * marks)
        await write(desk, "r")
        await desk.sees("Alt+Enter Send", "Esc Leave, keep the draft")


async def test_the_key_bar_of_a_reply_offers_to_send_it_later():
    """The bar is for this text again after another one."""
    async with opened(rows(4), (160, 30)) as desk:
        await write(desk, "n")
        await desk.press("escape")
        await write(desk, "r")
        await desk.sees("Send it later")
