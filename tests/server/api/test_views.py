"""Saved views over the wire: snapshot, stream, lists; nothing of somebody else's."""

from typing import Any

from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.frames import Events
from support_tui.wire.saved_views import ListColumn
from tests.server.served import ServedDesk, events_until


async def _names(desk: ServedDesk, who: str) -> list[str]:
    snapshot = (await desk.ask("GET", "/api/snapshot", who)).json
    listed = (await desk.ask("GET", "/api/views", who)).json
    assert sorted(view["id"] for view in snapshot.get("views", [])) == sorted(view["id"] for view in listed)
    return [view["name"] for view in listed]


async def test_each_agent_sees_the_shared_views_and_their_own(desk: ServedDesk):
    """Personal ones only their owner, in the order the owner has given the tabs."""
    for name, is_shared, who in (("late", False, "Amal"), ("refunds", True, "Amal"), ("vip", False, "Basil")):
        assert (await desk.command(c.SaveView(name, "all", is_shared=is_shared), who)).status == 200
    assert await _names(desk, "Amal") == ["late", "refunds"]
    assert await _names(desk, "Basil") == ["refunds", "vip"]
    assert await _names(desk, "Ada") == ["refunds"]
    assert (await desk.command(c.ArrangeTabs(("view:3", "mine", "view:2")), "Basil")).status == 200
    assert await _names(desk, "Basil") == ["vip", "refunds"]
    assert (await desk.ask("GET", "/api/snapshot", "Basil")).json["tab_order"] == ["view:3", "mine", "view:2"]
    assert "tab_order" not in (await desk.ask("GET", "/api/snapshot", "Amal")).json


def _told(frames: list[Events]) -> list[Any]:
    return [envelope.recorded.event for frame in frames for envelope in frame.events]


async def test_changes_come_by_the_stream_to_those_they_concern(desk: ServedDesk):
    """Both agents listen; the personal view is told to one of them, the shared one to both, at once and after a break."""
    start = (await desk.a_mail()).seq
    amal, basil = await desk.token_of("Amal"), await desk.token_of("Basil")
    async with desk.stream(amal, start) as hers, desk.stream(basil, start) as his:
        await desk.command(c.SaveView("late", "all"), "Amal")
        await desk.command(c.ArrangeTabs(("view:1", "mine")), "Amal")
        await desk.command(c.SaveView("refunds", "all", is_shared=True), "Amal")
        seq = desk.desk.service.seq
        to_her, to_him = _told(await events_until(hers, seq)), _told(await events_until(his, seq))
    assert [type(event) for event in to_her] == [e.ViewChanged, e.TabsArranged, e.ViewChanged]
    assert [event.new.name for event in to_him] == ["refunds"]
    async with desk.stream(basil, start) as his:
        assert _told(await events_until(his, seq)) == to_him


async def test_a_personal_view_is_not_read_from_the_table_either(desk: ServedDesk):
    """Whoever fell behind the ring is told from the log, and sees no more by it."""
    start = (await desk.a_mail()).seq
    await desk.command(c.SaveView("late", "all"), "Amal")
    await desk.command(c.SaveView("refunds", "all", is_shared=True), "Amal")
    seq = desk.desk.service.seq
    desk.desk.hub.ring.floor = seq
    async with desk.stream(await desk.token_of("Basil"), start) as his:
        told = _told(await events_until(his, seq))
    assert [event.new.name for event in told] == ["refunds"]


async def test_a_view_gives_its_list(desk: ServedDesk):
    """Queue, query and order are the view's, `me` is who asks, pages go on by cursors."""
    mails = [await desk.a_mail(f"parcel {n}") for n in range(3)]
    for mail in mails[:2]:
        await desk.command(c.AssignConversation(mail.conversation_id or 0, 2), "Ada")
    view = c.SaveView("own", "all", "assignee:me", is_shared=True)
    created = (await desk.command(view, "Amal")).json["created_id"]
    path = f"/api/views/{created}/conversations"
    page = (await desk.ask("GET", f"{path}?limit=1", "Amal")).json
    rest = (await desk.ask("GET", f"{path}?after={page['after']}", "Amal")).json
    found = [row["id"] for row in (*page["rows"], *rest["rows"])]
    assert found == [mail.conversation_id for mail in mails[:2]]
    assert (await desk.ask("GET", path, "Basil")).json["rows"] == []


async def test_bad_views_are_refused_with_what_is_wrong(desk: ServedDesk):
    """Place and reason of a wrong query; unknown columns, long names and others' views each by name."""
    wrong = await desk.command(c.SaveView("late", "all", "is:actve"), "Amal")
    assert (wrong.status, wrong.code, wrong.error["params"]["position"]) == (422, "query_invalid", 3)
    assert "active" in wrong.error["en"]
    body = {
        "key": "k" * 12,
        "command": {"type": "save_view", "name": "x", "queue": "all", "columns": ["shoe"]},
    }
    column = await desk.ask("POST", "/api/commands", "Amal", json=body)
    assert (column.status, "shoe" in column.error["en"] or "columns" in column.error["en"]) == (422, True)
    long = await desk.command(c.SaveView("x" * 61, "all"), "Amal")
    assert (long.status, long.code) == (422, "invalid_field")
    made = (await desk.command(c.SaveView("late", "all", columns=(ListColumn.TITLE,)), "Amal")).json[
        "created_id"
    ]
    for answer in (
        await desk.ask("GET", f"/api/views/{made}/conversations", "Basil"),
        await desk.command(c.DeleteView(made), "Ada"),
    ):
        assert (answer.status, answer.code) == (404, "not_found")


async def test_two_who_change_a_shared_view_do_not_overwrite_each_other(desk: ServedDesk):
    """The later one is told what the view is called now; not so where another view was changed."""
    made = (await desk.command(c.SaveView("late", "all", is_shared=True), "Amal")).json["created_id"]
    other = (await desk.command(c.SaveView("vip", "all", is_shared=True), "Amal")).json["created_id"]
    seen = desk.desk.service.seq
    await desk.command(c.SaveView("later", "all", is_shared=True, view_id=made), "Ada")
    clash = await _seen(desk, c.SaveView("latest", "all", is_shared=True, view_id=made), seen)
    assert (clash.code, clash.error["params"]["value"]) == ("changed_since", "later")
    assert (await _seen(desk, c.SaveView("gold", "all", is_shared=True, view_id=other), seen)).status == 200


async def _seen(desk: ServedDesk, command: c.Command, seq: int) -> Any:
    from support_tui.wire import codec

    content = codec.encode(c.Request(f"seen-{seq}-{command.name}", command, seq))  # type: ignore[attr-defined]
    return await desk.ask("POST", "/api/commands", "Amal", content=content)


async def test_a_deleted_view_comes_back_whole(desk: ServedDesk):
    """Undoing the request brings the view back under its number, with everybody who saw it."""
    made = (await desk.command(c.SaveView("late", "all", "tag:vip", is_shared=True), "Amal")).json[
        "created_id"
    ]
    before = desk.desk.service.tabs
    assert (await desk.command(c.DeleteView(made), "Amal", key="delete-late-1")).status == 200
    assert await _names(desk, "Basil") == []
    assert (await desk.command(c.UndoRequest("delete-late-1"), "Amal")).status == 200
    assert desk.desk.service.tabs == before
    assert await _names(desk, "Basil") == ["late"]
