"""What the head of the composer says: what the text will become, who will read it, and whether colleagues read along. Pure."""

from support_tui import i18n
from support_tui.messages import ComposeKind
from support_tui.widgets.bidi_runs import Piece
from support_tui.wire.undeliverable import warnings_of
from support_tui.wire.views import ConversationRow, CustomerPage


def heading(
    kind: ComposeKind,
    row: ConversationRow | None,
    *,
    can_send: bool,
    is_shared: bool,
    page: CustomerPage | None = None,
) -> list[Piece]:
    """The pieces of the line."""
    pieces = [Piece(f" {i18n.text(f'composer-label-{kind.value}')} ", kind.value), Piece("  ", "words")]
    if is_shared:
        pieces += [Piece(i18n.text("drafts-shared"), "wrong"), Piece("  ·  ", "words")]
    match kind:
        case ComposeKind.NOTE:
            pieces.append(Piece(i18n.text("composer-note-privacy"), "strong"))
        case ComposeKind.REPLY if row is not None:
            pieces += [Piece(row.customer_name or row.customer_email, "strong")]
            if not can_send:
                pieces.append(Piece(f"  ·  {i18n.text('composer-no-channel')}", "wrong"))
            if row.customer_email and row.customer_name:
                pieces.append(Piece(f"  ·  {row.customer_email}", "words"))
            pieces += _warnings(row, page)
        case ComposeKind.FORWARD:
            pieces.append(Piece(i18n.text("composer-forward-what"), "words"))
        case _:
            pieces.append(Piece(i18n.text("composer-new-what"), "words"))
    return pieces


def _warnings(row: ConversationRow, page: CustomerPage | None) -> list[Piece]:
    """What stands against writing to the address that the answer goes to, in the words of the mail system that told it."""
    attributes = page.customer.attributes if page is not None else {}
    return [
        Piece(f"  ·  ⚠ {i18n.text(f'composer-{warning.why.value}', words=warning.words)}", "wrong")
        for warning in warnings_of(attributes)
        if warning.email == row.customer_email.lower()
    ]
