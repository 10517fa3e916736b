"""A conversation as a text to read elsewhere: plain or in Markdown, oldest message first, attachments listed. Pure; foreign text is cleaned."""

import datetime
from collections.abc import Iterator

from support_tui import i18n
from support_tui.delivery_words import reason_of
from support_tui.text.sanitize import sanitize, sanitize_line
from support_tui.wire.mail_facts import as_plain
from support_tui.wire.values import Delivery, DeliveryState, MessageKind
from support_tui.wire.views import ConversationRow, Directory, Message, ThreadPage

_GONE_WELL = frozenset({DeliveryState.ACCEPTED, DeliveryState.DELIVERED})


def plain(page: ThreadPage, directory: Directory, zone: datetime.tzinfo | None = None) -> str:
    """Title, facts, then each message under a line that says who and when."""
    lines = [f"#{page.row.id}  {_title(page.row)}"]
    lines += [f"{name}: {value}" for name, value in facts(page.row, directory)]
    for message in page.messages:
        lines += [
            "",
            f"── {head_of(message, zone)} ──",
            sanitize(as_plain(message.text, message.facts)).rstrip("\n"),
        ]
        lines += [f"  {_attachment_line(a.filename, a.size)}" for a in message.attachments]
    return "\n".join(lines) + "\n"


def markdown(page: ThreadPage, directory: Directory, zone: datetime.tzinfo | None = None) -> str:
    """The same as Markdown; a message's own text is quoted, so that nothing in it becomes a heading of ours."""
    lines = [f"# #{page.row.id} {_marked(_title(page.row))}", ""]
    lines += [f"- **{name}:** {_marked(value)}" for name, value in facts(page.row, directory)]
    for message in page.messages:
        lines += ["", f"## {_marked(head_of(message, zone))}", ""]
        lines += [f"> {line}".rstrip() for line in sanitize(message.text).rstrip("\n").split("\n")]
        if message.attachments:
            lines.append("")
        lines += [f"- {_marked(_attachment_line(a.filename, a.size))}" for a in message.attachments]
    return "\n".join(lines) + "\n"


def _marked(text: str) -> str:
    """Foreign words without meaning to Markdown."""
    return "".join(f"\\{character}" if character in "\\`*_[]<>#|" else character for character in text)


def _title(row: ConversationRow) -> str:
    return sanitize_line(row.title) or i18n.text("inbox-no-title")


def facts(row: ConversationRow, directory: Directory) -> Iterator[tuple[str, str]]:
    """What is known of a conversation, as (name, value) in the reader's language; what it has not is left out."""
    customer = sanitize_line(
        f"{row.customer_name} <{row.customer_email}>" if row.customer_email else row.customer_name
    )
    names = Names(directory)
    found = (
        ("customer", customer),
        ("status", i18n.text("status-name", status=row.status.value)),
        ("priority", i18n.text("priority-name", priority=row.priority.value)),
        ("mailbox", names.mailbox(row.mailbox_id)),
        ("assignee", names.holder(row)),
        ("tags", ", ".join(names.tags(row))),
    )
    for name, value in found:
        if value:
            yield i18n.text(f"fact-{name}"), value


def head_of(message: Message, zone: datetime.tzinfo | None) -> str:
    """Who wrote, when, and what became of a letter that has not simply left."""
    name = sanitize_line(message.author.name) or i18n.text("inbox-no-name")
    text_id = {
        MessageKind.INBOUND: "transcript-inbound",
        MessageKind.REPLY: "transcript-reply",
        MessageKind.NOTE: "transcript-note",
    }[message.kind]
    head = i18n.text(text_id, name=name, at=i18n.full_moment(message.at, zone))
    return f"{head} · {way}" if (way := _way_of(message.delivery)) else head


def _way_of(delivery: Delivery | None) -> str:
    """How far a letter has come that did not simply arrive, and why."""
    if delivery is None or (delivery.state in _GONE_WELL and not delivery.refused):
        return ""
    if delivery.state in _GONE_WELL:
        words = i18n.text("thread-partly", names=sanitize_line(", ".join(delivery.refused)))
    else:
        words = i18n.text("delivery-name", state=delivery.state.value)
    reason = reason_of(delivery)
    return f"{words}: {reason}" if reason else words


def _attachment_line(filename: str, size: int) -> str:
    return i18n.text("transcript-attachment", name=sanitize_line(filename), size=i18n.size(size))


class Names:
    """The names behind the numbers of a row."""

    def __init__(self, directory: Directory) -> None:
        self._agents = {agent.id: agent.name for agent in directory.agents}
        self._teams = {team.id: team.name for team in directory.teams}
        self._mailboxes = {mailbox.id: mailbox.name for mailbox in directory.mailboxes}
        self._tags = {tag.id: tag.name for tag in directory.tags}

    def agent(self, agent_id: int | None) -> str:
        return self._of(self._agents, agent_id)

    def team(self, team_id: int | None) -> str:
        return self._of(self._teams, team_id)

    def mailbox(self, mailbox_id: int) -> str:
        return self._of(self._mailboxes, mailbox_id)

    def holder(self, row: ConversationRow) -> str:
        """Agent and team as one name: `Omar (Billing)`."""
        agent, team = self.agent(row.assignee_id), self.team(row.team_id)
        return f"{agent} ({team})" if agent and team else agent or team

    def tags(self, row: ConversationRow) -> list[str]:
        return [self._of(self._tags, tag_id) for tag_id in row.tag_ids]

    def _of(self, names: dict[int, str], number: int | None) -> str:
        return sanitize_line(names.get(number, f"#{number}")) if number is not None else ""
