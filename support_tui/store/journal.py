"""The last stretch of the stream, kept so that a page that was read a little earlier can be brought up to date. Pure."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec.structs import asdict, replace

from support_tui.wire import events as e
from support_tui.wire.frames import Envelope
from support_tui.wire.views import ConversationRow

#: How many envelopes are kept: at 200 a second five seconds, far more than a page is ever under way.
LENGTH = 1_000


class Before(NamedTuple):
    """A row before a change. `row` None did not exist; uncertain ones were rebuilt from events, their times and words are not to be trusted."""

    row: ConversationRow | None
    is_certain: bool = True


class Transition(NamedTuple):
    """One step of one conversation's row; `after` None is gone from this agent's sight."""

    seq: int
    conversation_id: int
    before: Before
    after: ConversationRow | None


@dataclass(slots=True)
class Journal:
    """Transitions and envelopes after `start_seq`, in order."""

    start_seq: int = 0
    transitions: deque[Transition] = field(default_factory=deque)
    envelopes: deque[Envelope] = field(default_factory=deque)

    def begin(self, seq: int) -> None:
        """Forget everything; what happens from now on comes after `seq`."""
        self.start_seq = seq
        self.transitions.clear()
        self.envelopes.clear()

    def add(self, envelope: Envelope) -> None:
        """The next envelope of the stream."""
        self.envelopes.append(envelope)
        if len(self.envelopes) > LENGTH:
            self.start_seq = self.envelopes.popleft().recorded.seq
            while self.transitions and self.transitions[0].seq <= self.start_seq:
                self.transitions.popleft()

    def reaches(self, seq: int) -> bool:
        """Whether all that happened after `seq` is here."""
        return seq >= self.start_seq

    def transitions_after(self, seq: int) -> Iterator[Transition]:
        """What happened to rows after `seq`, oldest first."""
        return (t for t in self.transitions if t.seq > seq)

    def envelopes_after(self, seq: int, conversation_id: int) -> Iterator[Envelope]:
        """What was told of one conversation after `seq`, oldest first."""
        return (
            x
            for x in self.envelopes
            if x.recorded.seq > seq and x.recorded.conversation_id == conversation_id
        )


def row_before(row: ConversationRow, events: list[e.Event]) -> Before:
    """A row as it was before events that led to it; certain only where no event touched what cannot be told back."""
    is_certain = True
    for event in reversed(events):
        match event:
            case e.ConversationStarted():
                return Before(None)
            case e.StatusChanged(old=status):
                row, is_certain = replace(row, status=status), False
            case e.ConversationAssigned(old_agent_id=agent_id, old_team_id=team_id):
                row = replace(row, assignee_id=agent_id, team_id=team_id)
            case e.FollowersChanged(added=added, removed=removed):
                row = replace(row, follower_ids=_undone(row.follower_ids, added, removed))
            case e.TagsChanged(added=added, removed=removed):
                row = replace(row, tag_ids=_undone(row.tag_ids, added, removed))
            case e.TitleChanged(old=title):
                row = replace(row, title=title)
            case e.PriorityChanged(old=priority):
                row = replace(row, priority=priority)
            case e.ConversationMoved(old_mailbox_id=mailbox_id):
                row = replace(row, mailbox_id=mailbox_id)
            case e.FolderChanged(old=folder):
                row = replace(row, folder=folder)
            case e.SnoozeChanged(old_until_at=until_at):
                row = replace(row, snoozed_until_at=until_at)
            case e.ConversationRated(old=rating):
                row = replace(row, rating=rating)
            case e.ConversationMerged():
                row = replace(row, merged_into_id=None)
            case e.ConversationUnmerged(from_id=survivor_id):
                row = replace(row, merged_into_id=survivor_id)
            case e.MessagesCame(old=facts) | e.MessagesWent(old=facts):
                row = replace(row, **asdict(facts))
            case e.CcChanged() | e.ConversationsLinked() | e.ConversationsUnlinked():
                pass
            case _:
                is_certain = False
    return Before(row, is_certain)


def _undone(ids: tuple[int, ...], added: tuple[int, ...], removed: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(entry for entry in ids if entry not in added) + removed
