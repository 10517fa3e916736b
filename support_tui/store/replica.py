"""All that the console knows of the desk: windows, never everything (D7). Data only: knows how to hold, not how to change."""

from dataclasses import dataclass, field

from support_tui.store.drafts import Drafts
from support_tui.store.line import LineState
from support_tui.store.looks import ListLook
from support_tui.store.notifications import Notifications
from support_tui.store.pending import PendingQueue
from support_tui.store.threads import ThreadWindow
from support_tui.store.windows import ListKey, ListWindow
from support_tui.wire.attention import AttentionSettings
from support_tui.wire.frames import Progress, Viewer
from support_tui.wire.mail_states import MailboxState
from support_tui.wire.query import QueryError
from support_tui.wire.refusals import Refusal
from support_tui.wire.saved_views import SavedView, ViewCount
from support_tui.wire.values import Address
from support_tui.wire.views import (
    Agent,
    ConversationRow,
    CustomerPage,
    Directory,
    Mailbox,
    Tag,
    Team,
)


@dataclass(slots=True)
class Replica:
    """`rows` are as the server told; `shown` holds those that look different while something is pending. Read by `store.select`."""

    me: Agent | None = None
    epoch: str = ""
    seq: int = 0
    """The last event that is known; everything up to it was applied."""
    desk_name: str = ""
    server_version: str = ""
    directory: Directory = field(default_factory=Directory)
    agents: dict[int, Agent] = field(default_factory=dict)
    teams: dict[int, Team] = field(default_factory=dict)
    mailboxes: dict[int, Mailbox] = field(default_factory=dict)
    tags: dict[int, Tag] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    views: dict[int, SavedView] = field(default_factory=dict)
    """The shared views and this agent's own, as the server told."""
    tab_order: tuple[str, ...] = ()
    view_counts: dict[int, ViewCount] = field(default_factory=dict)
    view_problems: dict[tuple[str, str], QueryError | None] = field(default_factory=dict)
    """What was found wrong with queue and query of views, as long as the directory is the same."""
    looks: dict[str, ListLook] = field(default_factory=dict)
    """Order and columns of queues, as they were chosen on this console."""
    rows: dict[int, ConversationRow] = field(default_factory=dict)
    shown: dict[int, ConversationRow] = field(default_factory=dict)
    read_ids: dict[int, int] = field(default_factory=dict)
    lists: dict[ListKey, ListWindow] = field(default_factory=dict)
    threads: dict[int, ThreadWindow] = field(default_factory=dict)
    customers: dict[int, CustomerPage] = field(default_factory=dict)
    presence: dict[int, tuple[Viewer, ...]] = field(default_factory=dict)
    pending: PendingQueue = field(default_factory=PendingQueue)
    drafts: Drafts = field(default_factory=Drafts)
    notices: dict[str, Refusal] = field(default_factory=dict)
    """What the server says of itself (`disk_full`, `shutting_down`), by code, until it takes it back."""
    mail_states: tuple[MailboxState, ...] = ()
    """How the mail of this agent's mailboxes comes in."""
    progress: dict[str, Progress] = field(default_factory=dict)
    """How far this agent's changes to many conversations have come, by key, until they are answered."""
    notifications: Notifications = field(default_factory=Notifications)
    attention: AttentionSettings = field(default_factory=AttentionSettings)
    """How this agent wants to be told."""
    line: LineState = field(default_factory=LineState)
    cc: dict[int, tuple[Address, ...]] = field(default_factory=dict)
    """Who else gets replies, by conversation, where it is known."""

    def take_directory(self, directory: Directory) -> None:
        """Know people, boxes and tags by id."""
        self.directory = directory
        self.view_problems.clear()
        self.agents = {agent.id: agent for agent in directory.agents}
        self.teams = {team.id: team for team in directory.teams}
        self.mailboxes = {mailbox.id: mailbox for mailbox in directory.mailboxes}
        self.tags = {tag.id: tag for tag in directory.tags}
