"""A provider of OAuth 2 on a free port of this machine, with somebody who agrees when they are told to."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import msgspec

from tests.peers.token_endpoint import TokenEndpoint, token_endpoint

REFRESH_TOKEN = "kx7-refresh-open-sesame"
_DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


class Provider:
    """`pending` is how often it says that nobody has agreed yet; `asked` are the forms it was sent; `error` what it refuses with."""

    def __init__(self, endpoint: TokenEndpoint) -> None:
        self.url = endpoint.url
        self.asked: list[dict[str, str]] = []
        self.pending: list[str] = []
        self.error = ""
        self.gives_refresh_token = True
        self._challenges: dict[str, str] = {}
        endpoint.reply = self.reply  # type: ignore[method-assign]

    def agree(self, url: str) -> str:
        """Somebody opens the address and agrees: where their browser is sent to."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert query["code_challenge_method"] == "S256"
        self._challenges["code-1"] = query["code_challenge"]
        return f"{query['redirect_uri']}/?state={query['state']}&code=code-1"

    def reply(self, form: dict[str, str]) -> tuple[int, bytes]:
        """The answer to a form."""
        self.asked.append(form)
        if self.error:
            return _answer(400, error=self.error, error_description="because")
        match form.get("grant_type"):
            case None:
                return _answer(
                    200, device_code="device-1", user_code="WDJB-MJHT", verification_uri="https://login.example/device",
                    expires_in=900, interval=0,
                )  # fmt: skip
            case grant if grant == _DEVICE_GRANT and self.pending:
                return _answer(400, error=self.pending.pop(0))
            case "authorization_code" if not self._is_proven(form):
                return _answer(400, error="invalid_grant")
            case _:
                tokens = {"access_token": "access-1", "token_type": "Bearer"}
                tokens |= {"refresh_token": REFRESH_TOKEN} if self.gives_refresh_token else {}
                return _answer(200, **tokens)

    def _is_proven(self, form: dict[str, str]) -> bool:
        """The code was asked for by whoever brings it (PKCE)."""
        hashed = hashlib.sha256(form["code_verifier"].encode()).digest()
        return self._challenges.get(form["code"]) == urlsafe_b64encode(hashed).rstrip(b"=").decode()


def _answer(status: int, **fields: object) -> tuple[int, bytes]:
    return status, msgspec.json.encode(fields)


@contextmanager
def provider() -> Iterator[Provider]:
    """One that answers until the end of the block."""
    with token_endpoint() as endpoint:
        yield Provider(endpoint)
