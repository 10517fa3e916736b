"""Settings from file and environment, and how their mistakes are told."""

from typing import Annotated, Literal

import msgspec
import pytest
from msgspec import Meta

from support_tui.wire.settings import Problem, ProblemCode, line_of, read_settings, settings_of, variable_of
from support_tui.wire.wording import problem_wording


class Door(msgspec.Struct, frozen=True, kw_only=True):
    """A door."""

    colour: Annotated[Literal["red", "green"], Meta(description="Its colour.")] = "red"
    password: Annotated[str, Meta(description="What opens it.", max_length=8)] = ""


class House(msgspec.Struct, frozen=True, kw_only=True):
    """A house."""

    floors: Annotated[int, Meta(ge=1, le=9, description="How many floors.")] = 2
    is_old: Annotated[bool, Meta(description="Whether it is old.")] = False
    keys: Annotated[dict[str, tuple[str, ...]], Meta(description="Keys by room.")] = {}
    front: Door = Door()
    doors: dict[str, Door] = {}


def read(text: str, **environ: str) -> House | tuple[Problem, ...]:
    return read_settings(House, "client", text, file="house.toml", environ=environ, prefix="HOUSE")


def told(text: str, **environ: str) -> list[str]:
    problems = read(text, **environ)
    assert isinstance(problems, tuple)
    return [problem_wording(problem) for problem in problems]


def test_nothing_said_is_all_defaults() -> None:
    """An empty file, and a file with the other program's settings alone, change nothing."""
    assert read("") == House()
    assert read("[server]\nport = 1") == House()


def test_a_setting_outside_of_its_table_is_told_where_it_belongs() -> None:
    """By its whole name; of a table that is misspelt the table."""
    assert "client.floors" in told("floors = 3")[0]
    assert "client.floors" in told("floor = 3")[0]
    assert "client.front" in told("[front]\ncolour = 'green'")[0]
    assert told("[clinet]\nfloors = 3")[0].count("client") == 1


def test_a_file_sets_what_it_names() -> None:
    """Values, sections, sections of one's own name, and dotted ids in a table."""
    text = """
    [client]
    floors = 3
    [client.keys]
    kitchen.left = "k"
    "attic" = ["a", "b"]
    [client.front]
    colour = "green"
    [client.doors.garden]
    colour = "green"
    """
    assert read(text) == House(
        floors=3,
        keys={"kitchen.left": ("k",), "attic": ("a", "b")},
        front=Door(colour="green"),
        doors={"garden": Door(colour="green")},
    )


def test_the_environment_outweighs_the_file() -> None:
    """A variable is named after the setting; an empty one counts as not given."""
    house = read("[client]\nfloors = 3", HOUSE_FLOORS="4", HOUSE_IS_OLD="yes", HOUSE_FRONT_COLOUR="green")
    assert house == House(floors=4, is_old=True, front=Door(colour="green"))
    assert read("[client]\nfloors = 3", HOUSE_FLOORS="") == House(floors=3)


def test_all_mistakes_are_told_at_once() -> None:
    """Each with file, line, key and what would be right."""
    text = """[client]
flors = 3
floors = 12
is_old = "maybe"
front.colour = "blue"
[clint]
[client.doors.garden]
password = 7
"""
    assert told(text, HOUSE_FLOORS="many") == [
        "house.toml:2: client.flors: There is no such setting. Did you mean client.floors?",
        "house.toml:3: client.floors: 12 is not possible here: a whole number from 1 to 9 is needed.",
        "house.toml:4: client.is_old: maybe is not possible here: true or false is needed.",
        "house.toml:5: client.front.colour: blue is not possible here: use one of red, green.",
        "house.toml:6: clint: There is no such setting. Did you mean client?",
        "house.toml:8: client.doors.garden.password: … is not possible here: a text in quotation marks is needed, "
        "neither empty nor too long.",
        "environment: HOUSE_FLOORS: many is not possible here: a whole number from 1 to 9 is needed.",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [("[client\nfloors = 1", 1), ("[client]\nfloors = \n", 2), ("[client]\nfloors = 1\nfloors = 2\n", 3)],
)
def test_a_broken_file_is_told_with_its_line(text: str, line: int) -> None:
    """What is no TOML is refused as a whole, at the line where it stops being it."""
    (problem,) = read(text)  # type: ignore[misc]
    assert isinstance(problem, Problem)
    assert (problem.code, problem.line) == (ProblemCode.SYNTAX, line)


def test_a_section_that_is_no_table_is_told() -> None:
    """A value where a section belongs keeps the defaults and becomes a problem."""
    assert told("client = 3") == ["house.toml:1: client: 3 is not possible here: a table is needed."]


def test_lines_are_found_by_path() -> None:
    """In tables, dotted keys and quoted keys alike."""
    text = '[a]\nx.y = 1\n[a."b c"]\nz = 2\n'
    assert [line_of(text, path) for path in (("a", "x", "y"), ("a", "b c", "z"), ("a", "q"))] == [2, 4, 0]


def test_settings_describe_themselves() -> None:
    """Documentation and example are made from this list."""
    listed = [(setting.key, setting.default, setting.meaning) for setting in settings_of(House, ("client",))]
    assert listed == [
        ("client.floors", 2, "How many floors."),
        ("client.is_old", False, "Whether it is old."),
        ("client.keys", {}, "Keys by room."),
        ("client.front.colour", "red", "Its colour."),
        ("client.front.password", "", "What opens it."),
        ("client.doors.<name>.colour", "red", "Its colour."),
        ("client.doors.<name>.password", "", "What opens it."),
    ]
    assert variable_of(("client", "front", "colour"), "HOUSE") == "HOUSE_FRONT_COLOUR"
