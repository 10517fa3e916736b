"""The desk as a whole: snapshot, badges, commands, mail by pipe, health."""

from typing import Literal

from support_tui.wire.commands import Accepted, ChangeMany
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import Counts, Snapshot

from ...storage.tables import log
from ..answers import JSON, Answer
from ..desk import Health
from ..table import Call, Handler, Params
from .bulk import change_many
from .eyes import reader_of


class IntoMailbox(Params, frozen=True, forbid_unknown_fields=True):
    """The mailbox by name. `archived` mails keep their own date as the time they came in."""

    mailbox: str
    archived: Literal["true", "false"] = "false"


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
    if isinstance(call.body.command, ChangeMany):
        return await change_many(call)
    return await call.desk.commands.submit(call.body, call.caller.asker)


async def deliver(call: Call) -> Accepted | Refusal:
    """Take in one raw mail; the same mail again changes nothing."""
    name: str = call.params.mailbox
    for mailbox in call.desk.directory().mailboxes:
        if mailbox.name.casefold() == name.casefold():
            asker, is_archived = call.caller.asker, call.params.archived == "true"
            return await call.desk.take_in_mail(asker, mailbox.id, call.body, is_archived=is_archived)
    return Refusal(RefusalCode.NOT_FOUND, {"kind": "mailbox", "id": name})


async def health(call: Call) -> Health:
    """How the server is."""
    return call.desk.health()


def document_handler(document: bytes) -> Handler:
    """The handler that answers with a document that never changes."""
    answer = Answer(document, JSON)

    async def openapi(call: Call) -> Answer:
        return answer

    return openapi
