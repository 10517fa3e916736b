"""What settings a struct holds, as documentation, examples and readers need to know them. Pure."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec


class Setting(msgspec.Struct, frozen=True):
    """One setting as documentation needs it. `path` begins with the program; `<name>` in it stands for a name of one's own."""

    path: tuple[str, ...]
    kind: Any
    default: Any
    meaning: str

    @property
    def key(self) -> str:
        return ".".join(self.path)


def settings_of(kind: type[msgspec.Struct], path: tuple[str, ...]) -> Iterator[Setting]:
    """Every setting of a struct and its sections, in the order of the fields."""
    hints = get_type_hints(kind, include_extras=True)
    for info in msgspec.structs.fields(kind):
        plain, meaning = _plain(hints[info.name])
        here = (*path, info.name)
        if (section := section_of(plain)) is not None:
            yield from settings_of(section, here)
        elif (named := named_section_of(plain)) is not None:
            yield from settings_of(named, (*here, "<name>"))
        else:
            yield Setting(here, hints[info.name], _default(info), meaning)


def section_meaning(kind: type[msgspec.Struct]) -> str:
    """What a section is for: its docstring on one line."""
    return " ".join((kind.__doc__ or "").split())


def allowed_values(kind: Any) -> tuple[str, ...]:
    """The closed set of values that a type names, empty where it is open."""
    plain, _ = _plain(kind)
    return tuple(str(value) for value in get_args(plain)) if get_origin(plain) is Literal else ()


def bounds_of(kind: Any) -> tuple[int, int]:
    """The least and the largest number a type allows; every number among the settings is bounded."""
    metas = [part for part in get_args(kind) if isinstance(part, msgspec.Meta)]
    least = next((meta.ge for meta in metas if meta.ge is not None), 0)
    most = next((meta.le for meta in metas if meta.le is not None), 0)
    return int(least), int(most)


def plain_type(kind: Any) -> Any:
    """The type without its annotations."""
    return _plain(kind)[0]


def _plain(kind: Any) -> tuple[Any, str]:
    if get_origin(kind) is not Annotated:
        return kind, ""
    plain, *notes = get_args(kind)
    meanings = (note.description for note in notes if isinstance(note, msgspec.Meta) and note.description)
    return plain, next(meanings, "")


def _default(info: msgspec.structs.FieldInfo) -> Any:
    if info.default is not msgspec.NODEFAULT:
        return info.default
    factory = info.default_factory
    if factory is msgspec.NODEFAULT:
        raise TypeError(f"setting {info.name} has no default")
    return factory()


def section_of(plain: Any) -> type[msgspec.Struct] | None:
    return plain if isinstance(plain, type) and issubclass(plain, msgspec.Struct) else None


def named_section_of(plain: Any) -> type[msgspec.Struct] | None:
    """The struct behind `dict[str, Struct]`: sections with names of the person's own."""
    return section_of(get_args(plain)[1]) if get_origin(plain) is dict else None


def expected_of(kind: Any) -> str:
    """What a setting takes: `choice`, `number`, `switch`, `text`, `list` or `table`."""
    plain = plain_type(kind)
    origin = get_origin(plain)
    if origin is Literal:
        return "choice"
    if origin is tuple:
        return "list"
    return {bool: "switch", int: "number", str: "text"}.get(plain, "table")
