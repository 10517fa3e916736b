"""The verbs that change, by whole processes against a real server."""

import pytest

from tests.support_tui.command_line.conftest import ScriptedDesk, Shell


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        (["assign", "ID", "rae"], "assignee_id", 2),
        (["assign", "ID", "Sam", "Cole"], "assignee_id", 3),
        (["assign", "ID", "me"], "assignee_id", 1),
        (["assign", "ID", "team:night shift"], "team_id", 1),
        (["follow", "ID"], "follower_ids", [1]),
        (["status", "ID", "awaiting"], "status", "awaiting_reply"),
        (["status", "ID", "بانتظار الرد"], "status", "awaiting_reply"),
        (["close", "#ID"], "status", "closed"),
        (["priority", "ID", "urgent"], "priority", "urgent"),
        (["move", "ID", "sales"], "mailbox_id", 2),
        (["title", "ID", "Quite", "another"], "title", "Quite another"),
        (["spam", "ID"], "folder", "spam"),
        (["trash", "ID"], "folder", "trash"),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, list) else str(value),
)
def test_each_verb_does_what_it_says(
    shell: Shell, desk: ScriptedDesk, words: list[str], field: str, value: object
) -> None:
    """Exit code 0, nothing on stdout, and the row is as wanted."""
    number = desk.asks("Verbs")
    ran = shell(*(word.replace("ID", str(number)) for word in words))
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert desk.row(number)[field] == value


def test_what_was_done_is_taken_back_by_its_counterpart(shell: Shell, desk: ScriptedDesk) -> None:
    """Reopen, restore, unfollow, nobody, an untagged conversation, one that is awake."""
    number = desk.asks("Back")
    for verb in ("close", "trash"):
        assert shell(verb, str(number)).code == 0
    assert shell("snooze", str(number), "2h").code == 0
    assert shell("reopen", str(number)).code == 0
    row = desk.row(number)
    assert (row["status"], row.get("folder", "inbox"), row.get("snoozed_until_at")) == ("open", "inbox", None)
    for words in (["spam"], ["restore"], ["follow"], ["follow", "--stop"]):
        assert shell(*words, str(number)).code == 0
    assert shell("tag", str(number), "+vip", "+refund").code == 0
    assert shell("tag", str(number), "-vip").code == 0
    row = desk.row(number)
    assert (row.get("follower_ids", []), len(row["tag_ids"])) == ([], 1)


def test_assigning_an_agent_keeps_the_team(shell: Shell, desk: ScriptedDesk) -> None:
    """As the console does."""
    number = desk.asks("Team")
    shell("assign", str(number), "team:Night shift")
    shell("assign", str(number), "rae")
    assert (desk.row(number)["assignee_id"], desk.row(number)["team_id"]) == (2, 1)


def test_the_numbers_of_a_list_go_on_to_the_next_verb(shell: Shell, desk: ScriptedDesk) -> None:
    """`list … --ids | close -`, and the lines of a table do as well."""
    numbers = [desk.asks("Batch of refunds") for _ in range(3)]
    listed = shell("list", "batch", "--ids").out
    assert shell("close", "-", stdin=listed).code == 0
    assert {desk.row(number)["status"] for number in numbers} == {"closed"}
    table = shell("list", "batch", "--queue", "closed").out
    assert shell("tag", "-", "+done", stdin=table).code == 0
    assert all(desk.row(number)["tag_ids"] for number in numbers)


def test_a_line_without_a_number_stops_everything(shell: Shell, desk: ScriptedDesk) -> None:
    """Before anything is done, with the number of the line."""
    number = desk.asks("Untouched")
    ran = shell("close", "-", stdin=f"{number}\nrm -rf\n")
    assert ran.code == 2
    assert "2" in ran.err
    assert desk.row(number)["status"] == "open"


def test_some_are_refused_and_the_others_done(shell: Shell, desk: ScriptedDesk) -> None:
    """Exit code 1; each refused number has its code and its sentence on stderr."""
    number = desk.asks("Mixed")
    ran = shell("close", "888888", str(number), "999999")
    assert ran.code == 1
    assert desk.row(number)["status"] == "closed"
    assert "#888888: There is no such conversation" in ran.err
    assert ran.err.count("not_found") == 2


def test_only_what_is_not_there_is_not_found(shell: Shell) -> None:
    """Exit code 5 where every number is."""
    assert shell("close", "888888", "999999").code == 5


def test_what_is_so_already_is_done(shell: Shell, desk: ScriptedDesk) -> None:
    """A script can be run again."""
    number = str(desk.asks("Again"))
    assert shell("close", number).code == 0
    again = shell("close", number, "--json")
    assert (again.code, again.json["result"]) == (0, "unchanged")


def test_the_same_key_answers_once(shell: Shell, desk: ScriptedDesk) -> None:
    """A reply sent twice under one key is one reply."""
    number = desk.asks("Key")
    first = shell("reply", str(number), "Hello", "--key", "nightly", "--json")
    second = shell("reply", str(number), "Hello", "--key", "nightly", "--json")
    assert first.json["message_id"] == second.json["message_id"]
    assert [message["text"] for message in desk.thread(number)].count("Hello") == 1


def test_a_text_comes_as_words_or_on_standard_input(shell: Shell, desk: ScriptedDesk) -> None:
    """Replies and notes, closed at once where wanted; a mention makes a follower."""
    number = desk.asks("Text")
    assert shell("reply", str(number), "A", "new", "one", "--cc", "", "--close").code == 0
    assert shell("note", str(number), stdin="@Rae Adams, line one\nline two\n").code == 0
    assert shell("note", str(number), "-", stdin="from a dash").code == 0
    texts = [message["text"] for message in desk.thread(number)]
    assert texts[1:] == ["A new one", "@Rae Adams, line one\nline two", "from a dash"]
    assert desk.row(number)["status"] == "closed"
    assert 2 in desk.row(number)["follower_ids"]


def test_no_text_sends_nothing(shell: Shell, desk: ScriptedDesk) -> None:
    """An empty standard input is refused here."""
    number = desk.asks("Nothing")
    ran = shell("reply", str(number), stdin=" \n")
    assert ran.code == 1
    assert len(desk.thread(number)) == 1


def test_a_reply_can_leave_later(shell: Shell, desk: ScriptedDesk) -> None:
    """By a phrase; until then it waits in the thread, and a snooze until the answer needs no moment."""
    number = desk.asks("Hours")
    assert shell("reply", str(number), "At nine.", "--send-at", "tomorrow 9").code == 0
    reply = desk.thread(number)[-1]
    assert reply["delivery"]["state"] in ("queued", "no_channel")
    assert shell("snooze", str(number), "until reply").code == 0


def test_a_rehearsal_changes_nothing(shell: Shell, desk: ScriptedDesk) -> None:
    """It says what would be done, and finds what is not there."""
    number = desk.asks("Rehearsed")
    ran = shell("close", str(number), "999999", "--dry-run")
    assert ran.code == 1
    assert ran.out == f"#{number} Rehearsed: close\n"
    assert "#999999" in ran.err
    would = shell("assign", str(number), "rae", "--dry-run", "--json").json
    assert would["commands"] == [
        {"type": "assign_conversation", "conversation_id": number, "agent_id": 2, "team_id": None}
    ]
    assert desk.row(number)["status"] == "open"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["close"], "ID is missing"),
        (["close", "twelve"], "twelve is no number"),
        (["assign", "1"], "WHO is missing"),
        (["assign", "1", "ray adms"], "There is no agent"),
        (["move", "1", "Slaes"], "Did you mean Sales?"),
        (["status", "1", "opne"], "Possible: open"),
        (["priority", "1", "huge"], "Possible: low"),
        (["snooze", "1", "whenever"], "no moment"),
        (["snooze", "1", "2020-01-01"], "has passed"),
        (["reply", "1", "Hello", "--send-at", "whenever"], "no moment"),
        (["tag", "1", "vip"], "vip is neither the number"),
        (["close", "1", "--forcee"], "There is no option --forcee"),
        (["list", "--limit", "many"], "--limit needs a whole number"),
        (["list", "--sort"], "--sort needs a value"),
        (["list", "--sort", "size"], "Possible: attention"),
        (["list", "--queue", "mailbox:Slaes"], "Did you mean Sales?"),
        (["clsoe", "1"], "Did you mean close?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_words_are_explained(shell: Shell, words: list[str], says: str) -> None:
    """Exit code 2, a sentence with the nearest that there is, and nothing on stdout."""
    ran = shell(*words)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_a_viewer_may_not(shell: Shell, desk: ScriptedDesk) -> None:
    """Exit code 3."""
    number = desk.asks("Viewer")
    made = desk.command("user", "token", "vera@desk.example").split()
    ran = shell("close", str(number), SUPPORT_TUI_TOKEN=made[-1])
    assert (ran.code, "forbidden" in ran.err) == (3, True)


def test_a_server_that_goes_away_leaves_a_key_to_go_on_with(shell: Shell, desk: ScriptedDesk) -> None:
    """Exit code 4, and the words that do the rest."""
    ran = shell("close", "1", "2", SUPPORT_TUI_SERVER="http://127.0.0.1:9")
    assert ran.code == 4
    assert "--key" in ran.err


def test_merging_and_splitting(shell: Shell, desk: ScriptedDesk) -> None:
    """The first number stays; a message of it becomes a conversation of its own."""
    first, second = desk.asks("First"), desk.asks("Second", "Belongs to the first")
    assert shell("merge", str(first), str(second)).code == 0
    message = desk.thread(first)[-1]
    assert message["text"] == "Belongs to the first"
    assert shell("split", str(first), str(message["id"]), "--title", "Apart").code == 0
    assert len(desk.thread(first)) == 1
    assert shell("merge", str(first)).code == 2
    assert shell("split", str(first), "nothing").code == 2


def a_mail(name: str, sender: str, subject: str, *more: str) -> bytes:
    """A raw mail of somebody."""
    headers = (f"From: {sender}@customer.example", f"Message-ID: <{name}@x>", f"Subject: {subject}", *more)
    return "\r\n".join((*headers, "", f"The words of {name}.")).encode()


def test_what_was_not_placed_right_is_put_right(shell: Shell, desk: ScriptedDesk) -> None:
    """As the keys of the console do it: together with what a mail looks like, and a stranger among those who get answers."""
    first = desk.deliver(a_mail("right1", "carla", "Lamp"))
    second = desk.deliver(a_mail("right2", "carla", "Re: Lamp"))
    assert second != first
    assert shell("join", str(first)).code == 1
    assert shell("join", str(second), "nothing").code == 2
    assert shell("join", str(second)).code == 0
    assert [message["text"] for message in desk.thread(first)] == [
        "The words of right1.",
        "The words of right2.",
    ]
    desk.deliver(a_mail("right3", "zaid", "Re: Lamp", "In-Reply-To: <right1@x>"))
    strange = desk.thread(first)[-1]["id"]
    assert shell("accept", str(first), str(strange)).code == 0
    copied = desk.read(f"/api/conversations/{first}/thread")["cc"]
    assert [address["email"] for address in copied] == ["zaid@customer.example"]
    assert shell("accept", str(first), "nobody").code == 2


def test_many_are_one_action(shell: Shell, desk: ScriptedDesk) -> None:
    """More than a part of them, some of which are so already; JSON tells each."""
    numbers = [desk.asks(f"Part {n}") for n in range(201)]
    assert shell("close", str(numbers[0])).code == 0
    ran = shell("close", "-", "999999", "--json", stdin="\n".join(map(str, numbers)))
    results = {line["conversation_id"]: line["result"] for line in ran.json_lines}
    assert ran.code == 1
    assert (results[numbers[0]], results[numbers[1]], results[999999]) == ("unchanged", "done", "refused")
    assert len(results) == 202


def test_undo_takes_back_the_last_thing_or_a_request_by_its_key(shell: Shell, desk: ScriptedDesk) -> None:
    """Many at once; then what was done before that."""
    first, second = desk.asks("Undo one"), desk.asks("Undo two")
    key = shell("priority", str(first), "urgent", "--json").json["key"]
    assert shell("close", str(first), str(second)).code == 0
    assert str(first) in shell("undo", "--dry-run").err or "2" in shell("undo", "--dry-run").err
    assert shell("undo").code == 0
    assert {desk.row(number)["status"] for number in (first, second)} == {"open"}
    assert desk.row(first)["priority"] == "urgent"
    assert shell("undo", key).code == 0
    assert desk.row(first).get("priority", "normal") == "normal"
    assert shell("undo", key).code == 1
    assert shell("undo", "short").code == 2


def test_a_phrase_is_told_as_the_moment_it_was_taken_for(shell: Shell, desk: ScriptedDesk) -> None:
    """A rehearsal writes it in full, so that `tue 9` can be looked at before it counts."""
    number = desk.asks("When")
    ran = shell("snooze", str(number), "2030-03-05 9", "--dry-run")
    assert ran.code == 0
    assert "Tuesday 5 March 2030, 09:00" in ran.out
    assert desk.row(number).get("snoozed_until_at") is None
