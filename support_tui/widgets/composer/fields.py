"""The composer's one-line fields: To, Cc, title, mailbox; they hold what was typed and tell what is wrong with it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar, Final, NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from support_tui import i18n
from support_tui.messages import ComposeKind
from support_tui.text.display import TextMode
from support_tui.text.sanitize import sanitize_line
from support_tui.widgets.bidi_input import BidiInput
from support_tui.wire.values import Address
from support_tui.wire.views import Agent, Mailbox

from .mailbox import MailboxInput, mailbox_named
from .people_list import AddressInput, FindPeople, PeopleList, nobody
from .recipients import read_addresses

FIELDS_OF: Final[dict[ComposeKind, tuple[str, ...]]] = {
    ComposeKind.REPLY: ("cc",),
    ComposeKind.NOTE: (),
    ComposeKind.FORWARD: ("to",),
    ComposeKind.NEW: ("to", "cc", "title", "mailbox"),
}
NAMES: Final = ("to", "cc", "bcc", "title", "mailbox")


class Filled(NamedTuple):
    """What the fields say. `cc` None where it stays as the conversation has it."""

    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] | None = None
    title: str = ""
    mailbox_id: int | None = None
    bcc: tuple[Address, ...] = ()


class Wrong(NamedTuple):
    """A field that cannot stay as it is, and why, as a Fluent id with a parameter."""

    field: str
    text_id: str
    address: str = ""


class FieldRow(Horizontal):
    """A label and a one-line field."""

    DEFAULT_CSS: ClassVar[str] = """
    FieldRow {
        height: 1; display: none;
        & > Static { width: 12; color: $text-muted; padding: 0 1; }
        & > BidiInput { width: 1fr; }
        &.-on { display: block; }
    }
    """

    def __init__(self, name: str, mode: TextMode) -> None:
        super().__init__(id=f"composer-{name}")
        kinds = {"mailbox": MailboxInput, "title": BidiInput}
        self.field = kinds.get(name, AddressInput)(mode=mode)
        self.field_name = name

    def compose(self) -> ComposeResult:
        yield Static(i18n.text(f"composer-field-{self.field_name}"), markup=False)
        yield self.field

    @property
    def value(self) -> str:
        return sanitize_line(self.field.value)


class Fields(Vertical):
    """The fields that a kind of text has."""

    DEFAULT_CSS: ClassVar[str] = "Fields { height: auto; background: transparent; }"

    def __init__(
        self,
        mode: TextMode,
        agents: Callable[[], Iterable[Agent]] = tuple,
        find: FindPeople = nobody,
    ) -> None:
        super().__init__()
        self._people = PeopleList(agents, find)
        self._rows = {name: FieldRow(name, mode) for name in NAMES}
        self._shown: tuple[str, ...] = ()
        self._kept_cc: str | None = None

    def compose(self) -> ComposeResult:
        for row in self._rows.values():
            if isinstance(row.field, AddressInput):
                row.field.offers = self._people
            yield row
        yield self._people

    def on_input_changed(self, event: Input.Changed) -> None:
        """A letter more or less of an address."""
        if isinstance(event.input, AddressInput):
            self._people.offer(event.input)

    def on_descendant_blur(self) -> None:
        """The list is for the field with the keys."""
        self._people.close()

    def close_people(self) -> bool:
        """Close the list of people; whether it was open."""
        return self._people.close()

    def show(
        self,
        names: tuple[str, ...],
        values: Mapping[str, str],
        kept_cc: str | None,
        boxes: Sequence[Mailbox] = (),
    ) -> None:
        """Show these fields with these values. A Cc that still reads `kept_cc` is left as the conversation has it; the mailbox is one
        of `boxes`."""
        mailbox = self._rows["mailbox"].field
        if isinstance(mailbox, MailboxInput):
            mailbox.boxes = boxes
        if values.get("bcc"):
            names = (*names, "bcc")
        self._shown = names
        self._kept_cc = kept_cc
        for name, row in self._rows.items():
            row.set_class(name in names, "-on")
            with row.field.prevent(Input.Changed):
                row.field.value = values.get(name, "")

    def open(self, name: str) -> None:
        """Show one more field, and give it the keys."""
        if name not in self._shown:
            self._shown = (*self._shown, name)
            self._rows[name].add_class("-on")
        self.go(name)

    def go(self, name: str) -> None:
        """Give a field the keys."""
        self._rows[name].field.focus()

    @property
    def first_missing(self) -> str | None:
        """The first recipient or title that is still empty."""
        return next(
            (name for name in ("to", "title") if name in self._shown and not self._rows[name].value), None
        )

    @property
    def typed(self) -> dict[str, str]:
        """What was filled in, to be kept with a draft; a Cc that was not touched is not."""
        is_kept = self._rows["cc"].value == self._kept_cc
        return {name: self._rows[name].value for name in self._shown if name != "cc" or not is_kept}

    def read(self, boxes: Sequence[Mailbox]) -> Filled | Wrong:
        """What the fields say, or the first thing that is wrong."""
        found: dict[str, tuple[Address, ...]] = {}
        for name in ("to", "cc", "bcc"):
            addresses = read_addresses(self._rows[name].value) if name in self._shown else ()
            if isinstance(addresses, str):
                return Wrong(name, "composer-bad-address", addresses)
            found[name] = addresses
        if "to" in self._shown and not found["to"]:
            return Wrong("to", "composer-no-recipient")
        is_kept = self._rows["cc"].value == self._kept_cc
        cc = None if is_kept or "cc" not in self._shown else found["cc"]
        if "mailbox" not in self._shown:
            return Filled(found["to"], cc, bcc=found["bcc"])
        return self._begun(Filled(found["to"], cc, bcc=found["bcc"]), boxes)

    def _begun(self, filled: Filled, boxes: Sequence[Mailbox]) -> Filled | Wrong:
        """A new conversation also needs a title and a mailbox, by its name or its address."""
        chosen = mailbox_named(self._rows["mailbox"].value, boxes)
        title = self._rows["title"].value
        if not title:
            return Wrong("title", "composer-no-title")
        if chosen is None:
            return Wrong("mailbox", "composer-no-mailbox")
        return filled._replace(title=title, mailbox_id=chosen.id)
