"""What an event says to a reader: a short phrase, and the change from before to after; reads names from the replica only."""

from typing import assert_never

import msgspec

from support_tui import coming, i18n
from support_tui.store import select
from support_tui.store.replica import Replica
from support_tui.store.threads import IMPORTED
from support_tui.widgets import mailbox_words, view_words
from support_tui.widgets.joining_words import Joining, joining_phrase
from support_tui.wire import events as ev
from support_tui.wire.commands.answering import BY_MAIL, HELD_BY_MAIL
from support_tui.wire.quarantine import MailProblem
from support_tui.wire.undeliverable import warning_in
from support_tui.wire.values import ActorKind, Address, Delivery, DeliveryState, Priority, Rating, Status

NOTHING = "—"
"""Stands for an empty value in `before → after`."""


def status_name(status: Status) -> str:
    return i18n.text("status-name", status=status.value)


def priority_name(priority: Priority) -> str:
    return i18n.text("priority-name", priority=priority.value)


def rating_name(rating: Rating | None) -> str:
    return i18n.text("rating-name", rating=rating.value) if rating is not None else ""


def author(replica: Replica, recorded: ev.Recorded) -> str:
    """Who did it; the desk's own doing and a channel's have names too."""
    name = select.actor_name(replica, recorded.actor)
    if name:
        return name
    match recorded.actor.kind:
        case ActorKind.SYSTEM:
            return i18n.text("actor-system")
        case ActorKind.CHANNEL:
            return i18n.text("actor-channel")
        case ActorKind.CUSTOMER:
            return i18n.text("actor-customer")
        case ActorKind.AGENT:
            return i18n.text("actor-agent")
        case _:
            assert_never(recorded.actor.kind)


def _message_phrase(event: ev.MessageAdded) -> str:
    """Who wrote; agents also by mail, which is not taken where it is not proven to be theirs."""
    if event.reason == MailProblem.ANSWER_REFUSED:
        return i18n.text("event-answer-refused")
    if event.reason == HELD_BY_MAIL:
        return i18n.text("event-message-held-by-mail")
    text_id = "event-message-by-mail" if event.reason == BY_MAIL else "event-message"
    return i18n.text(text_id, kind=event.kind.value)


def _listed(names: tuple[str, ...]) -> str:
    return i18n.text("list-comma").join(names)


def _tags(replica: Replica, ids: tuple[int, ...]) -> str:
    known = (replica.tags.get(tag_id) for tag_id in ids)
    return _listed(tuple(tag.name if tag else f"#{tag_id}" for tag, tag_id in zip(known, ids, strict=True)))


def _agents(replica: Replica, ids: tuple[int, ...]) -> str:
    return _listed(tuple(select.agent_name(replica, agent_id) for agent_id in ids))


def _addresses(addresses: tuple[Address, ...]) -> str:
    return _listed(tuple(address.name or address.email for address in addresses))


def _holder(replica: Replica, agent_id: int | None, team_id: int | None) -> str:
    """Agent and team as one name: `Omar (Billing)`."""
    agent, team = select.agent_name(replica, agent_id), select.team_name(replica, team_id)
    if agent and team:
        return f"{agent} ({team})"
    return agent or team


def _added_removed(added: str, removed: str, text_id: str) -> str:
    parts = []
    if added:
        parts.append(i18n.isolated_text(f"{text_id}-added", names=added))
    if removed:
        parts.append(i18n.isolated_text(f"{text_id}-removed", names=removed))
    return i18n.text("list-comma").join(parts)


def _assigned(replica: Replica, event: ev.ConversationAssigned) -> str:
    holder = _holder(replica, event.new_agent_id, event.new_team_id)
    return i18n.isolated_text("event-assigned", name=holder) if holder else i18n.text("event-unassigned")


def _snoozed(event: ev.SnoozeChanged, now: int) -> str:
    if event.new_until_at is None:
        return i18n.text("event-awake")
    return i18n.isolated_text("event-snoozed", until=coming.moment(event.new_until_at, now))


def phrase(replica: Replica, event: ev.Event, now: int) -> str:
    """The event in a few words that follow its author's name: "assigned it to Omar"."""
    match event:
        case ev.ConversationAssigned():
            return _assigned(replica, event)
        case ev.StatusChanged():
            return i18n.text("event-status", status=status_name(event.new))
        case ev.TagsChanged():
            return _added_removed(_tags(replica, event.added), _tags(replica, event.removed), "event-tags")
        case ev.FollowersChanged():
            return _added_removed(
                _agents(replica, event.added), _agents(replica, event.removed), "event-followers"
            )
        case ev.TitleChanged():
            return i18n.isolated_text("event-title", title=event.new)
        case ev.PriorityChanged():
            return i18n.text("event-priority", priority=priority_name(event.new))
        case ev.ConversationMoved():
            return i18n.isolated_text(
                "event-moved", mailbox=select.mailbox_name(replica, event.new_mailbox_id)
            )
        case ev.FolderChanged():
            return i18n.text("event-folder", folder=event.new.value)
        case ev.SnoozeChanged():
            return _snoozed(event, now)
        case ev.ConversationRated():
            if event.new is None:
                return i18n.text("event-unrated")
            return i18n.text("event-rated", rating=rating_name(event.new))
        case ev.ConversationPurged():
            return i18n.text("event-purged", n=event.messages)
        case ev.CcChanged():
            return i18n.isolated_text("event-cc", names=_addresses(event.new) or NOTHING)
        case _:
            return _rarer_phrase(replica, event, now)


def _rarer_phrase(replica: Replica, event: ev.Event, now: int) -> str:
    """Phrases of events that start something or concern the customer and the desk."""
    match event:
        case ev.ConversationStarted():
            text_id = "event-imported" if event.trigger == IMPORTED else "event-started"
            return i18n.isolated_text(text_id, mailbox=select.mailbox_name(replica, event.mailbox_id))
        case ev.MessageAdded():
            return _message_phrase(event)
        case ev.MessageWithdrawn():
            return i18n.text("event-message-withdrawn", kind=event.kind.value)
        case ev.MessageRestored():
            return i18n.text("event-message-restored", kind=event.kind.value)
        case ev.MessageRedecoded():
            return i18n.text("event-redecoded", charset=_charset(event.new_charset))
        case ev.DeliveryChanged(new=Delivery(state=DeliveryState.QUEUED, send_at=int(send_at))):
            return i18n.isolated_text("event-later", when=coming.moment(send_at, now))
        case ev.DeliveryChanged():
            return i18n.text("event-delivery", state=event.new.state.value)
        case _ if isinstance(event, Joining):
            return joining_phrase(event)
        case ev.CustomerCreated():
            return i18n.isolated_text("event-customer-created", name=event.name)
        case ev.CustomerEdited():
            return i18n.isolated_text("event-customer-edited", field=field_name(event.field))
        case ev.CustomerNoteAdded():
            return i18n.text("event-customer-note")
        case ev.CustomerNoteWithdrawn():
            return i18n.text("event-customer-note-withdrawn")
        case ev.CustomerNoteRestored():
            return i18n.text("event-customer-note-restored")
        case ev.MailboxChanged() | ev.MailboxRemoved() | ev.MailboxSecretChanged():
            return mailbox_words.happened(replica, event)
        case ev.TeamChanged():
            return i18n.isolated_text("event-team-changed", name=event.new_name)
        case ev.TagChanged():
            return i18n.isolated_text("event-tag-changed", name=event.new_name)
        case ev.AgentChanged(is_disabled=True):
            return i18n.isolated_text("event-agent-disabled", name=event.name)
        case ev.AgentChanged():
            return i18n.isolated_text("event-agent-changed", name=event.name)
        case ev.AgentSecretChanged():
            return _secret(replica, event)
        case ev.ViewChanged():
            return view_words.changed(event)
        case ev.TabsArranged():
            return i18n.text("event-tabs-arranged")
        case _:
            return i18n.text("event-hidden")


def _secret(replica: Replica, event: ev.AgentSecretChanged) -> str:
    name = select.agent_name(replica, event.agent_id)
    return i18n.isolated_text("event-agent-secret", what=event.what.value, name=name, label=event.label)


def field_name(field: str) -> str:
    """A profile field in the reader's words; an attribute by its own name."""
    kind, _, name = field.partition(".")
    warning = warning_in(name, "")
    if kind == "attribute" and warning is not None:
        return i18n.text("customer-warning", why=warning.why.value, email=warning.email)
    return name if kind == "attribute" else i18n.text("customer-field", field=field)


def _profile_value(field: str, value: str) -> str:
    """A field's value as people read it; lists stand in the log as JSON text."""
    if field not in ("emails", "phones", "links") or not value:
        return value
    try:
        return _listed(msgspec.json.decode(value, type=tuple[str, ...]))
    except msgspec.DecodeError:
        return value


def _charset(name: str) -> str:
    """A charset by its name; what the mail itself declared has none."""
    return name or i18n.text("charset-declared")


def before_after(replica: Replica, event: ev.Event, now: int) -> tuple[str, str] | None:
    """The values an event replaced and set, in words; None where it only added something."""
    pair = _conversation_values(replica, event, now) or _other_values(event)
    return (pair[0] or NOTHING, pair[1] or NOTHING) if pair is not None else None


def _until(at: int | None, now: int) -> str:
    return coming.moment(at, now) if at is not None else ""


def _conversation_values(replica: Replica, event: ev.Event, now: int) -> tuple[str, str] | None:
    match event:
        case ev.StatusChanged():
            return status_name(event.old), status_name(event.new)
        case ev.ConversationAssigned():
            return (
                _holder(replica, event.old_agent_id, event.old_team_id),
                _holder(replica, event.new_agent_id, event.new_team_id),
            )
        case ev.TitleChanged():
            return event.old, event.new
        case ev.PriorityChanged():
            return priority_name(event.old), priority_name(event.new)
        case ev.ConversationMoved():
            return (
                select.mailbox_name(replica, event.old_mailbox_id),
                select.mailbox_name(replica, event.new_mailbox_id),
            )
        case ev.FolderChanged():
            return (
                i18n.text("folder-name", folder=event.old.value),
                i18n.text("folder-name", folder=event.new.value),
            )
        case ev.SnoozeChanged():
            return _until(event.old_until_at, now), _until(event.new_until_at, now)
        case ev.ConversationRated():
            return rating_name(event.old), rating_name(event.new)
        case ev.CcChanged():
            return _addresses(event.old), _addresses(event.new)
        case _:
            return None


def _other_values(event: ev.Event) -> tuple[str, str] | None:
    match event:
        case ev.MessageRedecoded():
            return _charset(event.old_charset), _charset(event.new_charset)
        case ev.DeliveryChanged():
            return (
                i18n.text("delivery-name", state=event.old.state.value),
                i18n.text("delivery-name", state=event.new.state.value),
            )
        case ev.CustomerEdited():
            return _profile_value(event.field, event.old), _profile_value(event.field, event.new)
        case ev.MailboxChanged():
            return mailbox_words.before_after(event)
        case ev.TeamChanged() | ev.TagChanged():
            return event.old_name, event.new_name
        case ev.ViewChanged():
            return view_words.before_after(event)
        case ev.AgentChanged():
            return (
                i18n.text("role-name", role=event.old_role.value) if event.old_role else "",
                i18n.text("role-name", role=event.new_role.value),
            )
        case _:
            return None


def group_sentence(replica: Replica, recorded: tuple[ev.Recorded, ...], now: int) -> str:
    """Several events as one line: each author once, then all they did: "Sara assigned it to Omar, tagged billing; Omar closed it"."""
    sentences: list[tuple[str, list[str]]] = []
    for entry in recorded:
        name, words = author(replica, entry), phrase(replica, entry.event, now)
        if sentences and sentences[-1][0] == name:
            sentences[-1][1].append(words)
        else:
            sentences.append((name, [words]))
    comma = i18n.text("list-comma")
    said = (i18n.isolated_text("event-by", name=name, what=comma.join(words)) for name, words in sentences)
    return i18n.text("list-semicolon").join(said)
