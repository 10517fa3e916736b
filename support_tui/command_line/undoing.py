"""`undo`: takes back what an earlier request did, by its key, or else the last thing that this agent did and that still stands."""

import secrets

from support_tui.command_line.changing import Outcome, refusal_wording
from support_tui.command_line.door import Door, answered
from support_tui.command_line.exits import Exit, exit_of
from support_tui.command_line.queries import refuse
from support_tui.command_line.terminal_output import Output
from support_tui.verbs.parse import Asked, Misuse
from support_tui.wire.actions import Action, ActionPage
from support_tui.wire.commands import Accepted, Request, UndoRequest
from support_tui.wire.limits import KEY_CHARS
from support_tui.wire.refusals import Refusal
from support_tui.wire.whole import as_json

_SHORTEST_KEY = 8


def undo(asked: Asked, door: Door, output: Output) -> Exit:
    """Take it back; what others have changed since is left alone, and told."""
    key = asked.text
    if key and not _SHORTEST_KEY <= len(key) <= KEY_CHARS:
        refuse(output, Misuse("misuse-no-key", {"word": key}))
    action = None if key else _last(door)
    if not key and action is None:
        output.say("run-nothing-to-undo")
        return Exit.REFUSED
    key = key or (action.key if action is not None else "")
    if asked.has("dry-run"):
        _tell(output, "run-would-undo", key, action)
        return Exit.DONE
    own_key = asked.options.get("key") or secrets.token_hex(8)
    answer = door.http.command(Request(f"cli-{own_key}-undo", UndoRequest(key)))
    if isinstance(answer, Refusal):
        output.say("run-failed", code=answer.code.value, sentence=refusal_wording(answer))
        return exit_of(answer)
    return _told(answered(answer), key, action, asked, output)


def _last(door: Door) -> Action | None:
    """The newest thing of one's own that has not been taken back."""
    before = 0
    while True:
        page = door.ask("actions", ActionPage, **({"before": before} if before else {}))
        found = next((action for action in page.actions if not action.undone_by), None)
        before = page.before
        if found is not None or not before:
            return found


def _told(answer: Accepted, key: str, action: Action | None, asked: Asked, output: Output) -> Exit:
    left = answer.many.left if answer.many is not None else ()
    if asked.has("json"):
        number = action.conversation_id if action is not None else answer.conversation_id
        output.lines([as_json(Outcome(number or 0, "done", key, answer.seq))])
    for group in left:
        sentence = refusal_wording(group.reason)
        for number in group.ids:
            output.say("run-refused", number=str(number), code=group.reason.code.value, sentence=sentence)
    if output.err.columns is not None:
        _tell(output, "run-undone", key, action)
    return Exit.REFUSED if left else Exit.DONE


def _tell(output: Output, text_id: str, key: str, action: Action | None) -> None:
    """What it is about, as far as that is known."""
    number = str(action.conversation_id or 0) if action is not None else "0"
    count = action.conversations if action is not None else 0
    output.say(text_id, key=key, number=number, count=count, title=action.title if action is not None else "")
