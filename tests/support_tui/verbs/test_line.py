"""What a half-written line of the console can become."""

from support_tui.verbs.line import completions, to_explain
from support_tui.verbs.offers import Known
from tests.support_tui.fakes import DIRECTORY

KNOWN = Known(DIRECTORY)


def lines(typed: str) -> list[str]:
    return [line.text for line in completions(typed, KNOWN, has_targets=True)]


def test_a_name_is_completed_by_the_beginning_of_any_word() -> None:
    """In either script."""
    assert lines("assign ad") == ["assign ad", "assign Rae Adams"]
    assert "assign نور الهاشمي" in lines("assign نو")
    assert "assign team:Billing" in lines("assign team:")


def test_what_can_be_done_as_typed_stands_first() -> None:
    """Then what it can become."""
    assert lines("tag +re")[:2] == ["tag +re", "tag +refund"]
    assert lines("status op") == ["status op", "status open"]
    assert lines("snooze tue 9") == ["snooze tue 9"]


def test_a_tag_is_completed_behind_others() -> None:
    """Only the last word is replaced."""
    assert "tag +vip -login" in lines("tag +vip -lo")


def test_a_query_is_completed() -> None:
    """By its own grammar."""
    assert "list status:open" in lines("list status:op")


def test_words_that_are_no_verb_are_left_to_the_palette() -> None:
    """Nothing is offered."""
    assert lines("amal hassan") == []
    assert lines("") == []


def test_without_a_conversation_nothing_is_offered_that_needs_one() -> None:
    """But for lists."""
    assert completions("close", KNOWN, has_targets=False) == []
    assert completions("list", KNOWN, has_targets=False) != []


def explained(typed: str) -> list[str]:
    return [(one.option or one.verb).name for one in to_explain(typed)]


def test_a_verb_is_explained_from_its_second_letter() -> None:
    """As long as it is what the line begins with; what needs no more words explains itself."""
    assert explained("s") == []
    assert explained("sn") == ["snooze"]
    assert explained("snooze") == explained("snooze tue") == ["snooze"]
    assert explained("re") == ["reply"]
    assert explained("amal") == explained("close") == []


def test_options_are_explained_where_one_is_begun() -> None:
    """Chosen, it stands behind what is written."""
    assert explained("reply done --c") == ["close", "cc"]
    assert explained("reply done --d") == [], "that is for the command line"
    assert to_explain("reply done --cc")[0].text == "reply done --cc "
    assert explained("reply done --cc ") == ["reply"]
