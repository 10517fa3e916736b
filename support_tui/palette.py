"""The command palette's sources: every command of the table with its key, and the queues; each runs what its key would.

Textual paints and filters the palette; this module only offers. A command that would do nothing now is offered too, with the reason.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple, Protocol, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from support_tui import i18n
from support_tui.commands import COMMANDS, PANE_AREAS, Command, Scope, Situation
from support_tui.palette_words import titles, words
from support_tui.text.cells import fit
from support_tui.wire.folding import fold

#: Cells kept for the titles, so that the keys stand in a column.
TITLE_CELLS = 40
#: Whoever types a key wants to know what it does.
_KEY_SCORE = 2.0
#: What the desk finds scores no more: above the initials of a command's title, below its beginning.
FOUND_SCORE = 0.6
#: Moving and choosing by number make no sense without the key.
_NOT_OFFERED = frozenset({"view.palette", "view.queue_number"})


class Place(NamedTuple):
    """Somewhere to go: a queue, a conversation, a customer's conversations."""

    title: str
    go: Callable[[], None]
    hint: str = ""
    """What tells it from others of that title."""


class _Entry(NamedTuple):
    """What is offered: a command, or a place where there is none."""

    title: str
    command: Command | None
    shown: Content
    run: Callable[[], None]


class OffersCommands(Protocol):
    """What the palette needs of the screen it was called from."""

    def situation(self) -> Situation: ...
    def key_labels(self, command_id: str) -> tuple[str, ...]: ...
    def current_scope(self) -> Scope | None: ...
    def run_command(self, command: Command) -> None: ...
    def places(self) -> list[Place]: ...
    async def find(self, typed: str) -> list[Place]: ...


def offered(scope: Scope | None) -> Iterator[Command]:
    """The commands that make sense to choose by name in this pane."""
    for command in COMMANDS:
        if command.id not in _NOT_OFFERED and command.area != "move" and not is_of_other_pane(command, scope):
            yield command


def is_of_other_pane(command: Command, scope: Scope | None) -> bool:
    """Whether only another pane does it."""
    return command.area in PANE_AREAS and (scope is None or not command.works_in(scope))


def _score(typed: str, text: str) -> float:
    """Of 1, 0 where it does not fit: a beginning outweighs words in any order, those outweigh a middle, that the initials of its words.
    Letters scattered about fit nothing: whoever looks for a customer's name would be offered commands. Spelling variants of Arabic are
    equal."""
    wanted, folded = fold(typed).strip(), fold(text)
    words = folded.split()
    length = len(folded) / 1_000
    if wanted in [word.rstrip("….,،") for word in words]:
        return 1.05 - length
    if folded.startswith(wanted) or any(word.startswith(wanted) for word in words):
        return 1.0 - length
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 0.8 - length
    if wanted in folded:
        return 0.7 - length
    return 0.5 - length if "".join(word[0] for word in words).startswith(wanted) else 0.0


class CommandProvider(Provider):
    """All commands and queues of the console."""

    @property
    def _console(self) -> OffersCommands:
        return cast(OffersCommands, self.screen)

    def _entry(self, title: str, key: str, reason: str | None) -> Content:
        kept = fit(title, TITLE_CELLS)
        look = "$muted" if reason else ""
        parts: list[tuple[str, str]] = [(kept, look), (f"  {key}", "$accent")]
        if reason is not None:
            why = i18n.text("palette-disabled", reason=i18n.text(reason))
            parts.append((f"  {why}", "$muted"))
        return Content.assemble(*parts)

    def _entries(self, commands: Iterable[Command]) -> Iterator[_Entry]:
        console = self._console
        situation, scope = console.situation(), console.current_scope()
        for command in commands:
            title = i18n.text(command.title_id)
            reason = command.disabled(situation)
            if reason is None and is_of_other_pane(command, scope):
                reason = "why-other-pane"
            shown = self._entry(title, (*console.key_labels(command.id), "")[0], reason)
            yield _Entry(title, command, shown, partial(console.run_command, command))

    def _places(self) -> Iterator[_Entry]:
        for place in self._console.places():
            yield _Entry(place.title, None, self._entry(place.title, "", None), place.go)

    async def search(self, query: str) -> Hits:
        """Every command that fits, in whichever language it is asked for, by its key too; better fits first."""
        known = [command for command in COMMANDS if command.id not in _NOT_OFFERED]
        for entry in (*self._entries(known), *self._places()):
            score = self._fit(query, entry)
            if score > 0:
                yield Hit(score, entry.shown, entry.run, text=entry.title)

    def _fit(self, query: str, entry: _Entry) -> float:
        """Its title outweighs that in another language, this its other words; its very key outweighs all."""
        if entry.command is None:
            return _score(query, entry.title)
        if query.strip() and query.strip() in self._keys(entry.command):
            return _KEY_SCORE
        named = max(0.95 * _score(query, title) for title in titles(entry.command))
        other = max(0.9 * _score(query, text) for text in words(entry.command))
        return max(_score(query, entry.title), named, other)

    def _keys(self, command: Command) -> tuple[str, ...]:
        """Its keys as they are shown and as they are typed."""
        labels = self._console.key_labels(command.id)
        return (*labels, *(label.lower() for label in labels if len(label) > 2))

    async def discover(self) -> Hits:
        """What can be done in this pane, in the order of the table, before anything is typed."""
        here = offered(self._console.current_scope())
        for entry in (*self._entries(here), *self._places()):
            yield DiscoveryHit(entry.shown, entry.run, text=entry.title)


class DeskProvider(Provider):
    """Conversations and customers, by number or words: they come from the server and stand behind the commands that fit as well."""

    async def search(self, query: str) -> Hits:
        """What the desk has, in the order it gives it."""
        console = cast(OffersCommands, self.screen)
        for place, found in enumerate(await console.find(query)):
            shown = Content.assemble(fit(found.title, TITLE_CELLS), (f"  {found.hint}", "$muted"))
            yield Hit(FOUND_SCORE - place / 100, shown, found.go, text=found.title)
