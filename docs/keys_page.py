"""Write `docs/keys.md` from the console's command table."""

from itertools import groupby

from support_tui.commands import COMMANDS, Command, Group
from support_tui.i18n import Texts
from support_tui.keymap import Keymap, chord_label

_HEAD = """\
# Keys

Made from the command table `support_tui/commands/table.py` by `docs/generate.py`; change the table there. The same commands stand in the
palette (Ctrl+K or `:`) and in the help of each pane (`?`).

Every key can be changed in the configuration by the command's id, a list of keys or none:

```toml
[client.keys]
conversation.close = ["e", "ctrl+e"]
go.log = []
```

A chord is its keys with a blank between them (`g i`). Letters also work while an Arabic, Persian, Hebrew or Russian layout is active.
"""


def page() -> str:
    """A table for each group of commands, in the order of the table."""
    english, arabic, keymap = Texts("en"), Texts("ar"), Keymap()
    order = list(Group)
    grouped = groupby(sorted(COMMANDS, key=lambda command: order.index(command.group)), lambda c: c.group)
    parts = [_HEAD]
    for group, commands in grouped:
        rows = "".join(_row(command, keymap, english, arabic) for command in commands)
        head = "| Keys | Does | بالعربية | Where | Id |\n|---|---|---|---|---|\n"
        parts.append(f"\n## {english.text(f'group-{group}')}\n\n{head}{rows}")
    return "".join(parts)


def _row(command: Command, keymap: Keymap, english: Texts, arabic: Texts) -> str:
    keys = " ".join(_code(chord_label(chord)) for chord in keymap.chords(command.id))
    where = ", ".join(english.text(f"scope-{scope}") for scope in command.scopes)
    titles = f"{english.text(command.title_id)} | {arabic.text(command.title_id)}"
    return f"| {keys} | {titles} | {where} | `{command.id}` |\n"


def _code(keys: str) -> str:
    """A key in code marks; the pipe would end the cell and the backtick the marks."""
    return f"`` {keys} ``" if "`" in keys else f"`{keys}`".replace("|", "\\|")
