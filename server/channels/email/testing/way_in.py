"""Tries where a mailbox's mail comes from: connect, log in, list folders, ask for IDLE. Blocking; changes nothing on the server."""

import contextlib
import imaplib
import ssl
from collections.abc import Callable, Iterable
from typing import Any, Final

from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted
from imap_tools.errors import MailboxLoginError, MailboxStarttlsError
from imap_tools.folder import FolderInfo
from imap_tools.utils import check_command_status

from support_tui.wire.mail_states import MailTrouble, MailTroubleCode
from support_tui.wire.mailbox_tests import Hint, MailFolder, StepKind, StepResult, TestPart, TestStep
from support_tui.wire.mailboxes import ImapSettings, Login, Security

from ....core.plain import one_line
from .peer import ANSWER_S, FAILURES, Peer, hint_of, trouble_of

_FOLDERS: Final = 1_000
"""More are not shown."""
_UNREADABLE: Final = frozenset({"\\noselect", "\\nonexistent"})
_USES: Final = {
    rf"\{use.lower()}": use for use in ("All", "Archive", "Drafts", "Flagged", "Junk", "Sent", "Trash")
}


class _StartTls(BaseMailBox):
    """As `imap_tools.MailBoxStartTls`, but a line that is not encrypted in the end is closed."""

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self._port = port
        super().__init__()

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        client = imaplib.IMAP4(self._host, self._port, timeout=ANSWER_S)
        try:
            check_command_status(client.starttls(ssl.create_default_context()), MailboxStarttlsError)
        except BaseException:
            client.shutdown()
            raise
        return client


class WayIn:
    """One test, run on a thread. `told` hears of every step as soon as it is over, `folders` are there once they were listed."""

    def __init__(self, settings: ImapSettings, told: Callable[[TestStep], None]) -> None:
        self._settings = settings
        self._peer = Peer.of(settings)
        self._told = told
        self.step = StepKind.CONNECT
        """What is being tried."""
        self.folders: tuple[MailFolder, ...] = ()

    def run(self, credential: str | None, token_trouble: MailTrouble | None = None) -> None:
        """All steps, up to the first that fails."""
        try:
            box = self._connect()
        except FAILURES as error:
            self._failed(trouble_of(error, self._peer))
            return
        try:
            self._connected(box)
            self.step = StepKind.LOGIN
            if self._log_in(box, credential, token_trouble):
                self._look_around(box)
        except FAILURES as error:
            self._failed(trouble_of(error, self._peer))
        finally:
            with contextlib.suppress(*FAILURES):
                box.client.shutdown()

    def _connect(self) -> BaseMailBox:
        settings = self._settings
        match settings.security:
            case Security.TLS:
                return MailBox(
                    settings.host, settings.port, timeout=ANSWER_S, ssl_context=ssl.create_default_context()
                )
            case Security.STARTTLS:
                return _StartTls(settings.host, settings.port)
            case Security.NONE:
                return MailBoxUnencrypted(settings.host, settings.port, timeout=ANSWER_S)

    def _connected(self, box: BaseMailBox) -> None:
        line: Any = box.client.sock
        tls = line.version() if isinstance(line, ssl.SSLSocket) else ""
        result = StepResult.DONE if tls else StepResult.NOTED
        self._tell(result, host=self._peer.host, port=self._peer.port, tls=tls or "none")

    def _log_in(self, box: BaseMailBox, credential: str | None, token_trouble: MailTrouble | None) -> bool:
        if not self._peer.user:
            return self._is_in_already(box)
        if credential is None:
            self._failed(
                token_trouble
                or MailTrouble(MailTroubleCode.NO_SECRET, {"user": self._peer.user}, is_lasting=True)
            )
            return False
        try:
            log_in(box, self._peer, credential)
        except (MailboxLoginError, imaplib.IMAP4.error) as error:
            refused = (
                error
                if isinstance(error, MailboxLoginError | imaplib.IMAP4.abort)
                else MailboxLoginError(("NO", list(error.args)), "OK")
            )
            self._failed(trouble_of(refused, self._peer))
            return False
        self._tell(StepResult.DONE, user=self._peer.user)
        return True

    def _is_in_already(self, box: BaseMailBox) -> bool:
        """Some servers know whoever connects (PREAUTH)."""
        if box.client.state == "AUTH":
            self._tell(StepResult.SKIPPED)
            return True
        trouble = MailTrouble(
            MailTroubleCode.SAID_NO, {"host": self._peer.host, "said": "LOGIN"}, is_lasting=True
        )
        self._told(TestStep(TestPart.IMAP, self.step, StepResult.FAILED, {}, trouble, Hint.LOGIN_FIRST))
        return False

    def _look_around(self, box: BaseMailBox) -> None:
        self.step = StepKind.FOLDERS
        found = [_folder(info) for info in box.folder.list()[:_FOLDERS]]
        there = {_key(folder.name): folder for folder in found if folder.can_be_read}
        missing = [name for name in self._settings.folders if _key(name) not in there]
        wanted = {_key(name) for name in self._settings.folders}
        self.folders = tuple(
            _counted(box, folder) if _key(folder.name) in wanted and folder.can_be_read else folder
            for folder in found
        )
        if missing:
            trouble = MailTrouble(
                MailTroubleCode.NO_FOLDER, {"folder": ", ".join(missing), "said": ""}, is_lasting=True
            )
            self._told(TestStep(TestPart.IMAP, self.step, StepResult.NOTED, {"count": len(found)}, trouble))
        else:
            messages = sum(folder.messages or 0 for folder in self.folders)
            self._tell(
                StepResult.DONE, count=len(found), messages=messages, read=", ".join(self._settings.folders)
            )
        self.step = StepKind.IDLE
        capabilities = _capabilities(box)
        if "IDLE" in capabilities:
            self._tell(StepResult.DONE)
        else:
            self._tell(StepResult.NOTED, seconds=self._settings.poll_s)

    def _tell(self, result: StepResult, **params: str | int) -> None:
        self._told(TestStep(TestPart.IMAP, self.step, result, params))

    def _failed(self, trouble: MailTrouble) -> None:
        hint = hint_of(trouble, self._peer)
        self._told(TestStep(TestPart.IMAP, self.step, StepResult.FAILED, {}, trouble, hint))


def log_in(box: BaseMailBox, peer: Peer, credential: str) -> None:
    """With a token, or with a password in whichever way it can be said."""
    if peer.login is Login.OAUTH2:
        box.xoauth2(peer.user, credential, initial_folder=None)
    elif peer.user.isascii() and credential.isascii():
        box.login(peer.user, credential, initial_folder=None)
    else:
        box.login_utf8(peer.user, credential, initial_folder=None)


def _capabilities(box: BaseMailBox) -> frozenset[str]:
    """What the server can do for somebody who has logged in, which may be more than before."""
    answer: Iterable[Any] = box.client.capability()[1]
    return frozenset(
        word.upper() for line in answer if line for word in line.decode("ascii", "replace").split()
    )


def _folder(info: FolderInfo) -> MailFolder:
    flags = [flag.lower() for flag in info.flags]
    use = next((_USES[flag] for flag in flags if flag in _USES), "")
    return MailFolder(info.name, one_line(info.delim), use, _UNREADABLE.isdisjoint(flags))


def _counted(box: BaseMailBox, folder: MailFolder) -> MailFolder:
    counted = box.folder.status(folder.name, ["MESSAGES"]).get("MESSAGES")
    return MailFolder(folder.name, folder.delimiter, folder.use, folder.can_be_read, counted)


def _key(name: str) -> str:
    """INBOX is one folder however it is written, every other name only as it is."""
    return "INBOX" if name.upper() == "INBOX" else name
