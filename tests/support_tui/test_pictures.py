"""Pictures of messages, decoded apart from the console."""

import io
import struct
import zlib

import pytest
from PIL import Image

from support_tui import pictures
from support_tui.pictures import NoPixels, Pixels, Way, pixels_of, way_for


def _png(width: int, height: int, colour: tuple[int, int, int] = (200, 100, 50)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "PNG")
    return file.getvalue()


async def test_a_picture_is_brought_to_the_size_of_the_screen() -> None:
    """With the size that the file has."""
    pixels = await pixels_of(_png(400, 200), 40, 40)
    assert isinstance(pixels, Pixels)
    assert (pixels.width, pixels.height, pixels.whole) == (40, 20, (400, 200))
    assert tuple(pixels.rgb[:3]) == (200, 100, 50)


@pytest.mark.parametrize("content", [b"", b"no picture", _png(10, 10)[:40], b"%!PS-Adobe-3.0 EPSF-3.0\n"])
async def test_what_is_no_picture_is_told_so(content: bytes) -> None:
    """Cut, of another kind, or empty."""
    assert await pixels_of(content, 40, 40) is NoPixels.NOT_READ


async def test_a_picture_made_to_fill_the_memory_is_not_decoded() -> None:
    """A few bytes that say that they are a hundred gigabytes."""
    header = struct.pack(">IIBBBBB", 200_000, 200_000, 8, 2, 0, 0, 0)
    chunk = (
        struct.pack(">I", len(header)) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    )
    bomb = b"\x89PNG\r\n\x1a\n" + chunk
    assert await pixels_of(bomb + b"\0" * 100, 40, 40) in (NoPixels.TOO_LARGE, NoPixels.NOT_READ)


async def test_without_the_extra_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said what to install."""
    monkeypatch.setattr(pictures.importlib.util, "find_spec", lambda name: None)
    assert await pixels_of(_png(1, 1), 1, 1) is NoPixels.NOT_INSTALLED
    assert not pictures.is_installed(Way.BLOCKS)


@pytest.mark.parametrize(
    ("environ", "way"),
    [
        ({"TERM": "xterm-256color"}, Way.BLOCKS),
        ({"TERM": "xterm-kitty"}, Way.KITTY),
        ({"TERM": "foot"}, Way.SIXEL),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, Way.SIXEL),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux"}, Way.BLOCKS),
        ({"TERM": "xterm-kitty", "NO_COLOR": "1"}, Way.OFF),
    ],
)
def test_a_terminal_gets_what_it_can_show(environ: dict[str, str], way: Way) -> None:
    """A multiplexer gets text alone; whoever wants no colours gets no picture."""
    assert way_for("auto", environ) is way
    assert way_for("sixel", environ) is Way.SIXEL


def test_what_a_terminal_says_of_itself_counts() -> None:
    """One that says it shows sixels gets them, also through a multiplexer that passes them on; a kitty that cannot put pictures where
    text says gets cells."""
    assert way_for("auto", {"TERM": "xterm"}, has_sixels=True) is Way.SIXEL
    assert way_for("auto", {"TERM": "tmux-256color", "TMUX": "/tmp/tmux"}, has_sixels=True) is Way.SIXEL
    assert way_for("auto", {"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}, is_old_kitty=True) is Way.BLOCKS
    assert way_for("kitty", {"TERM": "xterm-kitty"}, is_old_kitty=True) is Way.KITTY
