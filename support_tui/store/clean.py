"""The door of the replica: every text that came from elsewhere is made harmless once, here (E32). Pure."""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from msgspec.structs import fields, replace

from support_tui.text.sanitize import is_clean, sanitize, sanitize_line

T = TypeVar("T")

#: Fields whose line ends mean something; every other text is one line.
_MULTILINE = frozenset({"text", "text_ar", "signature"})


def clean(value: T) -> T:
    """The same struct with all text in it, however deep, made harmless; the very same object where nothing was to do."""
    cleaned: T = _cleaned(value, multiline=False)
    return cleaned


def _cleaned(value: Any, *, multiline: bool) -> Any:
    if isinstance(value, str):
        return _cleaned_text(value, multiline=multiline)
    if isinstance(value, tuple):
        return _cleaned_tuple(value)
    if isinstance(value, msgspec.Struct):
        return _cleaned_struct(value)
    if isinstance(value, Mapping):
        return {_cleaned(k, multiline=False): _cleaned(v, multiline=False) for k, v in value.items()}
    return value


def _cleaned_text(text: str, *, multiline: bool) -> str:
    if type(text) is not str:
        return text
    if multiline:
        return text if is_clean(text) else sanitize(text)
    return text if text.isprintable() and is_clean(text) else sanitize_line(text)


def _cleaned_tuple(values: tuple[Any, ...]) -> tuple[Any, ...]:
    if not values or isinstance(values[0], int):
        return values
    cleaned = tuple(_cleaned(value, multiline=False) for value in values)
    return values if all(a is b for a, b in zip(cleaned, values, strict=True)) else cleaned


_TEXT_FIELDS: dict[type, tuple[str, ...]] = {}


def _text_fields(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields of a struct that can hold text; numbers and closed sets are told by their values."""
    known = _TEXT_FIELDS.get(kind)
    if known is None:
        known = _TEXT_FIELDS[kind] = tuple(
            f.name for f in fields(kind) if f.type not in (int, bool, int | None)
        )
    return known


def _cleaned_struct(value: msgspec.Struct) -> msgspec.Struct:
    changed: dict[str, Any] = {}
    for name in _text_fields(type(value)):
        old = getattr(value, name)
        if old is None or isinstance(old, int):
            continue
        new = _cleaned(old, multiline=name in _MULTILINE)
        if new is not old and new != old:
            changed[name] = new
    return replace(value, **changed) if changed else value
