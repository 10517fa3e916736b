"""The verbs that change: each request has a key made from one key of the run, so that a run that was cut off can be repeated without doing
anything twice."""

import hashlib
import os
import secrets
from collections.abc import Sequence

import msgspec

from support_tui import i18n
from support_tui.command_line import enclosures
from support_tui.command_line.door import Door
from support_tui.command_line.exits import Exit, exit_of
from support_tui.command_line.queries import refuse
from support_tui.command_line.reading import now_us
from support_tui.command_line.terminal_output import Output
from support_tui.command_line.words_in import editor_of, ids_of, text_of
from support_tui.delivery_words import pause_words
from support_tui.link.answers import Unreachable
from support_tui.text.sanitize import sanitize_line
from support_tui.verbs.model import Kind
from support_tui.verbs.parse import Asked, Misuse
from support_tui.verbs.planning import Facts, Plan, bare_row, plan
from support_tui.wire.commands import (
    Accepted,
    ChangeMany,
    Command,
    Picked,
    Request,
    SendReply,
    SnoozeConversation,
)
from support_tui.wire.limits import GROUP_IDS, UNTIL_REPLY
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import ConversationRow, Directory, ThreadPage
from support_tui.wire.whole import as_json, whole
from support_tui.wire.wording import wording

#: Verbs whose words name somebody or something of the desk; the others need not ask for it.
_NAMING = frozenset({"assign", "follow", "move", "note"})
#: Conversations that are changed by one request: all that it leaves alone are told by number.
PART = GROUP_IDS
#: What a key may have, so that number and count fit behind it.
MAX_KEY_CHARS = 40


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of one conversation. `result` is `done`, `unchanged` or `refused`."""

    conversation_id: int
    result: str
    key: str
    seq: int = 0
    message_id: int | None = None
    refusal: Refusal | None = None


def change(asked: Asked, door: Door, output: Output) -> Exit:
    """Do it to every conversation named; those refused are told, the others are done."""
    key = asked.options.get("key") or secrets.token_hex(8)
    if len(key) > MAX_KEY_CHARS:
        refuse(output, Misuse("misuse-key-too-long", {"limit": MAX_KEY_CHARS}))
    ids = ids_of(asked, output)
    if asked.verb.last is not None and asked.verb.last.kind is Kind.TEXT:
        text = text_of(asked, output, editor_of(door.config.editor, os.environ))
        asked = msgspec.structs.replace(asked, words=(text,))
    if asked.verb.name == "merge":
        # One request about all of them, told under the number of the survivor.
        asked, ids = msgspec.structs.replace(asked, ids=tuple(ids)), ids[:1]
    facts = _facts(asked, door)
    if asked.has("attach"):
        facts = msgspec.structs.replace(facts, files=enclosures.enclosed(asked, door, output))
    made = plan(asked, facts)
    if isinstance(made, Misuse):
        refuse(output, made)
    assert isinstance(made, Plan)
    run = _Run(asked, made, door, output, key)
    return run.rehearse(ids) if asked.has("dry-run") else run.perform(ids)


def _facts(asked: Asked, door: Door) -> Facts:
    undo_window_s = door.config.undo_window_s
    if asked.verb.name not in _NAMING:
        return Facts(0, Directory(), now_us(), undo_window_s=undo_window_s)
    return Facts(door.snapshot.me.id, door.snapshot.directory, now_us(), undo_window_s=undo_window_s)


class _Run:
    """One verb over some conversations."""

    def __init__(self, asked: Asked, made: Plan, door: Door, output: Output, key: str) -> None:
        self._asked, self._plan, self._door, self._output, self._key = asked, made, door, output, key
        self._failures: list[Exit] = []
        self._done = 0

    def perform(self, ids: Sequence[int]) -> Exit:
        """A single one by its own command; many together, a part after the other."""
        for place in range(0, len(ids), PART):
            part = ids[place : place + PART]
            outcomes = (
                self._together(part) if len(ids) > 1 and self._plan.change is not None else self._each(part)
            )
            if isinstance(outcomes, Unreachable):
                return self._cut_off(outcomes, len(ids) - place)
            for outcome in outcomes:
                self._tell(outcome)
            if len(ids) > PART:
                self._output.progress(min(place + PART, len(ids)), len(ids))
        if self._output.err.columns is not None and self._done:
            when = self._when
            self._output.say("run-done-for" if when else "run-done", count=self._done, when=when)
        return self._exit()

    @property
    def _when(self) -> str:
        """The moment that a phrase was taken for, in full: whoever meant another one sees it."""
        match self._plan.change:
            case SnoozeConversation(until_at=at) if at is not None and at >= UNTIL_REPLY:
                return i18n.text("run-until-reply")
            case SnoozeConversation(until_at=at) | SendReply(send_at=at) if at is not None:
                return i18n.full_moment(at)
            case _:
                return ""

    def rehearse(self, ids: Sequence[int]) -> Exit:
        """Say what would be done, and what is not there."""
        for conversation_id in ids:
            row = self._row(conversation_id)
            if isinstance(row, Unreachable):
                return self._cut_off(row, len(ids))
            if isinstance(row, Refusal):
                self._tell(Outcome(conversation_id, "refused", self._key, refusal=row))
                continue
            self._done += 1
            commands = self._plan.make(row)
            if self._asked.has("json"):
                would = {"conversation_id": row.id, "commands": [whole(command) for command in commands]}
                self._output.lines([as_json(would)])
            else:
                parts = (self._asked.verb.name, self._asked.text, f"({self._when})" if self._when else "")
                words = " ".join(filter(None, parts))
                title = sanitize_line(row.title)
                self._output.paragraph(
                    i18n.text("run-would", number=str(row.id), title=title, words=sanitize_line(words))
                )
        self._output.say("run-rehearsed")
        return self._exit()

    def _row(self, conversation_id: int) -> ConversationRow | Refusal | Unreachable:
        answer = self._door.http.ask(f"conversations/{conversation_id}", ThreadPage)
        return answer.row if isinstance(answer, ThreadPage) else answer

    def _each(self, ids: Sequence[int]) -> list[Outcome] | Unreachable:
        outcomes = []
        for conversation_id in ids:
            outcome = self._one(conversation_id)
            if isinstance(outcome, Unreachable):
                return outcome
            outcomes.append(outcome)
        return outcomes

    def _together(self, ids: Sequence[int]) -> list[Outcome] | Unreachable:
        """One change to all of them, which one undo takes back; what it left alone it tells by number."""
        assert self._plan.change is not None
        key = f"cli-{self._key}-{hashlib.sha256(repr(ids).encode()).hexdigest()[:12]}"
        answer = self._door.http.command(Request(key, ChangeMany(Picked(tuple(ids)), self._plan.change)))
        if isinstance(answer, Refusal):
            return [Outcome(number, "refused", key, refusal=answer) for number in ids]
        if isinstance(answer, Unreachable):
            return answer
        left = {
            number: group.reason
            for group in (answer.many.left if answer.many else ())
            for number in group.ids
        }
        return [self._outcome(number, key, answer, left.get(number)) for number in ids]

    def _outcome(self, number: int, key: str, answer: Accepted, reason: Refusal | None) -> Outcome:
        if reason is None:
            return Outcome(number, "done", key, answer.seq)
        if reason.code is RefusalCode.NO_CHANGE:
            return Outcome(number, "unchanged", key)
        params = reason.params | ({"id": number} if "id" in reason.params else {})
        return Outcome(number, "refused", key, refusal=Refusal(reason.code, params))

    def _one(self, conversation_id: int) -> Outcome | Unreachable:
        row: ConversationRow | Refusal | Unreachable = bare_row(conversation_id)
        if self._plan.reads_row:
            row = self._row(conversation_id)
        if isinstance(row, Unreachable):
            return row
        if isinstance(row, Refusal):
            return Outcome(conversation_id, "refused", self._key, refusal=row)
        return self._sent(conversation_id, self._plan.make(row))

    def _sent(self, conversation_id: int, commands: Sequence[Command]) -> Outcome | Unreachable:
        outcome = Outcome(conversation_id, "unchanged", self._key)
        for count, command in enumerate(commands):
            key = f"cli-{self._key}-{conversation_id}-{count}"
            answer = self._door.http.command(Request(key, command))
            if isinstance(answer, Unreachable):
                return answer
            if isinstance(answer, Refusal) and answer.code is RefusalCode.SHUTTING_DOWN:
                return Unreachable(answer.code.value)
            if isinstance(answer, Refusal) and answer.code is not RefusalCode.NO_CHANGE:
                return Outcome(conversation_id, "refused", key, refusal=answer)
            if isinstance(answer, Accepted):
                outcome = Outcome(conversation_id, "done", key, answer.seq, answer.message_id)
        return outcome

    def _tell(self, outcome: Outcome) -> None:
        if outcome.refusal is not None:
            self._failures.append(exit_of(outcome.refusal))
            sentence = refusal_wording(outcome.refusal)
            self._output.say(
                "run-refused",
                number=str(outcome.conversation_id),
                code=outcome.refusal.code.value,
                sentence=sentence,
            )
        else:
            self._done += 1
            self._say_whether_it_leaves(outcome)
        if self._asked.has("json"):
            self._output.line(as_json(outcome))

    def _say_whether_it_leaves(self, outcome: Outcome) -> None:
        """Of a reply that its mailbox does not send now: what is kept is not called sent."""
        row = self._row(outcome.conversation_id) if isinstance(self._plan.change, SendReply) else None
        if not isinstance(row, ConversationRow):
            return
        mailboxes = self._door.snapshot.directory.mailboxes
        mailbox = next((box for box in mailboxes if box.id == row.mailbox_id), None)
        if mailbox is not None and mailbox.can_send and mailbox.pause is not None:
            self._output.say("run-reply-waits", mailbox=mailbox.name, why=pause_words(mailbox.pause))

    def _cut_off(self, answer: Unreachable, left: int) -> Exit:
        """The server is away: what is done is done, and the same key does the rest."""
        self._output.say("run-unreachable", url=self._door.http.address.url, reason=answer.reason)
        self._output.say("run-cut-off", done=self._done, left=left, key=self._key)
        return Exit.UNREACHABLE

    def _exit(self) -> Exit:
        kinds = set(self._failures)
        if not kinds:
            return Exit.DONE
        return kinds.pop() if len(kinds) == 1 and not self._done else Exit.REFUSED


def refusal_wording(refusal: Refusal) -> str:
    """The sentence of a refusal with its foreign words cleaned."""
    clean = {n: sanitize_line(v) if isinstance(v, str) else v for n, v in refusal.params.items()}
    return wording(Refusal(refusal.code, clean), i18n.current().language)
