"""The verbs of the command line within the console: offers what a typed line can be, and does it to what is marked or at the cursor."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from textual.command import Hit, Hits, Provider
from textual.content import Content

from support_tui import i18n
from support_tui.actions import bulk
from support_tui.actions.interface import ActionContext, Severity
from support_tui.commands import BY_ID
from support_tui.messages import ComposeKind
from support_tui.palette import TITLE_CELLS, Place
from support_tui.store import select
from support_tui.text.cells import fit
from support_tui.verbs import naming
from support_tui.verbs.line import Line, completions, to_explain
from support_tui.verbs.model import Kind
from support_tui.verbs.offers import Known
from support_tui.verbs.parse import STDIN, Asked, Misuse
from support_tui.verbs.planning import Facts, Plan, bare_row, plan
from support_tui.verbs.table import OF_A_RUN
from support_tui.verbs.wording import misuse_wording, option_said, said, value_meaning
from support_tui.wire.commands import Change, ChangeMany, Command, Picked, SendReply
from support_tui.wire.folding import fold
from support_tui.wire.order import Sort
from support_tui.wire.query import QueryError, parse
from support_tui.wire.values import Role
from support_tui.wire.views import ConversationRow
from support_tui.wire.wording import query_wording

if TYPE_CHECKING:
    from support_tui.screens.console import Console

#: A line that can be done as it is typed stands above all that it resembles.
_SCORE: Final = 2.0
#: The verb that is written is explained below what it can become; one that may be meant, below the commands of that name.
_EXPLAINED_SCORE: Final = 1.5
_GUESSED_SCORE: Final = 0.65
#: Verbs that change which list or conversation is shown.
_GOING: Final = frozenset({"list", "search", "open"})


class VerbLine:
    """The `:` line of one console. The same words do the same as on the command line, without numbers to what is marked."""

    def __init__(self, console: "Console") -> None:
        self._console = console

    def offers(self, typed: str) -> list[Place]:
        """Lines that can be done: the one that is typed first, then what it can become; what cannot be done stands behind, with why."""
        targets = self._console.targets
        found = completions(typed, Known(self._console.store.replica.directory), has_targets=bool(targets))
        problems = {line.text: self._problem(line.asked) for line in found}
        found.sort(key=lambda line: bool(problems[line.text]))
        return [
            Place(line.text, partial(self.do, line.asked), problems[line.text] or self._hint(line, targets))
            for line in found
        ]

    def explained(self, typed: str) -> list[tuple[float, Place]]:
        """How verbs and options are said that a line may be meant to go on with, and what they do; chosen, one goes on to write it."""
        has_targets = bool(self._console.targets)
        found = []
        for place, one in enumerate(to_explain(typed)):
            is_written = typed.split()[0] == one.verb.name
            score = (_EXPLAINED_SCORE if is_written else _GUESSED_SCORE) - place / 100
            title = option_said(one.option) if one.option else said(one.verb, has_targets=has_targets)
            sentence = i18n.text((one.option or one.verb).text_id)
            found.append(
                (score, Place(title, partial(self._console.view_commands.open_line, one.text), sentence))
            )
        return found

    def _hint(self, line: Line, targets: Sequence[int]) -> str:
        """What the line does, and to how many."""
        # Of tags the sign says what they are for.
        kind = None if line.kind is Kind.TAGS else line.kind
        told = "" if kind is None else value_meaning(kind, line.completed_by, line.meaning)
        if told:
            return told
        if line.asked.verb.name in _GOING:
            return i18n.text(line.asked.verb.text_id)
        if line.asked.verb.last is not None and line.asked.verb.last.kind is Kind.PHRASE:
            from support_tui.actions import moments

            if line.asked.text == "none":
                return i18n.text("offer-phrase-none")
            now_at, snooze = self._console.store.clock(), moments.SNOOZE
            meaning = moments.problem(line.asked.text, snooze, now_at)
            meaning = meaning or moments.meaning(line.asked.text, snooze, now_at)
            return meaning or i18n.text(line.asked.verb.text_id)
        ids = line.asked.ids or tuple(targets)
        inbox = self._console.inbox
        is_all = not line.asked.ids and inbox.marks.is_all
        count = inbox.marks.count(inbox.source.total) if is_all else len(ids)
        if count == 1:
            return i18n.text("verb-line-one", number=str(ids[0]))
        return i18n.text("verb-line-many", count=count)

    def _problem(self, asked: Asked) -> str:
        """Why a line cannot be done, empty if it can."""
        stranger = next((name for name in asked.options if name in OF_A_RUN), None)
        if stranger is not None:
            return misuse_wording(Misuse("misuse-not-in-console", {"option": f"--{stranger}"}))
        if asked.verb.changes:
            made = self._plan(asked)
            if isinstance(made, Misuse):
                return misuse_wording(made)
            is_for_many = bool(asked.verb.takes_many or asked.ids or made.change is not None)
            return "" if is_for_many or len(self._console.targets) <= 1 else i18n.text("why-one-at-a-time")
        if asked.verb.name == "open":
            return ""
        query = parse(asked.text) if asked.text else None
        if isinstance(query, QueryError):
            return query_wording(query, i18n.current().language)
        tab = self._tab(asked, "all")
        return misuse_wording(tab) if isinstance(tab, Misuse) else ""

    @property
    def _context(self) -> ActionContext:
        return self._console.action_context()

    def _plan(self, asked: Asked) -> Plan | Misuse:
        console, replica = self._console, self._console.store.replica
        me_id = replica.me.id if replica.me is not None else 0
        undo_window_s = console.settings.undo_window_s
        return plan(
            asked, Facts(me_id, replica.directory, console.store.clock(), undo_window_s=undo_window_s)
        )

    # ------------------------------------------------------------ doing

    def do(self, asked: Asked) -> None:
        """Do a line, or say why it cannot be done."""
        problem = self._problem(asked)
        if problem:
            self._console.ui.notify_text(problem, Severity.WARNING)
            return
        match asked.verb.name:
            case "list":
                self._show(asked, "all")
            case "search":
                self._show(asked, "anywhere")
            case "open":
                for number in asked.ids or self._console.targets[:1]:
                    self._console.going.open(number)
            case "reply" | "note" if not asked.words and not asked.ids and bulk.is_wanted(self._context):
                self._console.run_command(BY_ID[f"compose.{asked.verb.name}"])
            case "reply" | "note" if not asked.words:
                for number in (asked.ids or self._console.targets)[:1]:
                    self._console.going.write(ComposeKind(asked.verb.name), number)
            case _:
                self._change(asked)

    def _tab(self, asked: Asked, usual: str) -> str | Misuse:
        """The tab to look in: a saved view or a queue by name; without a name the one that is shown, unless there is a query."""
        replica = self._console.store.replica
        if asked.has("view"):
            name = asked.options["view"]
            view = next((view for view in replica.views.values() if fold(view.name) == fold(name)), None)
            known = (view.name for view in replica.views.values())
            return view.tab if view is not None else naming.unknown("view", name, known)
        if asked.has("queue"):
            return naming.queue_called(asked.options["queue"], replica.directory)
        return usual if asked.words else self._console.list_key.queue

    def _show(self, asked: Asked, usual: str) -> None:
        tab = self._tab(asked, usual)
        sort = naming.sort_called(asked.options["sort"]) if asked.has("sort") else None
        if isinstance(tab, str):
            self._console.ui.show_queue(tab)
        if asked.text:
            self._console.ui.show_query(asked.text)
        if isinstance(sort, Sort):
            self._console.ui.show_sort(sort)

    def _change(self, asked: Asked) -> None:
        console, made = self._console, self._plan(asked)
        if select.role(console.store.replica) is Role.VIEWER:
            console.ui.notify("why-viewer", Severity.WARNING)
            return
        assert isinstance(made, Plan)
        ids = asked.ids or console.targets
        if made.change is not None and (len(ids) > 1 or console.bulking.selection is not None):
            self._change_many(made.change, asked)
            return
        rows = [self._row(number, is_needed=made.reads_row) for number in ids]
        commands = [command for row in rows if row is not None for command in made.make(row)]
        self._send(commands, [row.id for row in rows if row is not None], asked)

    def _change_many(self, change: Change, asked: Asked) -> None:
        """One order for all of them; what is marked is previewed first, as by key, where it is more than a few or letters would leave."""
        console, context = self._console, self._context
        if not asked.ids and (isinstance(change, SendReply) or not bulk.are_few(context)):
            console.bulking.preview(change)
            return
        picked = Picked(asked.ids or context.targets)
        answer = console.desk.do(ChangeMany(picked, change))
        console.desk.when_accepted(answer, lambda accepted: bulk.tell_left(context, accepted))
        self._say_done(asked, len(picked.ids))

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
        self._say_done(asked, len(ids))

    def _say_done(self, asked: Asked, count: int) -> None:
        if not asked.ids:
            self._console.ui.clear_marks()
        words = " ".join((asked.verb.name, asked.text)).strip()
        self._console.ui.notify("verb-line-done", words=words, count=count)


class VerbProvider(Provider):
    """The palette's source of lines: `assign rae`, `tag +vip`, `snooze tue 9`, `list tag:vip`."""

    async def search(self, query: str) -> Hits:
        """The line as it is typed if it can be done, then what it can become."""
        line = VerbLine(cast("Console", self.screen))
        for place, found in enumerate(line.offers(query)):
            shown = Content.assemble(fit(found.title, TITLE_CELLS), (f"  {found.hint}", "$muted"))
            yield Hit(_SCORE - place / 100, shown, found.go, text=found.title)
        for score, begun in line.explained(query):
            shown = Content.assemble((begun.title, "$accent"), (f"  {begun.hint}", "$muted"))
            yield Hit(score, shown, begun.go, text=begun.title)
