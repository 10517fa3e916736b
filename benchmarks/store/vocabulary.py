"""The language of made messages: our own words in English and Arabic by Zipf's law, with a long tail of made-up names. Pure but for chance."""

import random
from itertools import accumulate
from pathlib import Path
from typing import Final, NamedTuple


def _listed(name: str) -> list[str]:
    """The words of a file beside this module, the commonest first."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8").split()


ENGLISH: Final = _listed("english.txt")
ARABIC: Final = _listed("arabic.txt")
_SYLLABLES: Final = [
    "ka",
    "lo",
    "mi",
    "ter",
    "san",
    "re",
    "po",
    "du",
    "shi",
    "ver",
    "ne",
    "tal",
    "ori",
    "bem",
    "qu",
    "fa",
    "zin",
    "gar",
    "hul",
    "wex",
    "yop",
]
_ARABIC_SYLLABLES: Final = [
    "با",
    "كو",
    "مي",
    "تر",
    "سان",
    "ري",
    "بو",
    "دو",
    "شي",
    "فر",
    "ني",
    "تال",
    "زر",
    "هم",
    "فا",
    "زين",
    "جار",
    "هول",
    "وكس",
    "يوب",
]
_TAIL: Final = 9_000
SENTENCES: Final = 40_000
"""Of each language: enough that even rare words differ in how often they occur."""


class Sentence(NamedTuple):
    """A made sentence with what the word index holds of it."""

    text: str
    words: str
    stems: str


def vocabulary(base: list[str], syllables: list[str], chance: random.Random) -> tuple[list[str], list[float]]:
    """Words with their cumulated weights: the base in its order, then made-up ones, each as likely as its rank says."""
    known = dict.fromkeys(base)
    while len(known) < len(base) + _TAIL:
        known.setdefault("".join(chance.choices(syllables, k=chance.randint(2, 4))))
    return list(known), list(accumulate(1 / (rank + 6) for rank in range(len(known))))


def sentence_texts(chance: random.Random, count: int) -> tuple[list[str], list[str]]:
    """Sentences in English and in Arabic."""
    return (
        _sentences(ENGLISH, _SYLLABLES, chance, count),
        _sentences(ARABIC, _ARABIC_SYLLABLES, chance, count),
    )


def _sentences(base: list[str], syllables: list[str], chance: random.Random, count: int) -> list[str]:
    words, weights = vocabulary(base, syllables, chance)
    return [
        " ".join(chance.choices(words, cum_weights=weights, k=chance.randint(4, 12))) for _ in range(count)
    ]
