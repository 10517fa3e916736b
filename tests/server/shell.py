"""What a command said that was typed at the box."""

from collections.abc import Callable


class Typed:
    """A command that was run: its exit code and what it said."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Shell = Callable[..., Typed]
"""Types a command; `stdin` is what it reads, `data` another folder than the desk's."""
