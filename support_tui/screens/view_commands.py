"""Commands of the table that concern the screen itself: queues, panes, filter, palette, help, colours; each a `do_<name>`."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from support_tui import i18n
from support_tui.actions.interface import Choice, Severity
from support_tui.screens.kept_choices import keep
from support_tui.screens.key_macros import KeyMacros
from support_tui.screens.layout import Pane
from support_tui.screens.line_watch import LineWatch
from support_tui.screens.view_tabs import ViewTabCommands
from support_tui.store import LinePhase, select
from support_tui.theme import THEMES
from support_tui.wire.order import Sort

if TYPE_CHECKING:
    from support_tui.screens.console import Console

#: A second for what is on its way when the console is left.
_QUIT_LOOKS: Final = 20
_QUIT_LOOK_S: Final = 0.05


async def settled(count: Callable[[], int], is_on_line: Callable[[], bool]) -> int:
    """How many wait once those that are only on their way have had a moment."""
    for _ in range(_QUIT_LOOKS):
        if not count() or not is_on_line():
            break
        await asyncio.sleep(_QUIT_LOOK_S)
    return count()


class ViewCommands(ViewTabCommands):
    """What the console does itself, by the names of the table's area `view`."""

    def __init__(self, console: "Console") -> None:
        super().__init__(console)
        self.macros = KeyMacros(console)
        self.line_watch = LineWatch(console)

    # ------------------------------------------------------------ conversations

    def do_open(self) -> None:
        """Enter: open what the cursor stands on."""
        if self._console.inbox.cursor_id is not None:
            self._console.going.open(self._console.inbox.cursor_id)

    def do_next_conversation(self) -> None:
        self._console.going.step(1)

    def do_previous_conversation(self) -> None:
        self._console.going.step(-1)

    def do_conversation_log(self) -> None:
        targets = self._console.targets
        if targets:
            show_screen(self._console, "log", conversation_id=targets[0])

    # ------------------------------------------------------------ panes

    def do_back(self) -> None:
        """Esc: the nearest thing that can be left, one at a time: marks, pane, filter."""
        console = self._console
        if console.bulking.is_open:
            console.bulking.back()
            return
        if console.arrangement.active is Pane.INBOX and console.inbox.clear_marks():
            return
        if console.arrangement.back():
            return
        if not console.opened.back_to_saved() and console.list_key.query:
            console.ui.show_query("")

    def do_next_pane(self) -> None:
        self._console.arrangement.step(1)

    def do_previous_pane(self) -> None:
        self._console.arrangement.step(-1)

    def do_context(self) -> None:
        self._console.arrangement.toggle_context()
        self._console.reading.show_customer()

    def do_zoom(self) -> None:
        self._console.arrangement.toggle_zoom()

    # ------------------------------------------------------------ lists

    def do_queue_number(self) -> None:
        """`1` to `9`: the queue with that place among the tabs shown."""
        queues = self._console.tabs.queues
        place = int(self._console.keys.last_key) - 1
        if place < len(queues):
            self._choose_queue(queues[place])

    def do_next_queue(self) -> None:
        self._step_queue(1)

    def do_previous_queue(self) -> None:
        self._step_queue(-1)

    def _step_queue(self, by: int) -> None:
        queues = self._console.tabs.queues
        here = queues.index(self._console.opened.tab) if self._console.opened.tab in queues else 0
        if queues:
            self._choose_queue(queues[(here + by) % len(queues)])

    def _choose_queue(self, queue: str) -> None:
        self._console.arrangement.go(Pane.INBOX)
        self._console.ui.show_queue(queue)

    def do_filter(self) -> None:
        self._console.arrangement.go(Pane.INBOX)
        self._console.filter_bar.open(self._console.list_key.query)

    def do_everywhere(self) -> None:
        """The same filter over every queue: open, closed and put off."""
        key = self._console.list_key
        self._console.arrangement.go(Pane.INBOX)
        self._console.opened.look_everywhere(key.query)

    async def do_sort(self) -> None:
        now = self._console.list_key.sort
        choices = [Choice(sort.value, label_id=f"sort-{sort.value}", is_on=sort is now) for sort in Sort]
        chosen = await self._console.ui.pick("sort-title", choices)
        if chosen is not None:
            self._console.ui.show_sort(Sort(chosen))

    # ------------------------------------------------------------ the program

    def do_palette(self) -> None:
        self.open_line("")

    def open_line(self, begun: str) -> None:
        """The palette with a line begun already."""
        from support_tui.palette import CommandProvider, DeskProvider
        from support_tui.screens.command_palette import Palette
        from support_tui.screens.verb_line import VerbProvider

        placeholder = i18n.text("palette-placeholder")
        self._console.app.push_screen(
            Palette(
                providers=[VerbProvider, CommandProvider, DeskProvider],
                placeholder=placeholder,
                id="palette",
                begun=begun,
            )
        )

    def do_attention(self) -> None:
        show_screen(self._console, "attention")

    def do_help(self) -> None:
        show_screen(self._console, "help")

    def do_tour(self) -> None:
        from support_tui.screens.tour import Tour

        self._console.app.push_screen(Tour(self._console))

    def welcome(self) -> None:
        """Show the tour, for the first and last time by itself."""
        from support_tui.screens.tour import remember

        self.do_tour()
        remember()

    async def do_theme(self) -> None:
        """Another set of colours, now and at the next start."""
        app = self._console.app
        choices = [
            Choice(name, label_id=f"theme-{name.removeprefix('support-')}", is_on=app.theme == name)
            for name in (theme.name for theme in THEMES)
        ]
        chosen = await self._console.ui.pick("theme-title", choices)
        if chosen is not None:
            app.theme = chosen
            await keep(self._console, "theme", chosen)

    async def do_language(self) -> None:
        """The language of the interface, now and at the next start."""
        choices = [
            Choice(code, label_id=f"language-{code}", is_on=code == i18n.current().language)
            for code in i18n.LANGUAGES
        ]
        chosen = await self._console.ui.pick("language-title", choices)
        if chosen is not None and chosen != i18n.current().language:
            i18n.use(chosen)
            self._console.language_changed()
            await keep(self._console, "language", chosen)

    async def do_key_preset(self) -> None:
        from support_tui.screens.key_preset import choose

        await choose(self._console)

    def do_record_keys(self) -> None:
        self.macros.record()

    def do_replay_keys(self) -> None:
        self.macros.replay()

    async def do_key_macros(self) -> None:
        await self.macros.choose()

    def do_reconnect(self) -> None:
        """Try the line now, or log in again where the login has run out."""
        self.line_watch.reconnect()

    def do_suspend(self) -> None:
        """Back to the shell, which brings the console back with `fg`."""
        from support_tui.screens.to_shell import stop

        if not stop(self._console.app):
            self._console.ui.notify("frame-no-shell", Severity.WARNING)

    async def do_redraw(self) -> None:
        """What others have written over the console goes away."""
        await self._console.app.run_action("redraw")

    async def do_quit(self) -> None:
        """Leave. What is on its way has a moment to arrive; what has to wait is kept, and that is said first."""
        console = self._console
        waiting = await settled(
            lambda: select.pending_count(console.store.replica),
            lambda: select.line_state(console.store.replica).phase is LinePhase.LIVE,
        )
        if waiting and not await console.ui.confirm("queue-quit", n=waiting):
            return
        console.app.exit()


def show_screen(console: "Console", name: str, **params: str | int) -> None:
    """Open a screen over the console by its name: `help`, `log`, `customers`."""
    match name:
        case "help":
            from support_tui.screens.help import HelpScreen

            scope = console.arrangement.scope()
            if scope is not None:
                console.app.push_screen(HelpScreen(console, scope))
        case "attention":
            from support_tui.screens.attention_grid import AttentionScreen

            console.app.push_screen(AttentionScreen(console))
        case "notifications":
            from support_tui.screens.notifications import NotificationScreen

            console.app.push_screen(NotificationScreen(console))
        case "log":
            from support_tui.screens.log import LogScreen

            conversation_id = params.get("conversation_id")
            number = int(conversation_id) if conversation_id is not None else None
            console.app.push_screen(
                LogScreen(console.store, console.desk, console.mode, conversation_id=number)
            )
        case "pipe":
            from support_tui.screens import pipe

            pipe.show(console, int(params["conversation_id"]), str(params["command"]), str(params["form"]))
        case "mailboxes":
            from support_tui.screens.mailboxes import MailboxesScreen

            console.app.push_screen(MailboxesScreen(console))
        case "outbox":
            from support_tui.screens.outbox import OutboxScreen

            console.app.push_screen(OutboxScreen(console))
        case _:
            console.ui.notify("frame-not-here", Severity.WARNING, reason=name)
