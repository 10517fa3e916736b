"""Files of messages on this machine's disk."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_tui.saving import incoming, save


def test_a_file_is_never_written_over_another(tmp_path: Path):
    """The next free number."""
    assert [save(tmp_path, "a.pdf", content).name for content in (b"1", b"2", b"3")] == [
        "a.pdf",
        "a (2).pdf",
        "a (3).pdf",
    ]
    assert (tmp_path / "a.pdf").read_bytes() == b"1"


@pytest.mark.parametrize(
    "name",
    ["../../escape.txt", "/etc/passwd", "..", ".bashrc", "a/b\\c.txt", "CON.txt", "a\u202egnp.exe", ""],
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str):
    """Nor to a hidden file, or to a device of another system (E32, E34)."""
    path = save(tmp_path / "in", name, b"x")
    assert path.parent == tmp_path / "in"
    assert not path.name.startswith(".") and path.stem.upper() != "CON" and "\u202e" not in path.name
    assert [entry.name for entry in tmp_path.iterdir()] == ["in"]


def test_no_link_is_followed(tmp_path: Path):
    """Also one that leads nowhere."""
    (tmp_path / "a.txt").symlink_to(tmp_path / "target")
    assert save(tmp_path, "a.txt", b"x").name == "a (2).txt"
    assert not (tmp_path / "target").exists()


def test_a_file_that_did_not_come_whole_leaves_nothing(tmp_path: Path):
    """Whatever went wrong."""
    with pytest.raises(RuntimeError), incoming(tmp_path, "a.txt") as file:
        file.write(b"half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_disk_without_second_names_is_written_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Sticks and network drives."""

    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    assert [save(tmp_path, "a.txt", b"x").name for _ in range(2)] == ["a.txt", "a (2).txt"]
    assert len(list(tmp_path.iterdir())) == 2


@given(name=st.text(max_size=300))
def test_any_name_can_be_saved(tmp_path_factory: pytest.TempPathFactory, name: str):
    """Whatever somebody has called it."""
    folder = tmp_path_factory.mktemp("any")
    assert save(folder, name, b"x").parent == folder
