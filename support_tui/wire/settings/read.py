"""Turn the text of a TOML file and the environment into settings, or into all that is wrong with them. Pure: reads no file."""

import re
import tomllib
from collections.abc import Collection, Mapping
from typing import Any, TypeVar, get_origin, get_type_hints

import msgspec

from support_tui.wire.nearest import nearest
from support_tui.wire.settings.lines import lines_of
from support_tui.wire.settings.problems import Problem, ProblemCode
from support_tui.wire.settings.table import (
    allowed_values,
    bounds_of,
    expected_of,
    named_section_of,
    plain_type,
    section_of,
)

S = TypeVar("S", bound=msgspec.Struct)

#: The tables a file may hold; each program reads its own and leaves the other's alone.
PROGRAMS = ("client", "server")

_LINE_OF_ERROR = re.compile(r"\(at line (\d+), column \d+\)")


def read_settings(
    kind: type[S], program: str, text: str, *, file: str, environ: Mapping[str, str], prefix: str
) -> S | tuple[Problem, ...]:
    """The settings of `program` in a TOML text, overridden by `PREFIX_SECTION_KEY` variables, defaults where nothing is said; or
    every problem, in the order of the lines. Empty variables count as not given."""
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return (_syntax_problem(str(error), file),)
    reader = _Reader(file, lines_of(text))
    for name in whole:
        if name not in PROGRAMS:
            reader.stray(name, kind, program)
    values = reader.section(kind, whole.get(program, {}), (program,))
    problems = sorted(reader.problems, key=lambda problem: problem.line)
    reader.problems = []
    values = _overridden(kind, values, environ, prefix, (program,), reader)
    problems += reader.problems
    return tuple(problems) if problems else values


class _Reader:
    """Collects problems, so that one run tells all of them."""

    def __init__(self, file: str, lines: Mapping[tuple[str, ...], int]) -> None:
        self.file = file
        self.lines = lines
        self.problems: list[Problem] = []

    def tell(self, path: tuple[str, ...], code: ProblemCode, **params: str | int) -> None:
        line = next((self.lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self.lines), 0)
        self.problems.append(Problem(self.file, line, ".".join(path), code, params))

    def unknown(self, path: tuple[str, ...], known: Collection[str]) -> None:
        guess = nearest(path[-1], known)
        self.tell(path, ProblemCode.UNKNOWN, nearest=".".join((*path[:-1], guess)) if guess else "")

    def stray(self, name: str, kind: type[S], program: str) -> None:
        """A name outside of the tables: most likely a setting whose table was left out, or the table misspelt."""
        guess = nearest(name, (*PROGRAMS, *get_type_hints(kind)))
        known = guess if guess in PROGRAMS or not guess else f"{program}.{guess}"
        self.tell((name,), ProblemCode.UNKNOWN, nearest=known)

    def section(self, kind: type[S], table: Any, path: tuple[str, ...]) -> S:
        """The struct of a table; whatever is wrong keeps its default and becomes a problem."""
        if not isinstance(table, dict):
            self.bad_value(kind, table, path)
            return kind()
        hints = get_type_hints(kind, include_extras=True)
        values: dict[str, Any] = {}
        for name, value in table.items():
            if name not in hints:
                self.unknown((*path, name), hints)
            elif (read := self.value(hints[name], value, (*path, name))) is not msgspec.UNSET:
                values[name] = read
        return kind(**values)

    def value(self, kind: Any, value: Any, path: tuple[str, ...], *, is_strict: bool = True) -> Any:
        plain = plain_type(kind)
        if (section := section_of(plain)) is not None:
            return self.section(section, value, path)
        if (named := named_section_of(plain)) is not None and isinstance(value, dict):
            return {name: self.section(named, table, (*path, name)) for name, table in value.items()}
        if get_origin(plain) is dict and isinstance(value, dict):
            value = _flattened(value)
        try:
            return msgspec.convert(value, kind, strict=is_strict)
        except msgspec.ValidationError:
            self.bad_value(kind, value, path)
            return msgspec.UNSET

    def bad_value(self, kind: Any, value: Any, path: tuple[str, ...]) -> None:
        least, most = bounds_of(kind)
        self.tell(
            path,
            ProblemCode.BAD_VALUE,
            value="…" if "password" in path[-1].lower() else str(value),
            expected=expected_of(kind),
            allowed=", ".join(allowed_values(kind)),
            least=least,
            most=most,
        )


def _flattened(table: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Dotted keys as one: TOML reads `conversation.close = "e"` as a table in a table. A single string stands for a list of one."""
    flat: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            flat |= _flattened(value, f"{before}{name}.")
        else:
            flat[f"{before}{name}"] = [value] if isinstance(value, str) else value
    return flat


def variable_of(path: tuple[str, ...], prefix: str) -> str:
    """The environment variable that overrides a setting: `SUPPORT_SERVER_SMTP_HOST` for `server.smtp.host`."""
    return "_".join((prefix, *path[1:])).upper()


def is_overridable(kind: Any) -> bool:
    """Whether the environment can set it: everything but tables."""
    return get_origin(plain_type(kind)) is not dict


def _overridden(
    kind: type[S], values: S, environ: Mapping[str, str], prefix: str, path: tuple[str, ...], reader: _Reader
) -> S:
    changes: dict[str, Any] = {}
    for name, hint in get_type_hints(kind, include_extras=True).items():
        here = (*path, name)
        section = section_of(plain_type(hint))
        if section is not None:
            changes[name] = _overridden(section, getattr(values, name), environ, prefix, here, reader)
        elif is_overridable(hint) and (text := environ.get(variable_of(here, prefix))):
            variable = _Reader("environment", {})
            read = variable.value(hint, _typed(hint, text), (variable_of(here, prefix),), is_strict=False)
            reader.problems += variable.problems
            if read is not msgspec.UNSET:
                changes[name] = read
    return msgspec.structs.replace(values, **changes)


def _typed(hint: Any, text: str) -> Any:
    """A variable's text as a value: switches also by on, off, yes and no."""
    plain = plain_type(hint)
    if plain is bool:
        return {"on": "true", "yes": "true", "off": "false", "no": "false"}.get(text.lower(), text.lower())
    if get_origin(plain) in (tuple, list):
        return [part.strip() for part in text.split(",") if part.strip()]
    return text


def _syntax_problem(message: str, file: str) -> Problem:
    found = _LINE_OF_ERROR.search(message)
    # An error at the end of the document has no line of its own.
    line = int(found[1]) if found else 0
    reason = _LINE_OF_ERROR.sub("", message).strip()
    return Problem(file, line, "", ProblemCode.SYNTAX, {"reason": reason})
