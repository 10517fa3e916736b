"""`tail`: follows the desk's stream and prints each event once, in order, over lost connections and restarts of the server."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

import msgspec

from support_tui import i18n
from support_tui.command_line import queries
from support_tui.command_line.door import Door, authority_file
from support_tui.command_line.exits import Ended, Exit
from support_tui.command_line.reading import now_us, zone_name
from support_tui.command_line.terminal_output import Output
from support_tui.link.answers import Unreachable
from support_tui.link.line import Line
from support_tui.link.session import Session
from support_tui.link.stream import open_socket
from support_tui.store.line import LinePhase, LineState
from support_tui.store.replica import Replica
from support_tui.text.sanitize import sanitize_line
from support_tui.verbs.parse import Asked
from support_tui.widgets import event_words
from support_tui.wire.frames import DownFrame, Envelope, Events, Skipped
from support_tui.wire.query import Facts, Query, QueryError, matches, parse
from support_tui.wire.refusals import Refusal
from support_tui.wire.views import ConversationPage, ConversationRow, Snapshot, ThreadPage
from support_tui.wire.whole import as_json
from support_tui.wire.zones import zone_of


def tail(asked: Asked, door: Door, output: Output) -> Exit:
    """Print what happens until the run is ended; what a query does not fit is passed over."""
    query = parse(asked.text) if asked.text else None
    if isinstance(query, QueryError):
        queries.tell_query_error(output, asked.text, query)
        return Exit.MISUSE
    since = int(asked.options["since"]) if asked.has("since") else door.snapshot.seq
    following = _Following(door, output, _Sieve(door, asked.text, query), since, is_json=asked.has("json"))
    try:
        return asyncio.run(_until_interrupted(following.run()))
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


async def _until_interrupted(work: Coroutine[None, None, Exit]) -> Exit:
    """Ctrl+C cancels the work at once: without a handler on the loop, one that comes while it goes to sleep waits for what wakes it next."""
    task = asyncio.ensure_future(work)
    with suppress(NotImplementedError):  # Windows wakes its loop by itself
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, task.cancel)
    return await task


#: Seconds until a server that is away is asked again for what was missed.
_AGAIN_S: Final = 1.0


class _Missed(NamedTuple):
    """Events after one up to another that the stream passed over."""

    after_seq: int
    seq: int


class _Following:
    """One run: the line brings frames, one task prints them in their order."""

    def __init__(self, door: Door, output: Output, sieve: "_Sieve", since: int, *, is_json: bool) -> None:
        self._door, self._output, self._sieve, self._is_json = door, output, sieve, is_json
        self._seq = since
        self._is_first = True
        self._was_away = False
        self._waiting: asyncio.Queue[Sequence[Envelope] | _Missed | Exit] = asyncio.Queue()
        self._replica = Replica(me=door.snapshot.me)
        self._replica.take_directory(door.snapshot.directory)

    async def run(self) -> Exit:
        """Follow until the login ends; everything else is waited out."""
        address, login = self._door.http.address, self._door.login
        authority = authority_file(self._door.config)
        line = Line(
            Session(random.random),
            now_us,
            open_socket=lambda since: open_socket(address, login.token, since, login.pinned_pem, authority),
            load_snapshot=self._load_snapshot,
            take_snapshot=lambda snapshot: None,
            deliver=self._deliver,
            show=self._show,
        )
        line.start()
        try:
            async for envelopes in self._arriving():
                await self._print(envelopes)
        except Ended as ended:
            return ended.code
        finally:
            await line.close()
        return Exit.DONE

    async def _arriving(self) -> AsyncIterator[Sequence[Envelope]]:
        while not isinstance(came := await self._waiting.get(), Exit):
            if isinstance(came, _Missed):
                async for envelopes in self._read(came):
                    yield envelopes
            else:
                yield came
        raise Ended(came)

    async def _read(self, missed: "_Missed") -> AsyncIterator[Sequence[Envelope]]:
        """Events that the stream did not tell, page by page; a server that is away is waited for, one that cannot tell them leaves a gap
        that is said."""
        after = missed.after_seq
        while after < missed.seq:
            page = await asyncio.to_thread(self._door.http.ask, "events", Events, after=after)
            if isinstance(page, Unreachable):
                await asyncio.sleep(_AGAIN_S)
            elif isinstance(page, Refusal) or page.seq <= after:
                self._output.say("run-tail-gap", since=str(after), until=str(missed.seq))
                return
            else:
                # What is newer the stream tells itself.
                yield [envelope for envelope in page.events if envelope.recorded.seq <= missed.seq]
                after = page.seq

    async def _load_snapshot(self) -> Snapshot | Refusal | Unreachable:
        """Where to begin: at first where the run began; later, where the stream cannot go on from there, what was missed is told."""
        if self._is_first:
            self._is_first = False
            return msgspec.structs.replace(self._door.snapshot, seq=self._seq)
        snapshot = await asyncio.to_thread(self._door.http.ask, "snapshot", Snapshot)
        if isinstance(snapshot, Snapshot):
            self._replica.take_directory(snapshot.directory)
            if snapshot.seq > self._seq:
                self._waiting.put_nowait(_Missed(self._seq, snapshot.seq))
            self._seq = snapshot.seq
        return snapshot

    def _deliver(self, frames: tuple[DownFrame, ...]) -> None:
        for frame in frames:
            if isinstance(frame, Events):
                self._seq = frame.seq
                self._waiting.put_nowait(frame.events)
            elif isinstance(frame, Skipped):
                self._seq = frame.seq
                self._waiting.put_nowait(_Missed(frame.after_seq, frame.seq))

    def _show(self, line: LineState) -> None:
        match line.phase:
            case LinePhase.OFFLINE if not self._was_away:
                self._was_away = True
                self._output.say("run-tail-away", reason=line.reason)
            case LinePhase.LIVE if self._was_away:
                self._was_away = False
                self._output.say("run-tail-back")
            case LinePhase.LOGGED_OUT:
                self._output.say("run-tail-logged-out")
                self._waiting.put_nowait(Exit.NOT_ALLOWED)
            case _:
                pass

    async def _print(self, envelopes: Sequence[Envelope]) -> None:
        for place, envelope in enumerate(envelopes):
            if envelope.directory is not None:
                self._replica.take_directory(envelope.directory)
            row = envelope.row or _row_behind(envelope, envelopes[place:])
            if await asyncio.to_thread(self._sieve.lets_through, envelope, row):
                self._output.line(as_json(envelope) if self._is_json else self._words(envelope, row))

    def _words(self, envelope: Envelope, row: ConversationRow | None) -> str:
        """Time, conversation, who, what, title."""
        recorded = envelope.recorded
        number = f"#{recorded.conversation_id}" if recorded.conversation_id is not None else "-"
        who = event_words.author(self._replica, recorded)
        what = event_words.phrase(self._replica, recorded.event, now_us())
        parts = [i18n.clock(recorded.at), number, who, what]
        if envelope.message is not None and envelope.message.text:
            parts.append(f"“{sanitize_line(envelope.message.text)[:200]}”")
        elif row is not None and row.title:
            parts.append(row.title)
        return sanitize_line("  ".join(sanitize_line(part) for part in parts))


def _row_behind(envelope: Envelope, following: Sequence[Envelope]) -> ConversationRow | None:
    """The row after the command that an event belongs to: it travels with the last event of it."""
    number = envelope.recorded.conversation_id
    if number is None:
        return None
    return next(
        (e.row for e in following if e.recorded.conversation_id == number and e.row is not None), None
    )


class _Sieve:
    """Tells whether an event's conversation fits the query, as it stands now; the server is asked where its row cannot tell."""

    def __init__(self, door: Door, text: str, query: Query | None) -> None:
        self._door, self._text, self._query = door, text, query
        self._zone_name = zone_name()
        self._rows: dict[int, ConversationRow] = {}

    def lets_through(self, envelope: Envelope, row: ConversationRow | None) -> bool:
        if self._query is None:
            return True
        number = envelope.recorded.conversation_id
        if number is None:
            return False
        row = row or self._rows.get(number) or self._asked(number)
        if row is None:
            return False
        self._rows[number] = row
        snapshot = self._door.snapshot
        zone = zone_of(self._zone_name)
        facts = Facts(snapshot.me.id, snapshot.directory, now_us())
        if zone is not None:
            facts = msgspec.structs.replace(facts, zone=zone)
        verdict = matches(self._query, row, facts)
        return self._server_says(number) if verdict is None else verdict

    def _asked(self, number: int) -> ConversationRow | None:
        answer = self._door.http.ask(f"conversations/{number}", ThreadPage)
        return answer.row if isinstance(answer, ThreadPage) else None

    def _server_says(self, number: int) -> bool:
        params: dict[str, str | int] = {
            "queue": "anywhere",
            "q": f"({self._text}) id:{number}",
            "tz": self._zone_name,
        }
        answer = self._door.http.ask("conversations", ConversationPage, **params)
        return isinstance(answer, ConversationPage) and bool(answer.rows)
