"""Memory that was needed once does not stay with the server."""

import ctypes
from pathlib import Path

import pytest

from server.storage.spent_memory import give_back

STATUS = Path("/proc/self/status")
LIBC = ctypes.CDLL(None)

needs_glibc = pytest.mark.skipif(
    not hasattr(LIBC, "malloc_trim") or not STATUS.exists(), reason="only glibc on Linux keeps so much"
)


def resident_mb() -> int:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) // 1024


@needs_glibc
def test_what_is_free_goes_back_to_the_system() -> None:
    """A hundred megabytes in small pieces are freed while one piece above them is still in use: the system gets them all the same."""
    LIBC.malloc.restype, LIBC.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    LIBC.free.argtypes = [ctypes.c_void_p]
    pieces = [LIBC.malloc(1_000) for _ in range(100_000)]
    for piece in pieces:
        ctypes.memset(piece, 1, 1_000)
    for piece in pieces[:-1]:
        LIBC.free(piece)
    kept_mb = resident_mb()
    give_back()
    assert resident_mb() < kept_mb - 50
    LIBC.free(pieces[-1])
