"""What has not left: replies in doubt, failed, held, to be tried again, and those with a time of their own. A snapshot to read."""

import msgspec

from support_tui.wire.views import Message


class ScheduledReply(msgspec.Struct, frozen=True, omit_defaults=True):
    """A reply that has not left, and whom it is for. `time_zone` is the customer's, an IANA name, empty where it is not known, `mailbox_id` is
    the mailbox it leaves from."""

    message: Message
    title: str
    customer_name: str = ""
    time_zone: str = ""
    mailbox_id: int = 0


class ScheduledPage(msgspec.Struct, frozen=True, omit_defaults=True):
    """What needs somebody first, then by the time they leave; `has_more` where there are more than a page."""

    replies: tuple[ScheduledReply, ...]
    has_more: bool = False
