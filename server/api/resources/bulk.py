"""Changes to many conversations: what one would do, doing it, how far it has come, ending it."""

from support_tui.wire.commands import Accepted, Request
from support_tui.wire.previews import BulkState, Preview
from support_tui.wire.query import QueryError
from support_tui.wire.refusals import Refusal

from ..answers import Answer
from ..errors import answer_of_query
from ..table import Call, Params
from .eyes import viewer_of


class OfAction(Params, frozen=True, forbid_unknown_fields=True):
    """Path of a running change, by the key of its request."""

    key: str


async def preview(call: Call) -> Preview | Refusal | Answer:
    """What a change would do to many conversations; changes nothing."""
    found = await call.desk.bulk.preview(call.body, call.caller.asker, viewer_of(call))
    return answer_of_query(found) if isinstance(found, QueryError) else found


async def change_many(call: Call) -> Accepted | Refusal | Answer:
    """Do it: the answer comes when it is done, or has been cancelled."""
    done = await call.desk.bulk.do(call.body, call.caller.asker, viewer_of(call))
    return answer_of_query(done) if isinstance(done, QueryError) else done


async def take_back(call: Call, request: Request) -> Accepted | Refusal:
    """Take back a request, however many conversations it was about: the answer comes when it is done, or has been cancelled."""
    done = await call.desk.bulk.undo(request, call.caller.asker)
    assert not isinstance(done, QueryError)
    return done


async def progress(call: Call) -> BulkState | Refusal:
    """How far a running change has come."""
    return call.desk.bulk.state(call.params.key, call.caller.asker)


async def cancel(call: Call) -> BulkState | Refusal:
    """End a running change; what it has done stays, and can be taken back as one."""
    return call.desk.bulk.cancel(call.params.key, call.caller.asker)
