"""The log as the stream tells it, page by page, for whoever must miss nothing of it."""

from typing import Annotated

import msgspec

from support_tui.wire import codec
from support_tui.wire.frames import Envelope, Events
from support_tui.wire.refusals import Refusal

from ...hub.frames import FRAME_EVENTS, envelope_for
from ...storage.telling.replay import published_after
from ..table import Call, Params
from .eyes import reader_of, viewer_of


class EventsParams(Params, frozen=True, forbid_unknown_fields=True):
    """What happened after an event, at most so many of the log's entries."""

    after: Annotated[int, msgspec.Meta(ge=0)] = 0
    limit: Annotated[int, msgspec.Meta(ge=1, le=FRAME_EVENTS)] = FRAME_EVENTS


async def list_events(call: Call) -> Events | Refusal:
    """As far as the asking agent may see them; `seq` is where the next page goes on, the same as `after_seq` where there is none yet."""
    asked: EventsParams = call.params
    viewer, agent, directory = viewer_of(call), reader_of(call), call.desk.directory()
    page = await call.desk.readings.read_slow(
        lambda reader: published_after(reader, asked.after, asked.limit, lambda: directory)
    )
    if isinstance(page, Refusal):
        return page
    parts = (envelope_for(event, viewer.mailbox_ids, agent.id) for event in page)
    shown = tuple(codec.decode(part, Envelope) for part in parts if part is not None)
    return Events(asked.after, page[-1].seq if page else asked.after, shown)
