"""The first screen that anybody sees."""

from typing import Any

import pytest

from support_tui import i18n
from support_tui.screens.login import Asked, LoginApp, Problem
from support_tui.text.display import TextMode, line
from tests.waiting import eventually


async def _nobody(asked: Asked) -> Any:
    return Problem("")


def _shown(app: LoginApp[Any]) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


@pytest.mark.parametrize("mode", [TextMode(), TextMode(bidi="terminal")], ids=["ours", "terminal"])
async def test_it_reads_in_arabic(mode: TextMode) -> None:
    """Its words stand in the order that the terminal needs, as all that follows does."""
    i18n.use("ar")
    title = i18n.text("login-title")
    ordered = line(title, None, mode).text
    app = LoginApp(_nobody, mode, theme="support-dark")
    async with app.run_test(size=(80, 24)):
        await eventually(lambda: ordered in _shown(app), "the title is shown")
