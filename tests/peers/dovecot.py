"""A private Dovecot on free ports of this machine: IMAP with and without TLS, LMTP, accounts with passwords, tokens and quotas.

Runs as root (mail then belongs to nobody) and as anybody else. Its fixture skips where there is no Dovecot.
"""

import contextlib
import grp
import imaplib
import itertools
import os
import pwd
import shutil
import signal
import smtplib
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.peers.certificate import Certified, certify
from tests.peers.ports import is_free, lasting_ports
from tests.peers.token_endpoint import TokenEndpoint, token_endpoint
from tests.waiting import wait_for

HOST = "127.0.0.1"
_NOBODY = 65534
_READY = 500
"""Accounts that are there from the start: the server looks whether there are others only once a second."""
_ENDS_WITH_US = (
    sys.executable,
    "-c",
    "import ctypes, os, sys; ctypes.CDLL(None).prctl(1, 9); os.execv(sys.argv[1], sys.argv[1:])",
)
"""A run that is killed leaves no server behind (PR_SET_PDEATHSIG, which only Linux has)."""
_PLACES = ("/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/sbin")


def dovecot_program() -> str | None:
    """Where Dovecot is on this machine."""
    return shutil.which("dovecot", path=os.pathsep.join((os.environ.get("PATH", ""), *_PLACES)))


class Account:
    """Somebody's mailbox at the server."""

    def __init__(self, server: "Dovecot", user: str, password: str) -> None:
        self.server = server
        self.user = user
        self.password = password
        self._count = itertools.count(1)

    def mail(self, subject: str = "Parcel", text: str = "Where is it?", *, message_id: str = "") -> bytes:
        """A mail of Carla's to this account, with an identity of its own."""
        own = message_id or f"{self.user}.{next(self._count)}@customer.example"
        return (
            f"From: Carla <carla@customer.example>\r\nTo: {self.user}@desk.example\r\nSubject: {subject}\r\n"
            f"Date: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <{own}>\r\n\r\n{text}\r\n"
        ).encode()

    def deliver(self, *mails: bytes) -> None:
        """The world sends mails, by LMTP; `Parcel` where none is given. Raises smtplib.SMTPException where they are not taken."""
        with smtplib.LMTP(HOST, self.server.lmtp_port) as lmtp:
            for mail in mails or (self.mail(),):
                lmtp.sendmail("carla@customer.example", [self.user], mail)

    def append(self, raw: bytes, folder: str = "INBOX", flags: str = "", date: str = "") -> None:
        """Somebody puts a mail into a folder, by IMAP."""
        with self.imap() as client:
            client.append(folder, flags, date, raw)  # type: ignore[arg-type]

    @contextmanager
    def imap(self) -> Iterator[imaplib.IMAP4]:
        """The account as another mail program sees it, `INBOX` selected."""
        client = imaplib.IMAP4(HOST, self.server.port)
        try:
            client.login(self.user, self.password)
            client.select("INBOX")
            yield client
        finally:
            with contextlib.suppress(imaplib.IMAP4.error, OSError):
                client.logout()

    def change_password(self, password: str) -> None:
        """The old one is good no more."""
        self.password = password
        self.server.change(self)

    def change_quota(self, kib: int) -> None:
        """So much may lie in the account from now on."""
        self.server.change(self, quota_kib=kib)


class Dovecot:
    """The server; `port` speaks plainly and STARTTLS, `tls_port` TLS with `certified`, `tokens` says whose a token is."""

    def __init__(self, program: str, folder: Path, tokens: TokenEndpoint) -> None:
        self._program = program
        self.folder = folder
        self.tokens = tokens
        self.certified: Certified = certify(folder)
        self.port, self.tls_port, self.lmtp_port = lasting_ports(3)
        self._accounts: dict[str, tuple[str, int]] = {f"support{n}": ("secret", 0) for n in range(_READY)}
        """Passwords and quotas (KiB, 0 for none) by user."""
        self._ready = iter(list(self._accounts))
        self._process: subprocess.Popen[bytes] | None = None
        self.is_as_started = False
        """Whether it serves with no settings but its own."""

    def account(self) -> Account:
        """One that nobody has used yet."""
        user = next(self._ready)
        return Account(self, user, self._accounts[user][0])

    def change(self, account: Account, *, quota_kib: int | None = None) -> None:
        """Give an account the password that it bears, and another quota where one is given."""
        _, quota_before = self._accounts[account.user]
        quota = quota_before if quota_kib is None else quota_kib
        self._accounts[account.user] = (account.password, quota)
        self.write_accounts()
        written_at = int(time.time())
        wait_for(lambda: time.time() > written_at + 1.05, "the server looks at its accounts, once a second")

    def write_accounts(self) -> None:
        """Let the server know its accounts and their passwords."""
        uid, gid = _owner()
        lines = (
            f"{user}:{{PLAIN}}{password}:{uid}:{gid}::{self.folder}/mail/{user}::"
            + (f"userdb_quota_rule=*:storage={quota_kib}K" if quota_kib else "")
            for user, (password, quota_kib) in self._accounts.items()
        )
        fresh = self.folder / "accounts.new"
        fresh.write_text("".join(f"{line}\n" for line in lines))
        fresh.chmod(0o644)
        fresh.replace(self.folder / "accounts")

    def start(self, **settings: str) -> None:
        """Serve, on the same ports as ever; `settings` are further lines of the configuration."""
        (self.folder / "dovecot.conf").write_text(
            self._configuration() + "".join(f"{name} = {value}\n" for name, value in settings.items())
        )
        starter = _ENDS_WITH_US if sys.platform == "linux" else ()
        command = [*starter, self._program, "-F", "-c", str(self.folder / "dovecot.conf")]
        with (self.folder / "output").open("ab") as output:
            self._process = subprocess.Popen(
                command, stdout=output, stderr=output, cwd=self.folder, start_new_session=True
            )
        wait_for(self._answers, "Dovecot answers")
        self.is_as_started = not settings

    def stop(self) -> None:
        """End all its connections, and be gone. Asked to end, it would wait six seconds for processes that have only begun, and longer on a
        busy machine."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(20)
        self._process, self.is_as_started = None, False
        wait_for(lambda: all(is_free(port) for port in self._ports), "its ports are free")
        # Who was killed with a lock in hand would keep the next one waiting: ten seconds for its own list, two minutes for a folder.
        for lock in self.folder.rglob("*.lock"):
            lock.unlink(missing_ok=True)

    @property
    def _ports(self) -> tuple[int, int, int]:
        return self.port, self.tls_port, self.lmtp_port

    def restart(self, **settings: str) -> None:
        """Be gone for a moment."""
        self.stop()
        self.start(**settings)

    def log(self) -> str:
        """What it said so far."""
        return "".join(
            path.read_text(errors="replace")
            for name in ("output", "log")
            if (path := self.folder / name).exists()
        )

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self.log()
        try:
            for port in self._ports:
                socket.create_connection((HOST, port), 1).close()
        except OSError:
            return False
        return True

    def _configuration(self) -> str:
        folder, (certificate, key, _) = self.folder, self.certified
        (folder / "oauth2.conf").write_text(
            f"tokeninfo_url = {self.tokens.url.removesuffix('token')}info?access_token=\n"
            "username_attribute = username\nactive_attribute = active\nactive_value = true\n"
        )
        return f"""
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap lmtp
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
auth_cache_size = 0
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:~/Maildir
mail_fsync = never
mail_plugins = quota
mail_max_userip_connections = 100
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
passdb {{
  driver = passwd-file
  mechanisms = plain login
  args = username_format=%u {folder}/accounts
}}
userdb {{
  driver = passwd-file
  args = username_format=%u {folder}/accounts
}}
plugin {{
  quota = count:User quota
  quota_vsizes = yes
  quota_grace = 0
}}
protocol imap {{
  mail_plugins = quota imap_quota
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = {HOST}
    port = {self.port}
  }}
  inet_listener imaps {{
    address = {HOST}
    port = {self.tls_port}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = {HOST}
    port = {self.lmtp_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
{_identity()}"""


def _owner() -> tuple[int, int]:
    """Whose the mail is: nobody's where root runs the server, which lets no mail belong to root."""
    return (os.getuid(), os.getgid()) if os.getuid() else (_NOBODY, _NOBODY)


def _identity() -> str:
    """Who the server's own processes run as: what the system has set up for it, or ourselves."""
    if not os.getuid():
        return ""
    user, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
    return f"default_internal_user = {user}\ndefault_login_user = {user}\ndefault_internal_group = {group}\n"


@contextmanager
def private_dovecot(program: str) -> Iterator[Dovecot]:
    """One that serves until the end of the block, with a folder that its processes may enter."""
    with (
        tempfile.TemporaryDirectory(prefix="dovecot-", ignore_cleanup_errors=True) as name,
        token_endpoint() as tokens,
    ):
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "mail").mkdir()
        os.chown(folder / "mail", *_owner())
        server = Dovecot(program, folder, tokens)
        server.write_accounts()
        server.start()
        try:
            yield server
        finally:
            server.stop()
