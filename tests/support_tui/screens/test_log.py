"""The change log as a screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.app import App
from textual.pilot import Pilot

from support_tui.screens.log import LogScreen
from support_tui.text.display import TextMode
from support_tui.theme import THEMES
from support_tui.wire import events as ev
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Actor, ActorKind, Priority
from support_tui.wire.views import LogPage
from tests.support_tui.fakes import MINUTE, NOON, FakeDesk
from tests.waiting import eventually

RAE = Actor(ActorKind.AGENT, 1, "Rae Adams")


class FakeLog:
    """Two pages of changes; remembers what it was asked."""

    def __init__(self, answer: LogPage | Refusal | None = None) -> None:
        self.asked: list[dict[str, str | int]] = []
        self._answer = answer

    async def log(self, **filters: str | int) -> object:
        self.asked.append(dict(filters))
        return self._answer or self._page(int(filters.get("before", 0)))

    async def conversation_log(self, conversation_id: int, *, before: int = 0) -> object:
        self.asked.append({"conversation": conversation_id, "before": before})
        return self._answer or self._page(before)

    def _page(self, before: int) -> LogPage:
        first = 100 if not before else 50
        entries = tuple(
            ev.Recorded(
                seq,
                NOON - (100 - seq) * MINUTE,
                RAE,
                ev.PriorityChanged(Priority.LOW, Priority.HIGH),
                conversation_id=7,
            )
            for seq in range(first, first - 50, -1)
        )
        return LogPage(entries, {7: "Late parcel"}, before=50 if not before else 0)


class LogApp(App[None]):
    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "support-dark"

    @property
    def screen_text(self) -> str:
        return "\n".join(strip.text.rstrip() for strip in self.screen._compositor.render_strips())


@asynccontextmanager
async def log_of(
    source: FakeLog, conversation_id: int | None = None
) -> AsyncIterator[tuple[LogScreen, LogApp, Pilot[None]]]:
    desk = FakeDesk()
    app = LogApp()
    async with app.run_test(size=(110, 30)) as pilot:
        screen = LogScreen(desk.store, source, TextMode(), conversation_id=conversation_id)
        app.push_screen(screen)
        await eventually(lambda: app.screen is screen and screen.is_mounted, "the log is open")
        yield screen, app, pilot


async def sees(app: LogApp, text: str) -> None:
    await eventually(lambda: text in app.screen_text, f"{text!r} on screen:\n{app.screen_text}")


async def test_it_says_who_did_what_and_what_was_before() -> None:
    """Each change stands with its author and both values."""
    async with log_of(FakeLog(), 7) as (_, app, _pilot):
        await sees(app, "Changes of #7")
        await sees(app, "Rae Adams set the priority to high")
        await sees(app, "low → high")


async def test_older_pages_are_read_as_they_are_wanted() -> None:
    """The second page is asked for with the first one's cursor, near the end."""
    source = FakeLog()
    async with log_of(source, 7) as (screen, app, pilot):
        await eventually(lambda: len(screen.lines.entries) == 50, "the first page")
        await pilot.press("G")
        await eventually(lambda: len(screen.lines.entries) == 100, "the second page")
        assert source.asked[-1]["before"] == 50
        await sees(app, "beginning of the log")


async def test_the_desks_log_is_narrowed_by_agent_and_kind() -> None:
    """Filters go to the server; c takes them away."""
    source = FakeLog()
    async with log_of(source) as (screen, app, pilot):
        await eventually(lambda: screen.lines.entries, "the first page")
        await sees(app, "#7 Late parcel")
        await pilot.press("a", *"rae", "enter")
        await eventually(lambda: source.asked[-1].get("agent") == 1, "asked for Rae's changes")
        await pilot.press("t", *"prio", "enter")
        await eventually(lambda: source.asked[-1].get("type") == "priority_changed", "asked for priorities")
        await sees(app, "priority only")
        await pilot.press("c")
        await eventually(lambda: source.asked[-1] == {}, "asked for everything")


async def test_a_refusal_is_said_in_words() -> None:
    """Who may not read the log is told so."""
    async with log_of(FakeLog(Refusal(RefusalCode.FORBIDDEN, {"action": "log"}))) as (_, app, _pilot):
        await sees(app, "The log could not be read")


async def test_nothing_yet_is_said_too() -> None:
    """An empty log is no empty screen."""
    async with log_of(FakeLog(LogPage(())), 7) as (_, app, _pilot):
        await sees(app, "Nothing has changed here yet.")
