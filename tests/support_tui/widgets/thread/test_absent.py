"""A conversation that was never read on this machine says so while there is no line, instead of looking empty."""

from support_tui.store import LinePhase, LineState
from support_tui.widgets.thread import ThreadView
from support_tui.wire import commands as c
from support_tui.wire.values import MessageKind
from tests.support_tui.fakes import FakeDesk, a_message, a_row
from tests.support_tui.widgets.pane import PaneApp
from tests.waiting import eventually

WORDS = "was not read on this machine yet"


async def test_without_a_line_it_says_why_there_is_nothing_and_shows_what_waits() -> None:
    """A note that was written meanwhile stands there; when the messages come the words go, and it stands behind them."""
    desk = FakeDesk()
    row = a_row(7, title="Late parcel")
    desk.fill([row])
    view = ThreadView(desk.store)
    app = PaneApp(view)
    async with app.run_test(size=(100, 30)):
        desk.store.subscribe(view.store_changed)
        view.show(7)
        assert WORDS not in app.screen_text
        desk.store.set_line(LineState(LinePhase.OFFLINE, desk.clock.now))
        await eventually(app.sees(WORDS), app.screen_text)
        desk.store.add_pending("key-00001", c.AddNote(7, "On its way"), None)
        await eventually(app.sees("On its way"), app.screen_text)
        desk.store.set_line(LineState(LinePhase.LIVE, desk.clock.now, latency_ms=3))
        desk.fill_thread(row, [a_message(7, 1, text="Where is it?", kind=MessageKind.INBOUND)])
        await eventually(app.sees("Where is it?"), app.screen_text)
        assert WORDS not in app.screen_text
        assert app.screen_text.index("Where is it?") < app.screen_text.index("On its way")
