"""The rows of one list as faces: reads the replica by `store.select`, asks for nothing and keeps nothing that can grow old."""

from collections.abc import Callable, Sequence

from support_tui import i18n
from support_tui.store import select
from support_tui.store.replica import Replica
from support_tui.store.windows import ListKey, ListWindow
from support_tui.widgets.inbox.face import RowFace
from support_tui.wire.frames import Activity, Viewer
from support_tui.wire.saved_views import ListColumn
from support_tui.wire.views import ConversationRow


class InboxSource:
    """One list of the replica, by position and by id."""

    def __init__(
        self,
        replica: Replica,
        key: ListKey,
        now: Callable[[], int],
        columns: tuple[ListColumn, ...] = (),
    ) -> None:
        """`now` gives microseconds UTC; ages are counted from it. `columns` are those that were chosen for the list, none if none were."""
        self.key = key
        self.columns = columns
        self._replica = replica
        self._now = now
        self._statuses: dict[str, str] = {}

    @property
    def window(self) -> ListWindow | None:
        return select.window(self._replica, self.key)

    @property
    def total(self) -> int:
        """Rows of the list as far as known."""
        window = self.window
        return window.total if window is not None else 0

    @property
    def is_loaded(self) -> bool:
        """Whether any answer has come; before, an empty list means nothing."""
        window = self.window
        return window is not None and window.is_loaded

    def id_at(self, position: int) -> int | None:
        """The conversation at a position, None where its page is not loaded."""
        window = self.window
        return window.id_at(position) if window is not None else None

    def position_of(self, conversation_id: int) -> int | None:
        """Where a conversation stands, None where that is not known."""
        window = self.window
        return window.position_of(conversation_id) if window is not None else None

    def is_missing(self, start: int, stop: int) -> bool:
        """Whether anything between these positions still has to be fetched."""
        window = self.window
        return window is None or bool(window.missing(start, stop))

    def face(self, conversation_id: int) -> RowFace | None:
        """What the row shows now, with pending changes in it; None where it is not loaded."""
        row = select.row(self._replica, conversation_id)
        if row is None:
            return None
        viewers = select.viewers(self._replica, conversation_id)
        me = select.me(self._replica)
        return RowFace(
            id=row.id,
            customer=row.customer_name or row.customer_email or i18n.text("inbox-no-name"),
            title=row.title or i18n.text("inbox-no-title"),
            preview=row.preview,
            status=row.status,
            status_word=self._status(row),
            age=self._age(row),
            is_waiting=row.waiting_since_at is not None,
            is_unread=select.is_unread(self._replica, conversation_id),
            is_pending=select.is_pending(self._replica, conversation_id),
            priority=row.priority,
            assignee=self._assignee(row),
            is_mine=me is not None and row.assignee_id == me.id,
            tags=select.tag_names(self._replica, row),
            viewers=self._who_is_there(viewers),
            is_snoozed=row.snoozed_until_at is not None,
            has_attachment=row.has_attachment,
            values={column: self._value(row, column) for column in self.columns},
        )

    def _who_is_there(self, viewers: Sequence[Viewer]) -> str:
        """The given name of whoever is busiest with a sign of what they do, and how many others there are; the thread names all."""
        if not viewers:
            return ""
        named = sorted(
            (
                viewer.activity is Activity.VIEWING,
                _given_name(select.agent_name(self._replica, viewer.agent_id)),
            )
            for viewer in viewers
        )
        is_viewing, name = named[0]
        others = f" +{len(named) - 1}" if len(named) > 1 else ""
        return f"{'◉' if is_viewing else '✎'}{name}{others}"

    def _value(self, row: ConversationRow, column: ListColumn) -> str:
        """The words of a column that lists show only where it was chosen."""
        match column:
            case ListColumn.MAILBOX:
                return select.mailbox_name(self._replica, row.mailbox_id)
            case ListColumn.CHANNEL:
                return row.channel
            case ListColumn.RATING:
                return i18n.text("rating-name", rating=row.rating.value) if row.rating is not None else ""
            case ListColumn.NUMBER:
                return f"#{row.id}"
            case ListColumn.CREATED:
                return self._since(row.created_at)
            case ListColumn.LAST_CONTACT:
                return self._since(row.last_message_at)
            case ListColumn.WAITING:
                return self._since(row.waiting_since_at)
            case _:
                return ""

    def _assignee(self, row: ConversationRow) -> str:
        """The agent's given name, else the team."""
        if row.assignee_id is not None:
            return _given_name(select.agent_name(self._replica, row.assignee_id))
        return select.team_name(self._replica, row.team_id)

    def _status(self, row: ConversationRow) -> str:
        name = "snoozed" if row.snoozed_until_at is not None else row.status.value.replace("_", "-")
        word_id = f"inbox-status-{name}"
        word = self._statuses.get(word_id)
        if word is None:
            word = self._statuses[word_id] = i18n.text(word_id)
        return word

    def _age(self, row: ConversationRow) -> str:
        return self._since(row.waiting_since_at if row.waiting_since_at is not None else row.last_message_at)

    def _since(self, at: int | None) -> str:
        return i18n.age(max(0, self._now() - at)) if at is not None else ""


def _given_name(name: str) -> str:
    return name.partition(" ")[0]
