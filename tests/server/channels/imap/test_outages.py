"""Whatever happens between the desk and a mail server: nothing is lost, nothing is doubled, and it is said what is wrong (E1–E6)."""

import smtplib
from pathlib import Path

import pytest

from server.channels.email.imap import watching
from server.core.access import SYSTEM
from server.core.mail_secrets import SecretKind
from support_tui.wire.mail_states import MailLine, MailTroubleCode
from support_tui.wire.mailboxes import Begin
from tests.peers.dovecot import Account, Dovecot
from tests.peers.proxy import cuttable_line
from tests.server.channels.imap.fetching_desk import fetching_desk
from tests.waiting import eventually


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken lines are tried again soon."""
    monkeypatch.setattr(watching, "RETRY_S", (0.05, 0.2))


async def test_a_cut_line_is_mended(tmp_path: Path, account: Account) -> None:
    """While it is cut, that is said; what was delivered meanwhile comes in when it is whole again."""
    with cuttable_line(account.server.port) as line:
        async with fetching_desk(tmp_path) as desk:
            await desk.watch(account, port=line.port)
            await desk.is_connected()
            line.cut()
            account.deliver(account.mail("Meanwhile"))
            state = await desk.says(MailTroubleCode.LINE_BROKE)
            assert state.line is MailLine.RETRYING and state.retry_at is not None
            line.mend()
            await desk.has("Meanwhile")
            assert (await desk.is_connected()).trouble is None


async def test_a_line_that_breaks_in_the_middle_of_mails_loses_none(tmp_path: Path, account: Account) -> None:
    """However far each connection gets: in the end every mail is here once, in order."""
    titles = [f"Mail {number}" for number in range(40)]
    account.deliver(*(account.mail(title, "word " * 500) for title in titles))
    with cuttable_line(account.server.port) as line:
        line.cut_after = 60_000
        async with fetching_desk(tmp_path) as desk:
            await desk.watch(account, port=line.port, begin=Begin.ALL)
            await eventually(lambda: len(desk.titles()) >= 10 or line.connections > 3, "it has broken off")
            line.cut_after = None
            await eventually(lambda: len(desk.titles()) >= 40, "all are here")
            assert sorted(desk.titles()) == sorted(titles)
            await desk.is_connected()


async def test_a_server_that_restarts_is_found_again(
    tmp_path: Path, dovecot: Dovecot, account: Account
) -> None:
    """It was gone for a moment, or for longer."""
    async with fetching_desk(tmp_path) as desk:
        await desk.watch(account)
        await desk.is_connected()
        account.deliver(account.mail("Before"))
        await desk.has("Before")
        dovecot.stop()
        await eventually(lambda: desk.state().trouble is not None, "it is said")
        dovecot.start()
        account.deliver(account.mail("After"))
        await desk.has("Before", "After")


async def test_a_folder_that_was_numbered_anew_is_compared(tmp_path: Path, account: Account) -> None:
    """UIDVALIDITY has changed: all of the folder is looked through, what is here is left alone, what is new comes in (E2, E4)."""
    with account.imap() as client:
        client.create("Orders")
    kept, fresh = account.mail("Kept"), account.mail("Fresh")
    async with fetching_desk(tmp_path) as desk:
        await desk.watch(account, folders=("Orders",))
        await desk.is_connected()
        account.append(kept, "Orders")
        await desk.has("Kept")
        with account.imap() as client:
            client.delete("Orders")
            client.create("Orders")
        account.append(fresh, "Orders")
        account.append(kept, "Orders")
        await desk.has("Kept", "Fresh")
        account.append(account.mail("Later"), "Orders")
        await desk.has("Kept", "Fresh", "Later")


async def test_a_folder_that_is_gone_is_said(tmp_path: Path, account: Account) -> None:
    """By its name; when it is there, it is fetched from."""
    async with fetching_desk(tmp_path) as desk:
        await desk.watch(account, folders=("Orders",))
        state = await desk.says(MailTroubleCode.NO_FOLDER)
        assert state.trouble is not None and state.trouble.params["folder"] == "Orders"
        assert state.line is MailLine.REFUSED


async def test_a_wrong_password_is_said_and_the_right_one_is_tried_at_once(
    tmp_path: Path, account: Account
) -> None:
    """Nobody has to wait for the next try after having set it."""
    right, account.password = account.password, "wrong"
    async with fetching_desk(tmp_path) as desk:
        mailbox_id = await desk.watch(account)
        state = await desk.says(MailTroubleCode.LOGIN_REFUSED)
        assert state.line is MailLine.REFUSED
        await desk.desk.mail_secrets.set(mailbox_id, SecretKind.IMAP_PASSWORD, right, SYSTEM)
        await desk.is_connected()


async def test_a_password_that_was_never_set_is_said(tmp_path: Path, account: Account) -> None:
    """And the server is not bothered."""
    account.password = ""
    async with fetching_desk(tmp_path) as desk:
        await desk.watch(account)
        await desk.says(MailTroubleCode.NO_SECRET)


async def test_a_full_account_is_said(tmp_path: Path, account: Account) -> None:
    """Customers are turned away by then: people have to know. What got in comes in, and so does what comes when there is room again."""
    account.change_quota(64)
    taken = 0
    with pytest.raises(smtplib.SMTPException):
        for _ in range(100):
            account.deliver(account.mail(f"Mail {taken}", "x" * 4_000))
            taken += 1
    async with fetching_desk(tmp_path) as desk:
        await desk.watch(account, begin=Begin.ALL)
        state = await desk.says(MailTroubleCode.FULL)
        assert state.line is MailLine.CONNECTED
        await desk.has(*(f"Mail {number}" for number in range(taken)))
        with account.imap() as client:
            client.select("INBOX")
            client.store("1:5", "+FLAGS", r"(\Deleted)")
            client.expunge()
        account.deliver(account.mail("Room again"))
        await eventually(lambda: desk.titles()[-1] == "Room again", "what came later is here")


async def test_a_server_without_idle_is_asked_now_and_then(
    tmp_path: Path, dovecot: Dovecot, account: Account
) -> None:
    """Mail comes in all the same, at the latest after the interval that is set."""
    dovecot.restart(imap_capability="IMAP4rev1 UIDPLUS LITERAL+")
    async with fetching_desk(tmp_path) as desk:
        await desk.watch(account, poll_s=5)
        await desk.is_connected()
        account.deliver(account.mail("Without IDLE"))
        await desk.has("Without IDLE")


async def test_a_mail_that_went_astray_is_found(tmp_path: Path, account: Account) -> None:
    """Whatever made the desk believe that it has a mail: the comparison with the server finds it, and takes it in (E6)."""
    async with fetching_desk(tmp_path) as desk:
        await desk.watch(account)
        await desk.is_connected()
        account.deliver(account.mail("One"))
        await desk.has("One")
        await eventually(lambda: desk.highest_uid() == 1, "it is kept how far the mailbox is read")
        await desk.is_connected()
        await desk.desk.service.write(
            lambda writer: writer.execute("update mail_position set highest_uid = 2").rowcount
        )
    account.deliver(account.mail("Passed over"), account.mail("Three"))
    async with fetching_desk(tmp_path) as desk:
        await desk.has("One", "Three", "Passed over")
        assert (await desk.is_connected()).missing == 0
