"""What people are told when something was not done."""

import re
from pathlib import Path

import pytest

from support_tui.wire import refusals
from support_tui.wire.catalogue import Catalogue
from support_tui.wire.query import QueryErrorCode, errors, parse
from support_tui.wire.query.errors import QueryError
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.settings import Problem, ProblemCode, problems
from support_tui.wire.wording import LANGUAGES, problem_wording, query_wording, wording

LOCALE = Path(refusals.__file__).parent / "locale"


def declared(module: str) -> dict[str, set[str]]:
    """The parameters of each code, as the comments of the enumeration declare them."""
    source = Path(module).read_text(encoding="utf-8")
    found = re.findall(r'^    [A-Z_]+ = "([a-z_]+)"(?:  # (.*))?$', source, re.MULTILINE)
    return {code: set(re.findall(r"[a-z_]+", re.sub(r"\([^)]*\)", "", params))) for code, params in found}


def texts(language: str) -> Catalogue:
    return Catalogue(language, [(LOCALE / f"{language}.ftl").read_text(encoding="utf-8")])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", RefusalCode)
def test_every_refusal_has_a_sentence(code: RefusalCode, language: str) -> None:
    """A refusal reads as a sentence even without its parameters, and uses only parameters it may carry."""
    sentence = wording(Refusal(code), language)
    assert sentence and "{" not in sentence
    text_id = f"refusal-{code.value.replace('_', '-')}"
    assert texts(language).variables(text_id) <= declared(refusals.__file__)[code.value]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", QueryErrorCode)
def test_every_query_error_has_a_sentence(code: QueryErrorCode, language: str) -> None:
    """Each reason against a query has its text, with and without a nearest word, and uses only its own parameters."""
    params = declared(errors.__file__)[code.value]
    catalogue = texts(language)
    base = f"query-{code.value.replace('_', '-')}"
    for text_id in (base, f"{base}-nearest") if "nearest" in params else (base,):
        assert catalogue.variables(text_id) <= params
    sentence = query_wording(QueryError(0, 1, code, dict.fromkeys(params, "status")), language)
    assert "{" not in sentence


@pytest.mark.parametrize(
    ("query", "english", "arabic"),
    [
        (
            "stats:open",
            "There is no field stats. Did you mean status?",
            "لا يوجد حقل باسم stats. هل تقصد الحالة؟",
        ),
        (
            "rating:god",
            "rating cannot be god. Did you mean good? Possible: good, bad, none.",
            "لا يكون التقييم بالقيمة god. هل تقصد جيد؟ الممكن: جيد، سيئ، بدون.",
        ),
        ('"x', "This quotation mark is not closed.", "علامة الاقتباس هذه غير مغلقة."),
    ],
)
def test_a_wrong_query_is_explained(query: str, english: str, arabic: str) -> None:
    """The reader gets the reason in the language of the console."""
    error = parse(query)
    assert isinstance(error, QueryError)
    assert (query_wording(error, "en"), query_wording(error, "ar")) == (english, arabic)


def test_a_conflict_names_who_changed_what() -> None:
    """The later of two agents learns what the first one did."""
    params: dict[str, str | int] = {"by": "Salma", "field": "status", "value": "closed"}
    refusal = Refusal(RefusalCode.CHANGED_SINCE, params)
    assert wording(refusal).startswith("Salma has changed this (status) to closed meanwhile.")


def test_an_unknown_language_is_told_in_english() -> None:
    """Nobody gets an empty answer."""
    assert wording(Refusal(RefusalCode.NO_CHANGE), "de") == wording(Refusal(RefusalCode.NO_CHANGE), "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ProblemCode)
def test_every_wrong_setting_has_a_sentence(code: ProblemCode, language: str) -> None:
    """Each way a setting can be wrong has its text, and uses only its own parameters."""
    params = declared(problems.__file__)[code.value]
    base = f"setting-{code.value.replace('_', '-')}"
    for text_id in (base, f"{base}-nearest") if "nearest" in params else (base,):
        assert texts(language).variables(text_id) <= params
    given: dict[str, str | int] = dict.fromkeys(params, "choice")
    line = problem_wording(Problem("config.toml", 3, "client.theme", code, given), language)
    assert line.startswith("config.toml:3: client.theme: ") and "{" not in line
