"""The list of what agents have done, over HTTP."""

from support_tui.wire.commands import ChangeTags, SetPriority, SetStatus, SetTitle, UndoRequest
from support_tui.wire.values import Priority, Status
from tests.server.served import ServedDesk


async def test_ones_own_actions_newest_first_with_what_became_of_them(desk: ServedDesk):
    """What, when, which conversation, and taken back or not; an undo is no entry of its own unless it is asked for."""
    await desk.a_mail()
    first = (await desk.command(SetTitle(1, "Parcel 7"), "Amal")).json["key"]
    await desk.command(SetStatus(1, Status.CLOSED), "Amal")
    undone = (await desk.command(UndoRequest(first), "Amal")).json["key"]
    actions = (await desk.ask("GET", "/api/actions", "Amal")).json["actions"]
    assert [(a["kind"], a["title"], a.get("undone_by", "")) for a in actions] == [
        ("set_status", "Parcel 7", ""),
        ("set_title", "Parcel 7", undone),
    ]
    assert actions[1]["event"] == {"type": "title_changed", "old": "Parcel", "new": "Parcel 7"}
    everything = (await desk.ask("GET", "/api/actions?all=true", "Amal")).json["actions"]
    assert [a["kind"] for a in everything] == ["undo_request", "set_status", "set_title"]


async def test_a_tag_that_was_made_on_the_way_is_not_what_was_done(desk: ServedDesk):
    """The entry tells of the conversation's tags."""
    await desk.a_mail()
    await desk.command(ChangeTags(1, add=("never seen",)), "Amal")
    (action,) = (await desk.ask("GET", "/api/actions", "Amal")).json["actions"]
    assert action["event"] == {"type": "tags_changed", "added": [1]}


async def test_colleagues_actions_are_for_administrators(desk: ServedDesk):
    """Everybody's, or one agent's."""
    await desk.a_mail()
    await desk.command(SetPriority(1, Priority.HIGH), "Basil")
    assert (await desk.ask("GET", "/api/actions", "Amal")).json["actions"] == []
    assert (await desk.ask("GET", "/api/actions?agent=3", "Amal")).code == "forbidden"
    assert (await desk.ask("GET", "/api/actions?agent=0", "Amal")).code == "forbidden"
    for which in ("agent=0", "agent=3"):
        (action,) = (await desk.ask("GET", f"/api/actions?{which}", "Ada")).json["actions"]
        assert (action["agent_id"], action["kind"]) == (3, "set_priority")


async def test_the_list_is_paged_without_a_gap(desk: ServedDesk):
    """Cursors lead to the oldest."""
    await desk.a_mail()
    for number in range(5):
        await desk.command(SetTitle(1, f"Parcel {number}"), "Amal")
    seen, before = [], 0
    while True:
        page = (await desk.ask("GET", f"/api/actions?limit=2&before={before}", "Amal")).json
        seen += [action["event"]["new"] for action in page["actions"]]
        before = page.get("before", 0)
        if not before:
            break
    assert seen == [f"Parcel {number}" for number in (4, 3, 2, 1, 0)]


def test_a_page_is_found_by_its_index(desk: ServedDesk):
    """However long the list is."""
    from server.storage.pages.actions import ActionFilter, statement

    sql, params = statement(ActionFilter(2, only_things=True))
    plan = desk.desk.database.snapshot
    with plan() as reader:
        steps = [step[3] for step in reader.execute(f"explain query plan {sql}", (*params, 1 << 62, 10))]
    assert "action_agent" in steps[0]
    assert not any("TEMP B-TREE" in step for step in steps)
