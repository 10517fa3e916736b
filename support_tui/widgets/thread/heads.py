"""The head line of a message: who, to whom it speaks, how far it has come, when; pure, `now` comes in."""

from collections.abc import Sequence
from typing import assert_never

from support_tui import coming, i18n
from support_tui.delivery_words import pause_words, reason_of, waits
from support_tui.store import select
from support_tui.store.replica import Replica
from support_tui.store.threads import MessageItem
from support_tui.text.cells import cell_width, truncate
from support_tui.text.display import TextMode
from support_tui.widgets.bidi_runs import Line, Piece
from support_tui.wire.commands.answering import BY_MAIL, HELD_BY_MAIL
from support_tui.wire.mailboxes import Pause
from support_tui.wire.values import ActorKind, Delivery, DeliveryState, MessageKind
from support_tui.wire.views import Message

from .blocks import justified
from .looks import Look
from .problems import problem_pieces

_NARROW_CELLS = 60
"""Below this the head says when in one way only."""


_COLON = ": "
"""Between the state and its reason."""
_LEAST_OF_A_REASON = 12
"""Less than so much of a reason tells nothing: the list of what has not left has the whole."""
_GAP_CELLS = 2
_MINUTE_US = 60_000_000


def is_counting_down(message: Message, now: int) -> bool:
    """Whether the head changes every second."""
    delivery = message.delivery
    return (
        delivery is not None
        and delivery.state is DeliveryState.QUEUED
        and delivery.send_at is None
        and delivery.due_at is not None
        and delivery.due_at > now
    )


def head_line(replica: Replica, item: MessageItem, cells: int, mode: TextMode, now: int) -> Line:
    """The head in exactly `cells` cells: the name at the left, state and time at the right; what stands behind the name gives way, then
    what a reason says too much."""
    zone = select.customer_zone(replica, item.message.conversation_id)
    pause = select.pause_of(replica, item.message.conversation_id)
    who = _who(replica, item.message)
    right = _state_and_time(item, now, zone, pause, is_narrow=cells < _NARROW_CELLS)
    return justified(who, _with_room_for(who, right, cells), cells, mode)


def _with_room_for(who: Sequence[Piece], right: list[Piece], cells: int) -> list[Piece]:
    """State and time with no more of the reason than leaves the name its room; where next to nothing of it would be left, without it."""
    at = next((at for at, piece in enumerate(right) if piece.text == _COLON), None)
    if at is None:
        return right
    before, reason, behind = right[:at], right[at + 1], right[at + 2 :]
    others = sum(cell_width(piece.text) for piece in (who[0], *before, *behind))
    room = cells - others - _GAP_CELLS - len(_COLON)
    if room < _LEAST_OF_A_REASON:
        return [*before, *behind]
    return [*before, right[at], reason._replace(text=truncate(reason.text, room)), *behind]


def _who(replica: Replica, message: Message) -> list[Piece]:
    name = select.actor_name(replica, message.author) or _nameless(replica, message)
    match message.kind:
        case MessageKind.INBOUND:
            pieces = [Piece(name, Look.CUSTOMER)]
        case MessageKind.REPLY:
            pieces = [
                Piece(name, Look.AGENT),
                # A field of its own: within an Arabic one it would stand at its other end.
                Piece(" ", Look.META),
                Piece(i18n.text("thread-replied"), Look.META),
            ]
        case MessageKind.NOTE:
            pieces = [
                Piece(f" {i18n.text('thread-note-label')} ", Look.NOTE_LABEL),
                Piece(" ", Look.META),
                Piece(name, Look.NOTE),
                *_behind("thread-note-privacy"),
            ]
        case _:
            assert_never(message.kind)
    if message.origin_id is not None:
        pieces += [
            Piece(" · ", Look.META),
            Piece(i18n.text("joining-from", id=message.origin_id), Look.META),
        ]
    if message.reason == BY_MAIL:
        pieces += _behind("thread-by-mail")
    if message.reason == HELD_BY_MAIL:
        pieces += _behind("thread-held-by-mail")
    if message.automatic:
        pieces += _behind("thread-automatic")
    return pieces + problem_pieces(message)


def _behind(text_id: str) -> list[Piece]:
    """What is to know besides, parted from what stands before it."""
    return [Piece(" · ", Look.META), Piece(i18n.text(text_id), Look.META)]


def _nameless(replica: Replica, message: Message) -> str:
    row = select.row(replica, message.conversation_id)
    if message.author.kind is ActorKind.CUSTOMER and row is not None and row.customer_name:
        return row.customer_name
    return i18n.text(f"actor-{message.author.kind.value}")


def _state_and_time(
    item: MessageItem, now: int, zone: str, pause: Pause | None, *, is_narrow: bool
) -> list[Piece]:
    pieces: list[Piece] = []
    if item.is_pending:
        pieces.append(Piece(i18n.text("thread-saving"), Look.PENDING))
    elif item.message.delivery is not None:
        pieces.extend(delivery_pieces(item.message.delivery, now, zone, pause))
    if pieces:
        pieces.append(Piece("  ", Look.META))
    when = i18n.relative(item.at, now)
    has_reason = any(piece.text == _COLON for piece in pieces)
    if not is_narrow and not has_reason:
        when = f"{when} · {i18n.moment(item.at, now)}"
    pieces.append(Piece(when, Look.META))
    return pieces


def delivery_pieces(delivery: Delivery, now: int, zone: str = "", pause: Pause | None = None) -> list[Piece]:
    """How far a reply has come, in words and in the colour of hope or alarm; the reason of a failure is a field of its own. `zone` is the
    customer's, an IANA name, empty where it is not known; `pause` is why its mailbox sends nothing."""
    state = delivery.state
    if pause is not None and waits(delivery, pause, now):
        words = (i18n.text("sending-waits"), _COLON, pause_words(pause))
        return [Piece(text, Look.PENDING) for text in words]
    match state:
        case DeliveryState.QUEUED if delivery.send_at is not None and delivery.send_at > now:
            return [
                Piece(
                    i18n.text("thread-leaves", when=coming.for_both(delivery.send_at, now, zone)),
                    Look.PENDING,
                )
            ]
        case DeliveryState.HELD:
            look = Look.FAILED
        case DeliveryState.QUEUED:
            if delivery.due_at is not None and delivery.due_at > now and delivery.attempts:
                again = i18n.text("thread-again", n=delivery.attempts, time=_span(delivery.due_at - now))
                return [Piece(again, Look.FAILED), *_why(delivery, Look.FAILED)]
            if delivery.due_at is not None and delivery.due_at > now:
                return [Piece(_countdown(delivery.due_at - now), Look.PENDING)]
            look = Look.PENDING
        case DeliveryState.DELAYED:
            look = Look.PENDING
        case DeliveryState.ACCEPTED if delivery.refused:
            names = ", ".join(delivery.refused)
            return [Piece(i18n.text("thread-partly", names=names), Look.FAILED), *_why(delivery, Look.FAILED)]
        case DeliveryState.SENDING | DeliveryState.MAYBE_SENT | DeliveryState.CANCELLED:
            look = Look.PENDING
        case DeliveryState.ACCEPTED | DeliveryState.DELIVERED:
            look = Look.DONE
        case DeliveryState.BOUNCED | DeliveryState.FAILED | DeliveryState.NO_CHANNEL:
            look = Look.FAILED
        case _:
            assert_never(state)
    pieces = [Piece(i18n.text("thread-delivery", state=state.value), look)]
    if look is Look.FAILED or state in _TOLD_WHY:
        pieces += _why(delivery, look)
    return pieces


#: States that are no failure and yet have to be explained.
_TOLD_WHY = frozenset({DeliveryState.MAYBE_SENT, DeliveryState.DELAYED})


def _why(delivery: Delivery, look: Look) -> list[Piece]:
    """The reason behind a colon, in the mail server's own words where it is hers."""
    if not delivery.detail:
        return []
    return [Piece(_COLON, look), Piece(reason_of(delivery), look)]


def _span(left_us: int) -> str:
    """In minutes, and never none as long as it has not come."""
    return i18n.span(-(-left_us // _MINUTE_US) * _MINUTE_US)


def _countdown(left_us: int) -> str:
    """What is left of the undo window in seconds, of a send-later time in its largest units."""
    seconds = -(-left_us // 1_000_000)
    if seconds <= 90:
        return i18n.text("thread-sends-in-seconds", n=seconds)
    return i18n.text("thread-sends-in", time=i18n.span(left_us))
