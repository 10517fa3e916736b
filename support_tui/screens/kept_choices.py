"""Keeps what a person chose live for the next start: theme, language, keys, in their settings file, whose comments and order stay."""

import asyncio
import os
from typing import TYPE_CHECKING

from support_tui.actions.interface import Severity
from support_tui.config import PREFIX, PROGRAM, change

if TYPE_CHECKING:
    from support_tui.screens.console import Console


async def keep(console: "Console", setting: str, value: str) -> None:
    """Write a setting down and say where; what the environment says outweighs the file at the next start, and that is said too."""
    path = console.settings.config_file
    if path is None:
        return
    try:
        await asyncio.to_thread(change, path, {f"{PROGRAM}.{setting}": value})
    except (OSError, ValueError) as error:
        # No room, no right, or a file that is no TOML: the choice counts until the program ends.
        console.ui.notify("choice-not-kept", Severity.WARNING, path=str(path), reason=str(error))
        return
    variable = f"{PREFIX}_{setting.upper()}"
    if variable in os.environ:
        console.ui.notify("choice-outweighed", Severity.WARNING, variable=variable)
    else:
        console.ui.notify("choice-kept", path=str(path))
