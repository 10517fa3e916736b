"""The words that moments are said in, English and Arabic, folded as `wire.folding` folds. Pure data; how they combine stands in `read`."""

import datetime as dt
from typing import Final

from support_tui.wire.folding import fold

MINUTE, HOUR, DAY, WEEK = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(1), dt.timedelta(7)
MONTH: Final = dt.timedelta(30)


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


def _numbered(lines: tuple[str, ...], first: int) -> dict[str, int]:
    return {fold(word): number for number, words in enumerate(lines, first) for word in words.split()}


def _spans(entries: dict[str, dt.timedelta]) -> dict[str, dt.timedelta]:
    return {fold(word): span for words, span in entries.items() for word in words.split()}


#: Words that stand for one of a unit, also behind a number.
UNITS: Final = _spans(
    {
        "m min mins minute minutes د دقيقة دقائق": MINUTE,
        "h hr hrs hour hours س ساعة ساعات": HOUR,
        "d day days ي يوم أيام يوما": DAY,
        "w week weeks أسبوع أسابيع أسبوعا الأسبوع": WEEK,
        "month months شهر أشهر شهور شهرا الشهر": MONTH,
    }
)
#: Arabic says two of a unit with one word.
PAIRS: Final = _spans(
    {
        "دقيقتين دقيقتان": 2 * MINUTE,
        "ساعتين ساعتان": 2 * HOUR,
        "يومين يومان": 2 * DAY,
        "أسبوعين أسبوعان": 2 * WEEK,
        "شهرين شهران": 2 * MONTH,
    }
)
HALVES: Final = _words("half نصف")
WEEKDAYS: Final = _numbered(
    (
        "mon monday الاثنين الإثنين اثنين",
        "tue tues tuesday الثلاثاء ثلاثاء",
        "wed wednesday الأربعاء أربعاء",
        "thu thur thurs thursday الخميس خميس",
        "fri friday الجمعة جمعة",
        "sat saturday السبت سبت",
        "sun sunday الأحد أحد",
    ),
    0,
)
DAYS_AHEAD: Final = {
    fold(word): days
    for words, days in {"today اليوم": 0, "tomorrow tom tmr غدا غدًا غد بكرة بكرا": 1}.items()
    for word in words.split()
}
#: Of what is over nobody can be reminded.
OVER: Final = frozenset(fold(word) for word in ["yesterday", "ago", "last", "أمس", "الماضي", "الماضية"])
MONTHS: Final = _numbered(
    (
        "jan january يناير كانون",
        "feb february فبراير شباط",
        "mar march مارس آذار",
        "apr april أبريل إبريل نيسان",
        "may مايو أيار",
        "jun june يونيو حزيران",
        "jul july يوليو تموز",
        "aug august أغسطس آب",
        "sep sept september سبتمبر أيلول",
        "oct october أكتوبر",
        "nov november نوفمبر",
        "dec december ديسمبر",
    ),
    1,
)
#: Parts of the day, and the hour that each means by itself.
PARTS: Final = {
    fold(word): hour
    for words, hour in {
        "morning الصباح صباحا": 9,
        "noon midday الظهر ظهرا": 12,
        "afternoon العصر عصرا": 15,
        "evening tonight night الليلة المساء مساء ليلا": 18,
    }.items()
    for word in words.split()
}
AFTERNOON: Final = _words(
    "pm p م مساء المساء evening tonight night الليلة ليلا afternoon العصر عصرا ظهرا الظهر"
)
FORENOON: Final = _words("am a ص صباحا الصباح morning")
ENDS: Final = _words("end نهاية آخر")
#: What has an end, and on which weekday a week ends where that language is spoken.
END_OF: Final = {
    fold(word): what
    for words, what in {
        "day اليوم يوم": "day", "week": "week fri", "الأسبوع أسبوع": "week thu", "month الشهر شهر": "month", "year السنة العام": "year",
    }.items()
    for word in words.split()
}  # fmt: skip
#: The customer's answer, as the end of a snooze.
REPLY: Final = _words("reply replies answer answers الرد رد يرد يجيب الجواب")
#: Words around it that say the same.
WHO_REPLIES: Final = _words("they the customer he she a العميل الزبون")
UNTIL: Final = _words("until till when حتى إلى عند")
#: Says that the clock meant is the customer's.
THEIRS: Final = _words("their theirs customer's customers بتوقيتهم بتوقيته بتوقيتها")
THEIR_TIME: Final = _words("time zone العميل الزبون")
BY_TIME_OF: Final = _words("بتوقيت")
FILLERS: Final = _words(
    "at on in for until till the this next after from now of oclock o'clock an sharp "
    "في عند الساعة بعد حتى إلى القادم القادمة المقبل المقبلة من الآن هذا هذه تمام"
)
NEXT: Final = _words("next القادم القادمة المقبل المقبلة")
AFTER: Final = _words("after بعد")

#: What is offered to whoever does not know what to say; every one of them is understood.
SUGGESTED: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "2h", "30 min", "in 3 days", "tomorrow", "tomorrow 9", "tomorrow morning", "tonight", "tue 9", "fri 14:30", "next week",
        "end of week", "end of month", "15 jan 14:30", "monday 8pm", "day after tomorrow", "2 weeks", "in 3 days at 9",
    ),
    "ar": (
        "بعد ساعتين", "بعد ٣٠ دقيقة", "بعد ٣ أيام", "غدا", "غدا ٩", "غدا صباحا", "الليلة", "الثلاثاء ٩ صباحا", "الجمعة ١٤:٣٠",
        "الأسبوع القادم", "نهاية الأسبوع", "نهاية الشهر", "١٥ يناير ١٤:٣٠", "الاثنين ٨ مساء", "بعد غد", "أسبوعين", "بعد ٣ أيام الساعة ٩",
    ),
}  # fmt: skip
UNTIL_REPLY_SAID: Final = {"en": "until reply", "ar": "حتى الرد"}
THEIR_TIME_SAID: Final = {"en": "tomorrow 9 their time", "ar": "غدا ٩ بتوقيت العميل"}

#: Every word, for guessing which one was meant.
ALL: Final = frozenset(
    word
    for word in {
        *UNITS, *PAIRS, *WEEKDAYS, *DAYS_AHEAD, *MONTHS, *PARTS, *ENDS, *REPLY, *HALVES, *FILLERS, *THEIRS, *UNTIL,
    }
    if len(word) > 2
)  # fmt: skip
