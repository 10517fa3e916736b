"""What is installed: the wheel holds every file the programs read, and every library has its reason written down."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"support_tui": "support_tui", "server": "support_server"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel of this checkout, built by the build backend where it is installed."""
    pytest.importorskip(
        "hatchling", reason="the build backend is not installed here; .ci/run builds the wheel"
    )
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_file_of_both_packages(wheel: set[str]):
    """Modules, texts, styles, tables and the demo's content, under the names they are installed by; and nothing else."""
    expected = {
        f"{installed}/{path.relative_to(ROOT / folder)}"
        for folder, installed in PACKAGES.items()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }
    assert {name for name in wheel if ".dist-info/" not in name} == expected


def test_the_project_names_the_data_that_programs_read():
    """The kinds of files beside the modules, so that a new kind is thought of."""
    kinds = {
        path.suffix
        for folder in PACKAGES
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert kinds == {".py", ".ftl", ".sql", ".tcss", ".txt", ".typed"}


def test_every_library_has_its_reason():
    """`docs/adr/0001-dependencies.md` names what `pyproject.toml` asks for, and nothing that it does not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {_name(line) for line in project["dependencies"]}
    record = (ROOT / "docs" / "adr" / "0001-dependencies.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| ([\w.-]+(?:, [\w.-]+)*) \|", record, re.MULTILINE)
    reasoned = {name for row in table for name in row.split(", ")} - {"Library"}
    assert asked == reasoned
    for line in project["optional-dependencies"]["test"]:
        assert _name(line) in record


def _name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0]


def test_decisions_are_numbered_once_and_stay_short():
    """Each record has its own number, its title bears it, and it stays under 60 lines."""
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))
    numbers = [int(path.name[:4]) for path in records]
    assert len(set(numbers)) == len(numbers)
    for path, number in zip(records, numbers, strict=True):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith(f"# {number}. "), path.name
        assert len(lines) < 60, path.name
