"""What lies in the trash can be deleted for good: nothing that was said is left, and the same mail does not come back (E9)."""

import json
from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from server.core.access import SYSTEM
from server.core.imports import ImportedConversation, ImportedCustomer, ImportedMessage
from server.folder import DataFolder
from server.jobs.purge import FILES_AFTER_US, TrashPurger
from server.service import ImportOutcome, now_us
from server.storage.upkeep.archive import read_archive, write_archive
from server.storage.upkeep.verify import findings
from server.wiring import open_desk
from support_tui.wire import codec
from support_tui.wire import commands as c
from support_tui.wire.commands import Accepted
from support_tui.wire.drafts import DraftKind, SaveDraft
from support_tui.wire.events import ConversationPurged
from support_tui.wire.frames import Events
from support_tui.wire.limits import DAY_US
from support_tui.wire.values import Folder, MessageKind
from tests.server.channels.mailing import a_raw_mail
from tests.server.served import ServedDesk, events_until, served_desk

SECRET = "xylophone"
"""A word that only the purged conversation holds."""
PICTURE = b"\x89PNG\r\n\x1a\n of a parcel"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[ServedDesk]:
    """A desk of its own."""
    async with served_desk(tmp_path / "desk") as served:
        yield served


def a_mail_with_a_file(name: str, text: str, subject: str = "Parcel") -> bytes:
    """A mail with words and a picture."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "Carla <carla@customer.example>", "support@desk.example"
    mail["Subject"], mail["Message-ID"] = subject, f"<{name}@customer.example>"
    mail.set_content(text)
    mail.add_attachment(PICTURE, maintype="image", subtype="png", filename=f"{name}.png")
    return mail.as_bytes()


async def taken_in(desk: ServedDesk, raw: bytes, mailbox_id: int = 1, **options: Any) -> Accepted:
    """The mail comes in, by the way that IMAP takes too."""
    answer = await desk.desk.mail.intake.take_in(SYSTEM, mailbox_id, raw, **options)
    assert isinstance(answer, Accepted), answer
    return answer


async def trashed(desk: ServedDesk, raw: bytes) -> int:
    """A conversation of this mail, in the trash."""
    id_ = (await taken_in(desk, raw)).conversation_id or 0
    await desk.do(c.SetFolder(id_, Folder.TRASH))
    return id_


async def purge(desk: ServedDesk, id_: int, who: str = "Ada") -> Any:
    """Somebody deletes it for good."""
    return await desk.command(c.PurgeConversation(id_), who)


def contradictions(desk: ServedDesk) -> list[str]:
    """What does not fit together in the desk's data."""
    with desk.desk.database.snapshot() as connection:
        return list(findings(connection, desk.desk.blobs))


def everything_said(desk: ServedDesk) -> str:
    """All columns of all tables, as one text; the words of the index too."""
    with desk.desk.database.snapshot() as connection:
        tables = [
            name
            for (name,) in connection.execute(
                "select name from sqlite_schema where type = 'table' and sql like 'create table%'"
            )
            if "_words_" not in name
        ]
        said = [repr(connection.execute(f"select * from {table}").fetchall()) for table in tables]
        for vocabulary in ("message_term", "conversation_term"):
            said.append(repr(connection.execute(f"select term from {vocabulary}").fetchall()))
    return "\n".join(said)


async def test_e9_nothing_that_was_said_is_left(desk: ServedDesk) -> None:
    """Words, title, note, draft, file name and comment are in no table, in no index and in no entry of the log."""
    mail = a_mail_with_a_file(f"{SECRET}-1", f"The {SECRET} broke.", subject=f"My {SECRET}")
    id_ = (await taken_in(desk, mail)).conversation_id or 0
    await desk.command(c.AddNote(id_, f"Which {SECRET}? @Basil", mentions=(3,)))
    await desk.command(c.SetTitle(id_, f"Broken {SECRET}"))
    await desk.command(c.SendReply(id_, f"Send the {SECRET} back."))
    await desk.do(c.RateConversation(id_, None, f"no {SECRET}"))
    await desk.command(c.ChangeTags(id_, ("vip",)))
    draft = SaveDraft(id_, DraftKind.REPLY, f"Dear owner of a {SECRET}", now_us())
    assert (await desk.ask("PUT", "/api/drafts", "Amal", content=codec.encode(draft))).status == 200
    await desk.do(c.SetFolder(id_, Folder.TRASH))
    assert SECRET in everything_said(desk)
    answer = await purge(desk, id_)
    assert answer.status == 200, answer.content
    said = everything_said(desk).replace(f"{SECRET}-1@customer.example", "")
    assert SECRET not in said
    assert contradictions(desk) == []


async def test_e9_the_log_keeps_who_did_it_and_when(desk: ServedDesk) -> None:
    """The last entry of the conversation names the administrator and the number of messages; those before it still tell what was done."""
    id_ = await trashed(desk, a_raw_mail())
    await purge(desk, id_)
    with desk.desk.database.snapshot() as connection:
        entries = connection.execute(
            "select type, data, json_extract(actor, '$.name') from event where conversation_id = ? order by seq",
            (id_,),
        ).fetchall()
    assert [kind for kind, _, _ in entries] == [
        "conversation_started", "message_added", "folder_changed", "conversation_purged",
    ]  # fmt: skip
    assert json.loads(entries[-1][1])["messages"] == 1
    assert entries[-1][2] == "Ada"


async def test_e9_only_administrators_purge_and_only_out_of_the_trash(desk: ServedDesk) -> None:
    """An agent may not; in the inbox nobody may."""
    id_ = (await taken_in(desk, a_raw_mail())).conversation_id or 0
    assert (await purge(desk, id_)).code == "not_in_trash"
    await desk.do(c.SetFolder(id_, Folder.TRASH))
    assert (await purge(desk, id_, "Amal")).code == "forbidden"
    assert (await purge(desk, id_)).status == 200
    assert (await purge(desk, id_)).code == "conversation_purged"


async def test_e9_what_was_merged_or_split_is_not_purged(desk: ServedDesk) -> None:
    """The history of others tells of its messages."""
    first = (await taken_in(desk, a_raw_mail("1"))).conversation_id or 0
    second = (await taken_in(desk, a_raw_mail("2", Subject="Other"))).conversation_id or 0
    merged = await desk.command(c.MergeConversations(first, (second,)), "Ada")
    await desk.do(c.SetFolder(first, Folder.TRASH))
    assert (await purge(desk, first)).code == "shares_messages"
    assert (await purge(desk, second)).code == "conversation_merged"
    await desk.command(c.UndoRequest(merged.json["key"]), "Ada")
    assert (await purge(desk, first)).code == "shares_messages"


async def test_e9_the_same_mail_is_not_taken_in_again(desk: ServedDesk, tmp_path: Path) -> None:
    """Neither by a rescan of its folder, nor by the raw door, nor in an archive: each says that it was there and is gone."""
    raw = a_mail_with_a_file("1", "Where is it?")
    id_ = await trashed(desk, raw)
    await purge(desk, id_)
    for again in (
        await taken_in(desk, raw),
        await taken_in(desk, raw, is_archived=True),
        await taken_in(desk, b"Received: by another way\n" + raw),
    ):
        assert (again.was_purged, again.was_done_before, again.conversation_id) == (True, True, id_)
    answer = await desk.ask("POST", "/api/deliver?mailbox=support", content=raw)
    assert answer.json["was_purged"]
    assert (await desk.ask("GET", "/api/conversations?queue=all")).json["rows"] == []
    assert contradictions(desk) == []


async def test_e9_another_mail_under_a_purged_identity_comes_in(desk: ServedDesk) -> None:
    """Other words are another mail (E4), which is not lost; it too comes in once."""
    await purge(desk, await trashed(desk, a_raw_mail("1")))
    other = await taken_in(desk, a_raw_mail("1", "Something else entirely."))
    assert not other.was_purged
    assert not other.was_done_before
    assert (await taken_in(desk, b"X-Way: 2\n" + a_raw_mail("1", "Something else entirely."))).was_done_before
    assert contradictions(desk) == []


async def test_e9_another_file_under_a_purged_identity_comes_in(desk: ServedDesk) -> None:
    """The words are the same, what it brings is not; and the same once more is known as it was."""
    raw = a_mail_with_a_file("scan", "Scanned")
    await purge(desk, await trashed(desk, raw))
    again = await taken_in(desk, b"Received: by another way\r\n" + raw)
    assert again.was_purged
    mail = EmailMessage()
    for name, value in (("From", "Carla <carla@customer.example>"), ("To", "support@desk.example")):
        mail[name] = value
    mail["Subject"], mail["Message-ID"] = "Parcel", "<scan@customer.example>"
    mail.set_content("Scanned")
    mail.add_attachment(PICTURE + b"another", maintype="image", subtype="png", filename="scan.png")
    assert not (await taken_in(desk, mail.as_bytes())).was_purged


async def test_e9_the_same_mail_in_another_mailbox_comes_in(desk: ServedDesk) -> None:
    """A mail is known by its mailbox and identity: what was sent to Sales is of Sales."""
    raw = a_raw_mail("1")
    await purge(desk, await trashed(desk, raw))
    assert not (await taken_in(desk, raw, mailbox_id=2)).was_done_before


async def test_e9_a_reply_to_a_purged_mail_begins_another_conversation(desk: ServedDesk) -> None:
    """With nothing of the old one."""
    id_ = await trashed(desk, a_raw_mail("1"))
    await purge(desk, id_)
    answer = await taken_in(desk, a_raw_mail("2", "Still?", In_Reply_To="<1@customer.example>"))
    assert answer.conversation_id not in (None, id_)
    assert contradictions(desk) == []


async def test_e9_search_and_counts_know_it_no_more(desk: ServedDesk) -> None:
    """The trash is empty, the customer has one conversation fewer, and none of its words finds anything."""
    id_ = await trashed(desk, a_raw_mail("1", f"A {SECRET}."))
    await purge(desk, id_)
    found = await desk.ask("GET", f"/api/conversations?queue=trash&q={SECRET}")
    assert found.json["rows"] == []
    snapshot = (await desk.ask("GET", "/api/snapshot")).json
    assert snapshot["counts"].get("by_queue", {}).get("trash", 0) == 0
    with desk.desk.database.snapshot() as connection:
        assert connection.execute("select conversation_count from customer").fetchall() == [(0,)]
    assert (await desk.ask("GET", f"/api/conversations/{id_}")).code == "conversation_purged"


async def test_e9_consoles_are_told(desk: ServedDesk) -> None:
    """Whoever sees the mailbox hears of it, without a row."""
    id_ = await trashed(desk, a_raw_mail())
    async with desk.stream(await desk.token_of("Amal"), desk.desk.service.seq) as socket:
        await purge(desk, id_)
        frames: list[Events] = await events_until(socket, desk.desk.service.seq)
    (told,) = [envelope for frame in frames for envelope in frame.events]
    assert isinstance(told.recorded.event, ConversationPurged)
    assert (told.recorded.conversation_id, told.row) == (id_, None)


async def test_e9_links_to_it_are_gone(desk: ServedDesk) -> None:
    """What was linked with it stands by itself, and taking the purge back is refused."""
    id_ = await trashed(desk, a_raw_mail("1"))
    other = (await taken_in(desk, a_raw_mail("2", Subject="Other"))).conversation_id or 0
    await desk.do(c.LinkConversations(id_, other))
    done = await purge(desk, id_)
    with desk.desk.database.snapshot() as connection:
        assert connection.execute("select link_ids from conversation").fetchall() == [("[]",)]
    undone = await desk.command(c.UndoRequest(done.json["key"]), "Ada")
    assert undone.code == "not_undoable"
    assert contradictions(desk) == []


async def test_e9_files_go_after_a_while_but_for_those_that_others_have(desk: ServedDesk) -> None:
    """The picture is in another conversation too and stays; the raw mail is nobody's and goes."""
    raw = a_mail_with_a_file("1", "Where is it?")
    id_ = await trashed(desk, raw)
    await taken_in(desk, a_mail_with_a_file("2", "The same picture.", subject="Other"))
    blobs = desk.desk.blobs
    before = set(blobs.digests())
    await purge(desk, id_)
    now = now_us()
    assert await desk.desk.sweep_files(now - FILES_AFTER_US, 100) == 0
    assert set(blobs.digests()) == before
    assert await desk.desk.sweep_files(now, 100) == 1
    assert len(before - set(blobs.digests())) == 1
    assert contradictions(desk) == []


async def test_e9_a_file_that_is_kept_again_meanwhile_stays(desk: ServedDesk) -> None:
    """Its message may be on its way."""
    await purge(desk, await trashed(desk, a_mail_with_a_file("1", "Where is it?")))
    digest = desk.desk.blobs.put(PICTURE)
    assert isinstance(digest, str)
    await desk.desk.sweep_files(now_us(), 100)
    assert desk.desk.blobs.get(digest) == PICTURE


async def test_e9_a_backup_of_a_purged_desk_is_whole(desk: ServedDesk, tmp_path: Path) -> None:
    """And knows what is not to come back."""
    raw = a_mail_with_a_file("1", "Where is it?")
    await purge(desk, await trashed(desk, raw))
    await desk.desk.sweep_files(now_us(), 100)
    write_archive(desk.desk.folder.path, tmp_path / "copy.tar", 1)
    read_archive(tmp_path / "copy.tar", tmp_path / "restored")
    async with open_desk(DataFolder(tmp_path / "restored")) as restored:
        again = await restored.mail.intake.take_in(SYSTEM, 1, raw)
        assert isinstance(again, Accepted)
        assert again.was_purged


async def test_e9_the_trash_is_emptied_after_the_days_that_are_set(desk: ServedDesk) -> None:
    """What lies there long enough, and only that; what was merged stays. With 0 days nothing ever goes."""
    first = await trashed(desk, a_raw_mail("1"))
    kept = (await taken_in(desk, a_raw_mail("2", Subject="Second"))).conversation_id or 0
    survivor = (await taken_in(desk, a_raw_mail("3", Subject="Third"))).conversation_id or 0
    merged = (await taken_in(desk, a_raw_mail("4", Subject="Fourth"))).conversation_id or 0
    await desk.do(c.MergeConversations(survivor, (merged,)))
    await desk.do(c.SetFolder(survivor, Folder.TRASH))

    def purger(days: int, later_us: int) -> TrashPurger:
        return TrashPurger(desk.desk.service, desk.desk.long_in_trash, lambda: now_us() + later_us, days)

    assert await purger(0, 400 * DAY_US).purge() == 0
    assert await purger(30, 29 * DAY_US).purge() == 0
    assert await purger(30, 31 * DAY_US).purge() == 1
    with desk.desk.database.snapshot() as connection:
        left = {id_ for (id_,) in connection.execute("select id from conversation")}
    assert left == {kept, survivor, merged}
    assert first not in left
    assert contradictions(desk) == []


async def test_e9_an_import_does_not_bring_it_back(desk: ServedDesk) -> None:
    """Neither the conversation under its identity, nor its messages under theirs: they are counted as there already."""
    message = ImportedMessage(MessageKind.INBOUND, "An old question", 1_700_000_000_000_000, external_id="m1")
    imported = ImportedConversation(
        1, "old-1", ImportedCustomer("Carla", "carla@customer.example"), (message,), "Old"
    )
    first = await desk.desk.service.import_conversations([imported], SYSTEM)
    assert isinstance(first, ImportOutcome)
    assert first.created == 1
    await desk.do(c.SetFolder(1, Folder.TRASH))
    await purge(desk, 1)
    for again in (imported, replace(imported, external_id="other")):
        outcome = await desk.desk.service.import_conversations([again], SYSTEM)
        assert outcome == ImportOutcome(0, 1)
    assert contradictions(desk) == []
