"""Texts that are being written, per conversation and kind; nothing typed is lost until it was sent or thrown away. Pure.

Each draft knows the version of the server's that it was written on top of (0 is none) and whether the server has it as it is. What
both sides have is settled by the server; here only what nobody has touched meanwhile is taken over or let go.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from support_tui.wire.commands import IncomingFile
from support_tui.wire.drafts import DraftPage, DraftSaved, SavedDraft

#: The field in which a draft says why it is one again, and the one that holds its files.
WHY, FILES = "why", "files"
_RECIPIENTS = ("to", "cc", "bcc")
_files = msgspec.json.Decoder(tuple[IncomingFile, ...])


class DraftKey(NamedTuple):
    """Whose draft: a conversation (None is a new one) and what the text will become (`reply note forward new`)."""

    conversation_id: int | None
    kind: str


class Draft(msgspec.Struct, frozen=True):
    """An unsent text. `extra` holds what else was filled in (recipients, title, mailbox) as the composer wrote it."""

    text: str
    at: int
    extra: dict[str, str] = {}
    version: int = 0
    is_dirty: bool = False
    is_shared: bool = False


def key_of(saved: SavedDraft) -> DraftKey:
    """Where a draft of the server stands here."""
    return DraftKey(saved.conversation_id or None, saved.kind.value)


def told(extra: Mapping[str, str]) -> dict[str, str]:
    """What of a draft's fields the server is told: those that say something; why it was not sent is said here only."""
    return {name: value for name, value in extra.items() if value and name != WHY}


def files_in(extra: Mapping[str, str]) -> tuple[IncomingFile, ...]:
    """The files of a draft; none where what stands there says none."""
    try:
        return _files.decode(extra[FILES]) if extra.get(FILES) else ()
    except msgspec.DecodeError:
        return ()


def with_files(files: Iterable[IncomingFile]) -> dict[str, str]:
    """Files as a draft keeps them, each once."""
    each = {file.digest: file for file in files}
    return {FILES: msgspec.json.encode(list(each.values())).decode()} if each else {}


def joined(begun: Mapping[str, str], back: Mapping[str, str]) -> dict[str, str]:
    """What was filled in for a text that is given back, and for the one begun since: the recipients and the files of both; of all else
    what came back stands. An address that stands there twice is read once."""
    whole = {name: value for name, value in begun.items() if name != WHY} | dict(back)
    for name in _RECIPIENTS:
        mine, theirs = begun.get(name, ""), back.get(name, "")
        if mine and mine not in theirs:
            whole[name] = f"{theirs}, {mine}" if theirs else mine
    return whole | with_files((*files_in(back), *files_in(begun)))


def _taken(saved: SavedDraft) -> Draft:
    return Draft(saved.text, saved.updated_at, saved.extra, saved.version, is_shared=saved.is_shared)


@dataclass(slots=True)
class Drafts:
    """All drafts of this agent on this machine, what the server keeps beside them, and what colleagues share."""

    by_key: dict[DraftKey, Draft] = field(default_factory=dict)
    forgotten: dict[DraftKey, int] = field(default_factory=dict)
    """Versions that were sent or thrown away here and still stand on the server."""
    kept: tuple[SavedDraft, ...] = ()
    """Versions that lost against a newer one."""
    shared: dict[int, tuple[SavedDraft, ...]] = field(default_factory=dict)
    """What colleagues share, by conversation."""

    def as_typed(self, key: DraftKey, draft: Draft) -> Draft | None:
        """What `put` would make of it, with nothing put."""
        if not draft.text.strip() and not draft.extra:
            return None
        old = self.by_key.get(key)
        if old is None:
            return replace(draft, version=self.forgotten.get(key, 0), is_dirty=True)
        is_same = (old.text, old.extra) == (draft.text, draft.extra)
        is_dirty = old.is_dirty or not is_same
        return replace(draft, version=old.version, is_dirty=is_dirty, is_shared=old.is_shared)

    def put(self, key: DraftKey, draft: Draft) -> bool:
        """Keep a draft, or forget it where it is blank; whether anything changed."""
        typed, old = self.as_typed(key, draft), self.by_key.get(key)
        if typed is None:
            return self._forget(key)
        if old is None:
            self.forgotten.pop(key, None)
        self.by_key[key] = typed
        return old is None or (old.text, old.extra) != (draft.text, draft.extra)

    def _forget(self, key: DraftKey) -> bool:
        old = self.by_key.pop(key, None)
        if old is not None and old.version:
            self.forgotten[key] = old.version
        return old is not None

    def restore(self, key: DraftKey, draft: Draft) -> None:
        """A draft of an earlier run; one that the server never had is still to be told."""
        self.by_key[key] = replace(draft, is_dirty=draft.is_dirty or not draft.version)

    def share(self, key: DraftKey, *, is_shared: bool) -> None:
        """Let colleagues read it, or no more."""
        if key in self.by_key:
            self.by_key[key] = replace(self.by_key[key], is_shared=is_shared, is_dirty=True)

    def unsaved(self) -> list[DraftKey]:
        """What the server does not have as it is."""
        return [*(key for key, draft in self.by_key.items() if draft.is_dirty), *self.forgotten]

    # ------------------------------------------------------------ what the server says

    def take_page(self, page: DraftPage) -> set[DraftKey]:
        """All drafts as the server has them: those untouched here follow it; the ones that changed."""
        standing = {key_of(saved): saved for saved in page.drafts if not saved.is_kept}
        self.kept = tuple(saved for saved in page.drafts if saved.is_kept)
        self.forgotten = {key: version for key, version in self.forgotten.items() if key in standing}
        changed = {key for key, draft in self.by_key.items() if not draft.is_dirty and key not in standing}
        for key in changed:
            del self.by_key[key]
        for key, saved in standing.items():
            mine = self.by_key.get(key)
            is_forgotten = self.forgotten.get(key) == saved.version
            if is_forgotten or (mine is not None and (mine.is_dirty or mine.version == saved.version)):
                continue
            self.by_key[key] = _taken(saved)
            self.forgotten.pop(key, None)
            changed.add(key)
        return changed

    def settled(self, key: DraftKey, sent: Draft | None, answer: DraftSaved) -> bool:
        """The server has answered what was saved (None: forgotten); whether another text stands here now. What was typed meanwhile is not
        touched, and is saved on top of the version it was written on, so that the server sees a clash where there is one."""
        mine, stands = self.by_key.get(key), answer.draft
        if answer.kept is not None:
            self.kept = (answer.kept, *self.kept)
        if mine is None:
            return self._settle_forgotten(key, sent, stands)
        if stands is None:
            self.by_key[key] = replace(mine, version=0, is_dirty=mine != sent)
            return False
        is_ours = sent is not None and stands.text == sent.text
        if (mine.text, told(mine.extra), mine.is_shared) == (stands.text, stands.extra, stands.is_shared):
            self.by_key[key] = replace(mine, version=stands.version, is_dirty=False)
            return False
        if mine == sent:
            self.by_key[key] = _taken(stands)
            return True
        if is_ours:
            self.by_key[key] = replace(mine, version=stands.version)
        return False

    def _settle_forgotten(self, key: DraftKey, sent: Draft | None, stands: SavedDraft | None) -> bool:
        """Nothing stands here: either so on the server now, or somebody wrote elsewhere and that stands, or it is to be forgotten again."""
        self.forgotten.pop(key, None)
        if stands is None:
            return False
        if sent is not None:
            self.forgotten[key] = stands.version
            return False
        self.by_key[key] = _taken(stands)
        return True

    def conversation_ids(self) -> list[int]:
        """Conversations with a draft, the one written last first."""
        newest = sorted(self.by_key.items(), key=lambda item: -item[1].at)
        return list(dict.fromkeys(k.conversation_id for k, _ in newest if k.conversation_id is not None))

    def take_shared(self, conversation_id: int, drafts: Iterable[SavedDraft]) -> bool:
        """What colleagues share in a conversation; whether that is news."""
        found = tuple(drafts)
        is_news = self.shared.get(conversation_id, ()) != found
        self.shared.pop(conversation_id, None)
        if found:
            self.shared[conversation_id] = found
        return is_news
