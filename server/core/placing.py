"""Whether what points at a conversation proves anything, and what else a message looks like (E14–E16, E19). Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from support_tui.wire.folding import fold
from support_tui.wire.placing import LooksLike, PlacedBy, Placing
from support_tui.wire.values import Folder
from support_tui.wire.views import Customer

from .addresses import fold_email
from .public_domains import domain_of, private_domain
from .state import ConversationState
from .subjects import bare_subject

NAMED: Final = Placing(PlacedBy.NAMED)


class Newcomer(msgspec.Struct, frozen=True):
    """A message that looks for its conversation. `company` are the folded addresses of everybody it is from or to, ourselves left out, `subject` is
    the bare one, folded."""

    customer_id: int
    email: str
    company: frozenset[str] = frozenset()
    external_id: str = ""
    subject: str = ""


def takes_part(state: ConversationState, customer_id: int, email: str) -> bool:
    """Whether answers go to this sender already: the requester, or somebody who was accepted among the copied in."""
    folded = fold_email(email)
    return customer_id == state.customer_id or any(fold_email(one.email) == folded for one in state.cc)


class Pointers(msgspec.Struct, frozen=True):
    """The conversations that something points at, best first, what it is for each, and the requesters of those that wait for a message."""

    candidates: Sequence[ConversationState] = ()
    placings: Mapping[int, Placing] = {}
    requesters: Mapping[int, Customer] = {}

    def placing(self, state: ConversationState) -> Placing:
        """What points at a conversation."""
        return self.placings.get(state.id, NAMED)

    def proven(self, message: Newcomer) -> tuple[ConversationState, ...]:
        """Those to which the message belongs, if to any."""
        return tuple(state for state in self.candidates if self._is_proven(state, message))

    def _is_proven(self, state: ConversationState, message: Newcomer) -> bool:
        """Anybody can write a number, so it counts only from somebody who takes part (E14). That two mails answer one which never came
        counts only among colleagues and people who write to each other, or to others under one subject: strangers who answer the same
        circular have nothing to do with each other."""
        found = self.placing(state)
        is_sibling = found.by is PlacedBy.AWAITED and found.evidence != message.external_id
        if found.by is not PlacedBy.SUBJECT and not is_sibling:
            return True
        if takes_part(state, message.customer_id, message.email):
            return True
        if not is_sibling:
            return False
        known = self._company(state)
        if not message.company.isdisjoint(known):
            return True
        if (domain := private_domain(message.email)) and any(domain_of(email) == domain for email in known):
            return True
        is_exchange = bool(state.cc) and len(message.company) > 1
        return is_exchange and message.subject == fold(bare_subject(state.title))

    def _company(self, state: ConversationState) -> frozenset[str]:
        requester = self.requesters.get(state.customer_id)
        emails = requester.emails if requester is not None else ()
        return frozenset(map(fold_email, (*emails, *(one.email for one in state.cc))))

    def looks_like(self, message: Newcomer, alike: Iterable[LooksLike]) -> LooksLike | None:
        """What a message that begins a conversation may belong to all the same: what proves nothing, else what is alike (E14, E15)."""
        for state in self.candidates:
            found = self.placing(state)
            if found.by is not None and state.folder is Folder.INBOX and not self._is_proven(state, message):
                return LooksLike(state.id, found.by, found.evidence)
        return next(iter(alike), None)

    def joins(self, home: ConversationState, message: Newcomer) -> tuple[int, ...]:
        """The conversations that wait for this message, or for one that it answers too, while it stands in another: they are one (E19).
        Only within a mailbox, and not out of spam or trash."""
        if home.folder is not Folder.INBOX:
            return ()
        return tuple(
            state.id
            for state in self.proven(message)
            if state.id != home.id
            and self.placing(state).by is PlacedBy.AWAITED
            and state.mailbox_id == home.mailbox_id
            and state.folder is Folder.INBOX
        )
