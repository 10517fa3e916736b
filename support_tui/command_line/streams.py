"""The standard streams of a run as a script may leave them: closed, full, or with bytes that are no text."""

import io
import os
import sys
from collections.abc import Callable
from typing import IO, Final

from support_tui import i18n
from support_tui.command_line.exits import Ended, Exit
from support_tui.command_line.terminal_output import Output
from support_tui.text.sanitize import sanitize_line

_STDIN: Final = 0


def settle() -> None:
    """Let every stream be there: one that was closed takes everything and gives nothing. What comes in is UTF-8 in every locale, so that
    no byte becomes half a letter."""
    sys.stdin = sys.stdin or _empty(os.O_RDONLY)
    sys.stdout = sys.stdout or _empty(os.O_WRONLY)
    sys.stderr = sys.stderr or _empty(os.O_WRONLY)
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="strict")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _empty(flags: int) -> IO[str]:
    return os.fdopen(os.open(os.devnull, flags), "r" if flags == os.O_RDONLY else "w", encoding="utf-8")


def guarded(run: Callable[[], int]) -> int:
    """The code of a run; where it ends otherwise, that is a code too, with a sentence where there is something to say."""
    try:
        code = run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        silence()
        return Exit.DONE
    except OSError as error:
        tell_system_error(error)
        return Exit.REFUSED
    return code


def silence() -> None:
    """Let nothing more be written, not even at the end of the process: whoever read has gone, or there is no room."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell_system_error(error: OSError) -> None:
    """What this machine could not do, with the file that it was about; without one it was the output."""
    silence()
    reason = error.strerror or str(error)
    if error.filename is None:
        print(i18n.text("run-output-failed", reason=reason), file=sys.stderr)
    else:
        path = sanitize_line(os.fsdecode(error.filename))
        print(i18n.text("run-file-failed", path=path, reason=reason), file=sys.stderr)


def is_text(word: str) -> bool:
    """Whether a word of the shell was UTF-8: Python keeps the bytes of one that was not as lone surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in word)


def text_in(output: Output) -> str:
    """All of standard input. Raises Ended where it is no UTF-8."""
    try:
        return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise not_text(error, output) from error


def not_text(error: UnicodeDecodeError, output: Output) -> Ended:
    """The end of a run that was given bytes, after saying where they stand."""
    output.say("run-not-utf8", position=error.start + 1)
    return Ended(Exit.MISUSE)
