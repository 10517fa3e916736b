"""Finding an entry while typing."""

from support_tui.widgets.picking import MOST_SHOWN, matching


def test_beginnings_come_before_middles_and_scattered_letters():
    """`re` finds Refund before Fired before Rate."""
    assert list(matching("re", ["Rate", "Fired", "Refund"], str)) == ["Refund", "Fired", "Rate"]


def test_arabic_is_found_whatever_its_spelling():
    """Hamza, taa marbuta and tashkeel do not matter."""
    assert list(matching("احمد", ["سارة", "أحمَد"], str)) == ["أحمَد"]
    assert list(matching("ساره", ["سارة", "أحمَد"], str)) == ["سارة"]


def test_nothing_typed_is_everything_in_its_order():
    """Up to what fits."""
    entries = [str(number) for number in range(500)]
    assert list(matching("  ", entries, str)) == entries[:MOST_SHOWN]
