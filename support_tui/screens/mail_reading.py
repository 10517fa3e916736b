"""Opens what belongs to a mail over the console: its links, its files, its headers and source."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from support_tui import i18n
from support_tui.actions.kept_files import files_of
from support_tui.screens.run import in_background
from support_tui.store.threads import MessageItem
from support_tui.wire.views import Message

if TYPE_CHECKING:
    from support_tui.screens.console import Console


class MailReading:
    """What a console shows of mail beside its thread. Screens are imported when they are wanted: they are no part of the first paint."""

    def __init__(self, console: "Console") -> None:
        self._console = console

    def open_link(self, target: str) -> None:
        """A link was clicked: its words are those that the thread shows for it."""
        from support_tui.screens.links import Link, open_link

        named = {target: words for words, target in self._console.thread.reader.named_links}
        in_background(self._console, open_link(self._console, Link(named.get(target, ""), target)), "link")

    def show_links(self, links: Sequence[tuple[str, str]]) -> None:
        """All links of a message."""
        from support_tui.screens.links import Link, LinksScreen

        self._console.app.push_screen(LinksScreen(self._console, [Link(*link) for link in links]))

    def show_file(self, attachment_id: int) -> None:
        """A file was clicked: the list of its message's files, on it."""
        holder = next((m for m in self._messages if any(f.id == attachment_id for f in m.attachments)), None)
        if holder is not None:
            self._show_files(holder, attachment_id)

    def show_files(self, message_id: int) -> None:
        """The files of a message; those of the whole conversation where it has none."""
        message = next((one for one in self._messages if one.id == message_id), None)
        if message is not None:
            self._show_files(message)

    def _show_files(self, message: Message, attachment_id: int | None = None) -> None:
        from support_tui.screens.files import FilesScreen

        own = list(files_of((message,)))
        title = i18n.text("files-of-one", count=len(own))
        self._console.app.push_screen(
            FilesScreen(self._console, title, own, list(files_of(self._messages)), attachment_id)
        )

    def show_source(self, message_id: int, form: str) -> None:
        """The headers or the source of a mail, or its words with another charset."""
        from support_tui.screens.mail_source import MailSource
        from support_tui.screens.redecoding import redecode

        message = next((one for one in self._messages if one.id == message_id), None)
        if message is not None and form == "charset":
            in_background(self._console, redecode(self._console, message), "thread.charset")
        elif message is not None:
            MailSource(self._console, message).show(form)

    @property
    def _messages(self) -> list[Message]:
        entries = self._console.thread.reader.contents.entries
        return [entry.message for entry in entries if isinstance(entry, MessageItem)]
