"""Write `config.example.toml` and `docs/configuration.md` from the settings' types of both programs."""

import json
import textwrap
from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

import msgspec

from server import config as server
from support_tui import config as client
from support_tui.wire.settings import Setting, settings_of, variable_of
from support_tui.wire.settings.read import is_overridable
from support_tui.wire.settings.table import allowed_values, bounds_of, expected_of, section_meaning


class Program(NamedTuple):
    name: str
    command: str
    prefix: str
    kind: type[msgspec.Struct]
    file: str


PROGRAMS = (
    Program(
        client.PROGRAM,
        "support-tui",
        client.PREFIX,
        client.ClientConfig,
        "`config.toml` in the system's place for settings (`~/.config/support-tui` on Linux), or the file that `SUPPORT_TUI_CONFIG` names",
    ),
    Program(
        server.PROGRAM,
        "support-server",
        server.PREFIX,
        server.ServerConfig,
        "`config.toml` in the data folder",
    ),
)
#: What stands in the example for a name of one's own.
_EXAMPLE_NAME = "Sales"

_EXAMPLE_HEAD = """\
# Settings of the console (support-tui) and of the server (support-server), all with their defaults.
# Made from the settings' types by docs/generate.py; docs/configuration.md holds the same as tables.
#
# Each program reads its own part, [client] or [server], and leaves the other alone: copy what you need into its config.toml
# and take away the # before what you change. Environment variables outweigh the file, the command line outweighs both.
"""

_PAGE_HEAD = """\
# Configuration

Made from the settings' types (`support_tui/config.py`, `server/config.py`) by `docs/generate.py`; change them there.
[`config.example.toml`](../config.example.toml) holds the same settings in the form of a file.

Each program reads its own part of a TOML file, `[client]` or `[server]`, and leaves the other alone. Environment variables outweigh
the file, the command line outweighs both. An unknown or wrong setting stops the program with exit code 2 and one line for each
mistake: file, line, key, what is wrong, and the nearest known key.

Theme, language and key preset that are chosen in the console are written into its file, whose comments and order stay; a variable or
the command line still outweighs them at the next start, and the console says so. A desk that leaves no traces keeps no choice.
"""


def example() -> str:
    """The whole example file; every setting is a comment that gives its default."""
    return _EXAMPLE_HEAD + "".join("\n" + _example_section(*section) for section in _sections())


def page() -> str:
    """The whole page: a table for each section of each program."""
    parts = [_PAGE_HEAD]
    for program in PROGRAMS:
        parts.append(f"\n## `{program.command}`\n\nRead from {program.file}.\n")
        parts += [_page_section(program, *rest) for owner, *rest in _sections() if owner is program]
    return "".join(parts)


def _sections() -> Iterator[tuple[Program, tuple[str, ...], str, list[Setting]]]:
    """Program, path, meaning and settings of each section; a table of free keys is a section of its own."""
    for program in PROGRAMS:
        meanings = dict(_meanings(program.kind, (program.name,)))
        for path, settings in groupby(settings_of(program.kind, (program.name,)), _section_path):
            known = list(settings)
            yield program, path, meanings.get(path, known[0].meaning), known


def _section_path(setting: Setting) -> tuple[str, ...]:
    return setting.path if expected_of(setting.kind) == "table" else setting.path[:-1]


def _meanings(kind: type[msgspec.Struct], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """What each section is for."""
    yield path, section_meaning(kind)
    for info in msgspec.structs.fields(kind):
        if isinstance(info.type, type) and issubclass(info.type, msgspec.Struct):
            yield from _meanings(info.type, (*path, info.name))
        elif info.type == dict[str, server.MailIdentity]:
            yield (*path, info.name, "<name>"), section_meaning(server.MailIdentity)


def _example_section(program: Program, path: tuple[str, ...], meaning: str, settings: list[Setting]) -> str:
    lines = [_comment(meaning)]
    name = ".".join(_EXAMPLE_NAME if part == "<name>" else part for part in path)
    if expected_of(settings[0].kind) == "table":
        return "\n".join([*lines, f"[{name}]"]) + "\n"
    is_free = "<name>" in path
    lines.append(f"# [{name}]" if is_free else f"[{name}]")
    for setting in settings:
        notes = " ".join(part for part in (setting.meaning, _values_sentence(setting)) if part)
        variable = "" if is_free else f" {variable_of(setting.path, program.prefix)}"
        value = f"{setting.path[-1]} = {_toml(setting.default)}"
        lines += ["", _comment(notes + variable), f"# {value}" if is_free else f"#{value}"]
    return "\n".join(lines) + "\n"


def _comment(text: str) -> str:
    return textwrap.fill(text, 108, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def _toml(value: Any) -> str:
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _values_sentence(setting: Setting) -> str:
    match expected_of(setting.kind):
        case "choice":
            values = ", ".join(value or '""' for value in allowed_values(setting.kind))
            return f"Values: {values}."
        case "number":
            least, most = bounds_of(setting.kind)
            return f"Values: {least} to {most}."
        case _:
            return ""


def _page_section(program: Program, path: tuple[str, ...], meaning: str, settings: list[Setting]) -> str:
    head = f"\n### `[{'.'.join(path)}]`\n\n{meaning}\n"
    if expected_of(settings[0].kind) == "table":
        return head
    rows = "".join(_row(program, setting) for setting in settings)
    return f"{head}\n| Setting | Values | Default | Meaning |\n|---|---|---|---|\n{rows}"


def _row(program: Program, setting: Setting) -> str:
    is_variable = is_overridable(setting.kind) and "<name>" not in setting.path
    variable = f"<br>`{variable_of(setting.path, program.prefix)}`" if is_variable else ""
    default = f"`{_toml(setting.default)}`"
    meaning = setting.meaning.replace("|", "\\|")
    return f"| `{setting.path[-1]}`{variable} | {_values_cell(setting)} | {default} | {meaning} |\n"


def _values_cell(setting: Setting) -> str:
    match expected_of(setting.kind):
        case "choice":
            return ", ".join(f"`{value}`" if value else '`""`' for value in allowed_values(setting.kind))
        case "number":
            least, most = bounds_of(setting.kind)
            return f"{least}–{most}"
        case "switch":
            return "`true`, `false`"
        case expected:
            return expected
