"""A mailbox that fails stands among the notifications of those who administer it, whatever restarts in between."""

from pathlib import Path

from server.core.mail_alarms import AGAIN_US
from server.storage.tables import notifications
from server.storage.tables.notifications import Told
from server.wiring_alarms import teller
from support_tui.wire.mail_alarms import MailAlarm
from support_tui.wire.mail_states import MailTrouble, MailTroubleCode
from tests.server.running import running_desk

ADA = 3
FULL = MailTrouble(MailTroubleCode.FULL, {"percent": 97}, is_lasting=True)


async def test_administrators_are_told_once_a_day(tmp_path: Path) -> None:
    """With what is wrong as a code, so that each console says it in its own language."""
    told: list[Told] = []
    async with running_desk(tmp_path) as desk:
        tell = teller(desk.service, told.extend, desk.clock)
        await tell(1, FULL)
        await teller(desk.service, told.extend, desk.clock)(1, FULL)
        assert [(one.agent_id, one.notification.alarm) for one in told] == [
            (ADA, MailAlarm(1, "Support", FULL))
        ]
        with desk.database.reader() as reader:
            page = notifications.page(reader, ADA, None)
        assert page.notifications == (told[0].notification,)
        desk.clock.now += AGAIN_US
        await tell(1, FULL)
        await tell(2, FULL)
        await tell(99, FULL)
        assert [one.notification.alarm.mailbox for one in told if one.notification.alarm] == [
            "Support",
            "Support",
            "Sales",
        ]
