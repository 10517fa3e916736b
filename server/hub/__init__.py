"""Fan-out of committed events and things of the moment to open sockets, in this process only (D17)."""

from .hub import Hub
from .ring import Announced
from .sources import Sources
from .subscriber import CloseCode, Subscriber

__all__ = ["Announced", "CloseCode", "Hub", "Sources", "Subscriber"]
