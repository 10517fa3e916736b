"""What a verb of the command line is: its arguments, its options, where it works. Pure data."""

from enum import StrEnum

import msgspec


class Kind(StrEnum):
    """What the words of an argument or the value of an option mean: decides how they are read and completed.

    Each has a name for people in the text `argument-<kind>`."""

    ID = "id"
    IDS = "ids"
    MESSAGE = "message"
    QUERY = "query"
    WORDS = "words"
    TEXT = "text"
    TITLE = "title"
    WHO = "who"
    STATUS = "status"
    TAGS = "tags"
    MAILBOX = "mailbox"
    PRIORITY = "priority"
    PHRASE = "phrase"
    QUEUE = "queue"
    SORT = "sort"
    VIEW = "view"
    NUMBER = "number"
    ADDRESSES = "addresses"
    KEY = "key"
    FILE = "file"
    FOLDER = "folder"
    URL = "url"
    FORMAT = "format"
    SHELL = "shell"


class VerbGroup(StrEnum):
    """The heading a verb stands under in help and documentation, in this order."""

    LOOK = "look"
    WRITE = "write"
    TRIAGE = "triage"
    PROGRAM = "program"


class Argument(msgspec.Struct, frozen=True):
    """Words behind a verb. Numbers of conversations lead; whatever else a verb takes is all that follows them."""

    kind: Kind
    is_optional: bool = False


class Option(msgspec.Struct, frozen=True):
    """`--name`, with a value where `kind` says what it is. Its sentence is the text `option-<name>`."""

    name: str
    kind: Kind | None = None
    is_many: bool = False
    """May be given again: the values stand one a line."""

    @property
    def text_id(self) -> str:
        return f"option-{self.name}"


class Verb(msgspec.Struct, frozen=True):
    """One thing that can be asked for by name. Its sentence is the text `verb-<name>`, `example` is the words of a
    likely use. `in_console` puts it on the console's `:` line too. One that `stands_alone` means something else without any argument,
    which the text `verb-<name>-alone` says."""

    name: str
    group: VerbGroup
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()
    changes: bool = False
    in_console: bool = False
    stands_alone: bool = False
    example: str = ""

    @property
    def text_id(self) -> str:
        return f"verb-{self.name}"

    @property
    def takes_many(self) -> bool:
        """Whether it is done to any number of conversations."""
        return any(argument.kind is Kind.IDS for argument in self.arguments)

    @property
    def last(self) -> Argument | None:
        """What stands behind the numbers of conversations."""
        return next((a for a in self.arguments if a.kind not in (Kind.ID, Kind.IDS)), None)

    def option(self, name: str) -> Option | None:
        return next((option for option in self.options if option.name == name), None)
