"""The way in: a verb of the desk is done by `command_line`, everything else by `program`. Imports neither before it is asked for."""

import sys
from collections.abc import Callable, Sequence

#: What is asked for by name and is no verb of the desk.
OWN_COMMANDS = ("demo", "doctor", "keys", "logout")
#: `support-tui help assign` is `support-tui assign --help`.
HELP = "help"
#: Options before the name that have a value.
_WITH_VALUE = ("--config", "--server")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the exit code is one of `command_line.exits` for a verb, of `program.run` for everything else."""
    words = sys.argv[1:] if arguments is None else arguments
    name = first_name(words)
    if name == HELP:
        words = _asking_for_help(words)
        name = first_name(words)
    if not name or name in OWN_COMMANDS:
        from support_tui import program

        return _printing(program.run, words) if name == "keys" else program.run(words)
    _import_msgspec()
    from support_tui.command_line import run

    return run.run(words, _open_console)


def first_name(words: Sequence[str]) -> str:
    """The first word that is neither an option nor the value of one, empty if there is none."""
    rest = iter(words)
    for word in rest:
        if word in _WITH_VALUE:
            next(rest, None)
        elif not word.startswith("-"):
            return word
    return ""


def _printing(run: Callable[[Sequence[str]], int], words: Sequence[str]) -> int:
    """What only prints ends like a verb where it cannot."""
    from support_tui.command_line.streams import guarded

    return guarded(lambda: run(words))


def _asking_for_help(words: Sequence[str]) -> list[str]:
    place = words.index(HELP)
    return [*words[:place], *words[place + 1 :][:1], "--help"]


def _import_msgspec() -> None:
    """Import msgspec without typing_extensions, which it does without where there is none: a fifth of a verb's whole run."""
    name = "typing_extensions"
    if name not in sys.modules:
        sys.modules[name] = None  # type: ignore[assignment]
        try:
            import msgspec  # noqa: F401
        finally:
            del sys.modules[name]


def _open_console(config: object, server: str, conversation_id: int | None) -> int:
    from support_tui import program
    from support_tui.config import ClientConfig

    assert isinstance(config, ClientConfig)
    return program.open_at(config, server, conversation_id)
