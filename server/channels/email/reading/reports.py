"""Mail that mail systems send about mail: what could not be delivered and why (RFC 3464, and older habits), complaints (RFC 5965). Pure (E29)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from email.message import Message
from typing import Final

import msgspec

from support_tui.wire.values import Address

from .files import content_of
from .headers import Headers
from .parts import media_type
from .report_words import (
    BODY,
    DELAYED,
    FOR_GOOD,
    MAY_BE_SYSTEM,
    SUBJECTS,
    SYSTEM_ADDRESS,
    SYSTEM_NAME,
)

_STATUS: Final = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_REPLY_CODE: Final = re.compile(r"(?<![\d.])([45]\d\d)(?=[ \-])")
_ADDRESS: Final = re.compile(r"[^\s<>(),;:\"\[\]]{1,320}@[^\s<>(),;:\"\[\]]{1,320}[^\s<>(),;:\"\[\].]")
_FAILED_HEADERS: Final = ("x-failed-recipients", "x-actual-recipient")
#: What a sending service says by JSON.
_NOTIFICATION: Final = re.compile(r'"notificationType"\s*:\s*"(Bounce|Complaint|Delivery)"', re.IGNORECASE)
_NOTIFIED: Final = {"bounce": "bounce", "complaint": "feedback", "delivery": "delivered"}
_STATUSES: Final = frozenset({"message/delivery-status", "message/global-delivery-status"})
_RECEIPTS: Final = frozenset({"message/disposition-notification", "message/global-disposition-notification"})
_MAILS: Final = frozenset({"message/rfc822", "message/global"})
_RETURNED: Final = frozenset(
    {*_MAILS, "text/rfc822-headers", "message/rfc822-headers", "message/global-headers"}
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
    original = _original_id(parts)
    if "message/feedback-report" in kinds or headers.text("content-type").lower().count(
        "report-type=feedback-report"
    ):
        return Report("feedback", original_id=original)
    told = [recipient for part in parts if media_type(part) in _STATUSES for recipient in _told(part)]
    if told:
        return Report(_kind_of(told), tuple(told[:_MOST_RECIPIENTS]), original)
    if _looks_like_complaint(headers, text, kinds):
        return Report("feedback", original_id=original)
    if text[:_LOOKED_AT].lstrip().startswith("{") and (notified := _NOTIFICATION.search(text[:_LOOKED_AT])):
        return Report(_NOTIFIED[notified[1].lower()], original_id=original)
    if any(name in headers for name in _FAILED_HEADERS) or _looks_like_bounce(headers, text, sender, kinds):
        kind = "delayed" if _is_delayed(headers, text) else "bounce"
        return Report(kind, tuple(_named(headers, text, kind))[:_MOST_RECIPIENTS], original)
    return None


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
    local = sender.email.partition("@")[0]
    if SYSTEM_ADDRESS.fullmatch(local) or SYSTEM_NAME.search(sender.name):
        return True
    return headers.text("return-path").replace(" ", "") == "<>"


def _is_delayed(headers: Headers, text: str) -> bool:
    """Whether the words say that it is tried again."""
    said = f"{headers.text('subject')}\n{text[:_LOOKED_AT]}"
    return bool(DELAYED.search(said)) and not FOR_GOOD.search(said)


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
        address = fields.get("final-recipient") or fields.get("original-recipient") or ""
        if not address and "action" not in fields:
            continue
        detail = fields.get("diagnostic-code", "").partition(";")[2].strip() or fields.get(
            "diagnostic-code", ""
        )
        status = _STATUS.search(fields.get("status", "")) or _STATUS.search(detail)
        found.append(
            Recipient(
                address.partition(";")[2].strip(" <>") or address.strip(" <>"),
                fields.get("action", "").partition(";")[0].split()[0].lower() if fields.get("action", "").split() else "failed",
                status[0] if status else "",
                detail[:500],
            )
        )  # fmt: skip
    return found


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
    if any(headers.text(name) for name in ("list-id", "list-post")) and not headers.text("auto-submitted"):
        return False
    text = text[:_LOOKED_AT]
    by_subject = bool(SUBJECTS.search(headers.text("subject")))
    by_code = bool(_STATUS.search(text) and _REPLY_CODE.search(text))
    by_text = bool(BODY.search(text)) or by_code
    if _is_system(headers, sender):
        return by_subject or by_text
    if headers.text("in-reply-to"):
        return False
    came_back = not kinds.isdisjoint(_RETURNED)
    if MAY_BE_SYSTEM.search(f"{sender.name} {sender.email}") and (by_subject or by_text):
        return by_code or came_back or "x-mlserver" in headers
    is_report = "report-type=delivery-status" in headers.text("content-type").lower()
    return is_report or (by_subject and by_text and not sender.email and not sender.name)


def _named(headers: Headers, text: str, kind: str) -> Iterable[Recipient]:
    """The addresses a free-form report speaks of, with the first code that stands in it."""
    status = _STATUS.search(text[:_LOOKED_AT])
    listed = next((headers.text(name) for name in _FAILED_HEADERS if name in headers), "")
    addresses = _ADDRESS.findall(listed) or _ADDRESS.findall(text[:_LOOKED_AT])[:1]
    for address in dict.fromkeys(addresses):
        yield Recipient(address, "delayed" if kind == "delayed" else "failed", status[0] if status else "")


def _original_id(parts: Iterable[Message]) -> str:
    """The Message-ID of the mail that came back, from its headers at the end of the report."""
    for part in parts:
        kind = media_type(part)
        if kind in ("message/rfc822", "message/global") and isinstance(part.get_payload(), list):
            inner = part.get_payload()[0]  # type: ignore[index]
            found = Headers(inner).text("message-id") if isinstance(inner, Message) else ""
        elif kind in ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers"):
            content = part.get_payload(decode=True)
            found = (
                _fields(content.decode("utf-8", "replace")).get("message-id", "")
                if isinstance(content, bytes)
                else ""
            )
        else:
            continue
        if found:
            return found.strip("<> ")
    return ""
