"""The mailboxes of the desk with how each of them stands, for administrators: opens, makes, tries and switches them; saves nothing itself."""

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from support_tui import i18n
from support_tui.actions.desk import undo
from support_tui.actions.interface import Severity
from support_tui.actions.mailbox_form import Form
from support_tui.actions.mailboxes import told
from support_tui.delivery_words import pause_words
from support_tui.screens.dialog_list import DialogList
from support_tui.screens.mailbox_form import MailboxScreen
from support_tui.screens.mailbox_removal import remove
from support_tui.screens.mailbox_test import MailboxTestScreen
from support_tui.screens.overlay import ListOverlay
from support_tui.screens.run import in_background
from support_tui.store import Changes
from support_tui.wire.mail_states import MailboxState, MailLine
from support_tui.wire.mail_wording import trouble_wording
from support_tui.wire.mailboxes import MailboxSettings
from support_tui.wire.views import Mailbox

if TYPE_CHECKING:
    from support_tui.screens.console import Console


class MailboxesScreen(ListOverlay):
    """One entry a mailbox: name, address, how its mail comes in, how its replies leave."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o,e", "open", show=False),
        Binding("n,plus", "make", show=False),
        Binding("t", "test", show=False),
        Binding("x,space", "switch", show=False),
        Binding("delete,number_sign", "remove", show=False),
        Binding("z", "undo", show=False),
        Binding("escape,q,u", "leave", show=False),
    ]

    def __init__(self, console: "Console") -> None:
        super().__init__()
        self._main = console
        self._unsubscribe = console.store.subscribe(self._store_changed)

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="-tall"):
            yield Static(Content(i18n.text("mailboxes-title")), id="dialog-title")
            yield DialogList(id="dialog-list", compact=True, markup=False)
            yield Static(Content(i18n.text("mailboxes-keys")), id="dialog-hint")

    def on_mount(self) -> None:
        self._list()
        self.query_one(OptionList).focus()

    def on_unmount(self) -> None:
        self._unsubscribe()

    def _store_changed(self, changes: Changes) -> None:
        if self.is_mounted and (changes.directory or changes.notices or changes.reset):
            self._list()

    # ------------------------------------------------------------ the list

    def _list(self) -> None:
        """Write the list anew and stay on the same mailbox."""
        replica, options = self._main.store.replica, self.query_one(OptionList)
        states = {state.mailbox_id: state for state in replica.mail_states}
        place = options.highlighted or 0
        boxes = sorted(replica.mailboxes.values(), key=lambda box: box.id)
        now = self._main.store.clock()
        options.set_options([Option(_prompt(box, states.get(box.id), now), id=str(box.id)) for box in boxes])
        options.highlighted = min(place, len(boxes) - 1) if boxes else None

    @property
    def _chosen(self) -> Mailbox | None:
        option = self.query_one(OptionList).highlighted_option
        if option is None or option.id is None:
            return None
        return self._main.store.replica.mailboxes.get(int(option.id))

    # ------------------------------------------------------------ keys

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        if self._chosen is not None:
            self.app.push_screen(MailboxScreen(self._main, self._form(self._chosen)))

    def action_make(self) -> None:
        self.app.push_screen(MailboxScreen(self._main, Form(MailboxSettings(""))))

    def action_test(self) -> None:
        if self._chosen is not None:
            self.app.push_screen(MailboxTestScreen(self._main, self._form(self._chosen)))

    def _form(self, mailbox: Mailbox) -> Form:
        return Form.of(mailbox, self._main.store.replica.seq)

    def action_remove(self) -> None:
        self._remove()

    @work(exclusive=True, group="remove")
    async def _remove(self) -> None:
        if self._chosen is not None:
            await remove(self._main, self._chosen)

    def action_undo(self) -> None:
        """Take back what this agent did last, here as everywhere."""
        in_background(self._main, undo(self._main.action_context()), "desk.undo")

    def action_switch(self) -> None:
        self._switch()

    @work(exclusive=True, group="switch")
    async def _switch(self) -> None:
        """Fetch and send nothing any more, or again."""
        mailbox = self._chosen
        if mailbox is None:
            return
        parts = {
            part: server for part in ("imap", "smtp") if (server := getattr(mailbox.mail, part)) is not None
        }
        if not parts:
            self._main.ui.notify("mailboxes-nothing-to-switch", Severity.WARNING, name=mailbox.name)
            return
        is_on = not any(server.is_on for server in parts.values())
        mail = replace(mailbox.mail, **{part: replace(server, is_on=is_on) for part, server in parts.items()})
        form = self._form(mailbox)
        answer = await self._main.desk.mailboxes.save(
            replace(form, settings=replace(form.settings, mail=mail))
        )
        if not isinstance(answer, Form):
            self._main.ui.notify_text(told(answer), Severity.ERROR)


def _prompt(box: Mailbox, state: MailboxState | None, now_at: int) -> Content:
    parts: list[tuple[str, str]] = [(f"  {box.name}", "bold"), (f"  {box.address}", "$accent")]
    words, look = _way_in(box, state, now_at)
    parts += [(f"\n    {words}  ", look), (f"·  {_way_out(box)}", "$muted")]
    for trouble, _ in state.troubles if state is not None else ():
        parts.append((f"\n    {trouble_wording(trouble, i18n.current().language)}", "$text-error"))
    counts = _counts(state)
    if counts:
        parts.append((f"\n    {counts}", "$text-warning"))
    return Content.assemble(*parts)


def _way_out(box: Mailbox) -> str:
    if not box.can_send:
        return i18n.text("mailboxes-sends-nothing")
    if box.pause is not None:
        return i18n.text("mailboxes-pause", why=pause_words(box.pause))
    return i18n.text("mailboxes-sends")


def _way_in(box: Mailbox, state: MailboxState | None, now_at: int) -> tuple[str, str]:
    """How its mail comes in, and how that looks."""
    if box.mail.imap is None:
        return i18n.text("mailboxes-no-server"), "$muted"
    if not box.mail.imap.is_on:
        return i18n.text("mailboxes-switched-off", host=box.mail.imap.host), "$muted"
    line = state.line if state is not None else MailLine.OFF
    since = i18n.moment(state.since_at, now_at) if state is not None and state.since_at else ""
    looks = {
        MailLine.CONNECTED: "$text-success",
        MailLine.RETRYING: "$text-warning",
        MailLine.REFUSED: "$text-error",
    }
    words = i18n.text("mailboxes-line", line=line.value, host=box.mail.imap.host, since=since)
    return words, looks.get(line, "$muted")


def _counts(state: MailboxState | None) -> str:
    """Mail that is somewhere else than in the desk, or not yet."""
    if state is None:
        return ""
    counted = (("waiting", state.waiting), ("missing", state.missing), ("quarantined", state.quarantined))
    return "  ·  ".join(i18n.text("mailboxes-count", what=what, n=n) for what, n in counted if n)
