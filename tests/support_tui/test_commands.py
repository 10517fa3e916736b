"""The one table: complete, in both languages, every id with somebody who does it."""

import pytest

from support_tui import i18n
from support_tui.commands import BY_ID, COMMANDS, PANE_AREAS, SCREEN_AREA, Group, Scope, Situation
from support_tui.config import ClientConfig
from support_tui.keymap import Keymap
from support_tui.keys_list import as_text
from support_tui.screens.run import handler_of
from support_tui.screens.view_commands import ViewCommands
from support_tui.widgets.bulk import BulkPane
from support_tui.widgets.composer import Composer
from support_tui.widgets.context import ContextPane
from support_tui.widgets.inbox.list import InboxList
from support_tui.widgets.inbox.marking import Marking
from support_tui.widgets.thread import ThreadView
from support_tui.wire.values import Role
from tests.support_tui.fakes import a_row

PANES = {
    "mark": [Marking],
    "bulk": [BulkPane],
    "thread": [ThreadView],
    "context": [ContextPane],
    "composer": [Composer],
}
LETTER_PANES = [InboxList, ThreadView, ContextPane, BulkPane]

#: PRODUCT.md's table: key, pane, what it must do there.
PROMISED = [
    ("j", Scope.INBOX, "move.down"), ("k", Scope.THREAD, "move.up"), ("down", Scope.INBOX, "move.down"),
    ("g g", Scope.INBOX, "move.top"), ("G", Scope.THREAD, "move.bottom"), ("ctrl+d", Scope.INBOX, "move.half_down"),
    ("ctrl+u", Scope.CONTEXT, "move.half_up"), ("enter", Scope.INBOX, "view.open"), ("o", Scope.INBOX, "view.open"),
    ("u", Scope.THREAD, "view.back"), ("escape", Scope.INBOX, "view.back"), ("q", Scope.CONTEXT, "view.back"),
    ("]", Scope.THREAD, "view.next_conversation"), ("[", Scope.INBOX, "view.previous_conversation"),
    ("J", Scope.THREAD, "thread.next_message"), ("K", Scope.THREAD, "thread.previous_message"),
    ("tab", Scope.INBOX, "view.next_pane"), ("shift+tab", Scope.THREAD, "view.previous_pane"),
    ("9", Scope.INBOX, "view.queue_number"), ("e", Scope.THREAD, "conversation.close"),
    ("E", Scope.INBOX, "conversation.reopen"), ("s", Scope.INBOX, "conversation.status"),
    ("b", Scope.INBOX, "conversation.snooze"), ("a", Scope.INBOX, "conversation.assign"),
    ("A", Scope.INBOX, "conversation.take"), ("w", Scope.THREAD, "conversation.follow"),
    ("t", Scope.INBOX, "conversation.tags"), ("p", Scope.INBOX, "conversation.priority"),
    ("v", Scope.INBOX, "conversation.move"), ("T", Scope.THREAD, "thread.quoted"), ("H", Scope.THREAD, "thread.headers"),
    ("g m", Scope.THREAD, "go.mine"), ("g l", Scope.INBOX, "go.log"), ("r", Scope.INBOX, "compose.reply"),
    ("R", Scope.THREAD, "compose.reply_sender"), ("n", Scope.INBOX, "compose.note"),
    ("f", Scope.THREAD, "compose.forward"), ("c", Scope.INBOX, "compose.new"), ("x", Scope.INBOX, "mark.toggle"),
    ("space", Scope.INBOX, "mark.toggle"), ("V", Scope.INBOX, "mark.range"), ("* a", Scope.INBOX, "mark.all"),
    ("/", Scope.INBOX, "view.filter"), ("\\", Scope.THREAD, "thread.find"), ("z", Scope.INBOX, "desk.undo"),
    ("Z", Scope.INBOX, "desk.redo"), (".", Scope.INBOX, "desk.repeat"), ("#", Scope.INBOX, "conversation.trash"),
    ("!", Scope.INBOX, "conversation.spam"), ("U", Scope.INBOX, "conversation.unread"),
    ("y", Scope.INBOX, "conversation.copy"), ("ctrl+k", Scope.INBOX, "view.palette"), (":", Scope.INBOX, "view.palette"),
    ("?", Scope.THREAD, "view.help"), ("alt+enter", Scope.COMPOSER, "composer.send"),
    ("ctrl+enter", Scope.COMPOSER, "composer.send"), ("alt+c", Scope.COMPOSER, "composer.send_close"),
    ("ctrl+s", Scope.COMPOSER, "composer.save"), ("ctrl+g", Scope.COMPOSER, "composer.editor"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "scope", "command_id"), PROMISED)
def test_the_promised_keys_are_there(key, scope, command_id):
    """Each key of the product's table does what it says in the pane it says."""
    command = Keymap().command(scope, tuple(key.split()))
    assert command is not None and command.id == command_id


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_has_somebody_who_does_it(command):
    """A pane's method, the screen's, or a handler in actions."""
    if command.area == SCREEN_AREA:
        assert callable(getattr(ViewCommands, f"do_{command.name}"))
    elif command.area in PANE_AREAS:
        panes = PANES.get(command.area, LETTER_PANES)
        assert all(callable(getattr(pane, f"do_{command.name}", None)) for pane in panes)
    else:
        assert callable(handler_of(command))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_titles_headings_and_reasons_are_in_both_languages(language):
    """Nothing in palette, help or key bar falls back to an id or to English."""
    texts = i18n.Texts(language)
    wanted = [command.title_id for command in COMMANDS]
    wanted += [f"group-{group}" for group in Group] + [f"scope-{scope}" for scope in Scope]
    wanted += ["why-viewer", "why-no-target", "why-one-at-a-time", "why-nothing-open", "why-not-admin"]
    assert [text_id for text_id in wanted if text_id not in texts] == []


def test_ids_are_unique():
    """One id, one command."""
    assert len(BY_ID) == len(COMMANDS)


def test_the_composer_takes_no_plain_letter():
    """Whoever writes must be able to write every letter."""
    for command in COMMANDS:
        if command.works_in(Scope.COMPOSER):
            assert all(len(key) > 1 for key in command.keys), command.id


def test_a_viewer_is_told_that_viewers_change_nothing():
    """The reason names the role, not the row."""
    situation = Situation(role=Role.VIEWER, targets=(a_row(1),))
    assert BY_ID["conversation.close"].disabled(situation) == "why-viewer"


def test_a_forward_is_of_one_conversation():
    """With several marked, forwarding says why it does nothing; a reply goes to each of them."""
    situation = Situation(targets=(a_row(1), a_row(2)))
    assert BY_ID["compose.reply"].disabled(situation) is None
    assert BY_ID["compose.forward"].disabled(situation) == "why-one-at-a-time"
    assert BY_ID["conversation.close"].disabled(situation) is None


def test_the_list_of_keys_is_this_persons():
    """What was rebound in the config file stands in `support-tui keys`."""
    listed = as_text(ClientConfig(keys={"conversation.close": ("D",)}))
    assert any(
        line.split()[0] == "D" and "Close and go on" in line for line in listed.splitlines()[1:] if line
    )
