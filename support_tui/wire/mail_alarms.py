"""That a mailbox does not get or send its mail, told to those who can change it. Data only; words in `mail_wording`."""

import msgspec

from support_tui.wire.mail_states import MailTrouble


class MailAlarm(msgspec.Struct, frozen=True, omit_defaults=True):
    """What has gone wrong for long with a mailbox; `mailbox` is its name then."""

    mailbox_id: int
    mailbox: str
    trouble: MailTrouble
