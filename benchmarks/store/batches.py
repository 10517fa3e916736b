"""Rows on their way from whoever makes them to whoever writes them: by statement, a batch at a time, from another process if wanted."""

import gc
import multiprocessing
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from typing import Any

import msgspec


class Batch(msgspec.Struct, frozen=True):
    """Rows by the statement that writes them, the statements in the order of their first row; `messages` are made by now in all."""

    messages: int
    rows: dict[str, list[Any]]


class Rows:
    """Takes what is executed on it and keeps it, where a connection would write it. Answers nothing."""

    def __init__(self) -> None:
        self._by_statement: defaultdict[str, list[Any]] = defaultdict(list)

    def execute(self, statement: str, row: Any) -> None:
        """One row."""
        self._by_statement[statement].append(row)

    def executemany(self, statement: str, rows: Iterable[Any]) -> None:
        """Rows of one statement."""
        if rows:
            self._by_statement[statement].extend(rows)

    def take(self, messages: int) -> Batch:
        """All that has gathered."""
        batch = Batch(messages, dict(self._by_statement))
        self._by_statement.clear()
        return batch


def made_beside(make: Callable[..., Iterator[Batch]], *arguments: Any) -> Iterator[Batch]:
    """What `make(*arguments)` yields, made in a second process while this one writes; it is never more than a batch ahead."""
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    maker = context.Process(target=_send, args=(sending, make, arguments), daemon=True)
    maker.start()
    sending.close()
    decode = msgspec.msgpack.Decoder(Batch).decode
    try:
        while encoded := receiving.recv_bytes():
            yield decode(encoded)
    except EOFError:
        raise SystemExit("the process that makes the desk has ended early") from None
    finally:
        maker.terminate()
        maker.join()
        receiving.close()


def _send(sending: Connection, make: Callable[..., Iterator[Batch]], arguments: tuple[Any, ...]) -> None:
    gc.disable()
    encode = msgspec.msgpack.Encoder().encode
    for batch in make(*arguments):
        sending.send_bytes(encode(batch))
    sending.send_bytes(b"")
