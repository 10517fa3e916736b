"""What is marked, from the first mark to the last word about it: the bulk pane's stages, one after the other. Paints nothing."""

import asyncio
import secrets
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from textual.timer import Timer

from support_tui import i18n
from support_tui.actions.interface import Severity, WrittenForMany
from support_tui.commands import BY_ID
from support_tui.messages import ComposeKind
from support_tui.screens.bulk_words import outcome, words
from support_tui.screens.layout import Pane
from support_tui.screens.run import in_background
from support_tui.store import Changes, select
from support_tui.widgets.bulk import BulkPane
from support_tui.widgets.bulk.told import Stage, Told, Verb
from support_tui.wire import commands as c
from support_tui.wire.commands import Accepted, Change, Matching, Picked
from support_tui.wire.previews import Opened, Preview
from support_tui.wire.refusals import Refusal
from support_tui.wire.wording import wording

if TYPE_CHECKING:
    from support_tui.screens.console import Console
    from support_tui.widgets.bulk.writing import BulkWriting
    from support_tui.widgets.composer import Composer

#: What can be done to all that is marked, in the order of the pane.
VERBS: Final = (
    "conversation.close",
    "conversation.reopen",
    "conversation.status",
    "conversation.assign",
    "conversation.take",
    "conversation.follow",
    "conversation.tags",
    "conversation.move",
    "conversation.priority",
    "conversation.snooze",
    "conversation.trash",
    "conversation.spam",
    "compose.note",
    "compose.reply",
    "joining.merge",
)
#: Shorter than an agent looks for the pane, longer than between two keys that are held down.
MARKING_RESTS_S: Final = 0.12
#: Rows of a group that was done with: as many as fit into a query of numbers.
_LOOKED_INTO: Final = 30


class Bulking:
    """The bulk pane of one console."""

    def __init__(self, console: "Console") -> None:
        self._console = console
        self.pane = BulkPane(console.mode, id="bulk")
        self._change: Change | None = None
        self._selection: Picked | Matching | None = None
        self._preview: Preview | None = None
        self._key = ""
        self._is_undo = False
        self._resting: Timer | None = None
        self._shown = Stage.MARKED
        """The stage that the pane shows, which may be about to change."""

    def widgets(self) -> "tuple[BulkPane, BulkWriting]":
        """What stands below the list: the pane, and the field for a text to all that is marked, made after the first paint."""
        from support_tui.widgets.bulk.writing import BulkWriting

        self.writing = BulkWriting(self._console.store, self._console.mode, id="bulk-writing")
        self.writing.names_every_key = self._console.settings.is_linear
        return self.pane, self.writing

    @property
    def composer(self) -> "Composer | BulkWriting":
        """Where a text is being written: for all that is marked, or below the thread."""
        return self.writing if self.writing.is_open else self._console.composer

    @property
    def is_open(self) -> bool:
        """Whether more than marks are shown, so that there is something to leave."""
        return self.pane.told.stage is not Stage.MARKED

    @property
    def is_writing(self) -> bool:
        """Whether a text for all that is marked is being written."""
        return self.pane.told.stage is Stage.WRITING

    @property
    def selection(self) -> Picked | Matching | None:
        """What is marked, if it is more than one conversation can be."""
        marks, key = self._console.inbox.marks, self._console.list_key
        if marks.is_all:
            return Matching(key.queue, key.query, except_ids=tuple(sorted(marks.without)))
        if len(marks) < 2:
            return None
        return Picked(marks.in_order(self._console.inbox.source))

    @property
    def is_part(self) -> bool:
        """Whether more is marked than is loaded."""
        marks, replica = self._console.inbox.marks, self._console.store.replica
        return marks.is_all or any(select.row(replica, number) is None for number in marks)

    # ------------------------------------------------------------ marks

    def marks_changed(self) -> None:
        """Rows were marked or unmarked: what was previewed is about others."""
        stage, marks = self.pane.told.stage, self._console.inbox.marks
        if stage is Stage.WRITING:
            if marks.ids or marks.is_all:
                self._show(replace(self._marked(), stage=stage))
            else:
                self.writing.do_leave()
            return
        is_to_be_read = stage is Stage.DONE and not marks.ids
        if stage is not Stage.RUNNING and not is_to_be_read:
            self._show(self._marked())

    def _marked(self) -> Told:
        inbox = self._console.inbox
        return Told(
            marked=inbox.marks.count(inbox.source.total),
            out_of_sight=inbox.marks.out_of_sight(inbox.source),
            is_all=inbox.marks.is_all,
            verbs=tuple(
                Verb(
                    id_,
                    self._console.keymap.label(id_).split(" ")[0],
                    i18n.text(BY_ID[id_].title_id).rstrip("…"),
                )
                for id_ in VERBS
            ),
        )

    def _show(self, told: Told) -> None:
        self.pane.told = told
        if told.stage is Stage.MARKED and self._shown is Stage.MARKED:
            # It follows when the marking rests: the mark itself is painted at once, and so is the next.
            self._resting = self._resting or self._console.set_timer(MARKING_RESTS_S, self._make_room)
        else:
            self._make_room()

    @property
    def _is_wanted(self) -> bool:
        told = self.pane.told
        return told.stage is not Stage.MARKED or told.marked > 0

    def _make_room(self) -> None:
        """Show the pane, or take it away, as it is told now."""
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        self._shown = self.pane.told.stage
        if self.pane.display != self._is_wanted:
            self.pane.display = self._is_wanted
        self._console.arrangement.bulk_changed()
        if self._is_wanted:
            self.pane.tell(self.pane.told)
        self._console.bars.keys_changed()

    def store_changed(self, changes: Changes) -> None:
        """How far it has come may have changed, or the list that is marked as a whole."""
        told = self.pane.told
        if self._is_undo or told.stage is Stage.MARKED:
            self._follow_undo()
        elif told.stage is Stage.DONE and changes.pending and self._is_taken_back:
            # What it tells is not so any more.
            self.leave()
        elif told.stage is Stage.RUNNING:
            progress = self._console.store.replica.progress.get(self._key)
            if progress is not None:
                self._show(replace(told, done=progress.done, total=progress.total))
        told = self.pane.told
        if told.stage in (Stage.MARKED, Stage.WRITING) and told.marked and changes.lists:
            self._show(replace(self._marked(), stage=told.stage))

    @property
    def _is_taken_back(self) -> bool:
        asked = (pending.command for pending in self._console.store.replica.pending)
        return any(isinstance(command, c.UndoRequest) and command.key == self._key for command in asked)

    def _follow_undo(self) -> None:
        """Show how far an undo of many has come, from its first progress until its answer."""
        progress = select.long_undo(self._console.store.replica)
        if progress is not None:
            self._key, self._is_undo = progress.key, True
            running = replace(self._marked(), stage=Stage.RUNNING, change=i18n.text("bulk-taking-back"))
            self._show(replace(running, done=progress.done, total=progress.total))
        elif self._is_undo:
            self._is_undo = False
            self._console.store.forget_progress(self._key)
            self._show(self._marked())

    # ------------------------------------------------------------ writing

    async def write(self, kind: ComposeKind) -> WrittenForMany | None:
        """Have a text for all that is marked written; None where that was left."""
        self._show(replace(self._marked(), stage=Stage.WRITING))
        asked = self.writing.ask(kind)
        # The field has the keys from the next paint on.
        self._console.call_after_refresh(self._console.type_ahead.hold())
        written = await asked
        self._show(self._marked())
        self._console.inbox.focus(scroll_visible=False)
        return written

    # ------------------------------------------------------------ preview

    def preview(self, change: Change) -> None:
        """Tell what a change would do to all that is marked."""
        selection = self.selection
        if selection is None:
            return
        if isinstance(change, c.SendReply):
            change = replace(change, undo_window_s=self._console.undo_window_s)
        self._change, self._selection = change, selection
        self._show(replace(self._marked(), stage=Stage.ASKING, change=self._words(change)))
        in_background(self._console, self._ask(None), "bulk.preview")

    async def _ask(self, opened: int | None) -> None:
        assert self._change is not None and self._selection is not None
        change, told = self._change, self.pane.told
        wanted = None
        if opened is not None:
            wanted = Opened(None if opened < 0 else told.groups[opened].reason)
        found = await self._console.desk.bulk.preview(self._selection, change, wanted)
        if change is not self._change:
            return
        if not isinstance(found, Preview):
            self._say_why(found)
            self.leave()
            return
        self._preview = found
        self._show(
            replace(
                self._marked(), stage=Stage.PREVIEW, change=self._words(change), total=found.total, changing=found.changing,
                groups=found.left, opened=opened, rows=found.rows,
            )
        )  # fmt: skip
        self.pane.focus(scroll_visible=False)

    def _say_why(self, answer: object) -> None:
        """Why there is no preview, or the change was not done; whatever is no refusal is no answer."""
        if isinstance(answer, Refusal):
            self._console.ui.notify_text(wording(answer, i18n.current().language), Severity.WARNING)
        else:
            self._console.ui.notify("bulk-unreachable", Severity.WARNING)

    def chosen(self, choice: str) -> None:
        """A line of the pane was chosen."""
        kind, _, number = choice.partition(":")
        match kind:
            case "do":
                in_background(self._console, self._do(), "bulk.do")
            case "group":
                self._open(int(number))
            case "row":
                self._console.going.open(int(number))

    def _open(self, place: int) -> None:
        told = self.pane.told
        if told.opened == place:
            self._show(replace(told, opened=None, rows=()))
        elif told.stage is Stage.PREVIEW:
            in_background(self._console, self._ask(place), "bulk.open")
        elif told.stage is Stage.DONE and place >= 0:
            in_background(self._console, self._look_into(place), "bulk.open")

    async def _look_into(self, place: int) -> None:
        """Rows of a group that was left alone, as they are now."""
        ids = self.pane.told.groups[place].ids[:_LOOKED_INTO]
        query = f"id:{','.join(str(number) for number in ids)}"
        rows = await self._console.desk.find_conversations(query, len(ids))
        if self.pane.told.stage is Stage.DONE:
            self._show(replace(self.pane.told, opened=place, rows=tuple(rows)))

    # ------------------------------------------------------------ doing it

    async def _do(self) -> None:
        change, selection, found = self._change, self._selection, self._preview
        if change is None or selection is None or found is None or self.pane.told.stage is not Stage.PREVIEW:
            return
        self._key = secrets.token_hex(16)
        self._show(
            replace(self.pane.told, stage=Stage.RUNNING, done=0, total=found.total, opened=None, rows=())
        )
        answer = await self._console.desk.bulk.do(selection, change, found, self._key)
        if isinstance(answer, Refusal):
            self._say_why(answer)
            self._show(self._marked())
            self._give_back_focus()
            return
        self._finished(change, answer)

    def _finished(self, change: Change, answer: Accepted) -> None:
        """Say what came of it; what was not told before is listed until it was read."""
        many, console = answer.many, self._console
        if many is None:
            return
        if isinstance(change, c.AddNote | c.SendReply):
            kind = ComposeKind.NOTE if isinstance(change, c.AddNote) else ComposeKind.REPLY
            console.desk.keep_draft(kind, None, "")
        told = replace(
            self.pane.told, stage=Stage.DONE, change=self._words(change), total=many.total, changing=many.changed,
            groups=many.left, missing=many.missing, is_cancelled=many.is_cancelled, undo_key=console.keymap.label("desk.undo"),
        )  # fmt: skip
        self.pane.told = told
        console.inbox.clear_marks()
        expected = {group.reason.code for group in self._preview.left} if self._preview is not None else set()
        if many.is_cancelled or any(group.reason.code not in expected for group in many.left):
            self._show(told)
            return
        console.ui.notify_text(outcome(change, many, console.keymap.label("desk.undo")))
        self.leave()

    def back(self) -> None:
        """Esc: from a conversation of the preview back to the preview, from there to the list."""
        arrangement = self._console.arrangement
        if arrangement.active is not Pane.INBOX and self.pane.can_focus:
            arrangement.go(Pane.INBOX)
            self.pane.focus(scroll_visible=False)
        else:
            self.leave()

    def leave(self) -> None:
        """Back to the list, with its marks; what is running is asked about first."""
        if self.pane.told.stage is Stage.RUNNING:
            in_background(self._console, self._stop(), "bulk.stop")
            return
        if self.pane.told.stage is Stage.WRITING:
            self.writing.do_leave()
            return
        self._change = self._preview = None
        self._show(self._marked())
        self._give_back_focus()

    def _give_back_focus(self) -> None:
        if self._console.focused is self.pane or self._console.focused is None:
            self._console.inbox.focus(scroll_visible=False)

    async def _stop(self) -> None:
        if await self._console.ui.confirm("bulk-stop") and self.pane.told.stage is Stage.RUNNING:
            await asyncio.shield(self._console.desk.bulk.cancel(self._key))

    def _words(self, change: Change) -> str:
        return words(self._console.store.replica, change, self._console.store.clock())
