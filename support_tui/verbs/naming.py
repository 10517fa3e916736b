"""Which person, team, mailbox, status or priority a word of a command means, or why it means none. Pure."""

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from support_tui.verbs.parse import Misuse
from support_tui.wire.folding import fold
from support_tui.wire.nearest import nearest
from support_tui.wire.order import Sort
from support_tui.wire.query import QUEUES, queue_query
from support_tui.wire.query.fields import FIELD_BY_NAME, choice_called
from support_tui.wire.query.names import agents_named
from support_tui.wire.values import Priority, Role, Status
from support_tui.wire.views import Agent, Directory

T = TypeVar("T")

_TEAM_WORDS = tuple(f"{word}:" for word in ("team", FIELD_BY_NAME["team"].arabic, "فريق"))


class Holder(msgspec.Struct, frozen=True):
    """Who is to be responsible: an agent, a team, or with neither nobody."""

    agent_id: int | None = None
    team_id: int | None = None
    name: str = ""


def status_called(word: str) -> Status | Misuse:
    """A status by its name in either language; blanks, dashes and underscores are alike."""
    return _choice(Status, "status", word)


def priority_called(word: str) -> Priority | Misuse:
    """A priority by its name in either language."""
    return _choice(Priority, "priority", word)


def _choice(kind: type[T], field_name: str, word: str) -> T | Misuse:
    field = FIELD_BY_NAME[field_name]
    value = choice_called(field, word.strip().replace(" ", "_"))
    if value is None:
        known = [choice.value for choice in field.choices]
        return Misuse("misuse-no-choice", {"word": word, "kind": field_name, "allowed": ", ".join(known)})
    return kind(value)  # type: ignore[call-arg]


def mailbox_called(word: str, directory: Directory) -> int | Misuse:
    """A mailbox by its name, its address or its number."""
    wanted = fold(word).strip()
    for mailbox in directory.mailboxes:
        if wanted in (fold(mailbox.name), fold(mailbox.address), f"#{mailbox.id}"):
            return mailbox.id
    return unknown("mailbox", word, (mailbox.name for mailbox in directory.mailboxes))


def holder_called(word: str, directory: Directory, me_id: int) -> Holder | Misuse:
    """`me`, `none`, `team:NAME`, or an agent by name, address or the beginnings of the name's words."""
    keyword = choice_called(FIELD_BY_NAME["assignee"], word.strip())
    if keyword == "none":
        return Holder()
    if keyword == "me":
        return Holder(me_id, None, next((a.name for a in directory.agents if a.id == me_id), ""))
    prefix = next((prefix for prefix in _TEAM_WORDS if fold(word).startswith(fold(prefix))), None)
    if prefix is not None:
        return _team(word[len(prefix) :], directory)
    agent = agent_called(word, directory)
    return Holder(agent.id, None, agent.name) if isinstance(agent, Agent) else agent


def agent_called(word: str, directory: Directory) -> Agent | Misuse:
    """The one agent of that name who can be responsible: locked out agents and viewers cannot."""
    able = [a for a in directory.agents if not a.is_disabled and a.role is not Role.VIEWER]
    ids = agents_named(able, word)
    if len(ids) > 1:
        names = ", ".join(sorted(a.name for a in able if a.id in ids))
        return Misuse("misuse-ambiguous", {"word": word, "names": names})
    found = next((a for a in able if a.id in ids), None)
    return found or unknown("agent", word, (a.name for a in able))


def queue_called(word: str, directory: Directory) -> str | Misuse:
    """A queue's id; `mailbox:` and `team:` also with a name behind them."""
    kind, colon, name = word.partition(":")
    if queue_query(word) is not None:
        return word
    if colon and kind == "mailbox":
        number = mailbox_called(name, directory)
        return number if isinstance(number, Misuse) else f"mailbox:{number}"
    if colon and kind == "team":
        team = _team(name, directory)
        return team if isinstance(team, Misuse) else f"team:{team.team_id}"
    return unknown("queue", word, (queue.rstrip(":") for queue in QUEUES))


def sort_called(word: str) -> Sort | Misuse:
    """An order by its name."""
    found = next((sort for sort in Sort if sort.value == word), None)
    allowed = ", ".join(sort.value for sort in Sort)
    return found or Misuse("misuse-no-choice", {"kind": "sort", "word": word, "allowed": allowed})


def _team(name: str, directory: Directory) -> Holder | Misuse:
    wanted = fold(name).strip()
    for team in directory.teams:
        if fold(team.name) == wanted:
            return Holder(None, team.id, team.name)
    return unknown("team", name, (team.name for team in directory.teams))


def unknown(kind: str, word: str, known: Iterable[str]) -> Misuse:
    """Nobody and nothing is called so; the nearest that is."""
    return Misuse("misuse-unknown-name", {"kind": kind, "word": word, "nearest": nearest(word, known)})
