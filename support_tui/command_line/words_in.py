"""What a run is given besides its arguments: numbers and texts on standard input, and texts from the person's editor."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from support_tui.command_line.exits import Ended, Exit
from support_tui.command_line.streams import not_text, text_in
from support_tui.command_line.terminal_output import Output
from support_tui.verbs.parse import STDIN, Asked, is_number

_FILE_NAME = "text.md"
#: As much of a stray word as tells it apart.
_WORD_CHARS = 30


def ids_of(asked: Asked, output: Output) -> list[int]:
    """The conversations named, then those on standard input; none twice. Raises Ended where a line holds no number."""
    ids = dict.fromkeys(asked.ids)
    if asked.reads_ids:
        try:
            ids |= dict.fromkeys(_ids_in(sys.stdin, output))
        except UnicodeDecodeError as error:
            raise not_text(error, output) from error
    return list(ids)


def id_of(asked: Asked, output: Output) -> int:
    """The one conversation that was named, here or on standard input. Raises Ended where it is none or several."""
    ids = ids_of(asked, output)
    if len(ids) != 1:
        output.say("run-one-id", count=len(ids), verb=asked.verb.name)
        raise Ended(Exit.MISUSE)
    return ids[0]


def _ids_in(lines: Iterable[str], output: Output) -> Iterable[int]:
    """The number that each line begins with, so that the lines of `list` will do; empty lines say nothing."""
    for place, line in enumerate(lines, 1):
        word = next(iter(line.split()), "")
        if word and not is_number(word):
            output.say(
                "run-no-id-in-line",
                line=place,
                word=word if len(word) <= _WORD_CHARS else f"{word[:_WORD_CHARS]}…",
            )
            raise Ended(Exit.MISUSE)
        if word:
            yield int(word.removeprefix("#"))


def text_of(asked: Asked, output: Output, editor: str) -> str:
    """The text of the arguments, of standard input, or of the editor where standard input is a terminal. Raises Ended where there is none."""
    if asked.words and asked.words != (STDIN,):
        return asked.text
    is_typed = sys.stdin.isatty() and asked.words != (STDIN,)
    text = _edited(output, editor) if is_typed else text_in(output)
    if not text.strip():
        output.say("run-no-text")
        raise Ended(Exit.REFUSED)
    return text.rstrip("\n")


def editor_of(setting: str, environ: Mapping[str, str]) -> str:
    """The person's editor, empty where there is none."""
    return setting or environ.get("VISUAL") or environ.get("EDITOR") or shutil.which("vi") or ""


def _edited(output: Output, editor: str) -> str:
    """The text as the editor left it; it travels in a file that only its owner can read, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="support-tui-") as folder:
        path = Path(folder, _FILE_NAME)
        path.touch(0o600)
        try:
            code = subprocess.call([*shlex.split(editor), str(path)]) if editor else 1
        except (OSError, ValueError):
            code = 1
        if code != 0:
            output.say("run-editor-failed", editor=editor or os.devnull)
            raise Ended(Exit.REFUSED)
        return path.read_text(encoding="utf-8", errors="replace")
