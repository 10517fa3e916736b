"""What is known about a customer."""

from typing import Annotated

import msgspec

from support_tui.wire import limits
from support_tui.wire.commands.base import BaseCommand, Text


class EditCustomer(BaseCommand, frozen=True):
    """Set profile fields by name: `name emails phones company title language time_zone location greeting links` or `attribute.<name>`."""

    customer_id: int
    changes: dict[str, Annotated[str, msgspec.Meta(max_length=limits.ATTRIBUTE_CHARS)]]


class AddCustomerNote(BaseCommand, frozen=True):
    customer_id: int
    text: Text
