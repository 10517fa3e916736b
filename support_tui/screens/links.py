"""The links of a message over the console: where each one really leads, and a warning where its words say something else."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from support_tui import i18n, opening
from support_tui.actions.interface import Severity
from support_tui.screens.dialog_list import DialogList
from support_tui.screens.overlay import ListOverlay
from support_tui.text.sanitize import sanitize_line
from support_tui.wire.links import host_of, is_misleading

if TYPE_CHECKING:
    from support_tui.screens.console import Console


class Link(NamedTuple):
    """The words of a link and where it leads; no words where it is its own text."""

    words: str
    target: str


class LinksScreen(ListOverlay):
    """A number or Enter opens, `y` copies."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,o", "open", show=False),
        Binding("y", "copy", show=False),
        Binding("escape,q,u,l", "leave", show=False),
    ]

    def __init__(self, console: "Console", links: Sequence[Link]) -> None:
        super().__init__()
        self._main = console
        self._links = links
        self._digits = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="-tall"):
            yield Static(Content(i18n.text("links-title", count=len(self._links))), id="dialog-title")
            yield DialogList(
                *(Option(_prompt(number, link)) for number, link in enumerate(self._links, 1)),
                id="dialog-list", compact=True, markup=False,
            )  # fmt: skip
            yield Static(
                Content(i18n.text("links-keys" if self._opener else "links-keys-copy")), id="dialog-hint"
            )

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.highlighted = 0
        options.focus()

    @property
    def _opener(self) -> tuple[str, ...]:
        return self._main.settings.opener

    @property
    def _link(self) -> Link | None:
        place = self.query_one(OptionList).highlighted
        return self._links[place] if place is not None else None

    def on_key(self, event: events.Key) -> None:
        """A number goes to the link that has it."""
        character = event.character or ""
        if not character.isdecimal():
            self._digits = ""
            return
        event.stop()
        typed = self._digits + str(int(character))
        self._digits = typed if 1 <= int(typed) <= len(self._links) else str(int(character))
        if 1 <= int(self._digits) <= len(self._links):
            self.query_one(OptionList).highlighted = int(self._digits) - 1

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        if self._link is not None:
            self._open(self._link)

    @work(exclusive=True, group="open")
    async def _open(self, link: Link) -> None:
        if await open_link(self._main, link):
            self.dismiss(None)

    def action_copy(self) -> None:
        if self._link is not None:
            self._main.ui.copy_link(self._link.target)
            self.dismiss(None)


async def open_link(console: "Console", link: Link) -> bool:
    """Open it in the system's browser, or copy it where nobody would see that; asks where its words say something else."""
    opener, target = console.settings.opener, link.target
    if not opener:
        console.ui.copy_link(target)
        return True
    if is_misleading(link.words, target):
        words, host = sanitize_line(link.words), host_of(target)
        if not await console.ui.confirm_danger("links-misleading-open", words=words, host=host):
            return False
    problem = opening.open_with(opener, target)
    if problem:
        console.ui.notify("links-not-opened", Severity.WARNING, reason=problem)
    else:
        console.ui.notify("links-opened", host=host_of(target))
    return True


def _prompt(number: int, link: Link) -> Content:
    """Number and words, then the target with its host standing out."""
    target, host = sanitize_line(link.target), host_of(link.target)
    before, found, after = target.partition(host) if host else (target, "", "")
    parts: list[tuple[str, str]] = [(f"{i18n.number(number):>3}  ", "$muted")]
    if link.words:
        parts.append((f"{sanitize_line(link.words)}\n     ", ""))
    parts += [(before, "$muted"), (found, "bold $accent"), (after, "$muted")]
    if is_misleading(link.words, link.target):
        parts.append((f"\n     ⚠ {i18n.text('links-misleading')}", "bold $text-error"))
    return Content.assemble(*parts)
