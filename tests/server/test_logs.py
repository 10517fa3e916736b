"""What the server writes into its log (E32)."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from server.logs import start_logging

HOSTILE = "a\x1b]0;owned\x07\x1b[2J\x9b31m\u202eb\nforged entry\r\u2028c"


@contextmanager
def a_log() -> Iterator[logging.Logger]:
    """The server's log as it is on a box; whoever had logged before does so again afterwards."""
    before, level = logging.root.handlers, logging.root.level
    logging.root.handlers = []
    try:
        start_logging("info")
        yield logging.getLogger("support_server.mail")
    finally:
        logging.root.handlers = before
        logging.root.setLevel(level)


def test_an_entry_is_one_line_whatever_is_in_it(capsys: pytest.CaptureFixture[str]):
    """Nothing that a mail holds acts on a terminal or looks like another entry (E32)."""
    with a_log() as log:
        log.warning("mail of %s came in", HOSTILE)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("warning support_server.mail: mail of a31mb forged entry c came in")
    assert line.isprintable()


def test_a_traceback_follows_line_by_line(capsys: pytest.CaptureFixture[str]):
    """Its words are foreign too (E32)."""
    with a_log() as log:
        try:
            raise ValueError(HOSTILE)
        except ValueError:
            log.exception("mail could not be read")
    first, *trace = capsys.readouterr().err.splitlines()
    assert first.endswith("error support_server.mail: mail could not be read")
    assert any("ValueError: a" in line for line in trace)
    assert all(line.startswith("    ") and line.isprintable() for line in trace)
