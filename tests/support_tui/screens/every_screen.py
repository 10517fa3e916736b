"""Every screen that can stand over the console, and how each is opened: for laws that hold for all of them."""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from textual.screen import Screen

import support_tui.screens
from support_tui.actions.kept_files import KeptFile
from support_tui.actions.mailbox_form import Form
from support_tui.pictures import Way
from support_tui.screens.answering import Answering
from support_tui.screens.attaching import Attaching
from support_tui.screens.attention_grid import AttentionScreen
from support_tui.screens.columns import ChooseColumns
from support_tui.screens.command_palette import Palette
from support_tui.screens.console import Console
from support_tui.screens.dialogs import AskText, Confirm, ConfirmDanger
from support_tui.screens.files import FilesScreen
from support_tui.screens.held import HeldDialog
from support_tui.screens.help import HelpScreen
from support_tui.screens.left_once import LeftOnce
from support_tui.screens.lines_dialog import AskLines
from support_tui.screens.links import Link, LinksScreen
from support_tui.screens.log import LogScreen
from support_tui.screens.log_in_again import LogInAgain
from support_tui.screens.long_text import LongTextScreen
from support_tui.screens.mailbox_form import MailboxScreen
from support_tui.screens.mailbox_test import MailboxTestScreen
from support_tui.screens.mailboxes import MailboxesScreen
from support_tui.screens.merging import MergePreview
from support_tui.screens.notifications import NotificationScreen
from support_tui.screens.outbox import OutboxScreen
from support_tui.screens.overlay import ListOverlay, Overlay
from support_tui.screens.picker import PickMany, PickOne
from support_tui.screens.picture import PictureScreen
from support_tui.screens.pipe import PipeScreen
from support_tui.screens.shared_draft import SharedDraftDialog
from support_tui.screens.tour import Tour
from support_tui.screens.views_list import ViewsScreen
from support_tui.text.display import TextMode
from support_tui.widgets.long_text import Stretch
from support_tui.wire.mailboxes import MailboxSettings
from tests.support_tui.screens.console_desk import OpenConsole

AnyScreen = Screen[Any]
Opens = Callable[[OpenConsole], Awaitable[Any]]

#: What stands over nothing: the console itself, and what others are made of.
NO_SCREENS = frozenset({Answering, Attaching, Console, LeftOnce, ListOverlay, Overlay})


def _keys(*keys: str) -> Opens:
    async def press(desk: OpenConsole) -> None:
        await desk.press(*keys)

    return press


def _pushes(make: Callable[[], AnyScreen]) -> Opens:
    async def push(desk: OpenConsole) -> None:
        await desk.pilot.app.push_screen(make())

    return push


async def _nobody(password: str) -> str:
    return "no"


async def _question(desk: OpenConsole) -> None:
    desk.console.run_worker(desk.console.ui.confirm("bulk-stop"))


async def _danger(desk: OpenConsole) -> None:
    desk.console.run_worker(desk.console.ui.confirm_danger("purging-ask", n=2, id="1", title="x"))


async def _links(desk: OpenConsole) -> None:
    await desk.pilot.app.push_screen(LinksScreen(desk.console, [Link("the site", "https://x.example/")]))


async def _files(desk: OpenConsole) -> None:
    file = KeptFile("attachments/1", "plan.pdf", "application/pdf", 9, 1)
    await desk.pilot.app.push_screen(FilesScreen(desk.console, "1 file", [file]))


async def _long_text(desk: OpenConsole) -> None:
    screen = LongTextScreen(desk.console, "Source", "reading-file-keys")
    screen.put([Stretch("Subject: x")])
    await desk.pilot.app.push_screen(screen)


async def _picture(desk: OpenConsole) -> None:
    file = KeptFile("attachments/1", "plan.png", "image/png", 9, 1)
    await desk.pilot.app.push_screen(PictureScreen(desk.console, file, b"", Way.BLOCKS))


async def _pipe(desk: OpenConsole) -> None:
    desk.console.show_screen("pipe", conversation_id=3, command="cat", form="plain")


async def _tour(desk: OpenConsole) -> None:
    desk.console.view_commands.do_tour()


async def _mailboxes(desk: OpenConsole) -> None:
    await desk.pilot.app.push_screen(MailboxesScreen(desk.console))


async def _mailbox(desk: OpenConsole) -> None:
    await desk.pilot.app.push_screen(
        MailboxScreen(desk.console, Form(MailboxSettings("Sales"), MailboxSettings("Sales")))
    )


async def _mailbox_test(desk: OpenConsole) -> None:
    await desk.pilot.app.push_screen(
        MailboxTestScreen(desk.console, Form(MailboxSettings("Sales"), MailboxSettings("Sales")))
    )


OPENERS: dict[type[AnyScreen], Opens] = {
    AskText: _keys("b"),
    AttentionScreen: _keys("g", "N"),
    ChooseColumns: _keys("O"),
    Confirm: _question,
    ConfirmDanger: _danger,
    HeldDialog: _pushes(lambda: HeldDialog("They wrote again.", TextMode())),
    FilesScreen: _files,
    HelpScreen: _keys("question_mark"),
    LinksScreen: _links,
    AskLines: _pushes(lambda: AskLines("Signature", "Rae", TextMode())),
    MailboxScreen: _mailbox,
    MailboxTestScreen: _mailbox_test,
    MailboxesScreen: _mailboxes,
    LogInAgain: _pushes(lambda: LogInAgain("rae@desk.example", "F5", _nobody)),
    LogScreen: _keys("L"),
    LongTextScreen: _long_text,
    MergePreview: _keys("x", "x", "ampersand"),
    NotificationScreen: _keys("g", "n"),
    OutboxScreen: _keys("g", "o"),
    Palette: _keys("colon"),
    PickMany: _keys("t"),
    PickOne: _keys("s"),
    PictureScreen: _picture,
    PipeScreen: _pipe,
    SharedDraftDialog: _pushes(lambda: SharedDraftDialog("A draft of Sam", "Dear Amal", TextMode())),
    Tour: _tour,
    ViewsScreen: _keys("g", "v"),
}


def every_screen() -> list[type[AnyScreen]]:
    """All that there are in the program, by name."""
    for module in pkgutil.iter_modules(support_tui.screens.__path__):
        importlib.import_module(f"support_tui.screens.{module.name}")
    found = {kind for kind in _below(Screen) if kind.__module__.startswith("support_tui.")} - NO_SCREENS
    return sorted(found, key=lambda kind: kind.__name__)


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


async def open_screen(desk: OpenConsole, kind: type[AnyScreen]) -> AnyScreen:
    """Open it over the console, and wait until it is there and painted."""
    await OPENERS[kind](desk)
    await desk.until(lambda: isinstance(desk.pilot.app.screen, kind))
    await desk.pilot.pause()
    screen: AnyScreen = desk.pilot.app.screen
    return screen
