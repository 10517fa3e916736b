"""Mailboxes are removed and their settings taken back: nothing that lies in them is lost, and no secret comes to where it does not belong."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from support_tui.wire import commands as c
from support_tui.wire.events import MailboxSecretChanged
from support_tui.wire.mailboxes import ImapSettings, MailSettings, SecretKind
from support_tui.wire.refusals import Refusal
from support_tui.wire.values import Folder
from tests.server.running import RunningDesk, running_desk

AMAL, BASIL, ADA = 1, 2, 3
SUPPORT, SALES = 1, 2
IMAP = ImapSettings("imap.desk.example", user="support")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[RunningDesk]:
    """Carla has written to Support once; nothing waits to be sent."""
    async with running_desk(tmp_path) as running:
        await running.mail("Where is my order?")
        yield running


async def emptied(desk: RunningDesk, mailbox_id: int, into_id: int) -> None:
    """Everything is carried over."""
    ids = tuple(id_ for (id_,) in desk.table("select id from conversation where mailbox_id = ?", mailbox_id))
    await desk.do(c.ChangeMany(c.Picked(ids), c.MoveConversation(0, into_id)), desk.agent(ADA))


async def removed(desk: RunningDesk, mailbox_id: int = SUPPORT) -> c.Accepted:
    return await desk.do(c.RemoveMailbox(mailbox_id), desk.agent(ADA))


async def refusal(desk: RunningDesk, command: c.Command, who: int = ADA) -> Refusal:
    return await desk.refusal(command, desk.agent(who))


def names(desk: RunningDesk) -> list[str]:
    return [mailbox.name for mailbox in desk.service.directory.mailboxes]


async def saved(
    desk: RunningDesk, name: str = "Support", mailbox_id: int | None = SUPPORT, **settings: Any
) -> c.Accepted:
    """Ada saves a mailbox."""
    address = settings.pop("address", f"{name.lower()}@desk.example")
    return await desk.do(c.SaveMailbox(name, address, mailbox_id, **settings), desk.agent(ADA))


async def secret_set(desk: RunningDesk, kind: SecretKind = SecretKind.IMAP_PASSWORD) -> None:
    """Somebody sets a secret of Support."""

    def keep(writer: Any) -> None:
        row = (SUPPORT, kind.value, b"sealed", None, desk.clock.now)
        writer.execute("insert or replace into mailbox_secret values (?, ?, ?, ?, ?)", row)

    await desk.service.write_noted(keep, MailboxSecretChanged(SUPPORT, kind), desk.agent(ADA))


async def test_a_mailbox_that_holds_conversations_stays(desk: RunningDesk) -> None:
    """Also those in the trash; how many there are is said."""
    await desk.mail("Another one")
    await desk.do(c.SetFolder(2, Folder.TRASH), desk.agent(AMAL))
    told = await refusal(desk, c.RemoveMailbox(SUPPORT))
    assert (told.code.value, told.params) == ("mailbox_in_use", {"name": "Support", "conversations": 2})
    await emptied(desk, SUPPORT, SALES)
    await removed(desk)
    assert names(desk) == ["Sales"]
    assert desk.table("select mailbox_id from conversation") == [(SALES,), (SALES,)]


async def test_a_mailbox_that_letters_are_to_leave_from_stays(desk: RunningDesk) -> None:
    """Until they have left, or were taken back."""
    letter = await desk.do(c.SendReply(1, "Here it is."), desk.agent(AMAL))
    told = await refusal(desk, c.RemoveMailbox(SUPPORT))
    assert (told.code.value, told.params) == ("mail_queued", {"name": "Support", "letters": 1})
    await desk.do(c.UndoRequest(letter.key), desk.agent(AMAL))
    assert (await refusal(desk, c.RemoveMailbox(SUPPORT))).code.value == "mailbox_in_use"


async def test_only_administrators_remove_mailboxes_and_never_the_last(desk: RunningDesk) -> None:
    """Nor one that is not there."""
    assert (await refusal(desk, c.RemoveMailbox(SALES), AMAL)).code.value == "forbidden"
    assert (await refusal(desk, c.RemoveMailbox(99))).code.value == "not_found"
    await removed(desk, SALES)
    await emptied(desk, SUPPORT, SALES)
    assert (await refusal(desk, c.RemoveMailbox(SUPPORT))).code.value == "mailbox_in_use"
    await desk.do(c.SetFolder(1, Folder.TRASH), desk.agent(AMAL))
    await desk.do(c.PurgeConversation(1), desk.agent(ADA))
    assert (await refusal(desk, c.RemoveMailbox(SUPPORT))).code.value == "last_mailbox"


async def test_secrets_go_for_good_and_settings_come_back(desk: RunningDesk) -> None:
    """With its number, so that whoever saw it sees it again, and with how far it was fetched; its name may be taken by then."""
    await saved(desk, signature="Bye", mail=MailSettings(imap=IMAP))
    await secret_set(desk)
    await desk.service.write(
        lambda writer: (
            writer.execute("insert into mail_position values (1, 'INBOX', 1, 'new', 7, 99)").rowcount
        )
    )
    before = desk.service.directory.mailboxes
    await emptied(desk, SUPPORT, SALES)
    gone = await removed(desk)
    assert desk.table("select count(*) from mailbox_secret") == [(0,)]
    assert desk.table("select kind, title from action order by seq desc limit 1") == [
        ("remove_mailbox", "Support")
    ]
    taken = await saved(desk, "Support", None, address="")
    refused = await desk.refusal(c.UndoRequest(gone.key), desk.agent(ADA))
    assert refused.code.value == "name_taken"
    await desk.do(c.UndoRequest(taken.key), desk.agent(ADA))
    back = await desk.do(c.UndoRequest(gone.key), desk.agent(ADA))
    assert desk.service.directory.mailboxes == before
    assert desk.table("select count(*) from mailbox_secret") == [(0,)]
    assert desk.table("select highest_uid from mail_position") == [(99,)]
    await desk.do(c.UndoRequest(back.key), desk.agent(ADA))
    assert names(desk) == ["Sales"]


async def test_nothing_goes_back_into_a_mailbox_that_is_not_there(desk: RunningDesk) -> None:
    """An older action of somebody waits until the mailbox is back."""
    moved = await desk.do(c.MoveConversation(1, SALES), desk.agent(AMAL))
    gone = await removed(desk)
    refused = await desk.refusal(c.UndoRequest(moved.key), desk.agent(AMAL))
    assert (refused.code.value, refused.params["kind"]) == ("not_found", "mailbox")
    await desk.do(c.UndoRequest(gone.key), desk.agent(ADA))
    await desk.do(c.UndoRequest(moved.key), desk.agent(AMAL))
    assert desk.table("select mailbox_id from conversation") == [(SUPPORT,)]


async def test_an_agent_of_a_removed_mailbox_can_still_be_changed(desk: RunningDesk) -> None:
    """Basil sees Support alone: he sees nothing while it is gone, and it again when it is back."""
    await emptied(desk, SUPPORT, SALES)
    await removed(desk)
    await desk.do(
        c.SaveAgent("Basil B.", "basil@desk.example", agent_id=BASIL, mailbox_ids=(SUPPORT,)), desk.agent(ADA)
    )
    told = await refusal(desk, c.SaveAgent("X", "x@desk.example", mailbox_ids=(SUPPORT,)))
    assert told.code.value == "not_found"


async def test_a_change_of_settings_is_taken_back_alone(desk: RunningDesk) -> None:
    """What a colleague has set beside it stays; redone, it is as it was set."""
    mine = await saved(desk, mail=MailSettings(imap=IMAP))
    await saved(desk, signature="Bye", mail=MailSettings(imap=replace(IMAP, poll_s=30)))
    assert (await desk.refusal(c.UndoRequest(mine.key), desk.agent(ADA))).code.value == "changed_since"
    theirs = await saved(desk, signature="See you", mail=MailSettings(imap=replace(IMAP, poll_s=30)))
    port = await saved(desk, signature="See you", mail=MailSettings(imap=replace(IMAP, poll_s=30, port=9993)))
    back = await desk.do(c.UndoRequest(theirs.key), desk.agent(ADA))
    support = desk.service.directory.mailboxes[0]
    assert support.mail.imap is not None
    assert (support.signature, support.mail.imap.port) == ("Bye", 9993)
    await desk.do(c.UndoRequest(port.key), desk.agent(ADA))
    await desk.do(c.UndoRequest(back.key), desk.agent(ADA))
    support = desk.service.directory.mailboxes[0]
    assert support.mail.imap is not None
    assert (support.signature, support.mail.imap.port) == ("See you", 993)


async def test_a_password_is_never_taken_to_the_server_of_before(desk: RunningDesk) -> None:
    """One that was set after the server was changed stands in the way of the old server, and not of the old signature."""
    await saved(desk, mail=MailSettings(imap=IMAP))
    moved = await saved(desk, signature="Bye", mail=MailSettings(imap=replace(IMAP, host="other.example")))
    signed = await saved(
        desk, signature="See you", mail=MailSettings(imap=replace(IMAP, host="other.example"))
    )
    await secret_set(desk)
    refused = await desk.refusal(c.UndoRequest(moved.key), desk.agent(ADA))
    assert refused.code.value in ("secret_set_since", "changed_since")
    await desk.do(c.UndoRequest(signed.key), desk.agent(ADA))
    refused = await desk.refusal(c.UndoRequest(moved.key), desk.agent(ADA))
    assert (refused.code.value, refused.params["by"]) == ("secret_set_since", "Ada")
    assert desk.table("select count(*) from mailbox_secret") == [(1,)]


async def test_a_mailbox_that_was_made_is_taken_back_while_nothing_lies_in_it(desk: RunningDesk) -> None:
    """Then it stays."""
    made = await saved(desk, "Billing", None)
    await desk.mail("An invoice", mailbox_id=made.created_id or 0)
    refused = await desk.refusal(c.UndoRequest(made.key), desk.agent(ADA))
    assert refused.code.value == "mailbox_in_use"
    await emptied(desk, made.created_id or 0, SALES)
    await desk.do(c.UndoRequest(made.key), desk.agent(ADA))
    assert names(desk) == ["Support", "Sales"]
    again = await saved(desk, "Billing", None)
    assert again.created_id == (made.created_id or 0) + 1
