"""What is being typed is on this machine's disk while the fingers go on, so that the sudden end of the console takes nothing along."""

from pathlib import Path

import pytest

from support_tui.store import DraftKey
from support_tui.store.unsent import Unsent
from support_tui.widgets.composer import place
from tests.support_tui.fakes import a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened


@pytest.fixture(autouse=True)
def _fingers_never_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "_DRAFT_AFTER_S", 1_000)


def written_down(desk: OpenConsole, folder: Path) -> Unsent:
    """A queue on disk for this console."""
    file = Unsent(folder / "desk.queue", lambda: "aside")
    desk.console.desk.promise._file = file
    return file


@pytest.mark.parametrize(("key", "kind"), [("r", "reply"), ("n", "note")])
async def test_it_is_on_disk_before_the_fingers_rest(tmp_path: Path, key: str, kind: str) -> None:
    """Word by word; colleagues and the agent's other machines are told later."""
    async with opened([a_row(2)]) as desk:
        file = written_down(desk, tmp_path)
        await desk.press("enter", key)
        await desk.until(lambda: desk.console.composer.has_focus_within)
        await desk.press(*"one")
        await desk.until(lambda: b'"one"' in file.path.read_bytes())
        await desk.press(*"two")
        await desk.until(lambda: b'"onetwo"' in file.path.read_bytes())
        assert file.contents.drafts[DraftKey(2, kind)].is_dirty
        assert not desk.fake.store.replica.drafts.by_key
        file.close()


async def test_what_was_sent_is_no_draft_on_disk(tmp_path: Path) -> None:
    """Also where it left before it was a draft for anybody else."""
    async with opened([a_row(2)]) as desk:
        file = written_down(desk, tmp_path)
        await desk.press("enter", "n")
        await desk.until(lambda: desk.console.composer.has_focus_within)
        await desk.press(*"ok")
        await desk.until(lambda: bool(file.contents.drafts))
        await desk.press("alt+enter")
        await desk.until(lambda: bool(desk.server.commands) and not file.contents.drafts)
        file.close()
