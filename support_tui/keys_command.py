"""`support-tui keys`: the keys as they are set, a sheet to print, a check of the settings; and what is said of them at every start."""

import argparse
import sys
from pathlib import Path

import msgspec

from support_tui import i18n
from support_tui.config import ClientConfig
from support_tui.key_presets import PRESETS

DONE, WRONG_SETTINGS = 0, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `support-tui keys`."""
    from support_tui.key_sheet import FORMATS

    parser.add_argument("--check", action="store_true", help=i18n.text("cli-keys-check"))
    parser.add_argument("--sheet", action="store_true", help=i18n.text("cli-keys-sheet"))
    parser.add_argument("--preset", choices=list(PRESETS), help=i18n.text("cli-keys-preset"))
    parser.add_argument("--format", choices=FORMATS, default="text", help=i18n.text("cli-keys-format"))


def run(asked: argparse.Namespace, config: ClientConfig, file: Path) -> int:
    """Print what was asked for; 2 where the keys cannot be used as they are set."""
    from support_tui.key_sheet import sheet
    from support_tui.keymap import keymap_of
    from support_tui.keys_list import as_text

    if asked.preset:
        config = msgspec.structs.replace(config, key_preset=asked.preset)
    if asked.check:
        return check(config, file)
    if asked.sheet:
        print(sheet(keymap_of(config), config.key_preset, asked.format), end="")
    else:
        print(as_text(config), end="")
    return DONE


def check(config: ClientConfig, file: Path) -> int:
    """Say all that is to be said of the keys, or that all is well."""
    wrong = report(config, file)
    if wrong is None:
        print(i18n.text("keys-all-well", file=str(file)))
    return WRONG_SETTINGS if wrong else DONE


def report(config: ClientConfig, file: Path) -> bool | None:
    """Write every finding to stderr; whether there is an error among them, None where there is nothing to say."""
    if not config.keys:
        return None
    from support_tui.key_check import examine

    found = examine(config)
    text = file.read_text(encoding="utf-8") if found and file.exists() else ""
    for finding in found:
        kind = i18n.text("keys-error" if finding.is_error else "keys-warning")
        print(f"{finding.sentence(str(file), text)} ({kind})", file=sys.stderr)
    return any(finding.is_error for finding in found) if found else None
