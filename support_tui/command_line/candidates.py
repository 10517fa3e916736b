"""What may stand at the cursor of a shell: values of one kind that begin with what is written, with a word of explanation.

Asks no server: names come from what was seen last. One line a candidate, the explanation behind a tab."""

import os
import sys
from collections.abc import Iterator, Sequence

from support_tui import i18n, paths
from support_tui.command_line import remembered
from support_tui.command_line.door import login_for
from support_tui.command_line.reading import now_us
from support_tui.config import ClientConfig, load
from support_tui.link.credentials import Login
from support_tui.text.sanitize import sanitize_line
from support_tui.verbs.model import Kind
from support_tui.verbs.offers import Known, offers
from support_tui.verbs.wording import value_meaning


def answer(words: Sequence[str]) -> int:
    """Print the candidates of a kind: `__complete KIND WRITTEN`. Nothing where nobody is logged in or the kind is unknown."""
    i18n.use(i18n.language_of(os.environ))
    kind, written = words[0] if words else "", words[1] if len(words) > 1 else ""
    known = known_by(_login())
    try:
        found = offers(Kind(kind), written, known)
    except ValueError:
        return 0
    sys.stdout.writelines(_lines(Kind(kind), found, written))
    return 0


def _lines(kind: Kind, found: Iterator[tuple[str, str]], written: str) -> Iterator[str]:
    for value, meaning in found:
        clean = sanitize_line(value)
        if clean == value and value.startswith(written):
            explained = value_meaning(kind, value, meaning) or _moment(kind, value)
            yield f"{value}\t{sanitize_line(explained)}\n"


def _moment(kind: Kind, value: str) -> str:
    """The moment that a phrase means now, empty for everything else."""
    if kind is not Kind.PHRASE:
        return ""
    from support_tui.wire.phrases import moment_of

    at = moment_of(value, now_us())
    return i18n.full_moment(at) if isinstance(at, int) else ""


def _login() -> Login | None:
    config = load(paths.config_file(), os.environ)
    return login_for(config, "", os.environ) if isinstance(config, ClientConfig) else None


def known_by(login: Login | None) -> Known:
    """The names that were seen last."""
    if login is None:
        return Known()
    seen = tuple((one.id, one.title) for one in remembered.conversations(login))
    return Known(remembered.directory(login), seen)
