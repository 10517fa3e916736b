"""The command palette's sources: every command of the table with its key, and the queues; each runs what its key would.

Textual paints and filters the palette; this module only offers. A command that would do nothing now is offered too, with the reason.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple, Protocol, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import FuzzySearch

from support_tui import i18n
from support_tui.commands import COMMANDS, PANE_AREAS, Command, Scope, Situation
from support_tui.text.cells import fit
from support_tui.wire.folding import fold

#: Cells kept for the titles, so that the keys stand in a column.
TITLE_CELLS = 40
#: Moving and choosing by number make no sense without the key.
_NOT_OFFERED = frozenset({"view.palette", "view.queue_number"})


class Place(NamedTuple):
    """Somewhere to go: a queue by its name."""

    title: str
    go: Callable[[], None]


class OffersCommands(Protocol):
    """What the palette needs of the screen it was called from."""

    def situation(self) -> Situation: ...
    def key_label(self, command_id: str) -> str: ...
    def current_scope(self) -> Scope | None: ...
    def run_command(self, command: Command) -> None: ...
    def places(self) -> list[Place]: ...


def offered(scope: Scope | None) -> Iterator[Command]:
    """The commands that make sense to choose by name in this pane."""
    for command in COMMANDS:
        is_of_other_pane = command.area in PANE_AREAS and (scope is None or not command.works_in(scope))
        if command.id not in _NOT_OFFERED and command.area != "move" and not is_of_other_pane:
            yield command


def _score(typed: str, text: str) -> float:
    """Of 1: a beginning outweighs a middle, that outweighs scattered letters; spelling variants of Arabic are equal."""
    wanted, folded = fold(typed).strip(), fold(text)
    if any(word.startswith(wanted) for word in folded.split()) or folded.startswith(wanted):
        return 1.0 - len(folded) / 1_000
    if wanted in folded:
        return 0.7 - len(folded) / 1_000
    score, _ = FuzzySearch().match(wanted, folded)
    return min(0.5, score / 100) if score else 0.0


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

    def _entries(self) -> Iterator[tuple[str, str, Content, Callable[[], None]]]:
        """Title, words to find it by, what is shown, what it does."""
        console = self._console
        situation = console.situation()
        for command in offered(console.current_scope()):
            title = i18n.text(command.title_id)
            words = f"{title} {i18n.text(f'group-{command.group}')} {command.name.replace('_', ' ')}"
            shown = self._entry(title, console.key_label(command.id), command.disabled(situation))
            yield title, words, shown, partial(console.run_command, command)
        for place in console.places():
            yield place.title, place.title, self._entry(place.title, "", None), place.go

    async def search(self, query: str) -> Hits:
        """What fits, better fits first."""
        for title, words, shown, run in self._entries():
            score = max(_score(query, title), 0.9 * _score(query, words))
            if score > 0:
                yield Hit(score, shown, run, text=title)

    async def discover(self) -> Hits:
        """Everything, in the order of the table, before anything is typed."""
        for title, _, shown, run in self._entries():
            yield DiscoveryHit(shown, run, text=title)
