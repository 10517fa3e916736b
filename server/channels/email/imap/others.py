"""Which folders of a mailbox have got mail while the line stood in another one. In the thread of the mailbox.

One connection watches one folder (IDLE). Of the others a server tells that knows NOTIFY; every other server is asked by STATUS, over the same
connection: providers count connections, and one question a folder costs them less than another connection for each. A server that tells is
asked too, seldom; and as often as one that does not where a folder's name is not in plain letters: Dovecot (2.3) then says that it
will tell, and does not.
"""

import time
from collections.abc import Sequence
from typing import Final

from .fetching import FolderFetcher
from .line import Folder, Line, Mark

ASKED_S: Final = 10.0
"""How late a mail in such a folder may be noticed where the server does not tell by itself."""
CHECKED_S: Final = 60.0
"""How late where it says that it tells, and does not."""
_SHARE: Final = 0.1
"""So much of its time a connection asks, at most: many folders at a slow server are asked more seldom."""


class OtherFolders:
    """What is known of folders that are not open; `poll_s` is how often somebody wants them looked at."""

    def __init__(self, names: Sequence[str], poll_s: float) -> None:
        self._poll_s = poll_s
        self._are_plain = all(name.isascii() and "&" not in name for name in names)
        self._marks: dict[str, Mark] = {}
        self._next_s = 0.0

    def saw(self, folder: Folder) -> None:
        """A folder was looked into as it is now."""
        self._marks[folder.name] = Mark(folder.uid_validity, folder.next_uid)

    def left_s(self) -> float:
        """How long they may be left alone, as far as the server has told of none."""
        return max(0.0, self._next_s - time.monotonic())

    def changed(self, line: Line, fetchers: Sequence[FolderFetcher]) -> list[FolderFetcher]:
        """Those that stand otherwise than when they were looked into, where it is time to ask. Raises MailFault."""
        if not fetchers or not (line.told_of_others() or self.left_s() == 0):
            return []
        begun_s = time.monotonic()
        found = [one for one in fetchers if line.mark(one.folder) != self._marks.get(one.folder)]
        now_s = time.monotonic()
        every_s = CHECKED_S if line.watches_others and self._are_plain else ASKED_S
        self._next_s = now_s + max(min(every_s, self._poll_s), (now_s - begun_s) / _SHARE)
        return found
