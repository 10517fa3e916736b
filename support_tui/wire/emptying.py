"""How a mailbox is emptied before it is removed: the changes that carry all it holds into another one. Pure."""

from support_tui.wire.commands import ChangeMany, Matching, MoveConversation

_EVERYWHERE = ("anywhere", "spam", "trash")
"""The lists that together hold every conversation; merged ones stand in others, and stay behind as signposts."""


def emptying(mailbox_id: int, into_id: int) -> tuple[ChangeMany, ...]:
    """Each an action of its own that can be taken back; one that finds nothing is refused as no change."""
    return tuple(
        ChangeMany(Matching(queue, f"mailbox:#{mailbox_id}"), MoveConversation(0, into_id))
        for queue in _EVERYWHERE
    )
