"""Write `docs/keys.md` from the console's command table."""

from itertools import groupby

from support_tui.commands import COMMANDS, Command, Group
from support_tui.i18n import Texts
from support_tui.key_presets import PRESETS
from support_tui.keymap import Keymap, chord_label

_HEAD = """\
# Keys

Made from the command table `support_tui/commands/table.py` by `docs/generate.py`; change the table there. The same commands stand in the
palette (Ctrl+K or `:`) and in the help of each pane (`?`).

Every key can be changed in the configuration by the command's id, a list of keys or none:

```toml
[client.keys]
conversation.close = ["e", "ctrl+e"]
thread.find = ["thread:/"]
go.log = []
```

`thread:/` binds `/` in the thread only; the panes are `inbox`, `thread`, `context`, `composer`. `support-tui keys --check` says what is wrong
with the keys of the configuration, where, and what to do; at every start the same is said, and the console starts unless a key means
nothing, means two things, or could no longer be typed in a text.

`key_preset = "gmail"` or `"vim"` starts from the keys that people bring along from there, listed at the end; `"none"` from no key at all. The
keys of `[client.keys]` come on top. *Keys…* in the palette tries another preset until the console is left. `support-tui keys --sheet` writes
one page to print: `--format html` for a browser, `--preset vim` for another preset than the one set.

`M` and a letter record keys, `M` again ends that; `@` and the letter replay them, `@5a` five times, `@@` the last again. What is recorded
are commands and what their dialogs were answered, not the time between them. A replay ends at the first refusal, at the end of the list,
where a text is to be typed, or by Esc. *Recorded keys…* in the palette lists and deletes them; they stay on this machine. Macros of the desk,
which are texts and actions for replies, are something else.

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
    parts += [_preset(name, english, arabic) for name in PRESETS if name not in ("default", "none")]
    return "".join(parts)


def _preset(name: str, english: Texts, arabic: Texts) -> str:
    """What a preset has elsewhere; everything else is where the product's own keys have it."""
    keymap, plain = Keymap(preset=PRESETS[name]), Keymap()
    rows = "".join(
        _row(command, keymap, english, arabic)
        for command in COMMANDS
        if keymap.chords(command.id) != plain.chords(command.id)
    )
    title = english.text(f"key-preset-{name}")
    head = "| Keys | Does | بالعربية | Where | Id |\n|---|---|---|---|---|\n"
    return f"\n## Preset `{name}`: what {title} has elsewhere\n\n{head}{rows}"


def _row(command: Command, keymap: Keymap, english: Texts, arabic: Texts) -> str:
    keys = " ".join(_code(chord_label(chord)) for chord in keymap.chords(command.id))
    where = ", ".join(english.text(f"scope-{scope}") for scope in command.scopes)
    titles = f"{english.text(command.title_id)} | {arabic.text(command.title_id)}"
    return f"| {keys} | {titles} | {where} | `{command.id}` |\n"


def _code(keys: str) -> str:
    """A key in code marks; the pipe would end the cell and the backtick the marks."""
    return f"`` {keys} ``" if "`" in keys else f"`{keys}`".replace("|", "\\|")
