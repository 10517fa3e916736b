"""What is done to customers from the context pane: fields, attributes, notes."""

from support_tui.actions.interface import ActionContext, Severity
from support_tui.store import select
from support_tui.wire import commands as c
from support_tui.wire import limits

#: Fields that hold several entries, written with commas between them.
LIST_FIELDS = frozenset({"emails", "phones", "links"})
ATTRIBUTE = "attribute."


def edit_field(context: ActionContext, customer_id: int, field: str, value: str) -> None:
    """Set one field of a profile as it was typed; the same value changes nothing."""
    wanted = value.strip()[: limits.ATTRIBUTE_CHARS]
    if wanted == field_text(context, customer_id, field):
        return
    context.desk.do(c.EditCustomer(customer_id, {field: wanted}))


def field_text(context: ActionContext, customer_id: int, field: str) -> str:
    """A field as it is edited: lists with commas between their entries."""
    customer = select.customer(context.store.replica, customer_id)
    if customer is None:
        return ""
    if field.startswith(ATTRIBUTE):
        return customer.attributes.get(field.removeprefix(ATTRIBUTE), "")
    value = getattr(customer, field)
    return ", ".join(value) if field in LIST_FIELDS else str(value)


async def add_attribute(context: ActionContext, customer_id: int) -> None:
    """Ask for a name and a value of something else worth knowing."""
    name = await context.ui.ask_text("action-attribute-name")
    name = " ".join((name or "").split())
    if not name:
        return
    known = field_text(context, customer_id, ATTRIBUTE + name)
    value = await context.ui.ask_text("action-attribute-value", known)
    if value is not None:
        edit_field(context, customer_id, ATTRIBUTE + name, value)


def add_note(context: ActionContext, customer_id: int, text: str) -> bool:
    """Write a note about a customer; whether there was anything to write."""
    if not text.strip():
        context.ui.notify("action-send-empty", Severity.WARNING)
        return False
    context.desk.do(c.AddCustomerNote(customer_id, text.strip()), conditional=False)
    context.ui.notify("action-customer-noted")
    return True
