"""What trusted mail servers say of a sender's identity: Authentication-Results (RFC 8601, E36). Pure; checks nothing itself.

Servers repeat in it what the sender has written, such as the address of the envelope. So it is read as the grammar has it: what stands in
quotation marks or brackets says nothing, encoded words are no words, and where something is left open, nothing is believed.
"""

import re
from collections.abc import Iterable
from typing import Final

from support_tui.wire.mail_facts import Checks, Verdict

_RESULT: Final = re.compile(r"^\s*(dkim|spf|dmarc)\s*(?:/\s*\d+\s*)?=\s*([a-z]+)", re.IGNORECASE)
_VERDICTS: Final = {
    "pass": Verdict.PASS, "fail": Verdict.FAIL, "softfail": Verdict.FAIL, "permerror": Verdict.FAIL, "policy": Verdict.FAIL,
}  # fmt: skip
_CHARS: Final = 10_000


def checks_of(results: Iterable[str], trusted_hosts: Iterable[str]) -> Checks | None:
    """The results of the first header that a trusted host wrote: the topmost is the latest. Others anybody can have written,
    and so can those below it, where the host does not remove what bears its name (RFC 8601 §5): they are not added to it."""
    trusted = {host.strip().lower() for host in trusted_hosts}
    for value in results:
        parts = _parts(value)
        name = (parts[0].split() or [""])[0].lower() if parts else ""
        if name in trusted:
            return _read(name, parts[1:])
    return None


def _parts(value: str) -> list[str]:
    """What stands between semicolons, without quoted strings and comments; of what leaves one of them open, or is endless, the host alone."""
    parts, depth, is_quoted, is_escaped = [""], 0, False, False
    for character in value[:_CHARS]:
        if is_escaped:
            is_escaped = False
        elif character == "\\" and (is_quoted or depth):
            is_escaped = True
        elif character == '"' and not depth:
            is_quoted = not is_quoted
        elif character in "()" and not is_quoted:
            depth = max(0, depth + (1 if character == "(" else -1))
            parts[-1] += " "
        elif character == ";" and not is_quoted and not depth:
            parts.append("")
        elif not is_quoted and not depth:
            parts[-1] += character
    return parts[:1] if is_quoted or depth or len(value) > _CHARS else parts


def _read(host: str, parts: Iterable[str]) -> Checks:
    found: dict[str, Verdict] = {}
    for part in parts:
        result = _RESULT.match(part)
        if result is not None:
            method, verdict = result[1].lower(), _VERDICTS.get(result[2].lower(), Verdict.NONE)
            found[method] = _together(method, found.get(method), verdict)
    return Checks(host, **found)


def _together(method: str, before: Verdict | None, verdict: Verdict) -> Verdict:
    """Of several signatures one that holds is enough; of the others there is one result, and where there are two, the worse one counts."""
    if before is None:
        return verdict
    if method == "dkim":
        return before if before is Verdict.PASS else verdict
    return verdict if before is Verdict.PASS else before
