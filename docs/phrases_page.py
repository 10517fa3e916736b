"""Draw `docs/phrases.md` from the vocabulary that moments are understood by, with what each means on one certain day."""

import datetime as dt

from support_tui.wire.limits import UNTIL_REPLY
from support_tui.wire.phrases import SUGGESTED, THEIR_TIME_SAID, UNTIL_REPLY_SAID, Meaning, understood

_ZONE, _THEIRS = dt.timezone(dt.timedelta(hours=3)), dt.timezone(dt.timedelta(hours=9))
_NOW = dt.datetime(2026, 1, 3, 12, 0, tzinfo=_ZONE)

_HEAD = """# Moments in words

Made from `support_tui/wire/phrases/`; change the vocabulary there. Snooze (`b`) and send later (`Alt+L`) understand the same words, in
English and Arabic, whatever language the console speaks, with any script's digits. What was understood is shown while typing, by one's
own clock and by the customer's where their time zone is known. What is not understood is said with its place and what may have been
meant.

- A **span** from now: `2h`, `1h 30m`, `in 3 days`, `half an hour`, `ساعتين`. A span of whole days takes a clock: `in 3 days at 9`.
- A **day**: `tomorrow`, `tue`, `15 jan`, `jan 15th 2027`, `15/1`, `2026-01-15`, `day after tomorrow`. Alone it means 9:00; a part of the
  day (`morning` 9:00, `noon` 12:00, `afternoon` 15:00, `evening` and `tonight` 18:00) or a clock may follow. A weekday is the next one;
  today's own means today with a clock that is still to come (`fri 14:30` on a Friday morning), and next week else or with `next`. A date
  without a year is the next one.
- A **clock**: `9`, `9:30`, `9pm`, `14:30`, `tonight 9`; alone it is its next occurrence. One that does not exist that day, because the
  clocks go forward, is the moment as long after midnight; one that comes twice is the first still to come.
- The **end** of the day, week (Friday in English, Thursday in Arabic), month or year: 18:00 on its last day.
- **`until reply`**, for a snooze only: until the customer writes.
- **Their time** behind a day or clock: the customer's, if their zone is known.

What has passed already is refused, with the same clock on the next day where that is still to come. No moment lies more than ten years
ahead; nothing can be sent more than 366 days later.

On Saturday, 3 January 2026, at noon three hours east of Greenwich (the customer being nine hours east):

"""


def page() -> str:
    """The whole page."""
    lines = ["| English | means | Arabic | means |", "|---|---|---|---|"]
    english = [*SUGGESTED["en"], THEIR_TIME_SAID["en"], UNTIL_REPLY_SAID["en"]]
    arabic = [*SUGGESTED["ar"], THEIR_TIME_SAID["ar"], UNTIL_REPLY_SAID["ar"]]
    for left, right in zip(english, arabic, strict=True):
        lines.append(f"| {left} | {_meant(left)} | {right} | {_meant(right)} |")
    return _HEAD + "\n".join(lines) + "\n"


def _meant(phrase: str) -> str:
    meant = understood(phrase, int(_NOW.timestamp()) * 1_000_000, _ZONE, their_zone=_THEIRS)
    assert isinstance(meant, Meaning), phrase
    if meant.at == UNTIL_REPLY:
        return "until the customer writes"
    return dt.datetime.fromtimestamp(meant.at / 1_000_000, _ZONE).strftime("%a %-d %b %-H:%M")
