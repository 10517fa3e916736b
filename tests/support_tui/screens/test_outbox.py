"""What an agent sees of what has not left: the list, the warning on leaving, the line that is down, the login that has run out."""

from typing import Any

from support_tui.link.http import Unreachable
from support_tui.store import LinePhase, LineState
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.commands import Accepted, Request
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.scheduled import ScheduledReply
from support_tui.wire.values import Actor, ActorKind, Delivery, DeliveryState, MessageKind, Status
from support_tui.wire.views import LoggedIn
from tests.support_tui.fakes import DAY, HOUR, NOON, RAE, a_message, a_row
from tests.support_tui.screens.console_desk import OpenConsole, QuietServer, opened

ME = Actor(ActorKind.AGENT, RAE.id, RAE.name)
ROWS = [a_row(n) for n in (1, 2, 3)]


def a_later_reply(number: int = 1, state: DeliveryState = DeliveryState.QUEUED) -> ScheduledReply:
    """A reply of mine that is to leave tomorrow."""
    delivery = Delivery(state, due_at=NOON + DAY, send_at=NOON + DAY)
    message = a_message(
        1, number, kind=MessageKind.REPLY, text=f"Later {number}", author=ME, delivery=delivery
    )
    return ScheduledReply(message, "Title 1", "Amal", "Asia/Tokyo")


def sent_replies(desk: OpenConsole) -> list[c.SendReply]:
    """The replies that have reached the server."""
    return [r.command for r in desk.server.commands if isinstance(r.command, c.SendReply)]


def acted(desk: OpenConsole) -> list[c.Command]:
    """What has reached the server, without what was read."""
    return [r.command for r in desk.server.commands if not isinstance(r.command, c.MarkRead)]


def line_is_lost(desk: OpenConsole) -> None:
    """The server is not there any more; what is given waits."""

    async def nobody(request: Request) -> Unreachable:
        return Unreachable("down")

    desk.server.command = nobody  # type: ignore[assignment]
    app: Any = desk.pilot.app
    app._desk._outbox._send = nobody
    lost = LineState(LinePhase.OFFLINE, desk.fake.clock.now, reason="down", lost_at=desk.fake.clock.now)
    app._desk.show_line(lost)


async def test_the_list_says_what_has_not_left_and_why() -> None:
    """Held ones first, then what waits for the line, then what leaves later, by both clocks."""
    async with opened(ROWS) as desk:
        desk.server.later = (a_later_reply(1), a_later_reply(2, DeliveryState.HELD))
        line_is_lost(desk)
        await desk.press("e")
        await desk.press("g", "o")
        await desk.sees(
            "Held: the customer wrote again (1)", "Waiting for the connection (1)", "Leaves later (1)"
        )
        await desk.sees("Later 2", "Status", "their")
        text = desk.text()
        assert text.index("Held") < text.index("Waiting for") < text.index("Leaves later")


async def test_a_scheduled_reply_is_sent_now_or_taken_back_from_the_list() -> None:
    """One key each."""
    async with opened(ROWS) as desk:
        desk.server.later = (a_later_reply(1),)
        await desk.press("g", "o")
        await desk.sees("Later 1")
        await desk.press("s")
        await desk.until(lambda: acted(desk))
        await desk.press("x")
        await desk.until(lambda: len(acted(desk)) == 2)
        assert acted(desk) == [c.RescheduleReply(1, 1_001), c.CancelReply(1, 1_001)]


async def test_a_time_is_asked_for_in_the_composer() -> None:
    """Alt+L, when, and it is on its way with that time; the words are shown by both clocks while typing."""
    async with opened(ROWS) as desk:
        desk.fake.fill_customer(103, time_zone="Asia/Tokyo")
        await desk.press("r")
        await desk.until(lambda: desk.console.composer.is_open)
        await desk.press(*"Hello", "alt+l")
        await desk.sees("Send it when?")
        await desk.press(*"tomorrow", "space", "9")
        await desk.sees("leaves tomorrow 09:00, their 18:00")
        await desk.press("enter")
        await desk.until(lambda: sent_replies(desk))
        (sent,) = sent_replies(desk)
        assert sent.text == "Hello" and sent.send_at == NOON + 21 * HOUR
        assert not desk.console.composer.is_open


async def test_leaving_the_question_keeps_the_words() -> None:
    """Esc: nothing is sent, and one writes on."""
    async with opened(ROWS) as desk:
        await desk.press("r", *"Hello", "alt+l")
        await desk.sees("Send it when?")
        await desk.press("escape")
        await desk.until(lambda: desk.console.composer.has_focus_within)
        assert desk.console.composer.text == "Hello" and not sent_replies(desk)


async def test_a_held_reply_is_announced() -> None:
    """Who wrote, what is held, and the key that decides."""
    async with opened(ROWS) as desk:
        held = a_later_reply(1, DeliveryState.HELD).message
        changed = e.DeliveryChanged(held.id, Delivery(DeliveryState.QUEUED), Delivery(DeliveryState.HELD))
        desk.fake.happens(changed, a_row(1, version=2), message=held)
        await desk.until(lambda: any("is held" in said for said in desk.said))
        assert "go decides" in desk.said[-1] and "Customer 1" in desk.said[-1]


async def test_without_a_line_the_status_says_since_when_and_how_much_waits() -> None:
    """Through all the tries."""
    async with opened(ROWS) as desk:
        line_is_lost(desk)
        await desk.press("e")
        await desk.sees("No connection since", "one waits")
        trying = LineState(LinePhase.CONNECTING, desk.fake.clock.now, lost_at=desk.fake.clock.now)
        desk.fake.store.set_line(trying)
        await desk.sees("No connection since", "one waits")


async def test_a_filter_without_a_line_searches_what_is_kept() -> None:
    """And says that it is not the whole."""
    async with opened(ROWS) as desk:
        line_is_lost(desk)
        desk.console.ui.show_query("customer:2")
        await desk.sees("Customer 2")
        await desk.sees_no("Customer 3")
        await desk.until(lambda: any("kept on this machine" in said for said in desk.said))


async def test_leaving_with_unsent_work_asks_first() -> None:
    """How much; no stays, yes leaves."""
    async with opened(ROWS) as desk:
        line_is_lost(desk)
        await desk.press("e", "ctrl+q")
        await desk.sees("One change has not been sent yet")
        await desk.press("n")
        await desk.sees_no("has not been sent yet")
        assert desk.pilot.app.is_running
        await desk.press("ctrl+q")
        await desk.sees("One change has not been sent yet")
        await desk.press("y")
        await desk.until(lambda: not desk.pilot.app.is_running)


async def test_a_login_that_has_run_out_is_asked_for_and_then_all_is_sent() -> None:
    """A wrong password is said; the right one sends what waited."""

    class Strict(QuietServer):
        token = ""

        async def command(self, request: Request) -> Accepted | Refusal:  # type: ignore[override]
            if not self.token:
                return Refusal(RefusalCode.TOKEN_EXPIRED, {"expired_at": NOON})
            return await super().command(request)

        async def login(self, email: str, password: str, label: str) -> LoggedIn | Refusal:
            if (email, password) != (RAE.email, "right"):
                return Refusal(RefusalCode.BAD_CREDENTIALS)
            self.token = "fresh"
            return LoggedIn("fresh", RAE)

    async with opened(ROWS) as desk:
        strict = Strict(desk.server.seq, desk.server.rows)
        app: Any = desk.pilot.app
        app._desk._server = strict
        app._desk._outbox._send, app._desk._outbox._send_many = strict.command, strict.batch
        await desk.press("e")
        await desk.sees("The login has run out", RAE.email)
        await desk.press(*"wrong", "enter")
        await desk.sees("password")
        assert not strict.commands
        await desk.press(*"right", "enter")
        await desk.until(lambda: strict.commands)
        assert [request.command for request in strict.commands] == [c.SetStatus(3, Status.CLOSED)]
        await desk.sees_no("The login has run out")
