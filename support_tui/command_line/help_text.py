"""The help of a verb and of all of them, made from the table."""

from support_tui import i18n
from support_tui.text.cells import cell_width, fit
from support_tui.verbs.model import Argument, Kind, Option, Verb, VerbGroup
from support_tui.verbs.table import GLOBAL_OPTIONS, VERBS

_MANY = frozenset({Kind.IDS, Kind.QUERY, Kind.TAGS})


def usage(verb: Verb) -> str:
    """`support-tui assign ID… WHO`."""
    return " ".join(["support-tui", verb.name, *(_argument(argument) for argument in verb.arguments)])


def _argument(argument: Argument) -> str:
    name = i18n.text(f"argument-{argument.kind.value}")
    shown = f"{name}…" if argument.kind in _MANY else name
    return f"[{shown}]" if argument.is_optional else shown


def option_usage(option: Option) -> str:
    """`--limit N`."""
    value = f" {i18n.text(f'argument-{option.kind.value}')}" if option.kind is not None else ""
    return f"--{option.name}{value}"


def verb_help(verb: Verb) -> str:
    """What `support-tui VERB --help` prints."""
    lines = [usage(verb), "", i18n.text(verb.text_id)]
    if verb.stands_alone:
        lines.append(i18n.text(f"{verb.text_id}-alone"))
    lines += ["", i18n.text("help-example"), f"  support-tui {verb.example}"]
    options = [*verb.options, *GLOBAL_OPTIONS]
    width = max(cell_width(option_usage(option)) for option in options)
    lines += ["", i18n.text("help-options")]
    lines += [f"  {fit(option_usage(o), width)}  {i18n.text(o.text_id)}" for o in options]
    return "\n".join(line for line in lines) + "\n"


def overview() -> str:
    """Every verb with its sentence, by heading."""
    width = max(cell_width(usage(verb)) for verb in VERBS) - len("support-tui ")
    lines: list[str] = []
    for group in VerbGroup:
        lines += ["", i18n.text(f"verbs-{group.value}")]
        for verb in (verb for verb in VERBS if verb.group is group):
            lines.append(
                f"  {fit(usage(verb).removeprefix('support-tui '), width)}  {i18n.text(verb.text_id)}"
            )
    return "\n".join(lines[1:]) + "\n"
