"""What becomes of mailboxes' secrets where their key is not: said by `check`, `backup` and `restore`. Shows no secret."""

import os

from ..core.mail_secrets import what_for
from ..folder import DataFolder
from ..sealing import KEY_FILE, KEY_VARIABLE, KeyProblem, Sealer
from ..storage.db import Connection, Database
from ..storage.tables import mailbox_secrets


def lost_in(connection: Connection, folder: DataFolder) -> list[str]:
    """A line for each mailbox with secrets that the key of this folder does not open."""
    sealer = Sealer(folder.path, os.environ)
    lost: dict[str, list[str]] = {}
    try:
        for secret in mailbox_secrets.all_sealed(connection):
            if sealer.open(secret.sealed, what_for(secret.mailbox_id, secret.kind)) is None:
                lost.setdefault(secret.mailbox, []).append(secret.kind.value.replace("_", "-"))
    except KeyProblem as problem:
        return [f"The mailboxes' secrets cannot be read: {_WORDS[problem.reason].format(problem.where)}"]
    return [
        f"Mailbox {mailbox}: {', '.join(kinds)} cannot be read: kept with another key. Put that key into"
        f" {folder.path / KEY_FILE}, or set what is lost again: support-server mailbox secret '{mailbox}' KIND"
        for mailbox, kinds in lost.items()
    ]


_WORDS = {
    "bad_key": "{} holds no key.",
    "unreadable": "{} cannot be read.",
    "unwritable": "{} cannot be written.",
}


def lost_of(folder: DataFolder) -> list[str]:
    """The same of a desk that is not open."""
    database = Database(folder.database)
    try:
        with database.reader() as connection:
            return lost_in(connection, folder)
    finally:
        database.close()


def key_to_keep(folder: DataFolder) -> str | None:
    """Where the key of secrets is that a backup of this desk does not hold; None if it has no secrets sealed."""
    database = Database(folder.database)
    try:
        with database.reader() as connection:
            if not mailbox_secrets.all_sealed(connection):
                return None
    finally:
        database.close()
    return f"${KEY_VARIABLE}" if os.environ.get(KEY_VARIABLE) else str(folder.path / KEY_FILE)
