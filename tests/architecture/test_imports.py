"""The folder tree is the architecture: who may know whom is checked, not agreed."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: In a process of its own, because the checker sets up logging for the whole process.
_CHECK = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def test_import_contracts_hold() -> None:
    """Every contract of `pyproject.toml` is kept."""
    checked = subprocess.run(
        [sys.executable, "-c", _CHECK, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


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
