"""What the hub asks of the rest of the server, which it does not know."""

from collections.abc import Awaitable, Callable, Sequence

import msgspec

from support_tui.wire.mail_states import MailboxState
from support_tui.wire.saved_views import ViewCount
from support_tui.wire.views import Agent, Counts

from .ring import Announced


class Sources(msgspec.Struct, frozen=True):
    """Each is asked on the event loop and answers at once, but for the pages of events."""

    committed_head: Callable[[], int]
    """The last event of the table; the ring's head may be a moment behind it."""
    events_after: Callable[[int, int], Awaitable[Sequence[Announced]]]
    """Events of the table after a `seq`, at most so many, in order."""
    agent: Callable[[int], Agent | None]
    counts: Callable[[Agent], Counts]
    mailbox_of: Callable[[int], int | None]
    """The mailbox of a conversation, None where there is no such conversation."""
    view_counts: Callable[[Agent, str], tuple[ViewCount, ...]] = lambda agent, zone_name: ()
    """How much the saved views hold that an agent sees, as far as they were counted."""
    mail_states: Callable[[], tuple[MailboxState, ...]] = lambda: ()
    """How the mail of every mailbox stands."""
    joined: Callable[[], None] = lambda: None
    """Told when somebody begins to listen."""
