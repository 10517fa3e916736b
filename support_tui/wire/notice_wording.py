"""The sentences of mails to agents, and of what stands at the desk in place of an answer that was not taken. Decides nothing."""

from functools import cache
from pathlib import Path

from support_tui.wire.catalogue import Catalogue
from support_tui.wire.wording import LANGUAGES

_LOCALE = Path(__file__).parent / "locale"


@cache
def notice_catalogue(language: str) -> Catalogue:
    """The texts of a language, English where the desk does not speak it."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    return Catalogue(known, [(_LOCALE / f"{known}.notices.ftl").read_text(encoding="utf-8")])


def notice_text(text_id: str, language: str, **params: str | int) -> str:
    """One sentence; what it names stands in it as it is."""
    return notice_catalogue(language).format(text_id, params)
