"""How lean a start is: what a verb on the command line may import."""

import json
import subprocess

import pytest

from tests.support_tui.command_line.conftest import ScriptedDesk, Shell

#: What costs a start more than it may.
_HEAVY = {
    "textual",
    "rich",
    "httpx",
    "websockets",
    "asyncio",
    "keyring",
    "argparse",
    "typing_extensions",
    "sqlite_utils",
    "importlib.metadata",
}
_ASK = (
    "import sys, json; from support_tui import cli; code = cli.main(sys.argv[1:]);"
    " sys.stderr.write(json.dumps(sorted(sys.modules))); sys.exit(code)"
)


@pytest.mark.parametrize(
    "words",
    [["list"], ["show", "1"], ["status"], ["close", "1"], ["list", "--csv"], ["__complete", "who", "r"]],
)
def test_a_verb_starts_without_the_console(shell: Shell, desk: ScriptedDesk, words: list[str]) -> None:
    """Neither the screen's libraries nor the long ones of the network are imported."""
    desk.asks("Lean")
    command = [shell.argv()[0], "-c", _ASK, *words]
    ran = subprocess.run(command, env=shell.env, capture_output=True, timeout=60, check=True)
    modules = set(json.loads(ran.stderr.decode().splitlines()[-1]))
    assert modules & _HEAVY == set()
