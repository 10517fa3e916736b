"""The thread pane: head, messages, and a question line for find, links and the title. Moves and tells; changes nothing of the desk."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from support_tui import i18n
from support_tui.messages import (
    DeliveryRetryRequested,
    FilesWanted,
    LinksWanted,
    PlacingSettled,
    Remark,
    SourceWanted,
    SplitRequested,
    TitleEdited,
)
from support_tui.store import select
from support_tui.store.changes import Changes
from support_tui.store.store import Store
from support_tui.store.threads import MessageItem
from support_tui.text.display import TextMode
from support_tui.text.sanitize import sanitize_line
from support_tui.widgets.kept_lines import Ground
from support_tui.widgets.prompt_bar import PromptBar
from support_tui.wire.deliveries import is_undecided
from support_tui.wire.limits import TITLE_CHARS
from support_tui.wire.quarantine import MailProblem
from support_tui.wire.views import Message as DeskMessage

from .absent import AbsentNote
from .header import ThreadHeader
from .reader import ThreadReader

_TICK_S = 1.0


class ThreadView(Vertical, Ground):
    """One conversation. The `do_…` methods are the commands of the table that a thread does itself."""

    HELP: ClassVar[str] = ""
    DEFAULT_CSS = """
    ThreadView { height: 1fr; background: $background; }
    """

    def __init__(self, store: Store, mode: TextMode | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._store = store
        self._mode = mode or TextMode()
        self.header = ThreadHeader(store, self._mode)
        self.reader = ThreadReader(store, self._mode)
        self.prompt = PromptBar(self._mode)
        self.absent = AbsentNote()
        self._wanted_id: int | None = None
        """A message to stand on when it is loaded."""

    def compose(self) -> ComposeResult:
        yield self.header
        yield self.prompt
        yield self.absent
        yield self.reader

    def on_mount(self) -> None:
        self.set_interval(_TICK_S, self.reader.time_passed)

    # ------------------------------------------------------------ what the screen tells it

    @property
    def conversation_id(self) -> int | None:
        """The conversation on show."""
        return self.reader.conversation_id

    @property
    def message(self) -> DeskMessage | None:
        """The message under the cursor."""
        return self.reader.message

    def show(self, conversation_id: int | None) -> None:
        """Show a conversation at its first unread message or its end; the same one again stays as it is."""
        if conversation_id == self.conversation_id:
            return
        self._close_prompt(takes_focus=False)
        self._wanted_id = None
        self.header.conversation_id = conversation_id
        self.header.changed()
        self.absent.show(self._store.replica, conversation_id)
        self.reader.show(conversation_id)

    def go_to(self, message_id: int) -> None:
        """Stand on a message of the open conversation, as soon as it is here."""
        self._wanted_id = None if self.reader.stand_on_message(message_id) else message_id

    def store_changed(self, changes: Changes) -> None:
        """Repaint what a step of the store touched."""
        shown = self.conversation_id
        if shown is None:
            return
        if changes.directory or changes.reset:
            self.reader.names_changed()
        if changes.reset or changes.line or shown in changes.threads:
            self.absent.show(self._store.replica, shown)
        if changes.reset or shown in changes.threads:
            self.reader.thread_changed()
            if self._wanted_id is not None:
                self.go_to(self._wanted_id)
        is_here = shown in changes.rows or shown in changes.presence
        if is_here or changes.directory or changes.reset:
            self.header.changed()

    def focus(self, scroll_visible: bool = True) -> "ThreadView":
        """Give the keys to the messages."""
        self.reader.focus(scroll_visible)
        return self

    # ------------------------------------------------------------ commands: moving

    def do_down(self) -> None:
        self.reader.move(1)

    def do_up(self) -> None:
        self.reader.move(-1)

    def do_half_down(self) -> None:
        self.reader.page(0.5)

    def do_half_up(self) -> None:
        self.reader.page(-0.5)

    def do_page_down(self) -> None:
        self.reader.page(1)

    def do_page_up(self) -> None:
        self.reader.page(-1)

    def do_top(self) -> None:
        self.reader.to_start()

    def do_bottom(self) -> None:
        self.reader.to_end()

    def do_next_message(self) -> None:
        self.reader.step_message(1)

    def do_previous_message(self) -> None:
        self.reader.step_message(-1)

    # ------------------------------------------------------------ commands: folds, links, files

    def do_toggle(self) -> None:
        """Fold or unfold quotations and changes at the cursor; while hits are shown, go to the next."""
        if self.reader.finder.wanted:
            self.reader.find_next(1)
        else:
            self.reader.toggle()

    def do_quoted(self) -> None:
        self.reader.turn_quotes()

    def do_headers(self) -> None:
        self.reader.turn_headers()

    def do_links(self) -> None:
        """List the links of the message under the cursor."""
        links = self.reader.named_links
        self.post_message(LinksWanted(links) if links else Remark("thread-no-links"))

    def do_files(self) -> None:
        """List the files of the message under the cursor, or of all messages where it has none."""
        message = self.message
        has_files = any(isinstance(entry, MessageItem) and entry.message.attachments
                        for entry in self.reader.contents.entries)  # fmt: skip
        if message is not None and has_files:
            self.post_message(FilesWanted(message.conversation_id, message.id))
        else:
            self.post_message(Remark("thread-no-files"))

    def do_mail_headers(self) -> None:
        self._want_source("headers")

    def do_source(self) -> None:
        self._want_source("source")

    def do_charset(self) -> None:
        self._want_source("charset")

    def _want_source(self, form: str) -> None:
        """More of the mail under the cursor, where it came as one."""
        message = self.message
        if message is not None and message.raw_digest:
            self.post_message(SourceWanted(message.conversation_id, message.id, form))
        else:
            self.post_message(Remark("reading-no-source"))

    def do_split(self) -> None:
        """Take the message under the cursor out of the thread."""
        message = self.message
        if message is not None and message.id > 0:
            self.post_message(SplitRequested(message.conversation_id, message.id))
        else:
            self.post_message(Remark("joining-no-message"))

    def do_apart(self) -> None:
        self._settle("apart")

    def do_same(self) -> None:
        self._settle("same")

    def do_accept(self) -> None:
        self._settle("accept")

    def _settle(self, what: str) -> None:
        """Say where the message under the cursor belongs, or that its writer takes part."""
        message = self.message
        is_there = message is not None and message.id > 0
        self.post_message(PlacingSettled(what) if is_there else Remark("joining-no-message"))

    def do_retry(self) -> None:
        """Send the reply under the cursor again, where it has not arrived."""
        message = self.message
        delivery = message.delivery if message is not None else None
        is_unread = message is not None and message.reason == MailProblem.UNREADABLE
        if message is not None and (is_unread or (delivery is not None and is_undecided(delivery))):
            self.post_message(DeliveryRetryRequested(message.conversation_id, message.id))
        else:
            self.post_message(Remark("thread-nothing-to-retry"))

    # ------------------------------------------------------------ find and title

    def do_find(self) -> None:
        """Ask for words to find; hits follow what is typed."""
        label, hint = i18n.text("thread-find-label"), i18n.text("thread-find-hint")
        self.prompt.ask("find", label, self.reader.finder.wanted, hint)

    def edit_title(self) -> None:
        """Edit the title of the open conversation in place."""
        row = (
            select.row(self._store.replica, self.conversation_id)
            if self.conversation_id is not None
            else None
        )
        if row is not None:
            hint = i18n.text("thread-title-hint")
            self.prompt.ask("title", i18n.text("thread-title-label"), row.title, hint)

    def on_prompt_bar_typed(self, event: PromptBar.Typed) -> None:
        event.stop()
        if event.purpose == "find":
            self._say_hits(self.reader.find(event.text))

    def on_prompt_bar_stepped(self, event: PromptBar.Stepped) -> None:
        event.stop()
        if self.prompt.purpose == "find":
            self.reader.find_next(event.by)
            self._say_hits(self.reader.finder.count)

    def on_prompt_bar_answered(self, event: PromptBar.Answered) -> None:
        event.stop()
        if event.purpose == "title" and not self._take_title(event.text):
            return
        if event.purpose == "find" and not self.reader.finder.count:
            self.reader.end_find()
        self._close_prompt()

    def on_prompt_bar_left(self, event: PromptBar.Left) -> None:
        event.stop()
        if self.prompt.purpose == "find":
            self.reader.end_find()
        self._close_prompt()

    def _close_prompt(self, *, takes_focus: bool = True) -> None:
        if self.prompt.is_open:
            self.prompt.close()
            if takes_focus:
                self.reader.focus()

    def _say_hits(self, count: int) -> None:
        wanted = self.reader.finder.wanted.strip()
        if not wanted:
            self.prompt.say(i18n.text("thread-find-hint"))
        elif count:
            self.prompt.say(i18n.text("thread-find-count", number=self.reader.finder.number, count=count))
        else:
            self.prompt.say(i18n.text("thread-find-none"))

    def _take_title(self, text: str) -> bool:
        """Post the new title; False with words in the bar where it cannot be one."""
        title = sanitize_line(text)
        if not title or len(title) > TITLE_CHARS:
            self.prompt.say(i18n.text("thread-title-wrong", limit=TITLE_CHARS))
            return False
        row = select.row(self._store.replica, self.conversation_id) if self.conversation_id else None
        if row is not None and title != row.title:
            self.post_message(TitleEdited(row.id, title))
        return True

    # ------------------------------------------------------------ keys while hits are shown

    @property
    def takes_find_keys(self) -> bool:
        """Whether `n`, `N` and Esc belong to the hits on screen and not to the table's commands."""
        return bool(self.reader.finder.wanted) and not self.prompt.is_open

    def wants(self, key: str) -> bool:
        """Whether this key moves among the hits on screen, or puts them away."""
        return self.takes_find_keys and key in ("n", "N", "upper_n", "escape")

    def on_key(self, event: events.Key) -> None:
        if not self.takes_find_keys or not isinstance(self.app.focused, Widget):
            return
        match event.key:
            case "n":
                self.reader.find_next(1)
            case "N" | "upper_n":
                self.reader.find_next(-1)
            case "escape":
                self.reader.end_find()
            case _:
                return
        event.stop()
        event.prevent_default()
