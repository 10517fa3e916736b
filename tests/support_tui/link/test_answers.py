"""What an exchange with the server comes to: the same for the console and the command line."""

from support_tui.link.answers import Unreachable, answer_of, of_command
from support_tui.wire import codec
from support_tui.wire.commands import Accepted
from support_tui.wire.refusals import Refusal, RefusalCode

DONE = Accepted("key-1", 7)
PAGE = (200, b"<html>Welcome to our hotel</html>")


def test_an_answer_is_read_in_its_type() -> None:
    """A success is what was asked for, a refusal of ours itself, somebody else's error no answer at all."""
    refused = codec.encode({"error": {"code": "not_found", "params": {"id": 4}}})
    assert answer_of((200, codec.encode(DONE)), Accepted) == DONE
    assert answer_of((404, refused), Accepted) == Refusal(RefusalCode.NOT_FOUND, {"id": 4})
    assert answer_of((502, b"Bad gateway"), Accepted) == Unreachable("HTTP 502")
    assert answer_of(Unreachable("gone"), Accepted) == Unreachable("gone")


def test_a_page_of_a_hotels_network_leaves_a_command_to_be_sent_again() -> None:
    """Nobody knows whether it was done; a question only could not be read."""
    unread = answer_of(PAGE, Accepted)
    assert isinstance(unread, Refusal)
    assert unread.code is RefusalCode.MALFORMED
    assert isinstance(of_command(unread), Unreachable)
    assert of_command(DONE) == DONE
