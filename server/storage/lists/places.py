"""Which places the conversations of a query can be in, by its tree alone. Pure."""

from typing import Final

from support_tui.wire.query.tree import And, Is, Not, Or, Query
from support_tui.wire.values import Place

from .compile import PLACE_FLAGS

ALL_PLACES: Final = tuple(place.value for place in Place)


def places_of(query: Query) -> frozenset[str]:
    """The places that conversations of this part can be in, never too few."""
    match query:
        case Is(flags) if all(flag in PLACE_FLAGS for flag in flags):
            return frozenset(PLACE_FLAGS[flag].value for flag in flags)
        case Not(Is(flags)) if all(flag in PLACE_FLAGS for flag in flags):
            return frozenset(ALL_PLACES) - {PLACE_FLAGS[flag].value for flag in flags}
        case Or(parts):
            return frozenset(place for part in parts for place in places_of(part))
        case And(parts):
            return frozenset(ALL_PLACES).intersection(*(places_of(part) for part in parts))
        case _:
            return frozenset(ALL_PLACES)
