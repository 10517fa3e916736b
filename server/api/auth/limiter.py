"""Says who has to wait: for failed logins by address and account, and for requests by token. Pure: the time comes in."""

import math
from collections import OrderedDict, deque

#: So many callers are remembered; beyond, the ones that failed longest ago are forgotten first.
MAX_REMEMBERED = 10_000


class Limiter:
    """At most `allowed` failures of one name within `window_s`; a success forgets them."""

    def __init__(self, allowed: int, window_s: float) -> None:
        self._allowed = allowed
        self._window_s = window_s
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()

    def wait_s(self, name: str, now_s: float) -> int:
        """Whole seconds until `name` may try again, 0 for at once."""
        failures = self._failures.get(name)
        if failures is None:
            return 0
        while failures and failures[0] <= now_s - self._window_s:
            failures.popleft()
        if len(failures) < self._allowed:
            return 0
        return int(failures[0] + self._window_s - now_s) + 1

    def failed(self, name: str, now_s: float) -> None:
        """Count a failure."""
        failures = self._failures.setdefault(name, deque(maxlen=self._allowed))
        failures.append(now_s)
        self._failures.move_to_end(name)
        while len(self._failures) > MAX_REMEMBERED:
            self._failures.popitem(last=False)

    def forgive(self, name: str) -> None:
        """Take the last failure back; earlier ones still count."""
        failures = self._failures.get(name)
        if failures:
            failures.pop()

    def succeeded(self, name: str) -> None:
        """Start counting afresh."""
        self._failures.pop(name, None)


class Pace:
    """`per_minute` requests of one name on the long run, and a tenth of that at once."""

    def __init__(self, per_minute: int) -> None:
        self._per_s = per_minute / 60
        self._at_once = max(1.0, per_minute / 10)
        self._left: dict[bytes, tuple[float, float]] = {}

    def wait_s(self, name: bytes, now_s: float) -> int:
        """Whole seconds until `name` may ask again; 0 is at once, and then this request is counted."""
        left, since_s = self._left.get(name, (self._at_once, now_s))
        left = min(self._at_once, left + (now_s - since_s) * self._per_s)
        if left < 1:
            return math.ceil((1 - left) / self._per_s)
        if len(self._left) >= MAX_REMEMBERED and name not in self._left:
            self._left.clear()
        self._left[name] = (left - 1, now_s)
        return 0
