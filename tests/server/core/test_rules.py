"""The rules that are tables: every entry is looked at, and none is missing."""

import typing
from itertools import product

import msgspec
import pytest

from server.core import conflicts
from server.core.access import ALLOWED, SYSTEM, may_give, may_see
from server.core.context import Asker
from server.core.delivery import REPORTS
from server.core.evolve import evolve
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.statuses import MOVES, Trigger, status_after
from support_tui.wire.values import Actor, ActorKind, DeliveryState, MessageKind, Role, Status
from tests.server.given import ADA, AMAL, BASIL, CHANNEL, GONE, NOW, VERA, a_conversation, by

COMMANDS = typing.get_args(c.Command)


def test_every_command_has_its_place_in_the_access_table() -> None:
    """Nothing can be asked that nobody has thought about."""
    assert set(ALLOWED) == set(COMMANDS)


def _any(kind: type) -> c.Command:
    fields = {"conversation_id": 41, "customer_id": 7, "mailbox_id": 1, "name": "x", "email": "x@y.example"}
    wanted = {field.name: fields.get(field.name) for field in msgspec.structs.fields(kind) if field.required}
    return kind(**wanted)


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
def test_roles_hold_for_each_command(kind: type) -> None:
    """Viewers look and arrange what they look at, agents work, administrators may do all that a person may; disabled ones nothing, the system everything."""
    command = _any(kind)
    assert may_give(by(VERA), command) is (kind in (*c.READINGS, c.SaveView, c.DeleteView, c.ArrangeTabs))
    assert may_give(by(AMAL), command) is (Role.AGENT in ALLOWED[kind])
    assert may_give(by(ADA), command)
    assert not may_give(by(GONE), command)
    assert may_give(SYSTEM, command)
    assert may_give(CHANNEL, command) is (kind in (c.ReceiveMessage, c.RateConversation, c.RecordDelivery))


def test_mailboxes_narrow_what_is_seen() -> None:
    """An agent's list, a channel's one mailbox; no list is every mailbox."""
    assert [may_see(by(BASIL), mailbox) for mailbox in (1, 2)] == [True, False]
    assert may_see(by(AMAL), 2)
    narrow = Asker(Actor(ActorKind.CHANNEL), None, "channel", 2)
    assert [may_see(narrow, mailbox) for mailbox in (1, 2)] == [False, True]


@pytest.mark.parametrize(("trigger", "status", "has_assignee"), list(product(Trigger, Status, (False, True))))
def test_the_status_moves_only_along_its_table(trigger: Trigger, status: Status, has_assignee: bool) -> None:
    """Every trigger is answered in every status; only the customer brings a closed conversation back."""
    assert (trigger, status) in MOVES
    after = status_after(trigger, status, has_assignee=has_assignee)
    if status is Status.CLOSED and trigger is not Trigger.CUSTOMER_WROTE:
        assert after is Status.CLOSED
    if trigger is Trigger.REPLY_SENT and status is not Status.CLOSED:
        assert after is Status.AWAITING_REPLY
    if trigger is Trigger.CUSTOMER_WROTE:
        assert after is (Status.IN_PROGRESS if has_assignee else Status.OPEN)


def test_every_delivery_state_has_its_reports() -> None:
    """Nothing is unknown, and what was taken back or has arrived for good is never sent again."""
    assert set(REPORTS) == set(DeliveryState)
    assert not REPORTS[DeliveryState.CANCELLED]
    assert all(DeliveryState.CANCELLED not in reports for reports in REPORTS.values()), (
        "only people take back"
    )
    assert DeliveryState.SENDING not in REPORTS[DeliveryState.MAYBE_SENT]


def test_no_report_sends_again_what_has_left_or_may_have() -> None:
    """Only a person queues it once more, having been asked (E21)."""
    again = {DeliveryState.QUEUED, DeliveryState.SENDING}
    left = {DeliveryState.ACCEPTED, DeliveryState.DELAYED, DeliveryState.DELIVERED, DeliveryState.BOUNCED}
    reached, news = set(), left | {DeliveryState.MAYBE_SENT}
    while news:
        reached |= news
        news = set().union(*(REPORTS[state] for state in news)) - reached
    assert not reached & again


@pytest.mark.parametrize("kind", list(conflicts.CLASHES), ids=lambda kind: kind.__name__)
def test_commands_that_can_clash_know_what_against(kind: type) -> None:
    """Each names events of the log and a field that the refusal can tell."""
    tags = conflicts.event_tags(_any(kind))
    assert tags
    assert conflicts.CLASHES[kind].field


def _by_basil(event: e.Event) -> e.Recorded:
    return e.Recorded(9, NOW, Actor(ActorKind.AGENT, BASIL.id, BASIL.name), event, conversation_id=41)


def test_the_later_of_two_is_told_what_changed() -> None:
    """Who, when, what, and what it is now."""
    closed = _by_basil(e.StatusChanged(Status.OPEN, Status.CLOSED))
    clash = conflicts.clash(c.SetStatus(41, Status.IN_PROGRESS), [closed])
    assert clash is not None
    assert clash.params == {"field": "status", "by": "Basil", "at": NOW, "value": "closed"}
    assert conflicts.clash(c.SetTitle(41, "x"), [closed]) is None
    assert conflicts.clash(c.AddNote(41, "x"), [closed]) is None
    assert conflicts.clash(c.AddNote(41, "x", status=Status.OPEN), [closed]) == clash


@pytest.mark.parametrize("kind", list(MessageKind))
def test_what_a_person_wrote_meanwhile_stands_against_a_reply(kind: MessageKind) -> None:
    """The customer writing on, a colleague's reply and a note are to be read before the answer leaves; machine mail holds nothing back."""
    reply = c.SendReply(41, "Hi")
    clash = conflicts.clash(reply, [_by_basil(e.MessageAdded(5, kind, NOW, "words"))])
    assert clash is not None
    assert clash.params["value"] == "words"
    machine = _by_basil(e.MessageAdded(6, kind, NOW, "out of office", is_automatic=True))
    assert conflicts.clash(reply, [machine]) is None


def test_only_the_same_field_of_a_profile_clashes() -> None:
    """Two people may fill in different fields at once."""
    later = [_by_basil(e.CustomerEdited(7, "name", "a", "b"))]
    assert conflicts.clash(c.EditCustomer(7, {"company": "x"}), later) is None
    assert conflicts.clash(c.EditCustomer(7, {"name": "x"}), later) is not None


def test_a_mailbox_is_not_saved_over_a_colleagues_change() -> None:
    """Of the same mailbox; another one's is no reason."""
    changed = _by_basil(e.MailboxChanged(1, "Support", "Help"))
    clash = conflicts.clash(c.SaveMailbox("Support", mailbox_id=1), [changed])
    assert clash is not None and clash.params["value"] == "Help"
    assert conflicts.clash(c.SaveMailbox("Sales", mailbox_id=2), [changed]) is None


def test_every_event_makes_a_new_version() -> None:
    """Of two rows the higher version is the later one, whatever happened."""
    state = a_conversation()
    event = e.MessageAdded(91, MessageKind.NOTE, NOW, "x")
    assert evolve(state, event, NOW).version == state.version + 1
    assert evolve(state, e.TagsChanged((1,)), NOW).version == state.version + 1
