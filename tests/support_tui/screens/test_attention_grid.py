"""The grid in which an agent says what tells them how."""

from msgspec.structs import replace

from support_tui.wire.attention import DEFAULT_MEANS, Means, Occasion, QuietHours
from tests.support_tui.fakes import HOUR, a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened


async def grid(desk: OpenConsole) -> None:
    """g N opens it."""
    await desk.press("g", "N")
    await desk.sees("What tells you how", "somebody mentions you", "Quiet hours")


def wanted(desk: OpenConsole):
    return desk.server.wanted_attention


async def test_a_means_is_switched_by_space_and_told_to_the_server():
    """The cursor stands on a cell; the next console of this agent has it too."""
    async with opened([a_row(1)]) as desk:
        await grid(desk)
        await desk.press("j", "l", "space")
        rest = tuple(m for m in DEFAULT_MEANS[Occasion.ASSIGNED] if m is not Means.TOAST)
        await desk.until(lambda: wanted(desk).means == {Occasion.ASSIGNED: rest})
        await desk.press("space")
        await desk.until(
            lambda: set(wanted(desk).means[Occasion.ASSIGNED]) == set(DEFAULT_MEANS[Occasion.ASSIGNED])
        )


async def test_quiet_hours_are_typed_for_a_day_and_spread_over_all():
    """What is no span of hours is said to be none; empty takes them away."""
    async with opened([a_row(1)]) as desk:
        await grid(desk)
        await desk.press(*["j"] * len(Occasion), "enter")
        await desk.sees("such as 22:00-07:00")
        await desk.press(*"soon", "enter")
        await desk.sees("This is not understood.")
        await desk.press("ctrl+u", *"22-7", "enter")
        await desk.until(lambda: wanted(desk).quiet == {1: QuietHours(1320, 420)})
        await desk.sees("22:00-07:00")
        await desk.press("asterisk")
        await desk.until(lambda: wanted(desk).quiet == dict.fromkeys(range(1, 8), QuietHours(1320, 420)))
        await desk.press("delete")
        await desk.until(lambda: 1 not in wanted(desk).quiet)


async def test_a_pause_is_a_phrase_and_ends_by_the_same_key():
    """p, a length of time, Enter."""
    async with opened([a_row(1)]) as desk:
        await grid(desk)
        await desk.press("p")
        await desk.sees("such as 1h")
        await desk.press("enter")
        await desk.until(lambda: wanted(desk).paused_until_at == desk.fake.clock.now + HOUR)
        await desk.sees("Quiet until")
        await desk.press("p")
        await desk.until(lambda: wanted(desk).paused_until_at == 0)


async def test_what_this_machine_forbids_is_shown_as_chosen_and_off():
    """The config file has no bell by default: a dash stands where a tick would."""
    async with opened([a_row(1)], rings_bell=False) as desk:
        await grid(desk)
        await desk.sees("–")
    async with opened([a_row(1)], rings_bell=True, announces="all", system_notices="always") as desk:
        await grid(desk)
        lines = [line for line in desk.text().splitlines() if "mentions you" in line]
        assert "–" not in lines[0]


async def test_e38_mail_is_chosen_like_any_means_and_says_where_it_would_go():
    """The server is told in which language and time zone the agent lives; without a mailbox that sends it says so."""
    async with opened([a_row(1)]) as desk:
        await grid(desk)
        await desk.press(*["l"] * 5)
        await desk.sees("By mail to rae@desk.example")
        await desk.press("space")
        await desk.until(lambda: Means.MAIL in wanted(desk).means.get(Occasion.MENTIONED, ()))
        assert wanted(desk).language == "en"
        replica = desk.console.store.replica
        silent = tuple(replace(box, can_send=False) for box in replica.directory.mailboxes)
        replica.directory = replace(replica.directory, mailboxes=silent)
        await desk.press("j")
        await desk.sees("No mailbox of this desk sends mail")


async def test_it_fits_a_narrow_window():
    """At eighty columns every means can be seen."""
    async with opened([a_row(1)], size=(80, 24)) as desk:
        await grid(desk)
        await desk.sees("list", "message", "bell", "desktop", "title", "mail")


async def test_at_eighty_columns_the_marks_stand_below_their_means():
    """No label pushes them aside, and no line is cut."""
    async with opened([a_row(1)], size=(80, 26)) as desk:
        await grid(desk)
        lines = desk.text().splitlines()
        head = next(line for line in lines if "desktop" in line)
        rows = [line for line in lines if "✔" in line]
        assert len(rows) >= 8
        assert {line.index("✔") for line in rows} == {head.index("list") + 2}
        assert not any("…" in line for line in lines)
