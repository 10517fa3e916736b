"""How the mail of the mailboxes comes in and goes out, in words for the status line; nothing while all is well."""

from support_tui import i18n
from support_tui.store.replica import Replica
from support_tui.wire.mail_states import MailTrouble
from support_tui.wire.mail_wording import trouble_wording


def mail_trouble(replica: Replica) -> str:
    """What people should know: the first mailbox with a trouble, how many more there are, what is missing, what could not
    be read, and who has given as many automatic answers as it may."""
    states = [state for state in replica.mail_states if state.mailbox_id in replica.mailboxes]
    troubled = [state for state in states if state.troubles]
    said = [
        _trouble(replica, troubled[0].mailbox_id, *each)
        for each in (troubled[0].troubles if troubled else ())
    ]
    if len(troubled) > 1:
        said.append(i18n.text("mail-state-more", n=len(troubled) - 1))
    if missing := sum(state.missing for state in states):
        said.append(i18n.text("mail-state-missing", n=missing))
    if quarantined := sum(state.quarantined for state in states):
        said.append(i18n.text("mail-state-quarantined", n=quarantined))
    for state in states:
        if state.withheld:
            name = replica.mailboxes[state.mailbox_id].name
            said.append(i18n.isolated_text("placing-withheld", mailbox=name, n=state.withheld))
    return " ".join(said)


def mail_progress(replica: Replica) -> str:
    """How much is being fetched, where it is more than a moment's work."""
    waiting = sum(state.waiting for state in replica.mail_states)
    return i18n.text("mail-state-waiting", n=waiting) if waiting else ""


def _trouble(replica: Replica, mailbox_id: int, trouble: MailTrouble, retry_at: int | None) -> str:
    mailbox = replica.mailboxes[mailbox_id].name
    reason = trouble_wording(trouble, i18n.current().language)
    if retry_at is None:
        return i18n.isolated_text("mail-state-trouble", mailbox=mailbox, reason=reason)
    return i18n.isolated_text("mail-state-retried", mailbox=mailbox, reason=reason, at=i18n.clock(retry_at))
