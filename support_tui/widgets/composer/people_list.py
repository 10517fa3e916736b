"""The field for addresses and the list of people that opens below it while one is typed. Asks who there is; sends nothing."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from support_tui.text.cells import fit
from support_tui.widgets.bidi_input import BidiInput
from support_tui.wire.values import Address
from support_tui.wire.views import Agent, Customer

from .people import LEAST_ASKED, MOST_PEOPLE, address_begun, fitting, is_whole, people, taken_in, with_address

FindPeople = Callable[[str, int], Awaitable[Sequence[Customer]]]
#: The server is asked when no letter has followed for so long.
_ASK_AFTER_S: Final = 0.12
_NAME_CELLS: Final = 26


async def nobody(typed: str, limit: int) -> Sequence[Customer]:
    """Where no server is to be asked."""
    return ()


class AddressInput(BidiInput):
    """Arrows, Tab and Enter belong to its list while that is open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "step(1)", show=False),
        Binding("up,ctrl+p", "step(-1)", show=False),
        Binding("tab", "take", show=False),
    ]

    offers: "PeopleList | None" = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without an open list these keys mean what they mean in every field."""
        is_open = self.offers is not None and self.offers.is_open
        if action == "take":
            return is_open and self.offers is not None and self.offers.highlighted is not None
        return is_open if action == "step" else True

    def action_step(self, by: int) -> None:
        """Another one of those offered."""
        if self.offers is not None:
            self.offers.step(by)

    def action_take(self) -> None:
        """Put the chosen one into the field."""
        if self.offers is not None:
            self.offers.take()

    async def action_submit(self) -> None:
        """Enter takes who is chosen, else goes on."""
        if self.offers is None or not self.offers.take():
            await super().action_submit()


class PeopleList(OptionList, can_focus=False):
    """`agents` gives the colleagues, `find` asks the server for customers."""

    DEFAULT_CSS: ClassVar[str] = """
    PeopleList {
        display: none; height: auto; max-height: 8; margin: 0 0 0 12; padding: 0; border: none; background: $panel;
    }
    PeopleList.-open { display: block; }
    """

    def __init__(self, agents: Callable[[], Iterable[Agent]], find: FindPeople) -> None:
        super().__init__(markup=False, compact=True)
        self._agents = agents
        self._find = find
        self._field: AddressInput | None = None
        self._offered: list[Address] = []
        self._found: Sequence[Customer] = ()

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    def offer(self, typing: AddressInput) -> None:
        """Open for the address that is being typed in a field, close where there is none."""
        self._field = typing
        begun = address_begun(typing.value, typing.cursor_position)
        if begun is None or not typing.has_focus:
            self.close()
            return
        self._show()
        if len(begun.typed) >= LEAST_ASKED:
            self.run_worker(self._ask(typing, begun.typed), exclusive=True, group="people")

    async def _ask(self, typing: AddressInput, typed: str) -> None:
        await asyncio.sleep(_ASK_AFTER_S)
        found = await self._find(typed.strip('" '), MOST_PEOPLE)
        begun = address_begun(typing.value, typing.cursor_position)
        if begun is not None and begun.typed == typed and typing.has_focus:
            self._found = found
            self._show(are_new=True)

    def _show(self, *, are_new: bool = False) -> None:
        """Colleagues at once, customers behind them when they are found: who is chosen stays so, and until the answer is there
        those who were found for fewer letters stay where they still fit."""
        typing = self._field
        begun = address_begun(typing.value, typing.cursor_position) if typing is not None else None
        if typing is None or begun is None:
            return
        chosen = self._offered[self.highlighted] if self.highlighted is not None and are_new else None
        self._offered = people(
            begun.typed,
            self._agents(),
            self._found if are_new else fitting(self._found, begun.typed),
            taken_in(typing.value, begun),
        )
        if not self._offered:
            self.close()
            return
        self.set_options([self._line(address) for address in self._offered])
        self.add_class("-open")
        if chosen in self._offered:
            self.highlighted = self._offered.index(chosen)
        elif is_whole(begun.typed) and all(begun.typed != address.email for address in self._offered):
            # It can be meant as it stands: Enter goes on, an arrow chooses.
            self.highlighted = None
        else:
            self.highlighted = 0

    def _line(self, address: Address) -> Content:
        """As it is read: the filter of the screen brings it into order."""
        return Content.assemble(
            fit(address.name or address.email, _NAME_CELLS), (f"  {address.email}", "$muted")
        )

    def step(self, by: int) -> None:
        """Choose another one, round and round."""
        if self._offered:
            here = self.highlighted if self.highlighted is not None else -1 if by > 0 else 0
            self.highlighted = (here + by) % len(self._offered)

    def take(self) -> bool:
        """Put the chosen one into the field; whether there was one."""
        if not self.is_open or self.highlighted is None or self._field is None:
            return False
        begun = address_begun(self._field.value, self._field.cursor_position)
        if begun is not None:
            chosen = self._offered[self.highlighted]
            self._field.value, self._field.cursor_position = with_address(self._field.value, begun, chosen)
        self.close()
        return True

    def close(self) -> bool:
        """Hide; whether it was open."""
        was_open = self.is_open
        self.workers.cancel_group(self, "people")
        self.remove_class("-open")
        self._offered, self.highlighted = [], None
        return was_open

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Chosen with the mouse."""
        event.stop()
        self.take()
        if self._field is not None:
            self._field.focus()
