"""HTTP answers as bytes. Knows no routes and no refusals."""

from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from starlette.responses import FileResponse
from starlette.types import Receive, Scope, Send

JSON = b"application/json"


class Answer(NamedTuple):
    """A whole answer."""

    body: bytes
    media_type: bytes = JSON
    status: int = 200
    headers: tuple[tuple[bytes, bytes], ...] = ()

    async def send(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Put it on the wire."""
        await send(
            {
                "type": "http.response.start",
                "status": self.status,
                "headers": [
                    (b"content-type", self.media_type),
                    (b"content-length", str(len(self.body)).encode()),
                    (b"cache-control", b"no-store"),
                    (b"x-content-type-options", b"nosniff"),
                    *self.headers,
                ],
            }
        )
        await send({"type": "http.response.body", "body": self.body})


class FileAnswer(NamedTuple):
    """A customer's or agent's file: always to be saved, never to be shown or run by a browser."""

    path: Path
    filename: str

    async def send(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stream it from disk."""
        response = FileResponse(self.path, media_type="application/octet-stream")
        response.headers["content-disposition"] = (
            f"attachment; filename*=utf-8''{quote(self.filename, safe='')}"
        )
        response.headers["content-security-policy"] = "sandbox; default-src 'none'"
        response.headers["x-content-type-options"] = "nosniff"
        await response(scope, receive, send)
