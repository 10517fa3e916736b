"""Which rows belong to a query, and which only the server can judge."""

import datetime
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_tui.wire.query import (
    QUEUES,
    Facts,
    Query,
    QueryError,
    all_of,
    any_of,
    ids_of,
    matches,
    negate,
    parse,
    queue_query,
    queue_text,
    span_of,
)
from support_tui.wire.query.tree import EVERYTHING, Bound, Compare, Duration, Named, NameField, Unit
from support_tui.wire.values import Folder, Place, Priority, Rating, Role, Status
from support_tui.wire.views import Agent, ConversationRow, Directory, Mailbox, Tag, Team

HOUR = 3_600_000_000
DAY = 24 * HOUR
#: Tuesday 3 March 2026, 14:00 UTC.
NOW = int(datetime.datetime(2026, 3, 3, 14, tzinfo=datetime.UTC).timestamp()) * 1_000_000
DIRECTORY = Directory(
    agents=(
        Agent(1, "Salma Haddad", "salma@example.com", Role.AGENT),
        Agent(2, "Omar Nasser", "omar@example.com", Role.ADMIN),
        Agent(3, "Omar Said", "said@example.com", Role.AGENT),
    ),
    teams=(Team(1, "Billing", (1,)), Team(2, "Night shift", (2,))),
    mailboxes=(Mailbox(1, "Sales", "sales@example.com"), Mailbox(2, "الدعم")),
    tags=(Tag(1, "refund"), Tag(2, "فواتير"), Tag(3, "late delivery")),
)
FACTS = Facts(me_id=1, directory=DIRECTORY, now_at=NOW, read_ids={41: 7}, draft_ids=frozenset((41,)))
ROW = ConversationRow(
    id=41,
    version=1,
    title="Where is my طلبية رقم 88?",
    status=Status.OPEN,
    mailbox_id=1,
    customer_id=9,
    customer_name="أمل حداد",
    customer_email="amal@acme.example",
    channel="email",
    created_at=NOW - 40 * DAY,
    last_message_at=NOW - 30 * HOUR,
    waiting_since_at=NOW - 5 * HOUR,
    priority=Priority.HIGH,
    assignee_id=1,
    team_id=1,
    tag_ids=(1, 2),
    follower_ids=(2,),
    last_inbound_id=8,
    has_attachment=True,
    rating=Rating.BAD,
    first_reply_at=NOW - 39 * DAY,
)


def verdict(text: str, row: ConversationRow = ROW, facts: Facts = FACTS) -> bool | None:
    query = parse(text)
    assert not isinstance(query, QueryError), text
    return matches(query, row, facts)


@pytest.mark.parametrize(
    "text",
    [
        "", "status:open,closed", "-status:closed", "assignee:me", "assignee:salma", "assignee:any", "assignee:salma@example.com",
        "follower:omar", "follower:#2", "team:billing", "team:me", "mailbox:SALES", "mailbox:sales@example.com", "box:#1", "tag:refund",
        "tag:فَوَاتِير", "tag:spam,refund", "tag:any", "customer:امل", 'customer:"حداد أمل"', "customer:acme", "customer:#9",
        "channel:email", "priority:>=high", "last:<2d", "last:>1d", "last:1d..2d", "last:yesterday", "created:2026-01", "created:<2026-02-01",
        "created:>=2026", "waiting:>4h", "waiting:4h", "sla:none", "is:active,closed", "is:unread", "is:waiting", "is:mine", "is:rated", "has:attachment",
        "has:reply", "has:tag,note", "has:draft", "has:title", "rating:bad", "#41", "id:40,41", "طلبية", "WHERE", "wher*", '"رقم ٨٨"', "amal",
        "xyz OR is:mine", "is:mine (tag:spam OR tag:refund)",
    ],
)  # fmt: skip
def test_the_row_belongs(text: str) -> None:
    """Names are folded, words of title and customer are seen, times count from now."""
    assert verdict(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "status:closed", "-status:open", "assignee:none", "assignee:omar", "assignee:nobody", "assignee:#2", 'assignee:"me"', "follower:me", "team:night",
        'team:"night shift"', "team:none", "mailbox:الدعم", "tag:spam", "tag:none", 'tag:"late delivery"', "customer:am customer:omar",
        "channel:chat", "priority:<high", "last:<1d", "last:today", "created:2025", "created:>2026-01-22", "closed:<1d", "waiting:>6h",
        "sla:<1h", "sla:breached", "is:closed", "is:snoozed", "is:spam", "is:read", "is:unassigned", "is:following", "is:merged", "-has:attachment",
        "rating:good,none", "#42", "is:mine is:read xyz",
    ],
)  # fmt: skip
def test_the_row_does_not_belong(text: str) -> None:
    """One part that fails is enough, even beside words that only the server can judge."""
    assert verdict(text) is False


@pytest.mark.parametrize(
    "text", ["xyz", "-xyz", '"is where"', "has:note", "company:acme", "is:mine xyz", "xyz OR is:closed"]
)
def test_only_the_server_can_tell(text: str) -> None:
    """Words of messages, notes and companies are not in a row."""
    assert verdict(text) is None


def test_what_the_asker_has_read_decides_unread() -> None:
    """A conversation is unread while its last customer message is newer than what this agent has read; its own start is read."""
    assert verdict("is:unread", facts=msgspec.structs.replace(FACTS, read_ids={41: 8})) is False
    assert verdict("is:unread", facts=msgspec.structs.replace(FACTS, read_ids={})) is True
    assert verdict("is:unread", row=msgspec.structs.replace(ROW, last_inbound_id=0), facts=FACTS) is False


def test_days_begin_where_the_asker_lives() -> None:
    """The same moment is today in Cairo and still yesterday in Lima."""
    early = msgspec.structs.replace(ROW, last_message_at=NOW - 13 * HOUR)  # 01:00 UTC
    cairo = datetime.timezone(datetime.timedelta(hours=2))
    lima = datetime.timezone(datetime.timedelta(hours=-5))
    assert verdict("last:today", early, msgspec.structs.replace(FACTS, zone=cairo)) is True
    assert verdict("last:today", early, msgspec.structs.replace(FACTS, zone=lima)) is False
    assert verdict("last:yesterday", early, msgspec.structs.replace(FACTS, zone=lima)) is True


def test_an_exact_name_outweighs_beginnings() -> None:
    """`omar` is both Omars; one of them by full name or address is just the one."""
    assert ids_of(NameField.ASSIGNEE, Named("omar"), DIRECTORY, 1) == {2, 3}
    assert ids_of(NameField.ASSIGNEE, Named("Omar Said"), DIRECTORY, 1) == {3}
    assert ids_of(NameField.ASSIGNEE, Named("omar@example.com"), DIRECTORY, 1) == {2}


def test_a_renamed_tag_is_found_by_its_new_name_alone() -> None:
    """What was found in one directory is not believed of the next."""
    assert ids_of(NameField.TAG, Named("refund"), DIRECTORY, 1) == {1}
    renamed = msgspec.structs.replace(DIRECTORY, tags=(Tag(1, "money back"),))
    assert ids_of(NameField.TAG, Named("refund"), renamed, 1) == frozenset()
    assert ids_of(NameField.TAG, Named("refund"), DIRECTORY, 1) == {1}


@given(st.sampled_from(Compare), st.integers(0, 999), st.sampled_from(Unit), st.integers(0, 2 * NOW))
def test_a_bound_and_its_opposite_share_no_moment(compare: Compare, amount: int, unit: Unit, at: int) -> None:
    """Every moment satisfies exactly one of `<` and `>=`, and one of `<=` and `>`."""
    opposite = {
        Compare.LESS: Compare.AT_LEAST,
        Compare.AT_LEAST: Compare.LESS,
        Compare.AT_MOST: Compare.MORE,
        Compare.MORE: Compare.AT_MOST,
    }
    one = span_of(Bound(compare, Duration(amount, unit)), NOW, datetime.UTC)
    other = span_of(Bound(opposite[compare], Duration(amount, unit)), NOW, datetime.UTC)
    assert one.holds(at) is not other.holds(at)


PARTS = ["is:mine", "is:closed", "xyz", "tag:refund", "has:note"]
queries = st.recursive(
    st.sampled_from(PARTS).map(parse),
    lambda inner: (
        inner.map(negate)
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: all_of(*parts))
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: any_of(*parts))
    ),
    max_leaves=8,
)


@given(queries, queries)
def test_the_laws_of_negation_hold(one: Query, other: Query) -> None:
    """De Morgan's laws hold for all three verdicts."""

    def told(query: Query) -> bool | None:
        return matches(query, ROW, FACTS)

    assert told(negate(all_of(one, other))) == told(any_of(negate(one), negate(other)))
    assert told(negate(any_of(one, other))) == told(all_of(negate(one), negate(other)))


PLACED: dict[Place, Callable[[], ConversationRow]] = {
    Place.ACTIVE: lambda: ROW,
    Place.SNOOZED: lambda: msgspec.structs.replace(ROW, snoozed_until_at=NOW + DAY),
    Place.CLOSED: lambda: msgspec.structs.replace(ROW, status=Status.CLOSED),
    Place.SPAM: lambda: msgspec.structs.replace(ROW, folder=Folder.SPAM),
    Place.TRASH: lambda: msgspec.structs.replace(ROW, folder=Folder.TRASH, snoozed_until_at=NOW + DAY),
}


@pytest.mark.parametrize(
    ("place", "queues"),
    [
        (Place.ACTIVE, {"all", "mine", "anywhere", "mailbox:1", "team:1"}),
        (Place.SNOOZED, {"snoozed", "anywhere"}),
        (Place.CLOSED, {"closed", "anywhere"}),
        (Place.SPAM, {"spam"}),
        (Place.TRASH, {"trash"}),
    ],
)
def test_a_conversation_stands_in_the_queues_of_its_place(place: Place, queues: set[str]) -> None:
    """Only active conversations fill the queues of people, teams and mailboxes."""
    ids = [queue for queue in QUEUES if not queue.endswith(":")] + [
        "mailbox:1",
        "mailbox:2",
        "team:1",
        "team:2",
    ]
    found = set()
    for queue in ids:
        query = queue_query(queue)
        assert query is not None
        if matches(query, PLACED[place](), FACTS):
            found.add(queue)
    assert found == queues


@pytest.mark.parametrize("queue", ["", "nothing", "mailbox:", "mailbox:x", "team:-1", "mine:3", "mailbox:١"])
def test_an_unknown_queue_is_none(queue: str) -> None:
    """What is no queue is not guessed at."""
    assert queue_text(queue) is None
    assert queue_query(queue) is None


def test_everything_is_everything() -> None:
    """The empty query holds every row, and outweighs any alternative."""
    assert matches(EVERYTHING, ROW, FACTS) is True
    assert any_of(EVERYTHING, EVERYTHING) == EVERYTHING
