"""The command table with this person's keys as a list for the terminal. Pure."""

from support_tui import i18n
from support_tui.commands import COMMANDS, Command, Group
from support_tui.config import ClientConfig
from support_tui.keymap import chords_label, keymap_of
from support_tui.text.cells import fit

_KEYS_CELLS = 28


def _where(command: Command) -> str:
    return ", ".join(i18n.text(f"scope-{scope}") for scope in command.scopes)


def as_text(config: ClientConfig) -> str:
    """The keys as they are set, by heading, for the terminal."""
    keymap = keymap_of(config)
    lines: list[str] = []
    for group in Group:
        lines += ["", i18n.text(f"group-{group}")]
        for command in (command for command in COMMANDS if command.group is group):
            keys = chords_label(keymap.chords(command.id)) or i18n.text("keys-none")
            lines.append(f"  {fit(keys, _KEYS_CELLS)}{i18n.text(command.title_id)}  ({_where(command)})")
    return "\n".join(lines[1:]) + "\n"
