"""A connection to a mailbox at its server, as the fetching sees it. Only looks: nothing at the server is changed, no mail is marked (E2)."""

import re
import socket
import ssl
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any, Final, NamedTuple

from imap_tools import BaseMailBox
from imap_tools.errors import MailboxFolderSelectError, MailboxLoginError
from imap_tools.utils import encode_folder

from support_tui.wire.mail_states import MailTroubleCode
from support_tui.wire.mailboxes import ImapSettings, Security

from .client import Client
from .faults import MailFault, faults_of, of_answer, of_login, said_in, words

HEADER_BYTES: Final = 256 * 1024
"""So much is read of the headers of a mail that is too large."""
_RANGE: Final = 500
"""UIDs named in one command: some servers take no line of more than 8,000 bytes."""
_UID: Final = re.compile(rb"\bUID (\d{1,10})\b")
_SIZE: Final = re.compile(rb"\bRFC822\.SIZE (\d{1,12})\b")
_DATE: Final = re.compile(rb'\bINTERNALDATE "([^"]{1,40})"')
_QUOTA: Final = re.compile(rb"\bSTORAGE (\d{1,15}) (\d{1,15})\b", re.IGNORECASE)
_VALIDITY: Final = re.compile(rb"\bUIDVALIDITY (\d{1,10})\b", re.IGNORECASE)
_NEXT: Final = re.compile(rb"\bUIDNEXT (\d{1,10})\b", re.IGNORECASE)
_MONTHLY: Final = re.compile(r"^\s*(\d{1,2})-(\w{3})-(\d{4}) ")


class Who(NamedTuple):
    """Who we say we are: by a password, or by a token of OAuth 2."""

    user: str
    password: str = ""
    token: str = ""


class Found(NamedTuple):
    """A mail at the server. `came_at` is when it came into the folder (microseconds UTC, 0 where the server does not say)."""

    uid: int
    size_bytes: int
    came_at: int
    headers: bytes = b""
    """Message-ID and Date as they stand, where they were asked for."""


class Folder(NamedTuple):
    """A folder as it is now. `uid_validity` 0 where the server gives none: then no UID means anything in the next connection."""

    name: str
    uid_validity: int
    next_uid: int


class Mark(NamedTuple):
    """What tells whether a folder has got mail since it was looked into."""

    uid_validity: int
    next_uid: int


class _Box(BaseMailBox):
    """The library's mailbox over our client."""

    def __init__(self, client: Client) -> None:
        self._own = client
        super().__init__()

    def _get_mailbox_client(self) -> Client:
        return self._own


class Line:
    """An open connection, logged in. Every method raises MailFault, after which the line is good for nothing but `close`."""

    def __init__(self, settings: ImapSettings, client: Client) -> None:
        self._host, self._port = settings.host, settings.port
        self._client = client
        self._box = _Box(client)
        self._refuses_idle = False
        self._is_told_of_others = False
        self.watches_others = False
        """Whether the server tells of other folders than the open one."""
        self.opened: Folder | None = None
        """The folder that is being looked into."""

    @property
    def can_idle(self) -> bool:
        """Whether the server tells by itself."""
        return "IDLE" in self._client.capabilities and not self._refuses_idle

    @property
    def uid_validity(self) -> int:
        """What the numbers of mails in the open folder are told by; 0 where they mean nothing."""
        return self.opened.uid_validity if self.opened is not None else 0

    def close(self) -> None:
        """Let go of the connection without a word: whoever hangs up may."""
        self._client.shutdown()

    def folders(self) -> list[str]:
        """What folders there are, in the server's order."""
        with self._faults():
            return [folder.name for folder in self._box.folder.list()]

    def open(self, name: str) -> Folder:
        """Look into a folder, for reading alone."""
        with self._faults():
            self.opened = None
            # Opening forgets all that the server has said before.
            self.told_of_others()
            try:
                self._box.folder.set(name, readonly=True)
            except MailboxFolderSelectError as error:
                said = said_in(error.command_result)
                raise MailFault(MailTroubleCode.NO_FOLDER, is_lasting=True, folder=name, said=said) from error
            self.opened = Folder(name, self._number("UIDVALIDITY"), self._number("UIDNEXT"))
            return self.opened

    def uids_from(self, first: int) -> list[int]:
        """The UIDs of all mails from one on, ascending."""
        # The server names the last mail even if its UID is below the first: `n:*` has no order.
        return [uid for uid in self._search(f"UID {first}:*") if uid >= first]

    def uids_since(self, day: str) -> list[int]:
        """The UIDs of what came in on a day or after it, as the server's clock has it (`27-Nov-2026`)."""
        return self._search(f"SINCE {day}")

    def found(self, uids: Sequence[int], *, with_ids: bool = False) -> list[Found]:
        """What is known of these mails without reading them; ascending, without those that are gone."""
        items = "UID RFC822.SIZE INTERNALDATE"
        if with_ids:
            items += " BODY.PEEK[HEADER.FIELDS (MESSAGE-ID DATE)]"
        known = {}
        for names in _named(uids):
            for told, literal in self._fetch(names, f"({items})"):
                uid = _number_in(_UID, told)
                known[uid] = Found(uid, _number_in(_SIZE, told), _moment(told), literal or b"")
        return [known[uid] for uid in uids if uid in known]

    def mails(self, uids: Sequence[int]) -> dict[int, bytes]:
        """The raw mails of these UIDs, as far as the server gives them."""
        raw: dict[int, bytes] = {}
        for names in _named(uids):
            for told, literal in self._fetch(names, "(UID BODY.PEEK[])"):
                if literal is not None and b"BODY[]" in told.upper():
                    raw[_number_in(_UID, told)] = literal
        return raw

    def headers(self, uid: int) -> bytes:
        """The headers of one mail, the first of them where they are endless; empty where it is gone."""
        for _, literal in self._fetch(str(uid), f"(UID BODY.PEEK[HEADER]<0.{HEADER_BYTES}>)"):
            if literal is not None:
                return literal
        return b""

    def watch_others(self, names: Sequence[str]) -> None:
        """Have the server tell of all these folders where it can (NOTIFY)."""
        if "NOTIFY" not in self._client.capabilities:
            return
        with self._faults():
            try:
                self._client.notify([encode_folder(name) for name in names])
                self.watches_others = True
            except self._client.abort:
                raise
            except self._client.error:
                self.watches_others = False

    def told_of_others(self) -> bool:
        """Whether the server has told of a folder that is not open since one was asked for its mark."""
        said = self._client.untagged_responses
        if said.pop("NOTIFICATIONOVERFLOW", None) is not None:
            # There was too much to tell, and it tells of nothing any more.
            self.watches_others, self._is_told_of_others = False, True
        if said.pop("STATUS", None) is not None:
            self._is_told_of_others = True
        return self._is_told_of_others

    def mark(self, name: str) -> Mark:
        """How a folder stands that is not open."""
        encoded = encode_folder(name)
        with self._faults():
            kind, said = self._client.status(encoded.decode("ascii"), "(UIDVALIDITY UIDNEXT)")
            if kind != "OK":
                raise of_answer(said_in((kind, said)), self._host)
        self._is_told_of_others = False
        told = [part for part in said if isinstance(part, bytes)]
        # Among them may be what the server tells of others by itself.
        of_this = [part for part in told if encoded.strip(b'"') in part] or told
        return (
            Mark(_number_in(_VALIDITY, of_this[-1]), _number_in(_NEXT, of_this[-1])) if told else Mark(0, 0)
        )

    def wait(self, seconds: float, waker: socket.socket) -> None:
        """Until the server tells of something, the waker is woken, or the time is over; a server that cannot tell is not asked."""
        if self.has_waiting or (self.watches_others and self.told_of_others()):
            return
        with self._faults():
            if self.can_idle:
                try:
                    self._client.idle(seconds, waker)
                    return
                except self._client.abort:
                    raise
                except self._client.error:
                    # It says that it can, and then it does not.
                    self._refuses_idle = True
            self._client.rest(seconds, waker)

    def look(self) -> None:
        """Ask the server whether it is there, and for what is new."""
        with self._faults():
            kind, said = self._client.noop()
            if kind != "OK":
                raise of_answer(said_in((kind, said)), self._host)

    @property
    def has_waiting(self) -> bool:
        """Whether the server has told of mails in the open folder."""
        return "EXISTS" in self._client.untagged_responses

    def has_more(self) -> bool:
        """Whether the server has told of mails in the open folder since this was asked last."""
        return bool(self._client.untagged_responses.pop("EXISTS", None))

    def fullness(self) -> tuple[int, int] | None:
        """How much of the account's storage is taken and how much there is (KiB); None where the server does not say or sets no limit."""
        if "QUOTA" not in self._client.capabilities:
            return None
        with self._faults():
            kind, said = self._client.getquotaroot('"INBOX"')
        if kind != "OK":
            return None
        parts = [part for answer in said for part in answer if isinstance(part, bytes)]
        match = _QUOTA.search(b" ".join(parts))
        return (int(match[1]), int(match[2])) if match and int(match[2]) else None

    # ------------------------------------------------------------

    def log_in(self, who: Who) -> None:
        """Be let in."""
        client, said = self._client, [who.token]
        with self._faults():
            try:
                if who.token:
                    answer = f"user={who.user}\1auth=Bearer {who.token}\1\1"

                    def respond(challenge: bytes) -> bytes:
                        # The second time, the server says why not; an empty answer lets it say no.
                        said.append(challenge.decode("utf-8", "replace"))
                        return answer.encode() if len(said) == 2 else b""

                    client.authenticate("XOAUTH2", respond)
                elif who.user.isascii() and who.password.isascii():
                    self._box.login(who.user, who.password, initial_folder=None)
                else:
                    self._box.login_utf8(who.user, who.password, initial_folder=None)
            except MailboxLoginError as error:
                raise of_login(said_in(error.command_result), who.user, self._host) from error
            except (client.abort, OSError):
                raise
            except client.error as error:
                raise of_login(words(error), who.user, self._host) from error
            self._refresh_capabilities()

    def _refresh_capabilities(self) -> None:
        """Many servers say what they can do only to whom they know."""
        self._client._get_capabilities()

    def _faults(self) -> Any:
        return faults_of(self._host, self._port)

    def _number(self, name: str) -> int:
        said = self._client.untagged_responses.get(name, [b"0"])[-1]
        return int(said) if isinstance(said, bytes) and said.isdigit() else 0

    def _search(self, criteria: str) -> list[int]:
        with self._faults():
            return sorted({int(uid) for uid in self._box.uids(criteria, charset=None)})

    def _fetch(self, names: str, items: str) -> Iterator[tuple[bytes, bytes | None]]:
        """What the server tells of mails, each with the literal in it where there is one; of others than asked for, nothing."""
        with self._faults():
            kind, data = self._client.uid("FETCH", names, items)
            if kind != "OK":
                raise of_answer(said_in((kind, data)), self._host)
            for told, literal in _paired(data):
                if _UID.search(told):
                    yield told, literal


def open_line(settings: ImapSettings, who: Who, trust: ssl.SSLContext, *, largest_bytes: int) -> Line:
    """A connection by what is set of the mailbox, logged in. Raises MailFault."""
    with faults_of(settings.host, settings.port):
        tls = trust if settings.security is Security.TLS else None
        client = Client(settings.host, settings.port, tls, largest_bytes=largest_bytes)
    try:
        line = Line(settings, client)
        if settings.security is Security.STARTTLS:
            _encrypt(client, settings, trust)
        line.log_in(who)
    except BaseException:
        client.shutdown()
        raise
    return line


def _encrypt(client: Client, settings: ImapSettings, trust: ssl.SSLContext) -> None:
    """Nothing is said in plain text to a server that cannot encrypt, or that somebody in between lets say so."""
    if "STARTTLS" not in client.capabilities:
        raise MailFault(MailTroubleCode.NO_TLS, is_lasting=True, host=settings.host, reason="no STARTTLS")
    with faults_of(settings.host, settings.port):
        client.starttls(trust)


def _named(uids: Iterable[int]) -> Iterator[str]:
    """UIDs as commands name them, runs of them as ranges."""
    runs: list[list[int]] = []
    for uid in uids:
        if runs and runs[-1][1] == uid - 1:
            runs[-1][1] = uid
        else:
            runs.append([uid, uid])
    names = [str(first) if first == last else f"{first}:{last}" for first, last in runs]
    for start in range(0, len(names), _RANGE):
        yield ",".join(names[start : start + _RANGE])


def _paired(data: list[Any]) -> Iterator[tuple[bytes, bytes | None]]:
    """The answers to a FETCH: the library gives a literal beside what stands before it, and what stands behind it by itself."""
    told, literal = b"", None
    for part in data:
        if isinstance(part, tuple):
            told, literal = told + part[0], part[1]
            continue
        if part is None:
            continue
        told += part
        yield told, literal
        told, literal = b"", None
    if told:
        yield told, literal


def _number_in(pattern: re.Pattern[bytes], told: bytes) -> int:
    match = pattern.search(told)
    return int(match[1]) if match else 0


def _moment(told: bytes) -> int:
    """When a mail came in, as the server says, in microseconds UTC."""
    match = _DATE.search(told)
    if match is None:
        return 0
    text = _MONTHLY.sub(r"\1 \2 \3 ", match[1].decode("ascii", "replace"))
    try:
        moment = parsedate_to_datetime(text)
        return int(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() * 1_000_000)
    except (ValueError, TypeError, OverflowError, IndexError):
        return 0
