"""What is offered where a conversation is given to a program, and what the program gets."""

from support_tui.actions.pipe import REMEMBERED, Form, Piped, choices, piped_of, remembered, text_for
from support_tui.wire.codec import decode
from support_tui.wire.values import Attachment
from support_tui.wire.views import ThreadPage
from tests.support_tui.fakes import DIRECTORY, a_message, a_row


def test_what_is_typed_stands_first_in_every_form() -> None:
    """The form used last leads; remembered lines that hold what is typed follow."""
    before = (Piped("jq .row", Form.JSON), Piped("wc -l"))
    offered = [piped_of(choice.value) for choice in choices("jq", before)]
    assert offered == [
        Piped("jq", Form.JSON), Piped("jq", Form.PLAIN), Piped("jq", Form.MARKDOWN), Piped("jq .row", Form.JSON),
    ]  # fmt: skip
    assert [piped_of(choice.value) for choice in choices("", before)] == list(before)


def test_lines_are_remembered_once() -> None:
    """The one used last first, and not more than so many."""
    lines: tuple[Piped, ...] = ()
    for number in (*range(REMEMBERED + 5), 7):
        lines = remembered(lines, Piped(f"tool {number}"))
    assert lines[0] == Piped("tool 7")
    assert len(lines) == len(set(lines)) == REMEMBERED


def a_page() -> ThreadPage:
    message = a_message(7, 1, text="# no heading\n\x1b[31mred")
    files = (Attachment(1, "in\x1b[2Jvoice.pdf", "application/pdf", 1_200),)
    message = type(message)(
        **{name: getattr(message, name) for name in message.__struct_fields__} | {"attachments": files}
    )
    return ThreadPage(a_row(7, title="Broken *box*"), (message,))


def test_each_form_has_everything_and_acts_on_nothing() -> None:
    """Title, text and attachments; no escape sequence, and in Markdown no heading that a customer wrote."""
    for form in Form:
        text = text_for(form, a_page(), DIRECTORY)
        assert not set(text) & set("\x1b\x9b")
        assert "no heading" in text
        assert "voice.pdf" in text
    assert "\n> # no heading" in text_for(Form.MARKDOWN, a_page(), DIRECTORY)
    assert "Broken \\*box\\*" in text_for(Form.MARKDOWN, a_page(), DIRECTORY)


def test_json_is_the_thread_as_it_is() -> None:
    """Nothing is taken out of it."""
    assert decode(text_for(Form.JSON, a_page(), DIRECTORY), ThreadPage) == a_page()
