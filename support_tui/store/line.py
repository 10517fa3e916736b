"""How the line to the server stands, as the status line shows it. Pure."""

from enum import StrEnum

import msgspec

#: The reason of an offline line where a server is there that shows another certificate than the trusted one.
DISTRUSTED = "distrusted"


class LinePhase(StrEnum):
    """What the line is doing."""

    STARTING = "starting"
    CONNECTING = "connecting"
    CATCHING_UP = "catching_up"
    LIVE = "live"
    OFFLINE = "offline"
    LOGGED_OUT = "logged_out"


class LineState(msgspec.Struct, frozen=True):
    """`since_at` is when the phase began, `retry_at` when the next try is due (offline only), `latency_ms` the last heartbeat's round trip.
    `lost_at` is since when there has been no line, through all the tries."""

    phase: LinePhase = LinePhase.STARTING
    since_at: int = 0
    retry_at: int | None = None
    latency_ms: int | None = None
    reason: str = ""
    lost_at: int | None = None
