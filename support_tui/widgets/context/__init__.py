"""The customer pane: who they are, how it went before, who on the team knows them; every field editable in place."""

from .view import ContextPane

__all__ = ["ContextPane"]
