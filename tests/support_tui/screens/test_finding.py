"""The palette finds conversations and customers too."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from textual.widgets import OptionList

from support_tui import i18n
from support_tui.screens.finding import as_query
from support_tui.screens.help import HelpScreen
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


DAMAGED = "Read mails again"
"""A command that fits "ama", in the middle of one of its words, and not "amal"."""


def entries(palette) -> list[str]:
    """What is offered, in logical order."""
    return [str(option.prompt) for option in palette.query_one(OptionList).options]


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


@asynccontextmanager
async def a_slow_find():
    """A desk that was asked for "ama" and takes its time for "amal": the console, and what lets it answer."""
    async with opened([a_row(1)]) as desk:
        found, goes_on = Finds(desk.server), asyncio.Event()

        async def later(key, request):
            if key.query == "amal*":
                await goes_on.wait()
            return await found.conversations(key, request)

        desk.server.conversations = later
        await desk.press("ctrl+k", *"ama")
        await desk.until(lambda: desk.pilot.app.screen._listed_for == "ama")
        yield desk, goes_on


async def test_what_was_found_for_fewer_letters_stays_until_the_desk_has_answered():
    """Commands that fit no longer go at once; conversations and customers are not known to fit no longer."""
    async with a_slow_find() as (desk, goes_on):
        await desk.sees(DAMAGED, "Amal Haddad")
        await desk.press("l")
        await desk.sees_no(DAMAGED)
        assert "Amal Haddad" in desk.text()
        goes_on.set()


async def test_an_entry_one_has_moved_to_is_kept_when_the_list_comes_anew():
    """What a slow desk finds for one letter more does not take the choice away."""
    async with a_slow_find() as (desk, goes_on):
        await desk.press("l")
        await desk.sees_no(DAMAGED)
        await desk.press("down")
        goes_on.set()
        await desk.until(lambda: desk.pilot.app.screen._listed_for == "amal")
        await desk.press("enter")
        await desk.until(lambda: desk.console.list_key.query == "customer:#500")


async def test_an_entry_one_has_moved_to_is_chosen_before_the_desk_has_answered():
    """Enter means the entry it stands on, and waits for nothing."""
    async with a_slow_find() as (desk, goes_on):
        await desk.press("l")
        await desk.sees_no(DAMAGED)
        await desk.press("down", "enter")
        await desk.until(lambda: desk.console.list_key.query == "customer:#500")
        goes_on.set()


async def test_a_palette_that_was_left_is_no_more_waited_for():
    """What the desk finds for it then is nobody's."""
    async with a_slow_find() as (desk, goes_on):
        await desk.press("l", "escape")
        await desk.until(lambda: desk.pilot.app.screen is desk.console)
        goes_on.set()
        await desk.press("ctrl+k")
        await desk.sees("Reopen")


async def test_a_command_that_fits_best_is_run_before_the_desk_has_answered():
    """Nothing that the desk could find stands before it."""
    async with opened([a_row(1)]) as desk:

        async def never(key, request):
            await asyncio.Event().wait()

        desk.server.conversations = never
        await desk.press("ctrl+k", *"help", "enter")
        await desk.until(lambda: isinstance(desk.pilot.app.screen, HelpScreen))


async def test_that_nothing_is_found_is_said_in_the_readers_language():
    """After the desk has answered too."""
    i18n.use("ar")
    async with opened([a_row(1)]) as desk:
        desk.server.finds_nothing_in = "anywhere"
        await desk.press("ctrl+k", *"xyzzy")
        await desk.until(lambda: i18n.text("dialog-nothing") in entries(desk.pilot.app.screen))


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
