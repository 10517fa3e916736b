"""Interface texts of one language from Fluent sources, ready in milliseconds. Pure: sources come in as text, nothing is chosen here.

Importing fluent.runtime costs 60–85 ms and parsing a catalogue 60 ms more, most of a start's budget. So a source is only cut into its
entries, an entry is compiled when first asked for, and the forms nearly all texts have (plain text, variables, references, one level of
selection, English and Arabic plurals) are compiled here. Every other form goes to fluent.runtime, imported at that moment. A test
compares both ways over all texts of the product.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, assert_never

import msgspec

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

Param = str | int
#: First-strong isolate and its end: what stands between does not disturb the order of the text around it.
_ISOLATE, _END = "\u2068", "\u2069"

_ENTRY = re.compile(r"(-?[A-Za-z][\w-]*) *=")
_VARIABLE = re.compile(r"\s*\$([A-Za-z][\w-]*)\s*")
_ANY_VARIABLE = re.compile(r"\$([A-Za-z][\w-]*)")
_REFERENCE = re.compile(r"\s*([A-Za-z][\w-]*)\s*")
_LITERAL = re.compile(r'\s*"([^"\\{}]*)"\s*')
_SELECTION = re.compile(r"\s*\$([A-Za-z][\w-]*)\s*->[ \t]*\n(.*)", re.DOTALL)
_VARIANT = re.compile(r"[ \t]*(\*?)\[\s*([\w.-]+)\s*\][ \t]*(.*?)[ \t]*")
_ANY_REFERENCE = re.compile(r"\{\s*(-?[A-Za-z][\w-]*)\s*[}(.]")


class UnknownText(LookupError):
    """No text of that id."""


class _Variable(msgspec.Struct, frozen=True):
    name: str


class _Reference(msgspec.Struct, frozen=True):
    id: str


class _Selection(msgspec.Struct, frozen=True):
    name: str
    variants: tuple[tuple[str, "_Pattern"], ...]
    default: "_Pattern"


_Pattern = tuple[str | _Variable | _Reference | _Selection, ...]


class _NotSimple(Exception):
    """The entry needs fluent.runtime."""


def _english(number: int) -> str:
    return "one" if number == 1 else "other"


def _arabic(number: int) -> str:
    if number in (0, 1, 2):
        return ("zero", "one", "two")[number]
    rest = number % 100
    if 3 <= rest <= 10:
        return "few"
    return "many" if rest >= 11 else "other"


#: CLDR's cardinal rules for whole numbers; a test compares them with babel's.
PLURALS: dict[str, Callable[[int], str]] = {"en": _english, "ar": _arabic}


class Catalogue:
    """The texts of one language. `digits` turns the decimal digits of numbers into what the reader wants to see."""

    def __init__(self, language: str, sources: Iterable[str], digits: Callable[[str], str] = str) -> None:
        self.language = language
        self._digits = digits
        self._entries: dict[str, str] = {}
        for source in sources:
            self._entries.update(entries_of(source))
        self._compiled: dict[str, _Pattern | None] = {}
        self._bundles: dict[bool, FluentBundle] = {}

    def __contains__(self, text_id: str) -> bool:
        return text_id in self._entries

    def ids(self) -> frozenset[str]:
        """All message ids, terms left out."""
        return frozenset(entry for entry in self._entries if not entry.startswith("-"))

    def source(self, text_id: str) -> str:
        """The Fluent source of one entry. Raises UnknownText."""
        try:
            return self._entries[text_id]
        except KeyError:
            raise UnknownText(text_id) from None

    def variables(self, text_id: str) -> frozenset[str]:
        """The names of the variables that a text takes. Raises UnknownText."""
        return frozenset(_ANY_VARIABLE.findall(self.source(text_id)))

    def is_simple(self, text_id: str) -> bool:
        """Whether the text needs no fluent.runtime."""
        return self._pattern(text_id) is not None

    def format(self, text_id: str, params: Mapping[str, Param], *, isolated: bool = False) -> str:
        """The text with its variables filled in; a missing one shows as `{$name}`. Numbers are written without grouping.

        With `isolated`, foreign strings are wrapped in FSI…PDI for a painter that lays out bidi itself. Raises UnknownText."""
        pattern = self._pattern(text_id)
        if pattern is None:
            return self._format_by_fluent(text_id, params, isolated)
        return self._filled(pattern, params, isolated)

    def _pattern(self, text_id: str) -> _Pattern | None:
        if text_id not in self._compiled:
            source = self.source(text_id)
            try:
                self._compiled[text_id] = _compile(source[source.index("=") + 1 :])
            except _NotSimple:
                self._compiled[text_id] = None
        return self._compiled[text_id]

    def _filled(self, pattern: _Pattern, params: Mapping[str, Param], isolated: bool) -> str:
        return "".join([self._part(part, params, isolated) for part in pattern])

    def _part(
        self, part: str | _Variable | _Reference | _Selection, params: Mapping[str, Param], isolated: bool
    ) -> str:
        match part:
            case str():
                return part
            case _Variable(name):
                return self._value(name, params.get(name), isolated)
            case _Reference(text_id):
                return self.format(text_id, params, isolated=isolated)
            case _Selection(name, variants, default):
                keys = self._keys(params.get(name))
                chosen = next((pattern for key, pattern in variants if key in keys), default)
                return self._filled(chosen, params, isolated)
            case _:
                assert_never(part)

    def _value(self, name: str, value: Param | None, isolated: bool) -> str:
        match value:
            case None:
                return f"{{${name}}}"
            case int():
                return self._digits(str(value))
            case _:
                return f"{_ISOLATE}{value}{_END}" if isolated else str(value)

    def _keys(self, value: Param | None) -> tuple[str, ...]:
        """What variants a value answers to."""
        if isinstance(value, int):
            plural = PLURALS.get(self.language, _english)
            return str(value), plural(abs(value))
        return () if value is None else (str(value),)

    def _format_by_fluent(self, text_id: str, params: Mapping[str, Param], isolated: bool) -> str:
        # Costs 60–85 ms once; see the module's docstring.
        from fluent.runtime import FluentBundle, FluentResource
        from fluent.runtime.types import FluentInt

        digits = self._digits

        class Number(FluentInt):
            def format(self, locale: object) -> str:
                return digits(str(int(self)))

        bundle = self._bundles.get(isolated)
        if bundle is None:
            bundle = self._bundles[isolated] = FluentBundle([self.language], use_isolating=isolated)
        if not bundle.has_message(text_id):
            bundle.add_resource(FluentResource("\n".join(self._with_references(text_id))))
        pattern = bundle.get_message(text_id).value
        if pattern is None:
            raise UnknownText(text_id)
        given = {
            name: Number(value) if isinstance(value, int) else str(value) for name, value in params.items()
        }
        text, _missing = bundle.format_pattern(pattern, given)
        return str(text)

    def _with_references(self, text_id: str) -> list[str]:
        """The sources of an entry and of all that it refers to."""
        wanted, found = [text_id], dict[str, str]()
        while wanted:
            entry = wanted.pop()
            if entry not in found and entry in self._entries:
                found[entry] = self._entries[entry]
                wanted += _ANY_REFERENCE.findall(found[entry])
        return list(found.values())


def entries_of(source: str) -> dict[str, str]:
    """The messages and terms (`-name`) of a Fluent source, each with its own lines; comments are dropped."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in source.splitlines():
        if entry := _ENTRY.match(line):
            lines = found[entry[1]] = [line]
        elif line.startswith("#"):
            lines = []
        else:
            lines.append(line)
    return {name: "\n".join(entry).rstrip() for name, entry in found.items()}


def _compile(value: str) -> _Pattern:
    """Raises _NotSimple for whatever goes beyond one line of text, variables, references and one level of selection."""
    rest = value.strip()
    parts: list[str | _Variable | _Reference | _Selection] = []
    while rest:
        text, opening, after = rest.partition("{")
        if "\n" in text or "}" in text:
            raise _NotSimple
        if text:
            parts.append(text)
        if not opening:
            break
        inside, rest = _placeable(after)
        parts.append(_expression(inside))
    return tuple(parts)


def _placeable(text: str) -> tuple[str, str]:
    """What stands before the closing brace of a placeable, and what follows it."""
    depth = 1
    for position, character in enumerate(text):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0:
            return text[:position], text[position + 1 :]
    raise _NotSimple


def _expression(inside: str) -> str | _Variable | _Reference | _Selection:
    if found := _VARIABLE.fullmatch(inside):
        return _Variable(found[1])
    if found := _REFERENCE.fullmatch(inside):
        return _Reference(found[1])
    if found := _LITERAL.fullmatch(inside):
        return found[1]
    if found := _SELECTION.fullmatch(inside):
        return _selection(found[1], found[2])
    raise _NotSimple


def _selection(name: str, lines: str) -> _Selection:
    variants: list[tuple[str, _Pattern]] = []
    default: _Pattern | None = None
    for line in lines.splitlines():
        if not line.strip():
            continue
        variant = _VARIANT.fullmatch(line)
        if variant is None or not variant[3]:
            raise _NotSimple
        pattern = _compile(variant[3])
        variants.append((variant[2], pattern))
        if variant[1]:
            default = pattern
    if default is None:
        raise _NotSimple
    return _Selection(name, tuple(variants), default)
