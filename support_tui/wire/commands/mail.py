"""What is done to a mail that lies here already."""

from typing import Annotated

import msgspec

from support_tui.wire.commands.base import OnConversation, Text, Title

Charset = Annotated[str, msgspec.Meta(max_length=40)]


class RedecodeMessage(OnConversation, frozen=True):
    """A mail is read again with another charset (E33), or as it came where none is given; everybody sees it so. The server reads the
    raw mail: `text` and `title` are its own, whatever stands there."""

    message_id: int
    charset: Charset
    text: Text = ""
    title: Title = ""
