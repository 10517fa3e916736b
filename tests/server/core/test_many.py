"""A change to many conversations is each one's own decision, by the rules of the single command; what is left alone is told by reason."""

from typing import Any

from msgspec.structs import replace

from server.core.decision import Decision
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.commands import ManyChanged
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Folder, Status
from tests.server.given import AMAL, BASIL, CARLA, NOW, VERA, a_context, a_conversation, by, decided

PICKED = c.Picked((1, 2, 3))


def many(change: c.Change, *states: Any, asker: Any = None, can_send: bool = True) -> Decision:
    """What the desk decides about all of them."""
    decision = decided(
        c.ChangeMany(PICKED, change),
        context=a_context(asker, can_send=can_send),
        others=states,
        customers={CARLA.id: CARLA},
    )
    assert isinstance(decision, Decision), decision
    return decision


def outcome(decision: Decision) -> ManyChanged:
    """What is told of it."""
    assert decision.many is not None
    return decision.many


def reasons(decision: Decision) -> list[tuple[str, int, tuple[int, ...]]]:
    """Why some are left alone: code, how many, which."""
    return [(group.reason.code.value, group.count, group.ids) for group in outcome(decision).left]


def test_those_that_can_change_do_and_the_others_say_why() -> None:
    """So already, merged, in a mailbox of others: three groups, and one change."""
    decision = many(
        c.SetStatus(0, Status.CLOSED),
        a_conversation(id=1),
        a_conversation(id=2, status=Status.CLOSED),
        a_conversation(id=3, mailbox_id=2),
        a_conversation(id=4, merged_into_id=1),
        asker=by(BASIL),
    )
    assert [part.conversation_id for part in decision.others] == [1]
    waited = a_conversation().waiting_since_at
    closed = e.StatusChanged(Status.OPEN, Status.CLOSED, old_waiting_since_at=waited)
    assert decision.others[0].events == (closed,)
    assert outcome(decision).total == 4
    assert outcome(decision).changed == 1
    assert reasons(decision) == [
        ("conversation_merged", 1, (4,)),
        ("forbidden", 1, (3,)),
        ("no_change", 1, (2,)),
    ]


def test_a_new_tag_is_made_once_for_all() -> None:
    """The first conversation makes it, the others wear the same one."""
    decision = many(c.ChangeTags(0, add=("Broken scale",)), *(a_conversation(id=i) for i in (1, 2, 3)))
    made = [event for part in decision.others for event in part.events if isinstance(event, e.TagChanged)]
    worn = [event for part in decision.others for event in part.events if isinstance(event, e.TagsChanged)]
    assert [event.tag_id for event in made] == [10]
    assert [event.added for event in worn] == [(10,), (10,), (10,)]


def test_every_note_is_a_message_of_its_own() -> None:
    """Their numbers follow each other."""
    decision = many(c.AddNote(0, "Seen"), a_conversation(id=1), a_conversation(id=2))
    assert [part.messages[0].id for part in decision.others] == [200, 201]


def test_each_customer_gets_their_own_reply() -> None:
    """Where a reply cannot reach them nothing is written, and it is said."""
    reached = many(c.SendReply(0, "Fixed now"), a_conversation(id=1), a_conversation(id=2))
    assert [part.messages[0].to[0].email for part in reached.others] == ["carla@customer.example"] * 2
    nowhere = many(c.SendReply(0, "Fixed now"), a_conversation(id=1), can_send=False)
    assert nowhere.others == ()
    assert reasons(nowhere) == [("no_channel", 1, (1,))]


def test_an_agent_takes_over_and_teams_stay() -> None:
    """Each conversation keeps the team it has."""
    decision = many(c.AssignAgent(0, AMAL.id), a_conversation(id=1, team_id=1), a_conversation(id=2))
    assigned = [part.events[0] for part in decision.others]
    assert [(event.new_agent_id, event.new_team_id) for event in assigned] == [(1, 1), (1, None)]


def test_an_agent_outside_a_mailbox_gets_only_the_others() -> None:
    """The group says what is the matter."""
    decision = many(c.AssignAgent(0, BASIL.id), a_conversation(id=1), a_conversation(id=2, mailbox_id=2))
    assert outcome(decision).changed == 1
    assert outcome(decision).left[0].reason == Refusal(
        RefusalCode.INVALID_FIELD, {"field": "agent_id", "reason": "agent_outside_mailbox"}
    )


def test_reopening_takes_out_of_everything_at_once() -> None:
    """Out of the trash, out of the snooze, and open: one decision of several steps."""
    asleep = a_conversation(
        id=1, status=Status.CLOSED, folder=Folder.TRASH, snoozed_until_at=NOW + 1, assignee_id=1
    )
    decision = many(c.Reopen(0), asleep, a_conversation(id=2))
    assert [type(event).__name__ for event in decision.others[0].events] == [
        "FolderChanged",
        "SnoozeChanged",
        "StatusChanged",
    ]
    assert reasons(decision) == [("no_change", 1, (2,))]


def test_nothing_selected_is_told_as_such() -> None:
    """An empty selection is a mistake of who asks."""
    refusal = decided(c.ChangeMany(c.Picked(()), c.Reopen(0)))
    assert refusal == Refusal(RefusalCode.INVALID_FIELD, {"field": "selection", "reason": "empty"})


def test_a_viewer_changes_nothing() -> None:
    """Whatever is selected."""
    refusal = decided(
        c.ChangeMany(PICKED, c.Reopen(0)), context=a_context(by(VERA)), others=(a_conversation(),)
    )
    assert isinstance(refusal, Refusal)
    assert refusal.code is RefusalCode.FORBIDDEN


def test_the_wait_of_a_customer_ends_with_each_close() -> None:
    """A bulk change is the single change, many times: nothing about it is a rule of its own."""
    state = a_conversation(id=1)
    decision = many(c.SetStatus(0, Status.CLOSED), state, replace(state, id=2))
    single = decided(c.SetStatus(1, Status.CLOSED), state)
    assert isinstance(single, Decision)
    assert decision.others[0] == single
