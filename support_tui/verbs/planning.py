"""What a verb asks of the desk: the commands of the wire for each conversation. Pure: people and time come in."""

import datetime
from collections.abc import Callable

import msgspec

from support_tui.verbs import naming
from support_tui.verbs.naming import Holder
from support_tui.verbs.parse import Asked, Misuse, is_number
from support_tui.wire import commands as c
from support_tui.wire.commands import Command
from support_tui.wire.folding import fold
from support_tui.wire.limits import TAG_CHARS, TITLE_CHARS, UNTIL_REPLY
from support_tui.wire.mentions import mentioned
from support_tui.wire.phrases import PhraseProblem, moment_of
from support_tui.wire.values import Address, Folder, Status
from support_tui.wire.views import ConversationRow, Directory

Make = Callable[[ConversationRow], list[Command]]
#: Commands that are given to one conversation and to many alike.
_Alike = (
    c.SetStatus
    | c.AssignConversation
    | c.ChangeFollowers
    | c.ChangeTags
    | c.MoveConversation
    | c.SetPriority
    | c.SnoozeConversation
    | c.SetFolder
    | c.AddNote
    | c.SendReply
)
#: Words that wake what is put off.
_AWAKE = frozenset(fold(word) for word in ("none", "now", "off", "wake", "الآن", "بدون"))


class Facts(msgspec.Struct, frozen=True):
    """Who asks, whom the desk has, and when it is."""

    me_id: int
    directory: Directory
    now_at: int
    zone: datetime.tzinfo | None = None
    undo_window_s: int = 10
    files: tuple[c.IncomingFile, ...] = ()
    """What goes with a reply: uploaded already."""


class Plan(msgspec.Struct, frozen=True):
    """The commands for one conversation as it stands; none where it is so already. `reads_row` tells that they depend on how it stands,
    else a row that holds nothing but the number will do. `change` is the same for many at once, where there is such a thing."""

    make: Make
    reads_row: bool = False
    change: c.Change | None = None


def plan(asked: Asked, facts: Facts) -> Plan | Misuse:
    """What a changing verb does, or why its words mean nothing on this desk."""
    made = _PLANS[asked.verb.name](asked, facts)
    return msgspec.structs.replace(made, verb=asked.verb.name) if isinstance(made, Misuse) else made


def simple(make: Callable[[int], _Alike]) -> Plan:
    """The same command whatever the conversation is like."""
    return Plan(lambda row: [make(row.id)], change=make(0))


def single(make: Callable[[int], Command]) -> Plan:
    """A command that is given to one conversation at a time."""
    return Plan(lambda row: [make(row.id)])


def _status(asked: Asked, facts: Facts) -> Plan | Misuse:
    status = naming.status_called(asked.text)
    return status if isinstance(status, Misuse) else simple(lambda number: c.SetStatus(number, status))


def _close(asked: Asked, facts: Facts) -> Plan:
    return simple(lambda number: c.SetStatus(number, Status.CLOSED))


def _reopen(asked: Asked, facts: Facts) -> Plan:
    return Plan(reopened, reads_row=True, change=c.Reopen(0))


def reopened(row: ConversationRow) -> list[Command]:
    """Back to the inbox: out of spam or trash, out of a snooze, out of closed."""
    commands: list[Command] = []
    if row.folder is not Folder.INBOX:
        commands.append(c.SetFolder(row.id, Folder.INBOX))
    if row.snoozed_until_at is not None:
        commands.append(c.SnoozeConversation(row.id, None))
    if row.status is Status.CLOSED:
        again = Status.OPEN if row.assignee_id is None else Status.IN_PROGRESS
        commands.append(c.SetStatus(row.id, again))
    return commands


def _assign(asked: Asked, facts: Facts) -> Plan | Misuse:
    holder = naming.holder_called(asked.text, facts.directory, facts.me_id)
    if isinstance(holder, Misuse):
        return holder
    agent_id = holder.agent_id
    if agent_id is None:
        return simple(lambda number: c.AssignConversation(number, None, holder.team_id))
    return Plan(lambda row: _given_to(holder, row), reads_row=True, change=c.AssignAgent(0, agent_id))


def _given_to(holder: Holder, row: ConversationRow) -> list[Command]:
    """An agent becomes responsible within the team that is."""
    return [c.AssignConversation(row.id, holder.agent_id, row.team_id)]


def _follow(asked: Asked, facts: Facts) -> Plan:
    me = (facts.me_id,)
    if asked.has("stop"):
        return simple(lambda number: c.ChangeFollowers(number, remove=me))
    return simple(lambda number: c.ChangeFollowers(number, add=me))


def _tag(asked: Asked, facts: Facts) -> Plan | Misuse:
    add = tuple(word[1:].strip() for word in asked.words if word.startswith("+"))
    remove = tuple(word[1:].strip() for word in asked.words if word.startswith("-"))
    wrong = next((word for word in asked.words if not _is_tag_change(word)), None)
    if wrong is not None:
        return Misuse("misuse-no-tag", {"word": wrong})
    return simple(lambda number: c.ChangeTags(number, add=add, remove=remove))


def _is_tag_change(word: str) -> bool:
    return word[:1] in ("+", "-") and 0 < len(word[1:].strip()) <= TAG_CHARS


def _priority(asked: Asked, facts: Facts) -> Plan | Misuse:
    priority = naming.priority_called(asked.text)
    if isinstance(priority, Misuse):
        return priority
    return simple(lambda number: c.SetPriority(number, priority))


def _move(asked: Asked, facts: Facts) -> Plan | Misuse:
    mailbox_id = naming.mailbox_called(asked.text, facts.directory)
    if isinstance(mailbox_id, Misuse):
        return mailbox_id
    return simple(lambda number: c.MoveConversation(number, mailbox_id))


def _title(asked: Asked, facts: Facts) -> Plan | Misuse:
    title = " ".join(asked.text.split())
    if len(title) > TITLE_CHARS:
        return Misuse("misuse-too-long", {"limit": TITLE_CHARS})
    return single(lambda number: c.SetTitle(number, title))


def _snooze(asked: Asked, facts: Facts) -> Plan | Misuse:
    if fold(asked.text).strip() in _AWAKE:
        return simple(lambda number: c.SnoozeConversation(number, None))
    until_at = _moment(asked.text, facts)
    if isinstance(until_at, Misuse):
        return until_at
    return simple(lambda number: c.SnoozeConversation(number, until_at))


def _merge(asked: Asked, facts: Facts) -> Plan | Misuse:
    """All others go into the first."""
    survivor, *others = asked.ids or (0,)
    if not others:
        return Misuse("misuse-one-to-merge")
    return single(lambda number: c.MergeConversations(survivor, tuple(others)))


def _split(asked: Asked, facts: Facts) -> Plan | Misuse:
    if not is_number(asked.text):
        return Misuse("misuse-no-message", {"word": asked.text})
    message_id = int(asked.text.removeprefix("#"))
    with_rest, title = asked.has("with-rest"), asked.options.get("title", "")
    return single(lambda number: c.SplitConversation(number, message_id, with_rest, title))


def _accept(asked: Asked, facts: Facts) -> Plan | Misuse:
    if not is_number(asked.text):
        return Misuse("misuse-no-message", {"word": asked.text})
    message_id = int(asked.text.removeprefix("#"))
    return single(lambda number: c.AcceptParticipant(number, message_id))


def _purge(asked: Asked, facts: Facts) -> Plan | Misuse:
    if not (asked.has("for-good") or asked.has("dry-run")):
        return Misuse("misuse-purge")
    return single(c.PurgeConversation)


def _moment(phrase: str, facts: Facts) -> int | Misuse:
    """The moment that a phrase means."""
    meant = moment_of(phrase, facts.now_at, facts.zone)
    if isinstance(meant, PhraseProblem):
        return Misuse(f"misuse-phrase-{meant.value.replace('_', '-')}", {"word": phrase})
    return meant


def _sending_moment(phrase: str, facts: Facts) -> int | Misuse:
    """The same for what is to leave: that cannot wait for an answer."""
    meant = _moment(phrase, facts)
    is_unsaid = not isinstance(meant, Misuse) and meant >= UNTIL_REPLY
    return Misuse("misuse-phrase-unknown", {"word": phrase}) if is_unsaid else meant


def _folder(folder: Folder) -> Callable[[Asked, Facts], Plan]:
    return lambda asked, facts: simple(lambda number: c.SetFolder(number, folder))


def _reply(asked: Asked, facts: Facts) -> Plan | Misuse:
    cc = _addresses(asked.options["cc"]) if asked.has("cc") else None
    if isinstance(cc, Misuse):
        return cc
    bcc = _addresses(asked.options["bcc"]) if asked.has("bcc") else ()
    if isinstance(bcc, Misuse):
        return bcc
    if asked.has("attach") and not facts.files:
        return Misuse("misuse-attach-in-console")
    status = Status.CLOSED if asked.has("close") else None
    send_at = _sending_moment(asked.options["send-at"], facts) if asked.has("send-at") else None
    if isinstance(send_at, Misuse):
        return send_at
    return simple(
        lambda number: c.SendReply(
            number,
            asked.text,
            cc=cc,
            undo_window_s=facts.undo_window_s,
            status=status,
            send_at=send_at,
            files=facts.files,
            bcc=bcc,
        )
    )


def _note(asked: Asked, facts: Facts) -> Plan:
    mentions = mentioned(asked.text, facts.directory.agents)
    status = Status.CLOSED if asked.has("close") else None
    return simple(lambda number: c.AddNote(number, asked.text, mentions, status))


def _addresses(written: str) -> tuple[Address, ...] | Misuse:
    """Addresses with commas between them."""
    found = [part.strip() for part in written.split(",") if part.strip()]
    wrong = next((part for part in found if part.count("@") != 1 or " " in part), None)
    if wrong is not None:
        return Misuse("misuse-no-address", {"word": wrong})
    return tuple(Address(part) for part in found)


_PLANS: dict[str, Callable[[Asked, Facts], Plan | Misuse]] = {
    "accept": _accept,
    "assign": _assign,
    "close": _close,
    "follow": _follow,
    "merge": _merge,
    "move": _move,
    "note": _note,
    "priority": _priority,
    "purge": _purge,
    "reopen": _reopen,
    "reply": _reply,
    "restore": _folder(Folder.INBOX),
    "snooze": _snooze,
    "split": _split,
    "spam": _folder(Folder.SPAM),
    "status": _status,
    "tag": _tag,
    "title": _title,
    "trash": _folder(Folder.TRASH),
}


def bare_row(number: int) -> ConversationRow:
    """A row that holds nothing but its number, for plans that need no more."""
    return ConversationRow(number, 0, "", Status.OPEN, 0, 0, "", "", 0, 0)
