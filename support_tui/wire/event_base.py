"""What all events have in common: they are told apart by their names."""

import msgspec


def snake(name: str) -> str:
    """A name in camel case as it stands on the wire."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


class BaseEvent(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="type", tag=snake):
    """A fact of the past."""
