"""Which people and things a name in a query means, by the directory. Pure; knows nothing of conversations."""

from collections.abc import Iterable
from typing import assert_never

from support_tui.wire.folding import fold
from support_tui.wire.query.tree import Keyword, Named, NameField, Numbered, Ref
from support_tui.wire.views import Agent, Directory
from support_tui.wire.words import words


def ids_of(field: NameField, ref: Ref, directory: Directory, me_id: int) -> frozenset[int]:
    """The ids `ref` stands for in a field of agents, teams, mailboxes or tags; an unknown name is nobody.

    `me` is the asker, for a team every team of the asker. `none` and `any` are no ids: whoever compares must ask for them first."""
    match ref:
        case Numbered(number):
            return frozenset((number,))
        case Named(name):
            return _remembered(field, name, directory)
        case Keyword.ME:
            return _mine(field, directory, me_id)
        case Keyword.NONE | Keyword.ANY:
            return frozenset()
        case _:
            assert_never(ref)


#: The last answers, each with the directory it was found in: a list asks the same name for every row. The entry holds its directory, so
#: that another one cannot take its place in memory and be mistaken for it.
_answers: dict[tuple[NameField, str], tuple[Directory, frozenset[int]]] = {}
_MOST_ANSWERS = 256


def _remembered(field: NameField, name: str, directory: Directory) -> frozenset[int]:
    known = _answers.get((field, name))
    if known is not None and known[0] is directory:
        return known[1]
    ids = _named(field, name, directory)
    if len(_answers) >= _MOST_ANSWERS:
        _answers.clear()
    _answers[field, name] = directory, ids
    return ids


def _mine(field: NameField, directory: Directory, me_id: int) -> frozenset[int]:
    if field is NameField.TEAM:
        return frozenset(team.id for team in directory.teams if me_id in team.member_ids)
    return frozenset((me_id,))


def _named(field: NameField, name: str, directory: Directory) -> frozenset[int]:
    match field:
        case NameField.ASSIGNEE | NameField.FOLLOWER:
            return agents_named(directory.agents, name)
        case NameField.TEAM:
            return _whole_name(name, ((team.name, team.id) for team in directory.teams))
        case NameField.MAILBOX:
            named = _whole_name(name, ((mailbox.name, mailbox.id) for mailbox in directory.mailboxes))
            return named or _whole_name(
                name, ((mailbox.address, mailbox.id) for mailbox in directory.mailboxes)
            )
        case NameField.TAG:
            return _whole_name(name, ((tag.name, tag.id) for tag in directory.tags))
        case NameField.CUSTOMER | NameField.COMPANY | NameField.CHANNEL:
            return frozenset()
        case _:
            assert_never(field)


def _whole_name(name: str, known: Iterable[tuple[str, int]]) -> frozenset[int]:
    wanted = fold(name).strip()
    return frozenset(id for text, id in known if fold(text) == wanted)


def agents_named(agents: Iterable[Agent], name: str) -> frozenset[int]:
    """Agents of exactly that name or address; where there is none, all whose name has a word beginning with each word of `name`."""
    agents = tuple(agents)
    wanted = fold(name).strip()
    exact = frozenset(agent.id for agent in agents if wanted in (fold(agent.name), fold(agent.email)))
    return exact or frozenset(agent.id for agent in agents if has_beginnings(name, agent.name))


def has_beginnings(wanted: str, text: str) -> bool:
    """Whether each word of `wanted` begins some word of `text`, in any order; False where `wanted` has no word."""
    beginnings = words(wanted)
    present = words(text)
    return bool(beginnings) and all(any(word.startswith(b) for word in present) for b in beginnings)
