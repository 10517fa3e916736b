"""The one table of what a person can do in the console: bindings, key bar, palette, help and `docs/keys.md` are views of it (D9).

Pure data: knows no screen and no network. Who does the work follows from the id's area (`Command.area`): the areas in `PANE_AREAS`
and `SCREEN_AREA` are done by a method `do_<name>` of the focused pane or of the console screen; every other id
`<area>.<name>` by `actions.<area>.<name>(context)`.
"""

from support_tui.commands.model import (
    LETTER_SCOPES,
    PANE_AREAS,
    SCREEN_AREA,
    Command,
    Group,
    Need,
    Scope,
    Situation,
)
from support_tui.commands.table import BY_ID, COMMANDS

__all__ = [
    "BY_ID",
    "COMMANDS",
    "LETTER_SCOPES",
    "PANE_AREAS",
    "SCREEN_AREA",
    "Command",
    "Group",
    "Need",
    "Scope",
    "Situation",
]
