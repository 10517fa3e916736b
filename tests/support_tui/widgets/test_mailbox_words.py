"""What the log says of a changed mailbox: settings and values as the form calls them."""

from msgspec.structs import replace

from support_tui import i18n
from support_tui.store.replica import Replica
from support_tui.widgets.mailbox_words import before_after, happened
from support_tui.wire.events import MailboxChanged, MailboxRemoved
from support_tui.wire.mailboxes import Begin, ImapSettings, MailboxSettings, MailSettings

IMAP = ImapSettings("imap.example")
BEFORE = MailboxSettings("Support", mail=MailSettings(imap=IMAP))


def changed(**fields: object) -> MailboxChanged:
    after = replace(BEFORE, mail=MailSettings(imap=replace(IMAP, **fields)))
    return MailboxChanged(1, "Support", "Support", BEFORE, after)


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def test_one_setting_is_told_by_its_name() -> None:
    """With its section where another one has a setting called so too, and its values in words."""
    event = changed(is_on=False)
    assert (
        plain(happened(Replica(), event)) == "changed Fetching mail (IMAP), Fetching of the mailbox Support"
    )
    assert before_after(event) == ("on", "off")
    assert before_after(changed(begin=Begin.ALL)) == ("stays at the server", "comes in as open")
    i18n.use("ar")
    assert before_after(event) == ("يعمل", "موقوف")


def test_several_settings_are_told_with_their_values() -> None:
    """Each by its name."""
    assert before_after(changed(is_on=False, port=1993)) == (
        "Fetching mail (IMAP), Port: 993, Fetching mail (IMAP), Fetching: on",
        "Fetching mail (IMAP), Port: 1993, Fetching mail (IMAP), Fetching: off",
    )


def test_a_mailbox_that_was_removed_is_told_by_its_name() -> None:
    """It is in no directory any more."""
    assert plain(happened(Replica(), MailboxRemoved(1, BEFORE))) == "removed the mailbox Support"
