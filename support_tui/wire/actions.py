"""What agents have done, request by request: the list from which something is taken back. Snapshots to read, never to send back."""

import msgspec

from support_tui.wire.events import Event


class Action(msgspec.Struct, frozen=True, omit_defaults=True):
    """One request that changed something. `seq` is the number of its first event, `event` that event (a tag made on the way left
    aside), `kind` the command's tag.

    `conversations` tells how many it changed, `conversation_id` the first of them (else `customer_id`), `title` what that was called
    then. `undone_by` is the key of the request that took it back, empty while it is in effect; `undoes` that of the one it took back."""

    seq: int
    key: str
    agent_id: int
    at: int
    kind: str
    conversations: int = 0
    conversation_id: int | None = None
    customer_id: int | None = None
    title: str = ""
    undone_by: str = ""
    undoes: str = ""
    event: Event | None = None


class ActionPage(msgspec.Struct, frozen=True, omit_defaults=True):
    """A window of the list, newest first; `before` is the cursor to older ones, 0 at the end."""

    actions: tuple[Action, ...]
    before: int = 0
