"""What trusted mail servers say of a sender's identity: Authentication-Results (RFC 8601, E36). Pure; checks nothing itself."""

import re
from collections.abc import Iterable
from typing import Final

from support_tui.wire.mail_facts import Checks, Verdict

_COMMENT: Final = re.compile(r"\([^()]*\)")
_RESULT: Final = re.compile(r"^\s*(dkim|spf|dmarc)\s*(?:/\s*\d+\s*)?=\s*([a-z]+)", re.IGNORECASE)
_VERDICTS: Final = {
    "pass": Verdict.PASS, "fail": Verdict.FAIL, "softfail": Verdict.FAIL, "permerror": Verdict.FAIL, "policy": Verdict.FAIL,
}  # fmt: skip
_CHARS: Final = 10_000


def checks_of(results: Iterable[str], trusted_hosts: Iterable[str]) -> Checks | None:
    """The results of the first header that a trusted host wrote: the topmost is the latest. Others anybody can have written."""
    trusted = {host.strip().lower() for host in trusted_hosts}
    for value in results:
        host, *parts = _COMMENT.sub(" ", value[:_CHARS]).split(";")
        name = (host.split() or [""])[0].lower()
        if name in trusted:
            return _read(name, parts)
    return None


def _read(host: str, parts: Iterable[str]) -> Checks:
    found: dict[str, Verdict] = {}
    for part in parts:
        result = _RESULT.match(part)
        if result is not None:
            verdict = _VERDICTS.get(result[2].lower(), Verdict.NONE)
            before = found.get(result[1].lower())
            # Of several signatures one that holds is enough.
            if before is not Verdict.PASS:
                found[result[1].lower()] = verdict
    return Checks(host, **found)
