"""Lists of conversations: any query in any order, a page at a time, at any size of desk. Only reads; `page` is its door."""

from .pages import DEADLINE_S, page

__all__ = ["DEADLINE_S", "page"]
