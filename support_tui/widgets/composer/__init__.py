"""The composer below the thread: replies, notes, forwards and new conversations."""

from .view import Composer

__all__ = ["Composer"]
