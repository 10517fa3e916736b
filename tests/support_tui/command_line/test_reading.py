"""The verbs that look, by whole processes against a real server."""

import csv
import io
import subprocess

from support_tui.command_line.reading import CONVERSATION_FIELDS
from support_tui.wire.commands import ChangeTags
from support_tui.wire.views import ConversationRow
from tests.support_tui.command_line.conftest import ScriptedDesk, Shell

HOSTILE = "=cmd|' /C calc'!A0 \x1b[31mred\u202e \x9b2J, \"quoted\"\nsecond line"


def test_a_list_is_one_line_a_conversation(shell: Shell, desk: ScriptedDesk) -> None:
    """Piped, a row is plain text with the number first and the whole title last, and there is no head."""
    title = (
        "A title that is a good deal longer than any terminal of eighty columns would ever have had room for"
    )
    number = desk.asks(title)
    ran = shell("list")
    line = next(line for line in ran.out.splitlines() if line.lstrip().startswith(f"#{number} "))
    assert ran.code == 0
    assert line.endswith(title)
    assert "\x1b" not in ran.out


def test_a_list_as_json_has_every_field_of_the_wire(shell: Shell, desk: ScriptedDesk) -> None:
    """Also those that stand at their default, under the names of the wire."""
    number = desk.asks("Json")
    rows = shell("list", "--json").json
    row = next(row for row in rows if row["id"] == number)
    assert list(row) == list(ConversationRow.__struct_fields__)
    assert (row["title"], row["assignee_id"], row["tag_ids"], row["folder"]) == ("Json", None, [], "inbox")


def test_json_does_not_depend_on_the_language(shell: Shell, desk: ScriptedDesk) -> None:
    """The same bytes in Arabic."""
    number = str(desk.asks("Language"))
    assert shell("show", number, "--json").out == shell("show", number, "--json", LANG="ar_EG.UTF-8").out


def test_a_list_as_csv_reads_back(shell: Shell, desk: ScriptedDesk) -> None:
    """Commas, quotes and Arabic survive; a cell that a spreadsheet would run begins with an apostrophe, and nothing acts on a terminal."""
    hostile = desk.asks(HOSTILE)
    plain = desk.asks('طلب، رقم "٧"')
    desk.do(ChangeTags(plain, add=("refund", "vip")))
    ran = shell("list", "--csv")
    assert ran.out.endswith("\r\n") or "\r\n" in ran.out
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(ran.out))}
    assert tuple(next(iter(rows.values()))) == CONVERSATION_FIELDS
    assert rows[str(plain)]["title"] == 'طلب، رقم "٧"'
    assert set(rows[str(plain)]["tags"].split(",")) == {"refund", "vip"}
    assert rows[str(hostile)]["title"].startswith("'=cmd|")
    assert not set(ran.out) & set("\x1b\x9b\u202e")


def test_a_hostile_title_does_nothing_anywhere(shell: Shell, desk: ScriptedDesk) -> None:
    """Neither in the table, nor in JSON, where it stands escaped, nor in what is shown of the conversation (E32)."""
    number = desk.asks(HOSTILE, text="\x1b]0;owned\x07 body \x9b2J")
    for words in (
        ["list"],
        ["show", str(number)],
        ["show", str(number), "--markdown"],
        ["list", "--json"],
        ["show", str(number), "--json"],
    ):
        ran = shell(*words)
        assert ran.code == 0
        assert not set(ran.out) & set("\x1b\x9b\u202e\x07"), words


def test_queues_queries_and_orders_are_the_consoles(shell: Shell, desk: ScriptedDesk) -> None:
    """A query without quotes, a mailbox by its name, an order, a limit."""
    first, second = desk.asks("Query one"), desk.asks("Query two")
    assert shell("list", "Query", f"-id:{first}", "--ids").out.split() == [str(second)]
    assert str(first) not in shell("list", "--queue", "mailbox:Sales", "--ids").out.split()
    assert shell("list", "--sort", "newest", "--limit", "1", "--ids").out.split() == [str(second)]
    assert shell("search", "Query one", "--ids").out.split() == [str(first)]


def test_more_than_a_page_is_one_list(shell: Shell, desk: ScriptedDesk) -> None:
    """`--limit 0` is all, each once."""
    numbers = {desk.asks(f"Paged {n}") for n in range(205)}
    ids = shell("list", "paged", "--limit", "0", "--ids").out.split()
    assert len(ids) == len(set(ids)) == 205
    assert {int(number) for number in ids} == numbers
    assert {row["id"] for row in shell("list", "paged", "--limit", "0", "--json").json} == numbers


def test_a_wrong_query_names_its_place(shell: Shell) -> None:
    """Position, reason, and the words marked; exit code 2."""
    ran = shell("list", "refund stauts:open")
    assert ran.code == 2
    assert ran.out == ""
    assert "position 8" in ran.err
    assert "Did you mean status?" in ran.err
    assert "         ^^^^^^" in ran.err


def test_a_name_that_nobody_has_is_told(shell: Shell) -> None:
    """An empty answer with the reason beside it."""
    ran = shell("list", 'assignee:"rea adams"')
    assert (ran.code, ran.out) == (0, "")
    assert "Rae Adams" in ran.err


def test_one_conversation_is_shown_whole(shell: Shell, desk: ScriptedDesk) -> None:
    """As text, as Markdown, as JSON, and its messages as CSV."""
    number = desk.asks("Shown", "First line\n\nSecond line")
    assert "First line\n\nSecond line" in shell("show", f"#{number}").out
    assert "> First line\n>\n> Second line" in shell("show", str(number), "--markdown").out
    assert shell("show", str(number), "--json").json["messages"][0]["text"] == "First line\n\nSecond line"
    rows = list(csv.DictReader(io.StringIO(shell("show", str(number), "--csv").out)))
    assert rows[0]["text"] == "First line\n\nSecond line"


def test_what_is_not_there_is_not_found(shell: Shell) -> None:
    """Exit code 5 and a sentence."""
    ran = shell("show", "999999")
    assert (ran.code, ran.out) == (5, "")
    assert "not_found" in ran.err


def test_customers_are_found_by_name(shell: Shell, desk: ScriptedDesk) -> None:
    """In a table, JSON and CSV."""
    desk.asks("Customer", name="Zuhair Nasser")
    assert "zuhair@customer.example" in shell("customers", "zuh").out
    assert shell("customers", "zuh", "--json").json[0]["name"] == "Zuhair Nasser"
    assert (
        next(csv.DictReader(io.StringIO(shell("customers", "zuh", "--csv").out)))["emails"]
        == "zuhair@customer.example"
    )


def test_a_reader_that_has_seen_enough_ends_the_run(shell: Shell, desk: ScriptedDesk) -> None:
    """`| head -1` is no error."""
    for n in range(3):
        desk.asks(f"Head {n}")
    command = " ".join(
        [*shell.argv("list", "--limit", "0"), "|", "head", "-1", ";", "echo", "${PIPESTATUS[0]}"]
    )
    done = subprocess.run(
        ["bash", "-c", command], env=shell.env, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == ""


def test_without_a_login_nothing_is_asked(shell: Shell) -> None:
    """Exit code 3, and what to do about it; a wrong token is the same."""
    assert shell("list", SUPPORT_TUI_TOKEN="").code == 3
    assert "support-tui" in shell("list", SUPPORT_TUI_TOKEN="").err
    assert shell("list", SUPPORT_TUI_TOKEN="wrong").code == 3


def test_a_server_that_is_away_is_said(shell: Shell) -> None:
    """Exit code 4."""
    ran = shell("list", SUPPORT_TUI_SERVER="http://127.0.0.1:9")
    assert (ran.code, ran.out) == (4, "")
    assert "127.0.0.1:9" in ran.err


def test_a_token_is_never_sent_in_the_open(shell: Shell) -> None:
    """Plain HTTP to another machine is refused before anything leaves."""
    ran = shell("list", SUPPORT_TUI_SERVER="http://desk.example")
    assert ran.code == 2
    assert "https" in ran.err


def test_talk_is_in_the_persons_language(shell: Shell) -> None:
    """Sentences on stderr in Arabic."""
    assert "غير موجود" in shell("show", "999999", LANG="ar_EG.UTF-8").err


def test_whoever_sits_at_the_box_needs_no_login(shell: Shell, desk: ScriptedDesk) -> None:
    """Through the server's own socket."""
    ran = shell("list", "--ids", SUPPORT_TUI_TOKEN="", SUPPORT_TUI_SERVER=f"unix:{desk.data / 'server.sock'}")
    assert (ran.code, ran.err) == (0, "")
