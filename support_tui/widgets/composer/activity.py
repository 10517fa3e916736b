"""What colleagues are told while somebody writes: that they do, again and again, and when they have stopped. Paints nothing."""

from collections.abc import Callable
from typing import Final

from support_tui.wire.frames import Activity

_SECOND: Final = 1_000_000
#: The server forgets within twelve seconds who does not say that they still write.
EVERY_S: Final = 5.0
#: Who has begun a text and thinks is still writing for so long after the last letter.
_THINKING_S: Final = 60.0


class WritingActivity:
    """The activity of one composer. `post` carries it to the desk."""

    def __init__(self, clock: Callable[[], int], post: Callable[[int, Activity], None]) -> None:
        self._clock = clock
        self._post = post
        self._conversation_id: int | None = None
        self._activity = Activity.VIEWING
        self._told_at = 0
        self._touched_at = 0

    def begin(self, conversation_id: int | None, activity: Activity) -> None:
        """Writing begins in a conversation, or in none yet."""
        self._conversation_id, self._activity, self._told_at = conversation_id, activity, 0
        self.touched()

    def touched(self) -> None:
        """A letter more or less."""
        self._touched_at = self._clock()
        self._tell()

    def still(self) -> None:
        """A text stands there: who thinks it over is still writing, for a while."""
        if self._clock() - self._touched_at < _THINKING_S * _SECOND:
            self._tell()

    def end(self) -> None:
        """Writing is over; the conversation is only looked at."""
        if self._conversation_id is not None:
            self._post(self._conversation_id, Activity.VIEWING)
        self._conversation_id = None

    def _tell(self) -> None:
        now = self._clock()
        if self._conversation_id is not None and now - self._told_at > EVERY_S * _SECOND:
            self._told_at = now
            self._post(self._conversation_id, self._activity)
