"""`support-server run`: serves the desk until it is told to stop."""

import asyncio
import gc
import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import msgspec

from ..config import ServerConfig, check
from ..folder import DataFolder, FolderInUse
from ..logs import start_logging
from ..serving import CannotListen, Listening, serve
from ..wiring import ConfigProblem, DeskProblem, read_config
from .base import Command, CommandFailed, Exit, existing_folder, say

_LAST_PORT = 65_535
_GC_THRESHOLDS = (50_000, 20, 100)
_SWITCH_S = 0.0005
"""How long a thread may keep the interpreter while another waits for it: a request that reads fifty rows must not wait fifty times five
milliseconds while the writer is at a long change."""


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--host", help="address to listen on, instead of the config's")
    parser.add_argument(
        "--port",
        type=_port,
        metavar="PORT",
        help="port to listen on, instead of the config's; 0 takes a free one",
    )
    parser.add_argument("--allow-plain-http", action="store_true", help="serve other machines without TLS")
    parser.add_argument(
        "--ready-file", type=Path, metavar="PATH", help='write {"url", "pid"} there once it serves'
    )


def _port(text: str) -> int:
    """A port as argparse wants its types: whatever is none raises ArgumentTypeError."""
    if not text.isdecimal() or int(text) > _LAST_PORT:
        raise ArgumentTypeError(f"{text} is no port: a whole number from 0 to {_LAST_PORT} is needed")
    return int(text)


def _run(arguments: Namespace) -> Exit:
    folder = existing_folder(arguments)
    config = read_config(folder)
    changes = {"host": arguments.host, "port": arguments.port}
    if arguments.allow_plain_http:
        changes["allow_plain_http"] = True
    config = msgspec.structs.replace(
        config, **{key: value for key, value in changes.items() if value is not None}
    )
    _refuse_wrong(config, folder)
    start_logging(config.log_level)

    def ready(listening: Listening) -> None:
        say(f"Your desk is served at {listening.url} (data in {folder.path}). Ctrl+C ends it.")
        if arguments.ready_file:
            write_ready_file(arguments.ready_file, listening)
        _collect_less()

    try:
        _run_on_fast_loop(serve(folder, config, ready))
    except FolderInUse as error:
        raise CommandFailed(f"{folder.path} is served already, by process {error.pid}.") from None
    except (DeskProblem, CannotListen) as error:
        raise CommandFailed(str(error)) from None
    return Exit.DONE


def write_ready_file(path: Path, listening: Listening) -> None:
    """Whole or not at all: whoever waits for the file never reads half of it."""
    unfinished = path.with_name(f".{path.name}.{listening.pid}")
    unfinished.write_text(json.dumps({"url": listening.url, "pid": listening.pid}), encoding="utf-8")
    unfinished.replace(path)


def _collect_less() -> None:
    """Look for garbage among what was made since, and less often: to go through the whole program stops everybody for a tenth of a
    second, and a change to many conversations would make it happen again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GC_THRESHOLDS)


def _refuse_wrong(config: ServerConfig, folder: DataFolder) -> None:
    """What is wrong only together with the command line. Raises ConfigProblem."""
    problems = check(config, folder.config)
    if problems:
        raise ConfigProblem(problems)


def _run_on_fast_loop(serving: Coroutine[Any, Any, None]) -> None:
    sys.setswitchinterval(_SWITCH_S)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(serving)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop where it is installed, which is everywhere but on Windows."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


COMMAND = Command("run", "serve the desk", _add_arguments, _run)
