"""What concerns the agent at this console alone: their login, and what of theirs is still to leave. Paints nothing."""

from collections.abc import Callable
from typing import Protocol

from support_tui.actions.outbox import Outbox
from support_tui.link.http import Unreachable
from support_tui.store import Store
from support_tui.wire.refusals import Refusal
from support_tui.wire.scheduled import ScheduledPage
from support_tui.wire.views import LoggedIn

_LABEL = "support-tui"
"""How the desk calls the login of a console."""


class OwnServer(Protocol):
    """The questions that this needs."""

    async def scheduled(self, whose: str = "mine") -> ScheduledPage | Refusal | Unreachable: ...
    async def login(self, email: str, password: str, label: str) -> LoggedIn | Refusal | Unreachable: ...


class Startable(Protocol):
    """The line, as far as it can be begun again."""

    def start(self) -> None: ...


class Own:
    """The part of the desk's controller about its own agent."""

    store: Store
    _server: OwnServer
    _line: Startable | None
    _outbox: Outbox
    on_new_token: Callable[[str], None] = staticmethod(lambda token: None)
    """Told of the token of a fresh login, so that it is kept."""

    async def log_in(self, password: str) -> Refusal | Unreachable | None:
        """The login has run out: begin another one as the same agent; what has waited for it is sent. Why not, where it failed."""
        me = self.store.replica.me
        answer = await self._server.login(me.email if me is not None else "", password, _LABEL)
        if not isinstance(answer, LoggedIn):
            return answer
        self.on_new_token(answer.token)
        if self._line is not None:
            self._line.start()
        self._outbox.line_is_back()
        return None

    async def scheduled(self) -> ScheduledPage | None:
        """What of this agent's is to leave later; None where the server does not answer."""
        answer = await self._server.scheduled()
        return self.store.cleaned([answer])[0] if isinstance(answer, ScheduledPage) else None
