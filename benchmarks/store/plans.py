"""What happens in a made conversation and when, before a word is written: lengths, steps and their times. Pure but for chance."""

import random
from typing import Final, NamedTuple

HOUR: Final = 3_600_000_000
DAY: Final = 24 * HOUR
YEARS_BACK: Final = 2 * 365 * DAY
LONG_THREAD: Final = 5_000

_LENGTHS: Final = ((1, 16), (2, 24), (3, 18), (4, 14), (5, 9), (6, 6), (8, 6), (12, 4), (20, 2.4), (45, 0.6))


class Step(NamedTuple):
    """Something that happens in a conversation. `kind`: `inbound reply note assign tag follow close snooze spam trash`."""

    at: int
    kind: str


def lengths(conversations: int, messages: int, chance: random.Random) -> list[int]:
    """How many messages each conversation has, `messages` in all; the one in the middle of a large desk has 5,000."""
    sizes, weights = zip(*_LENGTHS, strict=True)
    drawn = chance.choices(sizes, weights=weights, k=conversations)
    if conversations >= LONG_THREAD:
        drawn[long_thread_index(conversations)] = LONG_THREAD
    difference = messages - sum(drawn)
    while difference:
        index = chance.randrange(conversations)
        if drawn[index] < LONG_THREAD and (difference > 0 or drawn[index] > 1):
            step = 1 if difference > 0 else -1
            drawn[index] += step
            difference -= step
    return drawn


def long_thread_index(conversations: int) -> int:
    """Which conversation has the long thread, counted from 0: a recent one."""
    return conversations - conversations // 50 - 1


def plan(start_at: int, now_at: int, length: int, chance: random.Random) -> list[Step]:
    """The steps of a conversation that starts at `start_at` with a customer's message; none lies in the future."""
    steps = [Step(start_at, "inbound")]
    at = start_at
    pace = max(1, min(HOUR * 30, (now_at - start_at) // (length + 2)))
    if chance.random() < 0.6:
        steps.append(Step(at + 1, "tag"))
    if chance.random() < 0.8:
        at += chance.randrange(1, pace + 1)
        steps.append(Step(at, "assign"))
    if chance.random() < 0.06:
        steps.append(Step(at + 1, "follow"))
    for index in range(1, length):
        at += chance.randrange(1, pace + 1)
        steps.append(Step(at, _message_kind(index, chance)))
    steps += _ending(at + chance.randrange(1, pace + 1), now_at, chance)
    return [step for step in steps if step.at <= now_at]


def _message_kind(index: int, chance: random.Random) -> str:
    if chance.random() < 0.1:
        return "note"
    return "reply" if index % 2 else "inbound"


def _ending(at: int, now_at: int, chance: random.Random) -> list[Step]:
    """Old conversations are nearly all closed, fresh ones are not; a few are spam, trash or snoozed."""
    is_fresh = now_at - at < 20 * DAY
    drawn = chance.random()
    if drawn < 0.025:
        return [Step(at, "spam")]
    if drawn < 0.035:
        return [Step(at, "trash")]
    if drawn < (0.12 if is_fresh else 0.045):
        return [Step(at, "snooze")]
    return [Step(at, "close")] if drawn < (0.55 if is_fresh else 0.93) else []
