"""Lets a person take another preset of keys, now and at the next start."""

from typing import TYPE_CHECKING

from support_tui import i18n
from support_tui.actions.interface import Choice
from support_tui.key_presets import PRESETS
from support_tui.screens.kept_choices import keep

if TYPE_CHECKING:
    from support_tui.screens.console import Console

#: Without any keys but one's own a console is only left by the palette, which has none either.
_OFFERED = ("default", "gmail", "vim")


async def choose(console: "Console") -> None:
    """Ask for a preset, and have every key, bar and help follow it at once."""
    choices = [
        Choice(name, label_id=f"key-preset-{name}", is_on=console.keymap.preset == PRESETS[name])
        for name in _OFFERED
    ]
    chosen = await console.ui.pick("key-preset-title", choices)
    if chosen is None:
        return
    console.keymap.rebind(PRESETS[chosen])
    console.key_bar.refresh()
    console.bars.everything()
    console.ui.notify("key-preset-chosen", preset=i18n.text(f"key-preset-{chosen}"))
    await keep(console, "key_preset", chosen)
