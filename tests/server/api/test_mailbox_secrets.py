"""Secrets of mailboxes over HTTP: set by administrators, shown to nobody."""

import logging
from pathlib import Path
from typing import Any

import pytest

from server.core.access import SYSTEM
from server.folder import DataFolder
from server.sealing import KEY_FILE
from server.storage.upkeep.archive import write_archive
from server.wiring import open_desk
from support_tui.wire import codec
from support_tui.wire.commands import SaveMailbox
from support_tui.wire.mailboxes import ImapSettings, MailSettings, SecretKind, Security, SmtpSettings
from tests.peers.scripted import scripted_imap, scripted_smtp
from tests.server.served import ServedDesk, events_until, served_desk

PATH = "/api/mailboxes/1/secrets"
WORD = "kx7-open-sesame-q93"


async def test_a_secret_is_set_and_never_shown(desk: ServedDesk):
    """Only that it is set, and since when; whoever logs in for the mailbox gets it."""
    put = await desk.ask("PUT", f"{PATH}/imap_password", json={"value": WORD})
    assert (put.status, put.content) == (204, b"")
    shown = await desk.ask("GET", PATH)
    (secret,) = shown.json["secrets"]
    assert (secret["kind"], set(secret)) == ("imap_password", {"kind", "set_at"})
    assert desk.desk.mail_secrets.get(1, SecretKind.IMAP_PASSWORD) == WORD
    assert desk.desk.mail_secrets.get(2, SecretKind.IMAP_PASSWORD) is None


async def test_who_set_a_secret_stands_in_the_log(desk: ServedDesk):
    """Setting and forgetting, by whom, never the value."""
    await desk.ask("PUT", f"{PATH}/smtp_password", json={"value": WORD})
    await desk.ask("PUT", f"{PATH}/smtp_password", json={"value": ""})
    page = await desk.ask("GET", "/api/log", params={"type": "mailbox_secret_changed"})
    told = [(entry["actor"]["name"], entry["event"].get("is_set", True)) for entry in page.json["entries"]]
    assert told == [("Ada", False), ("Ada", True)]
    assert WORD.encode() not in page.content
    assert (await desk.ask("GET", PATH)).json == {}


async def test_only_administrators_come_near_secrets(desk: ServedDesk):
    """Agents can neither set nor see that they are set."""
    assert (await desk.ask("GET", PATH, "Amal")).code == "forbidden"
    assert (await desk.ask("PUT", f"{PATH}/imap_password", "Amal", json={"value": "x"})).code == "forbidden"
    assert (await desk.ask("PUT", f"{PATH}/imap_password", "Vera", json={"value": "x"})).code == "forbidden"


async def test_what_there_is_not_has_no_secrets(desk: ServedDesk):
    """A mailbox or kind that there is not is refused by name."""
    assert (await desk.ask("GET", "/api/mailboxes/9/secrets")).code == "not_found"
    assert (
        await desk.ask("PUT", "/api/mailboxes/9/secrets/imap_password", json={"value": "x"})
    ).code == "not_found"
    assert (await desk.ask("PUT", f"{PATH}/pin", json={"value": "x"})).code == "invalid_field"


async def test_a_secret_may_stand_in_the_environment(desk: ServedDesk, monkeypatch):
    """It is read when it is needed, and told by the name of its variable."""
    await desk.ask("PUT", f"{PATH}/imap_password", json={"value": "env:SPEC_IMAP_PASSWORD"})
    (secret,) = (await desk.ask("GET", PATH)).json["secrets"]
    assert (secret["variable"], secret["trouble"]) == ("SPEC_IMAP_PASSWORD", "no_variable")
    monkeypatch.setenv("SPEC_IMAP_PASSWORD", WORD)
    assert desk.desk.mail_secrets.get(1, SecretKind.IMAP_PASSWORD) == WORD
    (secret,) = (await desk.ask("GET", PATH)).json["secrets"]
    assert "trouble" not in secret
    for name in ("no name", "SUPPORT_SERVER_SECRETS_KEY"):
        assert (
            await desk.ask("PUT", f"{PATH}/imap_password", json={"value": f"env:{name}"})
        ).code == "invalid_field"


async def test_a_renewed_token_is_kept_without_a_line_in_the_log(desk: ServedDesk):
    """The desk renews tokens by itself, many times a day."""
    await desk.desk.mail_secrets.put(1, SecretKind.OAUTH_REFRESH_TOKEN, WORD)
    assert desk.desk.mail_secrets.get(1, SecretKind.OAUTH_REFRESH_TOKEN) == WORD
    page = await desk.ask("GET", "/api/log", params={"type": "mailbox_secret_changed"})
    assert page.json["entries"] == []


async def test_with_its_key_a_secret_is_lost_and_nothing_else(tmp_path: Path):
    """The desk works; it says which secrets cannot be read, and they can be set again."""
    async with served_desk(tmp_path / "desk") as desk:
        await desk.ask("PUT", f"{PATH}/imap_password", json={"value": WORD})
        (tmp_path / "desk" / KEY_FILE).unlink()
    async with open_desk(DataFolder(tmp_path / "desk")) as again:
        assert again.mail_secrets.get(1, SecretKind.IMAP_PASSWORD) is None
        (state,) = again.mail_secrets.states(1)
        assert state.trouble == "key_lost"
        assert await again.mail_secrets.set(1, SecretKind.IMAP_PASSWORD, "another", SYSTEM) is None
        assert again.mail_secrets.get(1, SecretKind.IMAP_PASSWORD) == "another"


async def test_a_secret_stands_nowhere_after_all_that_can_be_done_with_it(
    desk: ServedDesk, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    """Set, used in tests that succeed and fail, renewed, refused: in no answer, frame, log line, file or copy is any of it."""
    caplog.set_level(logging.DEBUG)
    told: list[bytes] = []

    async def asked(method: str, path: str, **request: Any) -> None:
        told.append((await desk.ask(method, path, **request)).content)

    async with scripted_imap(LOGIN="{tag} NO wrong password") as imap, scripted_smtp() as smtp:
        mail = MailSettings(
            imap=ImapSettings("127.0.0.1", imap.port, Security.NONE, "support"),
            smtp=SmtpSettings("127.0.0.1", smtp.port, Security.NONE, "support"),
        )
        async with desk.stream(await desk.token_of("Ada")) as stream:
            await desk.do(SaveMailbox("Support", "support@desk.example", 1, mail=mail))
            for kind in SecretKind:
                await asked("PUT", f"{PATH}/{kind.value}", json={"value": f"{WORD}-{kind.value}"})
            await desk.desk.mail_secrets.put(1, SecretKind.OAUTH_REFRESH_TOKEN, f"{WORD}-renewed")
            for part in ("imap", "smtp"):
                await asked("POST", "/api/mailboxes/test", json={"part": part, "mailbox_id": 1})
                typed = {
                    "part": part,
                    "mailbox_id": 1,
                    "secrets": {f"{part}_password": WORD},
                    "send_to": "a@b.example",
                }
                await asked("POST", "/api/mailboxes/test", json=typed)
            assert any(WORD in line for line in imap.heard) and smtp.heard
            await asked("PUT", f"{PATH}/imap_password", json={"value": {"wrong": WORD}})
            await asked("PUT", f"{PATH}/nothing", json={"value": WORD})
            for path in (PATH, "/api/snapshot", "/api/log", "/health", "/api/mail-states"):
                await asked("GET", path)
            frames = await events_until(stream, desk.desk.service.seq)
            told.append(codec.encode(frames))
    write_archive(tmp_path / "desk", tmp_path / "copy.tar", 1)
    told += _files_in(tmp_path)
    assert WORD not in caplog.text
    assert [content for content in told if WORD.encode() in content] == []


def _files_in(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
