"""`support-server user …`: the people who work at the desk, their passwords and tokens."""

import asyncio
import secrets
from argparse import ArgumentParser, Namespace

from support_tui.wire.commands import SaveAgent
from support_tui.wire.values import Role
from support_tui.wire.views import Agent, Directory, LoggedIn

from ..api.auth.passwords import MIN_CHARS
from ..api.auth.tokens import Scope
from ..api.resources.access import NewPassword, NewToken
from ..door import Door, open_door
from .base import Command, CommandFailed, Exit, add_folder, ask_password, existing_folder, say, say_table


def _add_arguments(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    add = verbs.add_parser("add", help="add somebody; asks for their password")
    add.add_argument("email")
    add.add_argument("--name", required=True)
    add.add_argument("--role", choices=[role.value for role in Role], default=Role.AGENT.value)
    add.add_argument("--mailbox", action="append", metavar="NAME", help="sees only this one (repeatable)")
    add.add_argument("--password-stdin", action="store_true")
    verbs.add_parser("list", help="everybody")
    for name, words in (("disable", "lock somebody out, at once"), ("enable", "let somebody in again")):
        verbs.add_parser(name, help=words).add_argument("email")
    passwd = verbs.add_parser("passwd", help="set a new password; logs their consoles out")
    passwd.add_argument("email")
    passwd.add_argument("--password-stdin", action="store_true")
    token = verbs.add_parser("token", help="make a token for a program, shown once; or revoke all")
    token.add_argument("email")
    token.add_argument("--label", default="made at the box")
    token.add_argument("--scope", choices=[Scope.API.value, Scope.CHANNEL.value], default=Scope.API.value)
    token.add_argument(
        "--mailbox",
        metavar="NAME",
        help="the token is good for this mailbox alone, and for nothing that only administrators may do",
    )
    token.add_argument("--days", type=int, default=0, help="until it expires (default: never)")
    token.add_argument("--revoke-all", action="store_true", help="end everything they are logged in with")
    for verb in verbs.choices.values():
        add_folder(verb, is_nested=True)


def _run(arguments: Namespace) -> Exit:
    return asyncio.run(_reach(arguments))


async def _reach(arguments: Namespace) -> Exit:
    async with open_door(existing_folder(arguments)) as door:
        match arguments.verb:
            case "add":
                await _add(door, arguments)
            case "list":
                await _list(door)
            case "disable" | "enable":
                await _set_disabled(door, arguments.email, is_disabled=arguments.verb == "disable")
            case "passwd":
                await _set_password(door, arguments)
            case "token":
                await _token(door, arguments)
    return Exit.DONE


async def _add(door: Door, arguments: Namespace) -> None:
    directory = (await door.snapshot()).directory
    mailbox_ids = None
    if arguments.mailbox:
        mailbox_ids = tuple(mailbox_id_of(directory, name) for name in arguments.mailbox)
    password = _long_enough(ask_password(from_stdin=arguments.password_stdin))
    command = SaveAgent(arguments.name, arguments.email, Role(arguments.role), mailbox_ids=mailbox_ids)
    made = await door.do(secrets.token_hex(16), command)
    await door.put(f"/api/agents/{made.created_id}/password", NewPassword(password))
    say(f"{arguments.name} can log in as {arguments.email}.")


async def _list(door: Door) -> None:
    directory = (await door.snapshot()).directory
    names = {mailbox.id: mailbox.name for mailbox in directory.mailboxes}
    rows: list[tuple[str, ...]] = [("ID", "NAME", "EMAIL", "ROLE", "SEES", "STATE")]
    for agent in directory.agents:
        sees = "all" if agent.mailbox_ids is None else ", ".join(names.get(n, "?") for n in agent.mailbox_ids)
        state = "disabled" if agent.is_disabled else ""
        rows.append((str(agent.id), agent.name, agent.email, agent.role.value, sees, state))
    say_table(rows)


async def _set_disabled(door: Door, email: str, *, is_disabled: bool) -> None:
    agent = await _agent(door, email)
    command = SaveAgent(
        agent.name, agent.email, agent.role, agent.id, is_disabled, mailbox_ids=agent.mailbox_ids
    )
    await door.do(secrets.token_hex(16), command)
    if is_disabled:
        await door.delete(f"/api/agents/{agent.id}/tokens")
    say(f"{agent.name} is {'locked out' if is_disabled else 'let in again'}.")


async def _set_password(door: Door, arguments: Namespace) -> None:
    agent = await _agent(door, arguments.email)
    password = _long_enough(ask_password(from_stdin=arguments.password_stdin))
    await door.put(f"/api/agents/{agent.id}/password", NewPassword(password))
    say(f"{agent.name} has a new password; their consoles are logged out.")


async def _token(door: Door, arguments: Namespace) -> None:
    snapshot = await door.snapshot()
    agent = await _agent(door, arguments.email)
    if arguments.revoke_all:
        await door.delete(f"/api/agents/{agent.id}/tokens")
        say(f"Everything {agent.name} was logged in with has ended.")
        return
    mailbox_id = None if arguments.mailbox is None else mailbox_id_of(snapshot.directory, arguments.mailbox)
    wanted = NewToken(arguments.label, Scope(arguments.scope), mailbox_id, arguments.days)
    made = await door.post(f"/api/agents/{agent.id}/tokens", wanted, LoggedIn)
    print(made.token)


async def _agent(door: Door, email: str) -> Agent:
    for agent in (await door.snapshot()).directory.agents:
        if agent.email.casefold() == email.casefold():
            return agent
    raise CommandFailed(f"Nobody here has the address {email}. See: support-server user list")


def mailbox_id_of(directory: Directory, name: str) -> int:
    """The mailbox of this name. Raises CommandFailed with the names there are."""
    for mailbox in directory.mailboxes:
        if mailbox.name.casefold() == name.casefold():
            return mailbox.id
    names = ", ".join(mailbox.name for mailbox in directory.mailboxes)
    raise CommandFailed(f"There is no mailbox {name}. There are: {names}")


def _long_enough(password: str) -> str:
    if len(password) < MIN_CHARS:
        raise CommandFailed(f"The password needs at least {MIN_CHARS} characters.")
    return password


COMMAND = Command("user", "people: add, list, disable, enable, passwd, token", _add_arguments, _run)
