"""Words into verbs: what leads, what follows, what is an option."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_tui.verbs.parse import Asked, Misuse, parse, parse_line, split_words
from support_tui.verbs.table import VERBS


def asked(line: str, *, has_targets: bool = False) -> Asked:
    found = parse(line.split(), has_targets=has_targets)
    assert isinstance(found, Asked), found
    return found


@pytest.mark.parametrize(
    ("line", "ids", "words"),
    [
        ("assign 12 #13 Rae Adams", (12, 13), ("Rae", "Adams")),
        ("close 12 12 #12", (12,), ()),
        ("close ١٢", (12,), ()),
        ("snooze 12 tue 9", (12,), ("tue", "9")),
        ("snooze 12 9", (12,), ("9",)),
        ("tag 12 13 +vip -spam", (12, 13), ("+vip", "-spam")),
        ("tag +vip 12", (12,), ("+vip",)),
        ("reply 12 12 boxes came", (12,), ("12", "boxes", "came")),
        ("list -tag:spam status:open", (), ("-tag:spam", "status:open")),
        ("title 12 -- --quite new", (12,), ("--quite", "new")),
        ("--server https://desk.example close 12", (12,), ()),
    ],
)
def test_numbers_lead_and_words_follow(line: str, ids: tuple[int, ...], words: tuple[str, ...]) -> None:
    """Without quotes; the last number is the word where one must follow."""
    found = asked(line)
    assert (found.ids, found.words) == (ids, words)


def test_a_dash_is_standard_input() -> None:
    """Beside numbers, in front of what follows."""
    found = asked("assign 12 - rae")
    assert (found.ids, found.reads_ids, found.words) == ((12,), True, ("rae",))


def test_with_targets_no_number_need_be_named() -> None:
    """A text may begin with a number; only a written `#12` is one then."""
    assert asked("close", has_targets=True).ids == ()
    assert asked("reply 12 boxes", has_targets=True).words == ("12", "boxes")
    assert asked("reply #12 boxes", has_targets=True).ids == (12,)
    assert asked("snooze 9", has_targets=True).words == ("9",)


def test_options_take_values_either_way() -> None:
    """With a blank or an equals sign."""
    assert asked("list --limit 5 --sort=newest").options == {"limit": "5", "sort": "newest"}


@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_words_are_a_verb_or_told_to_be_none(words: list[str]) -> None:
    """Whatever is typed, nothing breaks; what is asked for is complete."""
    found = parse(words)
    assert isinstance(found, Asked | Misuse)
    if isinstance(found, Asked):
        assert all(number >= 0 for number in found.ids)


@given(st.text(max_size=40), st.sampled_from([verb.name for verb in VERBS]))
def test_any_line_of_the_console_is_understood_or_refused(rest: str, verb: str) -> None:
    """Also with quotes that nothing closes."""
    assert isinstance(parse_line(f"{verb} {rest}"), Asked | Misuse)


def test_quotes_hold_words_together() -> None:
    """As in a shell; one that nothing closes is a letter."""
    assert split_words('tag +"very important"') == ["tag", "+very important"]
    assert split_words("title it's") == ["title", "it's"]


def test_every_example_of_the_table_is_understood() -> None:
    """Help and documentation show nothing that does not work."""
    for verb in VERBS:
        found = parse(split_words(verb.example))
        assert isinstance(found, Asked), verb.example
        assert found.verb is verb
