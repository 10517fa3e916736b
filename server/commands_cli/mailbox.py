"""`support-server mailbox …`: the boxes that conversations lie in, and how each of them gets and sends its mail."""

import asyncio
import secrets
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from support_tui.wire.mail_states import MailboxState, MailLine
from support_tui.wire.mail_wording import trouble_wording
from support_tui.wire.mailboxes import (
    ImapSettings,
    Login,
    MailboxSecrets,
    Pause,
    SecretKind,
    SecretState,
    SecretTrouble,
    SetMailboxSecret,
    SmtpSettings,
    described,
)
from support_tui.wire.views import Mailbox

from ..door import Door, open_door
from .base import (
    Command,
    CommandFailed,
    Exit,
    add_folder,
    ask_secret,
    existing_folder,
    say,
    say_table,
)
from .mailbox_oauth import authorize
from .mailbox_options import add_options, saved
from .mailbox_remove import remove
from .mailbox_test import list_folders, try_mailbox

_BOTH = "password"
_KINDS = {
    _BOTH: (SecretKind.IMAP_PASSWORD, SecretKind.SMTP_PASSWORD),
    **{kind.value.replace("_", "-"): (kind,) for kind in SecretKind},
}


def _add_arguments(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    add = verbs.add_parser("add", help="add a mailbox")
    add_options(add)
    change = verbs.add_parser("set", help="change what is given of a mailbox, and nothing else")
    add_options(change)
    change.add_argument("--name", dest="new_name", metavar="NAME", help="call it otherwise")
    verbs.add_parser("list", help="all mailboxes")
    verbs.add_parser("show", help="all that is set of a mailbox; secrets only as being set")
    verbs.add_parser("disable", help="fetch and send nothing; conversations and settings stay")
    verbs.add_parser("enable", help="fetch and send again")
    remove_ = verbs.add_parser("remove", help="have it no more; what it holds goes to another mailbox")
    remove_.add_argument("--move-to", metavar="NAME", help="the mailbox that its conversations go to")
    remove_.add_argument("--yes", action="store_true", help="without asking")
    test = verbs.add_parser(
        "test", help="connect, log in, list folders, and send a mail if asked; says what is wrong"
    )
    test.add_argument("--to", metavar="ADDRESS", default="", help="send a test mail there")
    verbs.add_parser("folders", help="the folders of its mail server")
    oauth = verbs.add_parser("oauth", help="have somebody agree by OAuth 2, and keep the token")
    oauth.add_argument(
        "--browser", action="store_true", help="in a browser, also where a code for a device would do"
    )
    secret = verbs.add_parser("secret", help="set what it logs in with; asked for, or read from stdin")
    for name, verb in verbs.choices.items():
        if name != "list":
            verb.add_argument("name", metavar="NAME")
        add_folder(verb, is_nested=True)
    secret.add_argument("kind", choices=_KINDS, help=f"{_BOTH} is that of IMAP and of SMTP at once")
    where = secret.add_mutually_exclusive_group()
    where.add_argument("--stdin", action="store_true", help="read the first line of stdin")
    where.add_argument(
        "--env", metavar="VARIABLE", help="leave it in this variable of the server's environment"
    )
    where.add_argument("--forget", action="store_true", help="it is not set any more")


def _run(arguments: Namespace) -> Exit:
    return asyncio.run(_reach(arguments))


async def _reach(arguments: Namespace) -> Exit:
    async with open_door(existing_folder(arguments)) as door:
        match arguments.verb:
            case "add":
                await _add(door, arguments)
            case "set":
                await _set(door, arguments)
            case "list":
                await _list(door)
            case "show":
                await _show(door, arguments.name)
            case "disable" | "enable":
                await _switch(door, arguments.name, is_on=arguments.verb == "enable")
            case "remove":
                into = await mailbox_of(door, arguments.move_to) if arguments.move_to else None
                await remove(door, await mailbox_of(door, arguments.name), into, is_sure=arguments.yes)
            case "secret":
                await _set_secret(door, arguments)
            case "oauth":
                mailbox = await mailbox_of(door, arguments.name)
                return await authorize(door, mailbox, in_browser=arguments.browser)
            case "test":
                return await try_mailbox(door, await mailbox_of(door, arguments.name), arguments.to)
            case "folders":
                return await list_folders(door, await mailbox_of(door, arguments.name))
    return Exit.DONE


async def mailbox_of(door: Door, name: str) -> Mailbox:
    """The mailbox of this name. Raises CommandFailed with the names there are."""
    mailboxes = (await door.snapshot()).directory.mailboxes
    for mailbox in mailboxes:
        if mailbox.name.casefold() == name.casefold():
            return mailbox
    names = ", ".join(mailbox.name for mailbox in mailboxes)
    raise CommandFailed(f"There is no mailbox {name}. There are: {names}")


async def _add(door: Door, arguments: Namespace) -> None:
    made = await door.do(secrets.token_hex(16), saved(arguments, arguments.name, None))
    say(f"Mailbox {arguments.name} is number {made.created_id}.")
    await _say_what_is_missing(door, await mailbox_of(door, arguments.name))


async def _set(door: Door, arguments: Namespace) -> None:
    mailbox = await mailbox_of(door, arguments.name)
    name = arguments.new_name or mailbox.name
    await door.do(secrets.token_hex(16), saved(arguments, name, mailbox))
    say(f"Mailbox {name} is changed.")
    await _say_what_is_missing(door, await mailbox_of(door, name))


async def _say_what_is_missing(door: Door, mailbox: Mailbox) -> None:
    """What has to be set besides, before mail can come and go."""
    states = (await _secrets(door, mailbox)).secrets
    usable = {state.kind for state in states if state.trouble is None}
    for kind in needed_secrets(mailbox):
        if kind not in usable:
            word = kind.value.replace("_", "-")
            how = "oauth" if kind is SecretKind.OAUTH_REFRESH_TOKEN else "secret"
            tail = "" if how == "oauth" else f" {word}"
            say(f"It still needs its {word}: support-server mailbox {how} '{mailbox.name}'{tail}")


_DOES = {"imap": "fetches", "smtp": "sends"}


def needed_secrets(mailbox: Mailbox) -> tuple[SecretKind, ...]:
    """What the mailbox cannot log in without."""
    servers: tuple[tuple[ImapSettings | SmtpSettings | None, SecretKind], ...] = (
        (mailbox.mail.imap, SecretKind.IMAP_PASSWORD),
        (mailbox.mail.smtp, SecretKind.SMTP_PASSWORD),
    )
    kinds = (
        SecretKind.OAUTH_REFRESH_TOKEN if server.login is Login.OAUTH2 else password
        for server, password in servers
        if server is not None and server.user
    )
    return tuple(dict.fromkeys(kinds))


async def _list(door: Door) -> None:
    states = {
        state.mailbox_id: state for state in await door.get("/api/mail-states", tuple[MailboxState, ...])
    }
    rows: list[tuple[str, ...]] = [("ID", "NAME", "ADDRESS", "IN", "REPLIES")]
    for mailbox in (await door.snapshot()).directory.mailboxes:
        rows.append(
            (
                str(mailbox.id),
                mailbox.name,
                mailbox.address,
                _way_in(mailbox, states.get(mailbox.id)),
                _way_out(mailbox),
            )
        )
    say_table(rows)
    for mailbox_id, state in sorted(states.items()):
        for trouble, _ in state.troubles:
            say(f"{mailbox_id}: {trouble_wording(trouble)}")


def _way_out(mailbox: Mailbox) -> str:
    """Whether replies leave, and what keeps them where they do not."""
    if not mailbox.can_send:
        return "not sent: no channel"
    match mailbox.pause:
        case Pause.SWITCHED_OFF:
            return "wait: sending is switched off"
        case Pause.NO_SECRET:
            return "wait: the password for sending is not set"
        case _:
            return "leave by mail"


def _way_in(mailbox: Mailbox, state: MailboxState | None) -> str:
    """Where its mail is fetched, and how that goes where the desk is served."""
    imap = mailbox.mail.imap
    if imap is None:
        return "-"
    if not imap.is_on:
        return f"IMAP {imap.host} (off)"
    line = "" if state is None or state.line is MailLine.OFF else f" ({state.line.value})"
    return f"IMAP {imap.host}{line}"


async def _show(door: Door, name: str) -> None:
    mailbox = await mailbox_of(door, name)
    for setting, value in described(mailbox):
        lines = value.split("\n")
        say(f"{setting} = {lines[0]}")
        for line in lines[1:]:
            print("    ", end="")
            say(line)
    for state in (await _secrets(door, mailbox)).secrets:
        say(f"{state.kind.value} is {_told(state)}")


def _told(state: SecretState) -> str:
    match state.trouble:
        case SecretTrouble.KEY_LOST:
            return "lost: it was kept with another key than the data folder has now. Set it again."
        case SecretTrouble.NO_VARIABLE:
            return f"missing: the server has no variable {state.variable} in its environment"
        case None if state.variable:
            return f"read from the variable {state.variable}"
        case _:
            return f"set since {datetime.fromtimestamp(state.set_at / 1_000_000, UTC):%Y-%m-%d %H:%M} UTC"


async def _secrets(door: Door, mailbox: Mailbox) -> MailboxSecrets:
    return await door.get(f"/api/mailboxes/{mailbox.id}/secrets", MailboxSecrets)


async def _switch(door: Door, name: str, *, is_on: bool) -> None:
    mailbox = await mailbox_of(door, name)
    switch = "on" if is_on else "off"
    given = {part: switch for part in ("imap", "smtp") if getattr(mailbox.mail, part) is not None}
    if not given:
        raise CommandFailed(f"{mailbox.name} has no mail server of its own to switch {switch}.")
    await door.do(secrets.token_hex(16), saved(Namespace(**given), mailbox.name, mailbox))
    does = " and ".join(_DOES[part] for part in given)
    rest = (
        " It sends by the server of the config file, as before."
        if mailbox.can_send and "smtp" not in given
        else ""
    )
    stays = "nothing; its conversations stay, and so does what is to be sent"
    say(f"{mailbox.name} {does} {'again' if is_on else stays}.{rest}")


async def _set_secret(door: Door, arguments: Namespace) -> None:
    mailbox = await mailbox_of(door, arguments.name)
    if arguments.forget:
        value = ""
    elif arguments.env:
        value = f"env:{arguments.env}"
    else:
        value = ask_secret(f"{arguments.kind} of {mailbox.name}", from_stdin=arguments.stdin)
    for kind in _KINDS[arguments.kind]:
        await door.put(f"/api/mailboxes/{mailbox.id}/secrets/{kind.value}", SetMailboxSecret(value))
    done = "is not set any more" if arguments.forget else "is set"
    say(f"The {arguments.kind} of {mailbox.name} {done}.")


COMMAND = Command(
    "mailbox",
    "mailboxes: add, set, test, folders, secret, oauth, show, list, disable, remove",
    _add_arguments,
    _run,
)
