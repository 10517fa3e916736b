"""What an agent opens of a mail over the console: links, files, headers, source."""

import asyncio
import io
import os
from pathlib import Path

from PIL import Image

from support_tui.pictures import Way
from support_tui.wire.commands import RedecodeMessage
from support_tui.wire.file_kinds import FileKind
from support_tui.wire.mail_reading import Field, FileReading, HeaderLine, InnerFile, MailHeaders, MailReading
from support_tui.wire.values import Address, Attachment
from tests.support_tui.fakes import a_message, a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened

ROWS = [a_row(1)]
NARROW = (90, 30)
"""One pane: nothing is shown of a thread before it is opened."""
LINKS = "[my bank](https://bank.example/) or [bank.example](https://evil.example/login)"
FILES = (
    Attachment(5, "plan.pdf", "application/pdf", 3_000),
    Attachment(6, "run.exe", "", 9),
    Attachment(7, "old.eml", "message/rfc822", 90),
)


async def _read(desk: OpenConsole, text: str = "Hello", files: tuple[Attachment, ...] = ()) -> int:
    """The thread of conversation 1 is open on one mail; its number."""
    message = a_message(1, 1, text=text, attachments=files, raw_digest="ab")
    desk.server.messages[1] = (message,)
    await desk.press("enter")
    await desk.sees(text.split("]")[0].strip("["))
    return message.id


def _opener(tmp_path: Path) -> tuple[str, ...]:
    """A program that writes down what it is given."""
    program = tmp_path / "opener"
    program.write_text(f'#!/bin/sh\necho "$1" >> {tmp_path}/opened\n')
    program.chmod(0o700)
    return (str(program),)


async def _opened(tmp_path: Path, desk: OpenConsole) -> str:
    """What was opened."""
    await desk.until(lambda: (tmp_path / "opened").exists() and (tmp_path / "opened").read_text().strip())
    return await asyncio.to_thread((tmp_path / "opened").read_text)


async def test_links_are_listed_with_where_they_lead() -> None:
    """Words that show another address are told so."""
    async with opened(ROWS, NARROW) as desk:
        await _read(desk, LINKS)
        await desk.press("l")
        await desk.sees("2 links", "https://bank.example/", "https://evil.example/login", "another address")


async def test_a_link_is_opened_and_a_false_one_only_when_asked(tmp_path: Path) -> None:
    """With the system's program."""
    async with opened(ROWS, NARROW, opener=_opener(tmp_path)) as desk:
        await _read(desk, LINKS)
        await desk.press("l", "2", "enter")
        await desk.sees("leads to evil.example")
        await desk.press("n")
        await desk.sees("2 links")
        await desk.press("1", "enter")
        assert await _opened(tmp_path, desk) == "https://bank.example/\n"


async def test_a_file_is_saved_where_one_says(tmp_path: Path) -> None:
    """Twice is two files."""
    async with opened(ROWS, NARROW, downloads=str(tmp_path / "in")) as desk:
        desk.server.mail.contents["attachments/5"] = b"%PDF" * 750
        await _read(desk, files=FILES)
        await desk.press("d")
        await desk.sees("3 files of this message", "plan.pdf", "⚠ program")
        await desk.press("s", "s")
        await desk.until(lambda: len(list((tmp_path / "in").glob("plan*.pdf"))) == 2)
        assert (tmp_path / "in" / "plan.pdf").stat().st_size == 3_000


async def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    """And leaves nothing in the folder."""
    async with opened(ROWS, NARROW, downloads=str(tmp_path)) as desk:
        await _read(desk, files=FILES)
        await desk.press("d", "s")
        await desk.sees("no such attachment")
        assert not any(await asyncio.to_thread(os.listdir, tmp_path))


async def test_a_program_is_not_opened_without_a_question(tmp_path: Path, monkeypatch) -> None:
    """No is the answer of who does not look."""
    monkeypatch.setenv("SUPPORT_TUI_CACHE", str(tmp_path / "cache"))
    async with opened(ROWS, NARROW, opener=_opener(tmp_path)) as desk:
        desk.server.mail.contents |= {"attachments/5": b"%PDF", "attachments/6": b"MZ"}
        await _read(desk, files=FILES)
        await desk.press("d", "j", "o")
        await desk.sees("run.exe: program. Open it all the same?")
        await desk.press("n")
        await desk.press("k", "o")
        assert (await _opened(tmp_path, desk)).endswith("plan.pdf\n")
        assert not list((tmp_path / "cache").rglob("run.exe"))


async def test_a_mail_within_the_mail_is_read(tmp_path: Path) -> None:
    """With its own files, which can be saved."""
    async with opened(ROWS, NARROW, downloads=str(tmp_path)) as desk:
        desk.server.mail.file_readings[7] = FileReading(
            FileKind.MAIL, "The bill", (Field("from", "Amal <amal@shop.example>"),), "See the [site](https://x.example/).",
            files=(InnerFile("bill.csv", "text/csv", 4),),
        )  # fmt: skip
        desk.server.mail.contents["attachments/7/files/0"] = b"a,b\n"
        await _read(desk, files=FILES)
        await desk.press("d", "j", "j", "enter")
        await desk.sees("The bill", "From: Amal", "[1] https://x.example/", "bill.csv")
        await desk.press("d")
        await desk.sees("1 file in old.eml")
        await desk.press("s")
        await desk.until(lambda: (tmp_path / "bill.csv").exists())


async def test_a_file_is_given_to_a_program() -> None:
    """Its bytes come on the standard input."""
    async with opened(ROWS, NARROW) as desk:
        desk.server.mail.contents["attachments/5"] = b"one\ntwo\n"
        await _read(desk, files=FILES)
        await desk.press("d", "|")
        await desk.sees("which command")
        await desk.press(*"wc", "space", "minus", "l", "enter")
        await desk.until(lambda: desk.text().split("\n")[1].strip() == "2")


async def test_headers_are_shown_decoded_and_raw() -> None:
    """The same key turns them."""
    async with opened(ROWS, NARROW) as desk:
        number = await _read(desk)
        desk.server.mail.headers[number] = MailHeaders(
            (HeaderLine("Subject", "مرحبا", "=?utf-8?b?2YXYsdit2KjYpw==?="),)
        )
        await desk.press("h")
        await desk.sees(f"Headers of message {number}", "Subject:")
        await desk.press("h")
        await desk.sees("as they came", "=?utf-8?b?")


async def test_the_source_is_searched_and_saved(tmp_path: Path) -> None:
    """As it came."""
    async with opened(ROWS, NARROW, downloads=str(tmp_path)) as desk:
        number = await _read(desk)
        raw = b"Subject: x\r\n\r\n" + b"line\r\n" * 200 + b"needle\x1b[31m\r\n"
        desk.server.mail.contents[f"messages/{number}/source"] = raw
        await desk.press("B")
        await desk.sees("Source of message", "Subject: x")
        await desk.press("/", *"needle", "enter")
        await desk.sees("needle")
        assert "\x1b" not in desk.text()
        await desk.press("s")
        await desk.until(lambda: (tmp_path / f"message-{number}.eml").exists())
        assert (tmp_path / f"message-{number}.eml").read_bytes() == raw


async def test_what_did_not_come_as_mail_has_no_source() -> None:
    """It is said."""
    async with opened(ROWS, NARROW) as desk:
        await desk.press("enter")
        await desk.press("B")
        await desk.until(lambda: any("no source" in said for said in desk.said))


async def test_a_mail_is_read_with_another_charset_once_it_was_seen() -> None:
    """The words are shown first; Enter keeps them."""
    async with opened(ROWS, NARROW) as desk:
        number = await _read(desk)
        desk.server.mail.readings[number, "windows-1256"] = MailReading(
            "Bill", "مرحبا now", Address("a@b.example")
        )
        await desk.press("W", *"1256", "enter")
        await desk.sees("With the charset windows-1256", "now")
        assert not desk.server.commands
        await desk.press("enter")
        await desk.until(lambda: [request.command for request in desk.server.commands])
        assert desk.server.commands[-1].command == RedecodeMessage(1, number, "windows-1256")


async def test_a_picture_is_shown_as_coloured_cells() -> None:
    """Of a file that is one; two rows of pixels a line."""
    picture = io.BytesIO()
    Image.new("RGB", (20, 20), (250, 0, 0)).save(picture, "PNG")
    async with opened(ROWS, NARROW, pictures=Way.BLOCKS) as desk:
        desk.server.mail.contents["attachments/8"] = picture.getvalue()
        await _read(desk, files=(Attachment(8, "red.png", "image/png", 90),))
        await desk.press("d", "enter")
        await desk.sees("red.png", "20 × 20", "▀" * 20)
        await desk.press("escape")
        await desk.sees("1 file of this message")


async def test_what_is_no_picture_is_told() -> None:
    """Whatever it is called."""
    async with opened(ROWS, NARROW, pictures=Way.BLOCKS) as desk:
        desk.server.mail.contents["attachments/8"] = b"no picture"
        await _read(desk, files=(Attachment(8, "red.png", "image/png", 90),))
        await desk.press("d", "enter")
        await desk.sees("no picture that can be read")
