"""Takes in what a folder at a mail server holds, and remembers how far it has come (E1–E4). In the thread of its mailbox.

Theory of operation. New mails are those above the highest UID; they are fetched a batch at a time, and while one batch is being committed
the next one is fetched. Only when all of a batch is on disk does the position move behind it; whatever ends the work before, the same
mails come again, and their identities tell which are here. A folder whose UIDs mean something else than they did (or nothing yet) is
swept: its mails are compared with the desk's by their identities, and only what is not here is fetched, or bears an identity once more.

A mail that ends the connection would end it for ever. When a batch breaks off, its mails are doubted, and from then on fetched one by
one: the one that breaks it again is counted as failed, and the third time it is left aside.
"""

import datetime
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from email.utils import parsedate_to_datetime
from typing import Final, NamedTuple

from msgspec.structs import replace

from support_tui.wire.mail_states import MailTroubleCode
from support_tui.wire.mailboxes import Begin

from ....core.mail_positions import ATTEMPTS, Position, Taking, taking
from ..reading.mail import message_id_in
from ..standing_in import WITHHELD
from .desk import DeskSide
from .faults import MailFault
from .line import Folder, Found, Line
from .nameless import Nameless
from .repeats import Repeats
from .taking import Became, Fetched, Outcome

log = logging.getLogger("support_server.imap")

BATCH_MAILS: Final = 64
BATCH_BYTES: Final = 8 * 1024 * 1024
SWEEP_MAILS: Final = 500
"""So many mails are compared at a time."""
_DAY: Final = datetime.timedelta(days=1)
_DATE: Final = re.compile(rb"^date:(.{1,200})$", re.IGNORECASE | re.MULTILINE)
_MONTHS: Final = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
#: What happens to a line because of the one mail that is being fetched, as far as anybody can tell.
_OF_A_MAIL: Final = frozenset(
    {
        MailTroubleCode.LINE_BROKE,
        MailTroubleCode.NONSENSE,
        MailTroubleCode.SAID_NO,
        MailTroubleCode.SILENT,
        MailTroubleCode.UNREACHABLE,
    }
)


class FolderFetcher:
    """One folder of a mailbox. `is_over` tells that no more batches shall be begun."""

    def __init__(
        self, desk: DeskSide, mailbox_id: int, folder: str, begin: Begin, is_over: Callable[[], bool]
    ) -> None:
        self._desk = desk
        self._mailbox_id = mailbox_id
        self.folder = folder
        self._begin = begin
        self._is_over = is_over
        self._doubted: set[int] = set()
        self._nameless = Nameless(desk, mailbox_id, folder)
        self._why: dict[int, str] = {}
        self._has_given_up = False

    # ------------------------------------------------------------ from outside

    def has_given_up(self) -> bool:
        """Whether a mail was set aside since this was asked last: it is missing from now on."""
        given_up, self._has_given_up = self._has_given_up, False
        return given_up

    def fetch(self, line: Line, opened: Folder) -> int:
        """Take in all that is new in the folder, which is open; how many mails that were. Raises MailFault."""
        position = self.known()
        if not position.is_of(opened.uid_validity, self._begin):
            return self._sweep_all(line, opened, position)
        taken = 0
        uids = line.uids_from(position.highest_uid + 1)
        self._tell_waiting(len(uids))
        for first in range(0, len(uids), SWEEP_MAILS):
            window = uids[first : first + SWEEP_MAILS]
            position, count = self._take(line, position, line.found(window), moves=True)
            if not self._is_over():
                position = self._saved(replace(position, highest_uid=window[-1]), position)
            taken += count
            self._tell_waiting(max(0, len(uids) - first - len(window)))
        if position.to_try_again:
            _, count = self._take(line, position, line.found(position.to_try_again), moves=False)
            taken += count
        return taken

    def reconcile(self, line: Line, newest: int | None = None) -> int:
        """Take in what should have come in and has not, of the newest mails or of all (E6); how many are still missing."""
        position = self.known()
        if not position.uid_validity:
            return 0
        uids = [uid for uid in self._in_question(line, position) if uid <= position.highest_uid]
        given_up = set(position.given_up) & set(uids)
        if newest is not None:
            uids = [uid for uid in uids[-newest:] if uid not in given_up]
        repeats = Repeats() if newest is None else None
        _, _, missing = self._sweep(line, position, uids, repeats, by_size=False)
        return missing + (len(given_up) if newest is not None else 0)

    # ------------------------------------------------------------ a folder that is not known, or not any more

    def _sweep_all(self, line: Line, opened: Folder, position: Position) -> int:
        """Go through the whole folder; only then are its UIDs known."""
        by_size = bool(position.highest_uid)
        if position.uid_validity and position.uid_validity != opened.uid_validity:
            log.warning(
                "mailbox %d: the server has numbered %s anew (%d, was %d); all of it is compared",
                self._mailbox_id, self.folder, opened.uid_validity, position.uid_validity,
            )  # fmt: skip
        # Failures count on through broken sweeps; under other numbers they mean nothing.
        failed = {} if position.uid_validity else position.failed
        begun = self._saved(replace(position, begin=self._begin, uid_validity=0, failed=failed), position)
        uids = [uid for uid in self._in_question(line, begun) if uid not in begun.given_up]
        self._tell_waiting(len(uids))
        swept, taken, _ = self._sweep(line, begun, uids, Repeats(), by_size=by_size)
        if self._is_over():
            return taken
        highest = max(opened.next_uid - 1, *uids, 0) if uids else max(opened.next_uid - 1, 0)
        self._saved(replace(swept, uid_validity=opened.uid_validity, highest_uid=highest), swept)
        self._tell_waiting(0)
        return taken

    def _in_question(self, line: Line, position: Position) -> list[int]:
        """The mails that may be wanted: what lay there before is not looked at where it is to stay there."""
        if position.begin is not Begin.NEW:
            return line.uids_from(1)
        begun = datetime.datetime.fromtimestamp(position.begun_at / 1_000_000, datetime.UTC) - _DAY
        return line.uids_since(f"{begun.day}-{_MONTHS[begun.month - 1]}-{begun.year}")

    def _sweep(
        self, line: Line, position: Position, uids: Sequence[int], repeats: Repeats | None, *, by_size: bool
    ) -> tuple[Position, int, int]:
        """Take in those that are not here, or may not be; the position after it, how many were taken, and how many should be here and are
        not."""
        taken = missing = 0
        for first in range(0, len(uids), SWEEP_MAILS):
            if self._is_over():
                break
            found = line.found(uids[first : first + SWEEP_MAILS], with_ids=True)
            unknown = self._unknown(line, found, repeats, by_size=by_size)
            how = {mail.uid: taking(position, mail.came_at, _written_at(mail)) for mail in unknown}
            wanted = [mail for mail in unknown if how[mail.uid] is not Taking.NOT]
            if wanted:
                position, count = self._take(line, position, wanted, moves=False, how=how)
                taken += count
                missing += len(wanted) - count
        return position, taken, missing

    def _unknown(
        self, line: Line, found: Sequence[Found], repeats: Repeats | None, *, by_size: bool
    ) -> list[Found]:
        """Those whose identity is not here, or, where that shall count, was met before or is that of a mail of another size (E4); without an
        identity, those whose number is not known."""
        ids = {mail.uid: message_id_in(mail.headers) for mail in found}
        repeated = repeats.of(ids.values()) if repeats is not None else set[str]()
        here = self._desk.books.sizes(self._mailbox_id, [name for name in ids.values() if name])
        nameless = self._nameless.here(line.uid_validity) if not all(ids.values()) else frozenset()
        return [
            mail
            for mail in found
            if mail.uid not in nameless
            and (
                (size := here.get(ids[mail.uid])) is None
                or ids[mail.uid] in repeated
                or (by_size and size != mail.size_bytes)
            )
        ]

    # ------------------------------------------------------------ taking in

    def _take(
        self,
        line: Line,
        position: Position,
        found: Sequence[Found],
        *,
        moves: bool,
        how: dict[int, Taking] | None = None,
    ) -> tuple[Position, int]:
        """Fetch and take in; the position after it, and how many were taken. `moves` where the position goes along with them."""
        running: _Running | None = None
        taken = 0
        for batch in _batches(found, self._doubted):
            if self._is_over():
                break
            try:
                fetched, withheld = self._fetched(line, batch, how or {})
            except MailFault as fault:
                if running is not None:
                    position, _ = self._settled(line, running, position, moves=moves)
                self._doubt(batch, position, fault, moves=moves)
                raise
            if running is not None:
                position, count = self._settled(line, running, position, moves=moves)
                taken += count
            running = _Running(batch, fetched, withheld, self._desk.take(self._mailbox_id, fetched))
        if running is not None:
            position, count = self._settled(line, running, position, moves=moves)
            taken += count
        return position, taken

    def _fetched(
        self, line: Line, batch: Sequence[Found], how: dict[int, Taking]
    ) -> tuple[list[Fetched], list[int]]:
        """The mails themselves, and the UIDs of those that the server lists and does not give out."""
        limit = self._desk.taker.largest_bytes
        small = [mail.uid for mail in batch if mail.size_bytes <= limit]
        raw = line.mails(small) if small else {}
        heads = {mail.uid: line.headers(mail.uid) for mail in batch if mail.size_bytes > limit}
        gone = [uid for uid in small if uid not in raw]
        withheld = [mail.uid for mail in line.found(gone)] if gone else []
        self._doubted.difference_update(mail.uid for mail in batch)
        fetched = []
        for mail in batch:
            took = how.get(mail.uid, Taking.AS_NEW)
            if mail.uid in raw:
                fetched.append(Fetched(mail.uid, raw[mail.uid], taking=took))
            elif head := heads.get(mail.uid):
                fetched.append(Fetched(mail.uid, head, mail.size_bytes, is_whole=False, taking=took))
        return fetched, withheld

    def _settled(
        self, line: Line, running: "_Running", position: Position, *, moves: bool
    ) -> tuple[Position, int]:
        """Wait until a batch is on disk, and remember it. Raises MailFault where the desk takes nothing at the moment."""
        before, held, here = position, "", list[Fetched]()
        highest = running.batch[-1].uid
        for uid in running.withheld:
            position = self._failed(position, uid, WITHHELD)
        outcomes = running.outcomes.result()
        for mail, outcome in zip(running.fetched, outcomes, strict=True):
            match outcome.became:
                case Became.TAKEN:
                    position = _mended(position, mail.uid)
                    here.append(mail)
                case Became.FAILED:
                    position = self._failed(position, mail.uid, outcome.why, mail)
                case Became.HELD:
                    highest, held = min(highest, mail.uid - 1), outcome.why
        if moves:
            position = replace(position, highest_uid=max(position.highest_uid, highest))
        self._saved(position, before)
        self._nameless.taken(line.uid_validity, here)
        if held:
            raise MailFault(MailTroubleCode.NOT_KEPT, reason=held)
        return position, len(here)

    # ------------------------------------------------------------ what goes wrong with a mail

    def _doubt(self, batch: Sequence[Found], position: Position, fault: MailFault, *, moves: bool) -> None:
        """The connection has ended over these mails. Of one alone it is known that it was that one."""
        if fault.trouble.code not in _OF_A_MAIL:
            return
        self._doubted.update(mail.uid for mail in batch)
        if len(batch) > 1:
            return
        uid = batch[0].uid
        after = self._failed(
            position, uid, f"{fault.trouble.code.value}: {fault.trouble.params.get('said', '')}"
        )
        if moves:
            after = replace(after, highest_uid=max(after.highest_uid, uid))
        self._saved(after, position)

    def _failed(self, position: Position, uid: int, why: str, mail: Fetched | None = None) -> Position:
        """Once more it was not possible. The third time, what there is of the mail is set aside where people see it (E3, E7)."""
        times = position.failed.get(uid, 0) + 1
        log.warning(
            "mailbox %d: mail %d of %s could not be taken in (%d): %s",
            self._mailbox_id, uid, self.folder, times, why,
        )  # fmt: skip
        self._why[uid] = why
        if times == ATTEMPTS:
            self._has_given_up = True
            raw = mail.raw if mail is not None else _placeholder(self.folder, uid)
            aside = self._desk.do(self._desk.taker.set_aside(self._mailbox_id, raw, why))
            if mail is not None and aside.became is Became.TAKEN:
                return _mended(position, uid)
        return replace(position, failed=position.failed | {uid: times})

    # ------------------------------------------------------------ what is remembered

    def known(self) -> Position:
        """How far the folder was taken in. One that was never looked for begins now."""
        books = self._desk.books
        position = books.position(self._mailbox_id, self.folder)
        if position is None:
            position = Position(self._desk.now(), self._begin)
            self._write(position, None)
        return position

    def _saved(self, after: Position, before: Position) -> Position:
        if after != before:
            self._write(after, before)
        return after

    def _write(self, after: Position, before: Position | None) -> None:
        trouble = self._desk.do(
            self._desk.books.save(self._mailbox_id, self.folder, after, before, self._why)
        )
        if trouble is not None:
            raise MailFault.of(trouble)

    def _tell_waiting(self, count: int) -> None:
        """A backlog is worth telling; what is here in a moment is not."""
        self._desk.tell(self._mailbox_id, waiting=count if count > BATCH_MAILS else 0)


class _Running(NamedTuple):
    """A batch that is being committed."""

    batch: Sequence[Found]
    fetched: list[Fetched]
    withheld: list[int]
    outcomes: "Future[list[Outcome]]"


def _mended(position: Position, uid: int) -> Position:
    if uid not in position.failed:
        return position
    return replace(
        position, failed={other: times for other, times in position.failed.items() if other != uid}
    )


def _batches(found: Sequence[Found], doubted: set[int]) -> Iterator[list[Found]]:
    """Mails to be fetched at once: not too many, not too large; those in doubt by themselves."""
    batch: list[Found] = []
    size = 0
    for mail in found:
        is_full = len(batch) >= BATCH_MAILS or size + mail.size_bytes > BATCH_BYTES or mail.uid in doubted
        if batch and is_full:
            yield batch
            batch, size = [], 0
        batch.append(mail)
        size += mail.size_bytes
        if mail.uid in doubted:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _placeholder(folder: str, uid: int) -> bytes:
    """What is known of a mail that cannot be had."""
    return f"Subject: {folder}: {uid}\r\n\r\n".encode()


def _written_at(mail: Found) -> int | None:
    """What the sender claims, in microseconds UTC."""
    claimed = _DATE.search(mail.headers)
    if claimed is None:
        return None
    try:
        moment = parsedate_to_datetime(claimed[1].decode("ascii", "replace").strip())
        return int(moment.replace(tzinfo=moment.tzinfo or datetime.UTC).timestamp() * 1_000_000)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
