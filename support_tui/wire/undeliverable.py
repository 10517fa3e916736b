"""What is known against writing to an address, kept beside the customer's other facts: read alike by console and server. Pure.

It stands among the attributes, so that it is seen, changed and cleared like them, and every change is in the log and can be taken back.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

_ATTRIBUTE: Final = "attribute."


class Why(StrEnum):
    """Mail came back for good, or whoever reads it has called it unwanted."""

    UNDELIVERABLE = "undeliverable"
    COMPLAINED = "complained"


class AddressWarning(NamedTuple):
    """One address; `words` are those of the mail system that told it."""

    why: Why
    email: str
    words: str


def field_of(why: Why, email: str) -> str:
    """The profile field that holds it; empty is no warning."""
    return f"{_ATTRIBUTE}{why.value} {email.strip().lower()}"


def warning_in(name: str, words: str) -> AddressWarning | None:
    """What an attribute of this name warns of, None for any other."""
    why, _, email = name.partition(" ")
    return AddressWarning(Why(why), email, words) if why in set(Why) and "@" in email else None


def warnings_of(attributes: Mapping[str, str]) -> tuple[AddressWarning, ...]:
    """All that stands against writing to a customer."""
    found = (warning_in(name, words) for name, words in sorted(attributes.items()))
    return tuple(warning for warning in found if warning is not None)


def takes_automatic_mail(attributes: Mapping[str, str], email: str) -> bool:
    """Whether nobody at the address has called our mail unwanted, and it does not come back (E29)."""
    return all(warning.email != email.strip().lower() for warning in warnings_of(attributes))
