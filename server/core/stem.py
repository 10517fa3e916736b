"""Light stems, so that one form of a word finds the others: Arabic clitics and endings, English by the Snowball algorithm. Pure.

Words come folded (`wire.words`). A stem is no word and is never shown; it only has to be the same for the forms a person would expect to
find together, and different for words that merely look alike. Arabic broken plurals and conjugated prefixes are left alone: taking
them apart needs a dictionary and finds more wrong words than right ones.
"""

from collections.abc import Iterable
from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer  # type: ignore[import-untyped]

from support_tui.wire.words import words

__all__ = ["stems", "words"]

#: Entries of the memory of known words: the commonest 30,000 cover nearly every running word, in about 10 MB.
_REMEMBERED = 32_768
#: Longer runs of letters are no words: keys, addresses, noise.
_LONGEST = 30
#: What must be left of an Arabic word after taking something off: a root has three letters.
_ROOT = 3

#: The article with what can stand before it, longest first. With the article a clitic is certain.
_ARTICLES = ("وبال", "وكال", "فبال", "ولل", "فلل", "وال", "بال", "كال", "فال", "لل", "ال")
#: Letters that may stand before a word without article: *and*, *with*, *for*. At least four letters must follow each.
_CLITICS = ("و", "بل")
#: Beginnings of common words whose first letter is their own and no clitic.
_WHOLE = (
    "بحث", "بداي", "بدل", "بدون", "بديل", "برمج", "برنامج", "بريد", "بصم", "بضاع", "بضايع", "بطار", "بطاق", "بطيي", "بعد", "بعض", "بقي",
    "بلاغ", "بناي", "بنك", "بنوك", "بواب", "بيانات", "باق", "بايع", "لابتوب", "لاحق", "لحظ", "لغات", "لقاي", "لوح", "لون", "لينك",
    "واتس", "واجه", "وارد", "واضح", "واقع", "وثاي", "وثيق", "وجد", "وحد", "ورق", "وساي", "وسيل", "وصف", "وصل", "وصول", "وضع", "وظاي",
    "وظيف", "وعد", "وفر", "وقت", "وكال", "وكيل", "ولاي",
)  # fmt: skip
#: Endings of nouns, verbs and attached pronouns, longest first.
_ENDINGS = tuple(
    sorted(
        [
            "اتها",
            "اتهم",
            "اتكم",
            "اتنا",
            "اتك",
            "اتي",
            "اته",
            "تها",
            "تهم",
            "تكم",
            "تنا",
            "تني",
            "تك",
            "تي",
            "ته",
            "ها",
            "هم",
            "هن",
            "كم",
            "كن",
            "نا",
            "ني",
            "ان",
            "ات",
            "ون",
            "ين",
            "يه",
            "وا",
            "ه",
            "ي",
            "ت",
            "ك",
            "ا",
        ],
        key=len,
        reverse=True,
    )
)

#: Ends whose kaf belongs to the root: a subscription is no *your subscr…*.
_OWN_KAF = ("راك", "ريك")

_english = EnglishStemmer()


def stems(folded: Iterable[str]) -> list[str]:
    """The stem of each word, in order; a word that has none is its own."""
    return [_stem(word) for word in folded]


@lru_cache(_REMEMBERED)
def _stem(word: str) -> str:
    if len(word) <= _ROOT - 1 or len(word) > _LONGEST:
        return word
    if word.isascii():
        return _english_stem(word)
    return _arabic_stem(word) if "ء" <= word[0] <= "ي" else word


def _english_stem(word: str) -> str:
    if not word.isalpha():
        return word
    stem: str = _english.stemWord(word)
    return stem


def _arabic_stem(word: str) -> str:
    core = _without_beginning(word)
    ending = next((end for end in _ENDINGS if core.endswith(end) and len(core) - len(end) >= _ROOT), "")
    if ending == "ك" and core.endswith(_OWN_KAF):
        return core
    return core.removesuffix(ending)


def _without_beginning(word: str) -> str:
    article = next((a for a in _ARTICLES if word.startswith(a) and len(word) - len(a) >= _ROOT), "")
    if article:
        return word[len(article) :]
    for clitics in _CLITICS:
        if word[0] in clitics and len(word) > _ROOT + 1 and not word.startswith(_WHOLE):
            word = word[1:]
    return word
