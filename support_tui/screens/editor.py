"""Lends the terminal to the person's editor and takes the text back."""

import os
import shlex
import shutil
import subprocess
import tempfile
from enum import Enum
from pathlib import Path
from typing import Any, Final

from textual.app import App, SuspendNotSupported


class EditorFailure(Enum):
    """Why there is no edited text."""

    NONE_SET = "frame-no-editor"
    ENDED_BADLY = "frame-editor-failed"


_FILE_NAME: Final = "text.md"


def edited(app: App[Any], text: str, editor: str = "") -> str | EditorFailure:
    """The text as the editor left it. Nothing else runs meanwhile: two programs cannot share a terminal.

    The text travels in a file that only its owner can read, gone afterwards."""
    command = editor or os.environ.get("VISUAL") or os.environ.get("EDITOR") or shutil.which("vi")
    if not command:
        return EditorFailure.NONE_SET
    with tempfile.TemporaryDirectory(prefix="support-tui-") as folder:
        path = Path(folder, _FILE_NAME)
        path.write_text(text if text.endswith("\n") else f"{text}\n", encoding="utf-8")
        try:
            with app.suspend():
                code = subprocess.call([*shlex.split(command), str(path)])
            if code != 0:
                return EditorFailure.ENDED_BADLY
            written = path.read_text(encoding="utf-8", errors="replace")
        except (OSError, SuspendNotSupported, ValueError):
            return EditorFailure.ENDED_BADLY
    # Editors end the last line; a reply does not want that one.
    return written.removesuffix("\n") if not text.endswith("\n") else written
