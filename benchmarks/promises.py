"""What a desk has promised to those who wrote to it, and what its tables and its mail server say of that. Starts and kills nothing."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from support_tui.wire.commands import ReceiveMessage, Request, SendReply

_TAKEN_IN = "select external_id from message_external"
_INBOUND = "select count(*) from message where kind = 'inbound'"
_REPLIES = "select text, json_extract(delivery, '$.state') from message where kind = 'reply'"
_OUTBOX_WITHOUT_REPLY = """
select count(*) from outbox o left join message m on m.id = o.message_id
where m.id is null or json_extract(m.delivery, '$.state') <> o.state"""
_REPLY_WITHOUT_OUTBOX = """
select count(*) from message m left join outbox o on o.message_id = m.id
where json_extract(m.delivery, '$.state') in ('queued', 'sending', 'maybe_sent') and o.message_id is null"""


class Ledger:
    """What was asked and what was promised, kept outside of the server: key → request, and the keys acknowledged."""

    def __init__(self) -> None:
        self.asked: dict[str, Request] = {}
        self.acknowledged: set[str] = set()
        self.conversations: list[int] = []

    def messages(self) -> dict[str, bool]:
        """The identity of every customer's message ever sent, and whether the server has acknowledged it."""
        return {
            request.command.external_id: key in self.acknowledged
            for key, request in self.asked.items()
            if isinstance(request.command, ReceiveMessage)
        }

    def replies(self) -> dict[str, bool]:
        """The text of every reply ever given, no two alike, and whether the server has acknowledged it."""
        return {
            request.command.text: key in self.acknowledged
            for key, request in self.asked.items()
            if isinstance(request.command, SendReply)
        }


class Kept(msgspec.Struct, frozen=True):
    """What the tables hold; replies as text and state of delivery, `at_odds` the replies and outbox rows that do not fit."""

    messages: list[str]
    inbound: int
    replies: list[tuple[str, str]]
    at_odds: int


def kept(data: Path) -> Kept:
    """Read beside the server, or after its end."""
    connection = sqlite3.connect(f"file:{data / 'support.db'}?mode=ro", uri=True)
    try:
        connection.execute("begin")
        return Kept(
            messages=[str(row[0]) for row in connection.execute(_TAKEN_IN)],
            inbound=connection.execute(_INBOUND).fetchone()[0],
            replies=[(str(text), str(state)) for text, state in connection.execute(_REPLIES)],
            at_odds=sum(
                connection.execute(sql).fetchone()[0]
                for sql in (_OUTBOX_WITHOUT_REPLY, _REPLY_WITHOUT_OUTBOX)
            ),
        )
    finally:
        connection.close()


def broken_promises(ledger: Ledger, tables: Kept, mails: list[str]) -> list[str]:
    """What tables and `mails` (the replies that the mail server took) contradict of what was acknowledged, in words."""
    return [
        *_lost_or_doubled("message", ledger.messages(), tables.messages),
        *_lost_or_doubled("reply", ledger.replies(), [text for text, _ in tables.replies]),
        *_wrongly_sent(tables, mails),
        *([f"{tables.inbound} messages for {len(tables.messages)} identities"]
          * (tables.inbound != len(tables.messages))),
        *([f"{tables.at_odds} replies and rows of the outbox do not fit"] * bool(tables.at_odds)),
    ]  # fmt: skip


def _lost_or_doubled(noun: str, asked: dict[str, bool], stored: list[str]) -> Iterator[str]:
    times = Counter(stored)
    yield from _some(
        f"{noun} lost", [one for one, was_promised in asked.items() if was_promised and not times[one]]
    )
    yield from _some(f"{noun} doubled", [one for one, count in times.items() if count > 1])
    yield from _some(f"{noun} nobody sent", [one for one in times if one not in asked])


def _wrongly_sent(tables: Kept, mails: list[str]) -> Iterator[str]:
    """A reply leaves at most once, and what the tables call accepted has left. One of which it is not known says so."""
    times, states = Counter(mails), dict(tables.replies)
    yield from _some("mailed twice", [text for text, count in times.items() if count > 1])
    yield from _some(
        "accepted and never mailed",
        [text for text, state in states.items() if state == "accepted" and not times[text]],
    )
    yield from _some(
        "mailed and not known of",
        [text for text in times if states.get(text) not in ("accepted", "sending", "maybe_sent")],
    )


def _some(words: str, which: list[str]) -> Iterator[str]:
    if which:
        yield f"{len(which)} {words}: {', '.join(which[:3])}"
