"""Words of a command line into a verb with its arguments, or what is wrong with them. Pure: reads no names, asks nobody.

Options are long and may stand anywhere up to `--`; a word with one dash is no option, so that `-tag:spam` is a query and `-vip` a tag.
"""

import shlex
from collections.abc import Sequence

import msgspec

from support_tui.verbs.model import Kind, Option, Verb
from support_tui.verbs.table import BY_NAME, GLOBAL_OPTIONS
from support_tui.wire.nearest import nearest

#: The word that stands for standard input.
STDIN = "-"
#: Ids are SQLite integers; no desk reaches this many.
_MAX_ID_DIGITS = 15
#: Options that say how data are printed: one of them at a time.
_FORMS = ("ids", "json", "csv", "markdown")
#: Kinds whose words are numbers of conversations.
_NUMBERS = frozenset({Kind.ID, Kind.IDS})


class Misuse(msgspec.Struct, frozen=True):
    """What is wrong with what was asked, as a Fluent id with its parameters; `verb` is the one it was about, empty if none was named."""

    text_id: str
    params: dict[str, str | int] = {}
    verb: str = ""


class Asked(msgspec.Struct, frozen=True):
    """A verb as it was said. `ids` are the conversations named, `reads_ids` that more stand on standard input; `words` is the rest."""

    verb: Verb
    ids: tuple[int, ...] = ()
    reads_ids: bool = False
    words: tuple[str, ...] = ()
    options: dict[str, str] = {}

    @property
    def text(self) -> str:
        """The words behind the numbers as one text."""
        return " ".join(self.words)

    @property
    def is_alone(self) -> bool:
        """Said without any argument, where that means something else."""
        return self.verb.stands_alone and not (self.ids or self.reads_ids or self.words)

    def has(self, option: str) -> bool:
        return option in self.options


class _Split(msgspec.Struct):
    """The words of a line, taken apart."""

    words: list[str] = []
    options: dict[str, str] = {}


def parse(words: Sequence[str], *, has_targets: bool = False) -> Asked | Misuse:
    """What `support-tui WORDS…` asks for; `has_targets` where conversations are given in another way, so that none need be named."""
    name = next(iter(verbs_in(words)), "")
    verb = BY_NAME.get(name)
    if verb is None:
        return Misuse("misuse-no-verb" if not name else "misuse-unknown-verb", _guess(name, BY_NAME))
    split = _taken_apart(words, verb)
    if isinstance(split, Misuse):
        return split
    numbers, rest = _numbers_first(split.words[1:], verb, has_targets=has_targets)
    stranger = next((word for word in numbers if not is_number(word) and word != STDIN), None)
    if stranger is not None:
        is_tag_meant = verb.last is not None and verb.last.kind is Kind.TAGS
        return Misuse(
            "misuse-no-id-no-tag" if is_tag_meant else "misuse-no-id", {"word": stranger}, verb.name
        )
    ids = dict.fromkeys(_number(word) for word in numbers if word != STDIN)
    asked = Asked(verb, tuple(ids), STDIN in numbers, tuple(rest), split.options)
    return _checked(asked, has_targets=has_targets)


def parse_line(line: str, *, has_targets: bool = True) -> Asked | Misuse:
    """The same for a line that a person types in the console, quotes as in a shell."""
    return parse(split_words(line), has_targets=has_targets)


def split_words(line: str) -> list[str]:
    """The words of a line; a quote that nothing closes is a letter like any other."""
    try:
        return shlex.split(line)
    except ValueError:
        return line.split()


def verbs_in(words: Sequence[str]) -> list[str]:
    """The words that are no global option and no value of one, so that the first of them is the verb."""
    found, rest = [], list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            found.append(word)
            continue
        option = next((o for o in GLOBAL_OPTIONS if f"--{o.name}" == word), None)
        if option is not None and option.kind is not None and rest:
            rest.pop(0)
    return found


def _guess(word: str, known: Sequence[str] | dict[str, Verb]) -> dict[str, str | int]:
    return {"word": word, "nearest": nearest(word, known)}


def _taken_apart(words: Sequence[str], verb: Verb) -> _Split | Misuse:
    known = {f"--{option.name}": option for option in (*GLOBAL_OPTIONS, *verb.options)}
    split, rest = _Split([], {}), list(words)
    while rest:
        word = rest.pop(0)
        if word == "--":
            split.words += rest
            return split
        if not word.startswith("--"):
            split.words.append(word)
            continue
        name, has_value, value = word.partition("=")
        option = known.get(name)
        if option is None:
            return Misuse("misuse-unknown-option", _guess(name, list(known)), verb.name)
        if option.kind is None and has_value:
            return Misuse("misuse-no-value", {"option": name}, verb.name)
        if option.kind is not None and not has_value:
            if not rest:
                return Misuse("misuse-missing-value", {"option": name}, verb.name)
            value = rest.pop(0)
        problem = _bad_value(option, value, verb)
        if problem is not None:
            return problem
        before = split.options.get(option.name, "") if option.is_many else ""
        split.options[option.name] = f"{before}\n{value}" if before else value
    return split


def _bad_value(option: Option, value: str, verb: Verb) -> Misuse | None:
    if option.kind is Kind.NUMBER and not (value.isdecimal() and 0 < len(value) <= _MAX_ID_DIGITS):
        return Misuse("misuse-no-number", {"option": f"--{option.name}", "value": value}, verb.name)
    return None


def is_number(word: str) -> bool:
    """Whether a word is the number of a conversation: `12` or `#12`, in the digits of any script."""
    digits = word.removeprefix("#")
    return digits.isdecimal() and len(digits) <= _MAX_ID_DIGITS


def _number(word: str) -> int:
    return int(word.removeprefix("#"))


def _numbers_first(words: list[str], verb: Verb, *, has_targets: bool) -> tuple[list[str], list[str]]:
    """The words that should be numbers of conversations, and what follows them.

    Where something must follow and nothing does, the last of several numbers is it: `snooze 12 9` means nine o'clock. Where conversations are
    given already, a text may begin with a number: only `#12` is one then."""
    numbered = next((a for a in verb.arguments if a.kind in _NUMBERS), None)
    last = verb.last
    if numbered is None:
        return [], words
    if numbered.kind is Kind.ID:
        is_text = has_targets and last is not None and not "".join(words[:1]).startswith("#")
        return ([], words) if is_text else (words[:1], words[1:])
    if last is None:
        return words, []
    if last.kind is Kind.TAGS:
        changes = [word for word in words if word[:1] in ("+", "-") and word != STDIN]
        return [word for word in words if word not in changes], changes
    count = next((n for n, word in enumerate(words) if not is_number(word) and word != STDIN), len(words))
    least = 1 if has_targets else 2
    if count == len(words) >= least and words[-1] != STDIN:
        count -= 1
    return words[:count], words[count:]


def _checked(asked: Asked, *, has_targets: bool) -> Asked | Misuse:
    """Whether nothing is missing and nothing is left over."""
    verb, last = asked.verb, asked.verb.last
    forms = [name for name in _FORMS if asked.has(name)]
    if len(forms) > 1:
        params: dict[str, str | int] = {"one": f"--{forms[0]}", "other": f"--{forms[1]}"}
        return Misuse("misuse-not-together", params, verb.name)
    if asked.is_alone and not has_targets:
        return asked
    numbered = next((a for a in verb.arguments if a.kind in _NUMBERS), None)
    is_named = bool(asked.ids) or asked.reads_ids or has_targets
    if numbered is not None and not numbered.is_optional and not is_named:
        return Misuse("misuse-missing", {"argument": numbered.kind.value}, verb.name)
    if last is not None and not last.is_optional and not asked.text.strip():
        return Misuse("misuse-missing", {"argument": last.kind.value}, verb.name)
    if last is None and asked.words:
        return Misuse("misuse-too-many", {"word": asked.words[0]}, verb.name)
    return asked
