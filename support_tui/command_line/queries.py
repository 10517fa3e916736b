"""The list that a query, a queue and an order make, and its pages; a wrong query is told with its place before anything is asked."""

from collections.abc import Iterator

import msgspec

from support_tui import i18n
from support_tui.command_line.door import Door
from support_tui.command_line.exits import Ended, Exit
from support_tui.command_line.terminal_output import Output
from support_tui.text.sanitize import sanitize_line
from support_tui.verbs import naming
from support_tui.verbs.parse import Asked, Misuse
from support_tui.verbs.wording import misuse_wording
from support_tui.wire.folding import fold
from support_tui.wire.limits import PAGE_ROWS
from support_tui.wire.order import Sort
from support_tui.wire.query import QueryError, parse, queue_query, unknown_name
from support_tui.wire.views import ConversationPage
from support_tui.wire.wording import query_wording

#: Rows where nobody says how many.
ROWS = 50


class Listing(msgspec.Struct, frozen=True):
    """What is asked for: as `GET /api/conversations` has it."""

    queue: str = "all"
    query: str = ""
    sort: Sort = Sort.ATTENTION
    limit: int = ROWS


def listing_of(asked: Asked, door: Door, output: Output, usual: Listing) -> Listing:
    """The list that was asked for. Raises Ended after saying what is wrong."""
    if asked.has("view"):
        usual = _view(asked.options["view"], door, output, usual)
    query = asked.text
    wrong = parse(query) if query else None
    if isinstance(wrong, QueryError):
        tell_query_error(output, query, wrong)
        raise Ended(Exit.MISUSE)
    queue = _queue(asked.options["queue"], door, output) if asked.has("queue") else usual.queue
    sort = _sort(asked.options["sort"], output) if asked.has("sort") else usual.sort
    limit = int(asked.options["limit"]) if asked.has("limit") else usual.limit
    return Listing(queue, " ".join(part for part in (_grouped(usual.query), query) if part), sort, limit)


def _grouped(query: str) -> str:
    """A view's query as one part of another."""
    return f"({query})" if query else ""


def _view(name: str, door: Door, output: Output, usual: Listing) -> Listing:
    """A saved view by its name: one's own before one that is shared. Raises Ended where there is none."""
    views = sorted(door.snapshot.views, key=lambda view: view.owner_id != door.snapshot.me.id)
    view = next((view for view in views if fold(view.name) == fold(name)), None)
    if view is None:
        refuse(output, naming.unknown("view", name, (view.name for view in views)))
    assert view is not None
    return msgspec.structs.replace(usual, queue=view.queue, query=view.query, sort=view.sort)


def tell_query_error(output: Output, query: str, error: QueryError) -> None:
    """The reason, and the query with what is to blame marked below it, where all of it reads from left to right."""
    output.say("run-query", position=error.position + 1, reason=query_wording(error, i18n.current().language))
    shown = sanitize_line(query)
    if shown == query and query.isascii():
        output.tell(f"  {query}\n  {' ' * error.position}{'^' * max(1, error.length)}")


def _sort(word: str, output: Output) -> Sort:
    sort = naming.sort_called(word)
    if isinstance(sort, Misuse):
        refuse(output, sort)
    assert isinstance(sort, Sort)
    return sort


def _queue(word: str, door: Door, output: Output) -> str:
    """A queue by its id; `mailbox:` and `team:` also with a name behind them."""
    if queue_query(word) is not None:
        return word
    queue = naming.queue_called(word, door.snapshot.directory)
    if isinstance(queue, Misuse):
        refuse(output, queue)
    assert isinstance(queue, str)
    return queue


def refuse(output: Output, misuse: Misuse) -> None:
    """Say what is wrong with the words and end. Raises Ended."""
    output.tell(misuse_wording(misuse))
    raise Ended(Exit.MISUSE)


def pages(door: Door, listing: Listing, zone_name: str) -> Iterator[ConversationPage]:
    """The pages of a list down to its limit; 0 is no limit. Raises Failed where one is not answered."""
    left, after = listing.limit, ""
    while True:
        params: dict[str, str | int] = {
            "queue": listing.queue,
            "sort": listing.sort.value,
            "limit": min(PAGE_ROWS, left) if left else PAGE_ROWS,
        }
        if listing.query:
            params |= {"q": listing.query, "tz": zone_name}
        if after:
            params["after"] = after
        page = door.ask("conversations", ConversationPage, **params)
        yield page
        after = page.after
        if listing.limit:
            left -= len(page.rows)
        if not after or not page.rows or (listing.limit and left <= 0):
            return


def doubt(door: Door, query: str, output: Output) -> None:
    """Name the agent, team, mailbox or tag of a query that finds nothing because nobody is called so."""
    unknown = unknown_name(query, door.snapshot.directory) if query else None
    if unknown is not None:
        tell_query_error(output, query, unknown)
