"""Keys, chords and what a person may change about them."""

import pytest

from support_tui.commands import COMMANDS, Scope
from support_tui.keymap import ChordReader, Keymap, chord_label, key_label, parse_chord


def test_the_defaults_have_no_conflicts():
    """No two commands want the same keys in one pane, and no key begins another's chord."""
    assert Keymap().conflicts == []


def test_a_chord_is_completed_key_by_key():
    """`g` waits, `g i` goes to the inbox."""
    reader = ChordReader(Keymap())
    assert reader.press(Scope.INBOX, "g") is None
    assert reader.pending == ("g",)
    command = reader.press(Scope.INBOX, "i")
    assert command is not None and command.id == "go.inbox"
    assert reader.pending == ()


def test_a_key_that_does_not_continue_a_chord_counts_by_itself():
    """After `g` a `j` still moves down."""
    reader = ChordReader(Keymap())
    reader.press(Scope.INBOX, "g")
    command = reader.press(Scope.INBOX, "j")
    assert command is not None and command.id == "move.down"


def test_letters_mean_nothing_in_the_composer():
    """A text field takes Ctrl, Alt and F keys only."""
    reader = ChordReader(Keymap())
    assert reader.press(Scope.COMPOSER, "e") is None
    send = reader.press(Scope.COMPOSER, "alt+enter")
    assert send is not None and send.id == "composer.send"


def test_an_override_replaces_all_default_keys():
    """Closing by `D` frees `e`."""
    keymap = Keymap({"conversation.close": ["D"]})
    assert keymap.label("conversation.close") == "D"
    assert keymap.command(Scope.INBOX, ("e",)) is None


def test_a_conflict_is_reported_and_the_persons_choice_wins():
    """Who puts taking onto `e` loses closing there and is told so."""
    keymap = Keymap({"conversation.take": ["e"]})
    taken = keymap.command(Scope.INBOX, ("e",))
    assert taken is not None and taken.id == "conversation.take"
    assert {(c.kept, c.lost) for c in keymap.conflicts} == {("conversation.take", "conversation.close")}


def test_a_key_cannot_also_begin_a_chord():
    """`g` alone would hide every `g …`."""
    keymap = Keymap({"conversation.close": ["g"]})
    assert keymap.command(Scope.INBOX, ("g",)) is not None
    assert any(conflict.lost == "go.inbox" for conflict in keymap.conflicts)


@pytest.mark.parametrize(
    ("written", "chord"),
    [
        ("G", ("G",)),
        ("shift+g", ("G",)),
        ("Ctrl+D", ("ctrl+D",)),
        ("g  i", ("g", "i")),
        ("Escape", ("escape",)),
    ],
)
def test_keys_are_read_as_people_write_them(written, chord):
    """Names and modifiers are free in case; a shifted letter is its capital."""
    assert parse_chord(written) == chord


def test_an_empty_key_is_refused():
    """Nothing is no key."""
    with pytest.raises(ValueError, match="missing"):
        parse_chord("  ")


def test_labels_read_like_a_keyboard():
    """What help and key bar show."""
    assert [key_label(key) for key in ("ctrl+d", "escape", "f2", "pagedown", "#", "alt+enter")] == [
        "Ctrl+D",
        "Esc",
        "F2",
        "PgDn",
        "#",
        "Alt+Enter",
    ]
    assert chord_label(("g", "i")) == "gi"


def test_alt_with_a_letter_is_a_key_of_its_own() -> None:
    """A real terminal gives the letter along with it; the command of Alt+C is meant, and no letter is typed."""
    from textual import events

    from support_tui.screens.keys import key_name

    assert key_name(events.Key("alt+c", "c")) == "alt+c"
    assert key_name(events.Key("c", "c")) == "c"


def test_no_key_means_another_one_to_terminals() -> None:
    """Alt+B and Alt+F come as Ctrl+Left and Ctrl+Right from terminals that tell no more: the word to the left and the right."""
    keys = {key for command in COMMANDS for key in command.keys}
    assert not keys & {"alt+b", "alt+f"}
