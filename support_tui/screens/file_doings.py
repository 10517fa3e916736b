"""What is done with a file of a message: shown in words, opened, saved, given to a program; each with how far it has come."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from support_tui import i18n, opening, paths
from support_tui.actions.interface import Severity
from support_tui.actions.kept_files import KeptFile, files_within
from support_tui.actions.mail_desk import TooLarge
from support_tui.actions.refusals import failure_words
from support_tui.pictures import FILE_BYTES, Way, is_installed
from support_tui.screens.long_text import LongTextScreen
from support_tui.screens.program import run_program
from support_tui.text.sanitize import sanitize, sanitize_line
from support_tui.widgets.long_text import Stretch
from support_tui.widgets.thread.files import invite_words
from support_tui.wire.file_kinds import FileKind
from support_tui.wire.links import numbered
from support_tui.wire.mail_reading import FileReading

if TYPE_CHECKING:
    from support_tui.screens.console import Console
    from support_tui.screens.files import FilesScreen

#: Programs get no more than this on their standard input.
PIPED_BYTES: Final = 64_000_000
_LARGE_BYTES: Final = 500_000


def downloads(console: "Console") -> Path:
    """Where files are saved unless one says otherwise."""
    chosen = console.settings.downloads
    return _folder(chosen) if chosen else paths.downloads_dir()


def _folder(written: str) -> Path:
    return Path(written).expanduser()


async def ask_folder(console: "Console") -> Path | None:
    """The folder that somebody names; None where they do not."""
    written = await console.ui.ask_text(
        "files-folder-title", str(downloads(console)), hint_id="files-folder-hint"
    )
    return _folder(written.strip()) if written and written.strip() else None


def _progress(screen: "FilesScreen", file: KeptFile) -> Callable[[int, int], None]:
    """Tells how far a large file has come, each time that it is a hundredth farther."""
    last = -1

    def told(come: int, total: int) -> None:
        nonlocal last
        percent = come * 100 // total if total else 0
        if file.size > _LARGE_BYTES and percent != last:
            last = percent
            screen.say(
                i18n.text(
                    "files-coming",
                    name=sanitize_line(file.filename),
                    come=i18n.size(come),
                    total=i18n.size(total),
                )
            )

    return told


async def save(screen: "FilesScreen", files: Sequence[KeptFile], folder: Path) -> None:
    """Each under a name of its own, never over another file."""
    ui, saved = screen.behind.ui, list[Path]()
    for file in files:
        try:
            answer = await screen.behind.desk.mail.save(
                file.path, folder, file.filename, _progress(screen, file)
            )
        except OSError as error:
            ui.notify(
                "files-not-saved", Severity.ERROR, folder=str(folder), reason=error.strerror or str(error)
            )
            break
        if not isinstance(answer, Path):
            ui.notify_text(failure_words(answer), Severity.ERROR)
            break
        saved.append(answer)
    screen.say("")
    if len(saved) == 1:
        ui.notify("frame-file-saved", path=str(saved[0]))
    elif saved:
        ui.notify("files-saved", count=len(saved), folder=str(folder))


async def look(screen: "FilesScreen", file: KeptFile) -> None:
    """In words where it says something, as a picture where it is one, else with the system's program."""
    console = screen.behind
    if file.kind is FileKind.IMAGE and await _previewed(screen, file):
        return
    if not file.is_readable:
        await open_file(screen, file)
        return
    answer = await console.desk.mail.file_reading(file.attachment_id)
    if not isinstance(answer, FileReading):
        console.ui.notify_text(failure_words(answer), Severity.WARNING)
        return
    title = f"{sanitize_line(file.filename)} · {i18n.text('file-kind', kind=file.kind.value)} · {i18n.size(file.size)}"
    within = tuple(files_within(file, answer))
    hint = "reading-file-keys-within" if within else "reading-file-keys"
    keys = {"d": lambda shown: _show_within(console, file, within)} if within else {}
    reading = LongTextScreen(console, title, hint, keys)
    reading.put(list(stretches_of(answer, console.store.clock())))
    console.app.push_screen(reading)


def _show_within(console: "Console", file: KeptFile, within: Sequence[KeptFile]) -> None:
    from support_tui.screens.files import FilesScreen

    title = i18n.text("files-within", name=sanitize_line(file.filename), count=len(within))
    console.app.push_screen(FilesScreen(console, title, within))


def stretches_of(reading: FileReading, now: int) -> "list[Stretch]":
    """What a file says: its title, its facts, its words, and what lies in it."""
    shown: list[Stretch] = []
    if reading.title:
        shown.append(Stretch(sanitize_line(reading.title), is_strong=True))
    for field in reading.fields:
        name = f"{i18n.text('reading-field', name=field.name)}: "
        shown.append(Stretch(name + sanitize_line(field.value), len(name)))
    if reading.invite is not None:
        shown += [Stretch(line) for line in invite_words(reading.invite, now)]
    for file in reading.files:
        shown.append(Stretch(f"▪ {sanitize_line(file.filename)}  {i18n.size(file.size)}"))
    if shown and reading.text:
        shown.append(Stretch(""))
    is_code = reading.kind in (FileKind.TEXT, FileKind.ARCHIVE, FileKind.INVITE, FileKind.CONTACT)
    if reading.text:
        shown.append(Stretch(reading.text if is_code else numbered(reading.text), is_code=is_code))
    return shown


async def open_file(screen: "FilesScreen", file: KeptFile) -> None:
    """With the system's program, from a copy of one's own that nobody else can read; asks first where it could do harm."""
    console = screen.behind
    opener = console.settings.opener
    if not opener:
        console.ui.notify("files-no-opener", Severity.WARNING)
        return
    if file.danger is not None:
        words = i18n.text("reading-danger", danger=file.danger.value)
        name = sanitize_line(file.filename)
        if not await console.ui.confirm_danger("files-open-danger", name=name, danger=words):
            return
    folder = paths.make_private(paths.opened_dir())
    try:
        answer = await console.desk.mail.save(file.path, folder, file.filename, _progress(screen, file))
    except OSError as error:
        console.ui.notify(
            "files-not-saved", Severity.ERROR, folder=str(folder), reason=error.strerror or str(error)
        )
        return
    screen.say("")
    if not isinstance(answer, Path):
        console.ui.notify_text(failure_words(answer), Severity.ERROR)
        return
    problem = opening.open_with(opener, str(answer))
    if problem:
        console.ui.notify("links-not-opened", Severity.WARNING, reason=problem)
    else:
        console.ui.notify("files-opened", name=sanitize_line(file.filename))


async def pipe(screen: "FilesScreen", file: KeptFile) -> None:
    """The bytes of the file to a line of the shell; what it says is shown."""
    console = screen.behind
    command = await console.ui.ask_text("files-pipe-title", hint_id="files-pipe-hint")
    if command is None or not command.strip():
        return
    try:
        content = await console.desk.mail.content(file.path, PIPED_BYTES, _progress(screen, file))
    except TooLarge:
        console.ui.notify("files-too-large", Severity.WARNING, limit=i18n.size(PIPED_BYTES))
        return
    screen.say("")
    if not isinstance(content, bytes):
        console.ui.notify_text(failure_words(content), Severity.ERROR)
        return
    shown = LongTextScreen(
        console, i18n.text("pipe-running", command=sanitize_line(command)), "reading-file-keys"
    )
    console.app.push_screen(shown)
    settings = console.settings
    ran = await run_program(
        command, content, os.environ | {"SUPPORT_FILE_NAME": sanitize_line(file.filename)},
        limit_s=settings.pipe_limit_s, limit_bytes=settings.pipe_limit_bytes,
    )  # fmt: skip
    said = sanitize(ran.out) + (
        f"\n{i18n.text('pipe-errors')}\n{sanitize(ran.errors)}" if ran.errors.strip() else ""
    )
    cut = f"\n{i18n.text('pipe-cut', shown=i18n.size(settings.pipe_limit_bytes))}" if ran.is_cut else ""
    shown.put([Stretch(said.strip("\n") + cut or i18n.text("pipe-nothing"), is_code=True)])
    ended = "pipe-failed" if ran.code else "pipe-ended"
    named: dict[str, str | int] = {
        "command": sanitize_line(command),
        "code": str(ran.code),
        "seconds": settings.pipe_limit_s,
        "reason": ran.reason,
    }
    shown.say(
        i18n.text("pipe-not-started" if ran.reason else "pipe-timed-out" if ran.is_late else ended, **named)
    )


async def _previewed(screen: "FilesScreen", file: KeptFile) -> bool:
    """Whether the picture is shown here, or it was said why not; where the terminal shows none, it is opened like any other file."""
    console = screen.behind
    way = console.settings.pictures
    if way is Way.OFF or file.size > FILE_BYTES:
        return False
    if not is_installed(way):
        if not console.settings.opener:
            console.ui.notify("picture-not-installed", Severity.WARNING)
        return not console.settings.opener
    content = await console.desk.mail.content(file.path, FILE_BYTES, _progress(screen, file))
    screen.say("")
    if not isinstance(content, bytes):
        console.ui.notify_text(failure_words(content), Severity.ERROR)
        return True
    from support_tui.screens.picture import PictureScreen

    console.app.push_screen(PictureScreen(console, file, content, way))
    return True
