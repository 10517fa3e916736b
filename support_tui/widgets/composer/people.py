"""Whom a field of addresses may mean while one is being typed: colleagues and customers, by name or address; pure."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from support_tui.wire.folding import fold
from support_tui.wire.values import Address
from support_tui.wire.views import Agent, Customer

from .mentions import offered
from .recipients import read_addresses, write_addresses

MOST_PEOPLE: Final = 8
_MOST_COLLEAGUES: Final = 4
LEAST_ASKED: Final = 2
"""So many letters narrow customers down enough to be asked for."""
_SEPARATORS: Final = ",;،؛"


class Begun(NamedTuple):
    """An address that is being typed: where it begins in the field, and its letters up to the cursor."""

    start: int
    typed: str


def address_begun(value: str, cursor: int) -> Begun | None:
    """The address that ends at the cursor; None where nothing is begun, it is whole, or words follow before the next one."""
    start, is_inside = 0, False
    for place, sign in enumerate(value[:cursor]):
        is_inside ^= sign == '"'
        if sign in _SEPARATORS and not is_inside:
            start = place + 1
    rest = value[cursor:].lstrip()
    if rest and rest[0] not in _SEPARATORS:
        return None
    start += len(value[start:cursor]) - len(value[start:cursor].lstrip())
    typed = value[start:cursor]
    return Begun(start, typed) if typed.strip('" ') and not typed.rstrip().endswith(">") else None


def people(
    typed: str, agents: Iterable[Agent], customers: Iterable[Customer], taken: Iterable[Address]
) -> list[Address]:
    """Colleagues, then customers that were found, each once and none that stands in the field already."""
    wanted = typed.strip('" ')
    seen = {address.email.lower() for address in taken}
    colleagues = [Address(agent.email, agent.name) for agent in offered(wanted, agents) if agent.email]
    found: list[Address] = []
    for address in (*colleagues[:_MOST_COLLEAGUES], *(_of(customer, wanted) for customer in customers)):
        if address is not None and address.email.lower() not in seen:
            seen.add(address.email.lower())
            found.append(address)
    return found[:MOST_PEOPLE]


def fitting(customers: Iterable[Customer], typed: str) -> list[Customer]:
    """Those in whose name or addresses the letters stand."""
    wanted = fold(typed.strip('" '))
    return [one for one in customers if wanted in fold(" ".join((one.name, *one.emails)))]


def _of(customer: Customer, wanted: str) -> Address | None:
    """The address that was begun, else their first one."""
    begun = (email for email in customer.emails if fold(email).startswith(fold(wanted)))
    email = next(begun, customer.emails[0] if customer.emails else None)
    return Address(email, customer.name) if email is not None else None


def taken_in(value: str, begun: Begun | None) -> Sequence[Address]:
    """Who stands in a field beside the address that is being typed."""
    others = value if begun is None else f"{value[: begun.start]},{value[begun.start + len(begun.typed) :]}"
    parts = (read_addresses(part) for part in others.translate(str.maketrans("،؛;", ",,,")).split(","))
    return [address for part in parts if not isinstance(part, str) for address in part]


def with_address(value: str, begun: Begun, chosen: Address) -> tuple[str, int]:
    """The field with the address in the place of what was typed of it, and where the cursor then stands: ready for the next one."""
    written = f"{write_addresses((chosen,))}, "
    rest = value[begun.start + len(begun.typed) :].lstrip(f"{_SEPARATORS} ")
    return f"{value[: begun.start]}{written}{rest}", begun.start + len(written)


def is_whole(typed: str) -> bool:
    """Whether what is typed can be meant as it stands."""
    return "@" in typed and not isinstance(read_addresses(typed), str)
