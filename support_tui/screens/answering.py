"""Answers what thread, composer and customer pane ask for: one handler a message, each one call to an action or the desk."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from textual import on

from support_tui import messages as said
from support_tui.actions import conversation, customer, joining, later, placing, writing
from support_tui.actions.desk import Desk
from support_tui.actions.interface import Severity
from support_tui.screens.attaching import Attaching
from support_tui.screens.cursor_place import PlacesCursor
from support_tui.screens.layout import Pane
from support_tui.screens.run import in_background
from support_tui.screens.typed_steps import COMPOSING
from support_tui.store import DraftKey
from support_tui.widgets.bulk import BulkPane

if TYPE_CHECKING:
    from support_tui.screens.arrangement import Arrangement
    from support_tui.screens.bulking import Bulking
    from support_tui.screens.console import Console
    from support_tui.screens.console_ui import ConsoleUi
    from support_tui.screens.mail_reading import MailReading
    from support_tui.screens.type_ahead import TypeAhead
    from support_tui.screens.view_commands import ViewCommands
    from support_tui.widgets.composer import Composer
    from support_tui.widgets.thread import ThreadView


class Answering(Attaching, PlacesCursor):
    """The part of the console that listens to its panes."""

    desk: Desk
    ui: "ConsoleUi"
    thread: "ThreadView"
    composer: "Composer"
    undo_window_s: int
    bulking: "Bulking"
    type_ahead: "TypeAhead"
    arrangement: "Arrangement"
    view_commands: "ViewCommands"

    @cached_property
    def mail(self) -> "MailReading":
        """What is opened of mail over the console; no part of the first paint."""
        from support_tui.screens.mail_reading import MailReading

        return MailReading(cast("Console", self))

    @on(said.Remark)
    def _remarked(self, event: said.Remark) -> None:
        self.ui.notify(event.text_id, Severity.WARNING, **event.params)

    @on(BulkPane.Chosen)
    def _bulk_chosen(self, event: BulkPane.Chosen) -> None:
        self.bulking.chosen(event.choice)

    # ------------------------------------------------------------ thread

    @on(said.OpenConversation)
    def _message_wanted(self, event: said.OpenConversation) -> None:
        """The conversation is being opened by the console; this is where in it to stand."""
        if event.message_id is not None:
            self.thread.go_to(event.message_id)

    @on(said.OlderNeeded)
    def _older_needed(self, event: said.OlderNeeded) -> None:
        self.desk.need_older(event.conversation_id)

    @on(said.TitleEdited)
    def _title_edited(self, event: said.TitleEdited) -> None:
        conversation.set_title(self.action_context(), event.conversation_id, event.title)

    @on(said.DeliveryRetryRequested)
    def _retry_requested(self) -> None:
        message = self.thread.message
        if message is not None:
            in_background(self, later.decide(self.action_context(), message), "composer.retry")

    @on(said.SplitRequested)
    def _split_requested(self) -> None:
        message = self.thread.message
        if message is not None:
            in_background(self, joining.split(self.action_context(), message), "thread.split")

    @on(said.PlacingSettled)
    def _placing_settled(self, event: said.PlacingSettled) -> None:
        message = self.thread.message
        if message is not None:
            placing.settle(self.action_context(), message, event.what)

    @on(said.CopyRequested)
    def _copy_requested(self, event: said.CopyRequested) -> None:
        self.ui.copy(event.text)

    @on(said.LinkOpened)
    def _link_opened(self, event: said.LinkOpened) -> None:
        self.mail.open_link(event.url)

    @on(said.LinksWanted)
    def _links_wanted(self, event: said.LinksWanted) -> None:
        self.mail.show_links(event.links)

    @on(said.AttachmentOpened)
    def _attachment_opened(self, event: said.AttachmentOpened) -> None:
        self.mail.show_file(event.attachment_id)

    @on(said.FilesWanted)
    def _files_wanted(self, event: said.FilesWanted) -> None:
        self.mail.show_files(event.message_id)

    @on(said.SourceWanted)
    def _source_wanted(self, event: said.SourceWanted) -> None:
        self.mail.show_source(event.message_id, event.form)

    # ------------------------------------------------------------ composer

    @on(said.ComposerSubmitted)
    def _submitted(self, event: said.ComposerSubmitted) -> None:
        written = writing.Written(
            event.kind.value,
            event.text,
            event.conversation_id,
            event.cc,
            event.to,
            event.title,
            event.mailbox_id,
            event.close,
            self.undo_window_s,
            event.mentions,
            event.send_at,
            event.files,
            event.bcc,
        )
        self.view_commands.macros.typed(COMPOSING, event.text, is_yes=event.close)
        writing.send(self.action_context(), written)

    @on(said.SendingHeld)
    def _sending_held(self, event: said.SendingHeld) -> None:
        # Dialogs are no part of the first paint.
        from support_tui.screens.held import held_back

        in_background(self, held_back(self, event), "composer.send")

    @on(said.LaterRequested)
    def _later_requested(self, event: said.LaterRequested) -> None:
        in_background(self, self._send_later(event.conversation_id), "composer.later")

    async def _send_later(self, conversation_id: int | None) -> None:
        context = self.action_context()
        send_at = await later.ask_when(context, conversation_id)
        self.composer.focus()
        if send_at is not None:
            self.composer.submit(close=False, send_at=send_at)

    @on(said.DraftChanged)
    def _draft_changed(self, event: said.DraftChanged) -> None:
        kind, number = event.kind.value, event.conversation_id
        if event.is_resting:
            self.desk.keep_draft(kind, number, event.text, event.extra)
        else:
            self.desk.promise.draft_typed(DraftKey(number, kind), event.text, event.extra)

    @on(said.ShareWanted)
    def _share_wanted(self, event: said.ShareWanted) -> None:
        key = DraftKey(event.conversation_id, event.kind.value)
        draft = self.action_context().store.replica.drafts.by_key.get(key)
        if draft is not None:
            self.desk.drafts.share(key, is_shared=not draft.is_shared)
            self.ui.notify("drafts-shared-no-more" if draft.is_shared else "drafts-shared-now")

    @on(said.ComposerActivity)
    def _activity(self, event: said.ComposerActivity) -> None:
        self.desk.look(event.conversation_id, event.activity)

    @on(said.ComposerClosed)
    def _composer_closed(self, event: said.ComposerClosed) -> None:
        if event.is_sudden:
            self.type_ahead.drop_typing()
        # Sending may have led back to the list already, and a draft taken over elsewhere closes it while one is anywhere.
        if self.arrangement.active is Pane.THREAD:
            self.thread.focus()

    @on(said.EditorRequested)
    def _editor_requested(self) -> None:
        in_background(self, self._edit(), "composer.editor")

    async def _edit(self) -> None:
        composer = self.bulking.composer
        after = await self.ui.edit_in_editor(composer.text)
        if after is not None:
            composer.text = after

    # ------------------------------------------------------------ customer

    @on(said.CustomerNeeded)
    def _customer_needed(self, event: said.CustomerNeeded) -> None:
        self.desk.open_customer(event.customer_id)

    @on(said.CustomerFieldEdited)
    def _field_edited(self, event: said.CustomerFieldEdited) -> None:
        customer.edit_field(self.action_context(), event.customer_id, event.field, event.value)

    @on(said.CustomerNoteWritten)
    def _note_written(self, event: said.CustomerNoteWritten) -> None:
        customer.add_note(self.action_context(), event.customer_id, event.text)
