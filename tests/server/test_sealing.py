"""What is sealed with the key of the data folder."""

import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from server.sealing import KEY_FILE, KEY_VARIABLE, KeyProblem, Sealer


def test_the_key_is_made_when_something_is_first_sealed(tmp_path: Path):
    """For its owner alone; a later start finds it."""
    sealer = Sealer(tmp_path, {})
    assert sealer.open(b"anything", "x") is None
    assert not (tmp_path / KEY_FILE).exists()
    sealed = sealer.seal("open sesame", "x")
    assert b"sesame" not in sealed
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert Sealer(tmp_path, {}).open(sealed, "x") == "open sesame"


def test_what_was_sealed_for_one_thing_opens_for_no_other(tmp_path: Path):
    """Nobody who can write into the tables can put one mailbox's password into another's place."""
    sealer = Sealer(tmp_path, {})
    assert sealer.open(sealer.seal("word", "mailbox 1"), "mailbox 2") is None


def test_without_its_key_it_stays_sealed(tmp_path: Path):
    """With another key too; neither is an error of the program."""
    sealed = Sealer(tmp_path, {}).seal("word", "x")
    (tmp_path / KEY_FILE).unlink()
    assert Sealer(tmp_path, {}).open(sealed, "x") is None
    assert Sealer(tmp_path, {KEY_VARIABLE: Fernet.generate_key().decode()}).open(sealed, "x") is None


def test_the_key_may_come_from_the_environment(tmp_path: Path):
    """Then no file is written."""
    sealer = Sealer(tmp_path, {KEY_VARIABLE: Fernet.generate_key().decode()})
    assert sealer.open(sealer.seal("word", "x"), "x") == "word"
    assert not (tmp_path / KEY_FILE).exists()


@pytest.mark.parametrize("key", ["short", "x" * 44, "ключ"])
def test_what_is_no_key_is_said(tmp_path: Path, key: str):
    """By where it stands, never by what it is."""
    with pytest.raises(KeyProblem) as told:
        Sealer(tmp_path, {KEY_VARIABLE: key}).seal("word", "x")
    assert (told.value.reason, told.value.where) == ("bad_key", KEY_VARIABLE)
    assert key not in str(told.value)
