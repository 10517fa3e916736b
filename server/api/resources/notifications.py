"""What the asking agent was told personally, what of it they have read, and how they want to be told."""

from support_tui.wire.attention import AttentionSettings
from support_tui.wire.frames import NotificationsMarked, OwnStale
from support_tui.wire.notifications import MarkNotifications, NotificationPage
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.zones import zone_of

from ...storage.tables import notifications
from ..table import Call
from .eyes import reader_of


async def list_notifications(call: Call) -> NotificationPage:
    """Unread first, then the newest."""
    agent = reader_of(call)
    return call.desk.readings.read(lambda reader: notifications.page(reader, agent.id, agent.mailbox_ids))


async def mark_notifications(call: Call) -> Refusal | None:
    """Marked on one screen is marked on all of the agent's screens."""
    agent, desk = reader_of(call), call.desk
    marks: MarkNotifications = call.body
    changed = await desk.commands.write(
        lambda writer: notifications.mark(writer, agent.id, marks, desk.now())
    )
    if isinstance(changed, Refusal):
        return changed
    if changed:
        desk.hub.tell_agent(agent.id, NotificationsMarked(marks))
    return None


async def show_attention(call: Call) -> AttentionSettings:
    """What they have set; all defaults where they have not."""
    agent_id = reader_of(call).id
    return call.desk.readings.read(lambda reader: notifications.attention(reader, agent_id))


async def save_attention(call: Call) -> Refusal | None:
    """The agent's other consoles read it again."""
    agent_id, settings = reader_of(call).id, call.body
    if settings.zone and zone_of(settings.zone) is None:
        return Refusal(RefusalCode.INVALID_FIELD, {"field": "zone", "reason": "no_time_zone"})
    changed = await call.desk.commands.write(
        lambda writer: notifications.save_attention(writer, agent_id, settings)
    )
    if isinstance(changed, Refusal):
        return changed
    if changed:
        call.desk.hub.tell_agent(agent_id, OwnStale())
    return None
