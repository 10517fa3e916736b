"""Make an editable install find the server's code under its installed name.

A wheel copies `server/` to `support_server/`. An editable install would copy it too, and the copy would grow
stale with the first edit; instead a one-line package points Python at the folder in the checkout.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class EditableServer(BuildHookInterface[Any]):
    """Replaces the forced copy of `server/` by a pointer to it, in editable builds only."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the pointer package below the build directory and include it as `support_server`."""
        if version != "editable":
            return
        pointer = Path(self.directory) / "editable" / "support_server.py"
        pointer.parent.mkdir(parents=True, exist_ok=True)
        pointer.write_text(f"__path__ = [{str(Path(self.root) / 'server')!r}]\n")
        build_data["force_include_editable"][str(pointer)] = "support_server/__init__.py"
