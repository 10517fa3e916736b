"""The folder tree is the architecture: who may know whom is checked, not agreed."""

import ast
from pathlib import Path

from importlinter.cli import lint_imports  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[2]


def test_import_contracts_hold(monkeypatch) -> None:
    """Every contract of `pyproject.toml` is kept."""
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_the_server_imports_its_own_modules_relatively() -> None:
    """`server/` installs as `support_server`, so no module of it may say either name in an import."""
    named = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in (ROOT / "server").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _imported(node)
        if name.split(".")[0] in {"server", "support_server"}
    ]
    assert not named


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [node.module or ""]
    return []
