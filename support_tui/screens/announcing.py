"""Announces what concerns the agent and what colleagues do to what one looks at, as the agent wants it. Opens and moves nothing.

What customers write is announced from the stream of events, several messages as one; every other occasion by its notification.
The agent's own matrix says by which means, the settings of this machine what it may use at most.
"""

import os
from collections.abc import Collection
from typing import TYPE_CHECKING

from support_tui import coming, i18n
from support_tui.actions.interface import Severity
from support_tui.attention import notification
from support_tui.attention import title as window_title
from support_tui.screens.layout import Pane
from support_tui.store import Changes, select, told
from support_tui.widgets.event_words import group_sentence
from support_tui.widgets.notification_words import sentence, subject
from support_tui.wire import events as ev
from support_tui.wire.attention import Means, Occasion
from support_tui.wire.events import Recorded
from support_tui.wire.notifications import Notification, NotificationKind
from support_tui.wire.values import ActorKind, Folder
from support_tui.wire.views import ConversationRow, Message

if TYPE_CHECKING:
    from support_tui.screens.console import Console
    from support_tui.screens.settings import ConsoleSettings


#: What a colleague does that the agent would stumble over.
_TOLD = (
    ev.StatusChanged,
    ev.ConversationAssigned,
    ev.ConversationMoved,
    ev.FolderChanged,
    ev.SnoozeChanged,
)

#: Who pauses and goes on with a reply is not announced again before this.
_SAID_AGAIN_AFTER_US = 180_000_000
_DISTURBING = frozenset({Means.TOAST, Means.BELL, Means.DESKTOP})


def ceiling(settings: "ConsoleSettings", occasion: Occasion) -> frozenset[Means]:
    """What this machine may use at most: the config file has the last word."""
    allowed = set(Means)
    if settings.announces == "none" or (settings.announces == "mine" and occasion is Occasion.ANY_MESSAGE):
        allowed -= _DISTURBING
    if not settings.rings_bell:
        allowed.discard(Means.BELL)
    if settings.system_notices == "off":
        allowed.discard(Means.DESKTOP)
    return frozenset(allowed)


class Announcing:
    """The announcements of one console."""

    def __init__(self, console: "Console") -> None:
        self._console = console
        self._told_answering: dict[tuple[int, int], int] = {}
        self._named = ""
        console.store.subscribe(self._heard)
        console.desk.drafts.said = lambda text_id, params: console.ui.notify(
            text_id, Severity.WARNING, **params
        )

    def _heard(self, changes: Changes) -> None:
        """After a step of the store; what customers wrote is handed over by the console, once its list has followed."""
        if not self._console.is_mounted:
            return
        if changes.notifications:
            self.name_window()
            self._console.bars.desk_changed()
        if changes.told:
            self.told(changes.told)
        if changes.answering and self._console.is_furnished:
            self.answering(changes.answering)

    # ------------------------------------------------------------ what customers write

    def arrived(self, rows: Collection[ConversationRow]) -> None:
        """Customers have written in these conversations just now."""
        wanted = [row for row in rows if row.folder is Folder.INBOX and not self._is_in_view(row.id)]
        means = frozenset[Means]().union(*(self._means(self._occasion(row)) for row in wanted))
        wanted = [row for row in wanted if self._means(self._occasion(row)) & _DISTURBING]
        if wanted:
            self._announce(*self._words(wanted), means)

    def _occasion(self, row: ConversationRow) -> Occasion:
        me = select.me(self._console.store.replica)
        if me is not None and row.assignee_id == me.id:
            return Occasion.CUSTOMER_WROTE
        is_followed = me is not None and me.id in row.follower_ids
        return Occasion.FOLLOWED if is_followed else Occasion.ANY_MESSAGE

    def _words(self, rows: list[ConversationRow]) -> tuple[str, str]:
        if len(rows) > 1:
            return i18n.text("frame-announce-many", n=len(rows)), ""
        row = rows[0]
        name = row.customer_name or row.customer_email
        return i18n.text("frame-announce-one", name=name), f"#{row.id} {row.title}"

    # ------------------------------------------------------------ what the agent is told personally

    def told(self, notifications: Collection[Notification]) -> None:
        """New in the list; what happens before the agent's eyes is read already."""
        replica = self._console.store.replica
        for one in notifications:
            is_seen = one.message_id is not None and self._is_in_view(one.conversation_id)
            if is_seen and self._is_reading:
                self._console.desk.personal.mark(one.id)
            elif one.actor.kind is not ActorKind.CUSTOMER:
                means = self._means(Occasion(one.kind.value))
                if one.kind is NotificationKind.DRAFT_TAKEN and one.actor.id is not None:
                    # That they write now is said by it, and must not be said over it.
                    self._told_answering[one.conversation_id, one.actor.id] = self._console.store.clock()
                if means & _DISTURBING:
                    self._announce(sentence(replica, one), subject(one), means)

    @property
    def _is_reading(self) -> bool:
        return self._console.is_furnished and self._console.arrangement.active is Pane.THREAD

    def _is_in_view(self, conversation_id: int) -> bool:
        return conversation_id == self._console.open_id and self._console.app.app_focus

    # ------------------------------------------------------------ means

    def _means(self, occasion: Occasion) -> frozenset[Means]:
        store, settings = self._console.store, self._console.settings
        wanted = told.means(store.replica, occasion, store.clock(), store.zone)
        return wanted & ceiling(settings, occasion)

    def _announce(self, title: str, body: str, means: frozenset[Means]) -> None:
        console = self._console
        if Means.TOAST in means:
            console.ui.notify_text(f"{title}: {body}" if body else title)
        if Means.BELL in means:
            console.app.bell()
        is_away = not console.app.app_focus
        if Means.DESKTOP in means and (console.settings.system_notices == "always" or is_away):
            self._tell_desktop(title, body)

    def _tell_desktop(self, title: str, body: str) -> None:
        self._write(notification(os.environ, title, body))

    def name_window(self) -> None:
        """The window's title says how much is unread."""
        name = window_title(os.environ, told.titled(self._console.store.replica))
        if name != self._named:
            self._named = name
            self._write(name)

    def _write(self, sequence: str) -> None:
        driver = self._console.app._driver
        if driver is not None and sequence:
            driver.write(sequence)

    def held(self, messages: Collection[Message]) -> None:
        """Replies of this agent's do not leave as they were to: the customer has written again. Whoever wrote them has to decide."""
        console = self._console
        replica, now = console.store.replica, console.store.clock()
        for message in messages:
            row = select.row(replica, message.conversation_id)
            send_at = message.delivery.send_at if message.delivery is not None else None
            console.ui.notify(
                "later-held",
                Severity.WARNING,
                number=str(message.conversation_id),
                name=(row.customer_name or row.customer_email) if row is not None else "",
                when=coming.moment(send_at, now) if send_at is not None else "",
                key=console.keymap.label("go.outbox"),
            )
        if Means.BELL in self._means(Occasion.CUSTOMER_WROTE):
            console.app.bell()

    # ------------------------------------------------------------ what colleagues do

    def done_by_others(self, recorded: Collection[Recorded]) -> None:
        """A colleague has acted on the conversation at the cursor or on the open one, which may leave the list by that: who, and what."""
        console = self._console
        concerned = {console.inbox.cursor_id, console.open_id}
        events = tuple(r for r in recorded if r.conversation_id in concerned and isinstance(r.event, _TOLD))
        if not events:
            return
        last = events[-1]
        together = tuple(
            r for r in events if (r.conversation_id, r.actor) == (last.conversation_id, last.actor)
        )
        replica = console.store.replica
        said = group_sentence(replica, together, console.store.clock())
        # Without the title, which is on the screen: so it has room in the line that covers nothing.
        console.ui.notify_text(f"#{last.conversation_id} · {said}")

    def answering(self, begun: Collection[tuple[int, int]]) -> None:
        """Colleagues have begun a reply: said where the agent reads or writes in the same conversation, once in a while."""
        console, now = self._console, self._console.store.clock()
        here = {console.open_id, console.composer.conversation_id if console.composer.is_open else None}
        for conversation_id, agent_id in begun:
            told_at = self._told_answering.get((conversation_id, agent_id), 0)
            if conversation_id not in here or now - told_at < _SAID_AGAIN_AFTER_US:
                continue
            self._told_answering = {
                k: at for k, at in self._told_answering.items() if now - at < _SAID_AGAIN_AFTER_US
            }
            self._told_answering[conversation_id, agent_id] = now
            name = select.agent_name(console.store.replica, agent_id)
            console.ui.notify("colleague-answers", Severity.WARNING, name=name, number=str(conversation_id))
