"""Customers, and the change log."""

from typing import Annotated

import msgspec

from support_tui.wire.refusals import Refusal
from support_tui.wire.views import Customer, CustomerPage, LogPage

from ...storage.pages import customers, log_pages
from ...storage.pages.log_pages import LogFilter
from ..table import Call, Params
from .conversations import Limit, OfConversation, Text, show_conversation
from .eyes import viewer_of


class FindCustomers(Params, frozen=True, forbid_unknown_fields=True):
    """Words that begin words of a name or address."""

    q: Text = ""
    limit: Limit = 20


class OfCustomer(Params, frozen=True, forbid_unknown_fields=True):
    """Path of one customer."""

    customer_id: int


class LogParams(Params, frozen=True, forbid_unknown_fields=True):
    """Which entries; `type` is one or more event types with commas between them, `before` the cursor of a page."""

    conversation: int | None = None
    customer: int | None = None
    agent: int | None = None
    type: str = ""
    since: int | None = None
    until: int | None = None
    before: Annotated[int, msgspec.Meta(ge=0)] = 0
    limit: Limit = 100


class ConversationLogParams(OfConversation, frozen=True, forbid_unknown_fields=True):
    """A page of one conversation's log."""

    before: Annotated[int, msgspec.Meta(ge=0)] = 0
    limit: Limit = 100


async def find_customers(call: Call) -> tuple[Customer, ...] | Refusal:
    """Customers by name or address, the latest contact first."""
    asked: FindCustomers = call.params
    viewer = viewer_of(call)
    return await call.desk.readings.read_slow(
        lambda reader: customers.find(reader, asked.q, viewer, limit=asked.limit)
    )


async def show_customer(call: Call) -> CustomerPage | Refusal:
    """The context of a customer."""
    customer_id: int = call.params.customer_id
    viewer = viewer_of(call)
    return call.desk.readings.read(lambda reader: customers.page(reader, customer_id, viewer))


async def show_conversation_log(call: Call) -> LogPage | Refusal:
    """What happened to a conversation, newest first, for whoever may see it."""
    asked: ConversationLogParams = call.params
    shown = await show_conversation(call)
    if isinstance(shown, Refusal):
        return shown
    filters = LogFilter(conversation_id=asked.conversation_id)
    return call.desk.readings.read(
        lambda reader: log_pages.page(reader, filters, before=asked.before, limit=asked.limit)
    )


async def show_log(call: Call) -> LogPage | Refusal:
    """What happened at the whole desk, newest first."""
    asked: LogParams = call.params
    filters = LogFilter(
        conversation_id=asked.conversation,
        customer_id=asked.customer,
        agent_id=asked.agent,
        types=tuple(name for name in asked.type.split(",") if name),
        since_at=asked.since,
        until_at=asked.until,
        mailbox_ids=viewer_of(call).mailbox_ids,
    )
    return await call.desk.readings.read_slow(
        lambda reader: log_pages.page(reader, filters, before=asked.before, limit=asked.limit)
    )
