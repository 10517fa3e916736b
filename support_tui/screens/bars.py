"""Keeps the bars of the console true: reads the replica and the panes, writes into tabs, header, status line and key bar."""

from typing import TYPE_CHECKING

from textual.timer import Timer

from support_tui import i18n
from support_tui.screens.layout import Layout, Pane
from support_tui.store import LinePhase, select, told
from support_tui.widgets.inbox.header import ListState
from support_tui.widgets.mail_words import mail_progress, mail_trouble
from support_tui.widgets.statusline import DeskState
from support_tui.wire.query import Query, QueryError, parse
from support_tui.wire.refusals import Refusal
from support_tui.wire.wording import query_wording, wording

if TYPE_CHECKING:
    from support_tui.screens.console import Console

_SECOND = 1_000_000


class Bars:
    """The bars of one console."""

    def __init__(self, console: "Console") -> None:
        self._console = console
        self._said = ""
        self._is_warning = False
        self._saying: Timer | None = None

    def say(self, text: str, lasting_s: float, *, is_warning: bool = False) -> None:
        """Put a short notice into the status line; the next one takes its place."""
        self._said, self._is_warning = text, is_warning
        if self._saying is not None:
            self._saying.stop()
        self._saying = self._console.set_timer(lasting_s, self.fall_silent)
        self.desk_changed()

    def fall_silent(self) -> None:
        """Say no more what was said last."""
        self._said = ""
        self.desk_changed()

    def everything(self) -> None:
        """After a wholly new replica, or another list."""
        self.counts_changed()
        self.list_changed()
        self.desk_changed()
        self.frame_changed()

    def counts_changed(self) -> None:
        """The queues and their badges."""
        console = self._console
        tabs, chosen = select.queue_tabs(console.store.replica), console.opened.tab
        if all(tab.id != chosen for tab in tabs):
            tabs.append(select.queue_title(console.store.replica, chosen))
        console.tabs.show(tabs, chosen, is_changed=console.opened.is_changed)

    def list_changed(self) -> None:
        """The line above the list, and the words where it is empty."""
        console = self._console
        inbox, window = console.inbox, console.inbox.source.window
        is_loaded = window is not None and window.is_loaded
        range_key = console.keymap.label("mark.range") if inbox.marks.range_from is not None else ""
        console.inbox_header.show(
            ListState(
                total=inbox.source.total,
                is_total_exact=window.is_total_exact if window is not None else True,
                is_loaded=is_loaded,
                position=inbox.cursor.position,
                sort=console.list_key.sort,
                query=console.list_key.query,
                marked=inbox.marks.count(inbox.source.total),
                range_key=range_key,
            )
        )
        # While the server is being asked, and answers in a moment, nothing is laid out anew for words that would stand that long.
        is_live = select.line_state(console.store.replica).phase is LinePhase.LIVE
        is_asking = not is_loaded and is_live and isinstance(parse(console.list_key.query), Query)
        is_empty = inbox.source.total == 0 and not is_asking
        note = console.inbox_note
        if is_empty:
            note.update(self._empty_words(is_loaded))
        note.display = is_empty
        inbox.set_class(is_empty, "-empty")

    def _empty_words(self, is_loaded: bool) -> str:
        console = self._console
        wrong = parse(console.list_key.query)
        if isinstance(wrong, QueryError):
            reason = query_wording(wrong, i18n.current().language)
            key = console.keymap.label("view.filter")
            return f"{console.list_key.query}\n\n{i18n.text('view-mend', reason=reason, key=key)}"
        if not is_loaded:
            is_off = select.line_state(console.store.replica).phase is LinePhase.OFFLINE
            return i18n.text("inbox-empty-offline" if is_off else "inbox-empty-loading")
        query = console.list_key.query
        if query:
            doubt = console.doubt(query)
            why = query_wording(doubt, i18n.current().language) if doubt is not None else ""
            words = i18n.text("inbox-empty-filter", key=console.keymap.label("view.filter"))
            if console.list_key.queue != "anywhere":
                key = console.keymap.label("view.everywhere")
                words += "\n" + i18n.text("inbox-empty-everywhere", key=key)
            return f"{query}\n\n{why}\n{words}" if why else f"{query}\n\n{words}"
        if console.list_key.queue == "mine":
            return i18n.text("inbox-empty-mine", key=console.keymap.label("go.unassigned"))
        queue = console.list_key.queue
        return i18n.text("inbox-empty-other" if ":" in queue else f"inbox-empty-{queue}")

    def cursor_moved(self) -> None:
        """The position in the header and what keys could act on."""
        self.list_changed()
        self.keys_changed()

    def keys_changed(self) -> None:
        """The key bar of the pane that has the focus."""
        scope = self._console.arrangement.scope()
        if scope is not None:
            self._console.key_bar.show(scope, self._console.situation())

    def desk_changed(self) -> None:
        """The line, what waits, who is here, the time."""
        console = self._console
        replica, now = console.store.replica, console.store.clock()
        line = select.line_state(replica)
        me = select.me(replica)
        retry = max(1, (line.retry_at - now) // _SECOND) if line.retry_at is not None else None
        console.status.show(
            DeskState(
                line=line,
                desk_name=replica.desk_name,
                me=me.name if me is not None else "",
                told=len(told.listed(replica, is_unread=True)),
                pending=select.pending_count(replica),
                returned=len(console.desk.promise.returned),
                outbox_key=console.keymap.label("go.outbox"),
                since=i18n.moment(line.lost_at, now) if line.lost_at is not None else "",
                colleagues=self._colleagues(),
                notice=self._notice(list(replica.notices.values())),
                clock=i18n.clock(now),
                retry_in_s=retry,
                said=self._said,
                is_warning=self._is_warning,
                recording=console.view_commands.macros.recording,
                progress=mail_progress(replica),
            )
        )

    def _colleagues(self) -> tuple[str, ...]:
        replica = self._console.store.replica
        here = {viewer.agent_id for number in replica.presence for viewer in select.viewers(replica, number)}
        return tuple(sorted(select.agent_name(replica, agent_id).partition(" ")[0] for agent_id in here))

    def _notice(self, notices: list[Refusal]) -> str:
        if notices:
            return wording(notices[0], i18n.current().language)
        return mail_trouble(self._console.store.replica)

    def frame_changed(self) -> None:
        """The top line: queues, or where one stands while a single pane is shown."""
        console = self._console
        arrangement = console.arrangement
        is_tiny = arrangement.layout is Layout.TINY
        is_deep = arrangement.is_single and arrangement.active is not Pane.INBOX and not is_tiny
        # Linear: the queues are reached by key; where one stands is said by one line that no move changes.
        is_deep = is_deep or (console.settings.is_linear and not is_tiny)
        console.tabs.display = not is_deep and not is_tiny
        crumbs = console.crumbs
        crumbs.display = is_deep
        if is_deep:
            marked = len(console.inbox.marks)
            crumbs.show(self._trail(), i18n.text("frame-crumb-marked", n=marked) if marked else "")
        self.keys_changed()

    def _trail(self) -> tuple[str, ...]:
        console = self._console
        tab = select.queue_title(console.store.replica, console.opened.tab)
        queue = i18n.text(tab.title_id) if tab.title_id else tab.name
        trail = [queue]
        row = select.row(console.store.replica, console.open_id) if console.open_id is not None else None
        if row is not None:
            trail.append(f"#{row.id} {row.title}")
        if console.arrangement.active is Pane.CONTEXT:
            trail.append(i18n.text("frame-crumb-customer"))
        return tuple(trail)
