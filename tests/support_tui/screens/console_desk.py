"""A console over a small desk without a server: what a test arranges, presses and sees."""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace
from textual.pilot import Pilot

from support_tui.actions.desk import Desk
from support_tui.app import SupportApp
from support_tui.keymap import Keymap
from support_tui.link.http import Unreachable
from support_tui.screens.console import Console
from support_tui.screens.settings import ConsoleSettings
from support_tui.store import LinePhase, LineState, ListKey, PageRequest
from support_tui.store.windows import place_under
from support_tui.text.display import TextMode
from support_tui.wire.actions import ActionPage
from support_tui.wire.commands import (
    Accepted,
    ChangeMany,
    Group,
    ManyChanged,
    MarkRead,
    Picked,
    Request,
    Selection,
)
from support_tui.wire.previews import BulkState, Preview, PreviewAsked
from support_tui.wire.refusals import Refusal
from support_tui.wire.scheduled import ScheduledPage
from support_tui.wire.views import (
    ConversationPage,
    ConversationRow,
    Customer,
    CustomerPage,
    Message,
    ThreadPage,
)
from tests.support_tui.actions.agents import FakeLine
from tests.support_tui.fakes import FakeDesk, a_message
from tests.support_tui.mail_server import MailServer
from tests.support_tui.own_answers import OwnAnswers


@dataclass
class QuietServer(OwnAnswers):
    """Answers questions from the rows it was given, and remembers the commands it got."""

    seq: int
    rows: list[ConversationRow]
    commands: list[Request] = field(default_factory=list)
    reads: list[Request] = field(default_factory=list)
    """What was told to have been read, which happens by itself and at any time."""
    zone_name: str = ""
    previewed: list[PreviewAsked] = field(default_factory=list)
    left: tuple[Group, ...] = ()
    """What every change to many leaves alone."""
    cancelled: list[str] = field(default_factory=list)
    is_slow: bool = False
    """Whether a change to many is never done before it is cancelled."""
    over: asyncio.Event = field(default_factory=asyncio.Event)
    finds_nothing_in: str = ""
    """A queue where every filter is in vain."""
    mail: MailServer = field(default_factory=MailServer)
    messages: dict[int, tuple[Message, ...]] = field(default_factory=dict)
    """The threads of conversations, where they are not one plain message."""

    async def conversations(self, key: ListKey, request: PageRequest) -> ConversationPage:
        if key.query and key.queue == self.finds_nothing_in:
            return ConversationPage((), self.seq, 0, 0)
        ordered = sorted(self.rows, key=lambda row: place_under(key.sort, row))
        rows = tuple(ordered[request.start : request.start + request.limit])
        return ConversationPage(rows, self.seq, request.start, len(ordered))

    async def thread(self, conversation_id: int, *, before: str = "", limit: int = 50) -> ThreadPage:
        row = next(row for row in self.rows if row.id == conversation_id)
        messages = self.messages.get(conversation_id) or (a_message(conversation_id, 1),)
        return ThreadPage(row, messages, seq=self.seq)

    async def customer(self, customer_id: int) -> CustomerPage:
        return CustomerPage(Customer(customer_id, f"Customer {customer_id - 100}"))

    async def customers(self, query: str, limit: int = 30) -> tuple[Customer, ...]:
        return ()

    async def conversation_log(self, conversation_id: int, *, before: int = 0) -> Unreachable:
        return Unreachable("not here")

    async def log(self, **filters: str | int) -> Unreachable:
        return Unreachable("not here")

    async def scheduled(self, whose: str = "mine") -> ScheduledPage:
        return ScheduledPage(self.later)

    async def download(self, *asked: Any) -> Refusal | Unreachable | None:
        return await self.mail.download(*asked)

    async def mail_headers(self, *asked: Any) -> Any:
        return await self.mail.mail_headers(*asked)

    async def mail_reading(self, *asked: Any) -> Any:
        return await self.mail.mail_reading(*asked)

    async def file_reading(self, *asked: Any) -> Any:
        return await self.mail.file_reading(*asked)

    async def command(self, request: Request) -> Accepted | Refusal | Unreachable:
        """Done, by an event that has not come down the stream yet: the prediction stays."""
        is_reading = isinstance(request.command, MarkRead)
        (self.reads if is_reading else self.commands).append(request)
        if self.answers and not is_reading:
            return self.answers.pop(0)
        if isinstance(request.command, ChangeMany):
            return await self._change_many(request)
        return Accepted(request.key, self.seq + 1)

    async def _change_many(self, request: Request) -> Accepted:
        if self.is_slow:
            await self.over.wait()
        total, left = self._counted(request.command.selection)
        many = ManyChanged(total, total - left, self.left, is_cancelled=request.key in self.cancelled)
        return Accepted(request.key, self.seq + 1, many=many)

    def _counted(self, selection: Selection) -> tuple[int, int]:
        total = (
            len(selection.ids)
            if isinstance(selection, Picked)
            else len(self.rows) - len(selection.except_ids)
        )
        return total, sum(group.count for group in self.left)

    async def preview(self, asked: PreviewAsked) -> Preview:
        """All would change but those that are left alone; the rows of whichever group is opened are the first ones."""
        self.previewed.append(asked)
        total, left = self._counted(asked.selection)
        shown = tuple(self.rows[:2]) if asked.opened is not None else ()
        return Preview(total, total - left, self.seq, 1, left=self.left, rows=shown)

    async def cancel_bulk(self, key: str) -> BulkState:
        self.cancelled.append(key)
        self.over.set()
        return BulkState(key, 0, 0)

    async def test_mailbox(self, asked: Any) -> Any:
        """There is no server that could try a mailbox."""
        return Unreachable("not here")

    async def actions(self, *, before: int = 0, limit: int = 50) -> ActionPage | Unreachable:
        return ActionPage(())

    async def close(self) -> None:
        return None


@dataclass
class OpenConsole:
    """A running console."""

    pilot: Pilot[Any]
    fake: FakeDesk
    server: QuietServer
    said: list[str] = field(default_factory=list)
    """What the status line has said, one after the other."""

    @property
    def console(self) -> Console:
        screen: Console = self.pilot.app.console_screen  # type: ignore[attr-defined]
        return screen

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def until(self, happened: Any) -> None:
        """Wait until a condition holds; fails after 20 seconds."""
        end = time.monotonic() + 20
        while not happened():
            if time.monotonic() > end:
                raise AssertionError(f"it never happened; the screen was\n{self.text()}")
            await self.pilot.pause(0.01)

    def text(self) -> str:
        """The screen as lines of text."""
        size = self.pilot.app.size
        strips = self.pilot.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in strips[: size.height])

    async def sees(self, *words: str) -> None:
        """Wait until all these words are on the screen."""
        await self.until(lambda: all(word in self.text() for word in words))

    async def sees_no(self, word: str) -> None:
        """Wait until a word is off the screen."""
        await self.until(lambda: word not in self.text())


@asynccontextmanager
async def _thawed() -> AsyncIterator[None]:
    """What a console keeps from the garbage collector for as long as a program runs is garbage once it has ended."""
    try:
        yield
    finally:
        gc.unfreeze()


@asynccontextmanager
async def opened(
    rows: Sequence[ConversationRow],
    size: tuple[int, int] = (120, 30),
    keys: dict[str, Sequence[str]] | None = None,
    **settings: Any,
) -> AsyncIterator[OpenConsole]:
    """A console that shows these rows as everything that is open."""
    fake = FakeDesk()
    # Each has the one message that its thread shows.
    rows = [replace(row, last_message_id=max(row.last_message_id, a_message(row.id, 1).id)) for row in rows]
    fake.store.take_snapshot(fake.snapshot(all=len(rows), mine=2))
    fake.fill(list(rows))
    server = QuietServer(fake.seq, list(rows))
    desk = Desk(fake.store, server, None, fake.clock)

    async def go_live() -> None:
        desk.start(FakeLine())
        fake.store.set_line(LineState(LinePhase.CONNECTING))
        desk.show_line(LineState(LinePhase.LIVE, fake.clock.now, latency_ms=18))

    wanted = ConsoleSettings(**({"preview_delay_ms": 20} | settings))
    app = SupportApp(fake.store, desk, Keymap(keys), TextMode(), settings=wanted, go_live=go_live)
    async with app.run_test(size=size, notifications=True) as pilot, _thawed():
        console = OpenConsole(pilot, fake, server)
        say = console.console.bars.say

        def heard(text: str, lasting_s: float, *, is_warning: bool = False) -> None:
            console.said.append(text)
            say(text, lasting_s, is_warning=is_warning)

        console.console.bars.say = heard  # type: ignore[method-assign]
        await console.until(lambda: console.console.is_furnished)
        await console.until(lambda: console.console.inbox.cursor_id is not None or not rows)
        yield console
