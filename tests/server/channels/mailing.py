"""Mails for the specs, and a desk that takes them in by its raw door."""

from typing import Any

from tests.server.served import ServedDesk


def a_raw_mail(name: str = "1", text: str = "Where is it?", **headers: str) -> bytes:
    """A mail from Carla to Support, as it goes over the wire; `name` is its identity, underscores in the names of headers are hyphens."""
    fields = {
        "From": "Carla <carla@customer.example>",
        "To": "Support <support@desk.example>",
        "Subject": "Parcel",
        "Message-ID": f"<{name}@customer.example>",
    } | {key.replace("_", "-"): value for key, value in headers.items()}
    head = "".join(f"{key}: {value}\n" for key, value in fields.items() if value)
    return f"{head}Content-Type: text/plain; charset=utf-8\n\n{text}\n".encode()


def ids(*names: str) -> str:
    """Identities of mails as headers list them."""
    return " ".join(f"<{name}@customer.example>" for name in names)


async def taken_in(desk: ServedDesk, raw: bytes, mailbox: str = "support") -> Any:
    """What the desk answers to a mail that it must take in."""
    answer = await desk.ask("POST", f"/api/deliver?mailbox={mailbox}", content=raw)
    assert answer.status == 200, answer.content
    return answer.json


async def thread(desk: ServedDesk, conversation_id: int) -> Any:
    """The thread that a number leads to."""
    return (await desk.ask("GET", f"/api/conversations/{conversation_id}/thread")).json


async def placed(desk: ServedDesk, taken: Any) -> Any:
    """How the message found its place, as its thread shows it."""
    messages = (await thread(desk, taken["conversation_id"]))["messages"]
    found = next(message for message in messages if message["id"] == taken["message_id"])
    return found.get("placing", {})
