"""Where days begin: the asker's zone decides, on the server as in the console."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from server import wiring
from support_tui.link.address import Address, parse_address
from support_tui.link.http import Http
from support_tui.store import ListKey, PageRequest, Store
from support_tui.wire import codec
from support_tui.wire.commands import ReceiveMessage
from support_tui.wire.order import Sort
from support_tui.wire.query import Query, matches, parse
from support_tui.wire.values import Address as Person
from support_tui.wire.views import ConversationPage
from tests.server.served import ServedDesk, served_desk

MINUTE = 60_000_000
HOUR = 60 * MINUTE
MIDNIGHT = 1_767_225_600_000_000
"""1 January 2026, 00:00 UTC."""
ZONES = ("UTC", "Asia/Riyadh", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu")
QUERIES = (
    "created:2026-01-01", "created:>2025-12-31", "created:<=2025-12", "created:2026", "last:2025-12-31..2026-01-01",
    "created:today", "last:yesterday", "-created:2026-01-01",
)  # fmt: skip


async def _write_around_midnight(desk: ServedDesk) -> None:
    """A conversation every three hours, a day before and a day after, the edges and a minute before each."""
    moments = [MIDNIGHT + hours * HOUR - late for hours in range(-24, 25, 3) for late in (0, MINUTE)]
    for number, at in enumerate(moments):
        person = Person(f"c{number}@customer.example")
        await desk.do(ReceiveMessage(1, person, "Where?", f"q{number}@customer.example", received_at=at))


async def _listed(desk: ServedDesk, zone_name: str, query: str) -> list[int]:
    address = parse_address(desk.url)
    assert isinstance(address, Address)
    console = Http(address, await desk.token_of("Ada"), zone_name=zone_name)
    page = await console.conversations(ListKey("all", query, Sort.OLDEST), PageRequest(0, 100))
    await console.close()
    assert isinstance(page, ConversationPage)
    return [row.id for row in page.rows]


async def test_both_sides_agree_where_a_day_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """For every zone and every query with days: the server lists what the console, with the same zone, would."""
    monkeypatch.setattr(wiring, "now_us", lambda: MIDNIGHT + 2 * HOUR)
    async with served_desk(tmp_path / "desk") as desk:
        await _write_around_midnight(desk)
        everything = await desk.ask("GET", "/api/conversations", params={"limit": 100})
        rows = codec.decode(everything.content, ConversationPage).rows
        for zone_name in ZONES:
            facts = Store(lambda: MIDNIGHT + 2 * HOUR, ZoneInfo(zone_name)).facts()
            for text in QUERIES:
                query: Query = parse(text)  # type: ignore[assignment]
                expected = {row.id for row in rows if matches(query, row, facts)}
                assert set(await _listed(desk, zone_name, text)) == expected, (zone_name, text)


async def test_the_same_words_are_other_days_elsewhere(tmp_path: Path):
    """What was written at 22:00 in London was written the next day in Riyadh."""
    async with served_desk(tmp_path / "desk") as desk:
        late = MIDNIGHT - 2 * HOUR
        await desk.do(ReceiveMessage(1, Person("c@customer.example"), "Where?", "q", received_at=late))
        assert await _listed(desk, "", "created:2026-01-01") == []
        assert await _listed(desk, "Asia/Riyadh", "created:2026-01-01") == [1]


@pytest.mark.parametrize("name", ["Mars/Olympus", "../../etc/passwd", "", "Europe", "x" * 65])
async def test_a_zone_that_there_is_not_is_refused(tmp_path: Path, name: str):
    """By the name of the parameter, whatever the name tries to reach."""
    async with served_desk(tmp_path / "desk") as desk:
        answer = await desk.ask("GET", "/api/conversations", params={"q": "created:today", "tz": name})
        assert (answer.status, answer.code, answer.error["params"]["field"]) == (422, "invalid_field", "tz")
