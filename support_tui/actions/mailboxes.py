"""Administers mailboxes over the line: saves, tries, sets secrets, has mail read again. Nothing of it waits for a line or is kept on this machine."""

import asyncio
import secrets
from typing import Final, Protocol

from support_tui import i18n
from support_tui.actions.history import Deed, History
from support_tui.actions.kinds import kind_of_command
from support_tui.actions.mailbox_form import Form
from support_tui.link.http import Unreachable
from support_tui.store import Store
from support_tui.text.sanitize import sanitize_line
from support_tui.wire.actions import Action
from support_tui.wire.commands import Accepted, RemoveMailbox, Request
from support_tui.wire.emptying import emptying
from support_tui.wire.mailbox_tests import TestMailbox, TestPart, TestReport
from support_tui.wire.mailboxes import MailboxHoldings, MailboxSecrets, SecretKind, SecretState
from support_tui.wire.quarantine import MailRetried
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.wording import wording

_ASKED_AGAIN: Final = 20
_BETWEEN_S: Final = 1.0


class MailboxServer(Protocol):
    """The questions and commands that this needs."""

    async def command(self, request: Request) -> Accepted | Refusal | Unreachable: ...
    async def test_mailbox(self, asked: TestMailbox) -> TestReport | Refusal | Unreachable: ...
    async def mailbox_holdings(self, mailbox_id: int) -> MailboxHoldings | Refusal | Unreachable: ...
    async def mailbox_secrets(self, mailbox_id: int) -> MailboxSecrets | Refusal | Unreachable: ...
    async def set_mailbox_secret(
        self, mailbox_id: int, kind: SecretKind, value: str
    ) -> Refusal | Unreachable | None: ...
    async def retry_mail(self, conversation_ids: tuple[int, ...]) -> MailRetried | Refusal | Unreachable: ...


class Mailboxes:
    """Each method gives what the server said, or why it could not."""

    def __init__(self, store: Store, server: MailboxServer, history: History) -> None:
        self._store = store
        self._server = server
        self._history = history

    async def save(self, form: Form) -> Form | Refusal | Unreachable:
        """Save what was changed, then the secrets that were typed; the form as it is saved."""
        if form.is_changed:
            seen_seq = form.seen_seq if form.mailbox_id is not None else None
            request = Request(secrets.token_hex(16), form.command(), seen_seq)
            answer = await self._server.command(request)
            if not isinstance(answer, Accepted):
                return answer
            form = form.saved(answer.created_id, max(answer.seq, self._store.replica.seq))
        assert form.mailbox_id is not None
        for kind, value in form.secrets.items():
            problem = await self._server.set_mailbox_secret(form.mailbox_id, kind, value)
            if problem is not None:
                return problem
        return form.without_secrets()

    async def secrets(self, mailbox_id: int) -> tuple[SecretState, ...]:
        """Which secrets are set; none where the server does not answer."""
        answer = await self._server.mailbox_secrets(mailbox_id)
        return answer.secrets if isinstance(answer, MailboxSecrets) else ()

    async def holdings(self, mailbox_id: int) -> MailboxHoldings | Refusal | Unreachable:
        """What lies in a mailbox that is to be removed."""
        return await self._server.mailbox_holdings(mailbox_id)

    async def remove(self, mailbox_id: int, into_id: int | None) -> Accepted | Refusal | Unreachable:
        """Carry all that a mailbox holds into another one where one is given, then remove it; one undo takes all of it back."""
        done: list[Deed] = []
        answer: Accepted | Refusal | Unreachable
        for change in emptying(mailbox_id, into_id) if into_id is not None else ():
            request = Request(secrets.token_hex(16), change)
            answer = await self._patiently(request)
            if isinstance(answer, Accepted):
                done.append(self._deed(request, answer))
            elif not _is_no_change(answer):
                self._history.done(done)
                return answer
        request = Request(secrets.token_hex(16), RemoveMailbox(mailbox_id))
        answer = await self._server.command(request)
        if isinstance(answer, Accepted):
            done.append(self._deed(request, answer))
        self._history.done(done)
        return answer

    def _deed(self, request: Request, accepted: Accepted) -> Deed:
        many = accepted.many.changed if accepted.many is not None else 0
        kind = kind_of_command(request.command)
        action = Action(accepted.seq, request.key, 0, self._store.clock(), kind, conversations=many)
        return Deed(request.key, request.command, action=action, seq=accepted.seq)

    async def _patiently(self, request: Request) -> Accepted | Refusal | Unreachable:
        """Done once, however long it takes: the same request asks for the same answer again."""
        answer = await self._server.command(request)
        for _ in range(_ASKED_AGAIN):
            if not isinstance(answer, Unreachable):
                break
            await asyncio.sleep(_BETWEEN_S)
            answer = await self._server.command(request)
        return answer

    async def test(self, form: Form, part: TestPart, send_to: str = "") -> TestReport | Refusal | Unreachable:
        """Try one way of it as the form stands, saved or not."""
        answer = await self._server.test_mailbox(form.asked(part, send_to))
        return self._store.cleaned([answer])[0] if isinstance(answer, TestReport) else answer

    async def retry_mail(self, *conversation_ids: int) -> MailRetried | Refusal | Unreachable:
        """Have mails read again that could not be: those of some conversations, or all. What they say comes by the stream."""
        return await self._server.retry_mail(conversation_ids)


def _is_no_change(answer: Refusal | Unreachable) -> bool:
    """A list in which nothing lies."""
    return isinstance(answer, Refusal) and answer.code is RefusalCode.NO_CHANGE


def told(answer: Refusal | Unreachable) -> str:
    """What a person is told of why not, in a sentence; nothing has been changed."""
    if isinstance(answer, Unreachable):
        return i18n.text("mailboxes-unreachable")
    return sanitize_line(wording(answer, i18n.current().language))
