"""Letters of the command line: with files and copies, and what of them has not left."""

from pathlib import Path

from support_tui.wire.commands import RecordDelivery, SaveMailbox, SendReply
from support_tui.wire.mailboxes import MailSettings, Security, SmtpSettings
from support_tui.wire.values import Delivery, DeliveryState
from tests.support_tui.command_line.conftest import ScriptedDesk, Shell


def test_files_and_copies_go_along(shell: Shell, desk: ScriptedDesk, tmp_path: Path) -> None:
    """Several of them; the message bears them by their names."""
    one, two = tmp_path / "فاتورة.pdf", tmp_path / "b.txt"
    one.write_bytes(b"%PDF")
    two.write_text("two")
    number = desk.asks("Files")
    ran = shell(
        "reply", str(number), "Here.", "--attach", str(one), f"--attach={two}", "--bcc", "audit@x.example"
    )
    assert (ran.code, ran.err) == (0, "")
    message = desk.read(f"/api/conversations/{number}/thread")["messages"][-1]
    assert [file["filename"] for file in message["attachments"]] == ["فاتورة.pdf", "b.txt"]
    assert message["bcc"] == [{"email": "audit@x.example"}]


def test_a_file_that_is_not_there_stops_it(shell: Shell, desk: ScriptedDesk) -> None:
    """Nothing is sent, and it is said which."""
    number = desk.asks("No file")
    ran = shell("reply", str(number), "Here.", "--attach", "/no/such/file.pdf")
    assert ran.code == 2
    assert "/no/such/file.pdf" in ran.err
    assert len(desk.read(f"/api/conversations/{number}/thread")["messages"]) == 1


def test_a_rehearsal_uploads_nothing(shell: Shell, desk: ScriptedDesk, tmp_path: Path) -> None:
    """It says what would be done."""
    file = tmp_path / "only-rehearsed.txt"
    file.write_text("never there")
    number = desk.asks("Rehearsed")
    assert shell("reply", str(number), "Here.", "--attach", str(file), "--dry-run").code == 0
    assert len(desk.read(f"/api/conversations/{number}/thread")["messages"]) == 1


def test_the_outbox_tells_what_has_not_left_and_why(shell: Shell, desk: ScriptedDesk) -> None:
    """As a table, as CSV and as JSON; nothing where everything has left."""
    assert "Everything has been sent" in shell("outbox").err
    smtp = SmtpSettings("127.0.0.1", 9, Security.NONE)
    desk.do(SaveMailbox("Support", "support@desk.example", 1, mail=MailSettings(smtp=smtp)))
    number = desk.asks("Outbox")
    assert shell("reply", str(number), "Later.", "--send-at", "tomorrow 9").code == 0
    message = desk.read(f"/api/conversations/{number}/thread")["messages"][-1]
    failed = Delivery(DeliveryState.FAILED, detail="550 never")
    desk.do(RecordDelivery(number, message["id"], failed))
    assert "550 never" in shell("outbox", "--all").out
    (row,) = shell("outbox", "--all", "--json").json
    assert row["message"]["delivery"]["state"] == "failed"
    assert "failed" in shell("outbox", "--all", "--csv").out


def test_a_conversation_tells_what_became_of_each_letter(shell: Shell, desk: ScriptedDesk) -> None:
    """Where it did not simply arrive, with the reason, in whichever form it is shown (E21)."""
    smtp = SmtpSettings("127.0.0.1", 9, Security.NONE, is_on=False)
    desk.do(SaveMailbox("Support", "support@desk.example", 1, mail=MailSettings(smtp=smtp)))
    number = desk.asks("Shown")
    assert shell("reply", str(number), "Now.").code == 0
    message = desk.read(f"/api/conversations/{number}/thread")["messages"][-1]
    desk.do(RecordDelivery(number, message["id"], Delivery(DeliveryState.FAILED, detail="550 never")))
    for form in ((), ("--markdown",)):
        assert "failed: 550 never" in shell("show", str(number), *form).out


def test_the_outbox_tells_what_waits_for_its_mailbox(shell: Shell, desk: ScriptedDesk) -> None:
    """With the reason, as soon as it would have left."""
    smtp = SmtpSettings("127.0.0.1", 10, Security.NONE, is_on=False)
    desk.do(SaveMailbox("Support", "support@desk.example", 1, mail=MailSettings(smtp=smtp)))
    desk.do(SendReply(desk.asks("Waits"), "Now.", undo_window_s=0))
    assert "sending is switched off" in shell("outbox", "--all").out


def test_a_reply_that_does_not_leave_now_says_so(shell: Shell, desk: ScriptedDesk) -> None:
    """It is kept all the same, and the run has done what it was asked."""
    smtp = SmtpSettings("127.0.0.1", 11, Security.NONE, is_on=False)
    desk.do(SaveMailbox("Support", "support@desk.example", 1, mail=MailSettings(smtp=smtp)))
    ran = shell("reply", str(desk.asks("Now?")), "Now.")
    assert ran.code == 0
    assert "waits until the mailbox Support sends: sending is switched off" in " ".join(ran.err.split())
