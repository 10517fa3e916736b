"""Unsent texts on two machines of one agent: whatever is typed where, and whenever each hears of the other, the newest stands and no words are lost."""

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from support_tui.store.drafts import Draft, DraftKey, Drafts
from support_tui.wire.drafts import DraftKind, DraftPage, DraftSaved, SavedDraft

KEY = DraftKey(41, "reply")


@dataclass
class Server:
    """Keeps drafts by the rule that `server.core.drafts` has: what was not written on top of what stands is a clash."""

    stands: SavedDraft | None = None
    kept: list[SavedDraft] = field(default_factory=list)
    now: int = 100

    def page(self) -> DraftPage:
        return DraftPage((self.stands,) if self.stands else ())

    def save(self, draft: Draft | None, base: int) -> DraftSaved:
        self.now += 1
        current = self.stands
        if draft is None:
            self.stands = None if current is None or current.version == base else current
            return DraftSaved(self.stands)
        fresh = SavedDraft(1, 1, 41, DraftKind.REPLY, draft.text, draft.at, self.now)
        if current is None or current.version == base or current.text == draft.text:
            self.stands = fresh
            return DraftSaved(fresh)
        self.stands, lost = (fresh, current) if draft.at >= current.updated_at else (current, fresh)
        self.kept.append(replace(lost, is_kept=True))
        return DraftSaved(self.stands, self.kept[-1])


def push(drafts: Drafts, server: Server) -> None:
    """Tell the server what it does not have, until it has it."""
    while drafts.unsaved():
        mine = drafts.by_key.get(KEY)
        base = drafts.forgotten.get(KEY, 0) if mine is None else mine.version
        drafts.settled(KEY, mine, server.save(mine, base))


def text_of(drafts: Drafts) -> str | None:
    return drafts.by_key[KEY].text if KEY in drafts.by_key else None


STEPS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(["type", "push", "read"])), max_size=14)


@settings(max_examples=300)
@given(STEPS)
def test_two_machines_agree_and_nothing_is_lost(steps):
    """After any mixture of typing, saving and reading, both have the same text, and every last text of a machine that the other had not
    seen is that one or a kept version."""
    server, machines = Server(), (Drafts(), Drafts())
    last: dict[int, str] = {}
    for at, (which, step) in enumerate(steps):
        drafts = machines[which]
        if step == "type":
            text = f"{which} at {at}"
            drafts.put(KEY, Draft(text, at))
            last[which] = text
        elif step == "push":
            push(drafts, server)
        else:
            before = text_of(drafts)
            drafts.take_page(server.page())
            if text_of(drafts) != before:
                last.pop(which, None)
    for drafts in (*machines, *machines):
        push(drafts, server)
        drafts.take_page(server.page())
    assert text_of(machines[0]) == text_of(machines[1])
    stands = server.stands.text if server.stands else None
    assert text_of(machines[0]) == stands
    texts = {stands, *(draft.text for draft in server.kept)}
    typed_on_top = {text for text in last.values() if text not in texts}
    assert all(_was_read_before_it_was_replaced(text, steps) for text in typed_on_top)


def _was_read_before_it_was_replaced(text: str, steps: list[tuple[int, str]]) -> bool:
    """A text that is nowhere any more was seen on the other machine before that one wrote on: it read, or was told when it saved."""
    which, at = int(text[0]), int(text.rpartition(" ")[2])
    pushed = [n for n, (machine, step) in enumerate(steps) if n > at and (machine, step) == (which, "push")]
    read = [
        n
        for n, (machine, step) in enumerate(steps)
        if pushed and n > pushed[0] and machine == 1 - which and step in ("read", "push")
    ]
    return bool(read)


def test_what_was_sent_here_is_forgotten_there():
    """A clean copy goes, one that was written on stays."""
    server, here, there = Server(), Drafts(), Drafts()
    here.put(KEY, Draft("Hello", 1))
    push(here, server)
    there.take_page(server.page())
    here.put(KEY, Draft("", 2))
    push(here, server)
    assert there.take_page(server.page()) == {KEY}
    assert text_of(there) is None


def test_typing_while_it_is_saved_loses_no_letter():
    """The answer to an earlier text changes nothing of what stands here by now."""
    server, drafts = Server(), Drafts()
    drafts.put(KEY, Draft("He", 1))
    sent = drafts.by_key[KEY]
    drafts.put(KEY, Draft("Hello", 2))
    drafts.settled(KEY, sent, server.save(sent, sent.version))
    assert text_of(drafts) == "Hello"
    push(drafts, server)
    assert server.stands is not None and (server.stands.text, server.kept) == ("Hello", [])


def test_a_draft_of_an_earlier_run_is_told_to_the_server():
    """Written off line, and the machine was switched off."""
    drafts = Drafts()
    drafts.restore(KEY, Draft("still here", 1))
    assert drafts.unsaved() == [KEY]


def test_a_draft_being_typed_goes_on_from_what_stands():
    """It has the version and the sharing of the draft it becomes, is to be told, and changes nothing here; blank it is none."""
    drafts = Drafts({KEY: Draft("one", 1, version=7, is_shared=True)})
    typed = drafts.as_typed(KEY, Draft("one two", 2))
    assert typed == Draft("one two", 2, version=7, is_dirty=True, is_shared=True)
    assert drafts.as_typed(KEY, Draft(" \n", 2)) is None
    assert drafts.by_key == {KEY: Draft("one", 1, version=7, is_shared=True)}
    assert drafts.put(KEY, Draft("one two", 2)) and drafts.by_key == {KEY: typed}
