"""A mail read with another charset, for everybody (E33)."""

from typing import Any

from support_tui.wire.commands import RedecodeMessage, UndoRequest
from tests.server.served import ServedDesk

_TITLE, _TEXT = "فاتورة ناقصة", "مرحبا، أين الفاتورة؟"


async def _deliver(desk: ServedDesk) -> Any:
    """Arabic under the name of another charset; the thread that it makes."""
    head = f"From: carla@customer.example\nSubject: {_TITLE}\nContent-Type: text/plain; charset=iso-8859-7\n\n{_TEXT}\n"
    taken = (await desk.ask("POST", "/api/deliver?mailbox=support", content=head.encode("cp1256"))).json
    return await _thread(desk, taken["conversation_id"])


async def _thread(desk: ServedDesk, conversation_id: int) -> Any:
    return (await desk.ask("GET", f"/api/conversations/{conversation_id}/thread")).json


async def test_it_is_read_so_for_everybody_and_taken_back(desk: ServedDesk):
    """Its words, its title, the title and the preview of the conversation, what finds it; and all of that back again."""
    before = await _deliver(desk)
    row, message = before["row"], before["messages"][0]
    assert message["text"] != _TEXT
    wanted = RedecodeMessage(row["id"], message["id"], "windows-1256", text="a forged text")
    assert (await desk.command(wanted, key="redecoded-1")).status == 200
    after = await _thread(desk, row["id"])
    read = after["messages"][0]
    assert (read["text"], read["title"], read["facts"]["charset"]) == (_TEXT, _TITLE, "windows-1256")
    assert (after["row"]["title"], after["row"]["preview"]) == (_TITLE, _TEXT)
    found = (await desk.ask("GET", "/api/conversations?q=الفاتورة")).json["rows"]
    assert [one["id"] for one in found] == [row["id"]]
    assert after["events"][-2]["event"] == {
        "type": "message_redecoded", "message_id": message["id"], "old_charset": "", "new_charset": "windows-1256",
        "old_preview": row["preview"], "new_preview": _TEXT,
    }  # fmt: skip

    assert (await desk.command(UndoRequest("redecoded-1"))).status == 200
    back = await _thread(desk, row["id"])
    assert back["messages"][0] == message
    assert (back["row"]["title"], back["row"]["preview"]) == (row["title"], row["preview"])
    assert not (await desk.ask("GET", "/api/conversations?q=الفاتورة")).json["rows"]


async def test_as_it_came_is_a_charset_too(desk: ServedDesk):
    """Back without an undo; the same one twice changes nothing."""
    thread = await _deliver(desk)
    of = (thread["row"]["id"], thread["messages"][0]["id"])
    assert (await desk.command(RedecodeMessage(*of, "windows-1256"))).status == 200
    assert (await desk.command(RedecodeMessage(*of, "windows-1256"))).code == "no_change"
    assert (await desk.command(RedecodeMessage(*of, ""))).status == 200
    assert (await _thread(desk, of[0]))["messages"][0] == thread["messages"][0]


async def test_what_cannot_be_read_so_is_refused(desk: ServedDesk):
    """No such charset, no mail, another conversation's mail, somebody who only looks."""
    thread = await _deliver(desk)
    of = (thread["row"]["id"], thread["messages"][0]["id"])
    assert (await desk.command(RedecodeMessage(*of, "klingon"))).code == "invalid_field"
    written = await desk.a_mail()
    assert (
        await desk.command(RedecodeMessage(written.conversation_id, written.message_id, "utf-8"))
    ).code == "not_found"
    assert (await desk.command(RedecodeMessage(written.conversation_id, of[1], "utf-8"))).code == "not_found"
    assert (await desk.command(RedecodeMessage(*of, "windows-1256"), who="Vera")).code == "forbidden"
