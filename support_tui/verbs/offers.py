"""What the words of a kind can be on this desk: for completion in shells and on the console's `:` line. Pure."""

from collections.abc import Iterator

import msgspec

from support_tui.verbs.model import Kind
from support_tui.wire.order import Sort
from support_tui.wire.query import QUEUES, complete
from support_tui.wire.query.fields import FIELD_BY_NAME
from support_tui.wire.values import Priority, Role, Status
from support_tui.wire.views import Directory

#: Shells that a completion script is there for.
SHELLS = ("bash", "zsh", "fish")
#: Moments to begin with; every other phrase can be written.
PHRASES = ("2h", "4h", "tomorrow", "mon 9", "1w", "none")
#: Fields of the status line.
_FORMATS = ("{unread}", "{mine}", "{unassigned}", "{all}", "{following}", "{snoozed}", "{line}")


class Known(msgspec.Struct, frozen=True):
    """Names of the desk, and conversations as (number, title)."""

    directory: Directory = Directory()
    conversations: tuple[tuple[int, str], ...] = ()


def offers(kind: Kind, written: str, known: Known) -> Iterator[tuple[str, str]]:
    """Values of a kind with what each means, the likeliest first."""
    directory = known.directory
    match kind:
        case Kind.ID | Kind.IDS:
            mark = "#" if written.startswith("#") else ""
            yield from ((f"{mark}{number}", title) for number, title in known.conversations)
        case Kind.WHO:
            yield from _people(directory)
        case Kind.TAGS:
            names = sorted(tag.name for tag in directory.tags)
            signs = written[:1] if written[:1] in ("+", "-") else "+-"
            yield from ((f"{sign}{name}", "") for sign in signs for name in names)
        case Kind.MAILBOX:
            yield from ((mailbox.name, mailbox.address) for mailbox in directory.mailboxes)
        case Kind.QUEUE:
            yield from ((queue, text) for queue, text in QUEUES.items() if not queue.endswith(":"))
            yield from ((f"mailbox:{mailbox.name}", mailbox.address) for mailbox in directory.mailboxes)
            yield from ((f"team:{team.name}", "") for team in directory.teams)
        case Kind.QUERY | Kind.WORDS:
            for found in complete(written, len(written), directory):
                yield written[: found.start] + found.text, found.meaning or found.label
        case _:
            yield from ((word, meaning) for word, meaning in _fixed(kind))


def _people(directory: Directory) -> Iterator[tuple[str, str]]:
    yield "me", ""
    yield "none", ""
    for agent in sorted(directory.agents, key=lambda agent: agent.name.casefold()):
        if not agent.is_disabled and agent.role is not Role.VIEWER:
            yield agent.name, agent.email
    yield from ((f"team:{team.name}", "") for team in directory.teams)


def _fixed(kind: Kind) -> list[tuple[str, str]]:
    match kind:
        case Kind.STATUS:
            meanings = {choice.value: choice.meaning for choice in FIELD_BY_NAME["status"].choices}
            return [(status.value, meanings[status.value]) for status in Status]
        case Kind.PRIORITY:
            return [(priority.value, "") for priority in Priority]
        case Kind.SORT:
            return [(sort.value, "") for sort in Sort]
        case Kind.SHELL:
            return [(shell, "") for shell in SHELLS]
        case Kind.PHRASE:
            return [(phrase, "") for phrase in PHRASES]
        case Kind.FORMAT:
            return [(field, "") for field in _FORMATS]
        case _:
            return []
