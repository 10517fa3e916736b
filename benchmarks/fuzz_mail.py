"""Reads mails made to break readers, for as long as one likes: `python -m benchmarks.fuzz_mail --minutes 10`.

Starts from `benchmarks.hard_mails` and, where SUPPORT_SHARED_DATA names a folder with mails, from those: bytes are changed, cut, doubled,
put together. Each mail must be read without an exception, give text that can be stored, take no more time than its size allows (1 s, and
3 s a megabyte above the first 200 KB) and no more memory (64 MB, and 15 times its size). What fails is kept in a folder, and told. Exit
status 1 if anything did.
"""

import argparse
import hashlib
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from benchmarks.hard_mails import HARD
from server.channels.email.reading import read_mail
from server.channels.email.reading.opened import read_file
from server.commands_cli.mail import facts_of
from support_tui.text.sanitize import sanitize

FREE_S: Final = 1.0
S_PER_BYTE: Final = 3e-6
FREE_BYTES: Final = 200_000
MEMORY: Final = 64_000_000
MEMORY_PER_BYTE: Final = 15
_GIVEN_UP_S: Final = 60
_OPENED: Final = 2
_LARGEST: Final = 4_000_000
_TOKENS: Final = (
    b"\n\n", b"\r\n", b"\0", b"--b\n", b"=?utf-8?b?", b"?=", b"<", b">", b'"', b"(", b":", b";", b"=", b"&#x0;", b"Content-Type: ", b"multipart/mixed; boundary=",
    b"message/rfc822", b"text/html", b"text/plain; charset=", b"utf-16", b"utf-7", b"Content-Transfer-Encoding: base64\n", b"quoted-printable",
    b"\xff\xfe", b"\x1b[2J", b"\xe2\x80\xae", b"\xed\xa0\x80", b"> ", b"On Mon, Ada <a@b.example> wrote:\n", b"begin 644 a\n", b"<table><tr><td>", b"<!--",
    b"Received: ", b"Message-ID: <", b"filename*0*=", b"-----BEGIN PGP MESSAGE-----\n", b"=ybegin line=128 size=1 name=a\n", b"\n=yend",
    b"<div class=yahoo_quoted>", b"<div id=divRplyFwdMsg>", b"<p style='font-size:0'>", b"----- Original Message -----\n", b">>> 1 >>>\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x78\x9f\x3e\x22", b"{\\rtf1\\fromhtml1 ", b"\x30\x80", b"\xe3\xd1\xcd", "\u00c3\u00a9".encode(), b"Subject: Out of office: a\n", b"Final-Recipient: rfc822; a@b\n", b"BEGIN:VCALENDAR\n",
)  # fmt: skip


class Failure(NamedTuple):
    """What a mail has done to its reader."""

    raw: bytes
    what: str


def peak_bytes() -> int:
    """The highest memory of this process since it was last forgotten."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) * 1024
    return 0


def forget_peak() -> None:
    """Begin to measure the peak anew (man 5 proc)."""
    Path("/proc/self/clear_refs").write_text("5")


def problem_of(raw: bytes) -> str:
    """What is wrong with how a mail is read; empty if nothing is."""
    forget_peak()
    before, started = peak_bytes(), time.process_time()
    signal.setitimer(signal.ITIMER_PROF, _GIVEN_UP_S)
    try:
        mail = read_mail(raw)
        msgspec.json.encode(facts_of(mail))
        for file in (*mail.files, *mail.embedded)[:_OPENED]:
            read_file(file.content, file.filename, file.media_type)
        sanitize(mail.text)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
        return f"{type(error).__name__}: {str(error)[:200]}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    took_s = time.process_time() - started
    allowed_s = FREE_S + max(0, len(raw) - FREE_BYTES) * S_PER_BYTE
    if took_s > allowed_s:
        return f"took {took_s:.1f} s, where {allowed_s:.1f} s are allowed"
    grew = peak_bytes() - before
    allowed = MEMORY + MEMORY_PER_BYTE * len(raw)
    return f"took {grew / 1e6:.0f} MB, where {allowed / 1e6:.0f} MB are allowed" if grew > allowed else ""


def _given_up(*_: object) -> None:
    raise TimeoutError("given up")


def seeds() -> list[bytes]:
    """Mails to begin with."""
    found = [made(1) for made in HARD.values()]
    folder = os.environ.get("SUPPORT_SHARED_DATA", "")
    if folder:
        files = (path for path in Path(folder).rglob("*") if path.is_file() and path.suffix in _MAIL_ENDINGS)
        found += [path.read_bytes() for path in sorted(files) if path.stat().st_size < _LARGEST]
    return found


_MAIL_ENDINGS: Final = frozenset({".eml", ".mail", ".box", ".mbox", ".txt"})


def mutated(seeds: list[bytes], chance: random.Random) -> Iterator[bytes]:
    """Mails without end, each some changes away from one of the seeds."""
    while True:
        raw = bytearray(chance.choice(seeds)[: chance.choice((2_000, 50_000, _LARGEST))])
        for _ in range(chance.choice((1, 1, 2, 5, 20))):
            _change(raw, seeds, chance)
        yield bytes(raw[:_LARGEST])


def _change(raw: bytearray, seeds: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(raw) + 1)
    end = min(len(raw), at + chance.choice((1, 4, 40, 1_000, 100_000)))
    match chance.randrange(8):
        case 0:
            raw[at:end] = chance.randbytes(end - at)
        case 1:
            del raw[at:end]
        case 2:
            raw[at:at] = raw[at:end] * chance.choice((1, 2, 10, 100, 1_000))
            del raw[_LARGEST:]
        case 3:
            raw[at:at] = chance.choice(_TOKENS) * chance.choice((1, 1, 2, 50, 5_000))
        case 4:
            other = chance.choice(seeds)
            start = chance.randrange(len(other) + 1)
            raw[at:end] = other[start : start + chance.choice((10, 300, 20_000))]
        case 5:
            raw[at:end] = raw[at:end].replace(b"\n", chance.choice((b"\r", b"", b"\r\n", b"\n\n")))
        case 6 if raw:
            raw[at % len(raw)] ^= 1 << chance.randrange(8)
        case _:
            raw[at:at] = b"--" + bytes(raw[:20]) + b"\n"


def main() -> int:
    """Read until the time is over; tell and keep what failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument(
        "--scale", type=int, default=4, help="how large the made mails are that are read unchanged"
    )
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "unread-mails")
    arguments = parser.parse_args()
    signal.signal(signal.SIGPROF, _given_up)
    chance, first, read = random.Random(arguments.seed), seeds(), 0
    end, failures = time.monotonic() + arguments.minutes * 60, dict[str, Failure]()
    made = (make(scale) for scale in (1, arguments.scale) for make in HARD.values())
    for source in (made, iter(first), mutated(first, chance)):
        for raw in source:
            if time.monotonic() > end:
                break
            read += 1
            if what := problem_of(raw):
                _keep(Failure(raw, what), arguments.keep, failures)
    print(f"{read:,} mails read with seed {arguments.seed}: {len(failures)} kinds of failure")
    print("holds" if not failures else f"DOES NOT HOLD; the mails are in {arguments.keep}")
    return 1 if failures else 0


def _keep(failure: Failure, folder: Path, failures: dict[str, Failure]) -> None:
    """Tell a failure, once for each kind; its mail goes to the folder."""
    kind = failure.what[:40]
    if kind in failures:
        return
    failures[kind] = failure
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{hashlib.sha256(failure.raw).hexdigest()[:16]}.eml"
    path.write_bytes(failure.raw)
    print(f"{path} ({len(failure.raw):,} bytes): {failure.what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
