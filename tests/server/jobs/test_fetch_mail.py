"""What is watched follows what is set."""

from server.jobs.fetch_mail import MailFetching
from support_tui.wire.mailboxes import ImapSettings


class Watching:
    """Keeps what it was told, in the order of all."""

    def __init__(self, desk: "Desk", mailbox_id: int, settings: ImapSettings) -> None:
        self._desk = desk
        self._name = f"{mailbox_id} at {settings.host}"
        self.settings = settings

    def start(self) -> None:
        self._desk.told.append(f"start {self._name}")

    def wake(self) -> None:
        self._desk.told.append(f"wake {self._name}")

    def end(self) -> None:
        self._desk.told.append(f"end {self._name}")

    def join(self, patience_s: float) -> None:
        self._desk.told.append(f"join {self._name}")


class Desk:
    """`wanted` is what is set: servers, and the marks of secrets, by mailbox."""

    def __init__(self) -> None:
        self.wanted: dict[int, tuple[ImapSettings, object]] = {}
        self.told: list[str] = []
        self.ended: list[int] = []
        self.fetching = MailFetching(
            lambda: self.wanted,
            lambda mailbox_id, settings: Watching(self, mailbox_id, settings),
            self.ended.append,
        )

    async def follows(self, *told: str) -> None:
        """Bring it up to date: exactly this is done."""
        self.told.clear()
        await self.fetching.follow()
        assert self.told == list(told)


async def test_a_mailbox_is_watched_from_when_it_is_set() -> None:
    """Once, however often it is looked."""
    desk = Desk()
    desk.wanted = {1: (ImapSettings("one.example"), "secret")}
    await desk.follows("start 1 at one.example")
    await desk.follows()


async def test_other_settings_begin_anew_when_the_old_watching_is_over() -> None:
    """One mailbox is never watched twice (E3)."""
    desk = Desk()
    desk.wanted = {1: (ImapSettings("one.example"), "secret")}
    await desk.follows("start 1 at one.example")
    desk.wanted = {1: (ImapSettings("two.example"), "secret")}
    await desk.follows("end 1 at one.example", "join 1 at one.example", "start 1 at two.example")
    assert desk.ended == []


async def test_another_secret_is_tried_at_once() -> None:
    """The watching goes on, and is woken."""
    desk = Desk()
    desk.wanted = {1: (ImapSettings("one.example"), "secret")}
    await desk.follows("start 1 at one.example")
    desk.wanted = {1: (ImapSettings("one.example"), "other")}
    await desk.follows("wake 1 at one.example")
    await desk.follows()


async def test_what_is_no_more_to_be_watched_ends() -> None:
    """And its state is forgotten."""
    desk = Desk()
    desk.wanted = {1: (ImapSettings("one.example"), "secret")}
    await desk.follows("start 1 at one.example")
    desk.wanted = {}
    await desk.follows("end 1 at one.example", "join 1 at one.example")
    assert desk.ended == [1]
