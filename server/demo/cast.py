"""Give the written conversations to people and times: what the demo's desk holds when it opens. Pure, and the same for the same seed."""

import random
from collections.abc import Iterator, Mapping, Sequence

from support_tui.wire.values import Actor, ActorKind, MessageKind, Priority, Rating, Status
from support_tui.wire.views import Directory

from ..core.imports import ImportedConversation, ImportedCustomer, ImportedMessage
from .people import Person, fill
from .script import Entry, Scenario

_MINUTE = 60 * 1_000_000
_DAY = 24 * 60 * _MINUTE
#: How often a scenario happens, each time to somebody else: finished ones long ago, unfinished ones lately.
_TIMES_CLOSED = 7
_TIMES_OPEN = 2
_KINDS = {"inbound": MessageKind.INBOUND, "reply": MessageKind.REPLY, "note": MessageKind.NOTE}


def conversations(
    scenarios: Sequence[Scenario],
    people: Sequence[Person],
    directory: Directory,
    now: int,
    chance: random.Random,
) -> list[ImportedConversation]:
    """Every scenario several times, with customers of its language, in the order in which they were last touched."""
    mailboxes = {mailbox.name: mailbox.id for mailbox in directory.mailboxes}
    teams = {team.name: team.member_ids for team in directory.teams}
    names = {agent.id: agent.name for agent in directory.agents}
    made: list[ImportedConversation] = []
    for scenario, is_closed, number in _happenings(scenarios):
        person = chance.choice([person for person in people if person.language == scenario.language])
        agent_id = chance.choice(teams[scenario.team])
        agent = Actor(ActorKind.AGENT, agent_id, names[agent_id])
        external_id = f"demo-{len(made)}-{number}"
        made.append(_conversation(scenario, person, agent, mailboxes, external_id, is_closed, now, chance))
    return sorted(made, key=lambda conversation: conversation.messages[-1].at)


def _happenings(scenarios: Sequence[Scenario]) -> Iterator[tuple[Scenario, bool, int]]:
    for scenario in scenarios:
        if scenario.is_unique:
            yield scenario, False, 0
            continue
        for number in range(_TIMES_CLOSED if scenario.is_closed else _TIMES_OPEN):
            yield scenario, scenario.is_closed, number


def _conversation(
    scenario: Scenario, person: Person, agent: Actor, mailboxes: Mapping[str, int], external_id: str,
    is_closed: bool, now: int, chance: random.Random,
) -> ImportedConversation:  # fmt: skip
    entries = _entries(scenario, is_closed, chance)
    times = _times(len(entries), is_closed, now, chance)
    messages = tuple(
        ImportedMessage(
            _KINDS[entry.kind], fill(entry.text, person, random.Random(external_id)), at, agent.name, agent.id
        )
        for entry, at in zip(entries, times, strict=True)
    )
    answered = any(entry.kind == "reply" for entry in entries)
    return ImportedConversation(
        mailbox_id=mailboxes[scenario.mailbox],
        external_id=external_id,
        customer=ImportedCustomer(person.name, person.email),
        messages=messages,
        title=fill(scenario.title, person, random.Random(external_id)),
        channel=scenario.channel,
        status=_status(entries[-1].kind, answered, is_closed),
        priority=Priority(scenario.priority),
        tags=scenario.tags,
        rating=Rating(scenario.rating) if scenario.rating and is_closed else None,
        assignee_id=agent.id if answered else None,
    )


def _entries(scenario: Scenario, is_closed: bool, chance: random.Random) -> Sequence[Entry]:
    """An unfinished conversation stands where it stands: often only its beginning has happened so far."""
    entries = scenario.entries
    return entries if is_closed or scenario.is_unique else entries[: chance.randint(1, len(entries))]


def _status(last: str, answered: bool, is_closed: bool) -> Status:
    if is_closed:
        return Status.CLOSED
    if not answered:
        return Status.OPEN
    return Status.AWAITING_REPLY if last == "reply" else Status.IN_PROGRESS


def _times(count: int, is_closed: bool, now: int, chance: random.Random) -> list[int]:
    """Ends minutes to three days ago, closed ones up to two months; each entry minutes to hours after the one before."""
    age = chance.uniform(3 * _DAY, 60 * _DAY) if is_closed else _DAY * 3 * chance.random() ** 3 + 2 * _MINUTE
    times = [now - int(age)]
    for _ in range(count - 1):
        times.append(times[-1] - int(chance.uniform(2, 240) * _MINUTE))
    return times[::-1]
