"""Administering mailboxes beyond what commands say: their secrets."""

from support_tui.wire.mailboxes import MailboxSecrets, SecretKind
from support_tui.wire.refusals import Refusal, RefusalCode

from ..table import Call, Params


class OfMailbox(Params, frozen=True, forbid_unknown_fields=True):
    """Path of one mailbox."""

    mailbox_id: int


class OfSecret(Params, frozen=True, forbid_unknown_fields=True):
    """Path of one secret of a mailbox."""

    mailbox_id: int
    kind: SecretKind


async def show_secrets(call: Call) -> MailboxSecrets | Refusal:
    """Which are set, and since when."""
    mailbox_id: int = call.params.mailbox_id
    return _unknown(call) or MailboxSecrets(call.desk.mail_secrets.states(mailbox_id))


async def set_secret(call: Call) -> Refusal | None:
    """Keep it, or forget it where it is empty."""
    params: OfSecret = call.params
    return _unknown(call) or await call.desk.mail_secrets.set(
        params.mailbox_id, params.kind, call.body.value, call.caller.asker
    )


def _unknown(call: Call) -> Refusal | None:
    mailbox_id: int = call.params.mailbox_id
    if any(mailbox.id == mailbox_id for mailbox in call.desk.directory().mailboxes):
        return None
    return Refusal(RefusalCode.NOT_FOUND, {"kind": "mailbox", "id": mailbox_id})
