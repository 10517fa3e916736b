"""Settings of both programs: described by types, read from TOML and environment, every problem told with its line. Pure: reads no file.

A program's settings are a struct whose fields are `Annotated[type, Meta(description=…)]`; a field that is a struct is a section, a
`dict[str, Struct]` holds sections with names of one's own. Console and server read the same file form, each its own top-level table
(`[client]`, `[server]`), so that one file may hold both.
"""

from support_tui.wire.settings.lines import line_of
from support_tui.wire.settings.problems import Problem, ProblemCode
from support_tui.wire.settings.read import read_settings, variable_of
from support_tui.wire.settings.table import Setting, settings_of

__all__ = ["Problem", "ProblemCode", "Setting", "line_of", "read_settings", "settings_of", "variable_of"]
