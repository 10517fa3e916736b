"""Lists of conversations: any query in any order, a page at a time, at any size of desk. Only reads; `page` is its door, `count` says how long one is."""

from .counting import COUNT_S, Counted, count
from .pages import DEADLINE_S, page

__all__ = ["COUNT_S", "DEADLINE_S", "Counted", "count", "page"]
