"""Customers' profiles and the desk's own directory."""

import pytest

from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.limits import NAME_CHARS
from support_tui.wire.mailboxes import MailboxSettings
from support_tui.wire.values import Role
from tests.server.given import ADA, AMAL, CARLA, a_context, by, done, refused

AS_ADA = a_context(by(ADA))


def edited(**changes: str) -> tuple[e.Event, ...]:
    """What editing Carla's profile leads to."""
    return done(c.EditCustomer(7, changes), customer=CARLA).events


def test_each_field_is_an_event_with_old_and_new_value() -> None:
    """Attributes too; white space is tidied."""
    assert edited(name="Carla  B", **{"attribute.plan": "pro"}) == (
        e.CustomerEdited(7, "name", "Carla", "Carla B"),
        e.CustomerEdited(7, "attribute.plan", "", "pro"),
    )


def test_addresses_are_a_list_without_doubles() -> None:
    """The first one is where replies go; case makes no second one."""
    (event,) = edited(emails='["new@x.example","carla@customer.example","NEW@x.example"]')
    assert isinstance(event, e.CustomerEdited)
    assert event.new == '["new@x.example","carla@customer.example"]'


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "Carla", "no_change"),
        ("shoe_size", "42", "invalid_field"),
        ("id", "9", "invalid_field"),
        ("emails", "not a list", "invalid_field"),
        ("emails", '["nobody"]', "bad_address"),
        ("emails", '["taken@x.example"]', "name_taken"),
        ("name", "x" * (NAME_CHARS + 1), "too_large"),
        ("time_zone", "../../etc/passwd", "invalid_field"),
        ("language", "no language", "invalid_field"),
        ("attribute.", "x", "invalid_field"),
    ],
)
def test_wrong_fields_are_refused_by_name(field: str, value: str, code: str) -> None:
    """Nothing of the edit is done when one field is wrong."""
    command = c.EditCustomer(7, {"company": "ACME", field: value} if code != "no_change" else {field: value})
    assert refused(command, customer=CARLA, taken_emails=frozenset({"taken@x.example"})) == code


def test_a_note_about_a_person_needs_words() -> None:
    """And is an event of the customer."""
    decision = done(c.AddCustomerNote(7, "Prefers calls"), customer=CARLA)
    assert decision.events == (e.CustomerNoteAdded(7, 400, "Prefers calls"),)
    assert decision.created_id == 400
    assert refused(c.AddCustomerNote(7, " "), customer=CARLA) == "empty_text"


@pytest.mark.parametrize(
    ("command", "event"),
    [
        (
            c.SaveMailbox("Returns", "returns@desk.example"),
            e.MailboxChanged(10, "", "Returns", None, MailboxSettings("Returns", "returns@desk.example")),
        ),
        (
            c.SaveMailbox("Help", "support@desk.example", 1),
            e.MailboxChanged(
                1,
                "Support",
                "Help",
                MailboxSettings("Support", "support@desk.example"),
                MailboxSettings("Help", "support@desk.example"),
            ),
        ),
        (c.SaveTeam("Day", member_ids=(2, 1)), e.TeamChanged(10, "", "Day")),
        (c.SaveTeam("Night", 1, (1,)), e.TeamChanged(1, "Night shift", "Night")),
        (c.SaveTag("refund"), e.TagChanged(10, "", "refund")),
        (c.SaveTag("Billing", 1), e.TagChanged(1, "billing", "Billing")),
        (c.SaveAgent("New", "new@desk.example"), e.AgentChanged(10, "New", None, Role.AGENT)),
        (
            c.SaveAgent("Amal", "amal@desk.example", Role.VIEWER, 1),
            e.AgentChanged(1, "Amal", Role.AGENT, Role.VIEWER),
        ),
    ],
)
def test_the_directory_is_made_and_changed(command: c.Command, event: e.Event) -> None:
    """Without an id something new, with it a change."""
    decision = done(command, None, AS_ADA)
    assert decision.events == (event,)
    assert (decision.created_id == 10) is ("_id=10" in str(event))


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (c.SaveMailbox(" "), "invalid_field"),
        (c.SaveMailbox("SUPPORT"), "name_taken"),
        (c.SaveMailbox("Other", "Support@desk.example"), "name_taken"),
        (c.SaveMailbox("Other", "nobody"), "bad_address"),
        (c.SaveMailbox("Other", closed_days=-1), "invalid_field"),
        (c.SaveMailbox("Other", mailbox_id=99), "not_found"),
        (c.SaveMailbox("Support", "support@desk.example", 1), "no_change"),
        (c.SaveTeam("night SHIFT"), "name_taken"),
        (c.SaveTeam("Day", member_ids=(99,)), "not_found"),
        (c.SaveTeam("Night shift", 1, (1,)), "no_change"),
        (c.SaveTeam("Day", 99), "not_found"),
        (c.SaveTag("فاتوره"), "name_taken"),
        (c.SaveTag("ـ"), "invalid_field"),
        (c.SaveTag("billing", 1), "no_change"),
        (c.SaveTag("x", 99), "not_found"),
        (c.SaveAgent("X", "AMAL@desk.example"), "name_taken"),
        (c.SaveAgent("X", "nobody"), "bad_address"),
        (c.SaveAgent("X", "x@desk.example", mailbox_ids=(99,)), "not_found"),
        (c.SaveAgent("X", "x@desk.example", agent_id=99), "not_found"),
        (c.SaveAgent("Ada", "ada@desk.example", Role.AGENT, 4), "invalid_field"),
        (c.SaveAgent("Ada", "ada@desk.example", Role.ADMIN, 4, is_disabled=True), "invalid_field"),
        (c.SaveAgent("Ada", "ada@desk.example", Role.ADMIN, 4), "no_change"),
    ],
)
def test_wrong_entries_of_the_directory_are_refused(command: c.Command, code: str) -> None:
    """Names are unique in any spelling, and the last administrator stays one."""
    assert refused(command, None, AS_ADA) == code


def test_only_administrators_change_the_desk() -> None:
    """Amal may not."""
    assert refused(c.SaveTag("refund"), None, a_context(by(AMAL))) == "forbidden"
