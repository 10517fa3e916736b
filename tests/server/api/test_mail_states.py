"""How the mail comes in, as it is asked over HTTP."""

from server.channels.email.state import MailTrouble, MailTroubleCode
from tests.server.served import ServedDesk

TROUBLE = MailTrouble(MailTroubleCode.LOGIN_REFUSED, {"user": "support", "said": "no"}, is_lasting=True)


async def test_health_tells_how_much_is_missing(desk: ServedDesk) -> None:
    """Numbers alone: whoever watches the server from outside learns no names (E6)."""
    desk.desk.mail.states.change(1, trouble=TROUBLE, missing=2)
    desk.desk.mail.states.change(2, missing=1, quarantined=3)
    health = (await desk.ask("GET", "/health", None)).json
    assert (health["mail_troubled"], health["mail_missing"], health["mail_quarantined"]) == (1, 3, 3)
    assert "support" not in str(health)


async def test_agents_see_the_states_of_their_mailboxes(desk: ServedDesk) -> None:
    """Basil sees Support alone."""
    desk.desk.mail.states.change(1, trouble=TROUBLE)
    desk.desk.mail.states.change(2, missing=1)
    seen = {who: (await desk.ask("GET", "/api/mail-states", who)).json for who in ("Amal", "Basil")}
    assert [state["mailbox_id"] for state in seen["Amal"]] == [1, 2]
    assert [state["mailbox_id"] for state in seen["Basil"]] == [1]
