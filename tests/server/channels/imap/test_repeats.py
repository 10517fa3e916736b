"""Identities that a folder gives twice are known by the second time."""

from hypothesis import given
from hypothesis import strategies as st

from server.channels.email.imap.repeats import Repeats


@given(st.lists(st.lists(st.sampled_from(["a@x", "b@x", "c@x", "d@x", ""]), max_size=6), max_size=5))
def test_what_was_met_before_is_repeated(windows: list[list[str]]) -> None:
    """Across windows and within one; what bears no identity repeats nothing."""
    repeats, met = Repeats(), set[str]()
    for window in windows:
        expected = set[str]()
        for identity in window:
            if identity and identity in met:
                expected.add(identity)
            met.add(identity)
        found = repeats.of(window)
        assert found >= expected
        assert "" not in found


def test_few_are_taken_for_repeated_ones() -> None:
    """Of ten thousand mails no more than one in a hundred is looked at in vain."""
    assert len(Repeats().of(f"{number}@x" for number in range(10_000))) < 100
