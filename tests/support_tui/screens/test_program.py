"""A program beside the screen: what it gets and says, and that nothing of it is left."""

import asyncio
import os
from pathlib import Path

from support_tui.screens.program import Ran, run_program
from tests.waiting import eventually


async def ran(command: str, given: str = "", *, limit_s: float = 20, limit_bytes: int = 1_000) -> Ran:
    return await run_program(
        command, given, os.environ | {"WHO": "Amal"}, limit_s=limit_s, limit_bytes=limit_bytes
    )


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


async def test_it_gets_the_text_and_its_variables() -> None:
    """On its standard input and in its environment."""
    assert await ran("cat; echo $WHO", "مرحبا\n") == Ran(0, "مرحبا\nAmal\n")


async def test_one_that_fails_says_why() -> None:
    """The exit status and what it said of itself."""
    assert await ran("echo oops >&2; exit 3") == Ran(3, "", "oops\n")


async def test_one_that_is_not_there_fails_as_in_a_shell() -> None:
    """Status 127."""
    answer = await ran("no-such-program-anywhere")
    assert (answer.code, "no-such-program-anywhere" in answer.errors) == (127, True)


async def test_one_that_reads_nothing_is_no_trouble() -> None:
    """However long the text."""
    assert (await ran("true", "x" * 1_000_000)).code == 0


async def test_much_output_is_cut() -> None:
    """The program may go on saying things; only the beginning is kept."""
    answer = await ran("head -c 1000000 /dev/zero | tr '\\0' a")
    assert (answer.code, len(answer.out), answer.is_cut) == (0, 1_000, True)


async def test_one_that_never_ends_is_ended_with_its_children(tmp_path: Path) -> None:
    """Also a child that does not listen."""
    file = tmp_path / "pid"
    answer = await ran(f"sh -c 'trap \"\" TERM; echo $$ > {file}; while :; do sleep 1; done'", limit_s=0.5)
    assert (answer.code, answer.is_late) == (None, True)
    await eventually(lambda: not is_alive(int(file.read_text())), "the child is gone")


async def test_cancelling_ends_it_with_its_children(tmp_path: Path) -> None:
    """As Esc does."""
    file = tmp_path / "pid"
    task = asyncio.create_task(ran(f"sleep 60 & echo $! > {file}; wait"))
    await eventually(lambda: file.exists() and file.read_text().strip() != "", "it runs")
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await eventually(lambda: not is_alive(int(file.read_text())), "the child is gone")


async def test_output_that_somebody_else_holds_keeps_nobody_waiting() -> None:
    """A child with a session of its own outlives the limit; this side lets go of it."""
    answer = await ran("echo begun; setsid sleep 3 & sleep 60", limit_s=0.5)
    assert (answer.out, answer.is_late) == ("begun\n", True)
