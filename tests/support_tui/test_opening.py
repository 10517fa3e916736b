"""Which program opens links and files."""

from support_tui.opening import open_with, opener_for


def _here(name: str) -> str:
    return f"/usr/bin/{name}"


def test_nothing_opens_at_the_other_end_of_a_line():
    """Nobody would see it; a command of the person's own counts everywhere."""
    far = {"SSH_TTY": "/dev/pts/1", "DISPLAY": ":10"}
    assert opener_for("", far, "linux", _here) == ()
    assert opener_for("lemonade open", far, "linux", _here) == ("lemonade", "open")


def test_the_system_s_program_opens_where_there_is_a_screen():
    """Each system has its own."""
    assert opener_for(
        "", {"WAYLAND_DISPLAY": "wayland-0"}, "linux", lambda name: None if name == "wslview" else name
    ) == ("xdg-open",)
    assert opener_for("", {}, "linux", _here) == ()
    assert opener_for("", {}, "darwin", _here) == ("open",)


def test_a_program_that_is_not_there_is_told():
    """In the words of the system."""
    assert open_with(("/nowhere/at/all",), "https://a.example/")
