"""The verbs of the command line within the console: offers what a typed line can be, and does it to what is marked or at the cursor."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from textual.command import Hit, Hits, Provider
from textual.content import Content

from support_tui import i18n
from support_tui.actions.interface import Severity
from support_tui.palette import TITLE_CELLS, Place
from support_tui.store import select
from support_tui.text.cells import fit
from support_tui.verbs.line import Line, completions
from support_tui.verbs.model import Kind
from support_tui.verbs.offers import Known
from support_tui.verbs.parse import STDIN, Asked, Misuse
from support_tui.verbs.planning import Facts, bare_row, plan
from support_tui.verbs.wording import misuse_wording
from support_tui.wire.commands import Command
from support_tui.wire.values import Role
from support_tui.wire.views import ConversationRow

if TYPE_CHECKING:
    from support_tui.screens.console import Console

#: A line that can be done as it is typed stands above all that it resembles.
_SCORE: Final = 2.0
#: Verbs that change which list or conversation is shown.
_GOING: Final = frozenset({"list", "search", "open"})


class VerbLine:
    """The `:` line of one console. The same words do the same as on the command line, without numbers to what is marked."""

    def __init__(self, console: "Console") -> None:
        self._console = console

    def offers(self, typed: str) -> list[Place]:
        """Lines that can be done: the one that is typed first, then what it can become."""
        targets = self._console.targets
        found = completions(typed, self._known(), has_targets=bool(targets))
        return [Place(line.text, partial(self.do, line.asked), self._hint(line, targets)) for line in found]

    def _known(self) -> Known:
        return Known(self._console.store.replica.directory)

    def _hint(self, line: Line, targets: Sequence[int]) -> str:
        """What the line does, and to how many."""
        if line.meaning:
            return line.meaning
        if line.asked.verb.name in _GOING:
            return i18n.text(line.asked.verb.text_id)
        ids = line.asked.ids or tuple(targets)
        if line.asked.verb.last is not None and line.asked.verb.last.kind is Kind.PHRASE:
            from support_tui.actions.conversation import phrase_meaning, phrase_problem

            now_at = self._console.store.clock()
            meaning = phrase_problem(line.asked.text, now_at) or phrase_meaning(line.asked.text, now_at)
            return meaning or i18n.text(line.asked.verb.text_id)
        if len(ids) == 1:
            return i18n.text("verb-line-one", number=str(ids[0]))
        return i18n.text("verb-line-many", count=len(ids))

    # ------------------------------------------------------------ doing

    def do(self, asked: Asked) -> None:
        """Do a line, or say why it cannot be done."""
        match asked.verb.name:
            case "list":
                self._show(asked, "all")
            case "search":
                self._show(asked, "anywhere")
            case "open":
                for number in asked.ids or self._console.targets[:1]:
                    self._console.going.open(number)
            case _:
                self._change(asked)

    def _show(self, asked: Asked, usual: str) -> None:
        queue = asked.options.get("queue", usual if asked.words else self._console.list_key.queue)
        self._console.ui.show_queue(queue)
        self._console.ui.show_query(asked.text)

    def _change(self, asked: Asked) -> None:
        console, replica = self._console, self._console.store.replica
        if select.role(replica) is Role.VIEWER:
            console.ui.notify("why-viewer", Severity.WARNING)
            return
        me_id = replica.me.id if replica.me is not None else 0
        facts = Facts(
            me_id, replica.directory, console.store.clock(), undo_window_s=console.settings.undo_window_s
        )
        made = plan(asked, facts)
        if isinstance(made, Misuse):
            console.ui.notify_text(misuse_wording(made), Severity.WARNING)
            return
        ids = asked.ids or console.targets
        rows = [self._row(number, is_needed=made.reads_row) for number in ids]
        commands = [command for row in rows if row is not None for command in made.make(row)]
        self._send(commands, [row.id for row in rows if row is not None], asked)

    def _row(self, number: int, *, is_needed: bool) -> ConversationRow | None:
        """The row as it is shown; a bare one of a conversation that is not loaded, where that will do."""
        row = select.row(self._console.store.replica, number)
        return row if row is not None or is_needed else bare_row(number)

    def _send(self, commands: Sequence[Command], ids: Sequence[int], asked: Asked) -> None:
        console = self._console
        if not commands or STDIN in asked.words:
            console.ui.notify("action-nothing-changes", Severity.WARNING)
            return
        console.desk.do_all(commands)
        if not asked.ids:
            console.ui.clear_marks()
        words = " ".join((asked.verb.name, asked.text)).strip()
        console.ui.notify("verb-line-done", words=words, count=len(ids))


class VerbProvider(Provider):
    """The palette's source of lines: `assign rae`, `tag +vip`, `snooze tue 9`, `list tag:vip`."""

    async def search(self, query: str) -> Hits:
        """The line as it is typed if it can be done, then what it can become."""
        line = VerbLine(cast("Console", self.screen))
        for place, found in enumerate(line.offers(query)):
            shown = Content.assemble(fit(found.title, TITLE_CELLS), (f"  {found.hint}", "$muted"))
            yield Hit(_SCORE - place / 100, shown, found.go, text=found.title)
