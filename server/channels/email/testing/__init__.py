"""Trying a mailbox's servers before anything depends on them: each step in words, nothing on the server changed."""

from .common import common_way
from .tester import MailboxTester, Means

__all__ = ["MailboxTester", "Means", "common_way"]
