"""What the desk knows about a customer: profile fields and notes. Pure."""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from support_tui.wire.commands import AddCustomerNote, EditCustomer
from support_tui.wire.events import CustomerEdited, CustomerNoteAdded
from support_tui.wire.limits import ADDRESS_CHARS, ATTRIBUTE_CHARS, NAME_CHARS
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import Customer

from ..access import may_see_customer
from ..addresses import fold_email, is_address
from ..context import Context, Known
from ..decision import Decision
from ..plain import one_line, storable
from .common import EMPTY_TEXT, NO_CHANGE, invalid, not_found

ATTRIBUTE: Final = "attribute."
_LINES: Final = frozenset({"name", "company", "title", "language", "time_zone", "location", "greeting"})
_LISTS: Final = frozenset({"emails", "phones", "links"})
_LIST_ENTRIES: Final = 50
_ATTRIBUTES: Final = 100
_ZONE: Final = re.compile(r"[A-Za-z_]+(/[A-Za-z0-9_+-]+){0,2}")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def edit(command: EditCustomer, known: Known, context: Context) -> Decision | Refusal:
    """Profile fields by name, each an event of its own; one wrong field refuses them all."""
    assert known.customer is not None
    if not may_see_customer(context.asker, known.customer_mailboxes):
        return not_found("customer", known.customer.id)
    events: list[CustomerEdited] = []
    for field, wanted in command.changes.items():
        new = _checked(field, wanted, known)
        if isinstance(new, Refusal):
            return new
        old = _current(known.customer, field)
        if new != old:
            events.append(CustomerEdited(known.customer.id, field, old, new))
    if not events:
        return NO_CHANGE
    return Decision(tuple(events), customer_id=known.customer.id)


def _current(customer: Customer, field: str) -> str:
    if field.startswith(ATTRIBUTE):
        return customer.attributes.get(field.removeprefix(ATTRIBUTE), "")
    value: object = getattr(customer, field)
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _checked(field: str, wanted: str, known: Known) -> str | Refusal:
    """The value as it will stand in the profile, or why it cannot."""
    if field in _LISTS:
        return _checked_list(field, wanted, known)
    value = one_line(wanted)
    if field.startswith(ATTRIBUTE):
        return _checked_attribute(field, value, known)
    if field not in _LINES:
        return invalid(field, "unknown_field")
    if len(value) > NAME_CHARS:
        return Refusal(RefusalCode.TOO_LARGE, {"limit": NAME_CHARS})
    if field == "time_zone" and value and not _ZONE.fullmatch(value):
        return invalid(field, "no_time_zone")
    if field == "language" and value and not _LANGUAGE.fullmatch(value):
        return invalid(field, "no_language")
    return value


def _checked_attribute(field: str, value: str, known: Known) -> str | Refusal:
    name = field.removeprefix(ATTRIBUTE)
    if not name or name != one_line(name) or len(name) > NAME_CHARS:
        return invalid(field, "bad_name")
    assert known.customer is not None
    attributes = known.customer.attributes
    if value and name not in attributes and len(attributes) >= _ATTRIBUTES:
        return Refusal(RefusalCode.TOO_LARGE, {"limit": _ATTRIBUTES})
    return value


def _checked_list(field: str, wanted: str, known: Known) -> str | Refusal:
    try:
        given = msgspec.json.decode(wanted or "[]", type=tuple[str, ...])
    except msgspec.DecodeError:
        return invalid(field, "no_list_of_texts")
    entries = tuple(dict.fromkeys(filter(None, (one_line(entry) for entry in given))))
    if len(entries) > _LIST_ENTRIES:
        return Refusal(RefusalCode.TOO_LARGE, {"limit": _LIST_ENTRIES})
    if any(len(entry) > (ADDRESS_CHARS if field == "emails" else ATTRIBUTE_CHARS) for entry in entries):
        return Refusal(RefusalCode.TOO_LARGE, {"limit": ATTRIBUTE_CHARS})
    if field == "emails":
        for problem in _email_problems(entries, known):
            return problem
        by_identity: dict[str, str] = {}
        for email in entries:
            by_identity.setdefault(fold_email(email), email)
        entries = tuple(by_identity.values())
    return msgspec.json.encode(entries).decode()


def _email_problems(emails: tuple[str, ...], known: Known) -> Iterator[Refusal]:
    for email in emails:
        if not is_address(email):
            yield Refusal(RefusalCode.BAD_ADDRESS, {"address": email})
        elif fold_email(email) in known.taken_emails:
            yield Refusal(RefusalCode.NAME_TAKEN, {"kind": "email", "name": email})


def add_note(command: AddCustomerNote, known: Known, context: Context) -> Decision | Refusal:
    """A note about the person, kept apart from any conversation."""
    assert known.customer is not None
    if not may_see_customer(context.asker, known.customer_mailboxes):
        return not_found("customer", known.customer.id)
    text = storable(command.text)
    if not text.strip():
        return EMPTY_TEXT
    note = CustomerNoteAdded(known.customer.id, context.next.note, text)
    return Decision((note,), customer_id=known.customer.id, created_id=note.note_id)
