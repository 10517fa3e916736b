"""`support-server mailbox test` and `folders`: a mailbox's servers tried by the desk itself, each step in words."""

from support_tui.wire.mail_wording import advice_wording, step_wording
from support_tui.wire.mailbox_tests import MailFolder, StepResult, TestMailbox, TestPart, TestReport, TestStep
from support_tui.wire.views import Mailbox

from ..core.addresses import is_address
from ..door import Door
from .base import CommandFailed, Exit, say, say_table

_MARKS = {
    StepResult.DONE: "ok",
    StepResult.NOTED: "note",
    StepResult.FAILED: "FAILED",
    StepResult.SKIPPED: "-",
}
_HEADS = {TestPart.IMAP: "Fetching mail", TestPart.SMTP: "Sending mail"}


async def try_mailbox(door: Door, mailbox: Mailbox, send_to: str) -> Exit:
    """Both ways, and a mail to somebody if that is asked for; FAILED if a step of either failed."""
    if send_to and not is_address(send_to):
        raise CommandFailed(f"{send_to!r} is no e-mail address.", Exit.MISUSED)
    has_failed = False
    for part in TestPart:
        say(f"{_HEADS[part]}:")
        asked = TestMailbox(part, mailbox.id, send_to=send_to if part is TestPart.SMTP else "")
        report = await _tried(door, asked)
        for step in report.steps:
            _say_step(step)
        has_failed = has_failed or report.has_failed
    return Exit.FAILED if has_failed else Exit.DONE


async def _tried(door: Door, asked: TestMailbox) -> TestReport:
    return await door.post("/api/mailboxes/test", asked, TestReport)


def _say_step(step: TestStep) -> None:
    _say_beside(_MARKS[step.result], step_wording(step))
    advice = advice_wording(step)
    if advice:
        _say_beside("", advice)


def _say_beside(mark: str, words: str) -> None:
    print(f"  {mark:<7} ", end="")
    say(words)


async def list_folders(door: Door, mailbox: Mailbox) -> Exit:
    """The folders of the mailbox's server; those that are read are marked."""
    report = await _tried(door, TestMailbox(TestPart.IMAP, mailbox.id))
    if not report.folders:
        for step in report.steps:
            _say_step(step)
        return Exit.FAILED
    read = {_key(name) for name in mailbox.mail.imap.folders} if mailbox.mail.imap else set()
    rows: list[tuple[str, ...]] = [("", "FOLDER", "MAILS", "USE")]
    rows += [_row(folder, is_read=_key(folder.name) in read) for folder in report.folders]
    say_table(rows)
    return Exit.DONE


def _row(folder: MailFolder, *, is_read: bool) -> tuple[str, ...]:
    mails = "" if folder.messages is None else str(folder.messages)
    use = folder.use if folder.can_be_read else "holds folders only"
    return ("*" if is_read else " ", folder.name, mails, use)


def _key(name: str) -> str:
    return "INBOX" if name.upper() == "INBOX" else name
