"""The desk as a whole: snapshot, badges, commands, mail by pipe, health."""

import asyncio
from typing import Final, Literal

from support_tui.wire.commands import Accepted, Answered, BatchAnswer, ChangeMany, Request, UndoRequest
from support_tui.wire.lanes import Thing, things_of
from support_tui.wire.mail_states import MailboxState
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import Counts, Snapshot

from ...storage.tables import log
from ..answers import JSON, Answer
from ..desk import Health
from ..table import Call, Handler, Params
from . import files
from .bulk import change_many, take_back
from .eyes import reader_of

#: 'Not now' is not 'no': the same request may come again.
_NOT_NOW: Final = frozenset({RefusalCode.SHUTTING_DOWN, RefusalCode.TOO_SLOW})


class IntoMailbox(Params, frozen=True, forbid_unknown_fields=True):
    """The mailbox by name or address. `archived` mails keep their own date as the time they came in. `size` is given where the mail is
    larger than what is sent of it: then only its headers are taken."""

    mailbox: str
    archived: Literal["true", "false"] = "false"
    size: int = 0


async def snapshot(call: Call) -> Snapshot:
    """All a console needs before its first page. Events after `seq` come by the stream."""
    desk, me = call.desk, reader_of(call)
    seq = desk.readings.read(lambda reader: log.last(reader)[0])
    tabs = desk.tabs()
    return Snapshot(
        me, desk.directory(), desk.counts(me), seq, desk.epoch, desk.version, desk.name,
        tabs.seen_by(me.id), tabs.orders.get(me.id, ()),
    )  # fmt: skip


async def counts(call: Call) -> Counts:
    """The badges of the asking agent."""
    return call.desk.counts(reader_of(call))


async def command(call: Call) -> Accepted | Refusal | Answer:
    """Do something, once for each key, however often it is sent."""
    missing = files.missing(call, call.body.command)
    if missing is not None:
        return missing
    if isinstance(call.body.command, ChangeMany):
        return await change_many(call)
    if isinstance(call.body.command, UndoRequest):
        return await take_back(call, call.body)
    return await call.desk.commands.submit(call.body, call.caller.asker)


async def batch(call: Call) -> BatchAnswer:
    """Do several things, each once for its key. What is about the same thing waits for what came before it, and is not done where that
    could not be done just now: it would overtake it when it is sent again."""
    last: dict[Thing, asyncio.Task[Accepted | Refusal]] = {}

    async def do(request: Request, before: set[asyncio.Task[Accepted | Refusal]]) -> Accepted | Refusal:
        for earlier in before:
            answer = await earlier
            if isinstance(answer, Refusal) and answer.code in _NOT_NOW:
                return answer
        if isinstance(request.command, ChangeMany):
            return Refusal(RefusalCode.INVALID_FIELD, {"field": "requests", "reason": "it has to come alone"})
        missing = files.missing(call, request.command)
        if missing is not None:
            return missing
        if isinstance(request.command, UndoRequest):
            return await take_back(call, request)
        return await call.desk.commands.submit(request, call.caller.asker)

    tasks: list[asyncio.Task[Accepted | Refusal]] = []
    async with asyncio.TaskGroup() as group:
        for request in call.body.requests:
            things = things_of(request.command)
            before = set(tasks) if things is None else {last[thing] for thing in things if thing in last}
            task = group.create_task(do(request, before))
            tasks.append(task)
            last.update(dict.fromkeys(last if things is None else things, task))
    answers = (task.result() for task in tasks)
    return BatchAnswer(
        tuple(
            Answered(refusal=given) if isinstance(given, Refusal) else Answered(accepted=given)
            for given in answers
        )
    )


async def deliver(call: Call) -> Accepted | Refusal:
    """Take in one raw mail; the same mail again changes nothing."""
    name: str = call.params.mailbox
    asker, size_bytes = call.caller.asker, call.params.size
    for mailbox in call.desk.directory().mailboxes:
        if name.casefold() not in (mailbox.name.casefold(), mailbox.address.casefold() or None):
            continue
        if size_bytes > len(call.body):
            return await call.desk.take_in_headers(asker, mailbox.id, call.body, size_bytes)
        is_archived = call.params.archived == "true"
        return await call.desk.take_in_mail(asker, mailbox.id, call.body, is_archived=is_archived)
    return Refusal(RefusalCode.NOT_FOUND, {"kind": "mailbox", "id": name})


async def health(call: Call) -> Health:
    """How the server is."""
    return call.desk.health()


async def mail_states(call: Call) -> tuple[MailboxState, ...]:
    """How the mail of the mailboxes comes in that the asking agent sees."""
    me = reader_of(call)
    seen = me.mailbox_ids
    return tuple(state for state in call.desk.mail_states() if seen is None or state.mailbox_id in seen)


def document_handler(document: bytes) -> Handler:
    """The handler that answers with a document that never changes."""
    answer = Answer(document, JSON)

    async def openapi(call: Call) -> Answer:
        return answer

    return openapi
