"""Completion in the shells themselves, and what it offers."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support_tui.command_line.conftest import Shell

_BASH = """
source {script}
COMP_LINE={line}
COMP_POINT=${{#COMP_LINE}}
_support_tui
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
#: zsh completes only at a prompt: what it would insert is caught where it hands it over.
_ZSH = """
compdef () {{ }}
source {script}
compadd () {{
    local -a name ignored
    zparseopts -D -E l=ignored d:=ignored a:=name
    if (( ${{#name}} )); then print -l -- ${{(P)name[2]}}; else print -l -- "${{(@)argv:#--}}"; fi
}}
words=({words}); CURRENT=${{#words}}
_support_tui
"""


@pytest.fixture
def known(shell: Shell) -> Shell:
    """A shell that finds `support-tui`, and that has seen the desk once."""
    folder = shell.home / "bin"
    folder.mkdir()
    program = folder / "support-tui"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m support_tui "$@"\n')
    program.chmod(0o755)
    shell.env["PATH"] = f"{folder}{os.pathsep}{shell.env['PATH']}"
    shell.desk.asks("Completed")  # type: ignore[attr-defined]
    assert shell("list", "--limit", "1", "--sort", "newest").code == 0
    return shell


def script(shell: Shell, name: str) -> Path:
    """The script of a shell, in a file."""
    path = shell.home / f"completion.{name}"
    made = shell("completion", name)
    assert (made.code, made.err) == (0, "")
    path.write_text(made.out)
    return path


def in_bash(shell: Shell, line: str) -> list[str]:
    source = _BASH.format(script=script(shell, "bash"), line=f"'{line}'")
    return _said(shell, ["bash", "--norc", "-c", source])


def in_zsh(shell: Shell, line: str) -> list[str]:
    words = line.split(" ")
    source = _ZSH.format(script=script(shell, "zsh"), words=" ".join(f"'{word}'" for word in words))
    said = _said(shell, ["zsh", "-f", "-c", source])
    return [word for word in said if word.startswith(words[-1])]


def in_fish(shell: Shell, line: str) -> list[str]:
    source = f"source {script(shell, 'fish')}; complete -C '{line}'"
    return [said.partition("\t")[0] for said in _said(shell, ["fish", "--no-config", "-c", source])]


def _said(shell: Shell, argv: list[str]) -> list[str]:
    if shutil.which(argv[0]) is None:
        pytest.skip(f"{argv[0]} is not installed here")
    done = subprocess.run(
        argv, env=shell.env, capture_output=True, text=True, timeout=60, check=False, cwd=shell.home
    )
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if line]


SHELLS = pytest.mark.parametrize("complete", [in_bash, in_zsh, in_fish], ids=["bash", "zsh", "fish"])


@SHELLS
def test_a_shell_completes_verbs_options_and_names(known: Shell, complete) -> None:
    """Verbs, options of a verb, values of an option, and people, tags and mailboxes of the desk."""
    assert "assign" in complete(known, "support-tui as")
    assert "--dry-run" in complete(known, "support-tui close --d")
    assert "mine" in complete(known, "support-tui list --queue m")
    assert "urgent" in complete(known, "support-tui priority 1 u")
    assert {name.replace("\\ ", " ") for name in complete(known, "support-tui assign 1 R")} == {"Rae Adams"}
    assert "Sales" in complete(known, "support-tui move 1 Sa")


@SHELLS
def test_a_shell_completes_numbers_of_the_last_list(known: Shell, complete) -> None:
    """Those that were just seen."""
    number = known("list", "--limit", "1", "--sort", "newest", "--ids").out.strip()
    assert number in complete(known, f"support-tui show {number[:1]}")


def test_candidates_are_explained(known: Shell) -> None:
    """A number by its title, an agent by the address."""
    lines = known("__complete", "ids", "").out.splitlines()
    assert any(line.endswith("\tCompleted") for line in lines)
    assert known("__complete", "who", "S").out == "Sam Cole\tsam@desk.example\n"


def test_candidates_need_no_network(known: Shell) -> None:
    """The server may be away, and nobody may be logged in."""
    known.env["SUPPORT_TUI_SERVER"] = known.desk.url
    away = known("__complete", "status", "", SUPPORT_TUI_TOKEN="")
    assert away.out.splitlines()[0].startswith("open\t")
    assert known("__complete", "nonsense", "").code == 0


def test_a_query_completes_by_its_grammar(known: Shell) -> None:
    """Fields, then their values; what stands before stays."""
    assert "status:open" in [
        line.partition("\t")[0] for line in known("__complete", "query", "status:op").out.splitlines()
    ]


def test_an_unknown_shell_is_refused(shell: Shell) -> None:
    """With those that there are."""
    ran = shell("completion", "tcsh")
    assert (ran.code, ran.out) == (2, "")
    assert "bash, zsh, fish" in ran.err


def test_candidates_are_explained_in_the_language_of_their_reader(known: Shell) -> None:
    """What the desk itself has a word for; the words to write stay what they are."""
    said = {
        kind: dict(
            line.split("\t") for line in known("__complete", kind, "", LANG="ar_EG.UTF-8").out.splitlines()
        )
        for kind in ("status", "who", "priority", "queue", "sort", "phrase", "query", "format")
    }
    assert said["status"]["closed"] == "منتهية"
    assert said["who"]["none"] == "لا أحد"
    for kind, values in said.items():
        english = [value for value, told in values.items() if told.isascii() and "@" not in told]
        assert not english, kind
