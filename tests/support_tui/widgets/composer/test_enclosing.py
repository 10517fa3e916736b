"""Files of what is being written: shown, asked about where they are forgotten, dropped on the terminal, kept with the draft."""

from pathlib import Path

import pytest

from support_tui.messages import ComposerSubmitted, DraftChanged, FilesDropped, FileWanted
from support_tui.widgets.composer.dropped import dropped_paths
from support_tui.widgets.composer.enclosing import announces_file
from support_tui.wire.commands import IncomingFile
from tests.support_tui.widgets.composer.test_composer import writing
from tests.waiting import eventually

FILE = IncomingFile("invoice.pdf", "application/pdf", 2_048, "a" * 64)


async def test_a_file_goes_along_and_is_kept_with_the_draft() -> None:
    """While it is being uploaded nothing leaves; then the text and the file do."""
    async with writing() as w:
        letter = w.composer.file_comes("invoice.pdf")
        w.composer.text = "Here it is."
        w.composer.do_attach()
        assert (await w.posts(FileWanted)).is_going
        w.composer.do_send()
        await w.sees("is still being uploaded")
        assert not w.app.posts(ComposerSubmitted)
        assert w.composer.file_came("invoice.pdf", FILE, letter)
        await w.sees("invoice.pdf")
        w.composer.do_save()
        await eventually(
            lambda: any("invoice.pdf" in draft.extra.get("files", "") for draft in w.app.posts(DraftChanged)),
            "the file is kept with the draft",
        )
        w.composer.do_send()
        assert (await w.posts(ComposerSubmitted)).files == (FILE,)


async def test_a_forgotten_file_is_asked_about_once() -> None:
    """The next time the text leaves as it is."""
    async with writing() as w:
        w.composer.text = "تجد الفاتورة في المرفق"
        w.composer.do_send()
        await w.sees("No file is attached")
        assert not w.app.posts(ComposerSubmitted)
        w.composer.do_send()
        assert (await w.posts(ComposerSubmitted)).files == ()


async def test_a_file_can_be_taken_off_again() -> None:
    """It does not go along."""
    async with writing() as w:
        w.composer.file_came("invoice.pdf", FILE, w.composer.file_comes("invoice.pdf"))
        w.composer.file_dropped(FILE.digest)
        w.composer.text = "Never mind."
        w.composer.do_send()
        assert (await w.posts(ComposerSubmitted)).files == ()


async def test_copies_that_nobody_sees_have_a_field_of_their_own() -> None:
    """It opens by a key, and what stands in it goes along."""
    async with writing() as w:
        w.composer.text = "Hello"
        w.composer.do_bcc()
        await w.pilot.press(*"a@b.example")
        w.composer.do_send()
        assert [a.email for a in (await w.posts(ComposerSubmitted)).bcc] == ["a@b.example"]


async def test_what_is_dropped_on_the_terminal_is_a_file(tmp_path: Path) -> None:
    """It comes as a path that is pasted; any other paste stays text."""
    one = tmp_path / "my file.txt"
    one.write_text("x")
    async with writing() as w:
        w.app.screen.focused.post_message(_pasted(str(one)))  # type: ignore[union-attr]
        assert (await w.posts(FilesDropped)).paths == (one,)
        assert w.composer.text == ""


def _pasted(text: str) -> object:
    from textual.events import Paste

    return Paste(text)


def test_paths_are_known_however_the_terminal_writes_them(tmp_path: Path) -> None:
    """Plain, quoted, escaped, as addresses, several at once; a path in the middle of words is words."""
    one, two = tmp_path / "my file.txt", tmp_path / "فاتورة.pdf"
    for path in (one, two):
        path.write_text("x")
    escaped = str(one).replace(" ", "\\ ")
    assert dropped_paths(str(one)) == (one,)
    assert dropped_paths(f"'{one}'") == (one,)
    assert dropped_paths(f"{escaped} {two} ") == (one, two)
    assert dropped_paths(f"{one.as_uri()}\n{two.as_uri()}") == (one, two)
    for text in ("", "see /etc/nothing", f"look at {one}", "/no/such/file", "a\0b"):
        assert dropped_paths(text) == ()


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("Please find the invoice attached.", True),
        ("المرفق فيه الفاتورة", True),
        ("أرفقت لكم الفاتورة", True),
        ("Anbei die Rechnung", True),
        ("We are detached from that.", False),
        ("Hello\n> attached", False),
    ],
)
def test_words_that_announce_a_file(text: str, is_said: bool) -> None:
    """In several languages, and only in the writer's own lines."""
    assert announces_file(text) is is_said
