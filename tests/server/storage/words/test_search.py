"""Free words find the conversations that hold them anywhere, in any form, wherever the words stand."""

import pytest

from server.core.stem import stems
from server.storage.deadline import TooSlow, deadline
from server.storage.lists import pages
from server.storage.migrate import migrate
from server.storage.words import word_index
from server.storage.words.vocabulary import words_beginning
from server.storage.words.word_hits import LARGE, SMALL
from support_tui.wire.order import Sort
from support_tui.wire.words import words
from tests.server.storage.conftest import ReadDesk


class Texts:
    """Every conversation as the sets of words of its title and customer and of each message, read without any index."""

    def __init__(self, desk: ReadDesk) -> None:
        self._sets: dict[int, list[set[str]]] = {}
        for row in desk.rows:
            self._add(row.id, f"{row.title} {row.customer_name} {row.customer_email}")
        for conversation_id, text in desk.connection.execute("select conversation_id, text from message"):
            self._add(conversation_id, text)

    def _add(self, conversation_id: int, text: str) -> None:
        found = words(text)
        self._sets.setdefault(conversation_id, []).append(set(found) | set(stems(found)))

    def holding(self, *wanted: str) -> set[int]:
        """Conversations in which each word, or its stem, stands somewhere."""
        return {
            id_
            for id_, sets in self._sets.items()
            if all(any(word in each or stems([word])[0] in each for each in sets) for word in wanted)
        }

    def holding_beginning(self, beginning: str) -> set[int]:
        """Conversations with a word that begins so."""
        return {
            id_ for id_, sets in self._sets.items() if any(w.startswith(beginning) for s in sets for w in s)
        }


def found(desk: ReadDesk, text: str, sort: Sort = Sort.NEWEST, queue: str = "anywhere") -> list[int]:
    """All conversations that a search lists, page after page."""
    ids: list[int] = []
    page = desk.page(queue, text, sort, limit=100)
    ids += [row.id for row in page.rows]
    while page.after:
        page = desk.page(queue, text, sort, limit=100, after=page.after)
        assert page.start == len(ids)
        ids += [row.id for row in page.rows]
    return ids


@pytest.fixture(params=["as a small desk", "as a large desk"])
def sized(request: pytest.FixtureRequest, desk: ReadDesk, monkeypatch: pytest.MonkeyPatch) -> ReadDesk:
    """The desk read with the measures of a small and of a large one, where far fewer finds count as many."""
    if request.param == "as a large desk":
        monkeypatch.setattr(pages, "LARGE_DESK", 10)
        monkeypatch.setattr(pages, "LARGE", LARGE._replace(rare=20, window=15))
    else:
        monkeypatch.setattr(pages, "SMALL", SMALL._replace(rare=200, window=100))
    return desk


@pytest.mark.parametrize(
    "word", ["the", "refund", "refunds", "invoice", "customs", "الفاتورة", "فاتورة", "الطلب", "nora", "أمل"]
)
@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.ATTENTION])
def test_a_word_finds_every_conversation_that_holds_one_of_its_forms(sized: ReadDesk, word: str, sort: Sort):
    """Rare and common words alike, in titles, messages and names, English and Arabic; each conversation once."""
    listed = found(sized, word, sort)
    assert len(listed) == len(set(listed))
    assert set(listed) == Texts(sized).holding(*words(word)) & set(sized.expected("anywhere"))


@pytest.mark.parametrize(
    "text", ["refund invoice", "nora refund", "the order", "الفاتورة الطلب", "nora the delivery"]
)
def test_several_words_meet_anywhere_in_a_conversation(sized: ReadDesk, text: str):
    """One word in the customer's name and another in a message, or in two messages, is a find."""
    listed = found(sized, text)
    assert len(listed) == len(set(listed))
    assert set(listed) == Texts(sized).holding(*words(text)) & set(sized.expected("anywhere"))


@pytest.mark.parametrize("text", ["refu*", "re*", "in*", "الفا*", "shipp*"])
def test_a_beginning_finds_every_word_that_begins_so(sized: ReadDesk, text: str):
    """Beginnings of any length, those that the index knows and those that are looked up."""
    beginning = words(text)[0]
    assert set(found(sized, text)) >= Texts(sized).holding_beginning(beginning) & set(
        sized.expected("anywhere")
    )


@pytest.mark.parametrize(("queue", "text", "filter_"), [
    ("all", "refund", ""), ("mine", "the", ""), ("closed", "the priority:high", "priority:high"),
    ("anywhere", "order tag:billing", "tag:billing"), ("closed", "customs -tag:vip", "-tag:vip"),
])  # fmt: skip
def test_words_and_filters_narrow_together(sized: ReadDesk, queue: str, text: str, filter_: str):
    """Whatever leads, the list holds exactly what meets both."""
    word = words(text)[0]
    assert set(found(sized, text, queue=queue)) == Texts(sized).holding(word) & set(
        sized.expected(queue, filter_)
    )


def test_a_phrase_is_found_only_as_it_stands(desk: ReadDesk):
    """Quoted words stand in one message, in this order, in exactly this form."""
    text = desk.connection.execute("select text from message where id = 77").fetchone()[0]
    first, second, third = words(text)[:3]
    (conversation_id,) = desk.connection.execute(
        "select conversation_id from message where id = 77"
    ).fetchone()
    assert conversation_id in found(desk, f'"{first} {second} {third}"', queue="anywhere")
    assert found(desk, f'"{third} zulu {first}"') == []


def test_words_beside_others_in_a_choice_or_negated(desk: ReadDesk):
    """Words may stand anywhere in the tree."""
    texts, everything = Texts(desk), set(desk.expected("anywhere"))
    assert (
        set(found(desk, "refund OR customs"))
        == (texts.holding("refund") | texts.holding("customs")) & everything
    )
    assert set(found(desk, "-the")) == everything - texts.holding("the")


def test_exact_words_come_before_other_forms(desk: ReadDesk):
    """Of a rare word, conversations with just this form stand first."""
    listed = found(desk, "refunds invoiced")
    exact = [id_ for id_ in listed if id_ in set(found(desk, '"refunds" "invoiced"'))]
    assert listed[: len(exact)] == exact


def test_beginnings_are_looked_up_in_the_vocabulary(desk: ReadDesk):
    """Every indexed word with this beginning, sorted; too many are left to the index."""
    every_word = {w for sets in Texts(desk)._sets.values() for s in sets for w in s}
    expected = sorted(word for word in every_word if word.startswith("refu"))
    assert set(expected) >= set(words_beginning(desk.connection, "refu") or ()) >= {"refund"}
    assert words_beginning(desk.connection, "") is None


# --- the index itself -------------------------------------------------------------------------------------------------


@pytest.fixture
def empty_index(tmp_path):
    """A desk without a word."""
    from server.storage.db import open_writer

    connection = open_writer(tmp_path / "support.db")
    assert migrate(connection, tmp_path / "support.db") is None
    yield connection
    connection.close()


def entries(connection, table: str, match_text: str) -> list[int]:
    """The entries that match."""
    sql = f"select rowid from {table} where {table} match ? order by rowid"
    return [row[0] for row in connection.execute(sql, (match_text,))]


def test_a_renamed_conversation_is_found_by_its_new_title_alone(empty_index):
    """The old words leave the index without a trace."""
    old = word_index.Words(7, "Broken lamp", "Amal Haddad", ("amal@mail.example",))
    new = word_index.Words(7, "Broken lantern", "Amal Haddad", ("amal@mail.example",))
    word_index.index_conversation(empty_index, None, old)
    word_index.index_conversation(empty_index, old, new)
    assert entries(empty_index, "conversation_words", "lamp") == []
    assert entries(empty_index, "conversation_words", "lantern") == [7]
    assert entries(empty_index, "conversation_words", "amal") == [7]
    empty_index.execute("insert into conversation_words (conversation_words) values ('integrity-check')")


def test_a_customer_is_found_by_company_after_a_change(empty_index):
    """Name and company are different columns, both follow the profile."""
    old = word_index.Person(3, "Amal", ("amal@mail.example",), "Cedar Books")
    word_index.index_customer(empty_index, None, old)
    word_index.index_customer(
        empty_index, old, word_index.Person(3, "Amal", ("amal@mail.example",), "Delta Tools")
    )
    assert entries(empty_index, "customer_words", 'company:"ced" *') == []
    assert entries(empty_index, "customer_words", 'company:"del" *') == [3]
    assert entries(empty_index, "customer_words", 'person:"del" *') == []


def test_a_statement_is_stopped_at_its_deadline_and_the_next_one_is_not(desk: ReadDesk):
    """The clock belongs to the block alone."""
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    with pytest.raises(TooSlow), deadline(desk.connection, 0.01):
        desk.connection.execute(endless).fetchone()
    assert desk.connection.execute("select 1").fetchone() == (1,)
