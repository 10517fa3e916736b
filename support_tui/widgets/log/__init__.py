"""The change log as lines: who changed what, when, from what to what."""

from .lines import LogLines

__all__ = ["LogLines"]
