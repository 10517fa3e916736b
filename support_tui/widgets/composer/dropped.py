"""Which files a terminal has pasted the paths of, because they were dropped on it. Reads none of them."""

from pathlib import Path
from urllib.parse import unquote, urlsplit


def dropped_paths(pasted: str) -> tuple[Path, ...]:
    """The files that a terminal pastes when they are dropped on it: whole paths or file addresses, quoted or escaped; none where
    anything else is among them."""
    lines = [line.strip() for line in pasted.strip().splitlines() if line.strip()]
    paths = [path for line in lines for path in _paths_in(line)]
    is_whole = bool(paths) and all(path.is_absolute() and _is_file(path) for path in paths)
    return tuple(paths) if is_whole else ()


def _paths_in(line: str) -> list[Path]:
    """One path with plain blanks, or several as a shell would have them."""
    if line.startswith("file://"):
        return [Path(unquote(urlsplit(word).path)) for word in line.split()]
    if not line.startswith(("/", "'", '"')):
        return [Path(line)]
    if _is_file(Path(line)):
        return [Path(line)]
    import shlex

    try:
        return [Path(word) for word in shlex.split(line)]
    except ValueError:
        return [Path(line)]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
