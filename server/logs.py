"""Sets up the server's log: one line an entry on stderr, nothing in it that could act on a terminal (E32), no secrets."""

import logging
import sys

from .core.plain import one_line


class _OneLine(logging.Formatter):
    """Whatever a message carries from outside, it stays one harmless line; a traceback follows line by line."""

    def format(self, record: logging.LogRecord) -> str:
        record.message = one_line(record.getMessage())
        record.asctime = self.formatTime(record)
        line = f"{record.asctime} {record.levelname.lower()} {record.name}: {record.message}"
        if record.exc_info:
            trace = self.formatException(record.exc_info).splitlines()
            line += "".join(f"\n    {one_line(part)}" for part in trace)
        return line


def start_logging(level: str) -> None:
    """Log to stderr from this level on; what uvicorn says of requests and connections is left out."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in ("uvicorn", "uvicorn.access", "uvicorn.error", "websockets"):
        logging.getLogger(name).setLevel(logging.WARNING)
