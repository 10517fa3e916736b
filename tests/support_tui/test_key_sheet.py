"""The page of keys to print."""

import pytest

from support_tui import cli, i18n, program
from support_tui.commands import COMMANDS
from support_tui.key_presets import PRESETS
from support_tui.key_sheet import FORMATS, PAGE_LINES, sheet
from support_tui.keymap import Keymap
from support_tui.text.cells import cell_width


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("preset", ["default", "gmail", "vim"])
def test_every_command_with_a_key_is_on_it(language, form, preset):
    """Nothing that has a key is left out, whatever the form."""
    i18n.use(language)
    keymap = Keymap(preset=PRESETS[preset])
    page = sheet(keymap, preset, form)
    titles = [i18n.text(one.title_id).rstrip("…") for one in COMMANDS if keymap.chords(one.id)]
    assert [title for title in titles if title[:20] not in page.replace("&#x27;", "'")] == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_text_fits_one_page(language):
    """No line too many, none too wide for three columns."""
    i18n.use(language)
    lines = sheet(Keymap(), "default", "text").splitlines()
    assert len(lines) <= PAGE_LINES
    assert max(map(cell_width, lines)) <= 140


def test_arabic_runs_from_the_right():
    """The browser is told the direction; keys stay as they are on the keyboard."""
    i18n.use("ar")
    page = sheet(Keymap(), "default", "html")
    assert '<html lang="ar" dir="rtl">' in page
    assert "size: A4" in page and "dt { direction: ltr" in page


def test_a_key_that_is_markup_is_escaped():
    """`&` and `<` are keys like others."""
    page = sheet(Keymap({"conversation.close": ["<"]}), "default", "html")
    assert "<dt>&lt;</dt>" in page


def test_the_command_line_prints_it(capsys):
    """For another preset than the one set too."""
    assert cli.main(["keys", "--sheet", "--preset", "vim", "--format", "markdown"]) == program.DONE
    assert "`dd e`" in capsys.readouterr().out
