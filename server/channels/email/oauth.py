"""Access tokens of mailboxes that log in by OAuth 2: asked for by a refresh token, kept until shortly before they expire (RFC 6749, 6)."""

import asyncio
import json
from collections.abc import Callable
from typing import Any, Final, NamedTuple, Protocol
from urllib.parse import urlsplit

import httpx

from support_tui.wire.mail_states import MailTrouble, MailTroubleCode

TokenProblem = MailTrouble
"""Why there is no token."""

MARGIN_S: Final = 300
"""A token that ends within this is not used any more (or within half its life, of those that live shorter)."""
_UNTOLD_S: Final = 3600
"""How long a token is believed to last whose server does not say."""
_TIMEOUT_S: Final = 20.0
_SAID_CHARS: Final = 200


class Grant(NamedTuple):
    """What a mailbox needs for tokens: where they are given out, to whom, and by what."""

    token_url: str
    client_id: str
    scope: str
    refresh_token: str
    client_secret: str = ""


class Grants(Protocol):
    """Where grants stand; `rotated` keeps the refresh token that replaces the one just used."""

    async def grant(self, mailbox_id: int) -> Grant | None: ...

    async def rotated(self, mailbox_id: int, refresh_token: str) -> None: ...


class _Token(NamedTuple):
    grant: Grant
    value: str
    good_until_s: float


class TokenSource:
    """`clock` gives seconds; `client` makes the HTTP client that asks. One refresh of a mailbox at a time, whoever asks."""

    def __init__(
        self,
        grants: Grants,
        clock: Callable[[], float],
        client: Callable[[], httpx.AsyncClient] = lambda: httpx.AsyncClient(timeout=_TIMEOUT_S),
    ) -> None:
        self._grants = grants
        self._clock = clock
        self._client = client
        self._tokens: dict[int, _Token] = {}
        self._refreshing: dict[int, asyncio.Lock] = {}

    async def token(self, mailbox_id: int) -> str | TokenProblem:
        """A token that is good for some minutes at least, or why there is none."""
        async with self._refreshing.setdefault(mailbox_id, asyncio.Lock()):
            grant = await self._grants.grant(mailbox_id)
            if grant is None or not grant.refresh_token:
                return MailTrouble(MailTroubleCode.TOKEN_NOT_SET, is_lasting=True)
            known = self._tokens.get(mailbox_id)
            if known is not None and known.grant[:3] == grant[:3] and self._clock() < known.good_until_s:
                return known.value
            return await self._refreshed(mailbox_id, grant)

    def forget(self, mailbox_id: int) -> None:
        """The mail server did not take the token: the next one is asked for afresh."""
        self._tokens.pop(mailbox_id, None)

    async def _refreshed(self, mailbox_id: int, grant: Grant) -> str | TokenProblem:
        given = await self._ask(grant)
        if isinstance(given, MailTrouble):
            return given
        lasts_s = _seconds(given.get("expires_in"))
        good_s = lasts_s - min(MARGIN_S, lasts_s / 2)
        self._tokens[mailbox_id] = _Token(grant, given["access_token"], self._clock() + good_s)
        rotated = given.get("refresh_token")
        if isinstance(rotated, str) and rotated and rotated != grant.refresh_token:
            await self._grants.rotated(mailbox_id, rotated)
        return str(given["access_token"])

    async def _ask(self, grant: Grant) -> dict[str, Any] | TokenProblem:
        host = urlsplit(grant.token_url).hostname or grant.token_url
        form = {
            "grant_type": "refresh_token",
            "refresh_token": grant.refresh_token,
            "client_id": grant.client_id,
        }
        form |= {"scope": grant.scope} if grant.scope else {}
        form |= {"client_secret": grant.client_secret} if grant.client_secret else {}
        try:
            async with self._client() as client:
                answer = await client.post(grant.token_url, data=form, headers={"Accept": "application/json"})
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = str(error) or type(error).__name__
            return MailTrouble(MailTroubleCode.TOKEN_UNREACHABLE, {"host": host, "reason": reason})
        return _given(answer, host)


def _given(answer: httpx.Response, host: str) -> dict[str, Any] | TokenProblem:
    """The fields of an answer with a token in it, otherwise what its server said. What it refuses (4xx but 429) waiting does not mend."""
    try:
        fields = json.loads(answer.content)
    except ValueError:
        fields = None
    fields = fields if isinstance(fields, dict) else {}
    if answer.is_success and isinstance(fields.get("access_token"), str):
        return fields
    is_lasting = answer.is_client_error and answer.status_code not in (408, 429)
    if fields.get("error") == "invalid_grant":
        code = MailTroubleCode.LOGIN_OUTDATED
    else:
        code = MailTroubleCode.TOKEN_REFUSED
    said = " ".join(str(fields[name]) for name in ("error", "error_description") if fields.get(name))
    words = said[:_SAID_CHARS] or f"HTTP {answer.status_code}"
    return MailTrouble(code, {"host": host, "said": words}, is_lasting=is_lasting)


def _seconds(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return _UNTOLD_S
