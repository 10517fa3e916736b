"""The words that the desk writes into conversations by itself, in its own language: everybody who works there reads the same. Decides nothing."""

from functools import cache
from pathlib import Path

from support_tui.wire.catalogue import Catalogue
from support_tui.wire.wording import LANGUAGES

_LOCALE = Path(__file__).parent / "locale"


@cache
def _catalogue(language: str) -> Catalogue:
    known = language if language in LANGUAGES else LANGUAGES[0]
    return Catalogue(known, [(_LOCALE / f"{known}.standing.ftl").read_text(encoding="utf-8")])


def standing_text(text_id: str, language: str, **params: str | int) -> str:
    """One sentence."""
    return _catalogue(language).format(text_id, params)
