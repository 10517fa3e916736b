"""Of two versions of an unsent text the newest stands, and no words are lost."""

from hypothesis import given
from hypothesis import strategies as st

from server.core.drafts import settle
from support_tui.wire.drafts import DraftKind, SavedDraft, SaveDraft

NOW = 1_000


def saved(text: str, at: int, version: int) -> SavedDraft:
    return SavedDraft(7, 1, 41, DraftKind.REPLY, text, at, version)


def given_text(text: str, at: int = NOW, base: int = 0, **fields: object) -> SaveDraft:
    return SaveDraft(41, DraftKind.REPLY, text, at, base, **fields)  # type: ignore[arg-type]


def test_a_text_on_top_of_the_one_that_stands_replaces_it():
    """Typing on keeps no versions."""
    settled = settle(saved("Hel", 10, 10), given_text("Hello", 20, base=10), 1, NOW)
    assert settled.draft is not None and settled.kept is None
    assert (settled.draft.id, settled.draft.text, settled.draft.updated_at) == (7, "Hello", 20)
    assert settled.draft.version > 10


def test_written_elsewhere_meanwhile_the_newest_stands_and_the_other_is_kept():
    """Whichever comes in last: what counts is when it was written."""
    newer = settle(saved("there", 10, 10), given_text("here", 20, base=5), 1, NOW)
    assert newer.draft is not None and newer.kept is not None
    assert (newer.draft.text, newer.kept.text) == ("here", "there")
    older = settle(saved("there", 30, 30), given_text("here", 20, base=5), 1, NOW)
    assert older.draft is not None and older.kept is not None
    assert (older.draft.text, older.kept.text, older.kept.id) == ("there", "here", 0)


def test_a_clock_that_is_ahead_does_not_win_for_ever():
    """A moment in the future counts as now."""
    settled = settle(None, given_text("x", NOW + 999), 1, NOW)
    assert settled.draft is not None and settled.draft.updated_at == NOW


def test_sending_forgets_only_what_was_known():
    """Sent here while another console wrote on: what it wrote stays."""
    assert settle(saved("x", 10, 10), given_text(" ", base=10), 1, NOW).draft is None
    stays = settle(saved("and more", 20, 20), given_text("", base=10), 1, NOW)
    assert stays.draft == saved("and more", 20, 20)


def test_sharing_lasts_until_it_is_ended():
    """Typing on does not end it."""
    shared = settle(None, given_text("x", is_shared=True), 1, NOW).draft
    assert shared is not None and shared.is_shared
    typed = settle(shared, given_text("xy", base=shared.version), 1, NOW).draft
    assert typed is not None and typed.is_shared
    ended = settle(typed, given_text("xy", base=typed.version, is_shared=False), 1, NOW).draft
    assert ended is not None and not ended.is_shared


@given(
    st.text(max_size=5),
    st.text(max_size=5),
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 12),
    st.integers(10, 12),
)
def test_no_words_are_lost(standing, text, at, written_at, base, version):
    """Unless it was written on top of what stands, every text that had words is one of the two that remain."""
    current = saved(standing, at, version)
    settled = settle(current, given_text(text, written_at, base), 1, NOW)
    left = {draft.text for draft in (settled.draft, settled.kept) if draft is not None}
    if text.strip():
        assert text in left
    if base != version:
        assert standing in left
    if settled.draft is not None and settled.kept is not None:
        assert settled.draft.updated_at >= settled.kept.updated_at
