"""Announces what customers write, and what colleagues do to what one looks at, as the settings say. Opens and moves nothing."""

import os
from collections.abc import Collection
from typing import TYPE_CHECKING

from support_tui import i18n
from support_tui.actions.interface import Severity
from support_tui.attention import notification
from support_tui.store import Changes, select
from support_tui.widgets.event_words import group_sentence
from support_tui.wire import events as ev
from support_tui.wire.events import Recorded
from support_tui.wire.values import Folder
from support_tui.wire.views import ConversationRow

if TYPE_CHECKING:
    from support_tui.screens.console import Console


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


class Announcing:
    """The announcements of one console."""

    def __init__(self, console: "Console") -> None:
        self._console = console
        self._told_answering: dict[tuple[int, int], int] = {}

    def heard(self, changes: Changes) -> None:
        """After a step of the store."""
        if changes.arrived:
            self.arrived(changes.arrived)
        if changes.answering and self._console.is_furnished:
            self.answering(changes.answering)

    def arrived(self, rows: Collection[ConversationRow]) -> None:
        """Customers have written in these conversations just now."""
        wanted = [row for row in rows if self._is_wanted(row)]
        if not wanted:
            return
        title, body = self._words(wanted)
        console, settings = self._console, self._console.settings
        console.ui.notify_text(f"{title}: {body}" if body else title)
        if settings.rings_bell:
            console.app.bell()
        is_away = not console.app.app_focus
        if settings.system_notices == "always" or (settings.system_notices == "unfocused" and is_away):
            self._tell_desktop(title, body)

    def _is_wanted(self, row: ConversationRow) -> bool:
        console = self._console
        if row.folder is not Folder.INBOX:
            return False
        if row.id == console.open_id and console.app.app_focus:
            return False
        match console.settings.announces:
            case "all":
                return True
            case "mine":
                me = select.me(console.store.replica)
                return me is not None and (row.assignee_id == me.id or me.id in row.follower_ids)
            case "none":
                return False

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
        sentence = group_sentence(replica, together, console.store.clock())
        row = select.row(replica, last.conversation_id or 0)
        title = row.title if row is not None else ""
        console.ui.notify_text(f"#{last.conversation_id} {title} · {sentence}")

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

    def _words(self, rows: list[ConversationRow]) -> tuple[str, str]:
        if len(rows) > 1:
            return i18n.text("frame-announce-many", n=len(rows)), ""
        row = rows[0]
        name = row.customer_name or row.customer_email
        return i18n.text("frame-announce-one", name=name), f"#{row.id} {row.title}"

    def _tell_desktop(self, title: str, body: str) -> None:
        driver = self._console.app._driver
        sequence = notification(os.environ, title, body)
        if driver is not None and sequence:
            driver.write(sequence)
