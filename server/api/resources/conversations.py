"""Lists of conversations, and what stands in one. Sight by mailbox is checked before anything is shown."""

from typing import Annotated, Literal, Protocol

import msgspec

from support_tui.wire import limits
from support_tui.wire.order import Sort
from support_tui.wire.query import Query, QueryError, list_query, parse, queue_query
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.scheduled import ScheduledPage
from support_tui.wire.views import ConversationPage, ThreadPage
from support_tui.wire.zones import MAX_NAME_CHARS, zone_of

from ...storage import lists
from ...storage.db import Connection
from ...storage.pages import scheduled, threads
from ...storage.viewer import Viewer
from ..answers import Answer
from ..errors import answer_of_query
from ..table import Call, Params
from .eyes import viewer_of

Limit = Annotated[int, msgspec.Meta(ge=1, le=limits.PAGE_ROWS)]
Text = Annotated[str, msgspec.Meta(max_length=limits.QUERY_CHARS)]


class ListParams(Params, frozen=True, forbid_unknown_fields=True):
    """A list is a queue narrowed by a query, in an order; a page of it lies behind `after`, before `before`, or at a position.

    `tz` is the IANA name of the time zone in which the days of the query begin."""

    queue: str = "all"
    q: Text = ""
    tz: Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_NAME_CHARS)] = "UTC"
    sort: Sort = Sort.ATTENTION
    after: str = ""
    before: str = ""
    at: Annotated[int, msgspec.Meta(ge=0)] = 0
    limit: Limit = 50


async def list_conversations(call: Call) -> ConversationPage | Refusal | Answer:
    """A page of a list. Lists by index are read at once; whatever has to look for words waits its turn on the pool."""
    params: ListParams = call.params
    query = _query_of(params)
    if isinstance(query, QueryError):
        return answer_of_query(query)
    if query is None:
        return Refusal(RefusalCode.NOT_FOUND, {"kind": "queue", "id": params.queue})
    viewer = reader_in_zone(call, params.tz)
    if isinstance(viewer, Refusal):
        return viewer
    return await page_of(call, query, params.sort, viewer, params, is_narrowed=bool(params.q))


def reader_in_zone(call: Call, name: str) -> Viewer | Refusal:
    """The reading agent, whose days begin where this time zone has it."""
    zone = zone_of(name)
    if zone is None:
        return Refusal(RefusalCode.INVALID_FIELD, {"field": "tz", "reason": "unknown time zone"})
    return msgspec.structs.replace(viewer_of(call), zone=zone)


class Where(Protocol):
    """Which page of a list."""

    @property
    def after(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def at(self) -> int: ...
    @property
    def limit(self) -> int: ...


async def page_of(
    call: Call, query: Query, sort: Sort, viewer: Viewer, where: Where, *, is_narrowed: bool
) -> ConversationPage | Refusal:
    """A page of a list; one narrowed by a query of somebody's waits its turn on the pool."""
    now, desk = call.desk.now(), call.desk

    def page(reader: Connection) -> ConversationPage | Refusal:
        seconds = desk.deadline_s if is_narrowed else lists.DEADLINE_S
        return lists.page(
            reader, desk.counters, query, sort, viewer, now_at=now, after=where.after,
            before=where.before, at=where.at, limit=where.limit, seconds=seconds,
        )  # fmt: skip

    return await desk.readings.read_slow(page) if is_narrowed else desk.readings.read(page)


def _query_of(params: ListParams) -> Query | QueryError | None:
    """Queue and query together; None for a queue that there is not."""
    if not params.q:
        return queue_query(params.queue)
    own = parse(params.q)
    return own if isinstance(own, QueryError) else list_query(params.queue, own)


class OfConversation(Params, frozen=True, forbid_unknown_fields=True):
    """Path of one conversation."""

    conversation_id: int


class ThreadParams(OfConversation, frozen=True, forbid_unknown_fields=True):
    """The newest messages, or those before or after a cursor."""

    before: str = ""
    after: str = ""
    limit: Limit = 50


async def show_conversation(call: Call) -> ThreadPage | Refusal:
    """A conversation with its newest message."""
    conversation_id: int = call.params.conversation_id
    viewer = viewer_of(call)
    return call.desk.readings.read(lambda reader: threads.page(reader, conversation_id, viewer, limit=1))


async def show_thread(call: Call) -> ThreadPage | Refusal:
    """A page of a thread."""
    asked: ThreadParams = call.params
    viewer = viewer_of(call)
    return call.desk.readings.read(
        lambda reader: threads.page(
            reader, asked.conversation_id, viewer, before=asked.before, after=asked.after, limit=asked.limit
        )
    )


class ScheduledParams(Params, frozen=True, forbid_unknown_fields=True):
    """Whose replies: the asking agent's own, or all that they may see."""

    whose: Literal["mine", "all"] = "mine"


async def list_scheduled(call: Call) -> ScheduledPage:
    """What has not left: in doubt, failed, held, to be tried again, later."""
    viewer = viewer_of(call)
    author_id, now = (viewer.agent_id if call.params.whose == "mine" else 0), call.desk.now()
    return call.desk.readings.read(lambda reader: scheduled.page(reader, viewer, now, author_id=author_id))
