"""How the mail of each mailbox comes in and goes out: what its line does, what is wrong, what is missing. Data only; words in
`mail_wording`."""

from enum import StrEnum

import msgspec


class MailLine(StrEnum):
    """What the way in of a mailbox is doing."""

    OFF = "off"
    """Nothing is fetched: no server is set, or fetching is switched off."""
    CONNECTING = "connecting"
    CONNECTED = "connected"
    RETRYING = "retrying"
    """It broke, and is tried again by itself."""
    REFUSED = "refused"
    """Somebody has to change something (password, certificate, folder); it is tried again now and then all the same."""


class MailTroubleCode(StrEnum):
    """Everything that can be wrong with a mail server, as people have to tell it apart. The comment names the parameters."""

    # on the way there
    HOST_UNKNOWN = "host_unknown"  # host
    NOT_LISTENING = "not_listening"  # host, port
    UNREACHABLE = "unreachable"  # host, reason
    SILENT = "silent"  # host, seconds
    LINE_BROKE = "line_broke"  # host
    # who is there
    CERTIFICATE_EXPIRED = "certificate_expired"  # host
    CERTIFICATE_UNTRUSTED = "certificate_untrusted"  # host, reason
    CERTIFICATE_OF_ANOTHER = "certificate_of_another"  # host, reason
    NO_TLS = "no_tls"  # host, reason
    # who asks
    NO_SECRET = "no_secret"  # user
    LOGIN_REFUSED = "login_refused"  # user, said
    LOGIN_OUTDATED = "login_outdated"  # host, said
    TOKEN_UNREACHABLE = "token_unreachable"  # host, reason
    TOKEN_REFUSED = "token_refused"  # host, said
    TOKEN_NOT_SET = "token_not_set"
    # what is asked for
    NO_FOLDER = "no_folder"  # folder, said
    BUSY = "busy"  # host, said
    NONSENSE = "nonsense"  # host, said
    SAID_NO = "said_no"  # host, said
    FULL = "full"  # percent; everything works, but nothing more may come in soon
    # on the way out
    REPLIES_WAIT = "replies_wait"  # said
    WAIT_SWITCHED_OFF = "wait_switched_off"  # replies wait until it is on again
    WAIT_NO_SECRET = "wait_no_secret"  # user; replies wait until it is set
    SENT_ENOUGH = "sent_enough"  # limit
    TOO_MANY_ANSWERS = "too_many_answers"  # count (of automatic answers that were not given: a loop?)
    # at our own end
    NOT_KEPT = "not_kept"  # reason
    INTERNAL = "internal"  # reference


class MailTrouble(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is wrong; `said` among the parameters are the server's own words. `is_lasting` where waiting does not help."""

    code: MailTroubleCode
    params: dict[str, str | int] = {}
    is_lasting: bool = False


class MailboxState(msgspec.Struct, frozen=True, omit_defaults=True):
    """How one mailbox stands. Times in microseconds UTC.

    `since_at` is when the line began to be so, `retry_at` when it is tried next, `heard_at` when the server answered last. `waiting` mails
    are on the server and not yet fetched, `missing` ones should be in the desk and are not, `quarantined` ones could not be read.
    `dropped` are mails of our own that came back and were left out, `withheld` automatic answers that were not given in the last hour
    because the mailbox had given as many as it may. `out_trouble` is why its replies wait, until `out_retry_at`."""

    mailbox_id: int
    line: MailLine = MailLine.OFF
    since_at: int = 0
    retry_at: int | None = None
    heard_at: int | None = None
    trouble: MailTrouble | None = None
    waiting: int = 0
    missing: int = 0
    quarantined: int = 0
    dropped: int = 0
    withheld: int = 0
    out_trouble: MailTrouble | None = None
    out_retry_at: int | None = None

    @property
    def troubles(self) -> tuple[tuple[MailTrouble, int | None], ...]:
        """What is wrong on the way in and on the way out, each with its next try."""
        both = ((self.trouble, self.retry_at), (self.out_trouble, self.out_retry_at))
        return tuple((trouble, at) for trouble, at in both if trouble is not None)

    @property
    def needs_attention(self) -> bool:
        """Whether people should be told."""
        return bool(self.troubles) or self.missing > 0 or self.withheld > 0
