"""Which mailboxes pause: switched off, or with nothing to log in with. What they have to send waits, and it is said why. Decides nothing."""

from collections.abc import Callable, Mapping

from support_tui.wire.mailboxes import Pause

Paused = Callable[[], Mapping[int, Pause]]


def none_paused() -> Mapping[int, Pause]:
    """Every mailbox may send."""
    return {}


class Pauses:
    """`paused` gives the mailboxes that pause, `next_due` when the first letter of one may leave; `told` hears of each that has letters
    due, and when that is over."""

    def __init__(
        self,
        paused: Paused,
        next_due: Callable[[int], int | None],
        told: Callable[[int, Pause | None], None],
    ) -> None:
        self._paused = paused
        self._next_due = next_due
        self._told = told
        self._before: Mapping[int, Pause] = {}
        self._waiting: dict[int, Pause] = {}

    def look(self, now: int) -> tuple[Mapping[int, Pause], list[int]]:
        """Those that pause now, and those that have just ceased to."""
        paused = self._paused()
        ended = [mailbox_id for mailbox_id in self._before if mailbox_id not in paused]
        self._before = paused
        waiting = {id_: pause for id_, pause in paused.items() if self._is_due(id_, now)}
        for mailbox_id in self._waiting.keys() - waiting.keys():
            self._told(mailbox_id, None)
        for mailbox_id, pause in waiting.items():
            if self._waiting.get(mailbox_id) is not pause:
                self._told(mailbox_id, pause)
        self._waiting = waiting
        return paused, ended

    def _is_due(self, mailbox_id: int, now: int) -> bool:
        due_at = self._next_due(mailbox_id)
        return due_at is not None and due_at <= now
