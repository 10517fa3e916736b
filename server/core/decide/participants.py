"""Whoever writes into a conversation that is not theirs gets its answers only once an agent has accepted that (E16). Pure."""

from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.limits import RECIPIENTS
from support_tui.wire.refusals import Refusal, RefusalCode

from ..addresses import distinct, fold_email, is_address
from ..context import Context, Known
from ..decision import Decision
from ..state import ConversationState
from .common import NO_CHANGE, changed, not_found


def accept(
    state: ConversationState, command: c.AcceptParticipant, known: Known, context: Context
) -> Decision | Refusal:
    """They are copied in, as if the requester had brought them along."""
    found = known.participant
    if found is None:
        return not_found("message", command.message_id)
    if not is_address(found.email):
        return Refusal(RefusalCode.BAD_ADDRESS, {"address": found.email})
    requester = known.customer.emails if known.customer is not None else ()
    own = context.desk.own_addresses() | {fold_email(email) for email in requester}
    copied = (*state.cc, *distinct((found,), without=own | {fold_email(one.email) for one in state.cc}))
    if len(copied) > RECIPIENTS:
        return Refusal(RefusalCode.TOO_LARGE, {"limit": RECIPIENTS})
    return changed(state, e.CcChanged(state.cc, copied)) if copied != state.cc else NO_CHANGE
