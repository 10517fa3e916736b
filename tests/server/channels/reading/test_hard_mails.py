"""Mails made to break readers are read like any other: no exception, and nothing that cannot be stored (E40)."""

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz_mail import mutated
from benchmarks.hard_mails import HARD
from server.channels.email.reading import read_mail
from server.commands_cli.mail import facts_of

_CHARS = 40_000
"""As much of each as shows the trouble; `benchmarks.fuzz_mail` takes them whole, and measures."""

SMALL = [made(1)[:3_000] for made in HARD.values()]


@pytest.mark.parametrize("name", HARD)
def test_it_is_read(name: str):
    """Whatever it is made of, something is read that can be stored as UTF-8, with the words it has where they can be found."""
    raw = HARD[name](1)[:_CHARS]
    mail = read_mail(raw)
    msgspec.json.encode(facts_of(mail))
    if b"\nSubject: Parcel" in raw and not name.startswith(("subject", "charset", "from")):
        assert mail.subject == "Parcel"


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_any_change_of_one_is_read(seed: int):
    """Bytes changed, cut, doubled and put together in any way."""
    raw = next(mutated(SMALL, random.Random(seed)))
    mail = read_mail(raw[:_CHARS])
    msgspec.json.encode(facts_of(mail))
    msgspec.json.encode(mail.facts)
    assert mail.external_id


@pytest.mark.parametrize(
    "charset", ["unicode_escape", "raw_unicode_escape", "undefined", "idna", "utf-7", "rot13"]
)
def test_a_codec_is_no_charset(charset: str):
    """What Python can decode with, but no mail is written in, says nothing of the words; no half of a character comes out (E33)."""
    head = f"From: a@b.example\nSubject: =?{charset}?q?Parcel_=5Cud800?=\nContent-Type: text/plain; charset={charset}\n\n"
    mail = read_mail(head.encode() + b"Where is it? \\ud800 +2AA-")
    assert mail.text.startswith("Where is it?")
    mail.text.encode("utf-8")
    mail.subject.encode("utf-8")


def test_a_page_of_half_tags_keeps_its_words():
    """Nested deeper than any page, and with nothing closed: the words are read, and no end of a tag is looked for again and again."""
    page = "<div>" * 500 + "<p>Where is it?</p>" + "<a b='" * 100 + '<a href="https://b.example/">here</a>'
    mail = read_mail(f"From: a@b.example\nContent-Type: text/html\n\n{page}".encode())
    assert "Where is it?" in mail.text
    assert "here" in mail.text


def test_a_mail_nested_beyond_reason_is_its_text():
    """Its headers are read, and all below them is what it says."""
    raw = (
        b"From: a@b.example\nSubject: Parcel\n"
        + b"Content-Type: message/rfc822\n\n" * 200
        + b"\nWhere is it?"
    )
    mail = read_mail(raw)
    assert mail.subject == "Parcel"
    assert "Where is it?" in mail.text
