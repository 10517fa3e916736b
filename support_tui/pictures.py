"""Pictures of messages for this terminal: how it shows any, and the pixels of a file, decoded apart from the console.

A picture comes from strangers, and decoders have had their holes: a process of its own with little memory and time does it, and gives
back a few pixels. Pillow is an optional extra; the console itself never imports it.
"""

import importlib.util
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from support_tui import beside

PictureSetting = Literal["auto", "blocks", "sixel", "kitty", "off"]

FILE_BYTES: Final = 20_000_000
"""Larger files are saved or opened, not shown here."""
_WITHIN_S: Final = 15
_HEAD_BYTES: Final = 100
_MOST_PIXELS: Final = 1_000
"""In either direction: xterm shows no larger sixels."""
_SIXEL_PROGRAMS: Final = frozenset({"WezTerm", "mlterm", "contour", "iTerm.app", "Rio"})


class Way(StrEnum):
    """How pictures are shown: as coloured half cells, by sixels, by kitty's protocol, or not at all."""

    BLOCKS = "blocks"
    SIXEL = "sixel"
    KITTY = "kitty"
    OFF = "off"


class Pixels(NamedTuple):
    """A picture as rows of RGB; `whole` is the size that the file has."""

    width: int
    height: int
    rgb: bytes
    whole: tuple[int, int]


class NoPixels(StrEnum):
    """Why there are none: Pillow is not installed, the file is no picture that it reads, or it is made to cost too much."""

    NOT_INSTALLED = "not_installed"
    NOT_READ = "not_read"
    TOO_LARGE = "too_large"


def way_for(
    setting: PictureSetting,
    environ: Mapping[str, str],
    *,
    has_sixels: bool = False,
    is_old_kitty: bool = False,
) -> Way:
    """What the setting means here. Multiplexers swallow what is no text, so that `auto` is coloured cells in them, except where
    they say themselves that they show sixels (`has_sixels`)."""
    if setting != "auto":
        return Way(setting)
    if environ.get("NO_COLOR") or environ.get("TERM") == "dumb":
        return Way.OFF
    if has_sixels:
        return Way.SIXEL
    if environ.get("TMUX") or environ.get("STY") or environ.get("ZELLIJ"):
        return Way.BLOCKS
    term = environ.get("TERM", "")
    if is_old_kitty:
        return Way.BLOCKS
    if environ.get("KITTY_WINDOW_ID") or term in ("xterm-kitty", "xterm-ghostty"):
        return Way.KITTY
    if environ.get("TERM_PROGRAM") in _SIXEL_PROGRAMS or term.startswith(("foot", "mlterm", "contour")):
        return Way.SIXEL
    return Way.BLOCKS


def is_installed(way: Way) -> bool:
    """Whether what this way needs is there."""
    has_decoder = importlib.util.find_spec("PIL") is not None
    return has_decoder and (way is Way.BLOCKS or importlib.util.find_spec("textual_image") is not None)


async def pixels_of(content: bytes, width: int, height: int) -> Pixels | NoPixels:
    """The picture in at most so many pixels. Cancelled, or after a while, the process that decodes it is ended."""
    if importlib.util.find_spec("PIL") is None:
        return NoPixels.NOT_INSTALLED
    width, height = min(width, _MOST_PIXELS), min(height, _MOST_PIXELS)
    decoder = (sys.executable, "-m", "support_tui.decode_picture", str(width), str(height))
    answer_bytes = _HEAD_BYTES + 3 * width * height
    ended = await beside.run(decoder, content, limit_s=_WITHIN_S, limit_bytes=answer_bytes)
    return NoPixels.TOO_LARGE if ended.code is None else _pixels(ended.out, ended.code)


def _pixels(out: bytes, code: int) -> Pixels | NoPixels:
    from support_tui.decode_picture import TOO_LARGE

    if code == TOO_LARGE or code < 0:
        return NoPixels.TOO_LARGE
    head, _, rgb = out.partition(b"\n")
    numbers = head.split()
    if code or len(numbers) != 4 or not all(number.isdigit() for number in numbers):
        return NoPixels.NOT_READ
    width, height, whole_width, whole_height = map(int, numbers)
    if len(rgb) != width * height * 3 or not rgb:
        return NoPixels.NOT_READ
    return Pixels(width, height, rgb, (whole_width, whole_height))
