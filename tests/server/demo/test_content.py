"""The demo's written conversations can be played: every one has a beginning, a place, and nothing left to fill in."""

import random
import re

import pytest

from server.demo import cast, script
from server.demo.people import Person, fill
from support_tui.wire.values import MessageKind, Role, Status
from support_tui.wire.views import Agent, Directory, Mailbox, Team

NOW = 1_800_000_000_000_000
SCENARIOS = [*script.scenarios("en"), *script.scenarios("ar")]
PEOPLE = [
    Person(name, email, language, city) for name, email, language, _, _, city in script.records("customer")
]


def a_directory() -> Directory:
    """The demo's agents, teams and mailboxes."""
    people = [Agent(number, row[0], "", Role.AGENT) for number, row in enumerate(script.records("agent"), 1)]
    members: dict[str, list[int]] = {}
    for agent, row in zip(people, script.records("agent"), strict=True):
        for team in row[2].split(","):
            members.setdefault(team.strip(), []).append(agent.id)
    return Directory(
        agents=tuple(people),
        teams=tuple(Team(number, name, tuple(ids)) for number, (name, ids) in enumerate(members.items(), 1)),
        mailboxes=tuple(Mailbox(number, row[0]) for number, row in enumerate(script.records("mailbox"), 1)),
    )


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.title)
def test_a_scenario_begins_with_its_customer(scenario: script.Scenario) -> None:
    """Somebody asks before anybody answers, in a mailbox and a team that the demo has."""
    directory = a_directory()
    assert scenario.entries[0].kind == "inbound"
    assert scenario.mailbox in {mailbox.name for mailbox in directory.mailboxes}
    assert scenario.team in {team.name for team in directory.teams}


@pytest.mark.parametrize("line", script.live_lines(), ids=lambda line: line.text[:30])
def test_no_slot_is_left_open(line: script.Line) -> None:
    """Whatever is written has its names, orders and places filled in."""
    person = next(person for person in PEOPLE if person.language == line.language)
    assert not re.search(r"\{\w+\}", fill(line.text + line.title, person, random.Random(1)))


def test_the_cast_plays_in_order_and_in_the_past() -> None:
    """Times grow within a conversation and end before now; closed ones are closed, and every customer speaks the language."""
    played = cast.conversations(SCENARIOS, PEOPLE, a_directory(), NOW, random.Random(1))
    assert len(played) > 150
    for conversation in played:
        times = [message.at for message in conversation.messages]
        assert times == sorted(times)
        assert times[-1] < NOW
        assert conversation.messages[0].kind is MessageKind.INBOUND
    assert {conversation.status for conversation in played} == set(Status)
    assert max(len(conversation.messages) for conversation in played) >= 60


def test_the_cast_is_the_same_for_the_same_seed() -> None:
    """A demo shown twice shows the same people with the same questions."""
    first, second = (
        cast.conversations(SCENARIOS, PEOPLE, a_directory(), NOW, random.Random(5)) for _ in range(2)
    )
    assert first == second
