"""The console as handlers see it (`actions.interface.Ui`): dialogs, notices, and moves through the panes; decides nothing."""

from collections.abc import Awaitable, Callable, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Final

from support_tui import i18n
from support_tui.actions.interface import Choice, ComposeArea, Found, Severity, WrittenForMany
from support_tui.key_macros import Given
from support_tui.messages import ComposeKind
from support_tui.screens.editor import EditorFailure, edited
from support_tui.screens.layout import Pane
from support_tui.text.cells import cell_width
from support_tui.wire.commands import Change, Group
from support_tui.wire.drafts import SavedDraft
from support_tui.wire.order import Sort
from support_tui.wire.values import Address
from support_tui.wire.views import ConversationRow

if TYPE_CHECKING:
    from support_tui.actions.pipe import Piped
    from support_tui.screens.console import Console

#: What went wrong is read longer than what went well.
_LASTS_TIMES: Final = {Severity.INFORMATION: 1.0, Severity.WARNING: 1.5, Severity.ERROR: 2.5}
#: More notices than this at once would hide the desk; then the older ones go.
_NOTICES_AT_ONCE: Final = 4
#: A dialog that was left without an answer.
_LEFT: Final = Given(is_left=True)
#: Cells of the status line for the line to the server and the clock.
_STATUS_CELLS: Final = 24


class ConsoleUi:
    """What `Ui` promises, on one console screen."""

    def __init__(self, console: "Console") -> None:
        self._console = console
        self._notices_until: list[float] = []

    async def pick(
        self, title_id: str, choices: Sequence[Choice], *, find: Found | None = None
    ) -> str | None:
        from support_tui.screens.picker import PickOne

        async def ask() -> Given:
            dialog = PickOne(i18n.text(title_id), choices, self._console.mode, find=find)
            chosen = await self._console.app.push_screen_wait(dialog)
            return Given(text=chosen[0]) if chosen else _LEFT

        values = {choice.value for choice in choices}
        given = await self._answer(
            ask, lambda given: find is not None or given.is_left or given.text in values
        )
        return None if given.is_left else given.text

    async def pick_many(
        self, title_id: str, choices: Sequence[Choice], *, may_create: bool = False
    ) -> list[str] | None:
        from support_tui.screens.picker import PickMany

        was_on = [choice.value for choice in choices if choice.is_on]

        async def ask() -> Given:
            dialog = PickMany(i18n.text(title_id), choices, self._console.mode, may_create=may_create)
            chosen = await self._console.app.push_screen_wait(dialog)
            if chosen is None:
                return _LEFT
            return Given(
                on=tuple(value for value in chosen if value not in was_on),
                off=tuple(value for value in was_on if value not in chosen),
            )

        known = {choice.value for choice in choices}
        given = await self._answer(ask, lambda given: may_create or known.issuperset(given.on))
        if given.is_left:
            return None
        return [value for value in was_on if value not in given.off] + [
            v for v in given.on if v not in was_on
        ]

    async def ask_text(
        self,
        title_id: str,
        initial: str = "",
        *,
        hint_id: str = "",
        hint: str = "",
        check: Callable[[str], str | None] | None = None,
        meaning: Callable[[str], str] = lambda text: "",
    ) -> str | None:
        from support_tui.screens.dialogs import AskText

        async def ask() -> Given:
            shown = hint or (i18n.text(hint_id) if hint_id else "")
            dialog = AskText(
                i18n.text(title_id), initial, self._console.mode, hint=shown, check=check, meaning=meaning
            )
            text = await self._console.app.push_screen_wait(dialog)
            return Given(text=text) if text is not None else _LEFT

        given = await self._answer(ask, lambda given: check is None or check(given.text) is None)
        return None if given.is_left else given.text

    @property
    def here_id(self) -> int | None:
        console = self._console
        is_in_list = console.arrangement.active is Pane.INBOX
        return console.inbox.cursor_id if is_in_list or console.open_id is None else console.open_id

    @property
    def read_id(self) -> int | None:
        return None if self._console.arrangement.active is Pane.INBOX else self._console.open_id

    async def choose_survivor(
        self, rows: Sequence[ConversationRow], survivor_id: int, left: Sequence[Group] = ()
    ) -> int | None:
        from support_tui.screens.merging import MergePreview

        dialog = MergePreview(self._console.store, rows, survivor_id, left)
        return await self._console.app.push_screen_wait(dialog)

    async def write_many(self, kind: ComposeArea) -> WrittenForMany | None:
        async def ask() -> Given:
            written = await self._console.bulking.write(ComposeKind(kind))
            return Given(text=written.text, is_yes=written.close) if written is not None else _LEFT

        given = await self._answer(ask, lambda given: given.is_left or bool(given.text.strip()))
        return None if given.is_left else WrittenForMany(given.text, given.is_yes)

    async def read_draft(self, drafts: Sequence[SavedDraft]) -> SavedDraft | None:
        from support_tui.screens.shared_draft import dialog_for

        for draft in drafts:
            dialog = dialog_for(self._console.store.replica, draft, self._console.mode)
            if await self._console.app.push_screen_wait(dialog):
                return draft
        return None

    async def confirm(self, text_id: str, **params: str | int) -> bool:
        from support_tui.screens.dialogs import Confirm

        async def ask() -> Given:
            return Given(
                is_yes=await self._console.app.push_screen_wait(
                    Confirm(i18n.isolated_text(text_id, **params))
                )
            )

        return (await self._answer(ask)).is_yes

    async def confirm_danger(self, text_id: str, **params: str | int) -> bool:
        from support_tui.screens.dialogs import ConfirmDanger

        # Never by `_answer`: a yes that was recorded once is none to what stands here now.
        self._console.view_commands.macros.interrupt()
        question = ConfirmDanger(i18n.isolated_text(text_id, **params))
        return await self._console.app.push_screen_wait(question)

    async def _answer(
        self, ask: Callable[[], Awaitable[Given]], fits: Callable[[Given], bool] = lambda given: True
    ) -> Given:
        """What the person answers, or what was recorded while keys are replayed."""
        return await self._console.view_commands.macros.answer(ask, fits)

    def notify(self, text_id: str, severity: Severity = Severity.INFORMATION, **params: str | int) -> None:
        named = {"undo_key": self._console.keymap.label("desk.undo")} | params
        self.notify_text(i18n.text(text_id, **named), severity)

    def notify_text(self, text: str, severity: Severity = Severity.INFORMATION) -> None:
        """In the status line, which covers nothing, where it has room for it and can be seen; else as a card over all."""
        console, app = self._console, self._console.app
        is_short = "\n" not in text and cell_width(text) <= console.size.width - _STATUS_CELLS
        is_line_seen = app.screen is console or app.screen.is_modal
        if severity is not Severity.ERROR and is_short and is_line_seen:
            console.bars.say(text, self._lasting_s(severity), is_warning=severity is Severity.WARNING)
            return
        if severity is not Severity.INFORMATION:
            # What was said to be done may be just what this is about.
            console.bars.fall_silent()
        now = monotonic()
        self._notices_until = [until for until in self._notices_until if until > now]
        if len(self._notices_until) >= _NOTICES_AT_ONCE:
            app.clear_notifications()
            self._notices_until.clear()
        self._notices_until.append(now + self._lasting_s(severity))
        app.notify(
            i18n.as_sentence(text), severity=severity.value, timeout=self._lasting_s(severity), markup=False
        )

    def _lasting_s(self, severity: Severity) -> float:
        return self._console.settings.toast_s * _LASTS_TIMES[severity]

    def open_conversation(self, conversation_id: int) -> None:
        self._console.going.open(conversation_id)

    def go_to_next(self, conversation_ids: Sequence[int]) -> None:
        self._console.going.on_from(conversation_ids)

    def back_to(self, conversation_id: int) -> None:
        self._console.going.back_to(conversation_id)

    def preview_bulk(self, change: Change) -> None:
        self._console.bulking.preview(change)

    def clear_marks(self) -> None:
        self._console.inbox.clear_marks()

    def compose(
        self,
        kind: ComposeArea,
        conversation_id: int | None,
        *,
        cc: tuple[Address, ...] | None = None,
        text: str = "",
    ) -> None:
        self._console.going.write(ComposeKind(kind), conversation_id, cc=cc, text=text)

    def edit_title(self, conversation_id: int) -> bool:
        console = self._console
        is_shown = conversation_id == console.open_id and Pane.THREAD in console.arrangement.visible
        if is_shown:
            console.thread.edit_title()
        return is_shown

    def show_queue(self, queue: str) -> None:
        # Whoever goes to a queue goes to its list: left with the thread, the next key would act on what was read before.
        self._console.arrangement.go(Pane.INBOX)
        self._console.opened.show(queue)

    def show_query(self, query: str) -> None:
        self._console.show_list(self._console.list_key._replace(query=query))

    def show_sort(self, sort: Sort) -> None:
        self._console.opened.show_sort(sort)

    def show_screen(self, name: str, **params: str | int) -> None:
        self._console.show_screen(name, **params)

    def piped_before(self) -> "Sequence[Piped]":
        from support_tui.screens import piped_lines

        return piped_lines.read(self._console.settings.piped_file)

    def copy(self, text: str) -> None:
        if self._console.settings.clipboard.is_off:
            self.notify("frame-copy-off", Severity.WARNING)
            return
        self._console.app.copy_to_clipboard(text)
        self.notify("frame-copied")

    def copy_link(self, url: str) -> None:
        """A link goes to the clipboard and is shown; nothing opens it or fetches it."""
        if self._console.settings.clipboard.is_off:
            self.notify("frame-link-shown", url=url)
            return
        self._console.app.copy_to_clipboard(url)
        self.notify("frame-link-copied", url=url)

    async def edit_in_editor(self, text: str) -> str | None:
        after = edited(self._console.app, text, self._console.settings.editor)
        if isinstance(after, EditorFailure):
            self.notify(after.value, Severity.WARNING)
            return None
        return after if after != text else None
