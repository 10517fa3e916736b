"""The bulk pane: what is marked, what can be done with it, and what a change would do and has done."""

from .pane import BulkPane

__all__ = ["BulkPane"]
