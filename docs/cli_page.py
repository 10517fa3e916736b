"""Write `docs/cli.md` from the table of verbs."""

from support_tui import i18n
from support_tui.command_line.exits import Exit
from support_tui.command_line.help_text import usage
from support_tui.command_line.reading import CONVERSATION_FIELDS, CUSTOMER_FIELDS, MESSAGE_FIELDS
from support_tui.command_line.status_line import BUDGET_S, FIELDS
from support_tui.verbs.model import Verb, VerbGroup
from support_tui.verbs.table import GLOBAL_OPTIONS, VERBS
from support_tui.verbs.wording import option_said

_HEAD = """\
# The command line

Made from the table `support_tui/verbs/table.py` by `docs/generate.py`; change the table there. The same verbs, with the same words, work
on the console's `:` line, where they act on what is marked or stands at the cursor.

```sh
support-tui list 'tag:refund waiting:>4h' --ids | support-tui assign - rae
support-tui search 'empty box' --json | jq -r '.[].customer_email' | sort -u
git log -1 --format=%B | support-tui note 12
support-tui tail 'tag:vip' --json | while read -r event; do …; done
```

The server and the login are those of the console. A script without a login of its own sets `SUPPORT_TUI_SERVER` and
`SUPPORT_TUI_TOKEN` (`support-server user token ADDRESS` makes one); on the box itself `--server unix:/var/lib/support-server/server.sock`
needs none.

- A conversation is named by its number, `12` or `#12`. Where many may be named, `-` reads numbers from standard input, one a line: the
  lines of `list` will do, because each begins with one. Verbs of one conversation (`show`, `files`, `join`) take exactly one that way.
- Words behind the numbers need no quotes: `assign 12 Rae Adams`, `snooze 12 tue 9`, `title 12 Empty box`. Options are long, stand anywhere and
  end at `--`; a single dash begins no option, so `-tag:spam` is part of a query and `-vip` takes a tag off.
- The text of `reply` and `note` is the words behind the number, else standard input, else what `$VISUAL` or `$EDITOR` leaves. What is
  piped in is UTF-8; anything else is refused with the place of the first wrong byte.
- Data go to standard output, everything else to standard error. A terminal gets a table that fits it, Arabic in its order (setting
  `bidi`), and colours unless `NO_COLOR` is set; a pipe gets whole titles in logical order and no head.
- Nothing that a customer wrote can act on a terminal: text and CSV are cleaned, JSON has such characters escaped (`\\u001b`).
- Many conversations are changed together, up to 200 by one request, which one `undo` takes back; a run over more is several requests and
  as many of them. If the server goes away, the run says
  which `--key` does the rest; the same key never does anything twice. What is so already counts as done.
- Nothing found is no error: an empty list ends with 0. A name that nobody has is told on standard error.
- `support-tui help VERB` is `support-tui VERB --help`, in your language; `--json`, `--csv` and `--ids` exclude each other.
- `--dry-run` says what would be done and finds what is not there.
"""

_JSON = """\
## JSON

`--json` prints one document: an array of conversations (`list`, `search`) or customers, the thread (`show`). Changing verbs and `tail` print a
line for each conversation or event. Names and values are those of the HTTP interface (`support-server openapi`), in every language;
every field is always there; moments are microseconds since 1970 in UTC. A changing verb prints `conversation_id`, `result` (`done`,
`unchanged`, `refused`), `key`, `seq`, `message_id` and `refusal` (`code`, `params`).

`tail` prints `recorded` (`seq`, `at`, `actor`, `event`, `key`, `conversation_id`, `customer_id`) with the `row` after it and the `message` it was
about. It goes on after a lost connection or a restart of the server where it was, without a gap and without a repetition;
`--since SEQ` does so for a run that was ended.
"""


def page() -> str:
    """The whole page, in English."""
    i18n.use("en")
    parts = [_HEAD]
    for group in VerbGroup:
        parts.append(f"\n## {i18n.text(f'verbs-{group.value}')}\n")
        parts += [_verb(verb) for verb in VERBS if verb.group is group]
    options = "".join(f"- `{option_said(o)}`: {i18n.text(o.text_id)}\n" for o in GLOBAL_OPTIONS)
    parts.append(f"\n## Options of every verb\n\n{options}\n")
    parts.append(f"{_exits()}\n{_JSON}\n{_csv()}\n{_status()}\n{_completion()}")
    return "".join(parts)


def _verb(verb: Verb) -> str:
    alone = f" {i18n.text(f'{verb.text_id}-alone')}" if verb.stands_alone else ""
    options = "".join(f"- `{option_said(option)}`: {i18n.text(option.text_id)}\n" for option in verb.options)
    where = " Also on the console's `:` line." if verb.in_console else ""
    return (
        f"\n### `{usage(verb)}`\n\n{i18n.text(verb.text_id)}{alone}{where}\n\n"
        f"```sh\nsupport-tui {verb.example}\n```\n" + (f"\n{options}" if options else "")
    )


def _exits() -> str:
    rows = "".join(f"| {code.value} | {i18n.text(f'exit-{code.value}')} |\n" for code in Exit)
    return f"## Exit codes\n\n| Code | Means |\n|---|---|\n{rows}"


def _csv() -> str:
    def listed(names: tuple[str, ...]) -> str:
        return " ".join(f"`{name}`" for name in names)

    return (
        "## CSV\n\n`--csv` prints RFC 4180 with a head; moments are ISO 8601 in UTC, lists have commas inside the cell. A spreadsheet runs what\n"
        "begins with `=`, `+`, `-`, `@` or a tab: such a cell gets an apostrophe in front of it, which spreadsheets hide.\n\n"
        f"- conversations: {listed(CONVERSATION_FIELDS)}\n- messages: {listed(MESSAGE_FIELDS)}\n- customers: {listed(CUSTOMER_FIELDS)}\n"
    )


def _status() -> str:
    rows = "".join(f"| `{{{name}}}` | {i18n.text(f'status-field-{name}')} |\n" for name in FIELDS)
    return (
        f"## The status line\n\n`support-tui status` waits {round(BUDGET_S * 1_000)} ms for the server, then prints what was known last; it ends with 0.\n"
        "`--json` prints the counts by the same names, with `is_live` and `at`.\n"
        f"`--format` takes any text with these fields:\n\n| Field | Is |\n|---|---|\n{rows}"
    )


def _completion() -> str:
    return """\
## Completion

```sh
support-tui completion bash > ~/.local/share/bash-completion/completions/support-tui
support-tui completion zsh > ~/.zfunc/_support-tui           # with fpath+=~/.zfunc before compinit
support-tui completion fish > ~/.config/fish/completions/support-tui.fish
```

Verbs and options stand in the script. Names of agents, tags, mailboxes and queues and the numbers of conversations are those that the console
or the command line has seen last: no network is asked.
"""
