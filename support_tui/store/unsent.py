"""What was asked for and not yet answered, and what is being written: a file that is only ever added to. Shows nothing, sends nothing.

Theory of operation. Each line is one fact with a checksum before it, so that one damaged line costs itself and nothing else. A line that
matters is on the disk (fsync) when `keep` returns; whoever shows or sends a command does so after that. A line that was being written
when the machine stopped has no end of line: nobody was told of it, and it is dropped. Now and then, and at each opening that finds
anything superseded, the file is written anew beside the old one and takes its place in one step.

One console at a time has a file: a second one of the same agent takes the next number, and whoever opens takes over what consoles that
have ended left behind in theirs. Taking over copies first and deletes then; a command that is in two files goes out with one key.
"""

import heapq
import logging
import os
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec.structs import replace

from support_tui.store.drafts import Draft, DraftKey
from support_tui.store.file_lock import FileLock
from support_tui.store.pending import Pending, PendingState
from support_tui.wire.refusals import Refusal

logger = logging.getLogger("support_tui.unsent")

#: Bytes that a file may have before it is written anew without what is superseded.
ROOM = 256 * 1024
#: More consoles of one agent on one machine than anybody runs.
_FILES = 32


class _Line(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="is"):
    pass


class Asked(_Line, frozen=True, tag="asked"):
    """A command that waits for its answer."""

    pending: Pending


class Left(_Line, frozen=True, tag="left"):
    """A command that went out: it may have been done."""

    key: str


class Settled(_Line, frozen=True, tag="settled"):
    """A command that was answered, or taken out of the queue, or whose return was read."""

    key: str


class Returned(_Line, frozen=True, tag="returned"):
    """A command that came back with the reason, until its author has seen it."""

    pending: Pending
    refusal: Refusal
    at: int


class Written(_Line, frozen=True, tag="written"):
    """A draft as it is now; None is none."""

    draft_key: DraftKey
    draft: Draft | None = None


Line = Asked | Left | Settled | Returned | Written

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Line).decode


class Damage(msgspec.Struct, frozen=True):
    """A file of which something could not be read; it lies at `path` as it was, and the rest is in use. `lines` is how many were lost."""

    path: str
    lines: int


@dataclass(slots=True)
class Contents:
    """What the lines of a file come to, oldest first."""

    asked: dict[str, Pending] = field(default_factory=dict)
    returned: dict[str, Returned] = field(default_factory=dict)
    drafts: dict[DraftKey, Draft] = field(default_factory=dict)

    def take(self, line: Line) -> None:
        """One more line."""
        match line:
            case Asked(pending=pending):
                self.asked[pending.key] = pending
            case Left(key=key):
                if key in self.asked:
                    self.asked[key] = replace(self.asked[key], state=PendingState.SENT)
            case Settled(key=key):
                self.asked.pop(key, None)
                self.returned.pop(key, None)
            case Returned(pending=pending):
                self.asked.pop(pending.key, None)
                self.returned[pending.key] = line
            case Written(draft_key=key, draft=None):
                self.drafts.pop(key, None)
            case Written(draft_key=key, draft=draft) if draft is not None:
                self.drafts[key] = draft

    def lines(self) -> list[Line]:
        """The fewest lines that come to the same."""
        drafts = [Written(key, draft) for key, draft in self.drafts.items()]
        return [*(Asked(pending) for pending in self.asked.values()), *self.returned.values(), *drafts]

    def merge(self, other: "Contents") -> None:
        """What another console left behind: commands in the order they were given, of two drafts the one written last."""
        theirs = [pending for key, pending in other.asked.items() if key not in self.asked]
        merged = heapq.merge(self.asked.values(), theirs, key=lambda pending: pending.at)
        self.asked = {pending.key: pending for pending in merged}
        self.returned = other.returned | self.returned
        for key, draft in other.drafts.items():
            mine = self.drafts.get(key)
            if mine is None or mine.at < draft.at:
                self.drafts[key] = draft


class Unsent:
    """The file of one console. `path` is where the first console's lies; `name_aside` tells damaged copies apart."""

    def __init__(self, path: Path, name_aside: Callable[[], str]) -> None:
        self._name_aside = name_aside
        self.damages: list[Damage] = []
        """Files of which something could not be read."""
        self.problem = ""
        """Why the last line could not be kept, empty if it could."""
        self.path, self._lock = _free(path)
        self.contents, is_clean = self._read(self.path)
        self._size = 0
        self._is_closed = False
        self._file: BinaryIO | None = None
        left = self._take_over(path)
        if left or not is_clean:
            self._write_anew()
        else:
            self._open()
        for other, lock in left:
            other.unlink(missing_ok=True)
            lock.release()

    # ------------------------------------------------------------ keeping

    def keep(self, lines: Iterable[Line], *, is_urgent: bool = True) -> bool:
        """Add lines, all or none of which matter together; on the disk when this returns where they are urgent. Whether they are kept."""
        added = list(lines)
        for line in added:
            self.contents.take(line)
        try:
            if self._is_closed:
                raise OSError("it is closed")
            self._append(b"".join(_framed(line) for line in added), is_urgent=is_urgent)
            self.problem = ""
        except OSError as error:
            self.problem = error.strerror or str(error)
            logger.error("%s could not be written: %s", self.path, error)
        return not self.problem

    def close(self) -> None:
        """Everything on disk; another console may have the file."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._file is not None:
            try:
                os.fsync(self._file.fileno())
            except OSError as error:
                logger.error("%s could not be written: %s", self.path, error)
            self._file.close()
            self._file = None
        if not self.contents.lines() and not self.problem:
            self.path.unlink(missing_ok=True)
        self._lock.release()

    def _append(self, data: bytes, *, is_urgent: bool) -> None:
        if self._file is None:
            self._write_anew()
            return
        # A line begun by a write that failed is ended here, so that it costs only itself.
        start = b"\n" if self.problem else b""
        written = self._file.write(start + data)
        if written != len(start + data):
            raise OSError(0, "short write")
        self._size += written
        if is_urgent:
            os.fsync(self._file.fileno())
        if self._size > ROOM:
            self._write_anew()

    def _write_anew(self) -> None:
        """The file with only what counts, put into place in one step."""
        data = b"".join(_framed(line) for line in self.contents.lines())
        fresh = self.path.with_name(self.path.name + ".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if self._file is not None:
            self._file.close()
            self._file = None
        fresh.replace(self.path)
        _sync_folder(self.path.parent)
        self._open()
        # What counts may itself be long: the next time is when as much again has come.
        self._size = -len(data)

    def _open(self) -> None:
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._file = os.fdopen(descriptor, "ab", buffering=0)

    # ------------------------------------------------------------ reading

    def _read(self, path: Path) -> tuple[Contents, bool]:
        """What a file holds, and whether it is as it should be and has nothing superseded."""
        contents = Contents()
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return contents, True
        whole, _, torn = data.rpartition(b"\n")
        lines = [line for line in whole.split(b"\n") if line]
        lost = 0
        for line in lines:
            try:
                contents.take(_unframed(line))
            except (ValueError, msgspec.MsgspecError) as error:
                lost += 1
                logger.error("a line of %s cannot be read: %s", path, error)
        if torn:
            try:
                contents.take(_unframed(torn))
            except (ValueError, msgspec.MsgspecError):
                logger.warning("the last line of %s was never finished", path)
        if lost:
            self._set_aside(path, data, lost)
        return contents, not lost and not torn and len(lines) == len(contents.lines())

    def _set_aside(self, path: Path, data: bytes, lost: int) -> None:
        aside = path.with_name(f"{path.name}.damaged-{self._name_aside()}")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        self.damages.append(Damage(str(aside), lost))

    def _take_over(self, first: Path) -> "list[tuple[Path, FileLock]]":
        """What consoles that have ended left behind: into this one's contents."""
        taken = []
        for path in _files(first):
            if path == self.path or not path.exists():
                continue
            lock = FileLock.take(_lock_of(path))
            if lock is None:
                continue
            contents, _ = self._read(path)
            self.contents.merge(contents)
            taken.append((path, lock))
        return taken


def _files(first: Path) -> Sequence[Path]:
    return [first, *(first.with_name(f"{first.stem}.{number}{first.suffix}") for number in range(2, _FILES))]


def _lock_of(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def _free(first: Path) -> "tuple[Path, FileLock]":
    """The first file that no other console has."""
    first.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in _files(first):
        lock = FileLock.take(_lock_of(path))
        if lock is not None:
            return path, lock
    raise OSError(f"{_FILES} consoles have {first} already")


def _framed(line: Line) -> bytes:
    text = _encode(line)
    return b"%08x %b\n" % (zlib.crc32(text), text)


def _unframed(line: bytes) -> Line:
    """Raises ValueError or MsgspecError where it is not as it was written."""
    if int(line[:8], 16) != zlib.crc32(line[9:]):
        raise ValueError("its checksum is wrong")
    decoded: Line = _decode(line[9:])
    return decoded


def _sync_folder(folder: Path) -> None:
    """A new name is on the disk only when its folder is; systems that cannot open a folder see to it themselves."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
