"""Write `docs/query.md` from the field table of the query language."""

from support_tui.wire import limits
from support_tui.wire.query import QUEUES
from support_tui.wire.query.fields import FIELDS, Field, ValueKind
from support_tui.wire.query.parse import MAX_DEPTH

_HEAD = f"""\
# The query language

Made from `support_tui/wire/query/fields.py` by `docs/generate.py`; change the table there.

One grammar for the filter bar (`/`), saved views, rules and the command line. A query is a list of parts, all of which must hold:

```
status:open,in_progress assignee:me tag:billing,refund waiting:>4h -tag:spam "exact words" deliver*
```

| Written | Finds |
|---|---|
| `word` | conversations with the word, or another form of it, in title, messages, notes, customer's name or address |
| `begin*` | words that begin so |
| `"exact words"` | exactly these words in this order |
| `field:value` | what the field says; see below |
| `field:one,two` | either of the values |
| `-part`, `NOT part` | what the part does not find |
| `one OR two`, `one \\| two` | either part; binds weaker than standing side by side |
| `(…)` | groups |
| `#123` | the conversation of that number |

Case does not matter, nor do the spelling variants of Arabic: forms of hamza, taa marbuta and haa, alef maqsura and yaa, tashkeel, tatweel.
Everything can be written in Arabic: field names and values (with or without the article), Arabic-Indic digits, the Arabic comma,
`«…»` and `“…”` as quotation marks, `أو` for OR. `الحالة:مفتوحة آخر:<٢ي` is `status:open last:<2d`.

A value in quotation marks is always a name: `assignee:"me"` is an agent called *me*. Names of agents, teams, mailboxes and tags are
whole names (or mail addresses); where no agent has exactly that name, the beginnings of its words count: `assignee:omar`. Instead
of a name `#3` gives a number.

**Times.** A duration is a number with `m` (minutes), `h` (hours), `d` (days) or `w` (weeks), in Arabic `د س ي أ`. It is compared with an
*age*: `last:<2d` is younger than two days, `last:>2d` older. Without a sign it means *within* (`last:2d`), for `waiting` *at least*
(`waiting:4h`). A day is `2026-01-31`, a month `2026-01`, a year `2026`, or `today`, `yesterday`. It is compared with the *moment*:
`created:>=2026-01-31` is on that day or later. `first..last` is a range with both ends, `first..` and `..last` are open.

At most {limits.QUERY_CHARS} characters, {limits.QUERY_TERMS} parts, {MAX_DEPTH} levels of parentheses. A wrong query is answered with the position and the reason.

## Fields
"""

_KINDS = {
    ValueKind.CHOICE: "one of the values below",
    ValueKind.PRIORITY: "one of the values below, also after `<` `<=` `>` `>=`",
    ValueKind.NAME: "a name",
    ValueKind.TIME: "a time or a range of times",
    ValueKind.SLA: "a duration or a range of durations, or one of the values below",
    ValueKind.ID: "numbers",
}


def page() -> str:
    """The whole page: the grammar in words, every field with its values, and the standing queues."""
    return _HEAD + _overview() + "".join(_values(field) for field in FIELDS if field.choices) + _queues()


def _overview() -> str:
    rows = "".join(_row(field) for field in FIELDS)
    return f"\n| Field | Arabic | Also | Takes | Is | Example |\n|---|---|---|---|---|---|\n{rows}"


def _row(field: Field) -> str:
    also = " ".join(f"`{alias}`" for alias in field.aliases)
    return f"| `{field.name}` | `{field.arabic}` | {also} | {_KINDS[field.kind]} | {field.meaning} | `{field.example}` |\n"


def _values(field: Field) -> str:
    rows = "".join(
        f"| `{choice.value}` | `{choice.arabic}` | {' '.join(f'`{alias}`' for alias in choice.aliases)} | {choice.meaning} |\n"
        for choice in field.choices
    )
    return f"\n### Values of `{field.name}`\n\n| Value | Arabic | Also | Means |\n|---|---|---|---|\n{rows}"


def _queues() -> str:
    rows = "".join(
        f"| `{queue}{'<id>' if queue.endswith(':') else ''}` | `{text}{'<id>' if queue.endswith(':') else ''}` |\n"
        for queue, text in QUEUES.items()
    )
    return f"\n## Queues\n\nThe tabs of the inbox are queries too.\n\n| Queue | Query |\n|---|---|\n{rows}"
