"""The sentences behind refusals, query errors and wrong settings, in each language of the desk. Decides nothing; knows no screen."""

from functools import cache
from pathlib import Path

from support_tui.wire.catalogue import Catalogue
from support_tui.wire.query.errors import QueryError, QueryErrorCode
from support_tui.wire.query.fields import FIELD_BY_NAME
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.settings import Problem

LANGUAGES = ("en", "ar")
_LOCALE = Path(__file__).parent / "locale"
#: Parameters that name a person; a refusal that does not carry one speaks of somebody, otherwise of something.
_PEOPLE = frozenset({"by"})
_QUERY_CODES = frozenset(code.value for code in QueryErrorCode)


@cache
def catalogue(language: str) -> Catalogue:
    """The texts of a language, English where the desk does not speak it."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    return Catalogue(known, [(_LOCALE / f"{known}.ftl").read_text(encoding="utf-8")])


def wording(refusal: Refusal, language: str = "en") -> str:
    """What a person is told of a refusal; English where the desk does not speak `language`."""
    if refusal.code is RefusalCode.QUERY_INVALID:
        return _query_refused(refusal, language)
    texts = catalogue(language)
    text_id = f"refusal-{refusal.code.value.replace('_', '-')}"
    params = {
        name: refusal.params[name] if name in refusal.params else _stand_in(name, texts)
        for name in texts.variables(text_id)
    }
    return texts.format(text_id, params)


def _query_refused(refusal: Refusal, language: str) -> str:
    """The place, counted from 1 as people do, and the sentence of the query's own fault."""
    reason, position = str(refusal.params.get("reason", "")), int(refusal.params.get("position", 0))
    if reason in _QUERY_CODES:
        length = int(refusal.params.get("length", 0))
        reason = query_wording(QueryError(position, length, QueryErrorCode(reason), refusal.params), language)
    return catalogue(language).format("refusal-query-invalid", {"position": position + 1, "reason": reason})


def _stand_in(name: str, texts: Catalogue) -> str:
    return texts.format("refusal-somebody" if name in _PEOPLE else "refusal-something", {})


def query_wording(error: QueryError, language: str = "en") -> str:
    """What a person is told of a wrong query, with the nearest known word where there is one. The position is not repeated."""
    suffix = "-nearest" if error.params.get("nearest") else ""
    text_id = f"query-{error.code.value.replace('_', '-')}{suffix}"
    params = _in_arabic(error) if language == "ar" else error.params
    return catalogue(language).format(text_id, params)


def _in_arabic(error: QueryError) -> dict[str, str | int]:
    """The parameters with the Arabic names of fields and of their values."""
    params = dict(error.params)
    field = FIELD_BY_NAME.get(str(params.get("field", "")))
    spellings = {choice.value: choice.arabic for choice in field.choices} if field else {}
    spellings |= {known.name: known.arabic for known in FIELD_BY_NAME.values() if known.name != "id"}
    if "allowed" in params:
        params["allowed"] = "، ".join(
            spellings.get(word, word) for word in str(params["allowed"]).split(", ")
        )
    for name in {"field", "nearest"} & params.keys():
        params[name] = spellings.get(str(params[name]), params[name])
    return params


def problem_wording(problem: Problem, language: str = "en") -> str:
    """A wrong setting on one line, as compilers write it: `config.toml:12: client.digits: …`."""
    suffix = "-nearest" if problem.params.get("nearest") else ""
    text_id = f"setting-{problem.code.value.replace('_', '-')}{suffix}"
    sentence = catalogue(language).format(text_id, problem.params)
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    return ": ".join(part for part in (place, problem.key, sentence) if part)
