"""Theme, language and keys that are chosen live are there at the next start, and nothing else of the settings file changes."""

from pathlib import Path

import pytest

from support_tui.commands import BY_ID
from tests.support_tui.fakes import a_row
from tests.support_tui.screens.console_desk import opened

WRITTEN = """# Mine, with care.
[client]
undo_window_s = 30  # long fingers
theme = "support-light"
"""


async def test_a_theme_is_kept_with_comments_and_order(tmp_path: Path) -> None:
    """One value has changed."""
    file = tmp_path / "config.toml"
    file.write_text(WRITTEN)
    async with opened([a_row(1)], config_file=file) as desk:
        desk.console.run_command(BY_ID["view.theme"])
        await desk.sees("High contrast on white")
        await desk.press("4")
        await desk.until(lambda: "support-contrast-light" in file.read_text())
        await desk.sees("also for the next start")
    assert file.read_text() == WRITTEN.replace("support-light", "support-contrast-light")


async def test_keys_and_language_are_kept_where_there_was_no_file(tmp_path: Path) -> None:
    """It is made."""
    file = tmp_path / "new" / "config.toml"
    async with opened([a_row(1)], config_file=file) as desk:
        desk.console.run_command(BY_ID["view.key_preset"])
        await desk.sees("vim")
        await desk.press("3")
        await desk.until(file.exists)
        desk.console.run_command(BY_ID["view.language"])
        await desk.sees("English")
        await desk.press("2")
        await desk.until(lambda: "language" in file.read_text())
    assert file.read_text() == '[client]\nkey_preset = "vim"\nlanguage = "ar"\n'


async def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """The choice counts until the end; the broken file is left as it is."""
    file = tmp_path / "config.toml"
    file.write_text("[client\n")
    async with opened([a_row(1)], config_file=file) as desk:
        desk.console.run_command(BY_ID["view.theme"])
        await desk.sees("High contrast")
        await desk.press("3")
        await desk.sees("Chosen until you leave")
        assert desk.pilot.app.theme == "support-contrast"
    assert file.read_text() == "[client\n"


async def test_what_the_environment_says_outweighs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And that is said."""
    monkeypatch.setenv("SUPPORT_TUI_THEME", "support-dark")
    async with opened([a_row(1)], config_file=tmp_path / "config.toml") as desk:
        desk.console.run_command(BY_ID["view.theme"])
        await desk.sees("High contrast")
        await desk.press("3")
        await desk.until(lambda: any("SUPPORT_TUI_THEME outweighs" in said for said in desk.said))
