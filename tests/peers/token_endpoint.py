"""A token endpoint of OAuth 2 on a free port of this machine, which answers as it is told to."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import msgspec


class TokenEndpoint:
    """Gives out `token-1`, `token-2`, …; `asked` are the forms it was sent, `answer` what it says instead, with its status. Mail servers
    ask it at `/info` whose a token is: what it gave out is `user`'s until it is taken back from `good`."""

    def __init__(self) -> None:
        self.user = ""
        self.good: set[str] = set()
        self.asked: list[dict[str, str]] = []
        self.answer: tuple[int, bytes] | None = None
        self.expires_in: Any = 3600
        self.rotates = False
        self.url = ""

    def refuse(self, status: int, **fields: str) -> None:
        """Say no from now on."""
        self.answer = (status, msgspec.json.encode(fields))

    def reply(self, form: dict[str, str]) -> tuple[int, bytes]:
        """The answer to a form."""
        self.asked.append(form)
        if self.answer is not None:
            return self.answer
        count = len(self.asked)
        self.good.add(f"token-{count}")
        fields: dict[str, Any] = {
            "access_token": f"token-{count}",
            "token_type": "Bearer",
            "expires_in": self.expires_in,
        }
        if self.rotates:
            fields["refresh_token"] = f"refresh-{count}"
        return 200, msgspec.json.encode(fields)

    def info(self, token: str) -> tuple[int, bytes]:
        """Whose token it is, as a mail server asks."""
        if token in self.good:
            return 200, msgspec.json.encode({"username": self.user, "active": "true"})
        return 401, b'{"error": "invalid_token"}'


@contextmanager
def token_endpoint() -> Iterator[TokenEndpoint]:
    """One that answers until the end of the block."""
    endpoint = TokenEndpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.say(*endpoint.reply(dict(parse_qsl(body))))

        def do_GET(self) -> None:
            query = dict(parse_qsl(urlsplit(self.path).query))
            self.say(*endpoint.info(query.get("access_token", "")))

        def say(self, status: int, answer: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    endpoint.url = f"http://127.0.0.1:{server.server_port}/token"
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
