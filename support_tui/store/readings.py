"""How far an agent has read, by the commands that say so. Pure."""

from support_tui.wire.commands import Command, MarkManyRead, MarkRead, ReadUpTo


def read_by(command: Command) -> dict[int, int]:
    """The conversations that a command marks, each with the message up to which; none where it is no such command."""
    match command:
        case MarkRead(conversation_id=conversation_id, message_id=message_id):
            return {conversation_id: message_id}
        case MarkManyRead(marks=marks):
            return {mark.conversation_id: mark.message_id for mark in marks}
        case _:
            return {}


def marking(marks: dict[int, int]) -> MarkManyRead:
    """The command that marks these so."""
    return MarkManyRead(tuple(ReadUpTo(*mark) for mark in marks.items()))
