"""Who asks: passwords, tokens and the limits on guessing them (D20)."""

from .gate import Caller, Gate, Policy
from .passwords import Passwords

__all__ = ["Caller", "Gate", "Passwords", "Policy"]
