"""Puts one run of the console together: settings, terminal, words, cache, desk, program; the network is imported after the first paint."""

import logging
import logging.handlers
import os
import sys
import time
from collections.abc import MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from support_tui import i18n, paths, terminal
from support_tui.clipboard import clipboard_for
from support_tui.config import ClientConfig
from support_tui.keymap import keymap_of
from support_tui.link.credentials import Login
from support_tui.opening import opener_for
from support_tui.pictures import way_for
from support_tui.screens.settings import ConsoleSettings
from support_tui.terminal import Terminal
from support_tui.text import terminal_bidi
from support_tui.text.display import TextMode
from support_tui.wire.zones import zone_of
from support_tui.zone import local_zone_name

if TYPE_CHECKING:
    from support_tui.link.http import Http
    from support_tui.store.unsent import Unsent

_LOG_BYTES = 1_000_000
#: Still quick to the eye, and a quarter of what is sent otherwise.
_SLOW_FPS = "15"
#: Whatever is painted second waits for the next frame: half as long as with Textual's own 60.
_FPS = "120"


class Door(msgspec.Struct, frozen=True):
    """Which server to go to, as whom. `email` only tells caches apart; `is_kept` false leaves nothing on this machine."""

    url: str
    token: str
    email: str = ""
    pinned_pem: str = ""
    is_kept: bool = True


def now_us() -> int:
    """The present moment in microseconds UTC."""
    return time.time_ns() // 1_000


def log_to_file() -> None:
    """What the program says of itself goes to a file: the screen belongs to the panes."""
    path = paths.log_file()
    try:
        paths.make_private(path.parent)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=_LOG_BYTES, backupCount=1
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger("support_tui").addHandler(handler)
    logging.getLogger("support_tui").setLevel(logging.INFO)
    logging.getLogger("support_tui").propagate = False


def authority_file(config: ClientConfig) -> str:
    """The file of one's own certificate authority, empty for the system's."""
    return str(Path(config.certificate_authority).expanduser()) if config.certificate_authority else ""


def spare_the_line(config: ClientConfig, environ: MutableMapping[str, str]) -> None:
    """How often the screen is sent anew at most, less often on a slow link. Textual reads this once, so it comes before Textual."""
    environ.setdefault("TEXTUAL_FPS", _SLOW_FPS if config.slow_link else _FPS)


def count_colours(environ: MutableMapping[str, str]) -> None:
    """What calls itself plain `xterm` is taken to have eight colours, and has had 256 for twenty years. Textual reads this once too."""
    if environ.get("TERM") == "xterm" and not environ.get("COLORTERM"):
        environ.setdefault("TEXTUAL_COLOR_SYSTEM", "256")


def use_language(config: ClientConfig) -> None:
    """Speak the language of the settings, else that of the environment."""
    language = i18n.language_of(os.environ) if config.language == "auto" else config.language
    i18n.use(language, config.digits)


def text_mode(config: ClientConfig, asked: Terminal) -> TextMode:
    """What this terminal needs, the person's settings first."""
    return terminal_bidi.resolve_mode(
        os.environ,
        asked.bidi_answer,
        # A screen reader speaks the order in which a text is read.
        bidi="off" if config.linear else config.bidi,
        arabic_forms="off" if config.linear else config.arabic_forms,
        emoji=config.emoji,
    )


def mind_no_color(config: ClientConfig, environ: MutableMapping[str, str]) -> ClientConfig:
    """The settings without colours where NO_COLOR asks for that and no theme is named.

    NO_COLOR is taken out of the environment: by it Textual would turn any theme grey."""
    wants_none = bool(environ.pop("NO_COLOR", ""))
    return msgspec.structs.replace(config, theme="none") if wants_none and config.theme == "auto" else config


def theme_name(config: ClientConfig, asked: Terminal) -> str:
    """The theme of the settings; `auto` is light only where the terminal says that it is."""
    if config.theme != "auto":
        return config.theme
    return "support-light" if asked.is_dark is False else "support-dark"


def console_settings(config: ClientConfig, asked: Terminal) -> ConsoleSettings:
    """The part of the settings that the console screen needs."""
    layout = config.layout
    return ConsoleSettings(
        maps_layouts=config.langmap == "auto",
        is_linear=config.linear,
        shows_tour=not paths.tour_file().exists(),
        previews=not config.slow_link,
        preview_delay_ms=config.preview_delay_ms,
        undo_window_s=config.undo_window_s,
        two_panes_columns=layout.two_panes_columns,
        three_panes_columns=layout.three_panes_columns,
        inbox_percent=layout.inbox_percent,
        context_columns=layout.context_columns,
        mirror=layout.mirror,
        editor=config.editor,
        pipe_limit_s=config.pipe_limit_s,
        pipe_limit_bytes=config.pipe_output_kb * 1_000,
        toast_s=config.notifications.toast_s,
        downloads=config.downloads,
        pictures=way_for(
            config.pictures, os.environ, has_sixels=asked.has_sixels, is_old_kitty=asked.is_old_kitty
        ),
        opener=opener_for(config.opener, os.environ),
        clipboard=clipboard_for(config.clipboard, config.clipboard_command, os.environ),
        after_close=config.after_close,
        is_slow_link=config.slow_link,
        announces=config.notifications.about,
        rings_bell=config.notifications.bell,
        system_notices=config.notifications.system,
    )


def _settings_at(config: ClientConfig, door: Door, asked: Terminal) -> ConsoleSettings:
    """The same for one desk: command lines are remembered where anything is."""
    settings = console_settings(config, asked)
    if not door.is_kept:
        return settings
    return msgspec.structs.replace(settings, piped_file=paths.piped_file(), config_file=paths.config_file())


def open_queue(path: Path) -> "Unsent | OSError":
    """What waits to be sent, or why it cannot be kept on this machine: one can work all the same, and is told."""
    from support_tui.store.unsent import Unsent

    try:
        paths.make_private(path.parent)
        return Unsent(path, lambda: str(now_us()))
    except OSError as error:
        logging.getLogger("support_tui.unsent").error("no queue at %s: %s", path, error)
        return error


def keep_token(door: Door, token: str) -> None:
    """A fresh login in the place of the one that has run out."""
    from support_tui.link.credentials import Credentials, Login

    if door.is_kept:
        Credentials(paths.token_file()).keep(Login(door.url, door.email, token, door.pinned_pem))


def server_id(door: Door) -> str:
    """A name for files that belong to one agent at one server."""
    return Login(door.url, door.email).file_name


def run_console(config: ClientConfig, door: Door, open_id: int | None = None) -> int:
    """Open the console, at the conversation `open_id` if one is named, and stay until it is left; the exit code."""
    from support_tui.actions.controller import Desk
    from support_tui.app import SupportApp, crash_notice
    from support_tui.store import Store
    from support_tui.store.cache import Cache
    from support_tui.store.unsent import Unsent

    asked = terminal.ask(os.environ)
    mode = text_mode(config, asked)
    zone_name = local_zone_name(os.environ)
    store = Store(now_us, zone_of(zone_name))
    cache = (
        Cache(paths.make_private(paths.cache_dir()) / f"{server_id(door)}.db", now_us)
        if door.is_kept
        else None
    )
    http = _http(door, config, zone_name)
    unsent = open_queue(paths.queue_file(server_id(door))) if door.is_kept else None
    desk = Desk(store, http, cache, now_us, door.url, unsent=unsent if isinstance(unsent, Unsent) else None)
    if isinstance(unsent, OSError):
        desk.promise.problems.append(
            ("queue-not-kept", {"path": str(unsent.filename or ""), "reason": str(unsent.strerror)})
        )
    desk.on_new_token = lambda token: keep_token(door, token)
    desk.load_cache()

    async def go_live() -> None:
        from support_tui.actions.connect import go_on_line, import_network

        if open_id is not None:
            app.console_screen.going.open(open_id)
        await import_network()
        go_on_line(desk, http, now_us)

    app = SupportApp(
        store,
        desk,
        keymap_of(config),
        mode,
        theme=theme_name(config, asked),
        settings=_settings_at(config, door, asked),
        go_live=go_live,
        around_suspend=lambda: terminal.implicit_order(asked, mode),
    )
    with terminal.explicit_order(asked, mode), terminal.own_title(os.environ):
        app.run()
    if app.crash_reference:
        sys.stderr.write(crash_notice(app.crash_reference, paths.log_file()) + "\n")
    return app.return_code or 0


def _http(door: Door, config: ClientConfig, zone_name: str) -> "Http":
    from support_tui.link.address import AddressProblem, parse_address
    from support_tui.link.http import Http

    address = parse_address(door.url, allow_plain=True)
    if isinstance(address, AddressProblem):
        raise ValueError(f"no address of a server: {door.url}")
    return Http(
        address, door.token, door.pinned_pem, authority_file=authority_file(config), zone_name=zone_name
    )
