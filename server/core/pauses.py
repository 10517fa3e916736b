"""Why what a mailbox has to send waits, although a way leads out of it. Pure."""

from collections.abc import Collection, Mapping
from typing import Final

from support_tui.wire.mail_states import MailTrouble, MailTroubleCode
from support_tui.wire.mailboxes import Login, Pause, SecretKind, SmtpSettings
from support_tui.wire.views import Directory, Mailbox

#: What a server is logged in to with.
_NEEDED: Final = {Login.PASSWORD: SecretKind.SMTP_PASSWORD, Login.OAUTH2: SecretKind.OAUTH_REFRESH_TOKEN}


def pause_of(mailbox: Mailbox, kept: Collection[SecretKind]) -> Pause | None:
    """What keeps a mailbox from sending by its own server, with these secrets set; None where nothing does."""
    smtp = mailbox.mail.smtp
    if smtp is None:
        return None
    if not smtp.is_on:
        return Pause.SWITCHED_OFF
    return Pause.NO_SECRET if smtp.user and secret_for(smtp) not in kept else None


def secret_for(smtp: SmtpSettings) -> SecretKind:
    """The secret that a server is logged in to with."""
    return _NEEDED[smtp.login]


def paused_in(directory: Directory) -> Mapping[int, Pause]:
    """The mailboxes that send mail, but not now."""
    return {box.id: box.pause for box in directory.mailboxes if box.can_send and box.pause is not None}


def trouble_of(mailbox: Mailbox, pause: Pause) -> MailTrouble:
    """What people are told while replies wait for the end of a pause."""
    if pause is Pause.SWITCHED_OFF:
        return MailTrouble(MailTroubleCode.WAIT_SWITCHED_OFF)
    user = mailbox.mail.smtp.user if mailbox.mail.smtp is not None else ""
    return MailTrouble(MailTroubleCode.WAIT_NO_SECRET, {"user": user}, is_lasting=True)
