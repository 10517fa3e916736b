"""The profile's fields: how each is written, and what may stand in it; pure."""

import re
from typing import Final

import msgspec

from support_tui.text.sanitize import sanitize_line
from support_tui.widgets.composer.recipients import read_addresses
from support_tui.wire.limits import ATTRIBUTE_CHARS, NAME_CHARS
from support_tui.wire.views import Customer
from support_tui.wire.zones import zone_of

#: The order in which they stand, the most asked for first.
PROFILE_FIELDS: Final = (
    "name", "company", "title", "emails", "phones", "language", "time_zone", "location", "greeting", "links",
)  # fmt: skip
LIST_FIELDS: Final = frozenset({"emails", "phones", "links"})
ATTRIBUTE: Final = "attribute."
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def values_of(customer: Customer, field: str) -> tuple[str, ...]:
    """What stands in a field, one entry a line; empty fields have none."""
    if field.startswith(ATTRIBUTE):
        value = customer.attributes.get(field.removeprefix(ATTRIBUTE), "")
        return (value,) if value else ()
    found: object = getattr(customer, field)
    if isinstance(found, tuple):
        return found
    return (str(found),) if found else ()


def editable_text(customer: Customer, field: str) -> str:
    """A field as one line to edit; entries of a list stand between commas."""
    return ", ".join(values_of(customer, field))


def sent_value(field: str, text: str) -> str:
    """What was typed as the command carries it: a list field as JSON text."""
    if field not in LIST_FIELDS:
        return text
    parts = [part.strip() for part in re.split("[,،;؛]", text)]
    return msgspec.json.encode([part for part in parts if part]).decode()


def problem_with(field: str, text: str) -> str | None:
    """The Fluent id of what is wrong with a value, None for one that may stand there; empty always may, but for the name."""
    if not text:
        return "context-name-missing" if field == "name" else None
    if len(text) > (ATTRIBUTE_CHARS if field in LIST_FIELDS or field.startswith(ATTRIBUTE) else NAME_CHARS):
        return "context-too-long"
    match field:
        case "time_zone":
            return None if zone_of(text) is not None else "context-unknown-zone"
        case "language":
            return None if _LANGUAGE.fullmatch(text) else "context-unknown-language"
        case "emails":
            return "context-bad-address" if isinstance(read_addresses(text), str) else None
        case _:
            return None


def read_attribute(text: str) -> tuple[str, str] | None:
    """Name and value in `name = value` (or with a colon), None where there is no name."""
    found = re.match(r"([^=:：]+)[=:：](.*)", sanitize_line(text))
    if found is None or not found[1].strip():
        return None
    return found[1].strip(), found[2].strip()
