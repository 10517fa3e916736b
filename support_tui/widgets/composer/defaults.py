"""What is there before anything was typed: who is copied in, which files go along, and which mailbox it leaves from. Pure."""

from support_tui.store import Replica, select
from support_tui.store.threads import MessageItem
from support_tui.wire.commands import IncomingFile
from support_tui.wire.limits import FILES_PER_LETTER, LETTER_FILES_BYTES
from support_tui.wire.values import Address, MessageKind
from support_tui.wire.views import ConversationRow, CustomerPage, Mailbox


def copied(
    replica: Replica, conversation_id: int | None, given: tuple[Address, ...] | None
) -> tuple[Address, ...]:
    """The Cc that was asked for, else the conversation's, where it is an answer in one."""
    if given is not None:
        return given
    thread = select.thread(replica, conversation_id) if conversation_id else None
    return thread.cc if thread is not None else ()


def enclosed_in(replica: Replica, conversation_id: int | None) -> tuple[IncomingFile, ...]:
    """The files of a thread, the newest first, as many as one mail takes: a forward takes them along."""
    found: dict[str, IncomingFile] = {}
    size = 0
    thread = select.thread(replica, conversation_id) if conversation_id else None
    messages = [item.message for item in thread.items if isinstance(item, MessageItem)] if thread else []
    for message in reversed(messages):
        for file in message.attachments if message.kind is not MessageKind.NOTE else ():
            fits = size + file.size <= LETTER_FILES_BYTES and len(found) < FILES_PER_LETTER
            if file.digest and file.digest not in found and fits:
                found[file.digest] = IncomingFile(file.filename, file.media_type, file.size, file.digest)
                size += file.size
    return tuple(found.values())


def mailbox_from(replica: Replica, row: ConversationRow | None) -> Mailbox:
    """The mailbox a text leaves from: the conversation's, else the first that can send, at once if there is one."""
    boxes = replica.directory.mailboxes
    own = next((box for box in boxes if row is not None and box.id == row.mailbox_id), None)
    sending = min((box for box in boxes if box.can_send), key=lambda box: box.pause is not None, default=None)
    return own or sending or (boxes[0] if boxes else Mailbox(0, ""))


def page_of(replica: Replica, row: ConversationRow | None) -> CustomerPage | None:
    """What is known of the customer, as far as it is loaded."""
    return select.customer_page(replica, row.customer_id) if row is not None else None


def text_after(mine: str, kept: str, theirs: str, *, is_back: bool) -> str | None:
    """The text once its draft was changed elsewhere, None where it stays. `kept` is what was last kept of it here; words that were
    given back (`is_back`) stand in front of what is being written."""
    if theirs in (kept, mine):
        return None
    if mine == kept:
        return theirs
    if kept and theirs.endswith(kept):
        return theirs.removesuffix(kept) + mine
    return f"{theirs}\n\n{mine}" if is_back and theirs else None
