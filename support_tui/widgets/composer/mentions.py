"""`@` and the beginning of a colleague's name, in a text that is being written; pure."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from support_tui.wire.folding import fold
from support_tui.wire.views import Agent

MOST_OFFERED: Final = 6
_BEGUN: Final = re.compile(r"(?:^|(?<=[\s(\[«\"'،]))@([^\s@]{0,40})$")


class Mention(NamedTuple):
    """A mention that is being typed: where its `@` stands in the line, and what follows it."""

    start: int
    typed: str


def begun(before_cursor: str) -> Mention | None:
    """The mention that ends at the cursor, None where none does; an address (`a@b`) is no mention."""
    found = _BEGUN.search(before_cursor)
    return Mention(found.start(), found[1]) if found else None


def offered(typed: str, agents: Iterable[Agent]) -> list[Agent]:
    """Agents whose name or address begins with what was typed, then those with a word in the name that does."""
    wanted = fold(typed)
    ranked = [
        (rank, agent)
        for agent in agents
        if not agent.is_disabled and (rank := _rank(wanted, agent)) is not None
    ]
    ranked.sort(key=lambda pair: (pair[0], pair[1].name))
    return [agent for _, agent in ranked[:MOST_OFFERED]]


def _rank(wanted: str, agent: Agent) -> int | None:
    name = fold(agent.name)
    if name.startswith(wanted) or fold(agent.email).startswith(wanted):
        return 0
    return 1 if any(word.startswith(wanted) for word in name.split()) else None
