"""A fake desk for each test of the store."""

import pytest

from tests.support_tui.fakes import FakeDesk


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()
