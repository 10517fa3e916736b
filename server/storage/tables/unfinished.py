"""Changes to many conversations that have been begun and are not over: written with their first part, gone with their last."""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

import msgspec

from support_tui.wire.commands import Request
from support_tui.wire.values import Actor
from support_tui.wire.views import Agent

from ...core.context import Asker
from ...core.notices import Notice
from ..db import Connection, Reader

_KEEP: Final = "insert into unfinished (key, asker, request, ids, missing, at) values (?, ?, ?, ?, ?, ?) on conflict do nothing"
_DROP: Final = "delete from unfinished where key = ?"
_ALL: Final = "select asker, request, ids, missing from unfinished order by at, key"
_TOLD: Final = "select told from unfinished where key = ?"
_TELL: Final = "update unfinished set told = ? where key = ?"


class Order(NamedTuple):
    """A request with the conversations that it was found to be about; `missing` were counted by its preview and not there any more."""

    request: Request
    asker: Asker
    ids: tuple[int, ...]
    missing: int = 0


class _Asked(msgspec.Struct, frozen=True, omit_defaults=True):
    """An asker as kept: their agent by number alone, as role and mailboxes may be others by the time it goes on."""

    actor: Actor
    scope: str
    agent_id: int | None = None
    mailbox_id: int | None = None


_encode = msgspec.json.Encoder().encode
_asked = msgspec.json.Decoder(_Asked).decode
_request = msgspec.json.Decoder(Request).decode
_ids = msgspec.json.Decoder(tuple[int, ...]).decode
_notices = msgspec.json.Decoder(list[Notice]).decode


def keep(connection: Connection, order: Order, at: int) -> None:
    """Remember that it has been begun."""
    asker = order.asker
    asked = _Asked(asker.actor, asker.scope, asker.agent.id if asker.agent else None, asker.mailbox_id)
    row = (
        order.request.key, _encode(asked).decode(), _encode(order.request).decode(), _encode(order.ids).decode(),
        order.missing, at,
    )  # fmt: skip
    connection.execute(_KEEP, row)


def drop(connection: Connection, key: str) -> None:
    """It is over, however it ended."""
    connection.execute(_DROP, (key,))


def concerned(connection: Connection, key: str) -> list[Notice]:
    """Whom it has concerned so far."""
    found = connection.execute(_TOLD, (key,)).fetchone()
    return [] if found is None else _notices(found[0])


def keep_concerned(connection: Connection, key: str, notices: Iterable[Notice]) -> None:
    """Remember whom it has concerned so far."""
    connection.execute(_TELL, (_encode(list(notices)).decode(), key))


def all_orders(connection: Reader, agent_of: Callable[[int], Agent | None]) -> list[Order]:
    """All that is not over, in the order in which it was begun; without those of agents who are not there any more."""
    found: list[Order] = []
    for asked_json, request, ids, missing in connection.execute(_ALL):
        asked = _asked(asked_json)
        agent = None if asked.agent_id is None else agent_of(asked.agent_id)
        if agent is not None or asked.agent_id is None:
            asker = Asker(asked.actor, agent, asked.scope, asked.mailbox_id)
            found.append(Order(_request(request), asker, _ids(ids), missing))
    return found
