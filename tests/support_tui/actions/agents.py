"""An agent at a console without a screen, and a server that does what it is told: for tests of what keys do."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from support_tui.actions.controller import Desk
from support_tui.actions.interface import ActionContext, Choice, Severity, WrittenForMany
from support_tui.link.http import Unreachable
from support_tui.store import ListKey, PageRequest
from support_tui.wire.actions import Action, ActionPage
from support_tui.wire.commands import Accepted, Group, Request
from support_tui.wire.drafts import SavedDraft
from support_tui.wire.frames import Activity
from support_tui.wire.order import Sort
from support_tui.wire.quarantine import MailRetried
from support_tui.wire.refusals import Refusal
from support_tui.wire.scheduled import ScheduledPage
from support_tui.wire.values import Address
from support_tui.wire.views import (
    ConversationPage,
    ConversationRow,
    Customer,
    CustomerPage,
    LogPage,
    ThreadPage,
)
from tests.support_tui.fakes import FakeDesk, a_message
from tests.support_tui.own_answers import OwnAnswers


@dataclass
class FakeServer(OwnAnswers):
    """Answers questions from the fake desk and commands as told; counts what was asked."""

    desk: FakeDesk
    pages: dict[ListKey, list[Any]] = field(default_factory=dict)
    is_down: bool = False
    requests: list[Request] = field(default_factory=list)
    asked: list[tuple[str, Any]] = field(default_factory=list)
    remembered: list[Action] = field(default_factory=list)
    retried: MailRetried = field(default_factory=MailRetried)

    @property
    def commands(self) -> list[Any]:
        return [request.command for request in self.requests]

    async def conversations(
        self, key: ListKey, request: PageRequest
    ) -> ConversationPage | Refusal | Unreachable:
        self.asked.append(("page", request))
        await asyncio.sleep(0)
        if self.is_down:
            return Unreachable("down")
        rows = self.pages.get(key, [])
        part = rows[request.start : request.start + request.limit]
        return ConversationPage(tuple(part), self.desk.seq, request.start, len(rows), len(rows))

    async def thread(
        self, conversation_id: int, *, before: str = "", limit: int = 50
    ) -> ThreadPage | Refusal | Unreachable:
        self.asked.append(("older" if before else "thread", conversation_id))
        await asyncio.sleep(0)
        row = self.desk.store.replica.rows.get(conversation_id)
        if self.is_down or row is None:
            return Unreachable("down")
        numbers = range(0, 3) if before else range(3, 6)
        messages = tuple(a_message(conversation_id, number) for number in numbers)
        return ThreadPage(row, messages, seq=self.desk.seq, before="" if before else "cursor")

    async def customer(self, customer_id: int) -> CustomerPage | Refusal | Unreachable:
        self.asked.append(("customer", customer_id))
        return CustomerPage(Customer(customer_id, "Amal"))

    async def customers(self, query: str, limit: int = 30) -> tuple[Customer, ...] | Refusal | Unreachable:
        return (Customer(101, "Amal\x1b[2J", emails=("amal@example.org",)),)

    async def conversation_log(
        self, conversation_id: int, *, before: int = 0
    ) -> LogPage | Refusal | Unreachable:
        return LogPage(())

    async def log(self, **filters: str | int) -> LogPage | Refusal | Unreachable:
        return LogPage(())

    async def scheduled(self, whose: str = "mine") -> ScheduledPage | Refusal | Unreachable:
        return Unreachable("down") if self.is_down else ScheduledPage(self.later)

    async def command(self, request: Request) -> Accepted | Refusal | Unreachable:
        await asyncio.sleep(0)
        if self.is_down:
            return Unreachable("down")
        self.requests.append(request)
        if self.answers:
            return self.answers.pop(0)
        about = getattr(request.command, "conversation_id", None)
        return Accepted(
            request.key, self.desk.seq, conversation_id=about, message_id=len(self.requests) + 5_000
        )

    async def retry_mail(self, conversation_ids: tuple[int, ...]) -> MailRetried | Refusal | Unreachable:
        self.asked.append(("retry mail", conversation_ids))
        if self.answers:
            return self.answers.pop(0)
        return Unreachable("down") if self.is_down else self.retried

    async def actions(self, *, before: int = 0, limit: int = 50) -> ActionPage | Refusal | Unreachable:
        return Unreachable("down") if self.is_down else ActionPage(tuple(self.remembered))

    async def close(self) -> None:
        self.asked.append(("close", None))


@dataclass
class FakeUi:
    """Answers questions from a list and writes down what was said and shown."""

    answers: list[Any] = field(default_factory=list)
    piped: tuple[Any, ...] = ()
    offered: list[Sequence[Choice]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    done: list[tuple[str, Any]] = field(default_factory=list)
    here_id: int | None = None
    read_id: int | None = None

    async def write_many(self, kind: str) -> WrittenForMany | None:
        answer: WrittenForMany | None = self.answers.pop(0)
        return answer

    async def choose_survivor(
        self, rows: Sequence[ConversationRow], survivor_id: int, left: Sequence[Group] = ()
    ) -> int | None:
        self.done.append(("preview", ([row.id for row in rows], survivor_id)))
        answer: int | None = self.answers.pop(0)
        return answer

    async def pick(self, title_id: str, choices: Sequence[Choice], *, find: Any = None) -> str | None:
        self.offered.append(choices)
        answer: str | None = self.answers.pop(0)
        return answer

    async def pick_many(
        self, title_id: str, choices: Sequence[Choice], *, may_create: bool = False
    ) -> list[str] | None:
        self.offered.append(choices)
        answer: list[str] | None = self.answers.pop(0)
        return answer

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
        answer: str | None = self.answers.pop(0)
        return answer

    async def read_draft(self, drafts: Sequence[SavedDraft]) -> SavedDraft | None:
        answer: SavedDraft | None = self.answers.pop(0)
        return answer

    async def confirm(self, text_id: str, **params: str | int) -> bool:
        return bool(self.answers.pop(0))

    async def confirm_danger(self, text_id: str, **params: str | int) -> bool:
        return bool(self.answers.pop(0))

    def notify(self, text_id: str, severity: Severity = Severity.INFORMATION, **params: str | int) -> None:
        self.said.append(text_id)

    def notify_text(self, text: str, severity: Severity = Severity.INFORMATION) -> None:
        self.said.append(text)

    def open_conversation(self, conversation_id: int) -> None:
        self.done.append(("open", conversation_id))

    def go_to_next(self, conversation_ids: Sequence[int]) -> None:
        self.done.append(("next", tuple(conversation_ids)))

    def back_to(self, conversation_id: int) -> None:
        self.done.append(("back", conversation_id))

    def clear_marks(self) -> None:
        self.done.append(("unmark", None))

    def compose(
        self,
        kind: str,
        conversation_id: int | None,
        *,
        cc: tuple[Address, ...] | None = None,
        text: str = "",
    ) -> None:
        self.done.append((kind, conversation_id))

    def edit_title(self, conversation_id: int) -> bool:
        return False

    def show_queue(self, queue: str) -> None:
        self.done.append(("queue", queue))

    def show_query(self, query: str) -> None:
        self.done.append(("query", query))

    def show_sort(self, sort: Sort) -> None:
        self.done.append(("sort", sort))

    def show_screen(self, name: str, **params: str | int) -> None:
        self.done.append(("screen", name))

    def piped_before(self) -> tuple[Any, ...]:
        return self.piped

    def copy(self, text: str) -> None:
        self.done.append(("copy", text))

    async def edit_in_editor(self, text: str) -> str | None:
        return None


@dataclass
class FakeLine:
    """A line that is up and says nothing."""

    looks: list[tuple[int | None, Activity]] = field(default_factory=list)

    def start(self) -> None:
        self.looks.clear()

    def hurry(self) -> None:
        self.looks.append((None, Activity.VIEWING))

    def look(self, conversation_id: int | None, activity: Activity) -> None:
        self.looks.append((conversation_id, activity))

    async def close(self) -> None:
        self.looks.clear()


@dataclass
class AnAgent:
    """Somebody at a console: presses keys by their handlers, sees the store, is told things."""

    fake: FakeDesk
    server: FakeServer
    desk: Desk
    ui: FakeUi = field(default_factory=FakeUi)

    def context(self, *targets: int, open_id: int | None = None) -> ActionContext:
        return ActionContext(self.fake.store, self.desk, self.ui, targets, open_id, ListKey("all"))

    def shown(self, key: ListKey | None = None) -> list[int]:
        return list(self.fake.store.replica.lists[key or ListKey("all")].loaded_ids())
