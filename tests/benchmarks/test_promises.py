"""What the crash program calls a broken promise: lost, doubled, never sent, mailed twice, outbox at odds."""

import msgspec
import pytest

from benchmarks.promises import Kept, Ledger, broken_promises
from support_tui.wire.commands import ReceiveMessage, Request, SendReply
from support_tui.wire.values import Address

SOUND = Kept(messages=["m1"], inbound=1, replies=[("r1", "accepted"), ("r2", "queued")], at_odds=0)


def a_ledger() -> Ledger:
    """A customer's message and two replies, all acknowledged, and a message that was not."""
    ledger = Ledger()
    carla = Address("carla@customer.example")
    for key, external_id in (("k1", "m1"), ("k4", "m2")):
        ledger.asked[key] = Request(key, ReceiveMessage(1, carla, "Hello", external_id=external_id))
    for key, text in (("k2", "r1"), ("k3", "r2")):
        ledger.asked[key] = Request(key, SendReply(1, text))
    ledger.acknowledged |= {"k1", "k2", "k3"}
    return ledger


def test_a_sound_desk_has_broken_nothing():
    """What was not acknowledged may be there or not; a reply that waits has not been mailed."""
    assert broken_promises(a_ledger(), SOUND, ["r1"]) == []
    with_the_other = msgspec.structs.replace(SOUND, messages=["m1", "m2"], inbound=2)
    assert broken_promises(a_ledger(), with_the_other, ["r1"]) == []


@pytest.mark.parametrize(
    ("change", "mails", "words"),
    [
        ({"messages": [], "inbound": 0}, ["r1"], "message lost"),
        ({"messages": ["m1", "m1"], "inbound": 2}, ["r1"], "message doubled"),
        ({"messages": ["m1", "m9"], "inbound": 2}, ["r1"], "message nobody sent"),
        ({"inbound": 2}, ["r1"], "2 messages for 1 identities"),
        ({"replies": [("r1", "accepted")]}, ["r1"], "reply lost"),
        ({"replies": [("r1", "accepted"), ("r2", "queued"), ("r2", "queued")]}, ["r1"], "reply doubled"),
        ({}, [], "accepted and never mailed"),
        ({}, ["r1", "r1"], "mailed twice"),
        ({}, ["r1", "r2"], "mailed and not known of"),
        ({"at_odds": 1}, ["r1"], "outbox do not fit"),
    ],
)
def test_every_broken_promise_is_told(change: dict[str, object], mails: list[str], words: str):
    """Each in its own words."""
    assert words in "; ".join(broken_promises(a_ledger(), msgspec.structs.replace(SOUND, **change), mails))
