"""Mail that mail systems send about mail: what could not be delivered and why (RFC 3464, and older habits), complaints (RFC 5965). Pure (E29)."""

import re
from collections.abc import Iterable, Sequence
from email.message import Message
from typing import Final

import msgspec

from .headers import Headers
from .parts import media_type

_STATUS: Final = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_REPLY_CODE: Final = re.compile(r"(?<![\d.])([45]\d\d)(?=[ \-])")
_ADDRESS: Final = re.compile(r"[^\s<>(),;:\"\[\]]{1,320}@[^\s<>(),;:\"\[\]]{1,320}[^\s<>(),;:\"\[\].]")
_FAILED_HEADERS: Final = ("x-failed-recipients", "x-actual-recipient")
#: Who writes of failed deliveries, by the part of the address before the `@` or by name.
_SYSTEMS: Final = re.compile(
    r"mailer-?daemon|post[-_]?master|mail ?delivery|mail administrator|delivery subsystem|bounce|mailer@|mmdf|exim|mail system|"
    r"noreply|no-reply|smtp|mta|-(?:admin|owner)@",
    re.IGNORECASE,
)
_SUBJECTS: Final = re.compile(
    r"undeliver|delivery (?:status|fail|problem|report|error|notification|has been delayed)|failure (?:notice|delivery)|"
    r"returned mail|return(?:ed|ing) (?:to sender|message)|mail (?:could not be|delivery|failure|system error|error)|"
    r"message (?:could not be|not) delivered|delivery failure|failed delivery|not delivered|unzustellbar|"
    r"nicht zustellbar|zustell|non remis|échec|devuelto|non recapit|mancato recapito|no entregado|notice of|"
    r"\bNDN\b|loop alert|rejected mail|mail user unknown|user unknown|address unknown|warning: could not send|bounced|"
    r"не доставлен|配信|送信できません|エラー|تعذر|لم يتم تسليم|فشل",
    re.IGNORECASE,
)
_BODY: Final = re.compile(
    r"(?:could not|couldn't|cannot|can't|was not able to|unable to) (?:be )?(?:deliver|reach|send|sent|route)|"
    r"(?:did not|didn't) reach the following recipient|"
    r"undeliverable|undelivered|permanent(?: fatal)? error|user (?:is )?unknown|unknown user|no such (?:user|recipient|mailbox|address)|"
    r"mailbox (?:is )?(?:full|unavailable|not found)|(?:over|exceed\w*) (?:\w+ ){0,5}quota|recipient (?:address )?rejected|"
    r"delivery (?:to the following|has failed|failed|attempt)|address(?:es)? (?:had|failed|not found|unknown)|"
    r"duplicated message-id|invalid (?:user|recipient|address)|message (?:was|is) (?:undeliverable|rejected|returned)|returned to sender|失敗|存在しません|見つかりません|届けることができません",
    re.IGNORECASE,
)
#: What a sending service says by JSON.
_NOTIFICATION: Final = re.compile(r'"notificationType"\s*:\s*"(Bounce|Complaint|Delivery)"', re.IGNORECASE)
_NOTIFIED: Final = {"bounce": "bounce", "complaint": "feedback", "delivery": "delivered"}
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


def report(mail: Message, headers: Headers, text: str, sender: str) -> Report | None:
    """The report that a mail is, None for any other. `text` is what it says to people, `sender` name and address of who sent it."""
    parts = [
        part for part in mail.walk() if not part.is_multipart() or media_type(part).startswith("message/")
    ]
    kinds = {media_type(part) for part in parts}
    original = _original_id(parts)
    if "message/feedback-report" in kinds or headers.text("content-type").lower().count(
        "report-type=feedback-report"
    ):
        return Report("feedback", original_id=original)
    told = [
        recipient
        for part in parts
        if media_type(part) == "message/delivery-status"
        for recipient in _told(part)
    ]
    if told:
        return Report(_kind_of(told), tuple(told[:_MOST_RECIPIENTS]), original)
    if _looks_like_complaint(headers, text, kinds):
        return Report("feedback", original_id=original)
    if (notified := _NOTIFICATION.search(text[:_LOOKED_AT])) is not None:
        return Report(_NOTIFIED[notified[1].lower()], original_id=original)
    if any(name in headers for name in _FAILED_HEADERS) or _looks_like_bounce(headers, text, sender, kinds):
        return Report("bounce", tuple(_named(headers, text))[:_MOST_RECIPIENTS], original)
    return None


def _told(part: Message) -> list[Recipient]:
    """The recipients of a machine-readable report; its first group of fields is about the mail itself."""
    payload = part.get_payload()
    if isinstance(payload, list):
        groups: Sequence[dict[str, str]] = [
            Headers(entry).texts() for entry in payload if isinstance(entry, Message)
        ]
    else:
        content = part.get_payload(decode=True)
        words = content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
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


def _looks_like_bounce(headers: Headers, text: str, sender: str, kinds: set[str]) -> bool:
    """A system's sender, and words of a failure in subject or text; people who answer or forward one are not meant."""
    if any(headers.text(name) for name in ("list-id", "list-post")) and not headers.text("auto-submitted"):
        return False
    is_system = bool(_SYSTEMS.search(sender)) or headers.text("return-path") == "<>"
    by_subject = bool(_SUBJECTS.search(headers.text("subject")))
    by_text = bool(_BODY.search(text[:_LOOKED_AT])) or bool(
        _STATUS.search(text[:_LOOKED_AT]) and _REPLY_CODE.search(text[:_LOOKED_AT])
    )
    if is_system:
        return by_subject or by_text
    if headers.text("in-reply-to"):
        return False
    is_report = "report-type=delivery-status" in headers.text("content-type").lower()
    return is_report or (
        by_subject and by_text and ("message/rfc822" in kinds or "text/rfc822-headers" in kinds or not sender)
    )


def _named(headers: Headers, text: str) -> Iterable[Recipient]:
    """The addresses a free-form report speaks of, with the first code that stands in it."""
    status = _STATUS.search(text[:_LOOKED_AT])
    listed = next((headers.text(name) for name in _FAILED_HEADERS if name in headers), "")
    addresses = _ADDRESS.findall(listed) or _ADDRESS.findall(text[:_LOOKED_AT])[:1]
    for address in dict.fromkeys(addresses):
        yield Recipient(address, "failed", status[0] if status else "")


def _original_id(parts: Iterable[Message]) -> str:
    """The Message-ID of the mail that came back, from its headers at the end of the report."""
    for part in parts:
        kind = media_type(part)
        if kind in ("message/rfc822", "message/global") and isinstance(part.get_payload(), list):
            inner = part.get_payload()[0]  # type: ignore[index]
            found = Headers(inner).text("message-id") if isinstance(inner, Message) else ""
        elif kind in ("text/rfc822-headers", "message/rfc822-headers"):
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
