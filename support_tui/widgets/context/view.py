"""The customer pane: card, fields edited in place, notes. Asks for the page and posts what was edited; changes nothing of the desk."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Offset
from textual.widgets import Input, Static

from support_tui import i18n
from support_tui.messages import (
    CustomerFieldEdited,
    CustomerNeeded,
    CustomerNoteWritten,
    LinkOpened,
    OpenConversation,
)
from support_tui.store import select
from support_tui.store.changes import Changes
from support_tui.store.store import Store
from support_tui.text.display import TextMode
from support_tui.text.sanitize import sanitize_line
from support_tui.widgets.prompt_bar import PromptBar, PromptInput

from .card import Card, CardEntry, CardMaker, EntryKind, Section
from .fields import ATTRIBUTE, editable_text, problem_with, read_attribute, sent_value
from .lines import CardLines

_CLOCK_S: Final = 20.0


class FieldEditor(PromptInput):
    """The field that is laid over the value it edits."""

    DEFAULT_CSS = """
    FieldEditor { position: absolute; layer: edit; display: none; height: 1; background: $panel; }
    FieldEditor:focus { background: $panel; }
    FieldEditor.-open { display: block; }
    """


class ContextPane(Vertical):
    """One customer. The `do_…` methods are the commands of the table that this pane does itself."""

    DEFAULT_CSS: ClassVar[str] = """
    ContextPane { height: 1fr; background: $background; layers: base edit; }
    ContextPane > #context-problem { display: none; height: 1; color: $text-error; background: $panel; padding: 0 1; }
    ContextPane > #context-problem.-open { display: block; }
    ContextPane > #context-loading { display: none; height: 1; color: $text-muted; padding: 0 1; }
    ContextPane > #context-loading.-open { display: block; }
    """

    def __init__(self, store: Store, mode: TextMode | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._store = store
        self._mode = mode or TextMode()
        self.customer_id: int | None = None
        self._conversation_id: int | None = None
        self._folded: frozenset[Section] = frozenset()
        self._editing: CardEntry | None = None
        self.lines = CardLines()
        self._editor = FieldEditor(mode=self._mode)
        self._prompt = PromptBar(self._mode)
        self._problem = Static(id="context-problem", markup=False)
        self._loading = Static(i18n.text("context-loading"), id="context-loading", markup=False)

    def compose(self) -> ComposeResult:
        yield self._loading
        yield self.lines
        yield self._problem
        yield self._prompt
        yield self._editor

    def on_mount(self) -> None:
        self.set_interval(_CLOCK_S, self._time_passed)

    # ------------------------------------------------------------ what the screen tells it

    def show(self, customer_id: int | None) -> None:
        """Show a customer, None for nobody; the page is asked for where it is not loaded."""
        if customer_id == self.customer_id:
            return
        self._end_edit(takes_focus=False)
        self.customer_id = customer_id
        self.lines.cursor = 0
        self.lines.put(Card((), ()))
        self.lines.scroll_to(y=0, animate=False, force=True, immediate=True)
        self._lay_out()
        if customer_id is not None and select.customer_page(self._store.replica, customer_id) is None:
            self.post_message(CustomerNeeded(customer_id))

    def relate(self, conversation_id: int | None) -> None:
        """The conversation whose related ones are listed beside its customer's."""
        if conversation_id != self._conversation_id:
            self._conversation_id = conversation_id
            self._lay_out()

    def store_changed(self, changes: Changes) -> None:
        """Lay out again what a step of the store touched."""
        shown = self.customer_id
        if shown is None:
            return
        if (
            self._conversation_id in changes.threads
            or shown in changes.customers
            or changes.pending
            or changes.directory
            or changes.reset
        ):
            self._lay_out()

    def focus(self, scroll_visible: bool = True) -> "ContextPane":
        """Give the keys to the card."""
        self.lines.focus(scroll_visible)
        return self

    def on_resize(self) -> None:
        self._lay_out()

    def _time_passed(self) -> None:
        """Local time and ages go on, but not under somebody's fingers."""
        if self._editing is None:
            self._lay_out()

    def _lay_out(self) -> None:
        replica = self._store.replica
        page = select.customer_page(replica, self.customer_id) if self.customer_id is not None else None
        customer = select.customer(replica, self.customer_id) if self.customer_id is not None else None
        self._loading.set_class(self.customer_id is not None and page is None, "-open")
        if page is None or customer is None:
            return
        width = (self.lines.size.width or self.size.width) - 2
        maker = CardMaker(replica, width, self._mode, self._store.clock(), self._folded)
        related = select.related(replica, self._conversation_id) if self._conversation_id is not None else ()
        self.lines.put(maker.make(page, customer, related))

    # ------------------------------------------------------------ commands: moving

    def do_down(self) -> None:
        self.lines.stand_on(self.lines.cursor + 1)

    def do_up(self) -> None:
        self.lines.stand_on(self.lines.cursor - 1)

    def do_half_down(self) -> None:
        self.lines.page(0.5)

    def do_half_up(self) -> None:
        self.lines.page(-0.5)

    def do_page_down(self) -> None:
        self.lines.page(1)

    def do_page_up(self) -> None:
        self.lines.page(-1)

    def do_top(self) -> None:
        self.lines.stand_on(0)

    def do_bottom(self) -> None:
        self.lines.stand_on(len(self.lines.card.entries) - 1)

    # ------------------------------------------------------------ commands: editing

    def do_edit(self) -> None:
        """Edit the field, open the conversation, fold the section: what Enter means where the cursor stands."""
        entry = self.lines.entry
        if entry is None:
            return
        match entry.kind:
            case EntryKind.HEADING:
                self._folded ^= {entry.section}
                self._lay_out()
            case EntryKind.CONVERSATION:
                self.post_message(OpenConversation(entry.id))
            case EntryKind.FIELD:
                self._edit(entry)
            case EntryKind.ADD if entry.section is Section.NOTES:
                self.do_note()
            case EntryKind.ADD:
                self.do_attribute()
            case EntryKind.NOTE | EntryKind.PERSON:
                return

    def do_note(self) -> None:
        """Write a note about the customer."""
        if self.customer_id is not None:
            self._prompt.ask("note", i18n.text("context-note-label"), hint=i18n.text("context-edit-hint"))

    def do_attribute(self) -> None:
        """Add an attribute as `name = value`."""
        if self.customer_id is not None:
            self._prompt.ask(
                "attribute", i18n.text("context-attribute-label"), hint=i18n.text("context-attribute-hint")
            )

    def _edit(self, entry: CardEntry) -> None:
        """Lay the editor over the value."""
        customer = select.customer(self._store.replica, self.customer_id) if self.customer_id else None
        self.lines.stand_on(self.lines.cursor)
        place = self.lines.row_of_cursor()
        if customer is None or place is None:
            return
        column, row = place
        self._editing = entry
        with self._editor.prevent(Input.Changed):
            self._editor.value = editable_text(customer, entry.name)
        self._editor.cursor_position = len(self._editor.value)
        column += 1
        self._editor.styles.offset = Offset(column, row + self.lines.region.y - self.region.y)
        self._editor.styles.width = max(8, self.size.width - column - 1)
        self._editor.add_class("-open")
        self._editor.focus(scroll_visible=False)

    def _end_edit(self, *, takes_focus: bool = True) -> None:
        self._editing = None
        self._editor.remove_class("-open")
        self._problem.remove_class("-open")
        if self._prompt.is_open:
            self._prompt.close()
        if takes_focus:
            self.lines.focus()

    def _say_wrong(self, text_id: str) -> None:
        self._problem.update(i18n.text(text_id))
        self._problem.add_class("-open")

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._problem.remove_class("-open")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the editor: post the value, or say why it cannot stand there."""
        event.stop()
        entry, customer_id = self._editing, self.customer_id
        if entry is None or customer_id is None:
            return
        text = sanitize_line(event.value)
        problem = problem_with(entry.name, text)
        if problem is not None:
            self._say_wrong(problem)
            return
        customer = select.customer(self._store.replica, customer_id)
        if customer is not None and text != editable_text(customer, entry.name):
            self.post_message(CustomerFieldEdited(customer_id, entry.name, sent_value(entry.name, text)))
        self._end_edit()

    def on_prompt_bar_answered(self, event: PromptBar.Answered) -> None:
        event.stop()
        customer_id = self.customer_id
        text = sanitize_line(event.text)
        if customer_id is None or not text:
            self._end_edit()
            return
        if event.purpose == "note":
            self.post_message(CustomerNoteWritten(customer_id, text))
        elif (attribute := read_attribute(text)) is not None:
            name, value = attribute
            self.post_message(CustomerFieldEdited(customer_id, f"{ATTRIBUTE}{name}", value))
        else:
            self._prompt.say(i18n.text("context-attribute-wrong"))
            return
        self._end_edit()

    def on_prompt_bar_left(self, event: PromptBar.Left) -> None:
        """Esc in the editor or the question: nothing was changed."""
        event.stop()
        self._end_edit()

    def on_prompt_bar_typed(self, event: PromptBar.Typed) -> None:
        event.stop()

    def on_prompt_bar_stepped(self, event: PromptBar.Stepped) -> None:
        event.stop()

    def on_card_lines_chosen(self, event: CardLines.Chosen) -> None:
        event.stop()
        if event.link:
            self.post_message(LinkOpened(event.link))
        else:
            self.do_edit()
