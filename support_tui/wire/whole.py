"""Structs of the wire as JSON for programs: every field is always there under its own name, and no byte of it can act on a terminal."""

import re
from typing import Any, Final

import msgspec

#: Controls, direction overrides and what is invisible: escaped, so that the value stays what it is.
_ACTIVE: Final = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)


def whole(value: Any) -> Any:
    """The value in dictionaries and lists; fields that have their default are there too."""
    if isinstance(value, msgspec.Struct):
        config = value.__struct_config__
        tag = {config.tag_field: config.tag} if config.tag_field else {}
        return tag | {name: whole(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, tuple | list):
        return [whole(part) for part in value]
    if isinstance(value, dict):
        return {key: whole(part) for key, part in value.items()}
    return value


def as_json(value: Any) -> str:
    """One line of JSON."""
    return _ACTIVE.sub(_escaped, msgspec.json.encode(whole(value)).decode())


def as_document(value: Any) -> str:
    """JSON to be read by people too."""
    pretty = msgspec.json.format(msgspec.json.encode(whole(value)), indent=2)
    return _ACTIVE.sub(_escaped, pretty.decode())


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
