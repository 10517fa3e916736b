"""Whatever comes in wrong gets a typed error in both languages, and nothing is lost or changed."""

import logging

import pytest

from server.api.errors import STATUS
from support_tui.wire import limits
from support_tui.wire.commands import (
    ReceiveMessage,
    SaveAgent,
    SendReply,
    SetStatus,
    SetTitle,
)
from support_tui.wire.refusals import RefusalCode
from support_tui.wire.values import Address, Role, Status
from tests.server.served import ServedDesk

SARA = Address("sara@customer.example", "Sara")


def test_every_refusal_has_a_status():
    """No code of the contract is without an HTTP status of its own kind."""
    assert set(STATUS) == set(RefusalCode)
    assert all(400 <= status < 600 for status in STATUS.values())


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"key":"abcdefgh","command":', b"null", b"1"]
)
async def test_a_malformed_body_is_told_as_such(desk: ServedDesk, body: bytes):
    """Broken JSON, deep nesting and wrong characters are refused with a reason, never with a traceback."""
    answer = await desk.ask("POST", "/api/commands", content=body)
    assert answer.status in (400, 422)
    assert answer.code in ("malformed", "invalid_field")
    assert answer.error["en"]
    assert answer.error["ar"]
    assert b"Traceback" not in answer.content


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b'{"key":"abcdefgh","command":{"type":"set_status","conversation_id":1,"status":"on_fire"}}', "status"),
        (b'{"key":"abcdefgh","command":{"type":"set_status","conversation_id":"1","status":"open"}}', "conversation_id"),
        (b'{"key":"abcdefgh","command":{"type":"fly"}}', "command"),
        (b'{"key":"short","command":{"type":"set_status","conversation_id":1,"status":"open"}}', "key"),
        (b'{"key":"abcdefgh","command":{"type":"set_status","conversation_id":1,"status":"open","x":1}}', "command"),
        (b'{"key":"abcdefgh","command":{"type":"set_status","status":"open"}}', "command"),
        (b'{"key":"abcdefgh","speed":9,"command":{"type":"set_status","conversation_id":1,"status":"open"}}', "$"),
    ],
)  # fmt: skip
async def test_a_wrong_or_unknown_field_is_named(desk: ServedDesk, body: bytes, field: str):
    """Wrong types, unknown values, unknown and missing fields: the answer names the field."""
    answer = await desk.ask("POST", "/api/commands", content=body)
    assert (answer.status, answer.code) == (422, "invalid_field")
    assert field in answer.error["params"]["field"]


async def test_an_oversized_body_is_refused_before_it_is_read(desk: ServedDesk):
    """A body that says that it is too long, and one that only turns out to be, are both refused with the limit."""
    declared = await desk.ask("POST", "/api/commands", content=b"x" * (limits.BODY_BYTES + 1))
    assert (declared.status, declared.code) == (413, "too_large")
    assert declared.error["params"]["limit"] == limits.BODY_BYTES

    async def drip():
        for _ in range(40):
            yield b"x" * 100_000

    undeclared = await desk.ask("POST", "/api/commands", content=drip())
    assert undeclared.code == "too_large"


async def test_a_text_beyond_its_limit_is_refused(desk: ServedDesk):
    """A message longer than the contract allows names the field, and nothing came in."""
    answer = await desk.command(ReceiveMessage(1, SARA, "x" * (limits.TEXT_CHARS + 1)))
    assert (answer.status, answer.code) == (422, "invalid_field")
    assert (await desk.ask("GET", "/api/counts")).json == {}


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/conversations?limit=0", "limit"),
        ("/api/conversations?limit=many", "limit"),
        ("/api/conversations?limit=201", "limit"),
        ("/api/conversations?colour=red", "colour"),
        ("/api/conversations?at=1&at=2", "at"),
        ("/api/conversations?sort=beauty", "sort"),
        ("/api/conversations?after=nonsense", "after"),
        ("/api/conversations/forty", "conversation_id"),
        ("/api/customers?limit=-1", "limit"),
        ("/api/log?agent=me", "agent"),
    ],
)
async def test_a_wrong_parameter_is_named(desk: ServedDesk, path: str, field: str):
    """Parameters are checked like fields: type, range, unknown, given twice."""
    answer = await desk.ask("GET", path)
    assert (answer.status, answer.code) == (422, "invalid_field")
    assert field in answer.error["params"]["field"] + answer.error["params"]["reason"]


async def test_a_wrong_query_says_where(desk: ServedDesk):
    """A query with an unknown field is refused with its position and the nearest field, in both languages."""
    answer = await desk.ask("GET", "/api/conversations?q=parcel+stauts:open")
    assert (answer.status, answer.code) == (422, "query_invalid")
    assert answer.error["params"]["position"] == 7
    assert "status" in answer.error["en"]
    assert answer.error["ar"]


async def test_unknown_routes_and_methods(desk: ServedDesk):
    """What does not exist is said to, and a wrong method is told from a wrong path."""
    assert (await desk.ask("GET", "/api/nothing")).code == "unknown_route"
    assert (await desk.ask("GET", "/")).code == "unknown_route"
    assert (await desk.ask("DELETE", "/api/snapshot")).code == "method_not_allowed"
    assert (await desk.ask("POST", "/api/conversations/1/thread")).status == 405


@pytest.mark.parametrize(
    "path",
    [
        "/api/conversations/999",
        "/api/conversations/999/thread",
        "/api/conversations/999/log",
        "/api/customers/999",
        "/api/attachments/999",
        "/api/conversations?queue=nowhere",
    ],
)
async def test_ids_that_do_not_exist(desk: ServedDesk, path: str):
    """A number of nothing is `not_found`, with what was looked for."""
    answer = await desk.ask("GET", path)
    assert (answer.status, answer.code) == (404, "not_found")
    assert answer.error["params"]["kind"]


async def test_a_command_on_a_conversation_that_does_not_exist(desk: ServedDesk):
    """The refusal of the rules comes through as it is."""
    answer = await desk.command(SetTitle(999, "Anything"))
    assert (answer.status, answer.code) == (404, "not_found")


async def test_nobody_gets_in_without_a_token(desk: ServedDesk):
    """No token, another scheme, and a made-up token are all the same to the desk."""
    for headers in ({}, {"Authorization": "Basic YTpi"}, {"Authorization": "Bearer st_made-up"}):
        response = await desk.http.get("/api/snapshot", headers=headers)
        assert response.status_code == 401
        assert response.json()["error"]["code"] == "not_logged_in"
        assert response.headers["www-authenticate"] == "Bearer"


async def test_an_expired_token_is_told_as_such(desk: ServedDesk, monkeypatch):
    """Who comes with an old token learns that it is old, and must log in again."""
    token = await desk.token_of("Amal", days=1)
    later = desk.desk.gate._now() + 2 * 86_400_000_000
    monkeypatch.setattr(desk.desk.gate, "_now", lambda: later)
    answer = await desk.ask("GET", "/api/snapshot", token=token)
    assert (answer.status, answer.code) == (401, "token_expired")


async def test_forbidden_actions(desk: ServedDesk):
    """Viewers change nothing, agents do not read the desk's log, and nobody acts in a mailbox that is not theirs."""
    mine = await desk.a_mail()
    sales = await desk.a_mail(mailbox_id=2)
    assert mine.conversation_id
    assert sales.conversation_id
    assert (await desk.command(SetStatus(mine.conversation_id, Status.CLOSED), "Vera")).code == "forbidden"
    assert (await desk.ask("GET", "/api/log", "Amal")).code == "forbidden"
    assert (await desk.command(SaveAgent("X", "x@x.example", Role.ADMIN), "Amal")).status == 403
    assert (await desk.command(SetTitle(sales.conversation_id, "x"), "Basil")).code == "forbidden"
    assert (await desk.ask("GET", f"/api/conversations/{sales.conversation_id}", "Basil")).code == "not_found"


async def test_two_agents_at_once(desk: ServedDesk):
    """The later of two agents who change the same thing is told what changed."""
    there = await desk.a_mail()
    assert there.conversation_id
    seen = b'{"key":"%s","seen_seq":%d,"command":{"type":"set_status","conversation_id":1,"status":"%s"}}'
    first = await desk.ask("POST", "/api/commands", "Amal", content=seen % (b"k" * 8, there.seq, b"closed"))
    assert first.status == 200
    second = await desk.ask(
        "POST", "/api/commands", "Ada", content=seen % (b"l" * 8, there.seq, b"in_progress")
    )
    assert (second.status, second.code) == (409, "changed_since")


async def test_the_same_key_again_changes_nothing(desk: ServedDesk):
    """A resend gets the first answer; the same key for something else is refused."""
    there = await desk.a_mail()
    assert there.conversation_id
    reply = SendReply(there.conversation_id, "It is on its way.")
    first = await desk.command(reply, key="once-only")
    again = await desk.command(reply, key="once-only")
    assert first.json["message_id"] == again.json["message_id"]
    other = await desk.command(SetTitle(there.conversation_id, "Parcel 7"), key="once-only")
    assert other.code == "key_reused"


async def test_an_unexpected_fault_is_logged_under_a_reference(desk: ServedDesk, monkeypatch, caplog):
    """A fault of ours tells the asker a reference and nothing else; the log has the rest under it."""

    def break_down(_: object) -> None:
        raise ZeroDivisionError("secret detail")

    token = await desk.token_of("Ada")
    await desk.ask("GET", "/api/snapshot", token=token)
    monkeypatch.setattr(desk.desk.readings, "read", break_down)
    with caplog.at_level(logging.ERROR, "support_server.api"):
        answer = await desk.ask("GET", "/api/snapshot", token=token)
    assert (answer.status, answer.code) == (500, "internal")
    assert b"secret detail" not in answer.content
    assert answer.error["params"]["reference"] in caplog.text


async def test_raw_mail_to_a_mailbox_that_is_not_there(desk: ServedDesk):
    """A mail for an unknown mailbox is refused by name."""
    answer = await desk.ask("POST", "/api/deliver?mailbox=Nowhere", content=b"From: a@b.example\n\nHello\n")
    assert (answer.status, answer.code) == (404, "not_found")
