"""Finds a way to the clipboard: a program of this machine, the person's own, or the terminal (OSC 52). Paints nothing."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Final, Literal

import msgspec

ClipboardSetting = Literal["auto", "osc52", "command", "off"]

#: Seconds after which a program that does not take the text is given up.
TAKEN_WITHIN_S: Final = 5
#: The variable that says that a display is there, and the programs that reach its clipboard.
_PROGRAMS: Final = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("WSL_DISTRO_NAME", ("clip.exe",)),
)


class Clipboard(msgspec.Struct, frozen=True):
    """How copied text leaves: by `program` on its standard input, by the terminal where there is none, or not at all."""

    program: tuple[str, ...] = ()
    is_off: bool = False


def clipboard_for(
    setting: ClipboardSetting,
    command: str,
    environ: Mapping[str, str],
    which: Callable[[str], str | None] = shutil.which,
) -> Clipboard:
    """The way that the setting means here. `auto` is a program only on the person's own machine: at the other end of an ssh line it would
    reach the wrong clipboard, and the terminal reaches the right one."""
    match setting:
        case "off":
            return Clipboard(is_off=True)
        case "command":
            return Clipboard(tuple(shlex.split(command)))
        case "osc52":
            return Clipboard()
        case "auto":
            return Clipboard(_local_program(environ, which))


def _local_program(environ: Mapping[str, str], which: Callable[[str], str | None]) -> tuple[str, ...]:
    if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"):
        return ()
    if sys.platform == "darwin" and which("pbcopy"):
        return ("pbcopy",)
    return next(
        (program for variable, program in _PROGRAMS if environ.get(variable) and which(program[0])), ()
    )


def hand_over(text: str, program: tuple[str, ...]) -> bool:
    """Give the text to a program; whether it was taken. Blocks until it is."""
    try:
        # Some of them stay to serve the clipboard: they must not hold our output open.
        done = subprocess.run(
            program,
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=TAKEN_WITHIN_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
