"""Mail comes in by IMAP, from a real server: everything once, in order, and nothing at the server is changed (E1–E4)."""

from pathlib import Path

import pytest
from imap_tools.utils import encode_folder

from server.channels.email.imap import others
from server.core.access import SYSTEM
from support_tui.wire.commands import Accepted
from support_tui.wire.mailboxes import Begin
from tests.peers.dovecot import Account, Dovecot
from tests.peers.proxy import cuttable_line
from tests.server.channels.imap.fetching_desk import fetching_desk, settings_for
from tests.waiting import eventually


async def test_a_mail_that_is_delivered_appears(tmp_path: Path, account: Account) -> None:
    """The server tells of it, and it is here."""
    async with fetching_desk(tmp_path) as desk:
        await desk.watch(account)
        await desk.is_connected()
        account.deliver(account.mail("One"))
        await desk.has("One")
        account.deliver(account.mail("Two"), account.mail("Three"))
        await desk.has("One", "Two", "Three")


async def test_nothing_at_the_server_is_changed(tmp_path: Path, account: Account) -> None:
    """What was taken in is still unread there, and not even recent any less."""
    account.deliver()
    async with fetching_desk(tmp_path) as desk:
        await desk.watch(account, begin=Begin.ALL)
        await desk.has("Parcel")
    with account.imap() as client:
        assert client.search(None, "UNSEEN")[1] == [b"1"]
        assert client.search(None, "RECENT")[1] == [b"1"]


async def test_a_mail_that_somebody_has_read_at_the_server_comes_in_too(
    tmp_path: Path, account: Account
) -> None:
    """Whether a mail is marked as seen means nothing."""
    async with fetching_desk(tmp_path) as desk:
        await desk.watch(account)
        await desk.is_connected()
        account.append(account.mail("Seen"), flags=r"(\Seen)")
        await desk.has("Seen")


async def test_old_mail_stays_where_it_is_unless_it_is_asked_for(tmp_path: Path, account: Account) -> None:
    """A desk begins with what comes from now on; what came in before is left at the server."""
    account.append(account.mail("Last year"), date='"20-Nov-2025 10:00:00 +0000"')
    async with fetching_desk(tmp_path) as desk:
        await desk.watch(account)
        await desk.is_connected()
        account.deliver(account.mail("Today"))
        await desk.has("Today")


async def test_old_mail_comes_in_like_new_where_that_is_asked_for(tmp_path: Path, account: Account) -> None:
    """Also later, when the mailbox is watched already; what is here does not come again."""
    account.append(account.mail("Last year"), date='"20-Nov-2025 10:00:00 +0000"')
    async with fetching_desk(tmp_path) as desk:
        mailbox_id = await desk.watch(account)
        await desk.is_connected()
        account.deliver(account.mail("Today"))
        await desk.has("Today")
        await desk.set(mailbox_id, settings_for(account, begin=Begin.ALL))
        await desk.has("Today", "Last year")


async def test_old_mail_comes_in_as_closed_where_that_is_asked_for(tmp_path: Path, account: Account) -> None:
    """Under the dates that it bears, with nobody waiting; an answer to it opens its conversation, a new mail is open from the start."""
    old = account.mail("Last year", message_id="old@x").replace(b"23 Nov 2026", b"20 Nov 2025")
    second = account.mail("Re: Last year").replace(b"23 Nov 2026", b"21 Nov 2025")
    second = second.replace(b"Subject:", b"In-Reply-To: <old@x>\r\nSubject:")
    for mail in (old, second):
        account.append(mail, date='"20-Nov-2025 10:00:00 +0000"')
    sql = """select c.title, c.status, c.waiting_since_at is not null, c.message_count, c.last_message_at < 1764000000000000
             from conversation c order by id"""
    async with fetching_desk(tmp_path) as desk:

        def conversations() -> list[tuple[object, ...]]:
            with desk.desk.database.reader() as reader:
                return list(reader.execute(sql))

        await desk.watch(account, begin=Begin.ARCHIVE)
        await desk.has("Last year", "Re: Last year")
        assert conversations() == [("Last year", "closed", 0, 2, 1)]
        account.deliver(account.mail("Today"))
        account.deliver(
            account.mail("Re: Last year").replace(b"Subject:", b"In-Reply-To: <old@x>\r\nSubject:")
        )
        await desk.has("Last year", "Re: Last year", "Today", "Re: Last year")
        assert [row[:4] for row in conversations()] == [("Last year", "open", 1, 3), ("Today", "open", 1, 1)]


async def test_what_came_while_the_desk_was_down_is_here_when_it_is_up(
    tmp_path: Path, account: Account
) -> None:
    """The position is kept: nothing is missed, and nothing comes twice."""
    async with fetching_desk(tmp_path) as desk:
        await desk.watch(account)
        await desk.is_connected()
        account.deliver(account.mail("Before"))
        await desk.has("Before")
    account.deliver(account.mail("Meanwhile"))
    async with fetching_desk(tmp_path) as desk:
        await desk.has("Before", "Meanwhile")


NO_NOTIFY = "IMAP4rev1 UIDPLUS LITERAL+ IDLE"


@pytest.mark.parametrize(
    ("capability", "names"),
    [
        ("", ("Orders", "Returns")),
        (NO_NOTIFY, ("Orders", "Returns")),
        ("", ("R&D", "طلبات")),
    ],
    ids=["told", "asked", "promised and not told"],
)
async def test_every_folder_of_a_mailbox_is_watched(
    tmp_path: Path,
    dovecot: Dovecot,
    account: Account,
    capability: str,
    names: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Over one connection, long before the next look at all of them: the server tells of the others, or is asked."""
    monkeypatch.setattr(others, "ASKED_S", 0.3)
    if capability:
        dovecot.restart(imap_capability=capability)
    folders = ("INBOX", *names)
    with account.imap() as client:
        for name in folders[1:]:
            client.create(encode_folder(name).decode())
    with cuttable_line(account.server.port) as line:
        async with fetching_desk(tmp_path) as desk:
            await desk.watch(account, folders=folders, poll_s=3600, port=line.port)
            await desk.is_connected()
            account.append(account.mail("An order"), encode_folder(folders[1]).decode())
            await desk.has("An order")
            account.append(account.mail("Another"), encode_folder(folders[2]).decode())
            await desk.has("An order", "Another")
            account.deliver(account.mail("A question"))
            await desk.has("An order", "Another", "A question")
            assert line.connections == 1


async def test_all_folders_of_a_mailbox_are_looked_into(
    tmp_path: Path, dovecot: Dovecot, account: Account
) -> None:
    """Of a server that tells nothing of itself, from time to time."""
    dovecot.restart(imap_capability="IMAP4rev1 UIDPLUS LITERAL+")
    with account.imap() as client:
        client.create("Orders")
    async with fetching_desk(tmp_path) as desk:
        await desk.watch(account, folders=("INBOX", "Orders"), poll_s=5)
        await desk.is_connected()
        account.append(account.mail("An order"), "Orders")
        account.deliver(account.mail("A question"))
        await desk.has_all("An order", "A question")


async def test_a_mail_in_two_folders_is_one(tmp_path: Path, account: Account) -> None:
    """The same mail, moved or copied at the server, has the same identity (E4)."""
    with account.imap() as client:
        client.create("Orders")
    mail = account.mail("Once")
    async with fetching_desk(tmp_path) as desk:
        await desk.watch(account, folders=("INBOX", "Orders"), poll_s=5)
        await desk.is_connected()
        account.append(mail, "Orders")
        account.append(mail, "INBOX")
        account.append(account.mail("Last"), "INBOX")
        await eventually(lambda: "Last" in desk.titles(), "the last one is here")
        assert desk.titles().count("Once") == 1


async def test_a_mail_without_an_identity_is_fetched_once(tmp_path: Path, account: Account) -> None:
    """A restarted desk knows its number, and compares the folder without having its hundred thousand bytes sent again (E2, E4)."""
    large = account.mail("Nameless", "word " * 30_000).replace(b"Message-ID:", b"X-No:")
    with cuttable_line(account.server.port) as line:
        async with fetching_desk(tmp_path) as desk:
            await desk.watch(account, port=line.port)
            await desk.is_connected()
            account.append(large)
            await desk.has("Nameless")
        before, line.cut_after = line.connections, 60_000
        async with fetching_desk(tmp_path) as desk:
            for title in ("First", "Second"):
                # The folder is compared between one look at it and the next.
                account.deliver(account.mail(title))
                await eventually(lambda title=title: title in desk.titles(), f"{title} is here")  # type: ignore[misc]
            assert desk.titles() == ["Nameless", "First", "Second"]
            assert line.connections == before + 1


async def test_two_mails_with_one_identity_are_both_kept(tmp_path: Path, account: Account) -> None:
    """Other words under an id that is here already are another mail (E4)."""
    async with fetching_desk(tmp_path) as desk:
        await desk.watch(account)
        await desk.is_connected()
        account.deliver(account.mail("Same id", "First words", message_id="one@x"))
        account.deliver(account.mail("Same id", "Other words", message_id="one@x"))
        await desk.has("Same id", "Same id")


async def test_a_second_mail_of_one_identity_comes_in_once_too(tmp_path: Path, account: Account) -> None:
    """Delivered again it bears other marks of its way, and is the same mail (E4)."""
    other = account.mail("Same id", "Other words", message_id="one@x")
    async with fetching_desk(tmp_path) as desk:
        await desk.watch(account)
        await desk.is_connected()
        account.deliver(account.mail("Same id", "First words", message_id="one@x"), other, other)
        account.deliver(account.mail("Last"))
        await desk.has("Same id", "Same id", "Last")


async def test_mails_with_one_identity_are_all_kept_where_the_first_of_them_is_here(
    tmp_path: Path, account: Account
) -> None:
    """As after a look through the folder that was ended in the middle of it (E2, E4)."""
    mails = [account.mail("Same id", f"Words {number}", message_id="one@x") for number in range(3)]
    async with fetching_desk(tmp_path) as desk:
        mailbox_id = await desk.mailbox(account)
        assert isinstance(await desk.desk.mail.intake.take_in(SYSTEM, mailbox_id, mails[0]), Accepted)
        account.deliver(*mails, account.mail("Last"))
        await desk.set(mailbox_id, settings_for(account, begin=Begin.ALL))
        await eventually(lambda: "Last" in desk.titles(), "the folder was looked through")
        assert desk.titles() == ["Same id"] * 3 + ["Last"]


async def test_mails_keep_their_order(tmp_path: Path, account: Account) -> None:
    """A backlog is read side by side and taken in one after another."""
    titles = [f"Mail {number}" for number in range(150)]
    account.deliver(*(account.mail(title) for title in titles))
    async with fetching_desk(tmp_path) as desk:
        await desk.watch(account, begin=Begin.ALL)
        await desk.has(*titles)


async def test_a_mail_above_the_limit_is_shown_by_its_headers(
    tmp_path: Path, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands there with a notice, and the mails around it come in (E8)."""
    async with fetching_desk(tmp_path) as desk:
        desk.desk.mail.intake.largest_bytes = 20_000
        await desk.watch(account)
        await desk.is_connected()
        account.deliver(
            account.mail("Small"), account.mail("Large", "word " * 6000), account.mail("Small again")
        )
        await desk.has("Small", "Large", "Small again")
        sql = "select text from message where title = 'Large'"
        with desk.desk.database.reader() as reader:
            ((text,),) = reader.execute(sql)
        assert "above the desk's limit" in text


async def test_a_mailbox_that_is_switched_off_is_left_alone(tmp_path: Path, account: Account) -> None:
    """It ends while the desk runs, and goes on where it was."""
    async with fetching_desk(tmp_path) as desk:
        mailbox_id = await desk.watch(account)
        await desk.is_connected()
        await desk.set(mailbox_id, settings_for(account, is_on=False))
        await eventually(lambda: desk.state().line == "off", "it is off")
        account.deliver(account.mail("Meanwhile"))
        assert desk.titles() == []
        await desk.set(mailbox_id, settings_for(account))
        await desk.has("Meanwhile")


async def test_two_mailboxes_are_watched_at_once(tmp_path: Path, dovecot: Dovecot) -> None:
    """Each has its own mails."""
    support, sales = dovecot.account(), dovecot.account()
    async with fetching_desk(tmp_path) as desk:
        await desk.watch(support)
        await desk.watch(sales, name="Sales")
        await desk.is_connected(1)
        await desk.is_connected(2)
        support.deliver(support.mail("To support"))
        sales.deliver(sales.mail("To sales"))
        await desk.has("To support")
        await desk.has("To sales", mailbox_id=2)
