"""The thread pane: messages, notes and folded events of one conversation as one virtualised widget."""

from .view import ThreadView

__all__ = ["ThreadView"]
