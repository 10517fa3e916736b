"""Every preset is complete and at peace with itself."""

import pytest

from support_tui.commands import BY_ID, COMMANDS, Scope
from support_tui.key_names import is_key, is_rarely_sent, same_as
from support_tui.key_presets import PRESETS
from support_tui.keymap import Keymap, parse_binding

_USED = [name for name in PRESETS if name != "none"]


@pytest.mark.parametrize("name", _USED)
def test_a_preset_has_no_conflicts(name):
    """No two commands with one key in one pane, no chord hidden by a shorter one. Give whichever is new another key in `key_presets`."""
    assert Keymap(preset=PRESETS[name]).conflicts == []


@pytest.mark.parametrize("name", _USED)
def test_every_command_can_be_reached(name):
    """Whatever has a key by default has one in every preset, in each pane it works in."""
    plain, keymap = Keymap(), Keymap(preset=PRESETS[name])
    panes = [scope for scope in Scope if scope is not Scope.ANY]
    lost = [
        (command.id, pane)
        for command in COMMANDS
        for pane in panes
        if plain.chords(command.id, pane) and not keymap.chords(command.id, pane)
    ]
    assert lost == []


@pytest.mark.parametrize("name", _USED)
def test_a_preset_names_commands_and_keys_that_there_are(name):
    """A slip of the pen would be a key that does nothing."""
    for command_id, keys in PRESETS[name].items():
        assert command_id in BY_ID
        for written in keys:
            _, chord = parse_binding(written)
            assert all(is_key(key) and not is_rarely_sent(key) and not same_as(key) for key in chord)


@pytest.mark.parametrize(
    ("name", "pane", "keys", "command_id"),
    [
        ("gmail", Scope.INBOX, "e", "conversation.close"),
        ("gmail", Scope.THREAD, "#", "conversation.trash"),
        ("gmail", Scope.THREAD, "!", "conversation.spam"),
        ("gmail", Scope.INBOX, "s", "conversation.follow"),
        ("gmail", Scope.THREAD, "a", "compose.reply"),
        ("gmail", Scope.INBOX, "* a", "mark.all"),
        ("gmail", Scope.INBOX, "g i", "go.inbox"),
        ("gmail", Scope.INBOX, "U", "conversation.unread"),
        ("gmail", Scope.INBOX, "x", "mark.toggle"),
        ("gmail", Scope.THREAD, "z", "desk.undo"),
        ("vim", Scope.INBOX, "d d", "conversation.close"),
        ("vim", Scope.THREAD, "u", "desk.undo"),
        ("vim", Scope.INBOX, "ctrl+r", "desk.redo"),
        ("vim", Scope.THREAD, "/", "thread.find"),
        ("vim", Scope.INBOX, "/", "view.filter"),
        ("vim", Scope.THREAD, "g g", "move.top"),
        ("vim", Scope.INBOX, "z z", "view.zoom"),
    ],
)
def test_the_keys_that_people_bring_along(name, pane, keys, command_id):
    """The keys that these programs are known for do here what they do there."""
    command = Keymap(preset=PRESETS[name]).command(pane, tuple(keys.split()))
    assert command is not None and command.id == command_id


def test_own_keys_outweigh_the_preset():
    """Who starts from Gmail's keys may still change one."""
    keymap = Keymap({"conversation.trash": ["e"]}, PRESETS["gmail"])
    trash = keymap.command(Scope.INBOX, ("e",))
    assert trash is not None and trash.id == "conversation.trash"


def test_another_preset_counts_at_once():
    """Whoever holds the map need not be told."""
    keymap = Keymap()
    keymap.rebind(PRESETS["vim"])
    undo = keymap.command(Scope.INBOX, ("u",))
    assert undo is not None and undo.id == "desk.undo"
    keymap.rebind(PRESETS["default"])
    back = keymap.command(Scope.INBOX, ("u",))
    assert back is not None and back.id == "view.back"
