"""What merges, splits and links say to a reader: a short phrase that follows their author's name. Pure but for the words of i18n."""

from typing import assert_never

from support_tui import i18n
from support_tui.wire import events as ev

Joining = (
    ev.ConversationMerged
    | ev.ConversationUnmerged
    | ev.MessagesCame
    | ev.MessagesWent
    | ev.ConversationsLinked
    | ev.ConversationsUnlinked
)


def joining_phrase(event: Joining) -> str:
    """The event in a few words: "merged #42 into this"."""
    match event:
        case ev.ConversationMerged():
            return i18n.text("joining-event-merged", id=event.into_id)
        case ev.ConversationUnmerged():
            return i18n.text("joining-event-unmerged", id=event.from_id)
        case ev.MessagesCame():
            return i18n.text(f"joining-event-came-{event.why.value}", id=event.from_id, count=event.count)
        case ev.MessagesWent():
            return i18n.text(f"joining-event-went-{event.why.value}", id=event.to_id, count=event.count)
        case ev.ConversationsLinked():
            return i18n.text("joining-event-linked", id=event.other_id)
        case ev.ConversationsUnlinked():
            return i18n.text("joining-event-unlinked", id=event.other_id)
        case _:
            assert_never(event)
