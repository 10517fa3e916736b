"""Whether an agent is told by mail, from where, and when (E38)."""

import datetime

import pytest
from msgspec.structs import replace

from server.core.desk import Desk
from server.core.notice_mails import NoticeRules, Send, Standing, Turn, Waiting, turn_of
from support_tui.wire.attention import AttentionSettings, Means, Occasion, QuietHours, wants_mail
from support_tui.wire.notifications import NotificationKind as Kind
from tests.server.given import AMAL, BASIL, DESK, GONE, NOW, SALES, SUPPORT, VERA

SENDING = replace(DESK, mailboxes={id_: replace(box, can_send=True) for id_, box in DESK.mailboxes.items()})
RULES = NoticeRules(delay_us=120_000_000, per_hour=3)
BY_MAIL = AttentionSettings({Occasion.MENTIONED: (Means.MAIL,), Occasion.FOLLOWED: (Means.LIST, Means.MAIL)})
STANDING = Standing(BY_MAIL, SUPPORT.id)
MENTION = ((7, Kind.MENTIONED),)


def turn(
    told=MENTION, agent_id: int = AMAL.id, standing: Standing = STANDING, desk: Desk = SENDING, rules: NoticeRules = RULES
):  # fmt: skip
    """What becomes of what waits for an agent."""
    waiting = Waiting(agent_id, 41, NOW - 120_000_000, told)
    return turn_of(waiting, standing, desk, rules, NOW, datetime.UTC)


def test_nothing_is_mailed_to_who_has_not_asked_for_it():
    """Off by default, for every occasion; of what was told only the wanted kinds are mailed."""
    assert not wants_mail(AttentionSettings()) and wants_mail(BY_MAIL)
    assert turn(standing=Standing(AttentionSettings(), SUPPORT.id)) is Turn.DROP
    assert turn(((7, Kind.MENTIONED), (8, Kind.ASSIGNED), (9, Kind.FOLLOWED))) == Send(
        SUPPORT.id, AMAL.email, (7, 9)
    )


def test_it_leaves_from_the_conversations_mailbox_or_the_one_that_is_named():
    """Where the named one is not there or cannot send, nothing leaves: another one would not take the answers."""
    assert turn() == Send(SUPPORT.id, AMAL.email, (7,))
    assert turn(standing=Standing(BY_MAIL, SALES.id)) == Send(SALES.id, AMAL.email, (7,))
    assert turn(rules=replace(RULES, mailbox="sales")) == Send(SALES.id, AMAL.email, (7,))
    assert turn(rules=replace(RULES, mailbox="Nowhere")) is Turn.DROP
    assert turn(rules=replace(RULES, mailbox="Billing")) is Turn.DROP
    assert turn(desk=DESK) is Turn.DROP


def test_it_goes_to_who_may_see_the_conversation_and_has_an_address():
    """Not to who is locked out, works elsewhere, has no address, or has one of our mailboxes for it: that would be a loop."""
    assert turn(agent_id=VERA.id) == Send(SUPPORT.id, VERA.email, (7,))
    assert turn(agent_id=GONE.id) is Turn.DROP
    assert turn(agent_id=BASIL.id, standing=Standing(BY_MAIL, SALES.id)) is Turn.DROP
    assert turn(standing=Standing(BY_MAIL, None)) is Turn.DROP
    for email in ("amal", "Support@desk.example", "a@b\nBcc: x@y"):
        desk = replace(SENDING, agents={AMAL.id: replace(AMAL, email=email)})
        assert turn(desk=desk) is Turn.DROP


@pytest.mark.parametrize("waits", [{"quiet": dict.fromkeys(range(1, 8), QuietHours(0, 0))}, {"paused_until_at": NOW + 1}])  # fmt: skip
def test_quiet_hours_are_waited_out(waits):
    """It is not dropped: what they have not read by the end of them is mailed then."""
    assert turn(standing=Standing(replace(BY_MAIL, **waits), SUPPORT.id)) is Turn.LATER


def test_an_agent_gets_so_many_in_an_hour():
    """The next one waits until there is room, and tells all that has come together by then."""
    assert turn(standing=replace(STANDING, sent=2)) == Send(SUPPORT.id, AMAL.email, (7,))
    assert turn(standing=replace(STANDING, sent=3)) is Turn.LATER


def test_an_address_that_mail_came_back_from_gets_none():
    """Another address of the same agent is tried."""
    assert turn(standing=replace(STANDING, stopped="amal@desk.example")) is Turn.DROP
    assert turn(standing=replace(STANDING, stopped="old@desk.example")) == Send(SUPPORT.id, AMAL.email, (7,))
