"""The console's words: texts by id in the chosen language, numbers, ages and times as that language writes them. Paints nothing.

Texts stand in `locale/<language>/<room>.ftl`. `text` gives no bidi isolation marks, because a terminal counts or shows them: every painted
field is a paragraph of its own. A painter that lays out bidi itself asks `isolated_text`, which wraps foreign strings in FSI…PDI, and
must drop the marks after reordering.
"""

import datetime
import logging
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from support_tui.wire.catalogue import Catalogue, Param, UnknownText

LANGUAGES = ("en", "ar")
#: What every other language falls back to.
_SOURCE_LANGUAGE = "en"
_LOCALE = Path(__file__).parent / "locale"
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

_MINUTE = 60_000_000
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_WEEK = 7 * _DAY
_YEAR = 365 * _DAY
#: Unit names of `age-…`, `ago-…`, `in-…` and `span-…`, the largest first, with their length in microseconds.
_UNITS = (("years", _YEAR), ("weeks", _WEEK), ("days", _DAY), ("hours", _HOUR), ("minutes", _MINUTE))

log = logging.getLogger("support_tui.i18n")


def language_of(environ: Mapping[str, str]) -> str:
    """The interface language that the environment asks for, by LANGUAGE, LC_ALL, LC_MESSAGES and LANG as gettext orders them."""
    chosen = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    if chosen and chosen.partition(".")[0] in ("C", "POSIX"):
        return _SOURCE_LANGUAGE
    wanted = [*environ.get("LANGUAGE", "").split(":"), chosen]
    spoken = (name.replace("-", "_").partition("_")[0].lower() for name in wanted)
    return next((language for language in spoken if language in LANGUAGES), _SOURCE_LANGUAGE)


def read_catalogue(language: str) -> list[str]:
    """The Fluent sources of a language, one per room."""
    return [path.read_text(encoding="utf-8") for path in sorted((_LOCALE / language).glob("*.ftl"))]


class Texts:
    """One language with one way to write digits (`latn` or `arab`)."""

    def __init__(self, language: str = _SOURCE_LANGUAGE, digits: str = "latn") -> None:
        self.language = language
        self.is_rtl = language == "ar"
        self._has_arabic_digits = digits == "arab"
        self._catalogue = Catalogue(language, read_catalogue(language), self.digits)
        self._fallback: Catalogue | None = None

    def __contains__(self, text_id: str) -> bool:
        return text_id in self._catalogue

    def text(self, text_id: str, /, **params: Param) -> str:
        """The text of that id; English where the language lacks it, the id itself where nobody has it."""
        return self._format(text_id, params, isolated=False)

    def isolated_text(self, text_id: str, /, **params: Param) -> str:
        """Like `text`, with foreign strings between FSI and PDI; only for painters that lay out bidi and drop the marks."""
        return self._format(text_id, params, isolated=True)

    def _format(self, text_id: str, params: Mapping[str, Param], *, isolated: bool) -> str:
        try:
            return self._catalogue.format(text_id, params, isolated=isolated)
        except UnknownText as unknown:
            log.warning("no text %s in %s", unknown, self.language)
        if self._fallback is None:
            self._fallback = Catalogue(_SOURCE_LANGUAGE, read_catalogue(_SOURCE_LANGUAGE), self.digits)
        try:
            return self._fallback.format(text_id, params, isolated=isolated)
        except UnknownText:
            return text_id

    def digits(self, text: str) -> str:
        """`text` with its ASCII digits as the reader wants them; for the desk's own numbers, not for foreign text."""
        return text.translate(_ARABIC_DIGITS) if self._has_arabic_digits else text

    def number(self, value: int) -> str:
        """A count with its thousands grouped: 12,345 or ١٢٬٣٤٥."""
        grouped = f"{value:,}"
        return self.digits(grouped.replace(",", "٬")) if self._has_arabic_digits else grouped

    def size(self, size_bytes: int) -> str:
        """A file's size in the largest unit that keeps it above one, decimal (1 kB is 1,000 bytes)."""
        amount, unit = float(size_bytes), "bytes"
        for larger in ("kb", "mb", "gb"):
            if amount < 1000:
                break
            amount, unit = amount / 1000, larger
        written = f"{amount:.0f}" if unit == "bytes" or amount >= 10 else f"{amount:.1f}"
        if self._has_arabic_digits:
            written = self.digits(written).replace(".", "٫")
        return self.text(f"size-{unit}", amount=written)

    def age(self, duration_us: int) -> str:
        """A length of time in at most four cells where it can be: `now`, `5m`, `3h`, `2d`, `6w`, `1y`."""
        for name, length in _UNITS:
            if duration_us >= length:
                return self.text(f"age-{name}", n=duration_us // length)
        return self.text("age-now")

    def relative(self, at: int, now_at: int) -> str:
        """`3 hours ago`, `in 5 minutes`, `just now`."""
        distance = abs(now_at - at)
        direction = "ago" if at <= now_at else "in"
        for name, length in _UNITS:
            if distance >= length:
                return self.text(f"{direction}-{name}", n=distance // length)
        return self.text("ago-now")

    def span(self, duration_us: int) -> str:
        """A length of time in its two largest units: `2 d 4 h`; less than a minute is `0 min`."""
        rest, parts = abs(duration_us), list[str]()
        for name, length in _UNITS:
            count, rest = divmod(rest, length)
            if count:
                parts.append(self.text(f"span-{name}", n=count))
        return " ".join(parts[:2]) or self.text("span-minutes", n=0)

    def clock(self, at: int, zone: datetime.tzinfo | None = None) -> str:
        """The time of day, `14:05`; `zone` None is this machine's."""
        return self.digits(_local(at, zone).strftime("%H:%M"))

    def moment(self, at: int, now_at: int, zone: datetime.tzinfo | None = None) -> str:
        """A time as short as it stays clear: `14:05` today, `Tue 14:05` this week, `3 Mar 14:05` this year, `3 Mar 2025` before."""
        local, now = _local(at, zone), _local(now_at, zone)
        days_ago = (now.date() - local.date()).days
        if days_ago == 0:
            return self.clock(at, zone)
        if 0 < days_ago < 7:
            weekday = self.text(f"weekday-short-{local.isoweekday()}")
            return self.text("moment-weekday", weekday=weekday, clock=self.clock(at, zone))
        month = self.text(f"month-short-{local.month}")
        if local.year == now.year:
            return self.text("moment-day", day=local.day, month=month, clock=self.clock(at, zone))
        return self.text("moment-year", day=local.day, month=month, year=local.year)

    def full_moment(self, at: int, zone: datetime.tzinfo | None = None) -> str:
        """A time in full: `Tuesday 3 March 2026, 14:05`."""
        local = _local(at, zone)
        return self.text(
            "moment-full",
            weekday=self.text(f"weekday-{local.isoweekday()}"),
            day=local.day,
            month=self.text(f"month-{local.month}"),
            year=local.year,
            clock=self.clock(at, zone),
        )

    def day(self, at: int, now_at: int, zone: datetime.tzinfo | None = None) -> str:
        """The day of a time as a heading: `Today`, `Yesterday`, `Tuesday 3 March`, with the year where it is another."""
        local, now = _local(at, zone), _local(now_at, zone)
        days_ago = (now.date() - local.date()).days
        if days_ago in (0, 1):
            return self.text("day-today" if days_ago == 0 else "day-yesterday")
        names = {
            "weekday": self.text(f"weekday-{local.isoweekday()}"),
            "month": self.text(f"month-{local.month}"),
        }
        if local.year == now.year:
            return self.text("day-this-year", day=local.day, **names)
        return self.text("day-other-year", day=local.day, year=local.year, **names)


def _local(at: int, zone: datetime.tzinfo | None) -> datetime.datetime:
    return (_EPOCH + datetime.timedelta(microseconds=at)).astimezone(zone)


_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class _Current:
    """The language in use, read at its first text."""

    texts: Texts | None = None


def use(language: str = _SOURCE_LANGUAGE, digits: str = "latn") -> Texts:
    """Make a language the one that this program speaks from now on."""
    _Current.texts = Texts(language, digits)
    return _Current.texts


def current() -> Texts:
    """The language in use; English before `use`."""
    return _Current.texts or use()


def text(text_id: str, /, **params: Param) -> str:
    """`Texts.text` of the language in use."""
    return current().text(text_id, **params)


def isolated_text(text_id: str, /, **params: Param) -> str:
    """`Texts.isolated_text` of the language in use."""
    return current().isolated_text(text_id, **params)


def number(value: int) -> str:
    """`Texts.number` of the language in use."""
    return current().number(value)


def digits(written: str) -> str:
    """`Texts.digits` of the language in use."""
    return current().digits(written)


def size(size_bytes: int) -> str:
    """`Texts.size` of the language in use."""
    return current().size(size_bytes)


def age(duration_us: int) -> str:
    """`Texts.age` of the language in use."""
    return current().age(duration_us)


def relative(at: int, now_at: int) -> str:
    """`Texts.relative` of the language in use."""
    return current().relative(at, now_at)


def span(duration_us: int) -> str:
    """`Texts.span` of the language in use."""
    return current().span(duration_us)


def clock(at: int, zone: datetime.tzinfo | None = None) -> str:
    """`Texts.clock` of the language in use."""
    return current().clock(at, zone)


def moment(at: int, now_at: int, zone: datetime.tzinfo | None = None) -> str:
    """`Texts.moment` of the language in use."""
    return current().moment(at, now_at, zone)


def full_moment(at: int, zone: datetime.tzinfo | None = None) -> str:
    """`Texts.full_moment` of the language in use."""
    return current().full_moment(at, zone)


def day(at: int, now_at: int, zone: datetime.tzinfo | None = None) -> str:
    """`Texts.day` of the language in use."""
    return current().day(at, now_at, zone)


def direction_mark(text: str) -> str:
    """What stands in front of a line that takes its direction from its text, to give it that of the language in use; nothing where it has
    that anyway."""
    if current().is_rtl:
        return "\u200f"
    return "\u200e" if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text) else ""


def as_sentence(text: str) -> str:
    """The text in the direction of the language in use, whatever name it begins with."""
    return direction_mark(text) + text
