"""Common words as conditions on whole lists: all conversations that hold a word as one set, which the list's rows are looked up in. Pure
but for one count.

Reading a list page by page asks the word index for windows, newest first. Who wants all of a list of a common word is better served by
the whole set: some 100,000 entries of narrow indexes, and no text is touched.
"""

from collections.abc import Sequence
from typing import Final

from support_tui.wire.query.tree import Word

from ..db import Reader
from ..words.match_text import Endings, any_form
from .compile import ALWAYS, Condition

# The title of what was merged into a conversation finds it too, through any number of merges.
_IN_HOLDERS: Final = """
(+c.id in (select m.conversation_id from message_words w cross join message m indexed by message_holder on m.id = w.rowid
  where w.message_words match ?)
or +c.id in (select w.rowid from conversation_words w where w.conversation_words match ?)
or +c.id in (with recursive went (id) as (
  select p.merged_into_id from conversation p indexed by conversation_merged
  where p.merged_into_id is not null and p.id in (select w.rowid from conversation_words w where w.conversation_words match ?)
  union select p.merged_into_id from went cross join conversation p on p.id = went.id where p.merged_into_id is not null)
  select id from went))"""

_ENTRIES: Final = """
select (select count(*) from (select 1 from message_words where message_words match ?1 limit ?2))
  + (select count(*) from (select 1 from conversation_words where conversation_words match ?1 limit ?2))"""


def are_common(connection: Reader, words: Sequence[Word], endings: Endings, rare: int) -> bool:
    """Whether each of the words stands in more than `rare` entries of the index; those of punctuation alone do."""
    forms = (any_form(word, endings) for word in words)
    return all(connection.execute(_ENTRIES, (form, rare + 1)).fetchone()[0] > rare for form in forms if form)


def held(word: Word, endings: Endings) -> Condition:
    """That a conversation is in the set of those that hold the word, in any form."""
    form = any_form(word, endings)
    return Condition(_IN_HOLDERS, (form, form, form)) if form else ALWAYS
