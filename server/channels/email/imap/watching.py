"""Keeps one mailbox connected to its server and takes in what comes, whatever happens to the line: a thread of its own (E2, E3)."""

import contextlib
import ipaddress
import logging
import random
import socket
import threading
import time
from collections.abc import Sequence
from typing import Final

from support_tui.wire.mail_states import MailLine, MailTrouble, MailTroubleCode
from support_tui.wire.mailboxes import ImapSettings, Login

from .desk import DeskSide
from .faults import MailFault
from .fetching import FolderFetcher
from .line import Line, open_line
from .others import OtherFolders

log = logging.getLogger("support_server.imap")

IDLE_S: Final = 5 * 60.0
"""A server may end an IDLE after 29 minutes, and many a firewall forgets a silent line after ten: it is begun anew well before."""
BRISK_S: Final = 0.1
"""How often a server on this very machine is asked while somebody looks at the desk: a server that tells by itself may take its time (of
Dovecot half a second)."""
UNWATCHED_S: Final = 2.0
"""How soon it is noticed that somebody has begun to look."""
RETRY_S: Final = (1.0, 2.0, 5.0, 10.0, 20.0, 40.0, 60.0, 120.0, 300.0)
REFUSED_S: Final = (30.0, 60.0, 300.0, 900.0)
"""A server that does not let us in is asked seldom: it counts."""
RECONCILE_S: Final = 3600.0
RECONCILE_ALL_S: Final = 24 * 3600.0
_NEWEST: Final = 2_000
_FULL: Final = 0.95
_JITTER: Final = 0.2
_REFUSED: Final = MailTroubleCode.LOGIN_REFUSED


class Watcher:
    """One mailbox at its server, from `start` to `stop`. `settings` never change: whoever changes them makes another one."""

    def __init__(self, desk: DeskSide, mailbox_id: int, settings: ImapSettings) -> None:
        self.mailbox_id = mailbox_id
        self.settings = settings
        self._desk = desk
        self._line: Line | None = None
        self._is_over = threading.Event()
        self._is_eager = threading.Event()
        self._waker, self._bell = socket.socketpair()
        self._waker.setblocking(False)
        self._bell.setblocking(False)
        self._fetchers = [
            FolderFetcher(desk, mailbox_id, name, settings.begin, self._is_over.is_set)
            for name in settings.folders
        ]
        self._others = OtherFolders(settings.folders[1:], settings.poll_s)
        self._failures = 0
        self._compared_s = float("-inf")
        self._compared_all_s = time.monotonic()
        self._standing: MailTrouble | None = None
        """What is wrong although everything works."""
        self._thread = threading.Thread(target=self._run, name=f"imap-{mailbox_id}", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Try now what would be tried later."""
        self._is_eager.set()
        self._ring()

    def end(self) -> None:
        """Stop soon: nothing new is begun, what was begun is finished. From any thread."""
        self._is_over.set()
        self._ring()

    def join(self, patience_s: float) -> None:
        """Wait for the end, and cut the line where that takes longer than one likes to wait."""
        self._thread.join(patience_s)
        line = self._line
        if self._thread.is_alive() and line is not None:
            line.close()
            self._thread.join(patience_s)

    def _ring(self) -> None:
        with contextlib.suppress(BlockingIOError, OSError):
            self._bell.send(b"!")

    # ------------------------------------------------------------ in the thread

    def _run(self) -> None:
        try:
            while not self._is_over.is_set():
                self._try_once()
        except RuntimeError as error:
            # The desk's loop has ended before this thread.
            log.info("mailbox %d: fetching ends with the desk (%s)", self.mailbox_id, error)
        finally:
            self._waker.close()
            self._bell.close()

    def _try_once(self) -> None:
        """Connect and watch until something breaks, then wait before the next try."""
        try:
            for fetcher in self._fetchers:
                fetcher.known()
            self._tell(line=MailLine.CONNECTING, retry_at=None)
            self._line = line = self._connected()
            try:
                self._watch(line)
            finally:
                self._line = None
                line.close()
        except MailFault as fault:
            if not self._is_over.is_set():
                self._pause(fault.trouble)
        except Exception as error:
            reference = f"{random.getrandbits(32):08x}"
            log.exception("mailbox %d: fetching failed (%s)", self.mailbox_id, reference, exc_info=error)
            self._pause(MailTrouble(MailTroubleCode.INTERNAL, {"reference": reference}))

    def _connected(self) -> Line:
        try:
            return self._logged_in()
        except MailFault as fault:
            if self.settings.login is not Login.OAUTH2 or fault.trouble.code is not _REFUSED:
                raise
        # The token was taken back before its time: a fresh one tells whether that was all.
        self._desk.distrust(self.mailbox_id)
        return self._logged_in()

    def _logged_in(self) -> Line:
        who = self._desk.do(self._desk.login(self.mailbox_id, self.settings))
        if isinstance(who, MailTrouble):
            raise MailFault.of(who)
        largest_bytes = self._desk.taker.largest_bytes * 5 // 4
        return open_line(self.settings, who, self._desk.trust(), largest_bytes=largest_bytes)

    def _watch(self, line: Line) -> None:
        """Take in what is there and what comes, until told to stop."""
        if len(self._fetchers) > 1 and line.can_idle:
            line.watch_others(self.settings.folders)
        due: Sequence[FolderFetcher] = self._fetchers
        while not self._is_over.is_set():
            self._look_through(line, due)
            self._failures = 0
            due = self._fetchers
            if self._is_over.is_set() or self._compare(line):
                continue
            due = self._rest(line)
            self._drain()

    def _look_through(self, line: Line, due: Sequence[FolderFetcher]) -> None:
        """Take in what is new in these folders. The first one of all is the one that is watched, so it comes last."""
        first = self._fetchers[0]
        for fetcher in (*(one for one in due if one is not first), first):
            opened = line.opened
            if opened is None or opened.name != fetcher.folder:
                opened = line.open(fetcher.folder)
                self._others.saw(opened)
            line.has_more()
            fetcher.fetch(line, opened)
        now = self._desk.now()
        self._tell(line=MailLine.CONNECTED, trouble=self._standing, retry_at=None, heard_at=now, waiting=0)

    def _compare(self, line: Line) -> bool:
        """Look now and then, and once a mail was given up, whether anything is missing, and whether the account is full (E6); whether it
        was looked."""
        now_s = time.monotonic()
        is_less = sum(fetcher.has_given_up() for fetcher in self._fetchers) > 0
        if now_s - self._compared_s < RECONCILE_S and not is_less:
            return False
        is_all = now_s - self._compared_all_s >= RECONCILE_ALL_S
        # Before the work: what breaks the line over it is not repeated at once.
        self._compared_s = now_s
        self._compared_all_s = now_s if is_all else self._compared_all_s
        missing = 0
        for fetcher in self._fetchers:
            line.open(fetcher.folder)
            missing += fetcher.reconcile(line, None if is_all else _NEWEST)
        self._standing = self._fullness(line)
        self._tell(missing=missing, trouble=self._standing)
        return True

    def _fullness(self, line: Line) -> MailTrouble | None:
        storage = line.fullness()
        if storage is None or storage[0] < storage[1] * _FULL:
            return None
        percent = storage[0] * 100 // storage[1]
        return MailTrouble(MailTroubleCode.FULL, {"percent": percent}, is_lasting=True)

    # ------------------------------------------------------------ waiting

    def _rest(self, line: Line) -> Sequence[FolderFetcher]:
        """Until there is something to look at; the folders in which it is."""
        first, *others = self._fetchers
        until_s = time.monotonic() + (IDLE_S if line.can_idle else self.settings.poll_s)
        while (left_s := until_s - time.monotonic()) > 0:
            if others and line.can_idle:
                left_s = min(left_s, self._others.left_s())
            self._wait(line, left_s)
            if self._is_over.is_set() or self._is_eager.is_set():
                return self._fetchers
            due = [first] if line.has_waiting else []
            if line.can_idle:
                due += self._others.changed(line, others)
            if due:
                return due
        line.opened = None
        return self._fetchers

    def _wait(self, line: Line, seconds: float) -> None:
        """So long, or until the server tells of something."""
        if not _is_here(self.settings.host):
            line.wait(seconds, self._waker)
        elif self._desk.is_watched():
            self._sleep(BRISK_S)
            line.look()
        else:
            line.wait(min(seconds, UNWATCHED_S), self._waker)

    def _pause(self, trouble: MailTrouble) -> None:
        """Tell what is wrong, and wait: longer each time, never at the same moment as others, and not at all once somebody has changed
        something."""
        steps = REFUSED_S if trouble.is_lasting else RETRY_S
        seconds = steps[min(self._failures, len(steps) - 1)] * random.uniform(1 - _JITTER, 1 + _JITTER)
        # A line that breaks once and is there again in a moment is nobody's trouble.
        told = trouble if trouble.is_lasting or self._failures else self._standing
        self._failures += 1
        log.warning(
            "mailbox %d: %s %s; next try in %.0f s",
            self.mailbox_id, trouble.code.value, trouble.params, seconds,
        )  # fmt: skip
        line = MailLine.REFUSED if trouble.is_lasting else MailLine.RETRYING
        self._tell(line=line, trouble=told, retry_at=self._desk.now() + int(seconds * 1_000_000))
        until_s = time.monotonic() + seconds
        while (left_s := until_s - time.monotonic()) > 0:
            if self._is_over.is_set() or self._is_eager.is_set():
                break
            self._sleep(left_s)
        self._is_eager.clear()

    def _sleep(self, seconds: float) -> None:
        """So long, or until the bell rings."""
        self._waker.setblocking(True)
        self._waker.settimeout(seconds)
        with contextlib.suppress(TimeoutError):
            self._waker.recv(64)

    def _drain(self) -> None:
        self._is_eager.clear()
        self._waker.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while self._waker.recv(64):
                pass

    def _tell(self, **fields: object) -> None:
        self._desk.tell(self.mailbox_id, **fields)


def _is_here(host: str) -> bool:
    """Whether the server runs on this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
