"""The verbs of the desk as words: one table that parses the command line and the console's `:` line, completes both, and makes their
help and documentation.

Pure: knows no network and no screen. `parse(words) -> Asked | Misuse`, then `plan(asked, facts) -> Plan | Misuse` with the commands of
the wire.
"""

from support_tui.verbs.model import Argument, Kind, Option, Verb, VerbGroup
from support_tui.verbs.parse import Asked, Misuse, parse, parse_line, split_words
from support_tui.verbs.planning import Facts, Plan, plan
from support_tui.verbs.table import BY_NAME, GLOBAL_OPTIONS, VERBS

__all__ = [
    "BY_NAME",
    "GLOBAL_OPTIONS",
    "VERBS",
    "Argument",
    "Asked",
    "Facts",
    "Kind",
    "Misuse",
    "Option",
    "Plan",
    "Verb",
    "VerbGroup",
    "parse",
    "parse_line",
    "plan",
    "split_words",
]
