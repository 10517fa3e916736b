"""Who is looking at which conversation right now. Pure: expiry and sending are the hub's."""

from collections.abc import Iterator
from typing import NamedTuple

from support_tui.wire.frames import Activity, Viewer

_ENGAGEMENT = {Activity.VIEWING: 0, Activity.NOTING: 1, Activity.REPLYING: 2}


class Seat(NamedTuple):
    """One screen in one conversation."""

    agent_id: int
    conversation_id: int
    activity: Activity


class Presence:
    """Screens by the conversation they show. A screen is anything hashable that stands for one socket."""

    def __init__(self) -> None:
        self._seats: dict[object, Seat] = {}
        self._screens: dict[int, dict[object, Seat]] = {}

    def seat(self, screen: object) -> Seat | None:
        """Where this screen is."""
        return self._seats.get(screen)

    def sit(self, screen: object, seat: Seat) -> set[int]:
        """Put a screen into a conversation, out of any other; the conversations where something changed."""
        if self._seats.get(screen) == seat:
            return set()
        changed = self.leave(screen)
        self._seats[screen] = seat
        self._screens.setdefault(seat.conversation_id, {})[screen] = seat
        return changed | {seat.conversation_id}

    def leave(self, screen: object) -> set[int]:
        """Take a screen out of where it was; the conversation where something changed, if any."""
        seat = self._seats.pop(screen, None)
        if seat is None:
            return set()
        screens = self._screens[seat.conversation_id]
        del screens[screen]
        if not screens:
            del self._screens[seat.conversation_id]
        return {seat.conversation_id}

    def viewers(self, conversation_id: int, without_agent_id: int) -> tuple[Viewer, ...]:
        """Everyone else there by agent id, each with the most engaged of their screens."""
        best: dict[int, Activity] = {}
        for seat in self._screens.get(conversation_id, {}).values():
            known = best.get(seat.agent_id)
            if known is None or _ENGAGEMENT[known] < _ENGAGEMENT[seat.activity]:
                best[seat.agent_id] = seat.activity
        best.pop(without_agent_id, None)
        return tuple(Viewer(agent_id, best[agent_id]) for agent_id in sorted(best))

    def conversations(self) -> Iterator[int]:
        """All that somebody looks at."""
        return iter(self._screens)
