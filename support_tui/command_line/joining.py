"""`join`: a conversation goes together with what one of its messages looks like, as the key for it does in the console."""

import msgspec

from support_tui.command_line.changing import change
from support_tui.command_line.door import Door, answered
from support_tui.command_line.exits import Exit
from support_tui.command_line.queries import refuse
from support_tui.command_line.terminal_output import Output
from support_tui.command_line.words_in import id_of
from support_tui.verbs.parse import Asked, Misuse, is_number
from support_tui.verbs.table import BY_NAME
from support_tui.wire.placing import LooksLike
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import ThreadPage


def join(asked: Asked, door: Door, output: Output) -> Exit:
    """Merge it into the conversation that the message named is a suggestion for, or the newest message that is one."""
    if asked.text and not is_number(asked.text):
        refuse(output, Misuse("misuse-no-message", {"word": asked.text}))
    own_id = id_of(asked, output)
    looks = _suggested(door, own_id, int(asked.text.removeprefix("#")) if asked.text else None)
    if looks is None:
        output.say("run-no-suggestion", number=str(own_id))
        return Exit.REFUSED
    survivor_id = _stands_in(door, looks.conversation_id)
    merge = msgspec.structs.replace(
        asked, verb=BY_NAME["merge"], ids=(survivor_id, own_id), reads_ids=False, words=()
    )
    return change(merge, door, output)


def _suggested(door: Door, conversation_id: int, message_id: int | None) -> LooksLike | None:
    """What a message of the thread looks like, of all messages where none is named; the newest counts."""
    before = ""
    while True:
        params = {"before": before} if before else {}
        page = door.ask(f"conversations/{conversation_id}/thread", ThreadPage, **params)
        for message in reversed(page.messages):
            looks = message.placing.looks_like if message.placing is not None else None
            is_meant = message_id in (None, message.id)
            if looks is not None and is_meant and looks.conversation_id != conversation_id:
                return looks
        before = page.before
        if not before:
            return None


def _stands_in(door: Door, conversation_id: int) -> int:
    """The conversation itself, or the one that it was merged into."""
    answer = door.http.ask(f"conversations/{conversation_id}", ThreadPage)
    if isinstance(answer, Refusal) and answer.code is RefusalCode.CONVERSATION_MERGED:
        return int(answer.params["into"])
    return answered(answer).row.id
