"""Lines that widgets keep: given away as they are, filtered as any other's."""

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.filter import Monochrome
from textual.geometry import Region
from textual.strip import Strip

from support_tui.widgets.kept_lines import Ground, KeptLines


class Lines(KeptLines):
    """Two lines, painted once."""

    kept = (Strip([Segment("first line")], 10), Strip([Segment("other line")], 10))

    def render_line(self, y: int) -> Strip:
        return self.kept[y]


class Box(Vertical, Ground):
    """A box for the lines."""


class Desk(App[None]):
    """Lines in a box."""

    CSS = "Box { width: 10; height: 2; background: #112233; } Lines { width: 10; height: 2; }"

    def compose(self) -> ComposeResult:
        with Box():
            yield Lines()


async def test_a_line_that_looks_the_same_is_the_same_strip():
    """What a strip has kept of itself serves the next paint too."""
    async with Desk().run_test(size=(20, 4)) as pilot:
        lines = pilot.app.query_one(Lines)
        lines.get_line_filters = lambda: ()
        whole = Region(0, 0, 10, 2)
        assert [*map(id, lines.render_lines(whole))] == [*map(id, Lines.kept)]


async def test_a_part_of_a_line_is_cut_out():
    """Of a widget that is half out of sight only the rest is painted."""
    async with Desk().run_test(size=(20, 4)) as pilot:
        part = pilot.app.query_one(Lines).render_lines(Region(6, 1, 4, 1))
        assert [strip.text for strip in part] == ["line"]


async def test_a_ground_is_as_wide_and_high_as_asked_and_takes_the_filters():
    """A terminal without colours gets a ground without any."""
    async with Desk().run_test(size=(20, 4)) as pilot:
        box = pilot.app.query_one(Box)
        plain = box.render_lines(Region(0, 0, 10, 2))
        assert [strip.text for strip in plain] == [" " * 10] * 2
        box.get_line_filters = lambda: (Monochrome(),)
        grey = box.render_lines(Region(0, 0, 10, 2))
        styles = [segment.style for strip in (plain[0], grey[0]) for segment in strip]
        assert styles[0] is not None and styles[0].bgcolor.triplet.hex == "#112233"
        assert styles[1] is not None and styles[1].bgcolor != styles[0].bgcolor


async def test_a_box_keeps_the_styles_of_its_container():
    """Textual looks for styles along the first bases; a ground named first would lose them."""
    async with Desk().run_test(size=(20, 4)) as pilot:
        assert str(pilot.app.query_one(Box).styles.layout) == "<vertical>"
