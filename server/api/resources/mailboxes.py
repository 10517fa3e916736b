"""Administering mailboxes beyond what commands say: their secrets, their OAuth tokens, and trying their servers."""

from support_tui.wire.mailbox_oauth import Authorization, AuthorizationState, FinishAuthorization
from support_tui.wire.mailbox_tests import TestMailbox, TestReport
from support_tui.wire.mailboxes import MailboxHoldings, MailboxSecrets, SecretKind
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import Mailbox

from ...core.addresses import is_address
from ...storage.tables import mailbox_holdings
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


async def show_holdings(call: Call) -> MailboxHoldings | Refusal:
    """What lies in it, and what is to leave from it."""
    mailbox_id: int = call.params.mailbox_id
    if (unknown := _unknown(call)) is not None:
        return unknown
    return await call.desk.readings.read_slow(lambda reader: mailbox_holdings.of_mailbox(reader, mailbox_id))


async def set_secret(call: Call) -> Refusal | None:
    """Keep it, or forget it where it is empty."""
    params: OfSecret = call.params
    return _unknown(call) or await call.desk.mail_secrets.set(
        params.mailbox_id, params.kind, call.body.value, call.caller.asker
    )


async def try_out(call: Call) -> TestReport | Refusal:
    """Try one way of a mailbox, step by step, with what is saved or given. Keeps nothing, and no secret comes back."""
    asked: TestMailbox = call.body
    if asked.send_to and not is_address(asked.send_to):
        return Refusal(RefusalCode.BAD_ADDRESS, {"address": asked.send_to})
    if asked.mailbox_id is None:
        return await call.desk.test_mailbox(None, asked)
    saved = _found(call, asked.mailbox_id)
    return saved if isinstance(saved, Refusal) else await call.desk.test_mailbox(saved, asked)


async def start_authorization(call: Call) -> Authorization | Refusal:
    """What somebody has to do to agree."""
    mailbox = _found(call, call.params.mailbox_id)
    return mailbox if isinstance(mailbox, Refusal) else await call.desk.authorizer.start(mailbox, call.body)


async def finish_authorization(call: Call) -> AuthorizationState | Refusal:
    """Whether they have; no token comes back."""
    mailbox = _found(call, call.params.mailbox_id)
    if isinstance(mailbox, Refusal):
        return mailbox
    asked: FinishAuthorization = call.body
    return await call.desk.authorizer.finish(mailbox, asked.handle, asked.code, call.caller.asker)


def _unknown(call: Call) -> Refusal | None:
    found = _found(call, call.params.mailbox_id)
    return found if isinstance(found, Refusal) else None


def _found(call: Call, mailbox_id: int) -> Mailbox | Refusal:
    for mailbox in call.desk.directory().mailboxes:
        if mailbox.id == mailbox_id:
            return mailbox
    return Refusal(RefusalCode.NOT_FOUND, {"kind": "mailbox", "id": mailbox_id})
