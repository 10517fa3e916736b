"""What both fake servers of the console answer alike: about the agent's own things, and commands as they are told."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from support_tui.link.http import Unreachable
from support_tui.wire.attention import AttentionSettings
from support_tui.wire.commands import Accepted, Request
from support_tui.wire.drafts import DraftPage, DraftSaved, SavedDraft, SaveDraft
from support_tui.wire.notifications import MarkNotifications, NotificationPage
from support_tui.wire.refusals import Refusal
from support_tui.wire.scheduled import ScheduledReply


@dataclass(kw_only=True)
class OwnAnswers:
    """Keeps no drafts, has nothing to tell, and writes down what it was given."""

    answers: list[Refusal | Unreachable] = field(default_factory=list)
    """What the next commands are answered with; done is what comes after them."""
    marks: list[MarkNotifications] = field(default_factory=list)
    saved: list[SaveDraft] = field(default_factory=list)
    shared: tuple[SavedDraft, ...] = ()
    wanted_attention: AttentionSettings = field(default_factory=AttentionSettings)
    later: tuple[ScheduledReply, ...] = ()

    async def command(self, request: Request) -> Accepted | Refusal | Unreachable:
        """One command; each server does it in its way."""
        raise NotImplementedError

    async def batch(
        self, requests: Sequence[Request]
    ) -> Sequence[Accepted | Refusal] | Refusal | Unreachable:
        """One after the other, until the line breaks."""
        answers: list[Accepted | Refusal] = []
        for request in requests:
            answer = await self.command(request)
            if isinstance(answer, Unreachable):
                return answer
            answers.append(answer)
        return answers

    async def drafts(self) -> DraftPage | Unreachable:
        return Unreachable("drafts stay here")

    async def shared_drafts(self, conversation_id: int) -> DraftPage:
        return DraftPage(self.shared)

    async def save_draft(self, draft: SaveDraft) -> DraftSaved | Unreachable:
        self.saved.append(draft)
        return Unreachable("drafts stay here")

    async def take_draft(self, draft_id: int) -> DraftSaved | Unreachable:
        return Unreachable("drafts stay here")

    async def notifications(self) -> NotificationPage | Unreachable:
        return NotificationPage()

    async def mark_notifications(self, marks: MarkNotifications) -> None:
        self.marks.append(marks)

    async def attention(self) -> AttentionSettings | Unreachable:
        return self.wanted_attention

    async def save_attention(self, settings: AttentionSettings) -> None:
        self.wanted_attention = settings
