"""Which keys there are by name, and which of them a terminal can send. Pure: asks no terminal."""

from typing import Final

_NAMED: Final = frozenset(
    [
        "escape",
        "enter",
        "tab",
        "space",
        "backspace",
        "delete",
        "insert",
        "home",
        "end",
        "pageup",
        "pagedown",
        "up",
        "down",
        "left",
        "right",
    ]
) | {f"f{number}" for number in range(1, 25)}
_SIGNS: Final = frozenset(["backslash", "right_square_bracket", "circumflex_accent", "underscore"])
_HELD: Final = frozenset({"ctrl", "alt", "shift", "super", "hyper", "meta"})
#: What a terminal makes of Ctrl with these: the control character is the same.
_SAME_AS: Final = {"i": "tab", "m": "enter", "[": "escape", "h": "backspace"}
#: Keys that take a modifier in every terminal.
_CURSOR: Final = frozenset(
    ["up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete"]
)


def parts_of(key: str) -> tuple[frozenset[str], str]:
    """What is held, and the key itself; `ctrl++` is Ctrl with plus."""
    if len(key) == 1:
        return frozenset(), key
    *held, last = key.split("+") if not key.endswith("++") else [*key[:-2].split("+"), "+"]
    return frozenset(held), last


def known_names() -> frozenset[str]:
    """Every key that has a name."""
    return _NAMED


def is_key(key: str) -> bool:
    """Whether there is a key of that name, with such keys held."""
    held, last = parts_of(key)
    return held <= _HELD and (len(last) == 1 or last in _NAMED or ("ctrl" in held and last in _SIGNS))


def same_as(key: str) -> str:
    """The key that most terminals send in place of this one; empty where it is itself."""
    held, last = parts_of(key)
    return _SAME_AS.get(last, "") if held == {"ctrl"} else ""


def is_rarely_sent(key: str) -> bool:
    """Whether only terminals with a newer keyboard protocol tell this key from others, or none hands it on to programs."""
    held, last = parts_of(key)
    if held & {"super", "hyper", "meta"}:
        return True
    if not held or last in _CURSOR or (last in _NAMED and last.startswith("f")):
        return False
    if "ctrl" in held and len(last) == 1:
        return bool(held - {"ctrl"}) or not (last.isascii() and last.islower())
    if last == "enter":
        return held != {"alt"}
    return held != {"shift"} if last == "tab" else "alt" not in held and last in _NAMED
