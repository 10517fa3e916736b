"""What a change to many conversations leaves alone, gathered by reason. Pure: the reasons are those of the single commands."""

from collections.abc import Iterable, Sequence
from typing import Final

from support_tui.wire.commands import Group, ManyChanged
from support_tui.wire.limits import GROUP_IDS
from support_tui.wire.refusals import Refusal, RefusalCode

_OWN_PARAMS: Final = frozenset(
    {
        RefusalCode.CONVERSATION_MERGED,
        RefusalCode.CONVERSATION_PURGED,
        RefusalCode.CHANGED_SINCE,
    }
)
"""Codes whose parameters are about the one conversation; many of them are one group all the same."""

CHANGED_SINCE: Final = Refusal(RefusalCode.CHANGED_SINCE)


ReasonKey = tuple[str, ...]


def key_of(reason: Refusal) -> ReasonKey:
    """What tells reasons apart, whichever conversation they were given for."""
    reason = _shared(reason)
    return (reason.code.value, *(f"{name}={reason.params[name]}" for name in sorted(reason.params)))


class Reasons:
    """Gathers by reason what is left alone."""

    def __init__(self) -> None:
        self._ids: dict[ReasonKey, list[int]] = {}
        self._counts: dict[ReasonKey, int] = {}
        self._refusals: dict[ReasonKey, Refusal] = {}

    def add(self, reason: Refusal, ids: Iterable[int], count: int = 1) -> ReasonKey:
        """So many more for this reason; `ids` are all of them, or the first. What tells the group from others."""
        reason = _shared(reason)
        key = key_of(reason)
        self._refusals.setdefault(key, reason)
        self._counts[key] = self._counts.get(key, 0) + count
        known = self._ids.setdefault(key, [])
        if len(known) < GROUP_IDS:
            known += ids
        return key

    def add_groups(self, groups: Iterable[Group]) -> None:
        """What another part has left alone."""
        for group in groups:
            self.add(group.reason, group.ids, group.count)

    def groups(self) -> tuple[Group, ...]:
        """The largest first."""
        keys = sorted(self._counts, key=lambda key: (-self._counts[key], key))
        return tuple(
            Group(self._refusals[key], self._counts[key], tuple(sorted(self._ids[key])[:GROUP_IDS]))
            for key in keys
        )


def _shared(reason: Refusal) -> Refusal:
    """The reason without what is only true of one conversation."""
    return Refusal(reason.code) if reason.code in _OWN_PARAMS and reason.params else reason


def left_alone(ids: Sequence[int], reason: Refusal) -> ManyChanged:
    """What a part has done that was refused as a whole."""
    reasons = Reasons()
    reasons.add(reason, ids[:GROUP_IDS], len(ids))
    return ManyChanged(len(ids), 0, reasons.groups())


def together(first: ManyChanged, second: ManyChanged) -> ManyChanged:
    """What two parts of one action have done."""
    reasons = Reasons()
    reasons.add_groups(first.left)
    reasons.add_groups(second.left)
    return ManyChanged(
        first.total + second.total,
        first.changed + second.changed,
        reasons.groups(),
        first.missing + second.missing,
        first.is_cancelled or second.is_cancelled,
    )
