"""What is read over HTTP: lists, threads, customers, the log, files, health, and the document that describes it all."""

import hashlib
from typing import Any

import pytest

from server.api.routes import OPENAPI_JSON, ROUTES
from support_tui.wire import codec
from support_tui.wire.commands import IncomingFile, MarkRead, ReceiveMessage, SetStatus
from support_tui.wire.values import Address, Status
from tests.server.served import ServedDesk

CARLA = Address("carla@customer.example", "Carla")


async def test_a_list_can_be_paged_through(desk: ServedDesk):
    """Cursors lead through a list without a gap or a double, and the total is known."""
    made = {(await desk.a_mail(f"parcel {number}")).conversation_id for number in range(7)}
    seen: list[int] = []
    after = ""
    while True:
        page = (await desk.ask("GET", f"/api/conversations?limit=3&sort=oldest&after={after}")).json
        assert page["total"] == 7
        seen += [row["id"] for row in page["rows"]]
        after = page.get("after", "")
        if not after:
            break
    assert len(seen) == 7
    assert set(seen) == made


async def test_a_list_is_a_queue_narrowed_by_a_query(desk: ServedDesk):
    """Queue and query both hold, free words are found."""
    one = await desk.a_mail("the invoice is wrong")
    two = await desk.a_mail("the parcel is late")
    assert two.conversation_id
    await desk.do(SetStatus(two.conversation_id, Status.CLOSED))
    rows = (await desk.ask("GET", "/api/conversations?q=invoice")).json["rows"]
    assert [row["id"] for row in rows] == [one.conversation_id]
    assert (await desk.ask("GET", "/api/conversations?q=late")).json["rows"] == []
    closed = (await desk.ask("GET", "/api/conversations?queue=closed&q=late")).json["rows"]
    assert [row["id"] for row in closed] == [two.conversation_id]


async def test_agents_see_only_their_mailboxes(desk: ServedDesk):
    """Lists, badges and search leave out what is not theirs."""
    await desk.a_mail("for support")
    await desk.a_mail("for sales", mailbox_id=2)
    for path in ("/api/conversations", "/api/conversations?q=for"):
        assert len((await desk.ask("GET", path, "Basil")).json["rows"]) == 1
    assert (await desk.ask("GET", "/api/counts", "Basil")).json["by_queue"]["all"] == 1
    assert (await desk.ask("GET", "/api/counts", "Amal")).json["by_queue"]["all"] == 2


async def test_a_thread_with_what_has_been_read(desk: ServedDesk):
    """The newest messages, older ones by cursor, and how far the asking agent has read."""
    first = await desk.a_mail("one")
    assert first.conversation_id
    for text in ("two", "three"):
        await desk.do(ReceiveMessage(1, CARLA, text, conversation_id=first.conversation_id))
    await desk.command(MarkRead(first.conversation_id, first.message_id or 0), "Amal")
    path = f"/api/conversations/{first.conversation_id}"
    newest = (await desk.ask("GET", f"{path}/thread?limit=2", "Amal")).json
    assert [message["text"] for message in newest["messages"]] == ["two", "three"]
    assert newest["read_id"] == first.message_id
    older = (await desk.ask("GET", f"{path}/thread?limit=2&before={newest['before']}", "Amal")).json
    assert [message["text"] for message in older["messages"]] == ["one"]
    assert (await desk.ask("GET", path)).json["row"]["message_count"] == 3


async def test_a_customer_and_the_log(desk: ServedDesk):
    """The customer is found by the beginning of a name; the log says who did what, for administrators of the whole desk."""
    there = await desk.a_mail()
    (carla,) = (await desk.ask("GET", "/api/customers?q=car")).json
    page = (await desk.ask("GET", f"/api/customers/{carla['id']}")).json
    assert page["conversations"][0]["id"] == there.conversation_id
    entries = (await desk.ask("GET", f"/api/conversations/{there.conversation_id}/log", "Amal")).json[
        "entries"
    ]
    assert entries[-1]["event"]["type"] == "conversation_started"
    log = (await desk.ask("GET", "/api/log?type=agent_changed,mailbox_changed")).json["entries"]
    assert {entry["event"]["type"] for entry in log} == {"agent_changed", "mailbox_changed"}


async def test_the_log_as_the_stream_tells_it(desk: ServedDesk):
    """Page by page, each where the one before ended; an agent reads of their own mailboxes only, and comes to the same end."""
    await desk.a_mail("one")
    hidden = await desk.a_mail("two", mailbox_id=2)
    page = (await desk.ask("GET", "/api/events?limit=2")).json
    assert (page["after_seq"], page["seq"], len(page["events"])) == (0, 2, 2)
    everything = (await desk.ask("GET", "/api/events?after=2")).json
    seqs = [event["recorded"]["seq"] for event in everything["events"]]
    assert seqs == list(range(3, everything["seq"] + 1))
    own = (await desk.ask("GET", "/api/events?after=0", "Basil")).json
    assert own["seq"] == everything["seq"]
    assert hidden.conversation_id not in {one["recorded"].get("conversation_id") for one in own["events"]}
    end = (await desk.ask("GET", f"/api/events?after={own['seq']}")).json
    assert (end["seq"], end.get("events")) == (own["seq"], None)


async def test_a_file_is_only_ever_saved(desk: ServedDesk):
    """A file comes as bytes to be saved under its name, whatever it claims to be, and only to whoever sees its conversation."""
    content = b"<script>alert(1)</script>"
    digest = desk.desk.blobs.put(content)
    assert digest == hashlib.sha256(content).hexdigest()
    file = IncomingFile("فاتورة.html", "text/html", len(content), digest)
    there = await desk.do(ReceiveMessage(2, CARLA, "see attached", files=(file,)))
    thread = (await desk.ask("GET", f"/api/conversations/{there.conversation_id}/thread")).json
    path = f"/api/attachments/{thread['messages'][0]['attachments'][0]['id']}"
    answer = await desk.ask("GET", path)
    assert answer.content == content
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=utf-8''%D9%81")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert (await desk.ask("GET", path, "Basil")).code == "not_found"


async def test_health_needs_no_login(desk: ServedDesk):
    """Whoever watches the server learns how it is, and nothing about the desk."""
    health = (await desk.ask("GET", "/health", None)).json
    assert health["status"] == "ok"
    assert health["seq"] == desk.desk.service.seq
    assert health["disk_free_bytes"] > 0


async def test_the_document_is_what_is_served(desk: ServedDesk):
    """`/openapi.json` is OpenAPI 3.1 and has every route with its parameters, bodies and answers."""
    document = (await desk.ask("GET", "/openapi.json", None)).json
    assert document == codec.decode(OPENAPI_JSON, dict[str, Any])
    assert document["openapi"].startswith("3.1")
    described = {(method.upper(), path) for path, item in document["paths"].items() for method in item}
    assert described == {(route.method, route.path) for route in ROUTES if route.path != "/openapi.json"}
    thread = document["paths"]["/api/conversations/{conversation_id}/thread"]["get"]
    assert {(entry["name"], entry["in"]) for entry in thread["parameters"]} == {
        ("conversation_id", "path"),
        ("before", "query"),
        ("after", "query"),
        ("limit", "query"),
    }


def test_every_reference_of_the_document_leads_somewhere():
    """No schema is named that is not there."""
    document = codec.decode(OPENAPI_JSON, dict[str, Any])
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}

    def references(part: Any) -> set[str]:
        match part:
            case dict():
                own = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
                return own.union(*map(references, part.values()))
            case list():
                return set().union(*map(references, part))
        return set()

    assert references(document) <= known


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_every_path_parameter_is_declared(route):
    """What stands in the braces of a path is a field of its parameters."""
    in_path = {part[1:-1] for part in route.path.split("/") if part.startswith("{")}
    assert in_path <= set(route.params.__struct_fields__)
