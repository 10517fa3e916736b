"""The settings of a mailbox as a form: what typing into a field leads to."""

from typing import Any

import pytest

from support_tui.actions.mailbox_form import BY_ID, FIELDS, Form, Kind, Wrong, choices_of
from support_tui.store.clean import clean
from support_tui.wire.mailbox_tests import TestPart
from support_tui.wire.mailboxes import ImapSettings, MailboxSettings, MailSettings, SecretKind, SmtpSettings
from support_tui.wire.views import Mailbox

SUPPORT = Mailbox(
    1, "Support", "help@desk.example", "Bye\nSupport", mail=MailSettings(smtp=SmtpSettings("mx"))
)


def typed(form: Form, **texts: str) -> Form:
    """The form after these texts, by field with `__` for dots."""
    for name, text in texts.items():
        put = form.put(BY_ID[name.replace("__", ".")], text)
        assert isinstance(put, Form), put
        form = put
    return form


def shown(form: Form) -> set[str]:
    return {field.id for field in form.fields()}


def test_what_was_not_touched_is_saved_as_it_was() -> None:
    """Lines of a signature too; nothing is lost by opening and saving."""
    form = Form.of(clean(SUPPORT), 7)
    assert not form.is_changed and not form.is_dirty
    command = typed(form, mail__sender_name="Desk").command()
    assert (command.mailbox_id, command.signature, command.mail.smtp) == (
        1,
        "Bye\nSupport",
        SmtpSettings("mx"),
    )


def test_a_server_is_there_once_it_has_a_name() -> None:
    """With the user that it will be; without a name it and all that is set of it are gone."""
    form = typed(Form(MailboxSettings("")), name="Shop", address="shop@desk.example")
    assert "mail.imap.port" not in shown(form)
    form = typed(form, mail__imap__host="imap.desk.example")
    assert form.settings.mail.imap == ImapSettings("imap.desk.example", user="shop@desk.example")
    assert "mail.imap.port" in shown(form)
    assert typed(form, mail__imap__host="").settings.mail.imap is None


def test_a_port_follows_the_encryption_unless_it_was_chosen() -> None:
    """The usual ones of either protocol."""
    form = typed(Form(MailboxSettings("x")), mail__imap__host="a", mail__smtp__host="b")
    security = BY_ID["mail.imap.security"]
    assert form.turned(security).text(BY_ID["mail.imap.port"]) == "143"
    assert form.turned(security).turned(security, -1) == form
    chosen = typed(form, mail__imap__port="1993")
    assert chosen.turned(security).text(BY_ID["mail.imap.port"]) == "1993"
    assert form.turned(BY_ID["mail.smtp.security"], -1).text(BY_ID["mail.smtp.port"]) == "465"


def test_oauth_is_asked_for_where_it_is_used() -> None:
    """Its password is not then; what was begun and left empty is not sent."""
    form = typed(Form(MailboxSettings("x", "x@desk.example")), mail__imap__host="a")
    assert "mail.oauth.token_url" not in shown(form) and "imap_password" in shown(form)
    by_token = form.turned(BY_ID["mail.imap.login"])
    assert "mail.oauth.token_url" in shown(by_token) and "imap_password" not in shown(by_token)
    assert by_token.turned(BY_ID["mail.imap.login"]).command().mail.oauth is None


def test_lists_are_written_as_people_write_them() -> None:
    """Addresses between commas, blanks, or Arabic commas; names of folders may have blanks."""
    form = typed(
        Form(MailboxSettings("x")),
        mail__aliases="a@x.example، b@x.example c@x.example,",
        mail__imap__host="a",
    )
    assert form.settings.mail.aliases == ("a@x.example", "b@x.example", "c@x.example")
    form = typed(form, mail__imap__folders="INBOX, Sent Items , ")
    assert form.settings.mail.imap.folders == ("INBOX", "Sent Items")


@pytest.mark.parametrize(
    ("field", "text", "wrong"),
    [
        ("mail.imap.port", "0", Wrong("number", 1, 65_535)),
        ("mail.imap.port", "imap", Wrong("number", 1, 65_535)),
        ("mail.imap.poll_s", "1", Wrong("number", 5, 86_400)),
        ("mail.imap.folders", " , ", Wrong("empty")),
        ("mail.imap.host", "x" * 300, Wrong("long", most=255)),
    ],
)
def test_what_cannot_stand_there_is_told(field: str, text: str, wrong: Wrong) -> None:
    """With what could; the form stays as it was."""
    form = typed(Form(MailboxSettings("x")), mail__imap__host="a")
    assert form.put(BY_ID[field], text) == wrong


def test_secrets_are_no_settings() -> None:
    """They go with a test and stand in no command; what was typed is not saved until it is."""
    form = typed(Form.of(SUPPORT, 7), smtp_password="kx7")
    assert form.is_dirty and not form.is_changed
    assert form.asked(TestPart.SMTP, "ada@desk.example").secrets == {SecretKind.SMTP_PASSWORD: "kx7"}
    assert "kx7" not in repr(form.command())
    assert not form.without_secrets().is_dirty


def test_a_new_mailbox_has_its_number_once_it_is_saved() -> None:
    """The next change of it is a change, not another one."""
    form = typed(Form(MailboxSettings("")), name="Shop")
    assert form.command().mailbox_id is None
    saved = form.saved(9, 12)
    assert (saved.mailbox_id, saved.is_changed, saved.seen_seq) == (9, False, 12)


@pytest.mark.parametrize(
    "field", [f for f in FIELDS if f.kind in (Kind.CHOICE, Kind.SWITCH)], ids=lambda f: f.id
)
def test_every_choice_can_be_made(field: Any) -> None:
    """Turning as often as there are choices comes back to the first."""
    form = turned = typed(Form(MailboxSettings("x")), mail__imap__host="a", mail__smtp__host="b")
    seen = set()
    for _ in choices_of(field):
        seen.add(turned.text(field).lower())
        turned = turned.turned(field)
    assert seen == set(choices_of(field))
    assert turned.value(field) == form.value(field)
