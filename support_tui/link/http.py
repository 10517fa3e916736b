"""Questions and commands to the server by HTTP: typed answers, refusals as values, and `Unreachable` where no answer came."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

import msgspec

from support_tui.link.address import Address
from support_tui.link.answers import (
    ANSWER_TIMEOUT_S,
    CONNECT_TIMEOUT_S,
    Unreachable,
    answer_of,
    of_command,
    payload_of,
)
from support_tui.link.downloads import Downloads
from support_tui.link.tls import context_for, is_distrust
from support_tui.store.windows import ListKey, PageRequest
from support_tui.wire import codec
from support_tui.wire.actions import ActionPage
from support_tui.wire.attention import AttentionSettings
from support_tui.wire.commands import Accepted, Batch, BatchAnswer, IncomingFile, Request
from support_tui.wire.drafts import DraftPage, DraftSaved, SaveDraft
from support_tui.wire.mailbox_tests import TestMailbox, TestReport
from support_tui.wire.mailboxes import MailboxHoldings, MailboxSecrets, SecretKind, SetMailboxSecret
from support_tui.wire.notifications import MarkNotifications, NotificationPage
from support_tui.wire.previews import BulkState, Preview, PreviewAsked
from support_tui.wire.quarantine import MailRetried, MailRetry
from support_tui.wire.refusals import Refusal
from support_tui.wire.saved_views import SavedView
from support_tui.wire.scheduled import ScheduledPage
from support_tui.wire.views import (
    ConversationPage,
    Counts,
    Customer,
    CustomerPage,
    LoggedIn,
    LogPage,
    Snapshot,
    ThreadPage,
)

if TYPE_CHECKING:
    import httpx

__all__ = ["Http", "Unreachable"]

T = TypeVar("T")


class Http(Downloads):
    """One agent's door to one server. `token` may be set after a login."""

    def __init__(
        self,
        address: Address,
        token: str = "",
        pinned_pem: str = "",
        *,
        authority_file: str = "",
        zone_name: str = "",
    ) -> None:
        """`zone_name` is where the agent's days begin, empty for UTC."""
        self.address, self.token = address, token
        self.pinned_pem, self.authority_file = pinned_pem, authority_file
        self.zone_name = zone_name
        self._client: httpx.AsyncClient | None = None
        self._is_closed = False

    # ------------------------------------------------------------ who is there

    async def login(self, email: str, password: str, label: str) -> LoggedIn | Refusal | Unreachable:
        """A token for this agent; it is used from now on."""
        body = {"email": email, "password": password, "label": label}
        answer = await self._ask("POST", "/api/login", LoggedIn, content=codec.encode(body))
        if isinstance(answer, LoggedIn):
            self.token = answer.token
        return answer

    async def logout(self) -> Refusal | Unreachable | None:
        """The token is worth nothing any more."""
        raw = await self._exchange("POST", "/api/logout")
        self.token = ""
        answer = raw if isinstance(raw, Unreachable) else payload_of(*raw)
        return None if isinstance(answer, bytes) else answer

    # ------------------------------------------------------------ questions

    async def snapshot(self) -> Snapshot | Refusal | Unreachable:
        """The desk as a whole."""
        return await self._ask("GET", "/api/snapshot", Snapshot)

    async def conversations(
        self, key: ListKey, request: PageRequest
    ) -> ConversationPage | Refusal | Unreachable:
        """A page of a list."""
        params: dict[str, str | int] = {"queue": key.queue, "sort": key.sort, "limit": request.limit}
        if key.query:
            params["q"] = key.query
            if self.zone_name:
                params["tz"] = self.zone_name
        if request.after:
            params["after"] = request.after
        elif request.before:
            params["before"] = request.before
        elif request.start:
            params["at"] = request.start
        return await self._ask("GET", "/api/conversations", ConversationPage, params=params)

    async def thread(
        self, conversation_id: int, *, before: str = "", limit: int = 50
    ) -> ThreadPage | Refusal | Unreachable:
        """The newest messages of a thread, or the ones in front of a cursor."""
        params: dict[str, str | int] = {"limit": limit} | ({"before": before} if before else {})
        return await self._ask(
            "GET", f"/api/conversations/{conversation_id}/thread", ThreadPage, params=params
        )

    async def conversation_log(
        self, conversation_id: int, *, before: int = 0
    ) -> LogPage | Refusal | Unreachable:
        """What happened to one conversation, newest first."""
        params = {"before": before} if before else {}
        return await self._ask("GET", f"/api/conversations/{conversation_id}/log", LogPage, params=params)

    async def log(self, **filters: str | int) -> LogPage | Refusal | Unreachable:
        """What happened on the desk, newest first; filters are `conversation agent type since until before limit`."""
        return await self._ask("GET", "/api/log", LogPage, params=filters)

    async def customers(self, query: str, limit: int = 30) -> tuple[Customer, ...] | Refusal | Unreachable:
        """People by name, address or company."""
        params: dict[str, str | int] = {"q": query, "limit": limit}
        return await self._ask("GET", "/api/customers", tuple[Customer, ...], params=params)

    async def customer(self, customer_id: int) -> CustomerPage | Refusal | Unreachable:
        """A person with history and notes."""
        return await self._ask("GET", f"/api/customers/{customer_id}", CustomerPage)

    async def counts(self) -> Counts | Refusal | Unreachable:
        """The badges."""
        return await self._ask("GET", "/api/counts", Counts)

    async def actions(self, *, before: int = 0, limit: int = 50) -> ActionPage | Refusal | Unreachable:
        """What this agent has done, newest first."""
        params = {"limit": limit} | ({"before": before} if before else {})
        return await self._ask("GET", "/api/actions", ActionPage, params=params)

    async def views(self) -> tuple[SavedView, ...] | Refusal | Unreachable:
        """The saved views that this agent sees, in the order of their tabs; `store.tabs.key_of` is the list behind one."""
        return await self._ask("GET", "/api/views", tuple[SavedView, ...])

    async def scheduled(self, whose: str = "mine") -> ScheduledPage | Refusal | Unreachable:
        """What is to leave later: one's own, or `all`."""
        return await self._ask("GET", "/api/scheduled", ScheduledPage, params={"whose": whose})

    async def keep_file(
        self, name: str, media_type: str, content: bytes
    ) -> IncomingFile | Refusal | Unreachable:
        """Have a file kept that is to go with a letter. Doing it again is safe."""
        params = {"name": name, "media_type": media_type}
        return of_command(await self._ask("POST", "/api/files", IncomingFile, params=params, content=content))

    # ------------------------------------------------------------ one's own

    async def notifications(self) -> NotificationPage | Refusal | Unreachable:
        """What this agent was told personally."""
        return await self._ask("GET", "/api/notifications", NotificationPage)

    async def mark_notifications(self, marks: MarkNotifications) -> Refusal | Unreachable | None:
        """Some have been read, or are unread again."""
        return await self._put("POST", "/api/notifications/read", marks)

    async def drafts(self) -> DraftPage | Refusal | Unreachable:
        """This agent's unsent texts."""
        return await self._ask("GET", "/api/drafts", DraftPage)

    async def shared_drafts(self, conversation_id: int) -> DraftPage | Refusal | Unreachable:
        """What colleagues share in a conversation."""
        return await self._ask("GET", f"/api/conversations/{conversation_id}/drafts", DraftPage)

    async def save_draft(self, draft: SaveDraft) -> DraftSaved | Refusal | Unreachable:
        """Keep an unsent text."""
        return await self._ask("PUT", "/api/drafts", DraftSaved, content=codec.encode(draft))

    async def take_draft(self, draft_id: int) -> DraftSaved | Refusal | Unreachable:
        """Take over a colleague's shared draft, or go back to a kept version of one's own."""
        return await self._ask("POST", f"/api/drafts/{draft_id}/take", DraftSaved)

    async def attention(self) -> AttentionSettings | Refusal | Unreachable:
        """How this agent wants to be told."""
        return await self._ask("GET", "/api/attention", AttentionSettings)

    async def save_attention(self, settings: AttentionSettings) -> Refusal | Unreachable | None:
        """How this agent wants to be told from now on."""
        return await self._put("PUT", "/api/attention", settings)

    async def retry_mail(self, conversation_ids: tuple[int, ...]) -> MailRetried | Refusal | Unreachable:
        """Have mails read again that could not be: those of some conversations, or all."""
        content = codec.encode(MailRetry(conversation_ids))
        return await self._ask("POST", "/api/quarantine/retry", MailRetried, content=content)

    # ------------------------------------------------------------ mailboxes, for administrators

    async def test_mailbox(self, asked: TestMailbox) -> TestReport | Refusal | Unreachable:
        """Try a server of a mailbox, saved or not."""
        return await self._ask("POST", "/api/mailboxes/test", TestReport, content=codec.encode(asked))

    async def mailbox_holdings(self, mailbox_id: int) -> MailboxHoldings | Refusal | Unreachable:
        """What stands in the way of removing a mailbox, or goes with it."""
        return await self._ask("GET", f"/api/mailboxes/{mailbox_id}/holdings", MailboxHoldings)

    async def mailbox_secrets(self, mailbox_id: int) -> MailboxSecrets | Refusal | Unreachable:
        """Which secrets of a mailbox are set, none of them itself."""
        return await self._ask("GET", f"/api/mailboxes/{mailbox_id}/secrets", MailboxSecrets)

    async def set_mailbox_secret(
        self, mailbox_id: int, kind: SecretKind, value: str
    ) -> Refusal | Unreachable | None:
        """Keep a secret of a mailbox, or forget it where it is empty."""
        path = f"/api/mailboxes/{mailbox_id}/secrets/{kind.value}"
        return await self._put("PUT", path, SetMailboxSecret(value))

    # ------------------------------------------------------------ commands

    async def command(self, request: Request) -> Accepted | Refusal | Unreachable:
        """Have a command done. Sending the same request again is always safe."""
        return of_command(await self._ask("POST", "/api/commands", Accepted, content=codec.encode(request)))

    async def batch(
        self, requests: Sequence[Request]
    ) -> Sequence[Accepted | Refusal] | Refusal | Unreachable:
        """Have several commands done, those about the same thing in their order; the answers in that order."""
        body = codec.encode(Batch(tuple(requests)))
        answer = of_command(await self._ask("POST", "/api/commands/batch", BatchAnswer, content=body))
        if not isinstance(answer, BatchAnswer):
            return answer
        answers = [entry.accepted or entry.refusal for entry in answer.answers]
        given = [entry for entry in answers if entry is not None]
        return given if len(given) == len(requests) else Unreachable("answers are missing")

    async def preview(self, asked: PreviewAsked) -> Preview | Refusal | Unreachable:
        """What a change to many conversations would do."""
        return await self._ask("POST", "/api/bulk/preview", Preview, content=codec.encode(asked))

    async def cancel_bulk(self, key: str) -> BulkState | Refusal | Unreachable:
        """End a change to many conversations where it is."""
        return await self._ask("DELETE", f"/api/bulk/{key}", BulkState)

    async def close(self) -> None:
        """Hang up for good: whoever asks later, gets no answer."""
        self._is_closed = True
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    # ------------------------------------------------------------ how

    async def _put(self, method: str, path: str, body: msgspec.Struct) -> Refusal | Unreachable | None:
        """Have something set that has no answer."""
        raw = await self._exchange(method, path, content=codec.encode(body))
        answer = raw if isinstance(raw, Unreachable) else payload_of(*raw)
        return None if isinstance(answer, bytes) else answer

    async def _ask(
        self,
        method: str,
        path: str,
        kind: type[T],
        *,
        params: Mapping[str, str | int] | None = None,
        content: bytes | None = None,
    ) -> T | Refusal | Unreachable:
        return answer_of(await self._exchange(method, path, params=params, content=content), kind)

    async def _exchange(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | int] | None = None,
        content: bytes | None = None,
    ) -> tuple[int, bytes] | Unreachable:
        import httpx

        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if content is not None:
            headers["Content-Type"] = "application/json"
        try:
            answer = await self._open().request(method, path, params=params, content=content, headers=headers)
        except (httpx.TransportError, httpx.DecodingError) as error:
            return Unreachable(str(error) or type(error).__name__, is_distrust(error))
        return answer.status_code, answer.content

    def _open(self) -> "httpx.AsyncClient":
        import httpx

        if self._is_closed:
            raise httpx.ConnectError("hung up")
        if self._client is None:
            context = context_for(self.address, self.pinned_pem, self.authority_file)
            transport = httpx.AsyncHTTPTransport(
                verify=context if context is not None else False,
                trust_env=not self.address.is_local,
                uds=self.address.socket_path or None,
                retries=1,
            )
            timeout = httpx.Timeout(ANSWER_TIMEOUT_S, connect=CONNECT_TIMEOUT_S)
            is_direct = self.address.is_local or bool(self.pinned_pem)
            self._client = httpx.AsyncClient(
                base_url=self.address.url,
                timeout=timeout,
                transport=transport if is_direct else None,
                verify=context if context is not None else False,
                trust_env=not is_direct,
            )
        return self._client
