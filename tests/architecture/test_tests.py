"""Tests read as specifications: each says in a sentence what holds, and none waits for the clock."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _test_modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / "tests").rglob("*.py")):
        yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def test_every_test_states_its_law() -> None:
    """A test function has a docstring."""
    silent = [
        f"{path}::{node.name}"
        for path, tree in _test_modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]
    assert not silent


def test_no_test_sleeps_for_a_fixed_time() -> None:
    """Waiting is for a condition with a deadline; only the polling itself in `tests/waiting.py` may sleep."""
    sleeping = [
        f"{path}:{node.lineno}"
        for path, tree in _test_modules()
        if path.name != "waiting.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"time.sleep", "asyncio.sleep", "sleep"}
        and ast.unparse(node.args[0]) != "0"
    ]
    assert not sleeping
