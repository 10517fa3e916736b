"""What of the person's settings the console screen needs; made from the config file by whoever starts the program. Data only."""

from pathlib import Path
from typing import Literal

import msgspec

from support_tui.clipboard import Clipboard
from support_tui.pictures import Way


class ConsoleSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Defaults are those of the config file (`config.ClientConfig`), where each is described."""

    maps_layouts: bool = True
    is_linear: bool = False
    """For screen readers: one pane, plain sentences, the terminal's cursor on the line that keys act on."""
    shows_tour: bool = False
    """Whether nobody has seen the first-run tour on this machine."""
    previews: bool = True
    preview_delay_ms: int = 120
    undo_window_s: int = 10
    two_panes_columns: int = 100
    three_panes_columns: int = 160
    inbox_percent: int = 40
    context_columns: int = 36
    mirror: bool = False
    editor: str = ""
    toast_s: int = 5
    pipe_limit_s: int = 30
    pipe_limit_bytes: int = 200_000
    piped_file: Path | None = None
    """Where command lines are remembered; None remembers none."""
    downloads: str = ""
    """Where files are saved; empty is the system's folder for downloads."""
    opener: tuple[str, ...] = ()
    """The program that opens links and files; empty where there is no screen to open them on."""
    pictures: Way = Way.OFF
    config_file: Path | None = None
    """Where theme, language and keys that are chosen live are written down; None writes nothing."""
    clipboard: Clipboard = Clipboard()
    after_close: Literal["next", "list"] = "next"
    is_slow_link: bool = False
    announces: Literal["mine", "all", "none"] = "mine"
    rings_bell: bool = False
    system_notices: Literal["off", "unfocused", "always"] = "unfocused"


DEFAULTS = ConsoleSettings()
