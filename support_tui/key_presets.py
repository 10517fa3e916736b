"""Keys that people bring along from elsewhere: what a preset changes about the command table's own keys. Pure data.

Only what differs stands here; a command that a preset does not name keeps the keys of the table. A test holds that every preset leaves
no command without a key that has one by default, and no two commands with the same keys.
"""

from collections.abc import Mapping
from typing import Final

from support_tui.commands import COMMANDS

Keys = Mapping[str, tuple[str, ...]]

#: What the letters of Gmail mean there, where we have the like; what they push aside has moved to the nearest free key.
_GMAIL: Final[Keys] = {
    "compose.reply": ("a",),  # reply to all: who is in Cc stays there
    "compose.reply_sender": ("r",),
    "compose.note": ("i",),
    "conversation.assign": ("t",),  # add to tasks
    "conversation.follow": ("s",),  # star
    "conversation.tags": ("l",),  # label
    "conversation.priority": ("=", "-"),  # importance
    "conversation.status": ("S",),
    "conversation.unread": ("U", "_"),
    "thread.links": ("h",),
    "thread.mail_headers": ("g h",),
    "thread.apart": ("g -",),
    "thread.same": ("g =",),
    "thread.next_message": ("n", "J"),
    "thread.previous_message": ("p", "K"),
    "mark.all": ("* a",),
    "view.back": ("u", "escape", "q"),
    "view.next_queue": ("right", "`"),
    "view.previous_queue": ("left", "~"),
    "view.sort": ("ctrl+o",),
    "go.following": ("g s", "g w"),  # starred
    "go.snoozed": ("g b",),
    "go.mailbox": ("g l",),  # label
    "go.log": ("g L",),
}

#: What vim means by a key, where we have the like.
_VIM: Final[Keys] = {
    "move.half_down": ("ctrl+d",),
    "move.page_down": ("ctrl+f", "pagedown"),
    "move.page_up": ("ctrl+b", "pageup"),
    "conversation.close": ("d d", "e"),
    "conversation.copy": ("y y",),
    "conversation.move": ("B",),
    "compose.note": ("i",),
    "thread.find": ("thread:/", "context:/", "\\"),
    "view.filter": ("inbox:/", "g /"),
    "thread.toggle": ("enter", "o", "z a"),
    "thread.quoted": ("z R", "T"),
    "thread.files": ("g f",),
    "thread.links": ("g x",),
    "thread.mail_headers": ("g h",),
    "thread.source": ("g B",),
    "thread.retry": ("g r",),
    "mark.range": ("v", "V"),
    "view.open": ("enter", "o", "l"),
    "view.back": ("escape", "h"),
    "view.record_keys": ("q",),
    "view.next_pane": ("tab", "ctrl+w w", "ctrl+w l"),
    "view.previous_pane": ("shift+tab", "ctrl+w W", "ctrl+w h"),
    "view.next_queue": ("right", "g t"),
    "view.previous_queue": ("left", "g T"),
    "view.zoom": ("z z", "ctrl+w o", "f11"),
    "view.quit": ("ctrl+q", "Z Z", "Z Q"),
    "desk.undo": ("u",),
    "desk.redo": ("ctrl+r",),
}

PRESETS: Final[Mapping[str, Keys]] = {
    "default": {},
    "gmail": _GMAIL,
    "vim": _VIM,
    "none": {command.id: () for command in COMMANDS},
}


def preset_keys(name: str) -> Keys:
    """What the preset of that name changes."""
    return PRESETS[name]
