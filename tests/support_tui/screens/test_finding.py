"""The palette finds conversations and customers too."""

import asyncio

import pytest

from support_tui.screens.finding import as_query
from support_tui.wire.views import ConversationPage, Customer
from tests.support_tui.fakes import a_row
from tests.support_tui.screens.console_desk import opened


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("12", "#12"), ("#12", "#12"), ("١٢", "#12"), ("refund", "refund*"), ("late refund", "late refund*"),
        ("tag:refund", "tag:refund"), ("status:", ""), ("  ", ""), ('"exact', ""),
    ],
)  # fmt: skip
def test_typed_words_are_a_query(typed, query):
    """A number is a conversation's; the last word may go on; what is no query finds nothing."""
    assert as_query(typed) == query


class Finds:
    """Finds one conversation that no list has loaded, and one customer; remembers what it was asked."""

    def __init__(self, server):
        self.asked, self.listed = [], server.conversations
        server.conversations, server.customers = self.conversations, self.customers

    async def conversations(self, key, request):
        if key.queue != "anywhere":
            return await self.listed(key, request)
        self.asked.append((key.query, request.limit))
        return ConversationPage((a_row(77, title="Refund for Amal"),), 1, 0, 1)

    async def customers(self, query, limit=30):
        return (Customer(500, "Amal Haddad", emails=("amal@example.org",)),)


async def test_a_conversation_is_opened_from_the_palette():
    """By a word of its title, although it is in no list."""
    async with opened([a_row(1)]) as desk:
        found = Finds(desk.server)
        desk.server.rows.append(a_row(77))
        await desk.press("ctrl+k", *"amal")
        await desk.sees("#77 Refund for Amal", "Customer 77", "Amal Haddad", "amal@example.org")
        await desk.until(
            lambda: found.asked[-1] == ("amal*", 6) and desk.pilot.app.screen._listed_for == "amal"
        )
        await desk.press("enter")
        await desk.until(lambda: desk.console.open_id == 77)


async def test_an_entry_one_has_moved_to_is_kept_when_the_list_comes_anew():
    """What a slow desk finds for one letter more does not take the choice away."""
    async with opened([a_row(1)]) as desk:
        found, goes_on = Finds(desk.server), asyncio.Event()

        async def later(key, request):
            if key.query == "amal*":
                await goes_on.wait()
            return await found.conversations(key, request)

        def palette():
            return desk.pilot.app.screen

        desk.server.conversations = later
        await desk.press("ctrl+k", *"ama")
        await desk.until(lambda: palette()._listed_for == "ama")
        await desk.press("l", "down", "down")
        goes_on.set()
        await desk.until(lambda: palette()._listed_for == "amal")
        await desk.press("enter")
        await desk.until(lambda: desk.console.list_key.query == "customer:#500")


async def test_a_customers_conversations_are_shown_from_the_palette():
    """The list has a tab of its own, and says what it is narrowed to."""
    async with opened([a_row(1)]) as desk:
        found = Finds(desk.server)
        await desk.press("ctrl+k", *"amal")
        await desk.until(lambda: found.asked and found.asked[-1][0] == "amal*")
        await desk.until(lambda: desk.pilot.app.screen._listed_for == "amal")
        await desk.sees("Amal Haddad")
        await desk.press("down", "enter")
        await desk.until(lambda: desk.console.list_key.query == "customer:#500")
        await desk.sees("Everywhere", "customer:#500")


async def test_a_command_that_fits_stands_before_what_is_found():
    """Enter does the command, as before."""
    async with opened([a_row(1)]) as desk:
        Finds(desk.server)
        await desk.press("ctrl+k", *"close and")
        await desk.sees("Close and go on", "#77")
        assert desk.text().index("Close and go on") < desk.text().index("#77")
