"""Authorises a mailbox for the first time, or anew: gets its refresh token by somebody's consent and keeps it as a secret.

By a code on another device (RFC 8628) where the provider has that, else by a code that a browser comes back with (RFC 6749 with PKCE,
RFC 7636). What is begun is remembered until it is finished or has expired, and by this process alone.
"""

import hashlib
import secrets as chance
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Any, Final, NamedTuple, Protocol
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

from support_tui.wire.mail_states import MailTrouble, MailTroubleCode
from support_tui.wire.mailbox_oauth import (
    Authorization,
    AuthorizationState,
    AuthorizationWay,
    StartAuthorization,
)
from support_tui.wire.mailboxes import OAuthSettings, SecretKind
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import Mailbox

from ...core.context import Asker
from ...core.plain import one_line

_DEVICE_GRANT: Final = "urn:ietf:params:oauth:grant-type:device_code"
_TIMEOUT_S: Final = 15.0
_SAID_CHARS: Final = 300
_SLOWER_S: Final = 5
"""RFC 8628, 3.5: `slow_down` adds five seconds."""
_BROWSER_S: Final = 900
_AT_ONCE: Final = 50

Fields = dict[str, Any]


class TokenSecrets(Protocol):
    """Where secrets are read and set."""

    def get(self, mailbox_id: int, kind: SecretKind) -> str | None: ...
    async def set(self, mailbox_id: int, kind: SecretKind, value: str, asker: Asker) -> Refusal | None: ...


class _Begun(NamedTuple):
    mailbox_id: int
    oauth: OAuthSettings
    expires_at_s: float
    interval_s: int
    device_code: str = ""
    verifier: str = ""
    state: str = ""
    redirect_uri: str = ""


class Authorizer:
    """`clock` gives seconds, `client` makes the HTTP client that asks."""

    def __init__(
        self,
        secrets: TokenSecrets,
        clock: Callable[[], float],
        client: Callable[[], httpx.AsyncClient] = lambda: httpx.AsyncClient(timeout=_TIMEOUT_S),
    ) -> None:
        self._secrets = secrets
        self._clock = clock
        self._client = client
        self._begun: dict[str, _Begun] = {}

    async def start(self, mailbox: Mailbox, asked: StartAuthorization) -> Authorization | Refusal:
        """What somebody has to do to agree; refused where the mailbox lacks the settings for it."""
        oauth = mailbox.mail.oauth
        if oauth is None:
            return _invalid("oauth", "oauth_missing")
        self._forget_expired()
        if asked.way is AuthorizationWay.DEVICE:
            return (
                await self._start_device(mailbox, oauth)
                if oauth.device_url
                else _invalid("oauth.device_url", "bad_url")
            )
        if not oauth.authorize_url:
            return _invalid("oauth.authorize_url", "bad_url")
        return self._start_browser(mailbox, oauth, asked.redirect_uri)

    async def finish(
        self, mailbox: Mailbox, handle: str, code: str, asker: Asker
    ) -> AuthorizationState | Refusal:
        """Whether somebody has agreed; then the refresh token is kept, and the log says who had it set."""
        begun = self._begun.get(handle)
        if begun is None or begun.mailbox_id != mailbox.id:
            return Refusal(RefusalCode.NOT_FOUND, {"kind": "authorization", "id": handle[:20]})
        if begun.device_code:
            form = {"grant_type": _DEVICE_GRANT, "device_code": begun.device_code}
        else:
            given = _code_in(code, begun.state)
            if given is None:
                return AuthorizationState(
                    trouble=_refused(begun.oauth.authorize_url, "another state, or no code")
                )
            form = {
                "grant_type": "authorization_code", "code": given,
                "redirect_uri": begun.redirect_uri, "code_verifier": begun.verifier,
            }  # fmt: skip
        fields = await self._ask(begun.mailbox_id, begun.oauth, begun.oauth.token_url, form)
        return await self._settled(handle, begun, fields, asker)

    # ------------------------------------------------------------ beginning

    async def _start_device(self, mailbox: Mailbox, oauth: OAuthSettings) -> Authorization:
        scope = {"scope": oauth.scope} if oauth.scope else {}
        fields = await self._ask(mailbox.id, oauth, oauth.device_url, scope)
        if isinstance(fields, MailTrouble):
            return Authorization(trouble=fields)
        url = fields.get("verification_uri") or fields.get("verification_url")
        code, shown = fields.get("device_code"), fields.get("user_code")
        if not (isinstance(url, str) and isinstance(code, str) and isinstance(shown, str)):
            return Authorization(trouble=_refused(oauth.device_url, _said(fields)))
        interval_s, expires_s = _whole(fields.get("interval"), 5), _whole(fields.get("expires_in"), 600)
        begun = _Begun(mailbox.id, oauth, self._clock() + expires_s, interval_s, device_code=code)
        return Authorization(self._remember(begun), one_line(url), one_line(shown), interval_s, expires_s)

    def _start_browser(self, mailbox: Mailbox, oauth: OAuthSettings, redirect_uri: str) -> Authorization:
        verifier, state = chance.token_urlsafe(48), chance.token_urlsafe(16)
        challenge = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        query = {
            "client_id": oauth.client_id,
            "response_type": "code",
            "redirect_uri": redirect_uri,
            "scope": oauth.scope,
            "state": state,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            # Google gives a refresh token only when it is asked for so; others ignore what they do not know (RFC 6749, 3.1).
            "access_type": "offline",
            "prompt": "consent",
        }
        begun = _Begun(
            mailbox.id,
            oauth,
            self._clock() + _BROWSER_S,
            0,
            verifier=verifier,
            state=state,
            redirect_uri=redirect_uri,
        )
        joint = "&" if urlsplit(oauth.authorize_url).query else "?"
        url = f"{oauth.authorize_url}{joint}{urlencode(query)}"
        return Authorization(self._remember(begun), url, expires_s=_BROWSER_S, interval_s=0)

    def _remember(self, begun: _Begun) -> str:
        handle = chance.token_urlsafe(16)
        if len(self._begun) >= _AT_ONCE:
            del self._begun[next(iter(self._begun))]
        self._begun[handle] = begun
        return handle

    def _forget_expired(self) -> None:
        now = self._clock()
        self._begun = {handle: begun for handle, begun in self._begun.items() if begun.expires_at_s > now}

    # ------------------------------------------------------------ finishing

    async def _settled(
        self, handle: str, begun: _Begun, fields: Fields | MailTrouble, asker: Asker
    ) -> AuthorizationState | Refusal:
        if isinstance(fields, MailTrouble):
            return AuthorizationState(trouble=fields)
        match fields.get("error"):
            case "authorization_pending" if self._clock() < begun.expires_at_s:
                return AuthorizationState(wait_s=begun.interval_s)
            case "slow_down" if self._clock() < begun.expires_at_s:
                slower = begun._replace(interval_s=begun.interval_s + _SLOWER_S)
                self._begun[handle] = slower
                return AuthorizationState(wait_s=slower.interval_s)
        del self._begun[handle]
        token = fields.get("refresh_token")
        if not isinstance(token, str) or not token:
            said = (
                _said(fields)
                if "access_token" not in fields
                else "no refresh token; does the scope ask for one (offline_access)?"
            )
            return AuthorizationState(trouble=_refused(begun.oauth.token_url, said))
        refusal = await self._secrets.set(begun.mailbox_id, SecretKind.OAUTH_REFRESH_TOKEN, token, asker)
        return refusal or AuthorizationState(is_done=True)

    async def _ask(
        self, mailbox_id: int, oauth: OAuthSettings, url: str, form: dict[str, str]
    ) -> Fields | MailTrouble:
        """The fields of the answer, whether it is one of success or not."""
        secret = self._secrets.get(mailbox_id, SecretKind.OAUTH_CLIENT_SECRET)
        form = {"client_id": oauth.client_id, **form} | ({"client_secret": secret} if secret else {})
        try:
            async with self._client() as client:
                answer = await client.post(url, data=form, headers={"Accept": "application/json"})
            fields = answer.json()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = one_line(str(error)) or type(error).__name__
            return MailTrouble(MailTroubleCode.TOKEN_UNREACHABLE, {"host": _host(url), "reason": reason})
        except ValueError:
            return _refused(url, f"HTTP {answer.status_code}")
        return fields if isinstance(fields, dict) else _refused(url, f"HTTP {answer.status_code}")


def _code_in(given: str, state: str) -> str | None:
    """The code in what was given: it alone, or the address that the browser came back to, if that answers this very question."""
    given = given.strip()
    if "?" not in given:
        return given or None
    query = parse_qs(urlsplit(given).query)
    if query.get("state") != [state]:
        return None
    return next(iter(query.get("code", ())), None)


def _said(fields: Fields) -> str:
    """What a server said of why not; nothing that could be a token."""
    words = (str(fields[name]) for name in ("error", "error_description") if fields.get(name))
    return one_line(" ".join(words))[:_SAID_CHARS] or "an answer without what was asked for"


def _refused(url: str, said: str) -> MailTrouble:
    return MailTrouble(MailTroubleCode.TOKEN_REFUSED, {"host": _host(url), "said": said}, is_lasting=True)


def _host(url: str) -> str:
    return urlsplit(url).hostname or url


def _whole(value: Any, otherwise: int) -> int:
    try:
        return max(0, int(value))
    except (TypeError, ValueError):
        return otherwise


def _invalid(field: str, reason: str) -> Refusal:
    return Refusal(RefusalCode.INVALID_FIELD, {"field": field, "reason": reason})
