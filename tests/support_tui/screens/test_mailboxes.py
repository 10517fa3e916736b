"""The screens that administer mailboxes: seen, changed, tried and saved by keys, and by administrators alone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from msgspec.structs import replace

from support_tui.wire import commands as c
from support_tui.wire.frames import MailStates
from support_tui.wire.mail_states import MailboxState, MailLine, MailTrouble, MailTroubleCode
from support_tui.wire.mailbox_tests import (
    MailFolder,
    StepKind,
    StepResult,
    TestMailbox,
    TestPart,
    TestReport,
    TestStep,
)
from support_tui.wire.mailboxes import (
    ImapSettings,
    MailboxHoldings,
    MailboxSecrets,
    MailSettings,
    SecretKind,
    SecretState,
    SecretTrouble,
)
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Role
from tests.support_tui.fakes import NOON, a_row
from tests.support_tui.screens.console_desk import OpenConsole, QuietServer, opened

ROWS = [a_row(n) for n in (1, 2)]
DONE = TestStep(TestPart.IMAP, StepKind.LOGIN, StepResult.DONE, {"user": "help"})
REFUSED = TestStep(
    TestPart.SMTP, StepKind.LOGIN, StepResult.FAILED, {},
    MailTrouble(MailTroubleCode.LOGIN_REFUSED, {"user": "help", "said": "535 no"}),
)  # fmt: skip
FOLDERS = (MailFolder("INBOX"), MailFolder("Returns"), MailFolder("Shops", can_be_read=False))


class MailServer(QuietServer):
    """Keeps what it is told of mailboxes; `reports` is what its tests come to."""

    asked: list[TestMailbox]
    set_secrets: list[tuple[int, SecretKind, str]]
    secrets: tuple[SecretState, ...] = ()
    refusal: Refusal | None = None
    held = MailboxHoldings()

    async def command(self, request: c.Request) -> Any:
        if self.refusal is not None:
            return self.refusal
        answer = await super().command(request)
        return replace(answer, created_id=9)

    async def test_mailbox(self, asked: TestMailbox) -> TestReport:
        """Fetching works, sending is refused."""
        self.asked.append(asked)
        return TestReport((DONE,), FOLDERS) if asked.part is TestPart.IMAP else TestReport((REFUSED,))

    async def mailbox_holdings(self, mailbox_id: int) -> MailboxHoldings:
        return self.held

    async def mailbox_secrets(self, mailbox_id: int) -> MailboxSecrets:
        return MailboxSecrets(self.secrets)

    async def set_mailbox_secret(self, mailbox_id: int, kind: SecretKind, value: str) -> None:
        self.set_secrets.append((mailbox_id, kind, value))


@asynccontextmanager
async def administered(
    role: Role = Role.ADMIN, **settings: Any
) -> AsyncIterator[tuple[OpenConsole, MailServer]]:
    """A console of somebody with a role, over a desk whose mailbox Support fetches mail."""
    async with opened(ROWS, **settings) as desk:
        server = MailServer(desk.server.seq, desk.server.rows)
        server.asked, server.set_secrets = [], []
        app: Any = desk.pilot.app
        app._desk.mailboxes._server = server
        replica = desk.fake.store.replica
        replica.me = replace(replica.me, role=role)
        mail = MailSettings(imap=ImapSettings("imap.desk.example", user="help"))
        box = replace(replica.mailboxes[1], mail=mail, signature="Bye\nSupport")
        replica.take_directory(replace(replica.directory, mailboxes=(box, replica.mailboxes[2])))
        yield desk, server


def saved(server: MailServer) -> list[c.SaveMailbox]:
    return [request.command for request in server.commands if isinstance(request.command, c.SaveMailbox)]


async def opened_form(desk: OpenConsole) -> None:
    await desk.press("g", "M")
    await desk.sees("help@desk.example")
    await desk.press("enter")
    await desk.sees("Fetching mail (IMAP)")


async def move(desk: OpenConsole, to: str) -> None:
    """The cursor onto a setting, by its dotted name."""
    screen: Any = desk.pilot.app.screen
    for _ in range(40):
        if screen._field is not None and screen._field.id == to:
            return
        await desk.press("j")
    raise AssertionError(to)


async def test_the_list_says_how_each_mailbox_stands() -> None:
    """By its line, with what is wrong in words and what is missing; as it changes."""
    async with administered() as (desk, _):
        await desk.press("g", "M")
        await desk.sees("Support", "imap.desk.example: not running", "Sales", "no server to fetch from")
        trouble = MailTrouble(MailTroubleCode.LOGIN_REFUSED, {"user": "help", "said": "no"})
        state = MailboxState(1, MailLine.REFUSED, NOON, trouble=trouble, missing=2)
        desk.fake.store.take_frames((MailStates((state,)),))
        await desk.sees("refused since", "help was not let in: no", "2 missing here")


async def test_agents_have_no_such_screen() -> None:
    """They are told that it is for administrators."""
    async with administered(Role.AGENT) as (desk, _):
        await desk.press("g", "M")
        await desk.until(lambda: desk.said)
        await desk.sees_no("no server to fetch from")


async def test_settings_are_changed_and_saved_together() -> None:
    """Nothing leaves before it is asked for; what was not touched is saved as it was."""
    async with administered() as (desk, server):
        await opened_form(desk)
        await move(desk, "mail.sender_name")
        await desk.press("enter", *"Desk", "enter")
        await move(desk, "mail.imap.security")
        await desk.press("space")
        await desk.sees("STARTTLS", "143", "not saved yet")
        assert not saved(server)
        await desk.press("s")
        await desk.until(lambda: saved(server))
        (command,) = saved(server)
        assert (command.mailbox_id, command.signature, command.mail.sender_name) == (
            1,
            "Bye\nSupport",
            "Desk",
        )
        assert (command.mail.imap.security, command.mail.imap.port) == ("starttls", 143)
        await desk.sees_no("not saved yet")


async def test_what_becomes_of_old_mail_is_chosen() -> None:
    """In words of its own: the same word means something else of closed conversations."""
    async with administered() as (desk, server):
        await opened_form(desk)
        await move(desk, "mail.imap.begin")
        await desk.sees("Mail there before", "stays at the server")
        await desk.press("space")
        await desk.sees("comes in as closed")
        await desk.press("s")
        await desk.until(lambda: saved(server))
        assert saved(server)[0].mail.imap.begin == "archive"


async def test_a_secret_is_typed_unseen_and_set_when_it_is_saved() -> None:
    """Then only that it is set, and since when."""
    async with administered() as (desk, server):
        await opened_form(desk)
        await desk.sees("not set")
        await move(desk, "imap_password")
        await desk.press("enter", *"kx7q")
        await desk.sees("Password")
        assert "kx7q" not in desk.text()
        await desk.press("enter")
        await desk.sees("••••••••")
        server.secrets = (SecretState(SecretKind.IMAP_PASSWORD, NOON),)
        await desk.press("s")
        await desk.until(lambda: server.set_secrets)
        assert server.set_secrets == [(1, SecretKind.IMAP_PASSWORD, "kx7q")]
        assert not saved(server)
        await desk.sees("set since")
        assert "kx7q" not in desk.text()


async def test_a_lost_secret_is_asked_for_again() -> None:
    """The form says so where it is set."""
    async with administered() as (desk, server):
        server.secrets = (SecretState(SecretKind.IMAP_PASSWORD, NOON, trouble=SecretTrouble.KEY_LOST),)
        await opened_form(desk)
        await desk.sees("lost with its key: set it again")


async def test_a_test_tries_what_stands_there() -> None:
    """Unsaved settings and typed secrets too; each step in words with what to do; a mail goes where it is asked to."""
    async with administered() as (desk, server):
        await opened_form(desk)
        await move(desk, "imap_password")
        await desk.press("enter", *"kx7q", "enter", "t")
        await desk.sees("Logged in as help.", "help was not let in: 535 no", "Check user and password")
        first = server.asked[0]
        assert (first.mailbox_id, first.secrets) == (1, {SecretKind.IMAP_PASSWORD: "kx7q"})
        assert not saved(server)
        await desk.press("m")
        await desk.sees("Test mail to")
        await desk.press("enter")
        await desk.until(lambda: any(asked.send_to for asked in server.asked))
        assert {asked.part for asked in server.asked if asked.send_to} == {TestPart.SMTP}


async def test_folders_are_chosen_from_those_of_the_server() -> None:
    """Those that are read are on already; what only holds folders is not offered."""
    async with administered() as (desk, _):
        await opened_form(desk)
        await move(desk, "mail.imap.folders")
        await desk.press("enter")
        await desk.sees("Folders that are read", "Returns")
        assert "Shops" not in desk.text()
        await desk.press(*"Ret", "tab", "enter")
        await desk.sees("INBOX, Returns")


async def test_a_text_of_several_lines_keeps_them() -> None:
    """The signature is written where there is room for it."""
    async with administered() as (desk, _):
        await opened_form(desk)
        await move(desk, "signature")
        await desk.sees("(2 lines)")
        await desk.press("enter")
        await desk.sees("Ctrl+S takes it")
        await desk.press("enter", *"X", "ctrl+s")
        await desk.sees("(3 lines)")


async def test_a_refusal_keeps_what_was_typed() -> None:
    """It is said in words, and can be mended."""
    async with administered() as (desk, server):
        await opened_form(desk)
        server.refusal = Refusal(RefusalCode.NAME_TAKEN, {"kind": "mailbox", "name": "Desk"})
        await move(desk, "mail.sender_name")
        await desk.press("enter", *"Desk", "enter", "s")
        await desk.sees("There is already a mailbox called Desk.", "not saved yet")


async def test_a_colleagues_change_is_seen_before_it_is_saved_over() -> None:
    """The form shows what they saved with one's own changes on top, and saving again saves that."""
    async with administered() as (desk, server):
        await opened_form(desk)
        replica = desk.fake.store.replica
        box = replace(replica.mailboxes[1], signature="Theirs")
        replica.take_directory(replace(replica.directory, mailboxes=(box, replica.mailboxes[2])))
        server.refusal = Refusal(
            RefusalCode.CHANGED_SINCE, {"by": "Tom", "field": "mailbox", "value": "Support"}
        )
        await move(desk, "mail.sender_name")
        await desk.press("enter", *"Desk", "enter", "s")
        await desk.sees("Theirs", "Desk", "not saved yet")
        server.refusal = None
        await desk.press("s")
        await desk.until(lambda: saved(server))
        assert (saved(server)[0].signature, saved(server)[0].mail.sender_name) == ("Theirs", "Desk")


async def test_leaving_with_changes_is_asked_about() -> None:
    """Only an explicit yes loses them."""
    async with administered() as (desk, server):
        await opened_form(desk)
        await move(desk, "mail.imap.is_on")
        await desk.press("space", "escape")
        await desk.sees("not saved. Leave it?")
        await desk.press("n")
        await desk.sees("not saved yet")
        await desk.press("escape", "y")
        await desk.sees("n new")
        assert not saved(server)


async def test_a_mailbox_is_made() -> None:
    """A name is enough; it is saved as a new one."""
    async with administered() as (desk, server):
        await desk.press("g", "M")
        await desk.sees("n new")
        await desk.press("n")
        await desk.sees("New mailbox")
        await desk.press("enter", *"Shop", "enter", "s")
        await desk.until(lambda: saved(server))
        assert (saved(server)[0].name, saved(server)[0].mailbox_id) == ("Shop", None)


async def test_fetching_is_switched_off_from_the_list() -> None:
    """Its settings stay; a mailbox without servers has nothing to switch."""
    async with administered() as (desk, server):
        await desk.press("g", "M")
        await desk.sees("imap.desk.example")
        await desk.press("x")
        await desk.until(lambda: saved(server))
        assert saved(server)[0].mail.imap == ImapSettings("imap.desk.example", user="help", is_on=False)
        await desk.press("j", "x")
        await desk.until(lambda: any("no server of its own" in said for said in desk.said))


def kinds(server: MailServer) -> list[str]:
    return [type(request.command).__name__ for request in server.commands]


async def test_a_mailbox_is_removed_once_it_is_said_what_that_means() -> None:
    """Where its conversations go is chosen first; anything but yes changes nothing."""
    async with administered() as (desk, server):
        server.held = MailboxHoldings(1_204, 0, (SecretKind.IMAP_PASSWORD,))
        await desk.press("g", "M")
        await desk.sees("imap.desk.example")
        await desk.press("delete")
        await desk.sees("1204 conversations lie in", "Sales")
        await desk.press("enter")
        await desk.sees("Remove the mailbox", "go to", "IMAP password", "forgotten for good")
        await desk.press("enter")
        await desk.sees("Remove the mailbox")
        await desk.press("n")
        await desk.sees("Del removes")
        assert not kinds(server)
        await desk.press("delete")
        await desk.sees("conversations lie in")
        await desk.press("enter")
        await desk.sees("Remove the mailbox")
        await desk.press("y")
        await desk.until(lambda: "RemoveMailbox" in kinds(server))
        assert kinds(server) == ["ChangeMany", "ChangeMany", "ChangeMany", "RemoveMailbox"]
        await desk.until(lambda: any("is removed" in said for said in desk.said))
        given = [request.key for request in server.commands]
        await desk.press("z")
        await desk.until(lambda: len(desk.server.commands) == 4)
        assert [request.command for request in desk.server.commands] == [
            c.UndoRequest(key) for key in given[::-1]
        ]


async def test_a_mailbox_with_letters_under_way_stays() -> None:
    """It is said how many, and nothing is asked."""
    async with administered() as (desk, server):
        server.held = MailboxHoldings(3, 2)
        await desk.press("g", "M")
        await desk.sees("imap.desk.example")
        await desk.press("number_sign")
        await desk.sees("2 letters are still to leave")
        await desk.sees("Del removes")
        assert not kinds(server)


async def test_the_screens_fit_every_width() -> None:
    """From 60 columns on; what is too long goes on in the next line."""
    for width in (60, 200):
        async with administered(size=(width, 24)) as (desk, _):
            await opened_form(desk)
            await desk.sees("Further addresses", "Enter changes")
            await desk.press("t")
            await desk.sees("Check user and password")
