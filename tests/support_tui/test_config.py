"""The console's settings file."""

from pathlib import Path

import pytest

from support_tui import paths
from support_tui.config import ClientConfig, change, load
from support_tui.keymap import keymap_of
from support_tui.wire.wording import problem_wording


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_without_a_file_all_is_default(file: Path) -> None:
    """A console starts before anybody has written settings."""
    assert load(file, {}) == ClientConfig()


def test_keys_are_set_by_command(file: Path) -> None:
    """A key may be a single text or a list; the preset `none` clears all others."""
    file.write_text(
        '[client]\nkey_preset = "none"\n[client.keys]\nconversation.close = "e"\nmove.down = []\n',
        encoding="utf-8",
    )
    config = load(file, {}, ["conversation.close", "move.down", "move.up"])
    assert isinstance(config, ClientConfig)
    keymap = keymap_of(config)
    keys = {name: keymap.label(name) for name in ("conversation.close", "move.down", "move.up")}
    assert keys == {"conversation.close": "e", "move.down": "", "move.up": ""}


def test_a_key_for_an_unknown_command_is_told(file: Path) -> None:
    """With the nearest command, at its line."""
    file.write_text('[client.keys]\nconversation.clse = "e"\n', encoding="utf-8")
    problems = load(file, {}, ["conversation.close"])
    assert isinstance(problems, tuple)
    assert [problem_wording(problem) for problem in problems] == [
        f"{file}:2: client.keys.conversation.clse: There is no such setting. "
        "Did you mean client.keys.conversation.close?"
    ]


def test_an_unreadable_file_is_told(file: Path) -> None:
    """A file that is no text stops the start with a sentence, not with a traceback."""
    file.write_bytes(b"\xff\xfe")
    problems = load(file, {})
    assert isinstance(problems, tuple)
    assert problem_wording(problems[0]).startswith(f"{file}: This file cannot be read: ")


def test_places_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three variables move everything the console writes, so that a demo touches nothing of a person's own."""
    monkeypatch.setenv("SUPPORT_TUI_CONFIG", str(tmp_path / "c.toml"))
    monkeypatch.setenv("SUPPORT_TUI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SUPPORT_TUI_CACHE", str(tmp_path / "cache"))
    assert paths.config_file() == tmp_path / "c.toml"
    assert paths.queue_file("desk").parent == paths.token_file().parent == tmp_path / "data"
    assert paths.replica_file("desk") == tmp_path / "cache" / "desk.db"


def test_a_private_folder_is_closed_to_others(tmp_path: Path) -> None:
    """Tokens and drafts are nobody else's."""
    assert paths.make_private(tmp_path / "a" / "b").stat().st_mode & 0o077 == 0


def test_a_changed_setting_keeps_what_a_person_wrote(file: Path) -> None:
    """Comments and order stay, sections are made where they are missing."""
    file.write_text('# my desk\n[client]\nlanguage = "ar"  # at home\n', encoding="utf-8")
    change(file, {"client.bidi": "visual", "client.layout.mirror": True})
    text = file.read_text(encoding="utf-8")
    assert text.startswith('# my desk\n[client]\nlanguage = "ar"  # at home\nbidi = "visual"\n')
    config = load(file, {})
    assert isinstance(config, ClientConfig)
    assert (config.language, config.bidi, config.layout.mirror) == ("ar", "visual", True)


def test_the_first_setting_makes_the_file(tmp_path: Path) -> None:
    """Nobody has to write a file before the console can."""
    file = tmp_path / "new" / "config.toml"
    change(file, {"client.theme": "support-dark"})
    config = load(file, {})
    assert isinstance(config, ClientConfig)
    assert config.theme == "support-dark"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('certificate_authority = "gone.pem"', "client.certificate_authority: There is no file gone.pem."),
        ('clipboard = "command"', "client.clipboard: This needs client.clipboard_command too."),
        ('clipboard_command = "copy \'this"', "client.clipboard_command: copy 'this is not possible here"),
        ('theme = "mauve"', "client.theme: mauve is not possible here: use one of auto,"),
    ],
)
def test_settings_that_cannot_work_are_told(file: Path, line: str, words: str) -> None:
    """With their line, before the screen is taken over."""
    file.write_text(f"[client]\n{line}\n", encoding="utf-8")
    problems = load(file, {})
    assert isinstance(problems, tuple)
    assert problem_wording(problems[0]).startswith(f"{file}:2: {words}")


def test_a_file_without_a_certificate_is_no_authority(file: Path) -> None:
    """It is told at once, not as a server that cannot be reached."""
    file.write_text(f'[client]\ncertificate_authority = "{file}"\n', encoding="utf-8")
    problems = load(file, {})
    assert isinstance(problems, tuple)
    assert "This file cannot be read" in problem_wording(problems[0])
