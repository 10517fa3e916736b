"""Nothing can be set that nobody reads."""

import ast
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from server import config as server
from support_tui import config as client

ROOT = Path(__file__).resolve().parents[2]
#: The methods and functions of the config modules that read for others what they complete or check.
_SPEAKS_FOR = {
    client: {},
    server: {
        "password_of": {"password", "password_file"},
        "identity_of": {"mailboxes"},
        "check": {"allow_plain_http"},
    },
}


def _structs(kind: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    """A settings type and all within it."""
    yield kind
    for field in msgspec.structs.fields(kind):
        for part in (field.type, *getattr(field.type, "__args__", ())):
            if isinstance(part, type) and issubclass(part, msgspec.Struct):
                yield from _structs(part)


def _read_in(package: str, config: Path) -> set[str]:
    """Every attribute of a settings value that code outside the config module reads, and the names that it uses of anything."""
    nodes = [
        node
        for path in (ROOT / package).rglob("*.py")
        if path != config
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    ]
    read = {node.attr for node in nodes if isinstance(node, ast.Attribute) and _is_settings(node.value)}
    called = {node.func for node in nodes if isinstance(node, ast.Call)}
    functions = {getattr(function, "attr", getattr(function, "id", "")) for function in called}
    return read | (functions & {name for spoken in _SPEAKS_FOR.values() for name in spoken})


#: What a value of a settings type is called where it is read.
_NAMES = {"config", "settings", "layout", "notifications", "sessions", "limits", "smtp", "identity", "backup"}


def _is_settings(value: ast.expr) -> bool:
    match value:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.lstrip("_") in _NAMES
        case _:
            return False


@pytest.mark.parametrize(
    ("module", "kind", "package", "file"),
    [
        (client, client.ClientConfig, "support_tui", "support_tui/config.py"),
        (server, server.ServerConfig, "server", "server/config.py"),
    ],
    ids=["client", "server"],
)
def test_every_setting_is_read(module, kind: type[msgspec.Struct], package: str, file: str) -> None:
    """A setting that only its own module knows does nothing, whatever its description promises."""
    read = _read_in(package, ROOT / file)
    for function, spoken_for in _SPEAKS_FOR[module].items():
        if function in read:
            read |= spoken_for
    unread = {name for struct in _structs(kind) for name in struct.__struct_fields__ if name not in read}
    assert unread == set()
