"""Tokens of OAuth 2, against an endpoint on this machine."""

import asyncio
from collections.abc import Iterator

import pytest

from server.channels.email.oauth import Grant, TokenSource
from support_tui.wire.mail_states import MailTrouble, MailTroubleCode
from tests.peers.token_endpoint import TokenEndpoint, token_endpoint


class Kept:
    """The grant of mailbox 1, as it is kept."""

    def __init__(self, url: str) -> None:
        self.kept: Grant | None = Grant(url, "desk", "mail.read", "refresh-0", "shh")

    async def grant(self, mailbox_id: int) -> Grant | None:
        return self.kept if mailbox_id == 1 else None

    async def rotated(self, mailbox_id: int, refresh_token: str) -> None:
        assert self.kept is not None
        self.kept = self.kept._replace(refresh_token=refresh_token)


class Tokens:
    """A source whose clock is set by hand."""

    def __init__(self, endpoint: TokenEndpoint) -> None:
        self.now_s = 0.0
        self.endpoint = endpoint
        self.grants = Kept(endpoint.url)
        self.source = TokenSource(self.grants, lambda: self.now_s)

    async def trouble(self) -> MailTrouble:
        """Why there is no token."""
        told = await self.source.token(1)
        assert isinstance(told, MailTrouble), told
        return told


@pytest.fixture
def tokens() -> Iterator[Tokens]:
    """A source at a fresh endpoint."""
    with token_endpoint() as endpoint:
        yield Tokens(endpoint)


async def test_a_token_is_asked_for_by_the_refresh_token(tokens: Tokens) -> None:
    """The form is that of RFC 6749, section 6, with the client's secret where it has one."""
    assert await tokens.source.token(1) == "token-1"
    assert tokens.endpoint.asked == [
        {
            "grant_type": "refresh_token",
            "refresh_token": "refresh-0",
            "client_id": "desk",
            "scope": "mail.read",
            "client_secret": "shh",
        }
    ]


async def test_a_token_is_kept_until_shortly_before_it_ends(tokens: Tokens) -> None:
    """It is used again while it is good for five more minutes, then replaced."""
    await tokens.source.token(1)
    tokens.now_s = 3299
    assert await tokens.source.token(1) == "token-1"
    tokens.now_s = 3301
    assert await tokens.source.token(1) == "token-2"


async def test_a_token_that_lives_shortly_is_used_for_half_its_life(tokens: Tokens) -> None:
    """A server whose tokens live for a minute is not asked at every turn."""
    tokens.endpoint.expires_in = 60
    await tokens.source.token(1)
    tokens.now_s = 29
    assert await tokens.source.token(1) == "token-1"
    tokens.now_s = 31
    assert await tokens.source.token(1) == "token-2"


async def test_an_expiry_that_is_no_number_is_an_hour(tokens: Tokens) -> None:
    """What the server does not say well is guessed low."""
    tokens.endpoint.expires_in = "soon"
    await tokens.source.token(1)
    tokens.now_s = 3000
    assert await tokens.source.token(1) == "token-1"
    tokens.now_s = 3400
    assert await tokens.source.token(1) == "token-2"


async def test_many_who_ask_share_one_refresh(tokens: Tokens) -> None:
    """Sending and fetching at the same moment ask the endpoint once: a second refresh might end the first one's token."""
    told = await asyncio.gather(*(tokens.source.token(1) for _ in range(5)))
    assert told == ["token-1"] * 5
    assert len(tokens.endpoint.asked) == 1


async def test_a_refresh_token_that_is_replaced_is_kept(tokens: Tokens) -> None:
    """The endpoint hands out a new one with each use: the next refresh uses that."""
    tokens.endpoint.rotates = True
    await tokens.source.token(1)
    tokens.now_s = 4000
    assert await tokens.source.token(1) == "token-2"
    assert tokens.endpoint.asked[1]["refresh_token"] == "refresh-1"


async def test_a_token_that_was_not_taken_is_forgotten(tokens: Tokens) -> None:
    """A mail server said no to it: the next one is fresh."""
    await tokens.source.token(1)
    tokens.source.forget(1)
    assert await tokens.source.token(1) == "token-2"


async def test_another_client_gets_a_token_of_its_own(tokens: Tokens) -> None:
    """When the settings of a mailbox change, the old token is not used any more."""
    await tokens.source.token(1)
    assert tokens.grants.kept is not None
    tokens.grants.kept = tokens.grants.kept._replace(client_id="other")
    assert await tokens.source.token(1) == "token-2"


async def test_a_permission_that_was_taken_back_is_said_plainly(tokens: Tokens) -> None:
    """`invalid_grant` means that a person has to allow it again; waiting does not help."""
    tokens.endpoint.refuse(400, error="invalid_grant", error_description="Token has been expired or revoked.")
    trouble = await tokens.trouble()
    assert trouble.code is MailTroubleCode.LOGIN_OUTDATED
    assert trouble.is_lasting
    assert trouble.params["said"] == "invalid_grant Token has been expired or revoked."


@pytest.mark.parametrize(
    ("status", "body", "is_lasting"),
    [
        (401, b'{"error": "invalid_client"}', True),
        (503, b"busy", False),
        (429, b"{}", False),
        (200, b'{"token": "no"}', False),
        (200, b"\xff\xfe", False),
        (200, b'["access_token"]', False),
    ],
)
async def test_what_else_an_endpoint_says_is_told(
    tokens: Tokens, status: int, body: bytes, is_lasting: bool
) -> None:
    """Anything but a token is a trouble, lasting where the endpoint means us and not the moment."""
    tokens.endpoint.answer = (status, body)
    trouble = await tokens.trouble()
    assert (trouble.code, trouble.is_lasting) == (MailTroubleCode.TOKEN_REFUSED, is_lasting)


async def test_an_endpoint_that_is_not_there_is_tried_again_later(tokens: Tokens) -> None:
    """No line to it is no reason to bother a person."""
    assert tokens.grants.kept is not None
    tokens.grants.kept = tokens.grants.kept._replace(token_url="http://127.0.0.1:1/token")
    trouble = await tokens.trouble()
    assert (trouble.code, trouble.is_lasting) == (MailTroubleCode.TOKEN_UNREACHABLE, False)


async def test_a_mailbox_without_permission_has_no_token(tokens: Tokens) -> None:
    """Nothing was ever allowed: that is said, and nobody is asked."""
    told = await tokens.source.token(2)
    assert isinstance(told, MailTrouble)
    assert told.code is MailTroubleCode.TOKEN_NOT_SET
    assert tokens.endpoint.asked == []
