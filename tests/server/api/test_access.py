"""Logging in and out: equal answers for wrong people and wrong passwords, limits on guessing, tokens for programs."""

import pytest

from server.api.auth.limiter import Limiter, Pace
from server.api.auth.passwords import Passwords
from server.api.auth.tokens import Scope, digest_of, new_token
from support_tui.wire.commands import AddNote, ReceiveMessage, SaveAgent
from support_tui.wire.values import Address
from tests.server.served import PASSWORD, ServedDesk

AMAL = "amal@desk.example"


async def with_password(desk: ServedDesk, agent_id: int = 2) -> None:
    answer = await desk.ask("PUT", f"/api/agents/{agent_id}/password", json={"password": PASSWORD})
    assert answer.status == 204


async def log_in(desk: ServedDesk, email: str = AMAL, password: str = PASSWORD):
    body = {"email": email, "password": password, "label": "spec"}
    return await desk.ask("POST", "/api/login", None, json=body)


async def test_logging_in_gives_a_token_that_works(desk: ServedDesk):
    """Address and password, the address in any case, give a token that expires."""
    await with_password(desk)
    answer = await log_in(desk, email="AMAL@desk.example")
    assert answer.status == 200
    assert answer.json["agent"]["name"] == "Amal"
    assert answer.json["expires_at"]
    me = (await desk.ask("GET", "/api/snapshot", token=answer.json["token"])).json["me"]
    assert me["email"] == AMAL


async def test_every_wrong_login_sounds_the_same(desk: ServedDesk):
    """A wrong password, an unknown address, an agent without a password and a disabled one cannot be told apart."""
    await with_password(desk)
    await with_password(desk, agent_id=3)
    await desk.do(SaveAgent("Basil", "basil@desk.example", agent_id=3, is_disabled=True, mailbox_ids=(1,)))
    answers = [
        await log_in(desk, password="wrong password"),
        await log_in(desk, email="nobody@desk.example"),
        await log_in(desk, email="vera@desk.example"),
        await log_in(desk, email="basil@desk.example"),
    ]
    assert {answer.content for answer in answers} == {answers[0].content}
    assert answers[0].code == "bad_credentials"


async def test_guessing_is_slowed_down(desk: ServedDesk):
    """After some failures the answer is to wait, with how long, even for the right password."""
    await with_password(desk)
    codes = [(await log_in(desk, password=f"guess {number}")).code for number in range(12)]
    assert codes[0] == "bad_credentials"
    assert codes[-1] == "rate_limited"
    refused = await log_in(desk)
    assert refused.status == 429
    assert int(refused.headers["retry-after"]) > 0


async def test_many_good_logins_are_not_slowed_down(desk: ServedDesk):
    """A team behind one address logs in in the morning."""
    await with_password(desk)
    assert {(await log_in(desk)).status for _ in range(15)} == {200}


async def test_a_new_password_ends_the_old_logins(desk: ServedDesk):
    """Whoever was logged in with the old password is not any more; tokens of programs stay."""
    await with_password(desk)
    console = (await log_in(desk)).json["token"]
    program = await desk.token_of("Amal", scope=Scope.API)
    await with_password(desk)
    assert (await desk.ask("GET", "/api/snapshot", token=console)).code == "not_logged_in"
    assert (await desk.ask("GET", "/api/snapshot", token=program)).status == 200


async def test_agents_change_their_own_password_by_the_old_one(desk: ServedDesk):
    """Not without the old one, not anybody else's, and not a short one."""
    await with_password(desk)
    token = (await log_in(desk)).json["token"]
    path = "/api/agents/2/password"
    new = {"password": "a wholly new password"}
    assert (await desk.ask("PUT", path, token=token, json=new)).code == "bad_credentials"
    assert (await desk.ask("PUT", "/api/agents/1/password", token=token, json=new)).code == "forbidden"
    assert (await desk.ask("PUT", path, json={"password": "short"})).code == "invalid_field"
    assert (await desk.ask("PUT", path, token=token, json=new | {"old_password": PASSWORD})).status == 204


async def test_a_channels_token_brings_in_messages_and_nothing_else(desk: ServedDesk):
    """It is narrowed to its mailbox; it reads no conversation and gives no other command."""
    made = await desk.ask(
        "POST", "/api/agents/1/tokens", json={"label": "shop", "scope": "channel", "mailbox_id": 1}
    )
    token = made.json["token"]
    carla = Address("carla@customer.example", "Carla")
    assert (await desk.command(ReceiveMessage(1, carla, "Hello"), token=token)).status == 200
    assert (await desk.command(ReceiveMessage(2, carla, "Hello"), token=token)).code == "forbidden"
    assert (await desk.command(AddNote(1, "psst"), token=token)).code == "forbidden"
    assert (await desk.ask("GET", "/api/conversations", token=token)).code == "forbidden"


async def test_revoking_ends_everything_of_an_agent(desk: ServedDesk):
    """All tokens of the agent are worth nothing, also those of programs; only administrators may do it."""
    token = await desk.token_of("Amal", scope=Scope.API)
    assert (await desk.ask("DELETE", "/api/agents/2/tokens", "Amal")).code == "forbidden"
    assert (await desk.ask("DELETE", "/api/agents/2/tokens")).status == 204
    assert (await desk.ask("GET", "/api/snapshot", token=token)).code == "not_logged_in"


@pytest.mark.parametrize("body", [{"label": "x", "scope": "console"}, {"label": "x", "scope": "system"}])
async def test_no_token_can_be_made_that_is_more_than_a_programs(desk: ServedDesk, body: dict[str, str]):
    """Console tokens come from logging in alone, and the box itself has none."""
    assert (await desk.ask("POST", "/api/agents/1/tokens", json=body)).code == "invalid_field"


async def test_tokens_and_passwords_are_kept_as_hashes_only(desk: ServedDesk):
    """Neither stands in the database as it is."""
    await with_password(desk)
    token = (await log_in(desk)).json["token"]
    with desk.desk.database.reader() as reader:
        (kept,) = reader.execute("select password_hash from agent where id = 2").fetchone()
        digests = {digest for (digest,) in reader.execute("select digest from token")}
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert digest_of(token) in digests


def test_tokens_are_256_random_bits():
    """No two alike, each with 43 characters of chance."""
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) == 46 for token in tokens)


def test_failures_are_forgotten_after_their_window():
    """The wait ends when the oldest failure that counts is old enough, and a success ends it at once."""
    limiter = Limiter(allowed=3, window_s=60)
    for second in (0, 10, 20):
        limiter.failed("amal", second)
    assert limiter.wait_s("amal", 30) == 31
    assert limiter.wait_s("amal", 61) == 0
    limiter.failed("amal", 62)
    assert limiter.wait_s("amal", 63) > 0
    limiter.succeeded("amal")
    assert limiter.wait_s("amal", 63) == 0


def test_a_token_that_asks_too_often_waits():
    """A burst passes, then one request at a time as the minute allows."""
    pace = Pace(per_minute=60)
    assert [pace.wait_s(b"t", 0) for _ in range(7)] == [0, 0, 0, 0, 0, 0, 1]
    assert pace.wait_s(b"other", 0) == 0
    assert pace.wait_s(b"t", 1) == 0
    assert pace.wait_s(b"t", 1) == 1


async def test_an_empty_hash_is_nobodys_password():
    """An account without a password matches nothing, the stand-in's own words included."""
    passwords = Passwords()
    assert not await passwords.matches("", "nobody has this password")
    assert not await passwords.matches("broken", "anything")
    assert await passwords.matches(await passwords.hash("secret words"), "secret words")
    passwords.close()


async def test_who_changed_what_people_log_in_with_stands_in_the_log(desk: ServedDesk):
    """Passwords set, tokens made and revoked: by whom and for whom, never the secret; a login is no such change."""
    await desk.ask("PUT", "/api/agents/2/password", json={"password": "a new long password"})
    await desk.ask("POST", "/api/agents/2/tokens", json={"label": "night import"})
    await desk.ask("DELETE", "/api/agents/2/tokens")
    page = await desk.ask("GET", "/api/log", params={"type": "agent_secret_changed"})
    told = [(entry["actor"]["name"], entry["event"]) for entry in reversed(page.json["entries"])]
    kind = "agent_secret_changed"
    assert told == [
        ("Ada", {"type": kind, "agent_id": 2, "what": "password_set"}),
        ("Ada", {"type": kind, "agent_id": 2, "what": "token_made", "label": "night import"}),
        ("Ada", {"type": kind, "agent_id": 2, "what": "tokens_revoked"}),
    ]
    assert b"a new long password" not in page.content
    assert (await desk.ask("GET", "/api/log", "Amal")).status == 403
