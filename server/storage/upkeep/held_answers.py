"""An answer by mail that others had overtaken becomes its author's draft, and a mail to them says so (E38). Runs in the writer's transaction."""

from typing import Final

import msgspec

from support_tui.wire import limits
from support_tui.wire.commands import IncomingFile
from support_tui.wire.drafts import DraftKind, SaveDraft
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import MessageKind
from support_tui.wire.views import Mailbox, Message
from support_tui.wire.wording import wording

from ...core.drafts import is_blank
from ...core.notice_mails import Content, HeldAnswer, NoticeRules
from ...core.plain import one_line, preview, storable
from ..db import Connection
from ..tables import drafts, load, notice_mails, notifications

_SAID_CHARS: Final = 160

_files = msgspec.json.Encoder().encode


def keep_held(
    connection: Connection, held: HeldAnswer, mailbox: Mailbox | None, rules: NoticeRules, now: int
) -> int:
    """The version of the draft, 0 where none was made: what the author has begun there stays. A mail is queued where one leaves `mailbox`,
    and they have not had too many. Whoever has been told is not told again: the mail may come in once more."""
    meanwhile = load.message(connection, held.overtaken_by)
    if meanwhile is None or notice_mails.is_told_of_held(connection, held.agent_id, held.note_id):
        return 0
    has_room = notice_mails.sent_to(connection, held.agent_id, now) < rules.per_hour
    if mailbox is not None and has_room and notice_mails.stopped(connection, held.agent_id) == "":
        content = Content(
            refused="wrote_again" if meanwhile.kind is MessageKind.INBOUND else "answered",
            subject=one_line(held.subject)[:_SAID_CHARS],
            sender=one_line(meanwhile.author.name),
            note_id=held.note_id,
            message_id=meanwhile.id,
        )
        number = held.conversation_id
        notice_mails.insert(connection, held.agent_id, number, mailbox.id, held.address, content, now)
    return _draft(connection, held, meanwhile, now)


def _draft(connection: Connection, held: HeldAnswer, meanwhile: Message, now: int) -> int:
    given = SaveDraft(held.conversation_id, DraftKind.REPLY, storable(held.text), now, extra={})
    standing = drafts.current(connection, held.agent_id, held.conversation_id, DraftKind.REPLY)
    is_begun = standing is not None and not is_blank(standing)
    if is_begun or not (standing is not None or drafts.has_room(connection, held.agent_id)):
        return 0
    language = notifications.attention(connection, held.agent_id).language
    since: dict[str, str | int] = {
        "field": "reply",
        "by": meanwhile.author.name,
        "at": meanwhile.at,
        "value": preview(meanwhile.text),
    }
    why = wording(Refusal(RefusalCode.CHANGED_SINCE, since), language)
    extra = {"why": why[: limits.DRAFT_FIELD_CHARS], "files": _listed(held.files)}
    version = 0 if standing is None else standing.version
    given = msgspec.structs.replace(
        given, base_version=version, extra={name: value for name, value in extra.items() if value}
    )
    saved = drafts.save(connection, held.agent_id, given, now)
    return saved.draft.version if saved.draft is not None else 0


def _listed(files: tuple[IncomingFile, ...]) -> str:
    """The files as a draft keeps them; none where there are more than it has room for: they are the note's."""
    listed = _files(files).decode() if files else ""
    return listed if len(listed) <= limits.DRAFT_FIELD_CHARS else ""
