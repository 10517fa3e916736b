"""The customer beside the conversation."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from support_tui.messages import (
    CustomerFieldEdited,
    CustomerNeeded,
    CustomerNoteWritten,
    OpenConversation,
)
from support_tui.widgets.context import ContextPane
from support_tui.widgets.context.fields import problem_with, read_attribute, sent_value
from support_tui.wire.commands import EditCustomer
from support_tui.wire.values import Actor, ActorKind, Rating, Status
from support_tui.wire.views import CustomerNote
from tests.support_tui.fakes import DAY, NOON, FakeDesk, a_row
from tests.support_tui.widgets.pane import PaneApp
from tests.waiting import eventually

SARA: dict[str, Any] = {
    "name": "Sara Ali",
    "company": "Acme",
    "emails": ("sara@a.example", "s@b.example"),
    "time_zone": "Asia/Riyadh",
    "attributes": {"plan": "pro"},
    "conversation_count": 2,
    "conversations": (
        a_row(7, title="Late parcel"),
        a_row(8, title="Old refund", status=Status.CLOSED, rating=Rating.GOOD),
    ),
    "notes": (CustomerNote(1, NOON - DAY, Actor(ActorKind.AGENT, 2, "Sam Cole"), "Likes calls"),),
    "known_by": (2,),
}


class Knowing:
    """The pane of one customer."""

    def __init__(self, desk: FakeDesk, pane: ContextPane, app: PaneApp, pilot: Pilot[None]) -> None:
        self.desk, self.pane, self.app, self.pilot = desk, pane, app, pilot

    async def sees(self, text: str) -> None:
        await eventually(self.app.sees(text), f"{text!r} on screen:\n{self.app.screen_text}")

    async def posts(self, kind: type[Any]) -> Any:
        return (await eventually(lambda: self.app.posts(kind), kind.__name__))[-1]

    def stand_on(self, name: str) -> None:
        """Put the cursor on a field, conversation title or section by its entry's name."""
        names = [entry.name or entry.section.value for entry in self.pane.lines.card.entries]
        self.pane.lines.stand_on(names.index(name))


@asynccontextmanager
async def knowing(*, loaded: bool = True, **fields: Any) -> AsyncIterator[Knowing]:
    """The pane with customer 107."""
    desk = FakeDesk()
    if loaded:
        desk.fill_customer(107, **(SARA | fields))
    pane = ContextPane(desk.store)
    app = PaneApp(pane)
    async with app.run_test(size=(50, 45)) as pilot:
        desk.store.subscribe(pane.store_changed)
        pane.show(107)
        pane.focus()
        await pilot.pause()
        yield Knowing(desk, pane, app, pilot)


async def test_everything_known_is_on_the_card() -> None:
    """Profile, local time, attributes, history with outcome, notes and who knows them."""
    async with knowing() as card:
        for words in (
            "Sara Ali", "Acme", "sara@a.example", "15:00 in Asia/Riyadh", "plan", "pro", "Late parcel", "good",
            "Likes calls", "Known by", "Sam Cole",
        ):  # fmt: skip
            await card.sees(words)


async def test_a_customer_who_is_not_loaded_is_asked_for() -> None:
    """The pane says that it reads, and shows the card when it arrives."""
    async with knowing(loaded=False) as card:
        assert (await card.posts(CustomerNeeded)).customer_id == 107
        await card.sees("reading…")
        card.desk.fill_customer(107, **SARA)
        await card.sees("Sara Ali")


async def test_a_field_is_edited_in_place() -> None:
    """Enter lays the editor over the value and posts what was typed."""
    async with knowing() as card:
        card.stand_on("company")
        card.pane.do_edit()
        await card.pilot.press("ctrl+u", *"متجر", "enter")
        edited = await card.posts(CustomerFieldEdited)
        assert (edited.customer_id, edited.field, edited.value) == (107, "company", "متجر")


async def test_esc_changes_nothing() -> None:
    """The editor goes and nothing is posted."""
    async with knowing() as card:
        card.stand_on("company")
        card.pane.do_edit()
        await card.pilot.press(*"xyz", "escape")
        assert not card.app.posts(CustomerFieldEdited)
        assert card.app.focused is card.pane.lines


async def test_a_wrong_time_zone_is_said_before_it_is_sent() -> None:
    """Enter keeps the editor open with the reason."""
    async with knowing() as card:
        card.stand_on("time_zone")
        card.pane.do_edit()
        await card.pilot.press("ctrl+u", *"Mars/Base", "enter")
        await card.sees("No time zone of that name")
        assert not card.app.posts(CustomerFieldEdited)


async def test_lists_are_edited_with_commas() -> None:
    """Several addresses stand on one line and are sent as a list."""
    async with knowing() as card:
        card.stand_on("emails")
        card.pane.do_edit()
        await card.pilot.press("ctrl+u", *"a@a.example, b@b.example", "enter")
        assert (await card.posts(CustomerFieldEdited)).value == '["a@a.example","b@b.example"]'


async def test_a_conversation_of_the_history_opens() -> None:
    """Enter on it asks the screen to show it."""
    async with knowing() as card:
        entries = card.pane.lines.card.entries
        card.pane.lines.stand_on(next(n for n, entry in enumerate(entries) if entry.id == 8))
        card.pane.do_edit()
        assert (await card.posts(OpenConversation)).conversation_id == 8


async def test_a_section_folds() -> None:
    """Enter on a heading hides what is below it."""
    async with knowing() as card:
        card.stand_on("history")
        card.pane.do_edit()
        await eventually(lambda: "Old refund" not in card.app.screen_text, "the history is folded")


async def test_notes_and_attributes_are_added() -> None:
    """Both by one line; an attribute needs a name."""
    async with knowing() as card:
        card.pane.do_note()
        await card.pilot.press(*"Call first", "enter")
        assert (await card.posts(CustomerNoteWritten)).text == "Call first"
        card.pane.do_attribute()
        await card.pilot.press(*"pro", "enter")
        await card.sees("Write it as name = value")
        await card.pilot.press("ctrl+u", *"tier = gold", "enter")
        assert (await card.posts(CustomerFieldEdited)).field == "attribute.tier"


def test_values_are_checked_as_their_fields_ask() -> None:
    """A name may not be empty, everything else may; zones, languages and addresses are looked at."""
    assert problem_with("name", "") == "context-name-missing"
    assert problem_with("company", "") is None
    assert problem_with("language", "ar") is None
    assert problem_with("language", "not a tag") == "context-unknown-language"
    assert problem_with("emails", "a@b.example, x") == "context-bad-address"
    assert problem_with("time_zone", "Asia/Riyadh") is None


def test_attributes_are_written_with_a_sign_between() -> None:
    """`=` or a colon, also the wide one."""
    assert read_attribute("plan = pro") == ("plan", "pro")
    assert read_attribute("رقم: 12") == ("رقم", "12")
    assert read_attribute("plan") is None
    assert sent_value("company", "a, b") == "a, b"


async def test_an_edited_list_is_shown_before_the_server_answers() -> None:
    """The predicted card has the addresses one below the other."""
    async with knowing() as card:
        value = sent_value("emails", "first@a.example, second@b.example")
        card.desk.store.add_pending("key-00001", EditCustomer(107, {"emails": value}), None)
        await card.sees("first@a.example")
        assert not any("[" in line for line in card.app.screen_lines)
