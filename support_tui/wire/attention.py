"""How an agent wants to be told: which occasion by which means, and when quietly. Pure: knows no clock and no terminal."""

import datetime
import re
from enum import StrEnum
from typing import Annotated, Final

import msgspec

from support_tui.wire import limits
from support_tui.wire.folding import fold

_EPOCH: Final = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_DAY_MINUTES: Final = 24 * 60


class Occasion(StrEnum):
    """What can be announced: each `NotificationKind`, and any customer's message at the desk."""

    MENTIONED = "mentioned"
    ASSIGNED = "assigned"
    CUSTOMER_WROTE = "customer_wrote"
    SEND_FAILED = "send_failed"
    COLLEAGUE_WROTE = "colleague_wrote"
    SNOOZE_OVER = "snooze_over"
    DRAFT_TAKEN = "draft_taken"
    FOLLOWED = "followed"
    MAIL_STOPPED = "mail_stopped"
    MAILBOX_FAILS = "mailbox_fails"
    ANY_MESSAGE = "any_message"


class Means(StrEnum):
    """`LIST` is the list of notifications, `TITLE` the number in the window's title; these two never disturb. `MAIL` is sent by the
    server to who has not seen it after a while; the others are the console's."""

    LIST = "list"
    TOAST = "toast"
    BELL = "bell"
    DESKTOP = "desktop"
    TITLE = "title"
    MAIL = "mail"


_EVERY: Final = tuple(Means)
#: Mail goes to who has asked for it.
_ALL: Final = tuple(means for means in Means if means is not Means.MAIL)
_CALM: Final = (Means.LIST, Means.TOAST, Means.TITLE)
#: What an agent has who has chosen nothing.
DEFAULT_MEANS: Final[dict[Occasion, tuple[Means, ...]]] = {
    Occasion.MENTIONED: _ALL,
    Occasion.ASSIGNED: _ALL,
    Occasion.CUSTOMER_WROTE: _ALL,
    Occasion.SEND_FAILED: _ALL,
    Occasion.COLLEAGUE_WROTE: _CALM,
    Occasion.SNOOZE_OVER: _CALM,
    Occasion.DRAFT_TAKEN: _CALM,
    Occasion.FOLLOWED: _ALL,
    Occasion.MAIL_STOPPED: _CALM,
    Occasion.MAILBOX_FAILS: _ALL,
    Occasion.ANY_MESSAGE: (Means.TOAST, Means.BELL, Means.DESKTOP),
}
#: What a means can be used for: there is no list of every message at the desk, and no mail about mail that does not
#: arrive or leave.
POSSIBLE: Final[dict[Occasion, tuple[Means, ...]]] = dict.fromkeys(Occasion, _EVERY) | {
    Occasion.MAIL_STOPPED: _ALL,
    Occasion.MAILBOX_FAILS: _ALL,
    Occasion.ANY_MESSAGE: (Means.TOAST, Means.BELL, Means.DESKTOP),
}
_QUIET: Final = frozenset({Means.LIST, Means.TITLE})

_HOURS: Final = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*[-–—]\s*(\d{1,2})(?::(\d{2}))?")

Minute = Annotated[int, msgspec.Meta(ge=0, lt=_DAY_MINUTES)]


class QuietHours(msgspec.Struct, frozen=True):
    """From one minute of the day to another; the end before or at the beginning lies on the next day."""

    start: Minute
    end: Minute


class AttentionSettings(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """`means` by occasion where the agent has chosen, `quiet` by ISO weekday (1 is Monday) of its beginning, `zone` the IANA name of
    where the agent's clock is, empty where the console is; until `paused_until_at` all is quiet. `language` is that of mails to them."""

    means: dict[Occasion, tuple[Means, ...]] = {}
    quiet: dict[Annotated[int, msgspec.Meta(ge=1, le=7)], QuietHours] = {}
    zone: Annotated[str, msgspec.Meta(max_length=limits.NAME_CHARS)] = ""
    paused_until_at: Annotated[int, msgspec.Meta(ge=0, lt=1 << 53)] = 0
    language: Annotated[str, msgspec.Meta(max_length=16)] = ""


def chosen_means(settings: AttentionSettings, occasion: Occasion) -> tuple[Means, ...]:
    """By which means an occasion is told while it is not quiet."""
    return settings.means.get(occasion, DEFAULT_MEANS[occasion])


def wants_mail(settings: AttentionSettings) -> bool:
    """Whether anything is told by mail."""
    return any(Means.MAIL in chosen_means(settings, occasion) for occasion in Occasion)


def switched(settings: AttentionSettings, occasion: Occasion, means: Means) -> AttentionSettings:
    """The settings with one means of an occasion turned on or off; unchanged where it cannot be used for it."""
    if means not in POSSIBLE[occasion]:
        return settings
    chosen = set(chosen_means(settings, occasion)) ^ {means}
    ordered = tuple(one for one in Means if one in chosen)
    return msgspec.structs.replace(settings, means=settings.means | {occasion: ordered})


def quiet_hours_of(text: str) -> QuietHours | None:
    """What `22-7` or `22:00-07:30` says, also in Arabic digits; None where it says nothing. A whole day is `0-0`."""
    found = _HOURS.fullmatch(fold(text).strip())
    if found is None:
        return None
    start_h, start_m, end_h, end_m = (int(part or 0) for part in found.groups())
    if start_h > 23 or end_h > 24 or start_m > 59 or end_m > 59 or (end_h == 24 and end_m):
        return None
    return QuietHours(start_h * 60 + start_m, end_h % 24 * 60 + end_m)


def means_now(
    settings: AttentionSettings, occasion: Occasion, now: int, zone: datetime.tzinfo
) -> frozenset[Means]:
    """By which means an occasion is told at this moment; quiet hours leave what does not disturb."""
    chosen = frozenset(chosen_means(settings, occasion))
    return chosen & _QUIET if is_quiet(settings, now, zone) else chosen


def is_quiet(settings: AttentionSettings, now: int, zone: datetime.tzinfo) -> bool:
    """Whether nothing may disturb: paused, or within the quiet hours by the clock on the wall, whatever summer time does to it."""
    if now < settings.paused_until_at:
        return True
    local = (_EPOCH + datetime.timedelta(microseconds=now)).astimezone(zone)
    minute, weekday = local.hour * 60 + local.minute, local.isoweekday()
    today = settings.quiet.get(weekday)
    if today is not None and minute >= today.start and (minute < today.end or today.end <= today.start):
        return True
    yesterday = settings.quiet.get((weekday - 2) % 7 + 1)
    return yesterday is not None and yesterday.end <= yesterday.start and minute < yesterday.end
