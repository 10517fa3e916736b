"""Opens links and files with the system's own programs, where there is a screen to show them on. Asks nothing: who calls has asked."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Final

#: Programs that were started: whoever starts one has to take note of its end.
_running: Final[list["subprocess.Popen[bytes]"]] = []
_LINUX: Final = (("wslview",), ("xdg-open",), ("gio", "open"))


def opener_for(
    setting: str,
    environ: Mapping[str, str],
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
) -> tuple[str, ...]:
    """The program that opens what is put behind it, empty where there is none: at the other end of an ssh line nobody would see what
    opens. `setting` is a command line of the person's own, which counts everywhere."""
    if setting:
        return tuple(shlex.split(setting))
    if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"):
        return ()
    if platform == "darwin":
        return ("open",)
    if platform == "win32":
        return ("explorer.exe",)
    if not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY") or environ.get("WSL_DISTRO_NAME")):
        return ()
    return next((program for program in _LINUX if which(program[0])), ())


def open_with(opener: tuple[str, ...], target: str) -> str:
    """Start the program and let it go; why it could not be started, empty where it was."""
    _running[:] = [program for program in _running if program.poll() is None]
    try:
        program = subprocess.Popen(
            [*opener, target], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        return error.strerror or str(error)
    _running.append(program)
    return ""
