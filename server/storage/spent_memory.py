"""Memory that was needed once, back to the system."""

import ctypes


def give_back() -> None:
    """Let the allocator return what is free: after an index of millions was built it would keep hundreds of megabytes for as long as the
    server runs. Only glibc holds on to so much, and only there something is done (malloc_trim(3))."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
