"""What a route is: one row of the table that requests are dispatched by and the OpenAPI document is made from."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import msgspec

from support_tui.wire import limits
from support_tui.wire.refusals import Refusal

from .answers import Answer, FileAnswer
from .auth import Caller
from .auth.tokens import Scope
from .desk import ApiDesk

#: Agents with a console or a program of theirs, and whoever sits at the box.
PEOPLE: Final = frozenset({Scope.CONSOLE, Scope.API, Scope.SYSTEM})
#: Channels as well.
EVERYONE: Final = PEOPLE | {Scope.CHANNEL}
#: No token needed.
PUBLIC: Final[frozenset[Scope]] = frozenset()


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The parameters of a path and its query string; this one has none."""


class Raw(msgspec.Struct, frozen=True):
    """Stands for a body that is bytes and not JSON."""


class Call(msgspec.Struct, frozen=True):
    """A request that has passed every check of shape: `params` and `body` have the route's types."""

    desk: ApiDesk
    caller: Caller
    params: Any
    body: Any
    address: str


Outcome = msgspec.Struct | tuple[msgspec.Struct, ...] | Answer | FileAnswer | Refusal | None
Handler = Callable[[Call], Awaitable[Outcome]]


class Route(msgspec.Struct, frozen=True):
    """`answers` None is an empty answer (204). `body_limit` counts bytes."""

    method: str
    path: str
    name: str
    summary: str
    handler: Handler
    answers: Any
    body: type[msgspec.Struct] | None = None
    params: type[Params] = Params
    scopes: frozenset[Scope] = PEOPLE
    admins_only: bool = False
    body_limit: int = limits.BODY_BYTES
    media_type: str = "application/json"
