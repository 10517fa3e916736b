"""The console's settings: what can be set, what it means, where it is read from. Does nothing with them.

Read from `[client]` of `paths.config_file()`, overridden by `SUPPORT_TUI_…` variables, overridden by the command line (`cli`).
"""

import shlex
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from support_tui.wire.nearest import nearest
from support_tui.wire.settings import Problem, ProblemCode, line_of, read_settings

PROGRAM = "client"
PREFIX = "SUPPORT_TUI"


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """How the panes share the screen."""

    mirror: Annotated[
        bool,
        Meta(description="Inbox on the right and context on the left, as readers of Arabic may like it."),
    ] = False
    three_panes_columns: Annotated[
        int,
        Meta(
            ge=100, le=1000, description="From this width on, inbox, thread and context stand side by side."
        ),
    ] = 160
    two_panes_columns: Annotated[
        int,
        Meta(
            ge=60,
            le=1000,
            description="From this width on, two panes stand side by side; below it, one at a time.",
        ),
    ] = 100
    inbox_percent: Annotated[
        int,
        Meta(
            ge=20,
            le=80,
            description="The inbox's share of the width beside the thread, within the 44 to 76 cells that its columns can use.",
        ),
    ] = 40
    context_columns: Annotated[
        int, Meta(ge=24, le=120, description="Width of the customer pane when it stands beside the others.")
    ] = 36


class Notifications(msgspec.Struct, frozen=True, kw_only=True):
    """How the console calls for attention."""

    about: Annotated[
        Literal["mine", "all", "none"],
        Meta(
            description="What may be announced on this machine at most: what concerns you, every customer's message, or nothing. g N sets the rest."
        ),
    ] = "mine"
    bell: Annotated[
        bool,
        Meta(
            description="Whether the terminal's bell may ring on this machine, for what you have chosen with g N."
        ),
    ] = False
    system: Annotated[
        Literal["off", "unfocused", "always"],
        Meta(description="Desktop notifications through the terminal (OSC 777, 99 or 9)."),
    ] = "unfocused"
    toast_s: Annotated[
        int, Meta(ge=1, le=60, description="How long a message at the screen's edge stays, in seconds.")
    ] = 5


class ClientConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of the console, `support-tui`."""

    server: Annotated[
        str,
        Meta(
            description="Address of the desk, such as https://desk.example.com. Empty: the last one, or ask."
        ),
    ] = ""
    certificate_authority: Annotated[
        str,
        Meta(
            description="File with the certificate of an authority of your own. Empty: the system's authorities."
        ),
    ] = ""
    language: Annotated[
        Literal["auto", "en", "ar"],
        Meta(description="Language of the interface. auto: LANGUAGE, LC_ALL, LC_MESSAGES, LANG."),
    ] = "auto"
    digits: Annotated[
        Literal["latn", "arab"], Meta(description="Digits of numbers and times: 123 or ١٢٣.")
    ] = "latn"
    theme: Annotated[
        Literal[
            "auto", "support-dark", "support-light", "support-contrast", "support-contrast-light", "none"
        ],
        Meta(
            description="Colours to start with; auto follows the terminal's background, and has none where NO_COLOR is set."
        ),
    ] = "auto"
    bidi: Annotated[
        Literal["auto", "visual", "words", "wrapped", "terminal", "off"],
        Meta(
            description="Who puts Arabic and Hebrew in order: the console (visual, words, wrapped), the terminal, nobody. See support-tui doctor."
        ),
    ] = "auto"
    arabic_forms: Annotated[
        Literal["auto", "on", "off"], Meta(description="Join Arabic letters here, for terminals that do not.")
    ] = "auto"
    emoji: Annotated[
        Literal["auto", "safe", "full"],
        Meta(
            description="safe reduces emoji to those every terminal measures alike, full shows them as written."
        ),
    ] = "auto"
    langmap: Annotated[
        Literal["auto", "off"],
        Meta(description="Let keys work while an Arabic, Persian, Hebrew or Russian layout is active."),
    ] = "auto"
    clipboard: Annotated[
        Literal["auto", "osc52", "command", "off"],
        Meta(
            description="How copying reaches the clipboard: a local program, OSC 52 through the terminal, clipboard_command."
        ),
    ] = "auto"
    clipboard_command: Annotated[
        str,
        Meta(
            description='Program that takes the copied text on its standard input, with clipboard = "command".'
        ),
    ] = ""
    editor: Annotated[
        str, Meta(description="Program to write long texts with. Empty: $VISUAL, then $EDITOR, then vi.")
    ] = ""
    undo_window_s: Annotated[
        int, Meta(ge=0, le=3600, description="How long a sent reply can be taken back, in seconds.")
    ] = 10
    pipe_limit_s: Annotated[
        int,
        Meta(
            ge=1,
            le=3600,
            description="How long a command that a conversation is given to (`|`) may run, in seconds.",
        ),
    ] = 30
    pipe_output_kb: Annotated[
        int, Meta(ge=1, le=100_000, description="How much of what such a command says is kept, in kB.")
    ] = 200
    opener: Annotated[
        str,
        Meta(
            description="Program that opens links and files of messages. Empty: the system's, where there is a screen (not through ssh)."
        ),
    ] = ""
    pictures: Annotated[
        Literal["auto", "blocks", "sixel", "kitty", "off"],
        Meta(
            description="How pictures of messages are shown: as coloured cells, by sixels, by kitty's protocol, or not. Needs support-tui[images]."
        ),
    ] = "auto"
    downloads: Annotated[
        str, Meta(description="Folder that files of messages are saved in. Empty: the system's downloads.")
    ] = ""
    after_close: Annotated[
        Literal["next", "list"],
        Meta(description="Where closing leads: to the next conversation or back to the list."),
    ] = "next"
    preview_delay_ms: Annotated[
        int,
        Meta(
            ge=0,
            le=5000,
            description="How long the cursor rests on a row before its thread is shown beside it, in milliseconds.",
        ),
    ] = 120
    linear: Annotated[
        bool,
        Meta(
            description="For screen readers: one pane, rows as sentences, the terminal's cursor on the current line, text in logical order."
        ),
    ] = False
    slow_link: Annotated[
        bool,
        Meta(
            description="Send less to the terminal: no animation, no preview, fewer repaints. For slow ssh."
        ),
    ] = False
    key_preset: Annotated[
        Literal["default", "gmail", "vim", "none"],
        Meta(
            description="Keys to start from: the product's own, those of Gmail or of vim where they have one, or none but those below."
        ),
    ] = "default"
    keys: Annotated[
        dict[str, tuple[str, ...]],
        Meta(
            description="Keys by command id, replacing that command's own; an empty list takes them away; "
            "a pane before a key (thread:x) binds it there only. Ids: docs/keys.md. "
            'Example: conversation.close = ["e", "ctrl+e"]'
        ),
    ] = {}
    layout: Layout = Layout()
    notifications: Notifications = Notifications()


def load(
    path: Path, environ: Mapping[str, str], command_ids: Collection[str] = ()
) -> ClientConfig | tuple[Problem, ...]:
    """The settings in a file and the environment, or all that is wrong. A missing file is all defaults.

    With `command_ids` given, keys of a command that does not exist are a problem too."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        text = ""
    except (OSError, UnicodeDecodeError) as error:
        return (Problem(str(path), 0, "", ProblemCode.UNREADABLE, {"reason": str(error)}),)
    config = read_settings(ClientConfig, PROGRAM, text, file=str(path), environ=environ, prefix=PREFIX)
    if not isinstance(config, ClientConfig):
        return config
    wrong = _check(config, path, text)
    if wrong:
        return wrong
    strangers = [command for command in config.keys if command_ids and command not in command_ids]
    return tuple(_unknown_command(command, command_ids, path, text) for command in strangers) or config


def _check(config: ClientConfig, path: Path, text: str) -> tuple[Problem, ...]:
    """What does not fit together in settings that are right one by one, or names what is not there."""

    def problem(key: str, code: ProblemCode, **params: str | int) -> Problem:
        return Problem(str(path), line_of(text, tuple(key.split("."))), key, code, params)

    found = []
    authority = config.certificate_authority
    if authority and not Path(authority).expanduser().is_file():
        found.append(problem("client.certificate_authority", ProblemCode.NO_FILE, value=authority))
    elif authority and (reason := _why_no_authority(authority)):
        found.append(problem("client.certificate_authority", ProblemCode.UNREADABLE, reason=reason))
    if config.clipboard == "command" and not config.clipboard_command.strip():
        found.append(problem("client.clipboard", ProblemCode.NEEDS, other="client.clipboard_command"))
    if config.clipboard_command and not _is_command(config.clipboard_command):
        expected = {"value": config.clipboard_command, "expected": "text"}
        found.append(problem("client.clipboard_command", ProblemCode.BAD_VALUE, **expected))
    return tuple(found)


def _why_no_authority(file: str) -> str:
    """Why the certificates in a file cannot be used; empty where they can."""
    # Only for who has set a file: it takes 10 ms.
    import ssl

    try:
        ssl.create_default_context(cafile=str(Path(file).expanduser()))
    except OSError as error:
        return str(error)
    return ""


def _is_command(text: str) -> bool:
    """Whether the quotes of a command line are closed."""
    try:
        return bool(shlex.split(text))
    except ValueError:
        return False


def _unknown_command(command: str, known: Collection[str], path: Path, text: str) -> Problem:
    table = (PROGRAM, "keys")
    line = line_of(text, (*table, *command.split("."))) or line_of(text, (*table, command))
    guess = nearest(command, known)
    params: dict[str, str | int] = {"nearest": f"client.keys.{guess}" if guess else ""}
    return Problem(str(path), line, f"client.keys.{command}", ProblemCode.UNKNOWN, params)


def change(path: Path, changes: Mapping[str, str | int | bool]) -> None:
    """Write settings by dotted key (`client.bidi`) into the file, its comments and order kept; missing sections are made.

    The file appears whole or not at all. Raises OSError, and tomlkit's ParseError where the file is no TOML."""
    # 12 ms that only `doctor` needs.
    import tomlkit

    document = tomlkit.parse(path.read_text(encoding="utf-8") if path.exists() else "")
    for key, value in changes.items():
        *sections, name = key.split(".")
        table: Any = document
        for section in sections:
            table = table.setdefault(section, tomlkit.table())
        table[name] = value
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".toml.new")
    fresh.write_text(tomlkit.dumps(document), encoding="utf-8")
    fresh.replace(path)
