"""What the palette finds on the desk by words: conversations and customers, a few of each, asked of the server; paints nothing."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Final

from support_tui import i18n
from support_tui.actions.sought import as_query
from support_tui.palette import Place

if TYPE_CHECKING:
    from support_tui.screens.console import Console
    from support_tui.widgets.filters import Completion

#: Enough to choose from at a glance; who wants more filters the list.
CONVERSATIONS: Final = 6
CUSTOMERS: Final = 4
#: Fewer letters fit half the desk.
LEAST_LETTERS: Final = 2
#: While letters follow each other faster than this nothing is asked.
PAUSE_S: Final = 0.12


class Finding:
    """The search of one console's palette."""

    def __init__(self, console: "Console") -> None:
        self._console = console

    def completions(self, text: str, cursor: int) -> "list[Completion]":
        """How a query could go on at the cursor, from the names of this desk."""
        from support_tui.widgets.filters import Completion
        from support_tui.wire.query.complete import complete

        directory, language = self._console.store.replica.directory, i18n.current().language
        return [
            Completion(found.start, found.end, found.text, found.label, found.meaning)
            for found in complete(text, cursor, directory, language)
        ]

    async def find(self, typed: str) -> list[Place]:
        """What fits what was typed so far, conversations first; a newer question cancels this one while it waits."""
        if len(typed.strip()) < LEAST_LETTERS and not typed.strip().isdecimal():
            return []
        await asyncio.sleep(PAUSE_S)
        conversations, customers = await asyncio.gather(self._conversations(typed), self._customers(typed))
        return [*conversations, *customers]

    async def _conversations(self, typed: str) -> list[Place]:
        query = as_query(typed)
        if not query:
            return []
        ui = self._console.ui
        return [
            Place(
                f"#{row.id} {row.title}",
                partial(ui.open_conversation, row.id),
                row.customer_name or row.customer_email,
            )
            for row in await self._console.desk.find_conversations(query, CONVERSATIONS)
        ]

    async def _customers(self, typed: str) -> list[Place]:
        found = await self._console.desk.find_customers(typed, CUSTOMERS)
        return [
            Place(
                customer.name or ", ".join(customer.emails),
                partial(self._show_customer, customer.id),
                ", ".join(customer.emails[:1]),
            )
            for customer in found
        ]

    def _show_customer(self, customer_id: int) -> None:
        self._console.ui.show_queue("anywhere")
        self._console.ui.show_query(f"customer:#{customer_id}")
