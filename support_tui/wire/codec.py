"""JSON to and from the structs of the contract; a wrong shape comes back as a refusal that names the field."""

from typing import Any, TypeVar

import msgspec

from support_tui.wire.refusals import Refusal, RefusalCode

T = TypeVar("T")

_encoder = msgspec.json.Encoder()
_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}

encode = _encoder.encode


def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(kind)
    return decoder


def decode(raw: bytes | str, kind: type[T]) -> T:
    """The struct in `raw`. Raises msgspec.ValidationError or msgspec.DecodeError; for text of a trusted peer."""
    value: T = _decoder(kind).decode(raw)
    return value


def decode_or_refuse(raw: bytes | str, kind: type[T]) -> T | Refusal:
    """The struct in `raw`, or why it is none: `invalid_field` with the field's path, or `malformed` where it is no JSON."""
    try:
        return decode(raw, kind)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at `")
        return Refusal(RefusalCode.INVALID_FIELD, {"field": path.rstrip("`") or "$", "reason": reason})
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        return Refusal(RefusalCode.MALFORMED, {"reason": str(error)})
