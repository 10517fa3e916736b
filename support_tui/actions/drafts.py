"""Turns a command that carries somebody's words back into the draft it was. Pure."""

from typing import NamedTuple

from support_tui.store import DraftKey, Replica, select
from support_tui.store.drafts import joined, with_files
from support_tui.wire import commands as c
from support_tui.wire.commands import Command
from support_tui.wire.folding import fold
from support_tui.wire.values import Address
from support_tui.wire.views import Message


class GivenBack(NamedTuple):
    """A draft as it is to be kept; `extra` holds recipients, title, mailbox and files under the names of the composer's fields."""

    key: DraftKey
    text: str
    extra: dict[str, str]


def given_back(command: Command, replica: Replica) -> GivenBack | None:
    """The draft of a refused command, in front of whatever was begun since; None for commands without words."""
    match command:
        case c.SendReply(conversation_id=conversation_id, text=text, cc=cc):
            key, extra = DraftKey(conversation_id, "reply"), {} if cc is None else {"cc": addresses(cc)}
            extra |= _also(command)
        case c.AddNote(conversation_id=conversation_id, text=text):
            key, extra = DraftKey(conversation_id, "note"), {}
        case c.ForwardConversation(conversation_id=conversation_id, text=text, to=to, files=files):
            key, extra = DraftKey(conversation_id, "forward"), {"to": addresses(to)} | with_files(files)
        case c.StartConversation(mailbox_id=mailbox_id, to=first, title=title, text=text, cc=cc):
            key = DraftKey(None, "new")
            extra = {"to": addresses((first,)), "title": title, "mailbox": _written(mailbox_id, replica)}
            extra |= ({"cc": addresses(cc)} if cc else {}) | _also(command)
        case _:
            return None
    if key.conversation_id is not None:
        # Merged meanwhile: whoever it was written to is found there now.
        key = key._replace(conversation_id=select.survivor_id(replica, key.conversation_id))
    begun = replica.drafts.by_key.get(key)
    whole = text if begun is None or not begun.text.strip() else f"{text}\n\n{begun.text}"
    return GivenBack(key, whole, joined(begun.extra, extra) if begun is not None else extra)


def _also(command: c.SendReply | c.StartConversation) -> dict[str, str]:
    """Who was to get it unseen, and the files."""
    return ({"bcc": addresses(command.bcc)} if command.bcc else {}) | with_files(command.files)


def _written(mailbox_id: int, replica: Replica) -> str:
    """A mailbox as the composer's field reads it: by its name, by its address where another one is called the same."""
    mailbox = select.mailbox(replica, mailbox_id)
    if mailbox is None:
        return ""
    namesakes = [box for box in replica.mailboxes.values() if fold(box.name) == fold(mailbox.name)]
    return mailbox.name if len(namesakes) == 1 or not mailbox.address else mailbox.address


def reply_of(message: Message) -> c.SendReply:
    """What a reply was written with, as far as it is its author's again."""
    return c.SendReply(
        message.conversation_id, message.text, message.cc, files=files_of(message), bcc=message.bcc
    )


def files_of(message: Message) -> tuple[c.IncomingFile, ...]:
    """The files of a message, to go with another one."""
    return tuple(
        c.IncomingFile(file.filename, file.media_type, file.size, file.digest)
        for file in message.attachments
        if file.digest
    )


def addresses(people: tuple[Address, ...]) -> str:
    """Recipients as one writes them."""
    return ", ".join(f"{p.name} <{p.email}>" if p.name else p.email for p in people)
