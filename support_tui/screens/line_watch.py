"""What the console does about the line itself: asks for a login that has run out, says what is only kept here, tries again by key."""

from typing import TYPE_CHECKING

from support_tui import i18n
from support_tui.actions.interface import Severity
from support_tui.screens.log_in_again import LogInAgain
from support_tui.screens.run import in_background
from support_tui.store import Changes, LinePhase, ListKey, select
from support_tui.wire.refusals import Refusal
from support_tui.wire.values import DeliveryState
from support_tui.wire.wording import wording

if TYPE_CHECKING:
    from support_tui.screens.console import Console


class LineWatch:
    """The line of one console, as far as somebody has to do something about it."""

    def __init__(self, console: "Console") -> None:
        self._console = console
        self._has_asked = False
        self._is_live = False
        console.store.subscribe(self._store_changed)

    def _store_changed(self, changes: Changes) -> None:
        if not self._console.is_mounted:
            return
        if changes.line:
            self._line_changed()
        if self._console.open_id in changes.threads:
            self._know_their_clock(self._console.open_id)
        if changes.held:
            self._console.announcing.held(changes.held)

    def _know_their_clock(self, conversation_id: int | None) -> None:
        """Where something leaves later, by which clock the customer lives matters: their page is read."""
        replica = self._console.store.replica
        row = select.row(replica, conversation_id) if conversation_id is not None else None
        if row is None or select.customer_page(replica, row.customer_id) is not None:
            return
        thread = replica.threads.get(row.id)
        if thread is not None and any(m.delivery is not None and m.delivery.send_at for m in thread.messages):
            self._console.desk.open_customer(row.customer_id)

    def _line_changed(self) -> None:
        """The line stands otherwise: a login that has run out is asked for once, until it holds again."""
        phase = select.line_state(self._console.store.replica).phase
        was_live, self._is_live = self._is_live, phase is LinePhase.LIVE
        if phase is LinePhase.LIVE:
            self._has_asked = False
        if phase is LinePhase.LIVE and not was_live:
            in_background(self._console, self._count_held(), "scheduled")
        elif phase is LinePhase.LOGGED_OUT:
            self.logged_out()

    async def _count_held(self) -> None:
        """What was held while nobody was on line is told now."""
        page = await self._console.desk.scheduled()
        replies = page.replies if page is not None else ()
        held = sum(
            r.message.delivery is not None and r.message.delivery.state is DeliveryState.HELD for r in replies
        )
        if held:
            key = self._console.keymap.label("go.outbox")
            self._console.ui.notify("later-held-many", Severity.WARNING, n=held, key=key)

    def logged_out(self) -> None:
        """The server does not take the token any more."""
        if not self._has_asked:
            self._has_asked = True
            self.ask()

    def ask(self) -> None:
        """Let the agent log in again, as who they are."""
        console = self._console
        me = select.me(console.store.replica)
        if me is None or isinstance(console.app.screen, LogInAgain):
            return
        key = console.keymap.label("view.reconnect")
        console.app.push_screen(LogInAgain(me.email, key, self._log_in))

    def reconnect(self) -> None:
        """By key: log in where that is what is missing, else try the line now and read again what is looked at."""
        if select.line_state(self._console.store.replica).phase is LinePhase.LOGGED_OUT:
            self.ask()
        else:
            self._console.desk.refresh()

    async def _log_in(self, password: str) -> str:
        answer = await self._console.desk.log_in(password)
        if answer is None:
            return ""
        if isinstance(answer, Refusal):
            return wording(answer, i18n.current().language)
        return i18n.text("login-again-unreachable")

    def kept_only(self, key: ListKey) -> None:
        """A list shows what this machine keeps of it, because nobody can be asked."""
        self._console.ui.notify("queue-kept-only", Severity.WARNING)
