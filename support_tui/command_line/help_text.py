"""The help of a verb and of all of them, made from the table."""

from support_tui import i18n
from support_tui.text.cells import cell_width, fit
from support_tui.verbs.model import Verb, VerbGroup
from support_tui.verbs.table import GLOBAL_OPTIONS, VERBS
from support_tui.verbs.wording import option_said, said


def usage(verb: Verb) -> str:
    """`support-tui assign ID… WHO`."""
    return f"support-tui {said(verb)}"


def verb_help(verb: Verb) -> str:
    """What `support-tui VERB --help` prints."""
    lines = [usage(verb), "", i18n.text(verb.text_id)]
    if verb.stands_alone:
        lines.append(i18n.text(f"{verb.text_id}-alone"))
    lines += ["", i18n.text("help-example"), f"  support-tui {verb.example}"]
    options = [*verb.options, *GLOBAL_OPTIONS]
    width = max(cell_width(option_said(option)) for option in options)
    lines += ["", i18n.text("help-options")]
    lines += [f"  {fit(option_said(o), width)}  {i18n.text(o.text_id)}" for o in options]
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
