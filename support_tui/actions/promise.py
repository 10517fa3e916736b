"""Keeps the promise of the queue: a command or a draft is on disk before the console says so, and leaves the disk when it is settled.

Commands that came back to somebody who may not have been looking are kept, with the reason, until they were read.
"""

from collections.abc import Callable, Sequence

from support_tui.store import DraftKey, Store
from support_tui.store.drafts import Draft
from support_tui.store.pending import Pending
from support_tui.store.unsent import Asked, Left, Returned, Settled, Unsent, Written
from support_tui.wire.commands import READINGS
from support_tui.wire.refusals import Refusal

#: Microseconds after which nobody still looks at what they asked for.
LOOKED_AWAY_US = 20_000_000

Trouble = Callable[[str, dict[str, str | int]], None]
"""Told in a Fluent text with its parameters that something on disk is not as it should be."""


class Promise:
    """The queue of one console on disk; without a file (a desk that leaves no traces) it lasts as long as the console."""

    def __init__(self, store: Store, file: Unsent | None) -> None:
        self._store, self._file = store, file
        self._returned: dict[str, Returned] = {}
        self._was_kept = True
        self.on_trouble: Trouble = lambda text_id, params: None
        self.problems: list[tuple[str, dict[str, str | int]]] = []
        """What was wrong before anybody could be told; `report` tells it."""
        for damage in file.damages if file is not None else ():
            self.problems.append(("queue-damaged", {"path": damage.path, "lines": damage.lines}))

    def load(self) -> None:
        """What earlier runs left: commands show as on their way again, drafts are drafts."""
        if self._file is None:
            return
        contents = self._file.contents
        for key, draft in contents.drafts.items():
            self._store.restore_draft(key, draft)
        self._store.restore_pending(contents.asked.values())

    def report(self) -> None:
        """Say what was found wrong at the start: which files were damaged and where they lie, or that there is none."""
        for text_id, params in self.problems:
            self.on_trouble(text_id, params)
        self.problems.clear()

    @property
    def returned(self) -> Sequence[Returned]:
        """What came back and was not read yet, oldest first."""
        return list((self._file.contents.returned if self._file is not None else self._returned).values())

    # ------------------------------------------------------------ what happens

    def asked(self, pendings: Sequence[Pending]) -> None:
        """Commands are given: on disk when this returns. What was read needs no such care."""
        self._keep([Asked(p) for p in pendings], any(not isinstance(p.command, READINGS) for p in pendings))

    def leaving(self, pendings: Sequence[Pending]) -> None:
        """Commands are about to go out: from now on they may have been done."""
        fresh = [p for p in pendings if not self._store.was_sent(p.key)]
        for pending in fresh:
            self._store.mark_sent(pending.key)
        self._keep([Left(p.key) for p in fresh if not isinstance(p.command, READINGS)], False)

    def settled(self, key: str) -> None:
        """A command was answered, taken out, or its return was read."""
        self._returned.pop(key, None)
        self._keep([Settled(key)], False)

    def came_back(self, pending: Pending, refusal: Refusal) -> bool:
        """A command was refused; whether it is kept for its author, who may not have been looking."""
        now = self._store.clock()
        if now - pending.at < LOOKED_AWAY_US or isinstance(pending.command, READINGS):
            self.settled(pending.key)
            return False
        line = Returned(pending, refusal, now)
        self._returned[pending.key] = line
        self._keep([line], True)
        return True

    def draft_changed(self, key: DraftKey) -> None:
        """A draft as it is now; none is none on disk too."""
        self._keep([Written(key, self._store.replica.drafts.by_key.get(key))], True)

    def draft_typed(self, key: DraftKey, text: str, extra: dict[str, str]) -> None:
        """A draft as it is being typed: written, so that the end of the program does not take it along, and nothing waits for the disk."""
        draft = Draft(text, self._store.clock(), extra)
        self._keep([Written(key, self._store.replica.drafts.as_typed(key, draft))], False)

    def close(self) -> None:
        """Everything on disk."""
        if self._file is not None:
            self._file.close()

    def _keep(self, lines: Sequence[Asked | Left | Settled | Returned | Written], is_urgent: bool) -> None:
        if self._file is None or not lines:
            return
        is_kept = self._file.keep(lines, is_urgent=is_urgent)
        if not is_kept and self._was_kept:
            self.on_trouble("queue-not-kept", {"path": str(self._file.path), "reason": self._file.problem})
        self._was_kept = is_kept
