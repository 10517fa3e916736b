"""What the head of the composer says: what the text will become, who will read it, and whether colleagues read along. Pure."""

from support_tui import i18n
from support_tui.delivery_words import pause_words
from support_tui.messages import ComposeKind
from support_tui.store.answering import answers_to
from support_tui.store.replica import Replica
from support_tui.widgets.bidi_runs import Piece
from support_tui.wire.mail_wording import trouble_wording
from support_tui.wire.undeliverable import warnings_of
from support_tui.wire.views import ConversationRow, CustomerPage, Mailbox

from .defaults import page_of


def heading(
    kind: ComposeKind,
    row: ConversationRow | None,
    replica: Replica,
    *,
    mailbox: Mailbox,
    is_shared: bool,
) -> list[Piece]:
    """The pieces of the line; where the reply goes is said aloud if that is not the customer's own address."""
    pieces = [Piece(f" {i18n.text(f'composer-label-{kind.value}')} ", kind.value), Piece("  ", "words")]
    if is_shared:
        pieces += [Piece(i18n.text("drafts-shared"), "wrong"), Piece("  ·  ", "words")]
    match kind:
        case ComposeKind.NOTE:
            pieces.append(Piece(i18n.text("composer-note-privacy"), "strong"))
        case ComposeKind.REPLY if row is not None:
            pieces += [Piece(row.customer_name or row.customer_email, "strong")]
            pieces += _way_out(mailbox, replica)
            address = answers_to(replica, row)
            if address and row.customer_name:
                look = "words" if address == row.customer_email else "strong"
                pieces.append(Piece(f"  ·  {address}", look))
            pieces += _warnings(row, page_of(replica, row))
        case ComposeKind.FORWARD:
            pieces += [Piece(i18n.text("composer-forward-what"), "words"), *_way_out(mailbox, replica)]
        case _:
            pieces += [Piece(i18n.text("composer-new-what"), "words"), *_way_out(mailbox, replica)]
    return pieces


def _way_out(mailbox: Mailbox, replica: Replica) -> list[Piece]:
    """What stands against its leaving: no way at all, a pause, or a server that does not take what waits there."""
    if not mailbox.can_send:
        words = i18n.text("composer-no-channel")
    elif mailbox.pause is not None:
        words = i18n.text("composer-pause", why=pause_words(mailbox.pause))
    else:
        states = (state for state in replica.mail_states if state.mailbox_id == mailbox.id)
        trouble = next((state.out_trouble for state in states), None)
        words = "" if trouble is None else trouble_wording(trouble, i18n.current().language)
    return [Piece(f"  ·  {words}", "wrong")] if words else []


def _warnings(row: ConversationRow, page: CustomerPage | None) -> list[Piece]:
    """What stands against writing to the address that the answer goes to, in the words of the mail system that told it."""
    attributes = page.customer.attributes if page is not None else {}
    return [
        Piece(f"  ·  ⚠ {i18n.text(f'composer-{warning.why.value}', words=warning.words)}", "wrong")
        for warning in warnings_of(attributes)
        if warning.email == row.customer_email.lower()
    ]
