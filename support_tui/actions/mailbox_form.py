"""The settings of a mailbox as a form: which fields there are, what stands in them, what typing into one leads to. Pure."""

import re
from enum import StrEnum
from typing import Any, Final, get_args, get_origin, get_type_hints

import msgspec
from msgspec.structs import replace

from support_tui.wire.commands import SaveMailbox
from support_tui.wire.mailbox_tests import TestMailbox, TestPart
from support_tui.wire.mailboxes import (
    IMAP_PORTS,
    SMTP_PORTS,
    ImapSettings,
    Login,
    MailboxSettings,
    OAuthSettings,
    SecretKind,
    Security,
    SmtpSettings,
)
from support_tui.wire.values import ClosedPolicy
from support_tui.wire.views import Mailbox


class Kind(StrEnum):
    """How a field is filled."""

    LINE = "line"
    NUMBER = "number"
    CHOICE = "choice"
    SWITCH = "switch"
    LINES = "lines"
    LIST = "list"
    FOLDERS = "folders"
    SECRET = "secret"


class Field(msgspec.Struct, frozen=True):
    """One setting; `id` is its dotted name in `MailboxSettings`, or the kind of a secret."""

    id: str
    section: str
    kind: Kind = Kind.LINE

    @property
    def text_id(self) -> str:
        """What its label is chosen by."""
        return self.id.replace("mail.", "").replace(".", "_")

    def choice_id(self, text: str) -> str:
        """What the words of a choice are chosen by: `new` is one thing for old mail and another for closed conversations."""
        return f"begin_{text}" if self.id == "mail.imap.begin" else text.lower()


_SWITCH, _CHOICE = Kind.SWITCH, Kind.CHOICE
FIELDS: Final = (
    Field("name", "box"),
    Field("address", "box"),
    Field("mail.sender_name", "box"),
    Field("mail.aliases", "box", Kind.LIST),
    Field("signature", "box", Kind.LINES),
    Field("closed_policy", "box", _CHOICE),
    Field("closed_days", "box", Kind.NUMBER),
    Field("mail.mail_per_hour", "box", Kind.NUMBER),
    Field("mail.has_plus_addresses", "box", _SWITCH),
    Field("mail.trusted_hosts", "box", Kind.LIST),
    Field("mail.imap.host", "imap"),
    Field("mail.imap.is_on", "imap", _SWITCH),
    Field("mail.imap.security", "imap", _CHOICE),
    Field("mail.imap.port", "imap", Kind.NUMBER),
    Field("mail.imap.user", "imap"),
    Field("mail.imap.login", "imap", _CHOICE),
    Field("imap_password", "imap", Kind.SECRET),
    Field("mail.imap.folders", "imap", Kind.FOLDERS),
    Field("mail.imap.begin", "imap", _CHOICE),
    Field("mail.imap.poll_s", "imap", Kind.NUMBER),
    Field("mail.smtp.host", "smtp"),
    Field("mail.smtp.is_on", "smtp", _SWITCH),
    Field("mail.smtp.security", "smtp", _CHOICE),
    Field("mail.smtp.port", "smtp", Kind.NUMBER),
    Field("mail.smtp.user", "smtp"),
    Field("mail.smtp.login", "smtp", _CHOICE),
    Field("smtp_password", "smtp", Kind.SECRET),
    Field("mail.quotes_original", "smtp", _SWITCH),
    Field("mail.oauth.client_id", "oauth"),
    Field("oauth_client_secret", "oauth", Kind.SECRET),
    Field("mail.oauth.token_url", "oauth"),
    Field("mail.oauth.scope", "oauth"),
    Field("mail.oauth.device_url", "oauth"),
    Field("mail.oauth.authorize_url", "oauth"),
    Field("oauth_refresh_token", "oauth", Kind.SECRET),
    Field("mail.acknowledgement.is_on", "answer", _SWITCH),
    Field("mail.acknowledgement.text", "answer", Kind.LINES),
    Field("mail.acknowledgement.text_ar", "answer", Kind.LINES),
)
BY_ID: Final = {field.id: field for field in FIELDS}

_SEPARATORS: Final = re.compile(r"[\s,;،؛]+")


class Wrong(msgspec.Struct, frozen=True):
    """Why a text cannot stand in a field: `number` (from `least` to `most`), `long`, or `empty`."""

    why: str
    least: int = 0
    most: int = 0


class Form(msgspec.Struct, frozen=True):
    """A mailbox being changed. `before` is as it is saved, None for a new one; `secrets` are typed and not saved yet; `seen_seq` is the
    last event that whoever changes it knew."""

    settings: MailboxSettings
    before: MailboxSettings | None = None
    mailbox_id: int | None = None
    secrets: dict[SecretKind, str] = {}
    seen_seq: int = 0

    @classmethod
    def of(cls, mailbox: Mailbox, seen_seq: int) -> "Form":
        """A mailbox as it is saved."""
        fields = {name: getattr(mailbox, name) for name in MailboxSettings.__struct_fields__}
        settings = MailboxSettings(**fields)
        return cls(settings, settings, mailbox.id, seen_seq=seen_seq)

    # ------------------------------------------------------------ what there is

    @property
    def is_changed(self) -> bool:
        """Whether a setting differs from what is saved."""
        return self.settings != self.before

    @property
    def is_dirty(self) -> bool:
        """Whether anything would be lost."""
        return bool(self.secrets) or self.settings != (self.before or MailboxSettings(""))

    def fields(self) -> tuple[Field, ...]:
        """The fields that mean something as things are."""
        return tuple(field for field in FIELDS if self._means_something(field))

    def _means_something(self, field: Field) -> bool:
        mail = self.settings.mail
        servers = [server for server in (mail.imap, mail.smtp) if server is not None]
        uses_oauth = any(server.login is Login.OAUTH2 for server in servers)
        match field.section:
            case "imap" | "smtp":
                server = mail.imap if field.section == "imap" else mail.smtp
                if server is None:
                    # Without a server of its own a mailbox may send by that of the config file.
                    return field.id.endswith((".host", ".quotes_original"))
                return field.kind is not Kind.SECRET or server.login is Login.PASSWORD
            case "oauth":
                return uses_oauth
            case _:
                return field.id != "closed_days" or self.settings.closed_policy is ClosedPolicy.NEW_AFTER_DAYS

    def value(self, field: Field) -> Any:
        """What stands in a field; None where there is nothing that it belongs to."""
        if field.kind is Kind.SECRET:
            return self.secrets.get(SecretKind(field.id))
        return _at(self.settings, field.id.split("."))

    def text(self, field: Field) -> str:
        """The same as it is typed."""
        value = self.value(field)
        if isinstance(value, tuple):
            return ", ".join(value)
        return "" if value is None else str(value)

    def was_changed(self, field: Field) -> bool:
        """Whether this one differs from what is saved."""
        if field.kind is Kind.SECRET:
            return SecretKind(field.id) in self.secrets
        before = None if self.before is None else _at(self.before, field.id.split("."))
        return self.before is not None and bool(before != self.value(field))

    # ------------------------------------------------------------ changing it

    def put(self, field: Field, text: str) -> "Form | Wrong":
        """With this text in the field. A server or its port may follow from it."""
        if field.kind is Kind.SECRET:
            return replace(self, secrets={**self.secrets, SecretKind(field.id): text})
        value: Any = text if field.kind is Kind.LINES else text.strip()
        if field.kind in (Kind.LIST, Kind.FOLDERS):
            value = _listed(text, field.kind)
            if field.kind is Kind.FOLDERS and not value:
                return Wrong("empty")
        path = field.id.split(".")
        try:
            value = msgspec.convert(value, _type_at(path), strict=False)
        except msgspec.ValidationError:
            return _wrong(path)
        return replace(self, settings=self._with(path, value))

    def turned(self, field: Field, by: int = 1) -> "Form":
        """With the next choice in the field."""
        choices = choices_of(field)
        place = choices.index(str(self.value(field)).lower() if field.kind is _SWITCH else self.text(field))
        turned = self.put(field, choices[(place + by) % len(choices)])
        assert isinstance(turned, Form)
        return turned

    def _with(self, path: list[str], value: Any) -> MailboxSettings:
        settings, mail = self.settings, self.settings.mail
        match path:
            case ["mail", ("imap" | "smtp") as part, "host"]:
                old = getattr(mail, part)
                server = _server(part, old, value, settings.address)
                return replace(settings, mail=replace(mail, **{part: server}))
            case ["mail", ("imap" | "smtp") as part, "security"]:
                old = getattr(mail, part)
                ports = IMAP_PORTS if part == "imap" else SMTP_PORTS
                port = ports[value] if old.port == ports[old.security] else old.port
                return replace(
                    settings, mail=replace(mail, **{part: replace(old, security=value, port=port)})
                )
            case ["mail", ("imap" | "smtp"), "login"] if value is Login.OAUTH2 and mail.oauth is None:
                settings = replace(settings, mail=replace(mail, oauth=OAuthSettings("", "")))
        put: MailboxSettings = _put(settings, path, value)
        return put

    def onto(self, mailbox: Mailbox, seen_seq: int) -> "Form":
        """What was changed here, on top of what somebody else has saved meanwhile."""
        form = replace(Form.of(mailbox, seen_seq), secrets=self.secrets)
        for field in self.fields():
            if field.kind is Kind.SECRET or not self.was_changed(field):
                continue
            has_place = field.id.endswith(".host") or _at(form.settings, field.id.split(".")[:-1]) is not None
            put = form.put(field, self.text(field)) if has_place else form
            form = put if isinstance(put, Form) else form
        return form

    # ------------------------------------------------------------ sending it

    def command(self) -> SaveMailbox:
        """What saves it; OAuth settings that nothing uses and that were never filled are left out."""
        settings = self.settings
        mail = settings.mail
        if mail.oauth is not None and not mail.oauth.token_url and not mail.oauth.client_id:
            uses = any(
                server is not None and server.login is Login.OAUTH2 for server in (mail.imap, mail.smtp)
            )
            mail = mail if uses else replace(mail, oauth=None)
        return SaveMailbox(
            settings.name, settings.address, self.mailbox_id, settings.signature, settings.closed_policy,
            settings.closed_days, mail,
        )  # fmt: skip

    def asked(self, part: TestPart, send_to: str = "") -> TestMailbox:
        """What tries it as it stands."""
        settings = self.settings
        return TestMailbox(
            part, self.mailbox_id, settings.name, settings.address, settings.mail, self.secrets, send_to
        )

    def saved(self, created_id: int | None, seq: int) -> "Form":
        """The same, now that its settings are saved."""
        mailbox_id = self.mailbox_id if created_id is None else created_id
        return replace(self, before=self.settings, mailbox_id=mailbox_id, seen_seq=seq)

    def without_secrets(self) -> "Form":
        """The same, now that its secrets are saved too."""
        return replace(self, secrets={})


def choices_of(field: Field) -> tuple[str, ...]:
    """What a field can be turned to."""
    if field.kind is _SWITCH:
        return ("true", "false")
    return tuple(member.value for member in _plain(_type_at(field.id.split("."))))


def _server(part: str, old: Any, host: str, address: str) -> ImapSettings | SmtpSettings | None:
    """The server called so; without a name there is none."""
    if not host:
        return None
    if old is not None:
        changed: ImapSettings | SmtpSettings = replace(old, host=host)
        return changed
    if part == "imap":
        return ImapSettings(host, user=address)
    return SmtpSettings(host, security=Security.STARTTLS, user=address)


def _listed(text: str, kind: Kind) -> tuple[str, ...]:
    """Addresses have no blanks in them; names of folders do, and no commas."""
    parts = re.split(r"[,،]", text) if kind is Kind.FOLDERS else _SEPARATORS.split(text)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _at(value: Any, path: list[str]) -> Any:
    for name in path:
        if value is None:
            return None
        value = getattr(value, name)
    return value


def _put(value: Any, path: list[str], new: Any) -> Any:
    name, *rest = path
    return replace(value, **{name: _put(getattr(value, name), rest, new) if rest else new})


def _type_at(path: list[str]) -> Any:
    """The annotated type of a setting."""
    kind: Any = MailboxSettings
    for name in path:
        kind = get_type_hints(_plain(kind), include_extras=True)[name]
    return kind


def _plain(kind: Any) -> Any:
    """The struct or enumeration itself of a type, whether or not it may be None."""
    if get_origin(kind) is None:
        return kind
    return next(
        (_plain(part) for part in get_args(kind) if isinstance(part, type) and part is not type(None)), kind
    )


def _wrong(path: list[str]) -> Wrong:
    bounds = next(
        (extra for extra in getattr(_type_at(path), "__metadata__", ()) if isinstance(extra, msgspec.Meta)),
        None,
    )
    if _plain(_type_at(path)) is int:
        least, most = (bounds.ge, bounds.le) if bounds is not None else (None, None)
        return Wrong("number", int(least or 0), int(most or 100_000))
    return Wrong("long", most=bounds.max_length or 0 if bounds is not None else 0)
