"""What is wrong with the words of a command, as a sentence in the person's language."""

from support_tui import i18n
from support_tui.text.sanitize import sanitize_line
from support_tui.verbs.parse import Misuse


def misuse_wording(misuse: Misuse) -> str:
    """The sentence, with the words of the person cleaned."""
    params = {
        name: sanitize_line(value) if isinstance(value, str) else value
        for name, value in misuse.params.items()
    }
    if "argument" in params:
        params["argument"] = i18n.text(f"argument-{params['argument']}")
    suffix = "-nearest" if misuse.params.get("nearest") else ""
    return i18n.text(f"{misuse.text_id}{suffix}", **params)
