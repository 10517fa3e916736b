"""The console and what belongs to it: `support-tui`, `demo`, `doctor`, `keys`, `logout`; reads arguments and settings, starts the rest."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from support_tui import i18n, paths
from support_tui.config import ClientConfig, load

if TYPE_CHECKING:
    import argparse

#: Exit codes, a promise to scripts.
DONE, FAILED, WRONG_SETTINGS = 0, 1, 2


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("support-tui")
    except PackageNotFoundError:
        return "unknown"


def _parser() -> "argparse.ArgumentParser":
    import argparse

    from support_tui import keys_command
    from support_tui.command_line.help_text import overview

    text = i18n.text
    parser = argparse.ArgumentParser(
        "support-tui",
        description=text("cli-about"),
        epilog=overview(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"support-tui {_version()}")
    parser.add_argument("--config", type=Path, metavar="FILE", help=text("cli-config"))
    parser.add_argument("--server", metavar="URL", help=text("cli-server"))
    parser.add_argument("--linear", action="store_true", help=text("cli-linear"))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    # As with verbs, they may stand behind the name too.
    anywhere = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    anywhere.add_argument("--config", type=Path, metavar="FILE", help=text("cli-config"))
    anywhere.add_argument("--server", metavar="URL", help=text("cli-server"))
    demo = commands.add_parser("demo", help=text("cli-demo"), parents=[anywhere])
    demo.add_argument("--linear", action="store_true", default=argparse.SUPPRESS, help=text("cli-linear"))
    commands.add_parser("doctor", help=text("cli-doctor"), parents=[anywhere])
    keys_command.add_arguments(commands.add_parser("keys", help=text("cli-keys"), parents=[anywhere]))
    commands.add_parser("logout", help=text("cli-logout"), parents=[anywhere])
    return parser


def _settings(file: Path) -> ClientConfig | None:
    """The settings, or None after everything wrong with them was said on stderr."""
    from support_tui.commands import BY_ID
    from support_tui.wire.wording import problem_wording

    config = load(file, os.environ, BY_ID)
    if isinstance(config, ClientConfig):
        return config
    language = i18n.current().language
    for problem in config:
        print(problem_wording(problem, language), file=sys.stderr)
    return None


def run(words: Sequence[str]) -> int:
    """Do what is no verb of the desk; 0 done, 1 failed, 2 wrong settings or arguments."""
    i18n.use(i18n.language_of(os.environ))
    asked = _parser().parse_args(words)
    file: Path = asked.config or paths.config_file()
    if asked.config and asked.command != "doctor" and not file.exists():
        print(i18n.text("run-no-config", path=str(file)), file=sys.stderr)
        return WRONG_SETTINGS
    config = _settings(file)
    if config is None:
        return WRONG_SETTINGS
    from support_tui import keys_command, starting

    starting.use_language(config)
    starting.spare_the_line(config, os.environ)
    starting.count_colours(os.environ)
    config = starting.mind_no_color(config, os.environ)
    if asked.linear:
        config = msgspec.structs.replace(config, linear=True)
    match asked.command:
        case "keys":
            return keys_command.run(asked, config, file)
        case "doctor":
            from support_tui.doctor import examine

            return examine(config, file)
        case "demo" | None if keys_command.report(config, file):
            return WRONG_SETTINGS
        case "demo":
            starting.log_to_file()
            return _demo(config)
        case "logout":
            from support_tui.entering import log_out

            return log_out(config, asked.server or config.server)
        case _:
            starting.log_to_file()
            return _console(config, asked.server or config.server)


def open_at(config: ClientConfig, server: str, conversation_id: int | None) -> int:
    """The console, at a conversation if one is named."""
    from support_tui import starting

    starting.spare_the_line(config, os.environ)
    starting.count_colours(os.environ)
    starting.log_to_file()
    return _console(config, server or config.server, conversation_id)


def _is_seen() -> bool:
    """Whether there is a terminal to paint on; says so where there is none."""
    is_seen = sys.stdin.isatty() and sys.stderr.isatty()
    if not is_seen:
        print(i18n.text("cli-no-terminal"), file=sys.stderr)
    return is_seen


def _console(config: ClientConfig, server: str, conversation_id: int | None = None) -> int:
    from support_tui.entering import door_to
    from support_tui.starting import run_console

    if not _is_seen():
        return FAILED
    door = door_to(config, server)
    return run_console(config, door, conversation_id) if door is not None else FAILED


def _demo(config: ClientConfig) -> int:
    from support_tui.demo import DemoFailed, demo_server
    from support_tui.starting import run_console

    if not _is_seen():
        return FAILED
    print(i18n.text("cli-demo-starting"), file=sys.stderr)
    try:
        with demo_server() as door:
            return run_console(config, door)
    except DemoFailed as failed:
        print(i18n.text("cli-demo-failed", reason=str(failed)), file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return DONE
