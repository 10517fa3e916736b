"""A test of a mailbox as it happens: each way tried by the server, each step with its words and what to do; changes nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from support_tui import i18n
from support_tui.actions.mailbox_form import Form
from support_tui.actions.mailboxes import told
from support_tui.screens.overlay import Overlay
from support_tui.widgets.prompt_bar import PromptBar
from support_tui.wire.mail_wording import advice_wording, step_wording
from support_tui.wire.mailbox_tests import StepResult, TestPart, TestReport, TestStep

if TYPE_CHECKING:
    from support_tui.screens.console import Console

_MARKS: Final = {
    StepResult.DONE: ("✔", "$text-success"),
    StepResult.NOTED: ("!", "$text-warning"),
    StepResult.FAILED: ("✘", "$text-error"),
    StepResult.SKIPPED: ("–", "$muted"),
}
Said = list[tuple[str, str]]


class MailboxTestScreen(Overlay[None]):
    """Both ways one after the other; `m` sends a mail by the way out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("r,t", "again", show=False),
        Binding("m", "mail", show=False),
        Binding("escape,q,u,enter", "leave", show=False),
    ]

    DEFAULT_CSS: ClassVar[str] = """
    MailboxTestScreen { align: center top; background: $background 55%; }
    MailboxTestScreen VerticalScroll { height: auto; max-height: 60vh; }
    MailboxTestScreen #test-steps { height: auto; }
    """

    def __init__(
        self, console: "Console", form: Form, told_report: Callable[[TestReport], None] | None = None
    ) -> None:
        """`told_report` gets what each way came to."""
        super().__init__()
        self._main = console
        self._form = form
        self._told_report = told_report
        self._prompt = PromptBar(console.mode)
        self._parts: dict[TestPart, Said] = {}

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="-wide"):
            name = self._form.settings.name
            yield Static(Content(i18n.text("mailboxes-test-title", name=name)), id="dialog-title")
            with VerticalScroll():
                yield Static(id="test-steps")
            yield self._prompt
            yield Static(Content(i18n.text("mailboxes-test-keys")), id="dialog-hint")

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
        self._try("")

    # ------------------------------------------------------------ trying

    @work(exclusive=True, group="try")
    async def _try(self, send_to: str) -> None:
        """One way after the other, each shown as soon as it is known."""
        self._parts = {part: [(i18n.text("mailboxes-test-runs"), "$muted")] for part in TestPart}
        self._paint()
        for part in TestPart:
            address = send_to if part is TestPart.SMTP else ""
            answer = await self._main.desk.mailboxes.test(self._form, part, address)
            if isinstance(answer, TestReport):
                self._parts[part] = [piece for step in answer.steps for piece in _pieces(step)]
                if self._told_report is not None:
                    self._told_report(answer)
            else:
                self._parts[part] = [(f"  ✘ {told(answer)}", "$text-error")]
            self._paint()

    def _paint(self) -> None:
        pieces: Said = []
        for part, said in self._parts.items():
            pieces += [(i18n.text("mailboxes-part", part=part.value), "bold"), ("\n", ""), *said, ("\n", "")]
        for steps in self.query("#test-steps").results(Static):  # none where it was left meanwhile
            steps.update(Content.assemble(*pieces[:-1]))

    # ------------------------------------------------------------ keys

    def action_scroll(self, by: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_again(self) -> None:
        self._try("")

    def action_mail(self) -> None:
        """Ask where to: at first to whoever asks."""
        me = self._main.store.replica.me
        self._prompt.ask("mail", i18n.text("mailboxes-test-to"), me.email if me is not None else "")

    def on_prompt_bar_answered(self, event: PromptBar.Answered) -> None:
        event.stop()
        self._close_prompt()
        if event.text.strip():
            self._try(event.text.strip())

    def on_prompt_bar_left(self, event: PromptBar.Left) -> None:
        event.stop()
        self._close_prompt()

    def _close_prompt(self) -> None:
        self._prompt.close()
        self.set_focus(self.query_one(VerticalScroll))

    def action_leave(self) -> None:
        self.dismiss(None)


def _pieces(step: TestStep) -> Said:
    language = i18n.current().language
    mark, look = _MARKS[step.result]
    said: Said = [
        (f"  {mark} ", look),
        (step_wording(step, language), look if step.trouble else ""),
        ("\n", ""),
    ]
    advice = advice_wording(step, language)
    if advice:
        said += [(f"    {advice}", "$accent"), ("\n", "")]
    return said
