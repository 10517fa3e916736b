"""The words that a command is found by: its titles, headings and other names in every language at once. Pure."""

from functools import cache

from support_tui.commands import Command
from support_tui.i18n import LANGUAGES, Texts


@cache
def _texts() -> tuple[Texts, ...]:
    return tuple(Texts(language) for language in LANGUAGES)


@cache
def titles(command: Command) -> tuple[str, ...]:
    """What it is called, in each language."""
    return tuple(texts.text(command.title_id) for texts in _texts())


@cache
def words(command: Command) -> tuple[str, ...]:
    """Other words for it in each language: the heading it stands under, and what people call it elsewhere; its id as well."""
    other_id = "also-" + command.id.replace(".", "-").replace("_", "-")
    found = [command.id.replace(".", " ").replace("_", " ")]
    for texts in _texts():
        also = texts.text(other_id) if other_id in texts else ""
        found.append(f"{also} {texts.text(f'group-{command.group}')}".strip())
    return tuple(found)
