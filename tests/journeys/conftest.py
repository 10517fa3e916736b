"""A whole desk for each journey: the real server as a child process, people in it, and consoles on real terminals."""

import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from benchmarks.desk import ADMIN, PASSWORD, ROOT, ChildDesk
from support_tui.wire import codec
from support_tui.wire.commands import Accepted, Command, ReceiveMessage, Request
from support_tui.wire.values import Address
from tests.terminal import Terminal


class Desk(ChildDesk):
    """A served desk that customers can write to; `data` holds it across restarts on the same port."""

    def do(self, command: Command) -> Accepted:
        """Have a command done by the administrator."""
        request = Request(key=uuid.uuid4().hex, command=command)
        answer = httpx.post(
            f"{self.url}/api/commands", content=codec.encode(request), headers=self._headers(), timeout=20
        )
        assert answer.is_success, answer.text
        return codec.decode(answer.content, Accepted)

    def read(self, path: str, **params: str | int) -> Any:
        """What the interface says under a path."""
        answer = httpx.get(f"{self.url}{path}", params=params, headers=self._headers(), timeout=20)
        return answer.raise_for_status().json()

    def customer_writes(
        self, text: str, *, title: str = "", name: str = "Amelia Hart", to: int | None = None
    ) -> Accepted:
        """A message of a customer, in a new conversation or in the one with the id `to`."""
        email = f"{name.split()[0].lower()}@customer.example"
        return self.do(
            ReceiveMessage(
                1, Address(email, name), text, external_id=uuid.uuid4().hex, title=title, conversation_id=to
            )
        )

    def _headers(self) -> dict[str, str]:
        if not hasattr(self, "_token"):
            self._token = self.login()
        return {"Authorization": f"Bearer {self._token}"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty desk with one administrator and one mailbox, being served."""
    desk = Desk(tmp_path / "desk")
    desk.init()
    desk.start()
    yield desk
    desk.stop()


Console = Callable[..., Terminal]


@pytest.fixture
def console(tmp_path: Path) -> Iterator[Console]:
    """Opens `support-tui` on a terminal of its own, with a home of its own that is kept between two openings."""
    opened: list[Terminal] = []

    def open_console(*arguments: str, columns: int = 120, rows: int = 36, home: str = "agent") -> Terminal:
        place = tmp_path / home
        env = {
            "HOME": str(place),
            "SUPPORT_TUI_CONFIG": str(place / "config.toml"),
            "SUPPORT_TUI_DATA": str(place / "data"),
            "SUPPORT_TUI_CACHE": str(place / "cache"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "TMPDIR": str(tmp_path),
        }
        # The tour of the first run has been seen.
        (place / "data").mkdir(mode=0o700, parents=True, exist_ok=True)
        (place / "data" / "tour-seen").touch()
        terminal = Terminal(
            [sys.executable, "-m", "support_tui", *arguments], columns=columns, rows=rows, env=env, cwd=ROOT
        )
        opened.append(terminal)
        return terminal

    yield open_console
    for terminal in opened:
        terminal.close()


def log_in(terminal: Terminal, shows: str = "live") -> None:
    """Fill in the login screen of a fresh console as the administrator, and wait for what it `shows` then."""
    terminal.wait_for("Password")
    terminal.press(ADMIN, "tab", PASSWORD, "enter")
    terminal.wait_for(shows)
