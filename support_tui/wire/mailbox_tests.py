"""A test of a mailbox: what is to be tried, and step by step what came of it. Data only; the sentences are those of `wording`."""

from enum import StrEnum
from typing import Annotated

import msgspec

from support_tui.wire import limits
from support_tui.wire.mail_states import MailTrouble
from support_tui.wire.mailboxes import MailSettings, SecretKind

Secret = Annotated[str, msgspec.Meta(max_length=limits.SECRET_CHARS)]


class TestPart(StrEnum):
    """Which way is tried: where mail comes from, or where replies go."""

    __test__ = False

    IMAP = "imap"
    SMTP = "smtp"


class TestMailbox(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What to try. What is left out is as it is saved, so that settings can be tried before they are saved and after.

    `secrets` are used instead of the saved ones and kept nowhere; `env:NAME` means a variable here too. `send_to` has a mail sent
    there, if the way out works."""

    __test__ = False

    part: TestPart
    mailbox_id: int | None = None
    name: Annotated[str, msgspec.Meta(max_length=limits.NAME_CHARS)] = ""
    address: Annotated[str, msgspec.Meta(max_length=limits.ADDRESS_CHARS)] = ""
    mail: MailSettings | None = None
    secrets: dict[SecretKind, Secret] = {}
    send_to: Annotated[str, msgspec.Meta(max_length=limits.ADDRESS_CHARS)] = ""


class StepKind(StrEnum):
    """The steps in their order."""

    CONNECT = "connect"
    LOGIN = "login"
    FOLDERS = "folders"
    IDLE = "idle"
    SEND = "send"


class StepResult(StrEnum):
    """How a step went; after one that failed there is no other."""

    DONE = "done"
    NOTED = "noted"
    """It works, and is worth knowing: no IDLE, no encryption, a folder that is not there."""
    FAILED = "failed"
    SKIPPED = "skipped"
    """There was nothing to do: no server is set, or nothing to log in with is needed."""


class Hint(StrEnum):
    """What to do, where the kind of trouble alone does not say it."""

    APP_PASSWORD = "app_password"
    OAUTH = "oauth"
    ENCRYPT = "encrypt"
    USE_TLS = "use_tls"
    USE_STARTTLS = "use_starttls"
    LOGIN_FIRST = "login_first"
    NO_LOGIN = "no_login"


class TestStep(msgspec.Struct, frozen=True, omit_defaults=True):
    """What came of one step. `params` are what its sentence tells: host, port, user, count, …; `said` among them are the server's words."""

    __test__ = False

    part: TestPart
    kind: StepKind
    result: StepResult = StepResult.DONE
    params: dict[str, str | int] = {}
    trouble: MailTrouble | None = None
    hint: Hint | None = None


class MailFolder(msgspec.Struct, frozen=True, omit_defaults=True):
    """A folder of a mail server. `messages` are counted in those that are read; `use` is what it is for, as the server has it: `Sent`,
    `Junk`, `Trash`, …"""

    name: str
    delimiter: str = ""
    use: str = ""
    can_be_read: bool = True
    messages: int | None = None


class TestReport(msgspec.Struct, frozen=True, omit_defaults=True):
    """What came of the test of one part, with the folders there are where it got so far."""

    __test__ = False

    steps: tuple[TestStep, ...]
    folders: tuple[MailFolder, ...] = ()

    @property
    def has_failed(self) -> bool:
        """Whether a step failed."""
        return any(step.result is StepResult.FAILED for step in self.steps)
