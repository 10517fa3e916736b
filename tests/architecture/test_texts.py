"""Whatever the console says, it can say in every language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from support_tui.i18n import LANGUAGES, Texts

ROOT = Path(__file__).resolve().parents[2]
#: Functions whose first argument is the id of a text.
_SPEAKERS = {"text", "isolated_text", "notify", "confirm", "ask_text"}
_ID = re.compile(r"[a-z]+(-[a-z0-9]+)+")


def _texts_asked_for() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "support_tui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                value = node.args[0].value
                if name in _SPEAKERS and isinstance(value, str) and _ID.fullmatch(value):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", value


def test_every_text_asked_for_exists_in_every_language() -> None:
    """No screen shows the id of a text instead of the text."""
    spoken = [Texts(language) for language in LANGUAGES]
    missing = [
        f"{place}: {text_id} in {texts.language}"
        for place, text_id in _texts_asked_for()
        for texts in spoken
        if text_id not in texts
    ]
    assert missing == []
