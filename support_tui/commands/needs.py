"""Why a command would do nothing now: each need gives the Fluent id of the reason, or None where it is met. Pure."""

from support_tui.commands.model import Situation
from support_tui.wire.values import Folder, Role, Status


def a_writer(situation: Situation) -> str | None:
    """Viewers look and never change anything."""
    return "why-viewer" if situation.role is Role.VIEWER else None


def an_admin(situation: Situation) -> str | None:
    return None if situation.role is Role.ADMIN else "why-not-admin"


def a_target(situation: Situation) -> str | None:
    return None if situation.targets else "why-no-target"


def one_target(situation: Situation) -> str | None:
    """Some things are done to one conversation at a time."""
    if not situation.targets:
        return "why-no-target"
    return "why-one-at-a-time" if len(situation.targets) > 1 else None


def an_open_thread(situation: Situation) -> str | None:
    return None if situation.open_id is not None else "why-nothing-open"


def a_conversation(situation: Situation) -> str | None:
    """One that is open, or that the cursor stands on."""
    return None if situation.open_id is not None or situation.targets else "why-no-target"


def a_filter(situation: Situation) -> str | None:
    """Something to look for, that was not looked for everywhere already."""
    if not situation.query:
        return "why-no-filter"
    return "why-everywhere-already" if situation.is_everywhere else None


def not_all_closed(situation: Situation) -> str | None:
    if situation.is_part:
        return None
    all_closed = all(row.status is Status.CLOSED for row in situation.targets)
    return "why-closed-already" if situation.targets and all_closed else None


def some_closed(situation: Situation) -> str | None:
    """Reopening takes out of closed, of the trash, of spam and of a snooze."""
    if situation.is_part:
        return None
    away = any(
        row.status is Status.CLOSED or row.folder is not Folder.INBOX or row.snoozed_until_at is not None
        for row in situation.targets
    )
    return None if away else "why-open-already"


def in_the_trash(situation: Situation) -> str | None:
    """Only what lies there is deleted for good."""
    is_there = all(row.folder is Folder.TRASH for row in situation.targets)
    return None if is_there else "why-not-in-trash"


def a_letter(situation: Situation) -> str | None:
    """What goes to customers, one letter; a note stays on the desk, and a text for many is a letter of its own to each."""
    return {"note": "why-a-note", "many": "why-for-many"}.get(situation.writing)


def a_single_text(situation: Situation) -> str | None:
    return "why-for-many" if situation.writing == "many" else None


def something_to_undo(situation: Situation) -> str | None:
    return None if situation.can_undo else "why-nothing-to-undo"


def something_to_redo(situation: Situation) -> str | None:
    return None if situation.can_redo else "why-nothing-to-redo"


def something_to_repeat(situation: Situation) -> str | None:
    return None if situation.can_repeat else "why-nothing-to-repeat"
