"""Every place on disk that the console uses, and nothing else: no other module of it names a folder."""

import os
from pathlib import Path

import platformdirs

_APP = "support-tui"


def config_file() -> Path:
    """The settings; `SUPPORT_TUI_CONFIG` names another file."""
    chosen = os.environ.get("SUPPORT_TUI_CONFIG")
    if chosen:
        return Path(chosen).expanduser()
    return platformdirs.user_config_path(_APP, appauthor=False) / "config.toml"


def data_dir() -> Path:
    """What must not be lost: tokens, drafts, unsent commands; `SUPPORT_TUI_DATA` names another folder."""
    chosen = os.environ.get("SUPPORT_TUI_DATA")
    return Path(chosen).expanduser() if chosen else platformdirs.user_data_path(_APP, appauthor=False)


def cache_dir() -> Path:
    """What the server has too; `SUPPORT_TUI_CACHE` names another folder."""
    chosen = os.environ.get("SUPPORT_TUI_CACHE")
    return Path(chosen).expanduser() if chosen else platformdirs.user_cache_path(_APP, appauthor=False)


def token_file() -> Path:
    """Tokens where the system has no keyring; created with mode 0600."""
    return data_dir() / "tokens.json"


def replica_file(server_id: str) -> Path:
    """The local copy of one server's rows for instant start and offline reading; `server_id` is a name safe for files."""
    return cache_dir() / f"{server_id}.db"


def queue_file(server_id: str) -> Path:
    """Drafts and commands not sent yet, by agent and server (`store.unsent`)."""
    return data_dir() / f"{server_id}.queue"


def key_macros_file() -> Path:
    """Keys that were recorded, by letter."""
    return data_dir() / "key_macros.json"


def tour_file() -> Path:
    """Stands there once the first-run tour has been seen."""
    return data_dir() / "tour-seen"


def piped_file() -> Path:
    """The command lines that conversations were given to."""
    return data_dir() / "piped.json"


def log_file() -> Path:
    """What the program says of itself: a screen full of panes has no place for it."""
    return platformdirs.user_log_path(_APP, appauthor=False) / "support-tui.log"


def downloads_dir() -> Path:
    """Where saved attachments go unless a person says otherwise."""
    return platformdirs.user_downloads_path()


def opened_dir() -> Path:
    """Copies of files that the system's programs were given to show."""
    return cache_dir() / "opened"


def make_private(folder: Path) -> Path:
    """Create a folder that only its owner can enter, and return it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
