"""Mail as a person reads it in the thread: tables, pictures, files, and what is true of it besides its words."""

from support_tui.messages import AttachmentOpened
from support_tui.text.display import TextMode
from support_tui.widgets.thread.body import read
from support_tui.widgets.thread.tables import table_lines
from support_tui.wire.mail_facts import Invite, MailFacts, Seal
from support_tui.wire.values import Actor, ActorKind, Attachment
from tests.support_tui.fakes import NOON, a_message
from tests.support_tui.widgets.thread.test_thread_view import reading
from tests.waiting import eventually

BILL = "| Item | Price |\n| --- | --- |\n| Blue cup with a handle | 5.00 |\n| [Plate](https://x.example/) | 12.50 |"


def painted(text: str, width: int) -> list[str]:
    """The lines of a table as they stand in a column of that width."""
    rows = [paragraph for paragraph in read(text).paragraphs if paragraph.cells]
    return [
        "".join(piece.text for piece in line.pieces).rstrip() for line in table_lines(rows, width, TextMode())
    ]


def test_columns_are_aligned_and_numbers_stand_at_the_right():
    """The line stands below the names of the columns."""
    assert painted(BILL, 60) == [
        "Item                    Price",
        "──────────────────────  ─────",
        "Blue cup with a handle   5.00",
        "Plate [1]               12.50",
    ]


def test_a_wide_cell_is_wrapped_in_its_column():
    """What needs little room keeps it."""
    assert painted(BILL, 24)[2:] == ["Blue cup with a     5.00", "handle", "Plate [1]          12.50"]


def test_a_table_that_does_not_fit_is_a_list():
    """Each cell on a line, behind the name of its column."""
    assert painted(BILL, 12) == [
        "Item: Blue",
        "cup with a",
        "handle",
        "Price: 5.00",
        "",
        "Item: Plate",
        "[1]",
        "Price: 12.50",
        "",
    ]


def test_an_arabic_table_begins_at_the_right():
    """Its first column is the rightmost one."""
    lines = painted("| الصنف | السعر |\n| كوب | 5 |", 40)
    assert lines[1].index("5") < lines[1].index("ﻮ")


def test_a_copied_row_reads_in_its_order():
    """Every cell of the screen leads back to a place in the row's text."""
    rows = [paragraph for paragraph in read(BILL).paragraphs if paragraph.cells]
    line = list(table_lines(rows, 60, TextMode()))[2]
    text = "".join(piece.text for piece in line.pieces)
    assert line.order is not None and len(line.order) == len(text)
    shown = {line.logical[at] for at, sign in zip(line.order, text, strict=True) if sign != " "}
    assert " " not in shown


async def test_what_is_true_of_a_mail_stands_below_its_words():
    """Seal, appointment, charset, and what was not fetched."""
    facts = MailFacts(
        seal=Seal.PGP_SIGNED, invite=Invite("Delivery", "Hall 4", "Amal", "request", NOON, NOON + 3_600_000_000),
        charset="windows-1256", outside_images=3, trackers=("spy.example",),
    )  # fmt: skip
    async with reading([a_message(7, 1, text="Hello", facts=facts)]) as thread:
        for words in ("Signed with PGP", "Appointment: Delivery", "Hall 4 · Amal", "windows-1256",
                      "3 images outside the mail", "spy.example"):  # fmt: skip
            await thread.sees(words)


async def test_nothing_that_came_in_acts():
    """Names, titles of files, appointments and hosts hold neither sequences nor markup that means anything (E32)."""
    hostile = "a\x1b]0;owned\x07\x9b2J\u202e[bold]b[/bold]"
    facts = MailFacts(invite=Invite(hostile, hostile, hostile), trackers=(hostile,), charset=hostile)
    message = a_message(
        7, 1, author=Actor(ActorKind.CUSTOMER, 107, hostile), text=hostile,
        attachments=(Attachment(1, f"{hostile}.png", hostile, 1),), facts=facts,
    )  # fmt: skip
    async with reading([message]) as thread:
        await thread.sees("Appointment: a[bold]b[/bold]")
        await thread.sees("a[bold]b[/bold].png")
        assert not set(thread.app.screen_text) & set("\x1b\x07\x9b\u202e")


async def test_a_picture_leads_to_its_file():
    """By its number in the words, which the list of files names too."""
    files = (Attachment(5, "plan.png", "image/png", 2_000),)
    message = a_message(7, 1, text="See [image 1]", attachments=files, facts=MailFacts(inline=(0,)))
    async with reading([message]) as thread:
        await thread.sees("plan.png  image · 2.0 kB · image 1")
        assert (
            thread.view.reader.contents.body(thread.view.reader.contents.entries[0])
            .paragraphs[0]
            .spans[0]
            .link
            == "file:5"
        )
        thread.view.reader.follow("file:5")
        await eventually(lambda: thread.app.posts(AttachmentOpened), "the file is opened")


async def test_files_that_could_do_harm_are_marked():
    """By what opening them would do."""
    names = ("invoice.pdf.exe", "sheet.xlsm", "page.html", "photo.jpg")
    files = tuple(Attachment(n, name, "", 1) for n, name in enumerate(names, 1))
    async with reading([a_message(7, 1, attachments=files)]) as thread:
        await thread.sees("program under a false name")
        assert "may hold macros" in thread.line_with("sheet.xlsm")
        assert "may run scripts" in thread.line_with("page.html")
        assert "⚠" not in thread.line_with("photo.jpg")


async def test_no_name_is_so_long_that_it_hides_what_the_file_is():
    """Of a long name the beginning and the end are shown, and all that is said of the file."""
    name = f"offer {'very ' * 40}long.pdf.exe"
    async with reading([a_message(7, 1, attachments=(Attachment(1, name, "", 2_048),))]) as thread:
        await thread.sees("program under a false name")
        line = thread.line_with("program under a false name")
        assert line.lstrip("▌ ").startswith("⚠ offer very")
        assert "long.pdf.exe" in line
        assert "2.0 kB" in line


async def test_of_many_files_the_first_are_listed_and_the_rest_counted():
    """Two hundred files push nothing off the screen; `d` lists them all."""
    files = tuple(Attachment(n, f"photo-{n}.jpg", "", 1) for n in range(1, 201))
    async with reading([a_message(7, 1, text="See these", attachments=files)]) as thread:
        await thread.sees("photo-11.jpg")
        await thread.sees("189 more files (d)")
        await thread.does_not_see("photo-12.jpg")


async def test_a_machine_s_mail_is_one_line_among_people():
    """Enter unfolds it (E18)."""
    machine = a_message(7, 2, text="I am out of office\nuntil Monday", automatic="Auto-Submitted")
    async with reading([a_message(7, 1, text="Hello"), machine]) as thread:
        await thread.sees("I am out of office · 2 lines")
        await thread.does_not_see("until Monday")
        thread.view.do_toggle()
        await thread.sees("until Monday")


async def test_a_machine_s_mail_alone_is_shown():
    """There is nothing else to read."""
    async with reading([a_message(7, 1, text="Your bill\nis ready", automatic="List-Id")]) as thread:
        await thread.sees("is ready")
