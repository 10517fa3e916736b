"""A reply that waits for its writer's word, because something came in meanwhile: shows what, and does what is chosen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from support_tui import i18n
from support_tui.actions.interface import Choice
from support_tui.messages import SendingHeld
from support_tui.screens.picker import PickOne
from support_tui.store import select
from support_tui.store.replica import Replica
from support_tui.text.display import TextMode
from support_tui.wire.values import MessageKind
from support_tui.wire.views import Message

if TYPE_CHECKING:
    from support_tui.screens.answering import Answering

#: So many of the newest messages are shown, each by its first words.
_SHOWN: Final = 3
_WORDS: Final = 240
READ, SEND, DISCARD = "read", "send", "discard"


class HeldDialog(PickOne):
    """What came, above the choice. The first entry is the one that loses nothing; Esc goes back to writing."""

    DEFAULT_CSS: ClassVar[str] = "HeldDialog #dialog-came { height: auto; margin: 1 0; }"

    def __init__(self, came: str, mode: TextMode) -> None:
        super().__init__(i18n.text("held-title"), _choices(), mode)
        self._came = came

    def _hint(self) -> str:
        return i18n.text("held-hint")

    def above_list(self) -> ComposeResult:
        yield Static(Content(self._came), id="dialog-came")


def _choices() -> list[Choice]:
    return [Choice(value, label_id=f"held-{value}") for value in (READ, SEND, DISCARD)]


def words_of(replica: Replica, came: Sequence[Message]) -> str:
    """The newest of what came in, with who wrote it; how many more there are."""
    lines = []
    if len(came) > _SHOWN:
        lines.append(i18n.text("held-more", n=len(came) - _SHOWN))
    for message in came[-_SHOWN:]:
        name = select.actor_name(replica, message.author) or _customer(replica, message)
        head = i18n.text("held-by", name=name, kind=message.kind.value, at=i18n.clock(message.at))
        text = " ".join(message.text.split())
        lines.append(f"{head}\n{text[:_WORDS]}{'…' if len(text) > _WORDS else ''}")
    return "\n\n".join(lines)


def _customer(replica: Replica, message: Message) -> str:
    row = select.row(replica, message.conversation_id)
    is_customer = row is not None and message.kind is MessageKind.INBOUND
    return row.customer_name or row.customer_email if row is not None and is_customer else ""


async def held_back(screen: "Answering", event: SendingHeld) -> None:
    """Ask, then read it (the draft stays), send all the same, or throw the text away; anything else goes on writing."""
    composer, thread = screen.composer, screen.thread
    store = screen.action_context().store
    about = composer.conversation_id
    chosen = await screen.app.push_screen_wait(HeldDialog(words_of(store.replica, event.came), composer.mode))
    if composer.conversation_id != about or not composer.is_open:
        return
    match chosen[0] if chosen else "":
        case "read":
            composer.close()
            thread.go_to(event.came[0].id)
        case "send":
            composer.submit(close=event.close, send_at=event.send_at)
        case "discard":
            composer.discard()
            screen.ui.notify("held-discarded")
