"""All conversations of a list at once: by whichever way the words are looked up, those that the list itself shows."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.storage import lists
from server.storage.counts.counters import load_counters
from server.storage.lists import everything
from server.storage.viewer import Viewer
from server.storage.words.word_hits import Scale
from support_tui.wire import commands as c
from support_tui.wire.order import Sort
from support_tui.wire.query import Query, list_query, parse
from support_tui.wire.values import Address, Status
from support_tui.wire.views import ConversationPage
from tests.server.running import START, RunningDesk, running_desk

TITLES = (
    "Refund",
    "Parcel lost",
    "refunds wanted",
    "A parcel",
    "Invoice",
    "Unheard-of title",
    "الفاتورة",
    "Parcel",
)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[RunningDesk]:
    """Eight conversations with words in titles, messages and names; one closed, and two merged one into the other, and that into a third."""
    async with running_desk(tmp_path) as running:
        for number, title in enumerate(TITLES):
            sender = Address(f"nora{number}@x.example", "Nora Brook" if number % 2 else "Amal")
            text = ("my refund please", "where is my parcel", "الفاتورة رقم ٧")[number % 3]
            await running.ask(c.ReceiveMessage(1 + number % 2, sender, text, title=title))
        await running.do(c.SetStatus(2, Status.CLOSED))
        await running.do(c.MergeConversations(5, (6,)))
        await running.do(c.MergeConversations(4, (5,)))
        yield running


def found(desk: RunningDesk, queue: str, text: str, viewer: Viewer) -> tuple[list[int], list[int]]:
    """The conversations of a list: all at once, and as its pages show them."""
    asked = parse(text)
    query = list_query(queue, asked) if isinstance(asked, Query) else None
    assert query is not None
    with desk.database.snapshot() as reader:
        counters = load_counters(reader)
        ranges = everything.ranges(reader, counters, query, viewer, now_at=START + 10**9, seconds=3)
        at_once = sorted(id_ for part in ranges for id_ in everything.ids_in(reader, part))
        page = lists.page(reader, counters, query, Sort.ATTENTION, viewer, now_at=START + 10**9)
    assert isinstance(page, ConversationPage)
    return at_once, sorted(row.id for row in page.rows)


@pytest.mark.parametrize("queue", ["all", "closed", "anywhere", "mailbox:1"])
@pytest.mark.parametrize(
    "text", ["refund", "parcel", "parcel refund", "unheard", "invoice", '"lost parcel"', "re*", "-refund parcel", "nora", "الفاتوره"]
)  # fmt: skip
@pytest.mark.parametrize("is_common", [True, False])
async def test_all_of_a_list_is_what_its_pages_show(
    desk: RunningDesk, monkeypatch: pytest.MonkeyPatch, queue: str, text: str, *, is_common: bool
) -> None:
    """Whether the words are held to be common or rare; merged titles find the conversation that has taken them in."""
    if is_common:
        monkeypatch.setattr(everything, "FEW", -1)
        monkeypatch.setattr(everything, "SMALL", Scale(-1, 2, may_walk=True))
    for viewer in (
        Viewer(1, None, desk.service.directory),
        Viewer(2, frozenset({1}), desk.service.directory),
    ):
        at_once, shown = found(desk, queue, text, viewer)
        assert at_once == shown
