"""Changes to many conversations: which ones, what would happen, and doing it in parts between which others are served."""

from .preview import preview
from .running import Bulk, Reach
from .selecting import Chosen, Unread

__all__ = ["Bulk", "Chosen", "Reach", "Unread", "preview"]
