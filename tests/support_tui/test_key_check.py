"""What is said of the keys that somebody has set: where, what is wrong, what to do."""

from pathlib import Path

import pytest

from support_tui import cli, i18n, program
from support_tui.config import ClientConfig
from support_tui.key_check import Finding, examine


def found(**keys: tuple[str, ...]) -> list[Finding]:
    """The findings about keys, given by command id with `__` for its point."""
    return examine(ClientConfig(keys={name.replace("__", "."): value for name, value in keys.items()}))


def test_good_keys_are_not_spoken_of():
    """A free key for a command that loses none says nothing."""
    assert found(conversation__close=("e", "X"), go__log=()) == []


@pytest.mark.parametrize(
    ("command", "key", "text_id", "is_error"),
    [
        ("conversation__close", "entre", "keys-no-such-key-nearest", True),
        ("conversation__close", "ctrl+fizz", "keys-no-such-key", True),
        ("conversation__close", " ", "keys-empty", True),
        ("conversation__close", "thraed:X", "keys-no-such-pane", True),
        ("mark__toggle", "thread:X", "keys-wrong-pane", True),
        ("composer__send", "s", "keys-typed", True),
        ("composer__send", "enter", "keys-typed", True),
        ("view__quit", "Q", "keys-typed", True),
        ("conversation__close", "ctrl+i", "keys-same-as", False),
        ("conversation__close", "ctrl+m", "keys-same-as", False),
        ("conversation__close", "ctrl+shift+e", "keys-rarely-sent", False),
        ("conversation__close", "super+e", "keys-rarely-sent", False),
        ("conversation__close", "shift+enter", "keys-rarely-sent", False),
    ],
)
def test_a_single_key_may_be_wrong(command, key, text_id, is_error):
    """No such key or pane, a key that texts need, one that terminals do not send."""
    (finding,) = found(**{command: (key,)})
    assert (finding.text_id, finding.is_error) == (text_id, is_error)


def test_two_own_keys_that_clash_are_an_error():
    """Nobody can tell which of the two was meant."""
    clashes = found(conversation__close=("X",), conversation__take=("X",))
    assert [(one.text_id, one.is_error) for one in clashes] == [("keys-clash", True)]


def test_panes_keep_keys_apart():
    """One key for two commands is right where each has a pane of its own."""
    assert found(conversation__close=("inbox:X",), conversation__take=("thread:X",)) == []


def test_a_default_that_loses_its_only_key_is_named():
    """Who puts taking onto `e` hears that closing has no key left; the console starts."""
    (finding,) = found(conversation__take=("e",))
    assert finding.text_id == "keys-taken" and not finding.is_error
    assert finding.params["lost_id"] == "conversation.close"


def test_a_default_with_another_key_is_said_to_be_there():
    """`view.open` is still at Enter."""
    (finding,) = found(conversation__unread=("inbox:o",))
    assert finding.text_id == "keys-taken-left" and "Enter" in finding.params["left"]


def test_a_key_that_hides_chords_is_a_warning():
    """`g` alone hides every `g …`, each named."""
    hidden = found(conversation__close=("g",))
    assert {one.text_id for one in hidden} == {"keys-hidden"}
    assert "go.inbox" in {one.params["lost_id"] for one in hidden}
    assert not any(one.is_error for one in hidden)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_finding_is_a_sentence_with_its_place(language, tmp_path: Path):
    """File, line, key and what to do, in both languages."""
    i18n.use(language)
    text = '[client.keys]\nconversation.take = ["e"]\n"conversation.close" = ["entre"]\n'
    for finding in found(conversation__close=("entre",), conversation__take=("super+e",)):
        sentence = finding.sentence("config.toml", text)
        line = 2 if finding.command_id == "conversation.take" else 3
        assert sentence.startswith(f"config.toml:{line}: client.keys.{finding.command_id}: ")
        assert finding.text_id not in sentence and "{" not in sentence


def run(tmp_path: Path, keys: str, *arguments: str) -> int:
    """`support-tui --config FILE …` with those keys set."""
    file = tmp_path / "config.toml"
    file.write_text(f"[client.keys]\n{keys}", encoding="utf-8")
    return cli.main(["--config", str(file), *arguments])


def test_the_check_ends_with_2_for_errors_only(tmp_path, capsys):
    """A script can tell by the exit code; the words go to stderr."""
    assert run(tmp_path, 'composer.send = ["s"]', "keys", "--check") == program.WRONG_SETTINGS
    assert "config.toml:2: client.keys.composer.send" in capsys.readouterr().err
    assert run(tmp_path, 'conversation.take = ["e"]', "keys", "--check") == program.DONE
    assert "conversation.close" in capsys.readouterr().err
    assert run(tmp_path, "", "keys", "--check") == program.DONE
    assert capsys.readouterr().err == ""


def test_the_console_does_not_start_with_keys_that_are_errors(tmp_path, capsys):
    """Before anything is asked of a server."""
    assert run(tmp_path, 'composer.send = ["s"]') == program.WRONG_SETTINGS
    assert "client.keys.composer.send" in capsys.readouterr().err


def test_an_unknown_command_is_named_with_the_nearest(tmp_path, capsys):
    """A slip of the pen gets a guess."""
    assert run(tmp_path, 'conversation.clsoe = ["X"]', "keys", "--check") == program.WRONG_SETTINGS
    assert "conversation.close" in capsys.readouterr().err
