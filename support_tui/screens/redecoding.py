"""A mail read with another charset (E33): the charset is chosen, the words are seen, and kept for everybody only then."""

from typing import TYPE_CHECKING, Final

from support_tui import i18n
from support_tui.actions.interface import Choice, Severity
from support_tui.actions.refusals import failure_words
from support_tui.screens.long_text import LongTextScreen
from support_tui.text.sanitize import sanitize_line
from support_tui.widgets.long_text import Stretch
from support_tui.wire.commands import RedecodeMessage
from support_tui.wire.links import numbered
from support_tui.wire.mail_reading import MailReading
from support_tui.wire.views import Message

if TYPE_CHECKING:
    from support_tui.screens.console import Console

#: What unreadable mail is mostly written in, by who writes so.
CHARSETS: Final = (
    ("utf-8", "all"), ("windows-1256", "arabic"), ("iso-8859-6", "arabic"), ("windows-1252", "western"), ("iso-8859-15", "western"),
    ("windows-1250", "central"), ("iso-8859-2", "central"), ("windows-1251", "cyrillic"), ("koi8-r", "cyrillic"),
    ("windows-1253", "greek"), ("windows-1254", "turkish"), ("windows-1255", "hebrew"), ("gb18030", "chinese"), ("big5", "chinese"),
    ("shift_jis", "japanese"), ("iso-2022-jp", "japanese"), ("euc-kr", "korean"), ("windows-874", "thai"), ("utf-16", "all"),
)  # fmt: skip


async def redecode(console: "Console", message: Message) -> None:
    """Ask for a charset and show what the mail says with it; Enter there keeps it."""
    chosen = await console.ui.pick("redecode-title", _choices(message.facts.charset))
    if chosen is None or chosen == message.facts.charset:
        return
    answer = await console.desk.mail.reading(message.id, chosen)
    if not isinstance(answer, MailReading):
        console.ui.notify_text(failure_words(answer), Severity.WARNING)
        return

    def keep(screen: LongTextScreen) -> None:
        screen.dismiss()
        console.desk.do(RedecodeMessage(message.conversation_id, message.id, chosen))

    name = chosen or i18n.text("charset-declared")
    shown = LongTextScreen(
        console, i18n.text("redecode-preview", charset=name), "redecode-keys", {"enter": keep}
    )
    title = Stretch(sanitize_line(answer.title), is_strong=True)
    shown.put([title, Stretch(""), Stretch(numbered(answer.text) if answer.facts.from_html else answer.text)])
    console.app.push_screen(shown)


def _choices(present: str) -> list[Choice]:
    """The charsets, and the one that the mail came with, where it is read with another."""
    declared = [Choice("", label_id="charset-declared")] if present else []
    return declared + [
        Choice(name, name, hint=i18n.text("charset-of", who=who), is_on=name == present)
        for name, who in CHARSETS
    ]
