"""The console and the command line beside each other: a conversation given to a program, verbs on the palette's line, `open`."""

from tests.journeys.conftest import Console, Desk, log_in
from tests.waiting import wait_for


def row(desk: Desk, number: int | None) -> dict[str, object]:
    """How a conversation stands at the server."""
    found: dict[str, object] = desk.read(f"/api/conversations/{number}")["row"]
    return found


def test_a_program_gets_the_conversation_and_its_words_become_a_note(desk: Desk, console: Console) -> None:
    """The line is typed, runs beside the console, and what it says is taken over; next time it is remembered."""
    number = desk.customer_writes("Please translate me", title="For a program").conversation_id
    screen = console("--server", desk.url)
    log_in(screen)
    screen.wait_for("For a program")
    screen.press("enter")
    screen.wait_for("Please translate me")
    screen.press("|")
    screen.wait_for("Give the conversation to a command")
    screen.press("grep -c translate; echo number $SUPPORT_CONVERSATION_ID", "enter")
    screen.wait_for(f"number {number}")
    screen.press("n")
    screen.wait_for("NOTE")
    screen.press("alt+enter")
    wait_for(
        lambda: (
            desk.read(f"/api/conversations/{number}/thread")["messages"][-1]["text"] == f"1\nnumber {number}"
        ),
        "the note is at the server",
    )
    screen.press("|")
    screen.wait_for("grep -c translate; echo")
    screen.press("esc")


def test_a_program_that_fails_or_never_ends(desk: Desk, console: Console) -> None:
    """The status and what it said of itself are shown; Esc ends what does not end."""
    desk.customer_writes("Hello", title="Stubborn")
    screen = console("--server", desk.url)
    log_in(screen)
    screen.wait_for("Stubborn")
    screen.press("enter")
    screen.wait_for("Hello")
    screen.press("|")
    screen.wait_for("Give the conversation")
    screen.press("echo oops >&2; exit 3", "enter")
    screen.wait_for("ended with 3")
    screen.wait_for("oops")
    screen.press("esc", "|")
    screen.wait_for("Give the conversation")
    screen.press("sleep 600", "enter")
    screen.wait_for("Esc ends it")
    screen.press("esc")
    screen.wait_until_gone("Esc ends it")
    screen.wait_for("sleep 600 was ended")


def test_verbs_on_the_line_act_on_the_conversation(desk: Desk, console: Console) -> None:
    """The palette does what is typed; a name is completed; every command is still found."""
    number = desk.customer_writes("Hello", title="By words").conversation_id
    screen = console("--server", desk.url)
    log_in(screen)
    screen.wait_for("By words")
    screen.press(":")
    screen.press("tag +vip +urgent")
    screen.wait_for(f"to #{number}")
    screen.press("enter")
    wait_for(lambda: len(row(desk, number).get("tag_ids", ())) == 2, "two tags")  # type: ignore[arg-type]
    screen.press(":", "assign be")
    screen.wait_for("assign Bench")
    screen.press("down", "enter")
    wait_for(lambda: row(desk, number).get("assignee_id") == 1, "it is assigned")
    screen.press(":", "list tag:vip")
    screen.wait_for("list tag:vip")
    screen.press("enter")
    screen.wait_for("tag:vip")
    screen.press(":", "close the")
    screen.press("esc")
    screen.press("ctrl+k", "theme")
    screen.wait_for("[Tt]heme")
    screen.press("esc")


def test_the_console_opens_at_a_conversation(desk: Desk, console: Console) -> None:
    """Also one that its list does not show."""
    desk.customer_writes("First", title="The first one")
    number = desk.customer_writes("Look at the second", title="The second one").conversation_id
    screen = console("--server", desk.url)
    log_in(screen)
    screen.wait_for("The first one")
    screen.press("ctrl+q")
    assert screen.wait_for_exit() == 0
    again = console("open", f"#{number}")
    again.wait_for("Look at the second")


def test_a_note_goes_to_all_that_are_marked(desk: Desk, console: Console) -> None:
    """Its line says to how many; without words, and with nothing marked, it opens the composer."""
    numbers = [desk.customer_writes("Hello", title=f"Marked {n}").conversation_id for n in range(2)]
    screen = console("--server", desk.url)
    log_in(screen)
    screen.wait_for("Marked 1")
    screen.press("x", "j", "x")
    screen.press(":", "note for both")
    screen.wait_for("to 2 conversations")
    screen.press("enter")
    threads = [f"/api/conversations/{number}/thread" for number in numbers]
    wait_for(lambda: all(len(desk.read(thread)["messages"]) == 2 for thread in threads), "both have the note")
    screen.wait_until_gone("2 marked")
    screen.press(":", "note", "enter")
    screen.wait_for("NOTE")
