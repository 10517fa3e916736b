"""Bytes of files from the server as they come, with how many have come; and more of a mail than its thread shows."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol, TypeVar
from urllib.parse import quote

from support_tui.link.answers import Unreachable, payload_of
from support_tui.wire.mail_reading import FileReading, MailHeaders, MailReading
from support_tui.wire.refusals import Refusal

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")

_CHUNK_BYTES: Final = 1 << 16
Told = Callable[[int, int], None]
"""Hears how many bytes have come, and of how many; 0 where that is not known."""


class _Http(Protocol):
    """What `Http` is to this."""

    token: str

    def _open(self) -> "httpx.AsyncClient": ...

    async def _ask(self, method: str, path: str, kind: type[T]) -> T | Refusal | Unreachable: ...


class Downloads:
    """The part of `Http` that fetches files."""

    async def download(
        self: _Http, path: str, write: Callable[[bytes], object], told: Told
    ) -> Refusal | Unreachable | None:
        """Hand on the bytes of `path` (below `/api`) as they come; None once all have. What `write` raises comes through."""
        import httpx

        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        try:
            async with self._open().stream("GET", f"/api/{path}", headers=headers) as answer:
                if not answer.is_success:
                    failed = payload_of(answer.status_code, await answer.aread())
                    return Unreachable("") if isinstance(failed, bytes) else failed
                total, come = int(answer.headers.get("content-length") or 0), 0
                async for chunk in answer.aiter_bytes(_CHUNK_BYTES):
                    write(chunk)
                    come += len(chunk)
                    told(come, total)
        except (httpx.TransportError, httpx.DecodingError) as error:
            return Unreachable(str(error) or type(error).__name__)
        return None

    async def mail_headers(self: _Http, message_id: int) -> MailHeaders | Refusal | Unreachable:
        """All headers of a message that came as mail."""
        return await self._ask("GET", f"/api/messages/{message_id}/headers", MailHeaders)

    async def mail_reading(
        self: _Http, message_id: int, charset: str = ""
    ) -> MailReading | Refusal | Unreachable:
        """How a message would read with another charset."""
        path = f"/api/messages/{message_id}/reading" + (f"?charset={quote(charset)}" if charset else "")
        return await self._ask("GET", path, MailReading)

    async def file_reading(self: _Http, attachment_id: int) -> FileReading | Refusal | Unreachable:
        """What a file says in words."""
        return await self._ask("GET", f"/api/attachments/{attachment_id}/reading", FileReading)
