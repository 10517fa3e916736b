"""What every test gets: the programs' logs and the collector as they were before it, and English words; for properties, all the time they take.

Where `CI` is set, properties are tried with the same examples every time: whoever changes something learns of that change alone.
"""

import gc
import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from support_tui import i18n
from tests.peers.fixtures import account, dovecot, dovecot_server

__all__ = ["account", "collector_as_before", "dovecot", "dovecot_server", "english", "logs_as_before"]


settings.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def collector_as_before() -> Iterator[None]:
    """A console keeps what it has loaded from the collector; a thousand consoles in one process would fill the memory."""
    before = gc.get_threshold()
    yield
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.set_threshold(*before)


@pytest.fixture(autouse=True)
def english() -> None:
    """A test that looks for words finds the English ones, whatever language the one before it spoke."""
    if (i18n.current().language, i18n.digits("1")) != ("en", "1"):
        i18n.use("en")


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    """A program that was run inside a test has set up logging for its process; the next test finds none of it."""
    loggers = [logging.getLogger(name) for name in (None, "support_tui", "support_server")]
    before = [(logger, logger.propagate, logger.level, list(logger.handlers)) for logger in loggers]
    yield
    for logger, propagates, level, handlers in before:
        for added in set(logger.handlers) - set(handlers):
            logger.removeHandler(added)
            added.close()
        logger.propagate = propagates
        logger.setLevel(level)
