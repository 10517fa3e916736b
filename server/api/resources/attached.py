"""Files of messages, for whoever may see the conversation's mailbox; one place that says who that is."""

from pathlib import Path

from support_tui.wire.refusals import Refusal, RefusalCode

from ...storage.tables import attachments
from ..answers import FileAnswer
from ..table import Call, Params
from .eyes import viewer_of


class OfAttachment(Params, frozen=True, forbid_unknown_fields=True):
    """Path of one file."""

    attachment_id: int


def attached_file(call: Call) -> tuple[attachments.Attached, Path] | Refusal:
    """The file that the path names and where its bytes are; `not_found` also where the asking agent may not see it, or its bytes are
    gone."""
    attachment_id: int = call.params.attachment_id
    not_found = Refusal(RefusalCode.NOT_FOUND, {"kind": "attachment", "id": attachment_id})
    found = call.desk.readings.read(lambda reader: attachments.attachment(reader, attachment_id))
    if found is None or not viewer_of(call).may_see(found.mailbox_id):
        return not_found
    path = call.desk.blob_path(found.digest)
    return (found, path) if path.is_file() else not_found


async def show_attachment(call: Call) -> FileAnswer | Refusal:
    """The bytes of a file, to be saved."""
    found = attached_file(call)
    if isinstance(found, Refusal):
        return found
    file, path = found
    return FileAnswer(path, file.filename)
