"""How verbs are said, what their values mean and what is wrong with the words of a command, in the person's language."""

from typing import Final

from support_tui import i18n
from support_tui.text.sanitize import sanitize_line
from support_tui.verbs.model import Argument, Kind, Option, Verb
from support_tui.verbs.parse import Misuse
from support_tui.wire.query import QUEUES
from support_tui.wire.query.arabic import MEANINGS

_MANY: Final = frozenset({Kind.IDS, Kind.QUERY, Kind.TAGS})


def said(verb: Verb, *, has_targets: bool = False) -> str:
    """`assign ID… WHO`; without the numbers where conversations are given in another way."""
    numbered = (Kind.ID, Kind.IDS) if has_targets else ()
    return " ".join([verb.name, *(_said(a) for a in verb.arguments if a.kind not in numbered)])


def _said(argument: Argument) -> str:
    name = i18n.text(f"argument-{argument.kind.value}")
    shown = f"{name}…" if argument.kind in _MANY else name
    return f"[{shown}]" if argument.is_optional else shown


def option_said(option: Option) -> str:
    """`--limit N`."""
    value = f" {i18n.text(f'argument-{option.kind.value}')}" if option.kind is not None else ""
    return f"--{option.name}{value}"


def value_meaning(kind: Kind, value: str, meaning: str) -> str:
    """What a value that is offered means; what stands beside a name, such as an address, stays."""
    match kind:
        case Kind.WHO if value in ("me", "none"):
            return i18n.text(f"offer-who-{value}")
        case Kind.WHO | Kind.QUEUE if value.startswith("team:"):
            return i18n.text("offer-team")
        case Kind.QUEUE if value.startswith("mailbox:"):
            return meaning or i18n.text("offer-mailbox")
        case Kind.TAGS:
            return i18n.text("offer-tag-off" if value.startswith("-") else "offer-tag-on")
        case Kind.PRIORITY:
            return i18n.text("priority-name", priority=value)
        case Kind.SORT:
            return i18n.text(f"sort-{value}")
        case Kind.QUEUE if value in QUEUES:
            return i18n.text(f"queue-{value}")
        case Kind.PHRASE if value == "none":
            return i18n.text("offer-phrase-none")
        case Kind.FORMAT:
            return i18n.text(f"status-field-{value.strip('{}')}")
        case _:
            return MEANINGS.get(meaning, meaning) if i18n.current().language == "ar" else meaning


def misuse_wording(misuse: Misuse) -> str:
    """The sentence, with the words of the person cleaned."""
    params = {
        name: sanitize_line(value) if isinstance(value, str) else value
        for name, value in misuse.params.items()
    }
    if "argument" in params:
        params["argument"] = i18n.text(f"argument-{params['argument']}")
    suffix = "-nearest" if misuse.params.get("nearest") else ""
    return i18n.text(f"{misuse.text_id}{suffix}", **params)
