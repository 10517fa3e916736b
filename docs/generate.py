"""Write every document that is made from a table: `python docs/generate.py`. A test compares them with what stands in the tree."""

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from docs import cli_page, keys_page, phrases_page, query_page, settings_pages, status_page  # noqa: E402  the tree must be on the path first

#: Path from the root of the tree → what makes the file's text.
PAGES: dict[str, Callable[[], str]] = {
    "config.example.toml": settings_pages.example,
    "docs/cli.md": cli_page.page,
    "docs/configuration.md": settings_pages.page,
    "docs/keys.md": keys_page.page,
    "docs/phrases.md": phrases_page.page,
    "docs/query.md": query_page.page,
    "docs/statuses.md": status_page.page,
}


def main() -> None:
    """Write the files that differ, and name them."""
    for name, page in PAGES.items():
        path, text = ROOT / name, page()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(name)


if __name__ == "__main__":
    main()
