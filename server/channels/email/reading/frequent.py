"""Bytes of no known charset, told by the characters that each language has most of: a wrong reading has few of them. Pure (E33)."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_SIMPLIFIED: Final = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去"
    "法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日者意无力它与长把机第公此已工使情明性知全又关点正业外将"
    "两高间由问很最重并物手应向头文体相见被利什等产或新己身果加月话合回特代内信表化给位次度门任常先通原提及比员解名真处走各入几口认条"
    "平系气题活更别打变总何电数少报才结受目太量再务做接必场件计管期直资许保至便空决非则听却达放难且思完设式色路记品住告类求据程该交规"
    "取望共确让识候带导运订单请您谢购买货款退换商流号寄价邮箱客服收退帮助系感复查寸烦户您账密码登录网站页错误"
)
_TRADITIONAL: Final = frozenset(
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去"
    "法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日者意無力它與長把機第公此已工使情明性知全又關點正業外將"
    "兩高間由問很最重並物手應向頭文體相見被利什等產或新己身果加月話合回特代內信表化給位次度門任常先通原提及比員解名真處走各入幾口認條"
    "平系氣題活更別打變總何電數少報才結受目太量再務做接必場件計管期直資許保至便空決非則聽卻達放難且思完設式色路記品住告類求據程該交規"
    "取望共確讓識候帶導運訂單請您謝購買貨款退換商流號寄價郵箱客服收協助幫感覆查煩戶帳密碼登錄網站頁錯誤"
)
_KOREAN: Final = frozenset(
    "이다는의에을하고가로를도지한은어기시사리자서니해요안나라그으아인대수일제있습합세주들것정보만게전면여거장구부상까오원드경문조비동과와"
    "되었성않말때우내관확받님네감배송환불청립착했신알려언달품회연락처방금용할무실현번호계결재반교입력속화못없"
)
_KANA: Final = frozenset(map(chr, (*range(0x3041, 0x3097), *range(0x30A1, 0x30FD))))


class _Language(NamedTuple):
    charset: str
    frequent: frozenset[str]


_LANGUAGES: Final = (
    _Language("cp932", _KANA), _Language("euc_jp", _KANA), _Language("cp949", _KOREAN),
    _Language("gb18030", _SIMPLIFIED), _Language("big5hkscs", _TRADITIONAL),
)  # fmt: skip
_LEAST: Final = 0.25
_FEWEST: Final = 4
_LOOKED_AT: Final = 8_000
#: What only Turkish has of the bytes that it shares with Western Europe, and all that Turkish uses.
_TURKISH: Final = re.compile(rb"[\xdd\xde\xfd\xfe\xf0]")
_TURKISH_LETTERS: Final = frozenset(
    b"\xc7\xe7\xd6\xf6\xdc\xfc\xf0\xd0\xfd\xdd\xfe\xde\xc2\xe2\xce\xee\xdb\xfb"
)
#: Signs that no Western word has within: where they stand there, they are letters of Central Europe.
_SIGN_IN_WORD: Final = re.compile("(?<=[a-z])[\xb1\xb3\xb6\xb9\xbc\xbe](?=[a-z])")
_SIGN_BEHIND_LETTER: Final = re.compile("(?<=[a-z])[\xb1\xb6]")
_CENTRAL: Final = ("cp1250", "iso8859_2")
_FEWEST_SIGNS: Final = 2
#: The letters of Arabic in the charset of the ISO.
_ARABIC_LETTERS: Final = frozenset((*range(0xC1, 0xDB), *range(0xE0, 0xF3), 0xAC, 0xBB, 0xBF))
_FEWEST_ARABIC: Final = 12


def east_asian(content: bytes) -> str:
    """The charset of Chinese, Japanese or Korean, empty where the bytes are none of these."""
    shares = [(share, language.charset) for language in _LANGUAGES for share in _share(content, language)]
    share, charset = max(shares, default=(0.0, ""))
    return charset if share >= _LEAST else ""


def european(content: bytes) -> str:
    """The charset of Turkish or of Central Europe, where words have letters that they cannot have in the West; empty otherwise."""
    start = content[:_LOOKED_AT]
    letters = {byte for byte in start if byte >= 0xC0}
    if letters <= _TURKISH_LETTERS and len(set(_TURKISH.findall(start))) >= _FEWEST_SIGNS:
        return "cp1254"
    if len(_SIGN_IN_WORD.findall(start.decode("cp1252", "replace"))) < _FEWEST_SIGNS:
        return ""
    return next(
        (charset for charset in _CENTRAL if not _SIGN_BEHIND_LETTER.search(start.decode(charset, "replace"))),
        "",
    )


def is_iso_arabic(content: bytes) -> bool:
    """Whether all letters beyond ASCII are those of Arabic in the charset of the ISO."""
    beyond = [byte for byte in content[:_LOOKED_AT] if byte >= 0xA1]
    return (
        len(beyond) >= _FEWEST_ARABIC
        and _ARABIC_LETTERS.issuperset(beyond)
        and any(byte >= 0xE0 for byte in beyond)
        and any(byte < 0xE0 for byte in beyond)
    )


def _share(content: bytes, language: _Language) -> Iterator[float]:
    """How much of what is beyond ASCII is frequent, nothing where the bytes cannot be of that charset."""
    start = content[:_LOOKED_AT]
    for cut in (start, start[:-1]):
        try:
            text = cut.decode(language.charset)
        except UnicodeDecodeError:
            continue
        beyond = [character for character in text if character > "\x7f"]
        if len(beyond) >= _FEWEST:
            yield sum(character in language.frequent for character in beyond) / len(beyond)
        return
