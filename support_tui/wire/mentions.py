"""Which colleagues a text mentions, alike for composer and command line. Pure."""

from collections.abc import Sequence

from support_tui.wire.views import Agent


def mentioned(text: str, agents: Sequence[Agent]) -> tuple[int, ...]:
    """Ids of the agents whose whole name stands behind an `@`; of two that fit the longer name counts."""
    rest = text
    found: list[int] = []
    for agent in sorted(agents, key=lambda agent: -len(agent.name)):
        mark = f"@{agent.name}"
        if agent.name and mark in rest:
            rest = rest.replace(mark, "")
            found.append(agent.id)
    return tuple(sorted(found))
