"""Records keys under a letter and replays them: commands and the answers to their dialogs, not the time between them.

A replay goes on when what a step did is settled, and ends at the first refusal, at the end of the list, where a text is to be typed that
was not recorded, or by Esc.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Container, Sequence
from typing import TYPE_CHECKING, Final

from textual import events

from support_tui import i18n, key_macros
from support_tui.actions.interface import Choice, Severity
from support_tui.commands import BY_ID, Command, Scope
from support_tui.key_macros import REPLAY, Circle, Given, Step, count_and_letter, steps_of
from support_tui.screens.keys import as_latin, key_name
from support_tui.screens.run import run_command
from support_tui.screens.typed_steps import do_again
from support_tui.store import Changes, LinePhase
from support_tui.wire.commands import Command as WireCommand
from support_tui.wire.refusals import Refusal

if TYPE_CHECKING:
    from support_tui.screens.console import Console

#: What is never part of a recording: it would record itself, or only leads to other commands.
_NOT_RECORDED: Final = frozenset(
    {"view.record_keys", REPLAY, "view.key_macros", "view.palette", "view.help", "view.suspend", "view.quit"}
)
#: Steps that end a replay where they did nothing: there is no further row.
_ONWARD: Final = frozenset({"move.down", "move.up", "view.next_conversation", "view.previous_conversation"})
#: Whatever the server does not answer in this time is not waited for.
_SETTLED_WITHIN_S: Final = 5.0


class KeyMacros:
    """The recorder and player of one console."""

    def __init__(self, console: "Console") -> None:
        self._console = console
        self._macros, self._damaged = dict[str, tuple[Step, ...]](), None
        self._is_read = False
        self._letter = ""
        """The letter that is being recorded to, or nothing."""
        self._steps: list[Step] = []
        self._wants_letter: Callable[[str], None] | None = None
        self._count = ""
        self._last = ""
        self._is_playing = self._is_stopped = False
        self._answers: deque[Given] = deque()

    # ------------------------------------------------------------ what others ask

    @property
    def recording(self) -> str:
        """What the status line says while keys are recorded."""
        if not self._letter:
            return ""
        return i18n.text("key-macro-recording", letter=self._letter, n=len(self._steps))

    @property
    def is_busy(self) -> bool:
        """Whether the next key is for the recorder."""
        return self._is_playing or self._wants_letter is not None

    def takes(self, event: events.Key) -> bool:
        """Whether the key is for the recorder: a letter it asked for, or anything during a replay, which only Esc ends."""
        if self._wants_letter is not None:
            self._take_letter(event, self._wants_letter)
            return True
        if self._is_playing and event.key == "escape":
            self._is_stopped = True
        return self._is_playing

    def note(self, command: Command) -> None:
        """A command is about to run; while recording it becomes a step."""
        if self._letter and not self._is_playing and command.id not in _NOT_RECORDED:
            if Scope.COMPOSER in command.scopes:
                return
            key = self._console.keys.last_key if command.id == "view.queue_number" else ""
            self._steps.append(Step(command.id, key))
            self._console.bars.desk_changed()

    async def answer(
        self, ask: Callable[[], Awaitable[Given]], fits: Callable[[Given], bool] = lambda given: True
    ) -> Given:
        """What a dialog was answered: in a replay what was recorded, where it still `fits`; else what the person says now, which a
        recording keeps."""
        if self._is_playing and self._answers and fits(self._answers[0]):
            return self._answers.popleft()
        if self._is_playing:
            self._is_stopped = True
        given = await ask()
        if self._letter and self._steps and not self._is_playing:
            last = self._steps[-1]
            self._steps[-1] = Step(last.command, last.key, (*last.answers, given))
        return given

    def interrupt(self) -> None:
        """What comes now only the person may answer: a replay ends with this step."""
        self._is_stopped = True

    def typed(self, by: Container[str], text: str, *, is_yes: bool = False, is_left: bool = False) -> None:
        """A field that the last step opened was sent off, or left: its words are part of the step."""
        if not self._letter or self._is_playing or not self._steps:
            return
        last = self._steps[-1]
        if last.command in by and not last.answers:
            given = Given(text=text, is_yes=is_yes, is_left=is_left)
            self._steps[-1] = Step(last.command, last.key, (given,), is_typed=True)

    # ------------------------------------------------------------ recording

    def record(self) -> None:
        """Ask for a letter and begin, or end what is being recorded and keep it."""
        if not self._letter:
            self._ask_letter("key-macro-ask-record", self._begin)
            return
        letter, self._letter = self._letter, ""
        if self._steps:
            self._kept()[letter] = tuple(self._steps)
            self._write()
            replay = self._console.keymap.label(REPLAY)
            self._say("key-macro-kept", letter=letter, n=len(self._steps), key=replay)
        else:
            self._say("key-macro-nothing")
        self._console.bars.desk_changed()

    def _begin(self, letter: str) -> None:
        self._letter, self._steps = letter, []
        self._console.bars.desk_changed()

    def _ask_letter(self, text_id: str, then: Callable[[str], None]) -> None:
        self._wants_letter, self._count = then, ""
        self._say(text_id)

    def _take_letter(self, event: events.Key, then: Callable[[str], None]) -> None:
        key = as_latin(key_name(event))
        if key.isdecimal() and then == self._replay and len(self._count) < 4:
            self._count += str(int(key))
            return
        self._wants_letter = None
        same_again = key == self._console.keymap.label(REPLAY) and then == self._replay
        if same_again and self._last:
            then(self._count + self._last)
        elif len(key) == 1 and key.isascii() and key.isalpha():
            then(self._count + key.lower())
        else:
            self._say("key-macro-no-letter")

    # ------------------------------------------------------------ replaying

    def replay(self) -> None:
        """Ask for a letter, a count before it if wanted, and play what is under it."""
        if not self._kept():
            self._say("key-macro-none", key=self._console.keymap.label("view.record_keys"))
            return
        self._ask_letter("key-macro-ask-replay", self._replay)

    def _replay(self, key: str) -> None:
        letter = count_and_letter(key)[1]
        self._last = letter
        if letter == self._letter:
            self._say("key-macro-circle", letter=letter)
            return
        try:
            steps = steps_of(key, self._kept())
        except Circle as circle:
            self._say("key-macro-circle", letter=str(circle))
            return
        if not steps:
            self._say("key-macro-nothing-under", letter=letter)
            return
        if self._letter:
            self._steps.append(Step(REPLAY, key))
        self._console.run_worker(self._play(steps), group="key macro")

    async def _play(self, steps: Sequence[Step]) -> None:
        desk, hears = self._console.desk, self._console.desk.on_refused

        def refused(refusal: Refusal, command: WireCommand | None) -> None:
            self._is_stopped = True
            hears(refusal, command)

        desk.on_refused = refused
        self._is_playing, self._is_stopped = True, False
        try:
            for number, step in enumerate(steps, 1):
                why = await self._play_step(step)
                if why is not None:
                    self._say("key-macro-stopped", n=number, total=len(steps), reason=i18n.text(why))
                    return
        finally:
            self._is_playing = False
            self._answers.clear()
            desk.on_refused = hears
        self._say("key-macro-done", n=len(steps))

    async def _play_step(self, step: Step) -> str | None:
        """Do one step; the Fluent id of why the replay ends with it, None where it goes on."""
        console = self._console
        command = BY_ID.get(step.command)
        if command is None:
            return "key-macro-unknown"
        if self._is_stopped:
            return "key-macro-interrupted"
        if (reason := command.disabled(console.situation())) is not None:
            return reason
        stood = (
            console.inbox.cursor.position,
            console.inbox.cursor_id,
            console.open_id,
            self._line_in_thread(),
        )
        self._answers = deque(step.answers)
        console.keys.last_key = step.key
        if step.is_typed:
            do_again(console, step)
        else:
            run_command(console, command)
        await self._settled(command)
        if self._is_stopped:
            return "key-macro-refused"
        stands = (
            console.inbox.cursor.position,
            console.inbox.cursor_id,
            console.open_id,
            self._line_in_thread(),
        )
        if command.id in _ONWARD and stands == stood:
            return "key-macro-end-of-list"
        if console.arrangement.scope() in (None, Scope.COMPOSER):
            return "key-macro-field"
        return None

    def _line_in_thread(self) -> tuple[object, object]:
        """Where the thread's cursor stands: moving moves it while the thread has the focus."""
        return self._console.thread.reader.viewport.top, self._console.thread.message

    async def _settled(self, command: Command) -> None:
        """Wait until the command's handler is done, the server has answered what it sent, and the cursor's row is loaded."""
        console = self._console
        working = [worker for worker in console.workers if worker.group == f"run {command.id}"]
        if working:
            await console.workers.wait_for_complete(working)
        changed = asyncio.Event()

        def hear(changes: Changes) -> None:
            changed.set()

        stop = console.store.subscribe(hear)
        try:
            async with asyncio.timeout(_SETTLED_WITHIN_S):
                while self._is_unsettled() and not self._is_stopped:
                    changed.clear()
                    await changed.wait()
        except TimeoutError:
            # A slow answer is not waited for: what it refuses is said when it comes.
            pass
        finally:
            stop()
        # One turn for what the step has posted.
        await asyncio.sleep(0)

    def _is_unsettled(self) -> bool:
        console = self._console
        replica = console.store.replica
        is_live = replica.line.phase is LinePhase.LIVE
        is_unloaded = console.inbox.cursor_id is None and console.inbox.source.total > 0
        return is_live and (is_unloaded or bool(list(replica.pending.unanswered())))

    # ------------------------------------------------------------ what is kept

    async def choose(self) -> None:
        """Show what is kept; one of them is replayed or deleted."""
        kept = self._kept()
        if not kept:
            self._say("key-macro-none", key=self._console.keymap.label("view.record_keys"))
            return
        choices = [
            Choice(letter, letter, hint=self._summary(steps)) for letter, steps in sorted(kept.items())
        ]
        letter = await self._console.ui.pick("key-macro-title", choices)
        if letter is None:
            return
        what = await self._console.ui.pick(
            "key-macro-title",
            [
                Choice("replay", label_id="cmd-view-replay-keys"),
                Choice("delete", label_id="key-macro-delete"),
            ],
        )
        if what == "delete":
            del kept[letter]
            self._write()
            self._say("key-macro-deleted", letter=letter)
        elif what == "replay":
            self._replay(letter)

    def _summary(self, steps: Sequence[Step]) -> str:
        titles = [i18n.text(BY_ID[step.command].title_id) for step in steps if step.command in BY_ID]
        return i18n.text("key-macro-steps", n=len(steps), first=" · ".join(titles[:4]))

    def _kept(self) -> dict[str, tuple[Step, ...]]:
        if not self._is_read:
            self._is_read = True
            self._macros, damaged = key_macros.read()
            if damaged is not None:
                self._say("key-macro-damaged", path=str(damaged))
        return self._macros

    def _write(self) -> None:
        try:
            key_macros.write(self._macros)
        except OSError as error:
            self._say("key-macro-not-kept", reason=str(error))

    def _say(self, text_id: str, **params: str | int) -> None:
        is_warning = text_id in (
            "key-macro-stopped",
            "key-macro-circle",
            "key-macro-damaged",
            "key-macro-not-kept",
        )
        self._console.ui.notify(text_id, Severity.WARNING if is_warning else Severity.INFORMATION, **params)
