"""Predictions follow the desk's own rules, in the order keys were pressed."""

from support_tui.store import predict, select
from support_tui.store.pending import Pending
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.statuses import Trigger, status_after
from support_tui.wire.values import Folder, Priority, Status
from support_tui.wire.views import ConversationRow, Tag
from tests.support_tui.fakes import NOON, RAE, FakeDesk, a_row

TAGS = {1: Tag(1, "refund"), 3: Tag(3, "شحن")}


def after(row: ConversationRow, *commands: c.Command) -> ConversationRow:
    """A row with commands pending."""
    pending = [Pending(f"key-{n:05}", command, NOON, -n - 1) for n, command in enumerate(commands)]
    return predict.row(row, pending, TAGS)


def test_status_moves_by_the_table() -> None:
    """Assigned, unassigned and replied: the same table the server decides by."""
    for status in Status:
        row = a_row(1, status=status)
        assigned = after(row, c.AssignConversation(1, RAE.id))
        assert assigned.status is status_after(Trigger.ASSIGNED, status, has_assignee=True)
        back = after(assigned, c.AssignConversation(1, None))
        assert back.status is status_after(Trigger.UNASSIGNED, assigned.status, has_assignee=False)
        assert after(row, c.SendReply(1, "Hello")).status is Status.AWAITING_REPLY or status is Status.CLOSED


def test_a_reply_ends_the_wait_and_shows_its_words() -> None:
    """The row says what was just written."""
    row = after(a_row(1), c.SendReply(1, "Hello\n  Amal"))
    assert (row.preview, row.waiting_since_at, row.last_message_at) == ("Hello Amal", None, NOON)


def test_simple_fields_are_as_told() -> None:
    """Several at once, in order."""
    row = after(
        a_row(1, tag_ids=(1,), follower_ids=(2,)),
        c.SetTitle(1, "New"),
        c.SetPriority(1, Priority.HIGH),
        c.SetPriority(1, Priority.URGENT),
        c.MoveConversation(1, 2),
        c.SetFolder(1, Folder.SPAM),
        c.SnoozeConversation(1, NOON + 5),
        c.ChangeTags(1, add=("شَحن", "never seen"), remove=("REFUND",)),
        c.ChangeFollowers(1, add=(1,), remove=(2,)),
    )
    assert (row.title, row.priority, row.mailbox_id, row.folder) == ("New", Priority.URGENT, 2, Folder.SPAM)
    assert (row.snoozed_until_at, row.tag_ids, row.follower_ids) == (NOON + 5, (3,), (1,))


def test_a_prediction_outlives_changes_of_others(desk: FakeDesk) -> None:
    """A colleague's change shows under one's own that is still on its way; the refusal leaves theirs."""
    key = desk.fill([a_row(1), a_row(2)])
    desk.store.add_pending("key-00001", c.SetPriority(1, Priority.URGENT), None)
    desk.happens(e.TitleChanged("x", "Theirs"), a_row(1, version=2, title="Theirs"))
    row = select.row(desk.store.replica, 1)
    assert row is not None and (row.title, row.priority) == ("Theirs", Priority.URGENT)
    assert desk.store.replica.lists[key].id_at(0) == 1
    desk.store.refuse("key-00001")
    row = select.row(desk.store.replica, 1)
    assert row is not None and (row.title, row.priority) == ("Theirs", Priority.NORMAL)
    assert desk.store.replica.lists[key].id_at(0) == 2


def test_a_profile_shows_what_is_being_saved(desk: FakeDesk) -> None:
    """Lists by commas, attributes by name, an empty attribute is gone."""
    desk.fill_customer(101, attributes={"plan": "gold"})
    changes = {"emails": "a@example.org, b@example.org", "attribute.plan": "", "attribute.size": "L"}
    desk.store.add_pending("key-00001", c.EditCustomer(101, changes), None)
    shown = select.customer(desk.store.replica, 101)
    assert shown is not None
    assert (shown.emails, shown.attributes) == (("a@example.org", "b@example.org"), {"size": "L"})
