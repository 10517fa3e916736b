"""Documents that are made from tables say what the tables say."""

import re
import tomllib

import pytest

from docs.generate import PAGES, ROOT
from server import config as server
from support_tui import config as client
from support_tui.wire.query.fields import FIELDS
from support_tui.wire.settings import read_settings, settings_of


@pytest.mark.parametrize("name", PAGES)
def test_a_document_is_up_to_date(name: str) -> None:
    """Whoever changes a table runs `python docs/generate.py` and commits what it writes."""
    assert (ROOT / name).read_text(encoding="utf-8") == PAGES[name]()


def uncommented() -> str:
    """The example with every setting switched on."""
    text = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    return re.sub(r"^#(?=[a-z_0-9]+ = )", "", text, flags=re.MULTILINE)


def test_the_example_is_the_defaults() -> None:
    """Copied whole or switched on whole, the example changes nothing."""
    for text in ((ROOT / "config.example.toml").read_text(encoding="utf-8"), uncommented()):
        assert (
            read_settings(client.ClientConfig, "client", text, file="", environ={}, prefix="X")
            == client.ClientConfig()
        )
        assert (
            read_settings(server.ServerConfig, "server", text, file="", environ={}, prefix="X")
            == server.ServerConfig()
        )


def test_the_example_names_every_setting() -> None:
    """Nothing can be set that the example does not show."""
    shown = tomllib.loads(uncommented().replace("# [server.smtp.mailboxes", "[server.smtp.mailboxes"))
    settings = [
        *settings_of(client.ClientConfig, ("client",)),
        *settings_of(server.ServerConfig, ("server",)),
    ]
    page = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    for setting in settings:
        assert setting.meaning, setting.key
        assert setting.path[-1] in page, setting.key
        table = shown
        for part in (
            setting.path[: setting.path.index("<name>")] if "<name>" in setting.path else setting.path[:-1]
        ):
            table = table[part]
        assert "<name>" in setting.path or setting.path[-1] in table, setting.key


def test_the_query_page_names_every_field_and_value() -> None:
    """Nothing can be asked that the page does not tell."""
    page = (ROOT / "docs/query.md").read_text(encoding="utf-8")
    for field in FIELDS:
        for word in (field.name, field.arabic, *(choice.value for choice in field.choices)):
            assert f"`{word}`" in page, word
