"""The change log as a screen: of one conversation, or of the whole desk for administrators with filters; read page by page as it is scrolled."""

from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset

from support_tui import i18n
from support_tui.messages import OpenConversation
from support_tui.screens.cursor_place import Place, PlacesCursor
from support_tui.screens.left_once import LeftOnce
from support_tui.store.store import Store
from support_tui.text.display import TextMode
from support_tui.widgets.bidi_runs import Piece
from support_tui.widgets.composer.head import LabelLine
from support_tui.widgets.composer.mentions import offered
from support_tui.widgets.log import LogLines
from support_tui.widgets.prompt_bar import PromptBar
from support_tui.wire.events import ConversationEvent, CustomerEvent, DeskEvent, ViewEvent
from support_tui.wire.folding import fold
from support_tui.wire.refusals import Refusal
from support_tui.wire.views import LogPage
from support_tui.wire.wording import wording

#: The types of events that the log can be narrowed to, as they are named on the wire.
EVENT_TYPES: tuple[str, ...] = tuple(
    event.__struct_config__.tag
    for union in (ConversationEvent, CustomerEvent, DeskEvent, ViewEvent)
    for event in union.__args__
)


class LogSource(Protocol):
    """Who reads pages of the log; anything that is no page says why in its `reason` or as a refusal."""

    async def log(self, **filters: str | int) -> object: ...

    async def conversation_log(self, conversation_id: int, *, before: int = 0) -> object: ...


class LogScreen(LeftOnce[None], PlacesCursor):
    """Entries newest first. Enter opens the conversation of the entry."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "step(1)", show=False),
        Binding("k,up", "step(-1)", show=False),
        Binding("pagedown,ctrl+f,space", "page(1)", show=False),
        Binding("pageup,ctrl+b", "page(-1)", show=False),
        Binding("ctrl+d", "page(0.5)", show=False),
        Binding("ctrl+u", "page(-0.5)", show=False),
        Binding("g,home", "first", show=False),
        Binding("G,end", "last", show=False),
        Binding("enter,o", "open", show=False),
        Binding("a", "ask('agent')", show=False),
        Binding("t", "ask('type')", show=False),
        Binding("c", "clear", show=False),
        Binding("escape,q,u", "leave", show=False),
    ]
    DEFAULT_CSS = "LogScreen { background: $background; } LogScreen > LabelLine { padding: 0 1; }"

    def __init__(
        self, store: Store, source: LogSource, mode: TextMode, *, conversation_id: int | None = None
    ) -> None:
        super().__init__()
        self._store = store
        self._source = source
        self._conversation_id = conversation_id
        self._filters: dict[str, str | int] = {}
        self._said: list[str] = []
        self._before = 0
        self._is_loading = False
        self._is_at_end = False
        self._generation = 0
        self._title = LabelLine(mode)
        self.lines = LogLines(store, mode, names_conversations=conversation_id is None)
        self._prompt = PromptBar(mode)
        self._keys = LabelLine(mode)

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._prompt
        yield self.lines
        yield self._keys

    def on_mount(self) -> None:
        self.lines.focus()
        self._begin()

    # ------------------------------------------------------------ reading pages

    def _begin(self) -> None:
        """Read from the newest entry with the filters as they are; an answer to an earlier question is dropped."""
        self._generation += 1
        self._before, self._is_at_end, self._is_loading = 0, False, False
        self.lines.clear()
        self._more()

    def _more(self) -> None:
        if not self._is_loading and not self._is_at_end:
            self._is_loading = True
            self._describe(i18n.text("log-loading"))
            self.run_worker(self._read(self._generation), exclusive=False, group="log")

    async def _read(self, generation: int) -> None:
        if self._conversation_id is not None:
            page = await self._source.conversation_log(self._conversation_id, before=self._before)
        else:
            before = {"before": self._before} if self._before else {}
            page = await self._source.log(**self._filters, **before)
        if generation != self._generation:
            return
        self._is_loading = False
        if isinstance(page, LogPage):
            self._take(page)
        else:
            self._is_at_end = True
            self._describe(i18n.text("log-failed", reason=_reason(page)), "wrong")

    def _take(self, page: LogPage) -> None:
        self._before = page.before
        self._is_at_end = not page.before
        self.lines.append(page.entries, page.titles)
        if not self.lines.entries:
            self._describe(i18n.text("log-empty-filter" if self._filters else "log-empty"))
        else:
            self._describe(i18n.text("log-end") if self._is_at_end else "")

    def _describe(self, state: str, look: str = "words") -> None:
        number = self._conversation_id
        title = i18n.text("log-title", id=str(number)) if number is not None else i18n.text("log-title-desk")
        pieces = [Piece(title, "strong")]
        for words in (*self._said, state):
            if words:
                pieces += [Piece("  ·  ", "words"), Piece(words, look)]
        self._title.say(*pieces)
        keys = i18n.text("log-keys" if number is not None else "log-keys-desk")
        self._keys.say(Piece(keys, "words"))
        self.follow()

    def on_log_lines_more_needed(self, event: LogLines.MoreNeeded) -> None:
        event.stop()
        self._more()

    def cursor_place(self) -> Place | None:
        """Where there are no entries, the words that say why."""
        return (self._title, Offset(0, 0)) if self.focused is self.lines and not self.lines.entries else None

    # ------------------------------------------------------------ moving

    def action_step(self, by: int) -> None:
        self.lines.stand_on(self.lines.cursor + by)

    def action_page(self, screens: float) -> None:
        self.lines.page(screens)

    def action_first(self) -> None:
        self.lines.stand_on(0)

    def action_last(self) -> None:
        self.lines.stand_on(len(self.lines.entries) - 1)

    def action_open(self) -> None:
        """To the conversation of the entry, back on the screen below."""
        entry = self.lines.entry
        if entry is not None and entry.conversation_id is not None:
            below = self.app.screen_stack[-2]
            self.dismiss()
            below.post_message(OpenConversation(entry.conversation_id))

    def on_log_lines_chosen(self, event: LogLines.Chosen) -> None:
        event.stop()
        self.action_open()

    def action_leave(self) -> None:
        self.dismiss()

    # ------------------------------------------------------------ filters

    def action_ask(self, purpose: str) -> None:
        """Ask by whom, or what kind; only the log of the whole desk can be narrowed."""
        if self._conversation_id is None:
            self._prompt.ask(purpose, i18n.text(f"log-{purpose}-label"), hint=i18n.text("log-filter-hint"))

    def action_clear(self) -> None:
        """All entries again."""
        if self._filters:
            self._filters, self._said = {}, []
            self._begin()

    def on_prompt_bar_answered(self, event: PromptBar.Answered) -> None:
        event.stop()
        is_known = (
            self._narrow_agent(event.text) if event.purpose == "agent" else self._narrow_type(event.text)
        )
        if not is_known:
            self._prompt.say(i18n.text(f"log-no-such-{event.purpose}"))
            return
        self._prompt.close()
        self.lines.focus()
        self._begin()

    def _narrow_agent(self, typed: str) -> bool:
        agents = offered(typed.strip(), self._store.replica.directory.agents) if typed.strip() else []
        if not agents:
            return False
        self._filters["agent"] = agents[0].id
        self._said = [*self._said, i18n.isolated_text("log-filter-agent", name=agents[0].name)]
        return True

    def _narrow_type(self, typed: str) -> bool:
        wanted = fold(typed).strip()
        named = {name: i18n.text("log-type", type=name) for name in EVENT_TYPES}
        found = next(
            (name for name, words in named.items() if wanted and fold(words).startswith(wanted)), None
        )
        if found is None:
            return False
        self._filters["type"] = found
        self._said = [*self._said, i18n.text("log-filter-type", name=named[found])]
        return True

    def on_prompt_bar_left(self, event: PromptBar.Left) -> None:
        event.stop()
        self._prompt.close()
        self.lines.focus()


def _reason(answer: object) -> str:
    """Why there is no page, in the reader's language where the desk has said it."""
    if isinstance(answer, Refusal):
        return wording(answer, i18n.current().language)
    return str(getattr(answer, "reason", answer))
