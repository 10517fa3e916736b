"""Gathers what is known for putting conversations together, taking them apart and tying them; refuses what is not there, by name."""

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import ActorKind, MessageKind

from ...core.context import Known
from ...core.delivery import is_answer
from ...core.facts import ThreadMessage
from ...core.state import ConversationState
from ...core.unjoining import Standing
from ..db import Connection
from ..tables.columns import actor_from, delivery_from
from ..tables.merged import parts_of
from .belonging import Memory, missing_conversation, present, survivor_of

_FIRST_WORDS: Final = 1_300
"""Characters of a message that its preview is made from."""

_MESSAGES: Final = f"""
select id, at, kind, author, substr(text, 1, {_FIRST_WORDS}), automatic, delivery, origin_id,
  (select filename from attachment where message_id = message.id order by id limit 1)
from message where conversation_id = ? order by at, id"""


def for_merge(memory: Memory, command: c.MergeConversations) -> Known | Refusal:
    """The survivor, the others as they are, and their customers."""
    survivor = _survivor(memory, command)
    if isinstance(survivor, Refusal):
        return survivor
    others: list[ConversationState] = []
    for conversation_id in dict.fromkeys(command.conversation_ids):
        if conversation_id == survivor.id:
            return Refusal(RefusalCode.MERGE_INTO_ITSELF, {"id": survivor.id})
        other = present(memory, conversation_id)
        if isinstance(other, Refusal):
            return other
        others.append(other)
    found = {state.customer_id: memory.customer(state.customer_id) for state in others}
    return Known(
        conversation=survivor,
        customer=memory.customer(survivor.customer_id),
        others=tuple(others),
        customers={id_: customer for id_, customer in found.items() if customer is not None},
    )


def _survivor(memory: Memory, command: c.MergeConversations) -> ConversationState | Refusal:
    """One that was merged itself cannot take others in, least of all the one that it stands in."""
    wanted = present(memory, command.survivor_id)
    if isinstance(wanted, Refusal) and wanted.code is RefusalCode.CONVERSATION_MERGED:
        real = survivor_of(memory, command.survivor_id)
        if real is not None and real.id in command.conversation_ids:
            return Refusal(RefusalCode.MERGE_CIRCLE, {"id": command.survivor_id, "into": real.id})
    return wanted


def for_link(
    memory: Memory, state: ConversationState, command: c.LinkConversations | c.UnlinkConversations
) -> Known | Refusal:
    """Both ends; a link to one that was merged since can still be taken away."""
    if isinstance(command, c.LinkConversations):
        other = present(memory, command.other_id)
        return other if isinstance(other, Refusal) else Known(conversation=state, others=(other,))
    found = memory.conversation(command.other_id)
    if found is None:
        return missing_conversation(memory.connection, command.other_id)
    return Known(conversation=state, others=(found,))


def thread_of(connection: Connection, conversation_id: int) -> tuple[ThreadMessage, ...]:
    """All messages of a conversation in order of time, as far as a thread is judged by them."""
    return tuple(
        ThreadMessage(
            id_,
            at,
            MessageKind(kind),
            first_words,
            filename,
            bool(automatic),
            kind == MessageKind.REPLY
            and not automatic
            and (delivery is None or is_answer(delivery_from(delivery).state)),
            _customer_id(author),
            origin_id,
        )
        for id_, at, kind, author, first_words, automatic, delivery, origin_id, filename in connection.execute(
            _MESSAGES, (conversation_id,)
        )
    )


class States(Protocol):
    """Where states come from, several at once."""

    connection: Connection

    def conversations(self, ids: Sequence[int]) -> dict[int, ConversationState]: ...


def standing_of(memory: States, events: Iterable[e.Recorded]) -> Standing:
    """Where the messages stand that a request has moved; nothing, where it was no merge and no split."""
    survivors, others = set[int](), set[int]()
    for recorded in events:
        event, conversation_id = recorded.event, recorded.conversation_id or 0
        match event:
            case e.ConversationMerged():
                survivors.add(event.into_id)
                others.add(conversation_id)
            case e.ConversationUnmerged():
                others.add(conversation_id)
            case e.MessagesCame():
                others |= {event.from_id, conversation_id}
                survivors.add(conversation_id)
            case e.MessagesWent():
                others.add(event.to_id)
                survivors.add(conversation_id)
            case _:
                pass
    if not others:
        return Standing()
    connection = memory.connection
    return Standing(
        memory.conversations(sorted(survivors | others)),
        {id_: thread_of(connection, id_) for id_ in survivors},
        {id_: frozenset((id_, *parts_of(connection, id_))) for id_ in others},
    )


def _customer_id(author_json: str) -> int | None:
    author = actor_from(author_json)
    return author.id if author.kind is ActorKind.CUSTOMER else None
