"""Where texts are written: a label that says what the text will become, recipients, the text, and what the keys do.

Posts what was written and keeps every unsent letter as a draft; sends nothing itself.
"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, TextArea

from support_tui import i18n
from support_tui import messages as said
from support_tui.messages import ComposeKind
from support_tui.store import held, select
from support_tui.store.changes import Changes
from support_tui.store.drafts import FILES, WHY
from support_tui.store.store import Store
from support_tui.text.display import TextMode, label
from support_tui.text.sanitize import sanitize, sanitize_line
from support_tui.widgets.bidi_runs import Piece
from support_tui.wire.frames import Activity
from support_tui.wire.limits import TEXT_CHARS
from support_tui.wire.mentions import mentioned
from support_tui.wire.values import Address
from support_tui.wire.views import ConversationRow, Mailbox

from .activity import EVERY_S, WritingActivity
from .defaults import copied, enclosed_in, mailbox_from, text_after
from .enclosing import Enclosing
from .fields import FIELDS_OF, Fields, Wrong
from .head import LabelLine
from .heading import heading
from .people_list import FindPeople, nobody
from .recipients import write_addresses


class Composer(Enclosing):
    """Hidden until `open`. The `do_…` methods are the composer's commands of the table."""

    DEFAULT_CSS: ClassVar[str] = """
    Composer {
        display: none; height: auto; background: $surface;
        border-top: heavy $primary;
        & > ComposerText, & > ComposerText:focus { border: none; border-left: thick $primary; }
        & > ComposerText { padding: 0 1; background: $surface; height: auto; min-height: 3; max-height: 12; }
        &.-open { display: block; }
        &.-note { border-top: dashed $warning; background: $warning 8%; }
        &.-note ComposerText, &.-note ComposerText:focus { border-left: outer $warning; background: transparent; }
        &.-forward { border-top: heavy $secondary; }
        &.-forward ComposerText, &.-forward ComposerText:focus { border-left: thick $secondary; }
        &.-new { border-top: heavy $success; }
        &.-new ComposerText, &.-new ComposerText:focus { border-left: thick $success; }
    }
    """

    def __init__(
        self, store: Store, mode: TextMode | None = None, find: FindPeople = nobody, *, id: str | None = None
    ) -> None:
        self.mode = mode or TextMode()
        super().__init__(self.mode, id=id)
        self._store = store
        self.kind = ComposeKind.REPLY
        self.conversation_id: int | None = None
        self._given_cc: tuple[Address, ...] | None = None
        self._activity = WritingActivity(store.clock, self._post_activity)
        self._seen_id = 0
        """The newest message that was there when writing began, or that the agent has been shown since."""
        self._kept_text = ""
        self._head = LabelLine(self.mode, classes="composer-head")
        self._fields = Fields(self.mode, lambda: store.replica.directory.agents, find)

    def compose(self) -> ComposeResult:
        yield self._head
        yield self._fields
        yield self._area
        yield self._line
        yield self._names
        yield self._hint

    # ------------------------------------------------------------ opening and leaving

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    def open(
        self,
        kind: ComposeKind,
        conversation_id: int | None,
        *,
        cc: tuple[Address, ...] | None = None,
        text: str = "",
    ) -> None:
        """Write that kind of text; a draft of it is there again. `cc` None keeps the conversation's Cc, `text` begins a new draft."""
        if self.is_open:
            self._keep_draft()
        self.kind, self.conversation_id, self._given_cc = kind, conversation_id, cc
        self._seen_id = held.newest_known(self._store.replica, conversation_id)
        draft = select.draft(self._store.replica, conversation_id, kind.value)
        self._area.load_text(draft.text if draft is not None else sanitize(text))
        self._kept_text = self._area.text
        self._area.move_cursor(self._area.document.end)
        self._fill_fields(draft.extra if draft is not None else {})
        is_forward = kind is ComposeKind.FORWARD and draft is None
        given = enclosed_in(self._store.replica, conversation_id) if is_forward else ()
        self.load_files(draft.extra if draft is not None else {}, given)
        for each in ComposeKind:
            self.set_class(each is kind, f"-{each.value}")
        self.add_class("-open")
        self._area.placeholder = label(i18n.text(f"composer-placeholder-{kind.value}"), self.mode)
        self._describe()
        self._say_keys()
        why = draft.extra.get(WHY, "") if draft is not None else ""
        if why:
            self._hint.say(Piece(f" {sanitize_line(why)}", "wrong"))
        self._fit()
        self._begin_at(self._fields.first_missing)
        doing = Activity.NOTING if kind is ComposeKind.NOTE else Activity.REPLYING
        self._activity.begin(conversation_id, doing)

    def _begin_at(self, missing: str | None) -> None:
        """Where writing goes on: the first recipient or title that is missing, else the text."""
        if missing is not None:
            self._fields.go(missing)
        else:
            self._area.focus()

    def _fill_fields(self, extra: dict[str, str]) -> None:
        is_reply = self.kind is ComposeKind.REPLY
        cc = write_addresses(
            copied(self._store.replica, self.conversation_id if is_reply else None, self._given_cc)
        )
        values = {"cc": cc, "mailbox": self._mailbox().name} | extra
        boxes = self._store.replica.directory.mailboxes
        self._fields.show(FIELDS_OF[self.kind], values, cc if self._given_cc is None else None, boxes)

    def _row(self) -> ConversationRow | None:
        known = self.conversation_id
        return select.row(self._store.replica, known) if known is not None else None

    def _mailbox(self) -> Mailbox:
        return mailbox_from(self._store.replica, self._row())

    def _describe(self) -> None:
        """The label and who will read it."""
        draft = select.draft(self._store.replica, self.conversation_id, self.kind.value)
        is_shared, mailbox = draft is not None and draft.is_shared, self._mailbox()
        row, replica = self._row(), self._store.replica
        self._head.say(*heading(self.kind, row, replica, mailbox=mailbox, is_shared=is_shared))

    def _say_keys(self) -> None:
        self._say_keys_of(self.kind.value)

    def close(self) -> None:
        """Leave; what is written stays as a draft."""
        if not self.is_open:
            return
        self._names.close()
        self._keep_draft()
        self._hide()

    def _hide(self, *, is_sudden: bool = False) -> None:
        self.remove_class("-open")
        self._activity.end()
        self.post_message(said.ComposerClosed(is_sudden=is_sudden))

    def store_changed(self, changes: Changes) -> None:
        """The recipient's name or the mailbox may read differently."""
        if self.is_open and (changes.directory or changes.reset or self.conversation_id in changes.rows):
            self._describe()
        if changes.drafts and self.is_open:
            self._take_draft()
            self._describe()

    def _take_draft(self) -> None:
        """The draft of this very text was changed elsewhere: words that were given back stand in front of what is being written; another
        version is shown unless letters were typed since."""
        draft = select.draft(self._store.replica, self.conversation_id, self.kind.value)
        theirs = draft.text if draft is not None else ""
        is_back = draft is not None and bool(draft.extra.get(WHY))
        text = text_after(self._area.text, self._kept_text, theirs, is_back=is_back)
        if text is None:
            return
        is_over = draft is None and self._area.text == self._kept_text
        self._area.load_text(text)
        if draft is not None and is_back:
            self._fill_fields(self.joined_by(draft.extra, self._fields.typed))
        self._kept_text = theirs
        if is_over:
            # Sent from another console, or taken over by a colleague: there is nothing to write on here.
            self._hide(is_sudden=self._area.has_focus)
        else:
            self._area.move_cursor(self._area.document.end)

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """The text grows with its lines up to a third of the pane, at least three lines."""
        holder = self.parent
        height = holder.size.height if isinstance(holder, Vertical) else self.screen.size.height
        self._area.styles.max_height = max(3, height // 3)

    # ------------------------------------------------------------ commands of the table

    def do_send(self) -> None:
        self.submit(close=False)

    def do_send_close(self) -> None:
        self.submit(close=True)

    def do_share(self) -> None:
        """Let colleagues read the draft and take it over, or no more."""
        if self.text.strip() and self.conversation_id is not None:
            self._keep_draft()
            self.post_message(said.ShareWanted(self.kind, self.conversation_id))
        else:
            self._say_wrong(f"composer-empty-{self.kind.value}")

    def do_leave(self) -> None:
        """Close a list of names if one is open, else leave and keep the draft."""
        if not self._names.close() and not self._fields.close_people():
            self.close()

    def do_later(self) -> None:
        """Ask when it is to leave; the text stays here until that is said."""
        self.post_message(said.LaterRequested(self.kind, self.conversation_id))

    def submit(self, *, close: bool, send_at: int | None = None) -> None:
        """Post the text, or say what is missing and go there."""
        text = self.text.strip("\n")
        if not text.strip() and not self.files and self.kind is not ComposeKind.FORWARD:
            self._say_wrong(f"composer-empty-{self.kind.value}")
            return
        if len(text) > TEXT_CHARS:
            self._say_wrong("composer-too-long", limit=TEXT_CHARS)
            return
        directory = self._store.replica.directory
        filled = self._fields.read(directory.mailboxes)
        if isinstance(filled, Wrong):
            self._say_wrong(filled.text_id, address=filled.address)
            self._fields.go(filled.field)
            return
        not_yet = self.why_not_yet(text) if self.kind is not ComposeKind.NOTE else None
        if not_yet is not None:
            self._say_wrong(not_yet[0], **not_yet[1])
            return
        if self._is_held(close=close, send_at=send_at):
            return
        self.post_message(
            said.ComposerSubmitted(
                self.kind,
                self.conversation_id if self.kind is not ComposeKind.NEW else None,
                text,
                cc=filled.cc,
                to=filled.to,
                title=filled.title,
                mailbox_id=filled.mailbox_id,
                close=close,
                send_at=send_at,
                files=self.files if self.kind is not ComposeKind.NOTE else (),
                bcc=filled.bcc,
                mentions=mentioned(text, directory.agents) if self.kind is ComposeKind.NOTE else (),
            )
        )
        self._forget()

    def _is_held(self, *, close: bool, send_at: int | None) -> bool:
        """Whether a reply waits for the agent's word, because something came in that it does not answer; what that is counts as seen then."""
        if self.kind is not ComposeKind.REPLY:
            return False
        came = held.came_since(self._store.replica, self.conversation_id, self._seen_id)
        self._seen_id = max([self._seen_id, *(message.id for message in came)])
        if came:
            self._keep_draft()
            self.post_message(said.SendingHeld(came, close=close, send_at=send_at))
        return bool(came)

    def do_bcc(self) -> None:
        """Open the field of those who get it unseen."""
        if "cc" in FIELDS_OF[self.kind]:
            self._fields.open("bcc")

    def files_changed(self) -> None:
        self._touched()

    def focus_text(self) -> None:
        """Give the text the keys."""
        self._area.focus()

    def discard(self) -> None:
        """Throw the text away and leave."""
        self._forget()

    def _forget(self) -> None:
        """What was sent is a draft no more."""
        self._stop_draft_timers()
        self._area.load_text("")
        self._kept_text = ""
        self.post_message(said.DraftChanged(self.kind, self.conversation_id, ""))
        self._hide()

    # ------------------------------------------------------------ drafts and activity

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """A letter more or less."""
        event.stop()
        if not self.is_open:
            return
        self._touched()
        self._offer_names()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._touched()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a field goes on to the text."""
        event.stop()
        self._area.focus()

    def _touched(self) -> None:
        self._say_keys()
        self._keep_draft_soon()
        self._activity.touched()

    def on_mount(self) -> None:
        self.set_interval(EVERY_S + 1, self._still_writing)

    def _still_writing(self) -> None:
        if self.is_open and self.text.strip():
            self._activity.still()

    def _post_activity(self, conversation_id: int, activity: Activity) -> None:
        self.post_message(said.ComposerActivity(conversation_id, activity))

    def _keep_draft(self) -> None:
        super()._keep_draft()
        self._kept_text = self.text

    def _as_draft(self) -> said.DraftChanged:
        extra = self._fields.typed | self.files_kept
        is_worth = bool(self.text.strip()) or any(extra.get(name) for name in ("to", "title", FILES))
        return said.DraftChanged(
            self.kind, self.conversation_id, self.text if is_worth else "", extra if is_worth else {}
        )

    # ------------------------------------------------------------ names behind @

    def _offer_names(self) -> None:
        if self.kind is ComposeKind.NOTE:
            self._names.offer(self._area, self._store.replica.directory.agents)
