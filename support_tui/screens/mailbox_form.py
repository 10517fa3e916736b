"""All that can be set of one mailbox, a line a setting, for administrators. What is typed is saved when that is asked for, not before."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from support_tui import i18n
from support_tui.actions.interface import Choice, Severity
from support_tui.actions.mailbox_form import BY_ID, Field, Form, Kind, Wrong
from support_tui.actions.mailboxes import told
from support_tui.screens.dialog_list import DialogList
from support_tui.screens.dialogs import Confirm
from support_tui.screens.lines_dialog import AskLines
from support_tui.screens.mailbox_test import MailboxTestScreen
from support_tui.screens.overlay import ListOverlay
from support_tui.screens.picker import PickMany
from support_tui.text.cells import cell_width
from support_tui.widgets.prompt_bar import PromptBar
from support_tui.wire.mailbox_tests import MailFolder, TestPart, TestReport
from support_tui.wire.mailboxes import SecretKind, SecretState, SecretTrouble
from support_tui.wire.refusals import Refusal, RefusalCode

if TYPE_CHECKING:
    from support_tui.screens.console import Console

_HIDDEN: Final = "••••••••"


class MailboxScreen(ListOverlay):
    """The settings by section. The cursor stands on one of them; Enter changes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,l,right", "turn(1)", show=False),
        Binding("h,left", "turn(-1)", show=False),
        Binding("delete,backspace", "clear", show=False),
        Binding("t", "test", show=False),
        Binding("s,ctrl+s", "save", show=False),
        Binding("escape,q,u", "leave", show=False),
    ]

    def __init__(self, console: "Console", form: Form) -> None:
        super().__init__()
        self._main = console
        self._form = form
        self._states: dict[SecretKind, SecretState] = {}
        self._prompt = PromptBar(console.mode)

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="-tall -wide"):
            yield Static(id="dialog-title")
            yield DialogList(id="dialog-list", compact=True, markup=False)
            yield self._prompt
            yield Static(Content(i18n.text("mailboxes-form-keys")), id="dialog-hint")

    def on_mount(self) -> None:
        self._list("name")
        self.query_one(OptionList).focus()
        self._read_secrets()

    def on_resize(self) -> None:
        self._list()

    @work(exclusive=True, group="read")
    async def _read_secrets(self) -> None:
        if self._form.mailbox_id is not None:
            states = await self._main.desk.mailboxes.secrets(self._form.mailbox_id)
            self._states = {state.kind: state for state in states}
            self._list()

    # ------------------------------------------------------------ painting

    def _list(self, at: str | None = None) -> None:
        """Write the settings anew; the cursor stays where it was, or goes to the setting `at`."""
        if not self.query(OptionList):  # it was left meanwhile
            return
        options = self.query_one(OptionList)
        here = at or (self._field.id if self._field is not None else None)
        drawn: list[Option] = []
        section, fields = "", self._form.fields()
        cells = 2 + max(cell_width(_label(field)) for field in fields)
        for field in fields:
            if field.section != section:
                section = field.section
                drawn.append(
                    Option(
                        Content.styled(i18n.text("mailboxes-section", section=section), "bold"), disabled=True
                    )
                )
            drawn.append(Option(self._line(field, cells), id=field.id))
        options.set_options(drawn)
        ids = [option.id for option in drawn]
        options.highlighted = ids.index(here) if here is not None and here in ids else 1
        name = self._form.settings.name or i18n.text("mailboxes-new")
        title = "mailboxes-form-changed" if self._form.is_dirty else "mailboxes-form-title"
        self.query_one("#dialog-title", Static).update(Content(i18n.text(title, name=name)))

    def _line(self, field: Field, cells: int) -> Content:
        label = _label(field)
        blanks = " " * (cells - cell_width(label))
        mark = "*" if self._form.was_changed(field) else " "
        words, look = self._shown(field)
        return Content.assemble((f" {mark}{label}{blanks}", ""), (words, look))

    def _shown(self, field: Field) -> tuple[str, str]:
        """What stands in a field, in the reader's words."""
        if field.kind is Kind.SECRET:
            return self._shown_secret(SecretKind(field.id))
        text = self._form.text(field)
        if not text:
            return "—", "$muted"
        match field.kind:
            case Kind.SWITCH | Kind.CHOICE:
                return i18n.text("mailboxes-choice", choice=field.choice_id(text)), "$accent"
            case Kind.NUMBER:
                return i18n.digits(text), "$accent"
            case Kind.LINES:
                lines = text.split("\n")
                more = f"  {i18n.text('mailboxes-lines', n=len(lines))}" if len(lines) > 1 else ""
                return f"{lines[0]}{more}", "$accent"
            case _:
                return text, "$accent"

    def _shown_secret(self, kind: SecretKind) -> tuple[str, str]:
        if kind in self._form.secrets:
            return _HIDDEN, "$accent"
        state = self._states.get(kind)
        if state is None:
            return i18n.text("mailboxes-secret-unset"), "$text-warning"
        if state.trouble is SecretTrouble.KEY_LOST:
            return i18n.text("mailboxes-secret-lost"), "$text-error"
        if state.trouble is SecretTrouble.NO_VARIABLE:
            return i18n.text("mailboxes-secret-no-variable", name=state.variable), "$text-error"
        if state.variable:
            return i18n.text("mailboxes-secret-variable", name=state.variable), "$accent"
        since = i18n.moment(state.set_at, self._main.store.clock())
        return i18n.text("mailboxes-secret-set", since=since), "$accent"

    # ------------------------------------------------------------ changing

    @property
    def _field(self) -> Field | None:
        option = self.query_one(OptionList).highlighted_option
        return BY_ID.get(option.id or "") if option is not None else None

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        field = self._field
        if field is None:
            return
        match field.kind:
            case Kind.SWITCH | Kind.CHOICE:
                self.action_turn(1)
            case Kind.LINES:
                self._ask_lines(field)
            case Kind.FOLDERS:
                self._ask_folders(field)
            case _:
                self._ask(field)

    def _ask(self, field: Field) -> None:
        if field.kind is Kind.SECRET:
            is_token = field.id == SecretKind.OAUTH_REFRESH_TOKEN
            hint = "mailboxes-token-hint" if is_token else "mailboxes-secret-hint"
            self._prompt.ask_secret(field.id, _label(field), i18n.text(hint))
        else:
            self._prompt.ask(field.id, _label(field), self._form.text(field), self._hint(field))

    @staticmethod
    def _hint(field: Field) -> str:
        return i18n.text("mailboxes-list-hint") if field.kind in (Kind.LIST, Kind.FOLDERS) else ""

    def action_turn(self, by: int) -> None:
        """The next choice of the setting at the cursor."""
        field = self._field
        if field is not None and field.kind in (Kind.SWITCH, Kind.CHOICE):
            self._form = self._form.turned(field, by)
            self._list()

    def action_clear(self) -> None:
        """Nothing stands there any more; a secret is forgotten when it is saved."""
        field = self._field
        if field is not None and field.kind not in (Kind.SWITCH, Kind.CHOICE, Kind.NUMBER, Kind.FOLDERS):
            self._put(field, "")

    def _put(self, field: Field, text: str) -> bool:
        """Whether the text can stand there; if not, the reason stands behind it."""
        put = self._form.put(field, text)
        if isinstance(put, Wrong):
            self._prompt.say(i18n.text("mailboxes-wrong", why=put.why, least=put.least, most=put.most))
            self.app.bell()
            return False
        self._form = put
        self._list()
        return True

    def on_prompt_bar_answered(self, event: PromptBar.Answered) -> None:
        event.stop()
        if self._put(BY_ID[event.purpose], event.text):
            self._close_prompt()

    def on_prompt_bar_left(self, event: PromptBar.Left) -> None:
        event.stop()
        self._close_prompt()

    def _close_prompt(self) -> None:
        self._prompt.close()
        self.set_focus(self.query_one(OptionList))

    @work(exclusive=True, group="ask")
    async def _ask_lines(self, field: Field) -> None:
        dialog = AskLines(_label(field), self._form.text(field), self._main.mode)
        text = await self.app.push_screen_wait(dialog)
        if text is not None:
            self._put(field, text)

    @work(exclusive=True, group="ask")
    async def _ask_folders(self, field: Field) -> None:
        """Those that the server lists; where it does not get so far, their names."""
        self._main.ui.notify("mailboxes-folders-asked")
        answer = await self._main.desk.mailboxes.test(self._form, TestPart.IMAP)
        folders = answer.folders if isinstance(answer, TestReport) else ()
        if not folders:
            self._ask(field)
            self._prompt.say(i18n.text("mailboxes-folders-unknown"))
            return
        picker = PickMany(
            i18n.text("mailboxes-folders-title"), self._choices(folders), self._main.mode, may_create=False
        )
        chosen = await self.app.push_screen_wait(picker)
        if chosen:
            self._put(field, ", ".join(chosen))

    def _choices(self, folders: tuple[MailFolder, ...]) -> list[Choice]:
        value = self._form.value(BY_ID["mail.imap.folders"]) or ()
        read = {"INBOX" if name.upper() == "INBOX" else name for name in value}
        return [
            Choice(folder.name, folder.name, hint=folder.use, is_on=folder.name in read)
            for folder in folders
            if folder.can_be_read
        ]

    # ------------------------------------------------------------ trying, saving, leaving

    def action_test(self) -> None:
        """Try it as it stands here, saved or not."""
        self.app.push_screen(MailboxTestScreen(self._main, self._form))

    def action_save(self) -> None:
        self._save()

    @work(exclusive=True, group="save")
    async def _save(self) -> None:
        if not self._form.is_dirty:
            self._main.ui.notify("mailboxes-nothing-changed")
            return
        answer = await self._main.desk.mailboxes.save(self._form)
        if isinstance(answer, Form):
            self._form = answer
            self._main.ui.notify("mailboxes-saved", name=answer.settings.name)
            self._read_secrets()
            self._list()
            return
        self._main.ui.notify_text(told(answer), Severity.ERROR)
        if isinstance(answer, Refusal) and answer.code is RefusalCode.CHANGED_SINCE:
            self._take_theirs()

    def _take_theirs(self) -> None:
        """Show what a colleague has saved, with what was changed here on top of it; saving again saves that."""
        replica = self._main.store.replica
        mailbox = replica.mailboxes.get(self._form.mailbox_id or 0)
        if mailbox is not None:
            self._form = self._form.onto(mailbox, replica.seq)
            self._list()
            self._main.ui.notify("mailboxes-theirs", Severity.WARNING)

    def action_leave(self) -> None:
        if self._form.is_dirty:
            self._leave_unsaved()
        else:
            self.dismiss(None)

    @work(exclusive=True, group="leave")
    async def _leave_unsaved(self) -> None:
        if await self.app.push_screen_wait(Confirm(i18n.text("mailboxes-leave-unsaved"))):
            self.dismiss(None)


def _label(field: Field) -> str:
    return i18n.text("mailboxes-field", field=field.text_id)
