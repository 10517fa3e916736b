"""How a run ends that was given nonsense, bytes, closed or full streams: by a sentence and a code, never by a traceback."""

import subprocess
from pathlib import Path

import pytest

from tests.support_tui.command_line.conftest import ScriptedDesk, Shell


def in_shell(shell: Shell, line: str) -> "subprocess.CompletedProcess[str]":
    """A line of sh in which `tui` is ours."""
    ours = f'tui() {{ {" ".join(shell.argv())} "$@"; }}; {line}'
    return subprocess.run(
        ["sh", "-c", ours], capture_output=True, text=True, env=shell.env, timeout=60, check=False
    )


@pytest.mark.parametrize("words", ["list", "list --json", "list --help", "status", "keys --sheet"])
def test_a_full_disk_is_a_sentence(shell: Shell, desk: ScriptedDesk, words: str) -> None:
    """What cannot be written is told with the system's reason."""
    desk.asks("Full")
    ran = in_shell(shell, f"tui {words} >/dev/full")
    assert (ran.returncode, ran.stderr) == (1, "The output could not be written: No space left on device\n")


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_do_no_harm(shell: Shell, desk: ScriptedDesk, closed: str) -> None:
    """As a daemon may start us."""
    desk.asks("Closed")
    ran = in_shell(shell, f"tui list {closed}")
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("locale", ["C.UTF-8", "C", "ar_EG.UTF-8"])
@pytest.mark.parametrize("words", [["note", "1"], ["close", "-"], ["show", "-"]])
def test_bytes_on_standard_input_are_refused(shell: Shell, words: list[str], locale: str) -> None:
    """In every locale, and with their place: half a letter is never sent."""
    done = subprocess.run(
        shell.argv(*words), input=b"abc \xff", capture_output=True, env=shell.env | {"LC_ALL": locale}, timeout=60, check=False
    )  # fmt: skip
    said = done.stderr.decode()
    assert (done.returncode, "UTF-8" in said, "5" in said, "Traceback" in said) == (2, True, True, False)


def test_bytes_in_a_word_are_refused(shell: Shell) -> None:
    """A word of the command line as well."""
    ran = in_shell(shell, "tui note 1 \"$(printf '\\377')\"")
    assert (ran.returncode, "UTF-8" in ran.stderr) == (2, True)


def test_one_conversation_may_be_named_on_standard_input(shell: Shell, desk: ScriptedDesk) -> None:
    """Exactly one; who has several is told how."""
    number = desk.asks("By pipe")
    assert shell("show", "-", stdin=f"#{number} By pipe\n").out.startswith(f"#{number}  By pipe")
    assert shell("files", "-", stdin="\n").code == 2
    several = shell("show", "-", stdin=f"{number}\n{number + 1}\n")
    assert (several.code, "xargs" in several.err) == (2, True)


def test_help_is_a_word_too(shell: Shell) -> None:
    """`help`, `help assign` and `help keys` are what `--help` says."""
    assert shell("help").out == shell("--help").out
    assert shell("help", "assign").out == shell("assign", "--help").out
    assert shell("help", "keys").out == shell("keys", "--help").out
    assert shell("help", "asign").code == 2


def test_misuse_shows_how_a_verb_is_said(shell: Shell) -> None:
    """What is missing behind a number is named; a bare tag is told how changes of tags are written."""
    for words, missing in (
        (("assign", "12"), "WHO"),
        (("snooze", "12"), "WHEN"),
        (("move", "12"), "MAILBOX"),
    ):
        ran = shell(*words)
        assert ran.err.startswith(f"{missing} is missing.\nUsage: support-tui {words[0]} ID")
    assert "+name or -name" in shell("tag", "12", "vip").err
    assert shell("list", "--json", "--csv").err.startswith("--json and --csv do not go together.")


def test_a_settings_file_that_was_named_must_be_there(shell: Shell, tmp_path: Path) -> None:
    """A misspelt one is not taken for an empty one."""
    missing = str(tmp_path / "none.toml")
    for words in (["list"], ["keys"]):
        ran = shell("--config", missing, *words)
        assert (ran.code, missing in ran.err) == (2, True)


def test_options_stand_behind_the_name_of_anything(shell: Shell, tmp_path: Path) -> None:
    """Not of verbs alone."""
    named = tmp_path / "named.toml"
    named.write_text('[client.keys]\n"no.such.command" = "x"\n')
    ran = shell("keys", "--check", "--config", str(named))
    assert (ran.code, "no.such.command" in ran.err + ran.out) == (2, True)


def test_a_token_that_does_not_fit_is_named(shell: Shell) -> None:
    """A script is not told to log in, and one without a server is told that."""
    refused = shell("list", SUPPORT_TUI_TOKEN="wrong")
    assert (refused.code, "SUPPORT_TUI_TOKEN" in refused.err) == (3, True)
    del shell.env["SUPPORT_TUI_SERVER"]
    homeless = shell("list")
    assert (homeless.code, "SUPPORT_TUI_SERVER" in homeless.err) == (3, True)


def test_a_name_that_nobody_has_is_told_beside_empty_data(shell: Shell) -> None:
    """On stderr, so that the data stay what they are."""
    ran = shell("list", "tag:misspelt", "--json")
    assert (ran.code, ran.json, "misspelt" in ran.err) == (0, [], True)


def test_until_reply_is_no_date(shell: Shell, desk: ScriptedDesk) -> None:
    """It is said in words, and nothing can be sent then."""
    number = str(desk.asks("Until"))
    rehearsed = shell("snooze", number, "until", "reply", "--dry-run")
    assert "(the next answer of the customer)" in rehearsed.out
    assert shell("reply", number, "hi", "--send-at", "until reply").code == 2


def test_the_status_line_is_json_too(shell: Shell, desk: ScriptedDesk) -> None:
    """Counts by the names of the format, and whether the server has just told them."""
    desk.asks("Counted")
    told = shell("status", "--json").json
    assert {"unread", "mine", "unassigned", "all", "following", "snoozed", "closed", "spam"} < set(told)
    assert type(told["is_live"]) is bool
