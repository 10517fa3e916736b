"""The files that go with what is being written: shown, added, removed, kept with the draft. Reads no file itself."""

import re
from collections.abc import Mapping
from typing import ClassVar, Final

from support_tui import i18n
from support_tui.messages import FileWanted, Remark
from support_tui.store.drafts import FILES, files_in, joined, with_files
from support_tui.text.display import TextMode
from support_tui.text.sanitize import sanitize_line
from support_tui.widgets.bidi_runs import Piece
from support_tui.wire.commands import IncomingFile
from support_tui.wire.limits import FILES_PER_LETTER, LETTER_FILES_BYTES

from .head import LabelLine
from .place import WritingPlace

#: Words that announce a file. Compared in lower case, as beginnings of words.
_ANNOUNCES: Final = re.compile(
    r"(?<!\w)(?:attach(?:ed|ment|ing)|enclosed|see the file|anbei|im anhang|angehängt|ci-joint|adjunt|allegat|anexo|em anexo|bijlage|"
    r"و?ال?مرفق|و?أرفقت|و?ارفقت|و?نرفق|و?أرفق|تجدون? طي)"
)


class Enclosing(WritingPlace):
    """The part of the composer that has the files."""

    DEFAULT_CSS: ClassVar[str] = """
    Enclosing > .composer-files { display: none; }
    Enclosing > .composer-files.-on { display: block; }
    """

    def __init__(self, mode: TextMode, *, id: str | None = None) -> None:
        super().__init__(mode, id=id)
        self.files: tuple[IncomingFile, ...] = ()
        self._coming: tuple[str, ...] = ()
        self._has_asked = False
        self._letter = 0
        """Counts the letters that were begun: a file belongs to one of them, whatever is written when it arrives."""
        self._line = LabelLine(mode, classes="composer-files")

    def load_files(self, extra: dict[str, str], given: tuple[IncomingFile, ...] = ()) -> None:
        """Those of a draft, else those given."""
        self.files = files_in(extra) if extra.get(FILES) else given
        self._coming, self._has_asked = (), False
        self._letter += 1
        self._show_files()

    @property
    def files_kept(self) -> dict[str, str]:
        """The files as a draft keeps them."""
        return with_files(self.files)

    def joined_by(self, back: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
        """A text is given back to what is being written: its files go along too; what the fields say then."""
        whole = joined({**typed, **self.files_kept}, back)
        self.files = files_in(whole)
        self._show_files()
        return whole

    def file_comes(self, name: str) -> int:
        """A file is being uploaded; gives the letter that it is for."""
        self._coming = (*self._coming, name)
        self._show_files()
        return self._letter

    def file_came(self, name: str, file: IncomingFile | None, letter: int) -> bool:
        """It is there now, or will not come; False where its letter was left for another meanwhile, which must not get it."""
        if letter != self._letter:
            return False
        left = list(self._coming)
        if name in left:
            left.remove(name)
        self._coming = tuple(left)
        if file is not None and file.digest not in {other.digest for other in self.files}:
            self.files = (*self.files, file)
            self.files_changed()
        self._show_files()
        return True

    def file_dropped(self, digest: str) -> None:
        """A file does not go along after all."""
        self.files = tuple(file for file in self.files if file.digest != digest)
        self.files_changed()
        self._show_files()

    def files_changed(self) -> None:
        """The draft is another one."""

    def why_not_yet(self, text: str) -> tuple[str, dict[str, str | int]] | None:
        """What keeps the text from leaving at this key, as Fluent id and parameters. That a file is announced and none is there is asked
        once: the next time it leaves."""
        if self._coming:
            return "composer-files-coming", {"name": sanitize_line(self._coming[0])}
        if len(self.files) > FILES_PER_LETTER:
            return "composer-files-many", {"n": FILES_PER_LETTER}
        size = sum(file.size for file in self.files)
        if size > LETTER_FILES_BYTES:
            return "composer-files-large", {
                "size": i18n.size(size),
                "limit": i18n.size(LETTER_FILES_BYTES),
            }
        if not self.files and not self._has_asked and announces_file(text):
            self._has_asked = True
            return "composer-files-forgotten", {}
        return None

    def do_attach(self) -> None:
        """Choose a file to go along."""
        self.post_message(FileWanted())

    def do_detach(self) -> None:
        """Choose one that does not go along after all."""
        if self.files:
            self.post_message(FileWanted(is_going=False))
        else:
            self.post_message(Remark("composer-files-none"))

    def _show_files(self) -> None:
        pieces: list[Piece] = []
        for file in self.files:
            separator = "  ·  " if pieces else " "
            pieces += [
                Piece(separator, "words"),
                Piece(sanitize_line(file.filename), "strong"),
                Piece(f" {i18n.size(file.size)}", "words"),
            ]
        pieces += [
            Piece(f"  {i18n.text('composer-file-coming', name=sanitize_line(name))}", "wrong")
            for name in self._coming
        ]
        if pieces:
            pieces.insert(0, Piece(f" {i18n.text('composer-files')}", "words"))
        self._line.set_class(bool(pieces), "-on")
        self._line.say(*pieces)


def announces_file(text: str) -> bool:
    """Whether the writer's own words speak of an attached file; quoted lines do not count."""
    own = "\n".join(line for line in text.split("\n") if not line.lstrip().startswith(">"))
    return _ANNOUNCES.search(own.casefold()) is not None
