"""Reads which conversations were merged into which; they stay rows of their own, and point at where they went."""

from collections.abc import Iterable
from typing import Final

import msgspec

from ..db import Reader

_CHAIN: Final = 50
"""How many merges in a row are followed; more would be a circle."""

INTO_SURVIVOR: Final = """
with recursive part (id) as (
  select id from conversation indexed by conversation_merged where merged_into_id = ?
  union select c.id from part p cross join conversation c indexed by conversation_merged on c.merged_into_id = p.id)
select id from part"""

_INTO: Final = """
select c.id, c.merged_into_id from json_each(?) j cross join conversation c on c.id = j.value
where c.merged_into_id is not null"""


def parts_of(connection: Reader, conversation_id: int) -> list[int]:
    """The conversations that were merged into this one, directly or through others."""
    return [id_ for (id_,) in connection.execute(INTO_SURVIVOR, (conversation_id,))]


def survivors_of(connection: Reader, ids: Iterable[int]) -> dict[int, int]:
    """Of these conversations those that were merged, each with the one it stands in now."""
    found: dict[int, int] = {}
    asked = set(ids)
    for _ in range(_CHAIN):
        step = dict(connection.execute(_INTO, (msgspec.json.encode(sorted(asked)).decode(),)).fetchall())
        if not step:
            break
        found = {id_: step.get(into, into) for id_, into in found.items()} | {
            id_: into for id_, into in step.items() if id_ not in found
        }
        asked = set(found.values())
    return found


def survivor_of(connection: Reader, conversation_id: int) -> int:
    """The conversation that a number leads to: itself, or what it was merged into."""
    return survivors_of(connection, (conversation_id,)).get(conversation_id, conversation_id)
