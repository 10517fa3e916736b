"""The way out by mail: who a mailbox sends as, and through which server. Decides no retries."""

import asyncio
from collections.abc import Callable, Iterable

from msgspec.structs import replace

from support_tui.wire.views import Directory

from ...core.outgoing import Claim, Earlier, MaybeSent, NotSent, Outcome, Outgoing, Sent
from ..base import Channel
from .compose import Identities, Letter, compose
from .ids import make_message_id
from .pace import HOUR_US, Pace
from .reachable import ascii_domain, reachable
from .sessions import Sessions
from .smtp import SmtpSession
from .ties import ties_of
from .ways import Way, Ways

WrittenBy = Callable[[Way, bool], Letter | NotSent]
"""The letter for a way out, and whether the server there knows addresses of every script."""


class MailOut(Channel):
    """`ways` knows how mailboxes send, `secret` signs our Message-IDs, `read_blob` gives the bytes of a file."""

    name = "email"

    def __init__(
        self,
        ways: Ways,
        directory: Callable[[], Directory],
        secret: bytes,
        read_blob: Callable[[str], bytes | None],
        now: Callable[[], int],
    ) -> None:
        self._ways = ways
        self._directory = directory
        self._secret = secret
        self._read_blob = read_blob
        self._sessions = Sessions()
        self._now = now
        self._pace = Pace(now)

    async def send(self, outgoing: Outgoing, claim: Claim) -> Outcome | None:
        """Hand one reply over; None where no server or no sender is known for its mailbox."""
        return await self.send_letter(
            outgoing.mailbox_id,
            lambda way, takes_utf8: self._letter(outgoing, way, takes_utf8=takes_utf8),
            claim,
        )

    async def send_letter(self, mailbox_id: int, letter_of: WrittenBy, claim: Claim) -> Outcome | None:
        """Hand over what is written for the way it takes; None where a mailbox has none."""
        way = self._ways.of(mailbox_id)
        if way is None:
            return None
        server = await self._ways.server(way)
        if isinstance(server, NotSent):
            return server

        async def hand_over(session: SmtpSession) -> Outcome:
            letter = await asyncio.to_thread(letter_of, way, session.takes_utf8)
            if isinstance(letter, NotSent):
                return letter
            outcome = await session.hand_over(letter, claim)
            if not letter.sender and isinstance(outcome, NotSent) and outcome.is_permanent:
                # Some servers take nothing from nobody.
                outcome = await session.hand_over(replace(letter, sender=reachable(way.sender).email), claim)
            if isinstance(outcome, Sent) and letter.left_out:
                unreached = tuple(
                    f"{address}: not an address this server can reach" for address in letter.left_out
                )
                return Sent(outcome.detail, (*outcome.refused, *unreached), outcome.later)
            return outcome

        outcome = await self._sessions.use(mailbox_id, server, hand_over)
        if isinstance(outcome, Sent | MaybeSent):
            self._pace.sent(mailbox_id)
        return outcome

    def count_sent(self, sent_since: Callable[[int], Iterable[tuple[int, int]]]) -> None:
        """Count what left before this process began; `sent_since` gives mailbox and moment of each since a time, the earliest first."""
        self._pace.sent_before(sent_since(self._now() - HOUR_US))

    def free_at(self, mailbox_id: int) -> int | None:
        """When a mailbox may send again that has sent as much as it may in an hour; None where it may at once."""
        way = self._ways.of(mailbox_id)
        return None if way is None else self._pace.free_at(mailbox_id, way.mail_per_hour)

    async def close(self) -> None:
        """Close all connections."""
        await self._sessions.close()

    def _letter(self, outgoing: Outgoing, way: Way, *, takes_utf8: bool) -> Letter | NotSent:
        """The mail as it leaves; whatever keeps it from being written will keep it another time too."""
        contents = []
        for file in outgoing.files:
            content = self._read_blob(file.digest)
            if content is None:
                return NotSent(f"{file.filename}: the file is gone", is_permanent=True)
            contents.append(content)
        whole = replace(
            outgoing,
            sender=way.sender,
            signature=way.signature,
            own_addresses=self._own_addresses(),
            quoted=outgoing.quoted if way.mailbox.mail.quotes_original else (),
        )
        try:
            ties = ties_of(self._secret, whole, has_plus_addresses=way.mailbox.mail.has_plus_addresses)
            return compose(whole, self._identities(whole), tuple(contents), ties, takes_utf8=takes_utf8)
        except ValueError as error:
            return NotSent(str(error), is_permanent=True)

    def _own_addresses(self) -> tuple[str, ...]:
        boxes = self._directory().mailboxes
        return tuple(address for box in boxes for address in (box.address, *box.mail.aliases) if address)

    def _identities(self, outgoing: Outgoing) -> Identities:
        domain = ascii_domain(outgoing.sender.email.rpartition("@")[2])

        def identity(earlier: Earlier) -> str:
            ours = make_message_id(self._secret, earlier.conversation_id, earlier.message_id, domain)
            return earlier.external_id or ours

        asked = [earlier.external_id for earlier in outgoing.earlier if earlier.external_id]
        ids = tuple(map(identity, outgoing.earlier))
        own = make_message_id(self._secret, outgoing.conversation_id, outgoing.message_id, domain)
        return Identities(own, ids, asked[-1] if asked else ids[-1] if ids else "")
