"""How long `support-server import jsonl` takes for whole files of conversations, into a new desk, and again when all is there.

`python -m benchmarks.import_speed FILE…`. Without files: the sets of real conversations beside the checkout
(`../shared/data/conversations`, or where SUPPORT_SHARED_DATA says).
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.desk import ROOT, ChildDesk

_DATA = Path(os.environ.get("SUPPORT_SHARED_DATA", ROOT.parent / "shared" / "data"))


def _timed_import(desk: ChildDesk, files: list[str]) -> float:
    begun = time.perf_counter()
    words = desk.command("import", "jsonl", *files)
    seconds = time.perf_counter() - begun
    print(f"{seconds:6.1f} s  {words.strip()}")
    return seconds


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", metavar="FILE")
    files = parser.parse_args().files or sorted(map(str, (_DATA / "conversations").glob("*.jsonl*")))
    if not files:
        parser.error("there is nothing to import: name a file")
    with tempfile.TemporaryDirectory(prefix="support-import-") as folder:
        desk = ChildDesk(Path(folder) / "desk")
        desk.init()
        _timed_import(desk, files)
        _timed_import(desk, files)
        print(f"          {desk.command('check').strip()}")
        print(f"{(desk.data / 'support.db').stat().st_size / 2**20:6.1f} MB database")
    return 0


if __name__ == "__main__":
    sys.exit(main())
