"""What a conversation is between two commands: the state that rules look at, and the row that lists show of it. Pure data."""

import msgspec

from support_tui.wire.order import attention_key, place_of
from support_tui.wire.values import Address, Folder, Place, Priority, Rating, Status
from support_tui.wire.views import ConversationRow


class ConversationState(msgspec.Struct, frozen=True):
    """A conversation as its events have made it. The fields are the columns of the table `conversation`.

    `last_message_at` is the last contact: messages with the customer count, notes do not; so does `preview`.
    `waiting_since_at` is when the oldest unanswered human customer message came."""

    id: int
    version: int
    title: str
    status: Status
    mailbox_id: int
    customer_id: int
    channel: str
    created_at: int
    last_message_at: int
    preview: str = ""
    priority: Priority = Priority.NORMAL
    folder: Folder = Folder.INBOX
    assignee_id: int | None = None
    team_id: int | None = None
    tag_ids: tuple[int, ...] = ()
    follower_ids: tuple[int, ...] = ()
    waiting_since_at: int | None = None
    snoozed_until_at: int | None = None
    closed_at: int | None = None
    first_reply_at: int | None = None
    last_inbound_id: int = 0
    last_message_id: int = 0
    message_count: int = 0
    has_attachment: bool = False
    rating: Rating | None = None
    merged_into_id: int | None = None
    external_id: str = ""
    follows_id: int | None = None
    cc: tuple[Address, ...] = ()
    link_ids: tuple[int, ...] = ()

    @property
    def place(self) -> Place:
        """The queue it counts in."""
        return place_of(self.folder, self.snoozed_until_at, self.status, self.merged_into_id)

    @property
    def attention(self) -> int:
        """Its number in the order of what needs attention first."""
        return attention_key(self.status, self.priority, self.waiting_since_at, self.last_message_at)


def row_of(state: ConversationState, customer_name: str, customer_email: str) -> ConversationRow:
    """The row that lists show: the state with its customer's name and first address."""
    return ConversationRow(
        id=state.id,
        version=state.version,
        title=state.title,
        status=state.status,
        mailbox_id=state.mailbox_id,
        customer_id=state.customer_id,
        customer_name=customer_name,
        channel=state.channel,
        created_at=state.created_at,
        last_message_at=state.last_message_at,
        customer_email=customer_email,
        preview=state.preview,
        priority=state.priority,
        folder=state.folder,
        assignee_id=state.assignee_id,
        team_id=state.team_id,
        tag_ids=state.tag_ids,
        follower_ids=state.follower_ids,
        waiting_since_at=state.waiting_since_at,
        snoozed_until_at=state.snoozed_until_at,
        closed_at=state.closed_at,
        first_reply_at=state.first_reply_at,
        last_inbound_id=state.last_inbound_id,
        last_message_id=state.last_message_id,
        message_count=state.message_count,
        has_attachment=state.has_attachment,
        rating=state.rating,
        merged_into_id=state.merged_into_id,
    )
