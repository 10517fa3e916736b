"""`support-server mail …`: what the desk reads in raw mails, without taking them in; and mails that it could not read."""

import asyncio
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

import msgspec

from support_tui.wire.links import numbered, words_of
from support_tui.wire.quarantine import MailRetried, MailRetry, QuarantinedMail
from support_tui.wire.quotes import visible_text

from ..channels.email.reading import Mail, read_mail
from ..core.plain import one_line
from ..door import open_door
from . import mail_thread
from .base import (
    Command,
    CommandFailed,
    Exit,
    add_folder,
    complain,
    existing_folder,
    say,
    say_json,
    say_table,
)


def _add_arguments(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    read = verbs.add_parser("read", help="show what is read in mail files")
    read.add_argument("files", nargs="+", type=Path, metavar="FILE")
    read.add_argument(
        "--json", action="store_true", help="one JSON object, by the files' names without their ending"
    )
    read.set_defaults(run_verb=_read_files)
    thread = verbs.add_parser("thread", help="show into which conversations mail files would go, and why")
    mail_thread.add_arguments(thread)
    thread.set_defaults(run_verb=mail_thread.thread_files)
    listed = verbs.add_parser("unread", help="list the mails that could not be read")
    listed.set_defaults(run_verb=_list_unread)
    retry = verbs.add_parser("retry", help="read again what could not be read, best after an upgrade")
    retry.add_argument("ids", nargs="*", type=int, metavar="ID", help="numbers of conversations")
    retry.add_argument("--all", action="store_true", help="all that could not be read")
    retry.set_defaults(run_verb=_retry)
    for verb in (read, thread, listed, retry):
        add_folder(verb, is_nested=True)


def _run(arguments: Namespace) -> Exit:
    code: Exit = arguments.run_verb(arguments)
    return code


def _read_files(arguments: Namespace) -> Exit:
    found = {path.stem: _read(path) for path in arguments.files}
    if arguments.json:
        say_json(found)
    else:
        for name, facts in found.items():
            sys.stdout.write(_in_words(name, facts) + "\n")
    unread = [name for name, facts in found.items() if "error" in facts]
    for name in unread:
        complain(f"{name}: {found[name]['error']}")
    return Exit.FAILED if unread else Exit.DONE


def _read(path: Path) -> dict[str, Any]:
    """What is in a mail; a file that cannot be opened hides none of the others."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        return {"error": error.strerror or str(error)}
    return facts_of(read_mail(raw))


def facts_of(mail: Mail) -> dict[str, Any]:
    """A mail in plain values: `auto` is null for mail that people wrote, `reply_text` what is new in it, `embedded` the files among its words,
    `to` and `cc` the headers as
    they read."""
    return {
        "from_name": mail.sender.name,
        "from_email": mail.sender.email,
        "to": mail.headers.get("to", ""),
        "cc": mail.headers.get("cc", ""),
        "reply_to": [address.email for address in mail.reply_to],
        "subject": mail.subject,
        "body_text": numbered(mail.text) if mail.facts.from_html else mail.text,
        "body_html": mail.html,
        "attachments": [
            {"filename": file.filename, "size": len(file.content), "media_type": file.media_type} for file in mail.files
        ],
        "embedded": [{"filename": file.filename, "size": len(file.content)} for file in mail.embedded],
        "auto": mail.auto or None,
        "dsn": msgspec.to_builtins(mail.report),
        "reply_text": words_of(visible_text(mail.words)) if mail.facts.from_html else visible_text(mail.words),
        "facts": msgspec.to_builtins(mail.facts),
        "message_id": mail.external_id,
        "references": list(mail.references),
    }  # fmt: skip


def _in_words(name: str, facts: dict[str, Any]) -> str:
    """A few lines, none of which can act on a terminal."""
    if "error" in facts:
        return f"{one_line(name)}: not read"
    files = ", ".join(f"{one_line(file['filename'])} ({file['size']} bytes)" for file in facts["attachments"])
    sender = one_line(f"{facts['from_name']} <{facts['from_email']}>")
    lines = [f"{one_line(name)}", f"  from     {sender}", f"  subject  {one_line(facts['subject'])}"]
    lines += [f"  kind     {facts['auto']}"] if facts["auto"] else []
    lines += [f"  files    {files}"] if files else []
    lines += [f"  {one_line(line)}".rstrip() for line in facts["reply_text"].splitlines()]
    return "\n".join(lines)


def _list_unread(arguments: Namespace) -> Exit:
    async def ask() -> tuple[QuarantinedMail, ...]:
        async with open_door(existing_folder(arguments)) as door:
            return await door.get("/api/quarantine", tuple[QuarantinedMail, ...])

    mails = asyncio.run(ask())
    if not mails:
        say("Every mail could be read.")
    say_table([(f"#{mail.conversation_id}", mail.title, mail.raw_digest[:16]) for mail in mails])
    return Exit.DONE


def _retry(arguments: Namespace) -> Exit:
    """Done where nothing remains unread of what was asked for."""
    if not arguments.ids and not arguments.all:
        raise CommandFailed("Give the numbers of conversations, or --all.", Exit.MISUSED)
    asked = MailRetry(() if arguments.all else tuple(arguments.ids))

    async def ask() -> MailRetried:
        async with open_door(existing_folder(arguments)) as door:
            return await door.post("/api/quarantine/retry", asked, MailRetried)

    outcome = asyncio.run(ask())
    for stood_in, stands_in in outcome.read.items():
        say(f"#{stood_in} was read: conversation #{stands_in}.")
    for stood_in in outcome.unread:
        say(f"#{stood_in} still cannot be read.")
    if not outcome.read and not outcome.unread:
        say("Every mail could be read.")
    return Exit.FAILED if outcome.unread else Exit.DONE


COMMAND = Command("mail", "raw mails: read, and read again what could not be read", _add_arguments, _run)
