"""Mails that could not be read: which there are, and reading them again (E7)."""

from support_tui.wire.quarantine import MailRetried, MailRetry, QuarantinedMail
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Role

from ...core.access import may_see
from ...storage.tables import quarantine
from ..table import Call
from .eyes import reader_of


async def list_quarantine(call: Call) -> tuple[QuarantinedMail, ...]:
    """Those in mailboxes that the asker sees, oldest first; what lies in the trash is none of them any more."""
    mails = call.desk.readings.read(quarantine.listed)
    return tuple(mail for mail in mails if may_see(call.caller.asker, mail.mailbox_id))


async def retry(call: Call) -> MailRetried | Refusal:
    """Read those of some conversations again, or all; each that can be read by now takes its place in the thread it belongs to."""
    if reader_of(call).role is Role.VIEWER:
        return Refusal(RefusalCode.FORBIDDEN, {"action": "retry_mail"})
    asked: MailRetry = call.body
    mails = await list_quarantine(call)
    wanted = set(asked.conversation_ids)
    known = {mail.conversation_id for mail in mails}
    if missing := sorted(wanted - known):
        return Refusal(RefusalCode.NOT_FOUND, {"kind": "unread_mail", "id": missing[0]})
    chosen = [mail for mail in mails if not wanted or mail.conversation_id in wanted]
    return await call.desk.retry_mail(chosen)
