"""Gives a conversation to a program of the agent's: asks which, makes the text that it gets; the screen runs it."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

import msgspec

from support_tui import i18n, transcript
from support_tui.actions.interface import ActionContext, Choice
from support_tui.wire.views import Directory, ThreadPage
from support_tui.wire.whole import as_document

#: Command lines that are remembered.
REMEMBERED: Final = 50


class Form(StrEnum):
    """How a conversation is written for a program; each has its name in the text `pipe-form-<form>`."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    JSON = "json"


class Piped(msgspec.Struct, frozen=True):
    """A command line and the form of what it gets."""

    command: str
    form: Form = Form.PLAIN

    @property
    def value(self) -> str:
        return f"{self.form}:{self.command}"


def piped_of(value: str) -> Piped:
    """The same from a picker's value."""
    form, _, command = value.partition(":")
    return Piped(command, Form(form))


async def run(context: ActionContext) -> None:
    """Ask for a command line and let the screen run it with the conversation on its standard input."""
    target = context.open_id if context.open_id is not None else next(iter(context.targets), None)
    if target is None:
        return

    async def find(typed: str) -> Sequence[Choice]:
        return choices(typed, context.ui.piped_before())

    before = context.ui.piped_before()
    chosen = await context.ui.pick("pipe-title", choices("", before), find=find)
    if chosen is not None:
        piped = piped_of(chosen)
        context.ui.show_screen("pipe", conversation_id=target, command=piped.command, form=piped.form.value)


def choices(typed: str, before: Sequence[Piped]) -> list[Choice]:
    """What is typed, in each form, the one used last first; then the remembered lines that hold it, the last one first."""
    command = typed.strip()
    last = before[0].form if before else Form.PLAIN
    forms = sorted(Form, key=lambda form: form is not last)
    fresh = [Piped(command, form) for form in forms] if command else []
    old = [piped for piped in before if command in piped.command and piped not in fresh]
    return [Choice(one.value, one.command, hint=i18n.text(f"pipe-form-{one.form}")) for one in (*fresh, *old)]


def remembered(before: Sequence[Piped], piped: Piped) -> tuple[Piped, ...]:
    """The lines with one more, which stands first."""
    return (piped, *(one for one in before if one != piped))[:REMEMBERED]


def text_for(form: Form, page: ThreadPage, directory: Directory) -> str:
    """The conversation as a program gets it."""
    match form:
        case Form.PLAIN:
            return transcript.plain(page, directory)
        case Form.MARKDOWN:
            return transcript.markdown(page, directory)
        case Form.JSON:
            return as_document(page) + "\n"
