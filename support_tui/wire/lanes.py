"""What a command must wait for: earlier ones about the same things. Both sides keep to it, so that a batch is done as it was given. Pure."""

from support_tui.wire.commands import Command

Thing = tuple[str, int] | str
"""A conversation, a customer, or whatever else one kind of command is about."""

#: Fields that say what a command is about.
_CONVERSATIONS = ("conversation_id", "survivor_id", "other_id", "conversation_ids")
#: Commands that name no conversation and may be about any: nothing overtakes them, and they overtake nothing.
_ABOUT_ALL = frozenset({"UndoRequest", "ChangeMany"})


def things_of(command: Command) -> frozenset[Thing] | None:
    """The things that a command is about; None is all of them."""
    if type(command).__name__ in _ABOUT_ALL:
        return None
    things: set[Thing] = {("conversation", mark.conversation_id) for mark in getattr(command, "marks", ())}
    for field in _CONVERSATIONS:
        found = getattr(command, field, None)
        for conversation_id in found if isinstance(found, tuple) else (found,):
            if conversation_id is not None:
                things.add(("conversation", conversation_id))
    customer_id = getattr(command, "customer_id", None)
    if customer_id is not None:
        things.add(("customer", customer_id))
    return frozenset(things or {type(command).__name__})
