"""Asks for a moment in words and says while typing which one that is, and what is not understood. Used by snooze and by send later."""

from collections.abc import Callable

import msgspec

from support_tui import coming, i18n
from support_tui.actions.interface import Severity, Ui
from support_tui.wire.limits import UNTIL_REPLY
from support_tui.wire.phrases import (
    SUGGESTED,
    THEIR_TIME_SAID,
    UNTIL_REPLY_SAID,
    Meaning,
    Misunderstood,
    PhraseProblem,
    understood,
)
from support_tui.wire.zones import zone_of

_HINTED = 4


class Asked(msgspec.Struct, frozen=True):
    """A question for a moment. `zone_of_customer` gives an IANA name, empty while it is not known; `may_wait` where "until reply" is one."""

    title_id: str
    zone_of_customer: Callable[[], str] = lambda: ""
    means_id: str = "phrase-means"
    may_wait: bool = False
    may_be_empty: bool = False
    empty_hint_id: str = ""

    @property
    def their_zone(self) -> str:
        """The customer's zone as far as it is known by now."""
        return self.zone_of_customer()


SNOOZE = Asked("action-snooze-title", may_wait=True, may_be_empty=True)
"""Until when something is put off; nothing said wakes it."""


async def ask(ui: Ui, asked: Asked, clock: Callable[[], int], initial: str = "") -> int | str | None:
    """The moment; "" where nothing was said and that is an answer, None where the question was left."""
    phrase = await ui.ask_text(
        asked.title_id,
        initial,
        hint=hint(asked),
        check=lambda text: problem(text, asked, clock()),
        meaning=lambda text: meaning(text, asked, clock()),
    )
    if phrase is None or (asked.may_be_empty and not phrase.strip()):
        return phrase if phrase is None else ""
    meant = read(phrase, asked, clock())
    if isinstance(meant, Meaning):
        return meant.at
    ui.notify_text(problem(phrase, asked, clock()) or "", Severity.WARNING)
    return None


def read(text: str, asked: Asked, now_at: int) -> Meaning | Misunderstood:
    """What a phrase comes to here."""
    theirs = zone_of(asked.their_zone) if asked.their_zone else None
    meant = understood(text, now_at, their_zone=theirs)
    if isinstance(meant, Meaning) and meant.at >= UNTIL_REPLY and not asked.may_wait:
        return Misunderstood(PhraseProblem.UNKNOWN, 0, text.strip())
    return meant


def problem(text: str, asked: Asked, now_at: int) -> str | None:
    """What is wrong with a moment as typed, in the agent's language; nothing where an empty answer is one."""
    if not text.strip() and asked.may_be_empty:
        return None
    meant = read(text, asked, now_at)
    if isinstance(meant, Meaning):
        return None
    said = i18n.text(
        f"phrase-{meant.problem.value.replace('_', '-')}",
        word=meant.word,
        at=meant.position + 1,
        hint=hint(asked),
    )
    return f"{said} {i18n.text('phrase-suggestion', phrase=meant.suggestion)}" if meant.suggestion else said


def meaning(text: str, asked: Asked, now_at: int) -> str:
    """The moment that is meant, by both clocks; nothing while none is."""
    meant = read(text, asked, now_at)
    if not isinstance(meant, Meaning):
        return ""
    return i18n.text(asked.means_id, until=coming.for_both(meant.at, now_at, asked.their_zone))


def hint(asked: Asked) -> str:
    """Some phrases that are understood here, in the agent's language."""
    language = i18n.current().language
    phrases = [*SUGGESTED.get(language, SUGGESTED["en"])]
    shown = [phrases[0], phrases[4], phrases[7], phrases[10]][:_HINTED]
    if asked.may_wait:
        shown.append(UNTIL_REPLY_SAID.get(language, UNTIL_REPLY_SAID["en"]))
    elif asked.their_zone:
        shown.append(THEIR_TIME_SAID.get(language, THEIR_TIME_SAID["en"]))
    said = " · ".join(shown)
    return f"{said} — {i18n.text(asked.empty_hint_id)}" if asked.empty_hint_id else said
