"""What the bulk pane says, line by line."""

from support_tui.text.cells import cell_width
from support_tui.widgets.bulk.told import Stage, Told, lines

STOPPED = Told(
    Stage.DONE, change="Priority: high", total=17_324, changing=10_806, is_cancelled=True, undo_key="z"
)


def words(told: Told, width: int) -> list[str]:
    return ["".join(part.text for part in line.parts) for line in lines(told, width)]


def test_what_came_of_it_is_whole_at_every_width() -> None:
    """How far it came and the key that takes it back have a line of their own where one is too short for all."""
    assert "Priority: high: stopped at 10,806 of 17,324; z takes it back" in words(STOPPED, 76)[0]
    narrow = words(STOPPED, 48)
    assert narrow[:2] == [" Priority: high: ", " stopped at 10,806 of 17,324; z takes it back"]
    assert all(cell_width(line) <= 48 for line in narrow)
