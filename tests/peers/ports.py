"""Ports for peers that come back on them: none that the system gives to connections in between, and none that another run has just found."""

import os
import random
import socket
from pathlib import Path

HOST = "127.0.0.1"
_FIRST = 10_000
_RANGE = Path("/proc/sys/net/ipv4/ip_local_port_range")
"""Where Linux says which ports connections get that leave this machine."""


def lasting_ports(count: int) -> list[int]:
    """So many free ports, no two alike; a peer may be gone from them for a while and find them free again."""
    chance = random.Random(os.urandom(16))
    found: list[int] = []
    while len(found) < count:
        port = chance.randrange(_FIRST, _first_given_away())
        if port not in found and is_free(port):
            found.append(port)
    return found


def is_free(port: int) -> bool:
    """Whether nobody listens there."""
    try:
        socket.create_server((HOST, port)).close()
    except OSError:
        return False
    return True


def _first_given_away() -> int:
    try:
        return max(_FIRST + 1_000, int(_RANGE.read_text().split()[0]))
    except (OSError, ValueError, IndexError):
        return 32_768
