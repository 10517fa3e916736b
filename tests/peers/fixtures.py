"""Fixtures of the real peers, for every spec that wants one."""

from collections.abc import Iterator

import pytest

from tests.peers.dovecot import Account, Dovecot, dovecot_program, private_dovecot


@pytest.fixture(scope="session")
def dovecot_server() -> Iterator[Dovecot]:
    """One Dovecot for all specs of a run."""
    program = dovecot_program()
    if program is None:
        pytest.skip("no Dovecot on this machine: install dovecot-imapd and dovecot-lmtpd")
    with private_dovecot(program) as server:
        yield server


@pytest.fixture
def dovecot(dovecot_server: Dovecot) -> Iterator[Dovecot]:
    """The server, which serves again after the spec whatever that did to it."""
    yield dovecot_server
    dovecot_server.tokens.answer = None
    if not dovecot_server.is_as_started:
        dovecot_server.restart()


@pytest.fixture
def account(dovecot: Dovecot) -> Account:
    """A mailbox of this spec's own, empty."""
    return dovecot.account()
