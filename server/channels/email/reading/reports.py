"""Mail that mail systems send about mail: what could not be delivered and why (RFC 3464, and older habits), complaints (RFC 5965). Pure (E29)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.message import Message
from itertools import pairwise
from typing import Final

import msgspec

from support_tui.wire.values import Address

from .files import content_of
from .headers import Headers
from .parts import media_type
from .report_words import (
    BODY,
    DAEMON,
    DELAYED,
    FOR_GOOD,
    MAY_BE_SYSTEM,
    SUBJECTS,
    SYSTEM_ADDRESS,
    SYSTEM_NAME,
    TRIED_AGAIN,
)
from .unreached import ADDRESS, REPLY_CODE, STATUS, code_in, is_pasted, pasted_id, unreached

_FAILED_HEADERS: Final = ("x-failed-recipients", "x-actual-recipient")
#: What a sending service says by JSON.
_NOTIFICATION: Final = re.compile(r'"notificationType"\s*:\s*"(Bounce|Complaint|Delivery)"', re.IGNORECASE)
_NOTIFIED_ADDRESS: Final = re.compile(r'"emailAddress"\s*:\s*"([^"\s]{1,320}@[^"\s]{1,320})"', re.IGNORECASE)
_NOTIFIED_ID: Final = re.compile(r'"message-?id"\s*:\s*"<([^<>"\s]{1,900})>"', re.IGNORECASE)
_NOTIFIED: Final = {"bounce": "bounce", "complaint": "feedback", "delivery": "delivered"}
_STATUSES: Final = frozenset({"message/delivery-status", "message/global-delivery-status"})
_RECEIPTS: Final = frozenset({"message/disposition-notification", "message/global-disposition-notification"})
_MAILS: Final = frozenset({"message/rfc822", "message/global"})
_RETURNED: Final = frozenset(
    {*_MAILS, "text/rfc822-headers", "message/rfc822-headers", "message/global-headers"}
)
#: How such a report may write what an address cannot hold as it is (RFC 3461).
_ENCODED: Final = re.compile(r"\+([2-7][0-9A-F])")
#: How people's mail programs begin the subject of what is answered or passed on.
_PASSED_ON: Final = re.compile(
    r"\s*(?:re|fwd?|wg|aw|tr|rv|sv|vs|vb|vl|antw|doorst|enc|odp|pd|ynt|i|رد|إعادة توجيه|转发|回复|轉寄|回覆)\s*[:：]",
    re.IGNORECASE,
)
_LOOKED_AT: Final = 20_000
_MOST_RECIPIENTS: Final = 100


class Recipient(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of the mail for one address. `action` is `failed delayed delivered relayed expanded`; `status` the enhanced code
    (RFC 3463), 5.x.x for good and 4.x.x for now; `detail` the words of the refusing server."""

    address: str = ""
    action: str = ""
    status: str = ""
    detail: str = ""


class Report(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a mail system tells. `kind` is `bounce`, `delayed`, `delivered` or `feedback`; `original_id` the Message-ID it is about."""

    kind: str
    recipients: tuple[Recipient, ...] = ()
    original_id: str = ""


def report(mail: Message, headers: Headers, text: str, sender: Address) -> Report | None:
    """The report that a mail is, None for any other. `text` is what it says to people. What people attach is no report of theirs, even
    if it is one."""
    parts = list(_parts(mail, is_deep=_is_system(headers, sender)))
    kinds = {media_type(part) for part in parts}
    returned = _returned(parts)
    original = _id_in(returned.get("message-id", ""))
    if "message/feedback-report" in kinds or headers.text("content-type").lower().count(
        "report-type=feedback-report"
    ):
        return Report("feedback", original_id=original)
    original = original or pasted_id(text) or _id_in(headers.text("in-reply-to"))
    told = [recipient for part in parts if media_type(part) in _STATUSES for recipient in _told(part)]
    if told:
        named = [recipient for recipient in told if recipient.address] or told[:1]
        return Report(_kind_of(told), tuple(named[:_MOST_RECIPIENTS]), original)
    if _looks_like_complaint(headers, text, kinds):
        return Report("feedback", original_id=original)
    if text[:_LOOKED_AT].lstrip().startswith("{") and (notified := _NOTIFICATION.search(text[:_LOOKED_AT])):
        return _notification(_NOTIFIED[notified[1].lower()], text[:_LOOKED_AT], original)
    returned_to = ADDRESS.findall(returned.get("to", ""))
    if any(name in headers for name in _FAILED_HEADERS) or _looks_like_bounce(headers, text, sender, kinds):
        kind = "delayed" if _is_delayed(headers, text) else "bounce"
        return Report(kind, tuple(_named(headers, text, kind, returned_to))[:_MOST_RECIPIENTS], original)
    return None


def _notification(kind: str, text: str, original: str) -> Report:
    """What a sending service says by JSON: whom it is about, and which mail."""
    found = _NOTIFIED_ID.search(text)
    told = list(_NOTIFIED_ADDRESS.finditer(text))[:_MOST_RECIPIENTS] if kind == "bounce" else []
    places = [*(address.start() for address in told), len(text)]
    recipients = tuple(
        Recipient(address[1], "failed", code_in(text[start:end]))
        for address, (start, end) in zip(told, pairwise(places), strict=True)
    )
    return Report(kind, recipients, original or (found[1] if found else ""))


def is_receipt(mail: Message) -> bool:
    """Whether a mail program tells that it has shown a mail, or not (RFC 8098)."""
    return any(media_type(part) in _RECEIPTS for part in _parts(mail, is_deep=False))


def _parts(mail: Message, *, is_deep: bool) -> Iterator[Message]:
    """The parts that are no list of parts themselves; those of mails within the mail only where it is `is_deep`."""
    left = [mail]
    while left:
        part = left.pop()
        is_message = media_type(part).startswith("message/")
        if not part.is_multipart() or is_message:
            yield part
        payload = part.get_payload() if part.is_multipart() else None
        is_inner = part is not mail and media_type(part) in _MAILS
        if isinstance(payload, list) and (is_deep or not is_inner):
            left += [entry for entry in reversed(payload) if isinstance(entry, Message)]


def _is_system(headers: Headers, sender: Address) -> bool:
    """Whether a mail system has sent it, by the name it goes by."""
    local = sender.email.partition("@")[0].partition("\\")[0].strip('"')
    if SYSTEM_ADDRESS.fullmatch(local) or SYSTEM_NAME.search(f"{sender.name} {local.replace('_', ' ')}"):
        return True
    return headers.text("return-path").replace(" ", "") == "<>"


def _is_delayed(headers: Headers, text: str) -> bool:
    """Whether the words say that it is tried again."""
    said = f"{headers.text('subject')}\n{text[:_LOOKED_AT]}"
    return bool(TRIED_AGAIN.search(said) or (DELAYED.search(said) and not FOR_GOOD.search(said)))


def _told(part: Message) -> list[Recipient]:
    """The recipients of a machine-readable report; its first group of fields is about the mail itself."""
    payload = part.get_payload()
    if isinstance(payload, list) and media_type(part) == "message/delivery-status":
        groups: Sequence[dict[str, str]] = [
            Headers(entry).texts() for entry in payload if isinstance(entry, Message)
        ]
    else:
        words = content_of(part).decode("utf-8", "replace")
        groups = [_fields(block) for block in re.split(r"\r?\n\s*\r?\n", words)]
    found = []
    for fields in groups:
        address = _recipient_of(fields)
        if not address and "action" not in fields:
            continue
        detail = fields.get("diagnostic-code", "").partition(";")[2].strip() or fields.get(
            "diagnostic-code", ""
        )
        status = STATUS.search(fields.get("status", "")) or STATUS.search(detail)
        found.append(
            Recipient(
                address,
                fields.get("action", "").partition(";")[0].split()[0].lower() if fields.get("action", "").split() else "failed",
                status[0] if status else "",
                detail[:500],
            )
        )  # fmt: skip
    return found


def _recipient_of(fields: Mapping[str, str]) -> str:
    """Whom the mail was for: as its sender wrote the address, where the report tells both that and what became of it on the way."""
    written, final = (_bare(fields.get(name, "")) for name in ("original-recipient", "final-recipient"))
    plain = _ENCODED.sub(lambda found: chr(int(found[1], 16)), written)
    if plain.lower() == final.lower() or "@" not in plain:
        return final or written
    return plain


def _bare(address: str) -> str:
    """Without its type (RFC 3464) and what is put around it."""
    kind, separator, value = address.partition(";")
    return (value if separator else kind).strip(" <>\"'")


def _fields(block: str) -> dict[str, str]:
    lines = re.sub(r"\r?\n[ \t]+", " ", block).splitlines()
    pairs = (line.partition(":") for line in lines if ":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _kind_of(told: Sequence[Recipient]) -> str:
    """The worst that is told."""
    actions = {recipient.action for recipient in told}
    if any(action.startswith(("fail", "undeliver", "error")) for action in actions):
        return "bounce"
    if "delayed" in actions:
        return "delayed"
    if actions <= {"delivered", "relayed", "expanded", "deliverable"}:
        return "delivered"
    return "bounce"


def _looks_like_complaint(headers: Headers, text: str, kinds: set[str]) -> bool:
    """Complaints of providers that follow no standard."""
    subject = headers.text("subject").lower()
    if "email feedback report" in subject or "complaint about message from" in subject:
        return True
    return "message/rfc822" in kinds and text.lower().startswith("this is an email abuse report")


def _looks_like_bounce(headers: Headers, text: str, sender: Address, kinds: set[str]) -> bool:
    """A system's sender, and words of a failure in subject or text; people who answer or forward one are not meant."""
    text = text[:_LOOKED_AT]
    by_subject = bool(SUBJECTS.search(headers.text("subject")))
    by_code = bool(STATUS.search(text) and REPLY_CODE.search(text))
    by_text = bool(BODY.search(text)) or by_code
    is_report = "report-type=delivery-status" in headers.text("content-type").lower()
    if any(name in headers for name in ("list-id", "list-post")) and "auto-submitted" not in headers:
        # what people write to a list is not meant, what a system sends to its owner is
        is_daemon = DAEMON.match(sender.email) and (by_subject or by_text)
        return bool(is_daemon) or (_is_system(headers, sender) and (is_report or (by_subject and by_text)))
    if _is_system(headers, sender):
        return by_subject or by_text
    if headers.text("in-reply-to") or _PASSED_ON.match(headers.text("subject")):
        return False
    came_back = not kinds.isdisjoint(_RETURNED) or is_pasted(text)
    if MAY_BE_SYSTEM.search(f"{sender.name} {sender.email}") and (by_subject or by_text):
        return by_code or came_back or "x-mlserver" in headers
    return is_report or (by_subject and by_text and not sender.email and not sender.name)


def _named(headers: Headers, text: str, kind: str, returned_to: Sequence[str]) -> Iterator[Recipient]:
    """The addresses that a free-form report speaks of, each with its code; where it names none, whom the mail was for."""
    listed = next((headers.text(name) for name in _FAILED_HEADERS if name in headers), "")
    told = dict(unreached(text, _asked(headers)))
    general = code_in(text[:_LOOKED_AT])
    if addresses := ADDRESS.findall(listed):
        told = {address: told.get(address, general) for address in addresses}
    elif not told and len(returned_to) == 1:
        told = {returned_to[0]: general}
    for address, status in told.items():
        yield Recipient(address, "delayed" if kind == "delayed" else "failed", status)


def _asked(headers: Headers) -> frozenset[str]:
    """The addresses that the report itself went to."""
    return frozenset(
        address.lower()
        for name in ("to", "delivered-to", "x-original-to", "envelope-to")
        for address in ADDRESS.findall(headers.text(name))
    )


def _returned(parts: Iterable[Message]) -> dict[str, str]:
    """The headers of the mail that came back, from the end of the report."""
    first: dict[str, str] = {}
    for part in parts:
        kind = media_type(part)
        if kind in _MAILS and isinstance(part.get_payload(), list):
            inner = part.get_payload()[0]  # type: ignore[index]
            found = Headers(inner).texts() if isinstance(inner, Message) else {}
        elif kind in _RETURNED:
            found = _fields(content_of(part).decode("utf-8", "replace"))
        else:
            continue
        if "message-id" in found:
            return found
        first = first or found
    return first


def _id_in(value: str) -> str:
    return value.split(">", 1)[0].strip("<> ")
