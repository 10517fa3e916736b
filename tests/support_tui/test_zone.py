"""The console knows in which time zone its person lives."""

from pathlib import Path

import pytest

from support_tui.wire.zones import zone_of
from support_tui.zone import local_zone_name


@pytest.mark.parametrize(
    ("environ", "timezone", "localtime", "name"),
    [
        ({"TZ": "Asia/Riyadh"}, "Europe/Berlin", "", "Asia/Riyadh"),
        ({"TZ": ":Africa/Cairo"}, "", "", "Africa/Cairo"),
        ({"TZ": "CET-1CEST"}, "Europe/Berlin\n", "", "Europe/Berlin"),
        ({}, "", "/usr/share/zoneinfo/America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ({}, "Nowhere/Land", "/var/db/timezone/zoneinfo/Asia/Amman", "Asia/Amman"),
    ],
)
def test_the_zone_is_found(
    environ: dict[str, str], timezone: str, localtime: str, name: str, tmp_path: Path
) -> None:
    """TZ first, then the system's files; what is no zone is passed over."""
    if timezone:
        (tmp_path / "timezone").write_text(timezone)
    if localtime:
        (tmp_path / "localtime").symlink_to(localtime)
    assert local_zone_name(environ, tmp_path) == name


def test_without_a_name_there_is_still_a_zone(tmp_path: Path) -> None:
    """A zone that the server knows too, by the present offset."""
    assert zone_of(local_zone_name({}, tmp_path)) is not None
