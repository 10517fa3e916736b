"""What the filter bar offers while a query is being written."""

import pytest

from support_tui.wire.query import complete, unknown_name
from support_tui.wire.query.arabic import MEANINGS
from support_tui.wire.query.fields import FIELDS
from support_tui.wire.values import Role
from support_tui.wire.views import Agent, Directory, Mailbox, Tag, Team

DIRECTORY = Directory(
    agents=(
        Agent(1, "Salma Haddad", "salma@example.com", Role.AGENT),
        Agent(2, "Omar Nasser", "omar@example.com", Role.ADMIN),
    ),
    teams=(Team(1, "Night shift"),),
    mailboxes=(Mailbox(1, "Sales", "sales@example.com"),),
    tags=(Tag(1, "late delivery"), Tag(2, "refund"), Tag(3, "فواتير"), Tag(4, "none")),
)


def offered(text: str) -> list[str]:
    """The whole query after each completion at the mark `|`."""
    cursor = text.index("|")
    text = text.replace("|", "")
    return [text[: c.start] + c.text + text[c.end :] for c in complete(text, cursor, DIRECTORY)]


@pytest.mark.parametrize(
    ("text", "queries"),
    [
        ("hello |", []),
        ("sta|", ["status:", "created:"]),
        ("is:open stat|", ["is:open status:"]),
        ("-ta|", ["-tag:"]),
        ("(ma|", ["(mailbox:"]),
        ("ta|:x", ["tag:x"]),
        ("الح|", ["الحالة:"]),
        ("حال|", ["الحالة:"]),
        ("status:op|", ["status:open"]),
        ("status:open,cl|", ["status:open,closed"]),
        ("status:op|,closed", ["status:open,closed"]),
        ("status:مف|", ["status:مفتوحة"]),
        ("priority:>=h|", ["priority:>=high"]),
        ("assignee:o|", ['assignee:"Omar Nasser"']),
        ("assignee:had|", ['assignee:"Salma Haddad"']),
        ("assignee:salma@|", ['assignee:"Salma Haddad"']),
        ('assignee:"sal|', ['assignee:"Salma Haddad"']),
        ("box:|", ["box:Sales"]),
        ("team:n|", ["team:none", 'team:"Night shift"']),
        ("tag:late|", ['tag:"late delivery"']),
        ("tag:non|", ["tag:none", 'tag:"none"']),
        ("tag:فوا|", ["tag:فواتير"]),
        ("last:<1|", ["last:<1h", "last:<1d"]),
        ("created:y|", ["created:yesterday"]),
        ("nosuch:a|", []),
    ],
)
def test_the_bar_offers_what_fits(text: str, queries: list[str]) -> None:
    """Fields by the beginning of their name, values by the beginning of their words, quoted where they need it."""
    assert offered(text) == queries


def test_an_empty_bar_offers_every_field() -> None:
    """Whoever does not know the language finds its fields."""
    assert offered("|") == [f"{field.name}:" for field in FIELDS]


def test_every_value_of_a_field_is_offered_with_its_meaning() -> None:
    """After the colon the bar explains what can follow."""
    shown = complete("has:", 4, DIRECTORY)
    assert {"attachment": "a file", "note": "an internal note"}.items() <= {
        c.label: c.meaning for c in shown
    }.items()


def test_a_name_that_nobody_has_is_pointed_out() -> None:
    """A valid query may still ask for someone who does not exist."""
    text = "is:active -tag:refnd"
    error = unknown_name(text, DIRECTORY)
    assert error is not None
    assert text[error.position : error.position + error.length] == "refnd"
    assert error.params == {"field": "tag", "value": "refnd", "nearest": "refund"}


@pytest.mark.parametrize(
    "text", ["tag:refund", "assignee:me customer:nobody", "status:", "tag:فَواتير", "mailbox:sales"]
)
def test_known_names_are_not_pointed_out(text: str) -> None:
    """Names are compared folded, customers are not in the directory, and errors are told elsewhere."""
    assert unknown_name(text, DIRECTORY) is None


def test_every_meaning_is_there_in_arabic():
    """Nothing in the list below an Arabic filter bar falls back to English, and nothing is translated that nobody says."""
    said = {field.meaning for field in FIELDS}
    said |= {choice.meaning for field in FIELDS for choice in field.choices if choice.meaning}
    assert said == set(MEANINGS)


def test_an_arabic_interface_offers_arabic_until_something_else_is_written():
    """An empty query begins in the agent's language; whoever writes English goes on in English."""
    first = complete("", 0, DIRECTORY, "ar")[0]
    assert (first.text, first.meaning) == ("الحالة:", "أين وصلت المحادثة")
    assert complete("status:", 7, DIRECTORY, "ar")[0].text == "مفتوحة"
    english = complete("sta", 3, DIRECTORY, "ar")[0]
    assert (english.text, english.meaning) == ("status:", "أين وصلت المحادثة")
