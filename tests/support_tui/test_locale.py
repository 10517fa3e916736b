"""The catalogues of all languages say the same things."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from support_tui import i18n
from support_tui.wire import catalogue, wording
from support_tui.wire.catalogue import Catalogue

ROOMS = Path(i18n.__file__).parent / "locale"
CONTRACT = Path(wording.__file__).parent / "locale"
FULL_ARABIC = {"zero", "one", "two", "few", "many", "other"}


def files() -> Iterator[tuple[str, Path, Path]]:
    for path in sorted((ROOMS / "en").glob("*.ftl")):
        yield path.stem, path, ROOMS / "ar" / path.name
    yield "contract", CONTRACT / "en.ftl", CONTRACT / "ar.ftl"


PAIRS = [pytest.param(english, arabic, id=room) for room, english, arabic in files()]
ALL_FILES = [path for _, english, arabic in files() for path in (english, arabic)]


class Uses(Visitor):
    """Collects variables and the plural categories of each selection."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.selections: list[set[str]] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.variables.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:
        keys = {variant.key.name for variant in node.variants if isinstance(variant.key, ast.Identifier)}
        self.selections.append(keys)
        self.generic_visit(node)


def messages(path: Path) -> dict[str, ast.Message]:
    resource = FluentParser().parse(path.read_text(encoding="utf-8"))
    return {entry.id.name: entry for entry in resource.body if isinstance(entry, ast.Message)}


def uses(message: ast.Message) -> Uses:
    visitor = Uses()
    visitor.visit(message)
    return visitor


@pytest.mark.parametrize("path", ALL_FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_catalogue_is_well_formed(path: Path) -> None:
    """Fluent understands every line, and no id stands twice."""
    resource = FluentParser().parse(path.read_text(encoding="utf-8"))
    junk = [entry.content for entry in resource.body if isinstance(entry, ast.Junk)]
    ids = [entry.id.name for entry in resource.body if isinstance(entry, ast.Message)]
    assert junk == []
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize(("english", "arabic"), PAIRS)
def test_both_languages_have_the_same_texts(english: Path, arabic: Path) -> None:
    """No text is missing in a language, and each takes the same variables (a number may vanish in an Arabic dual)."""
    english_messages, arabic_messages = messages(english), messages(arabic)
    assert english_messages.keys() == arabic_messages.keys()
    for text_id, message in english_messages.items():
        assert uses(message).variables == uses(arabic_messages[text_id]).variables, text_id


@pytest.mark.parametrize(("english", "arabic"), PAIRS)
def test_counted_texts_have_every_plural(english: Path, arabic: Path) -> None:
    """What English counts in one and other, Arabic counts in its six forms."""
    arabic_messages = messages(arabic)
    for text_id, message in messages(english).items():
        for keys in uses(message).selections:
            if keys & FULL_ARABIC - {"other"}:
                assert "other" in keys, text_id
                counted = [
                    found for found in uses(arabic_messages[text_id]).selections if found & FULL_ARABIC
                ]
                assert counted, text_id
                assert all(found >= FULL_ARABIC for found in counted), text_id


@pytest.mark.parametrize("path", [english for _, english, _ in files()], ids=lambda path: path.stem)
def test_english_counts_in_the_forms_that_it_has(path: Path) -> None:
    """A form it does not have is never chosen: none of something is written as the number 0."""
    for text_id, message in messages(path).items():
        for keys in uses(message).selections:
            assert not keys & (FULL_ARABIC - {"one", "other"}), text_id


def test_no_id_stands_in_two_rooms() -> None:
    """One id, one text."""
    seen: dict[str, str] = {}
    for path in sorted((ROOMS / "en").glob("*.ftl")):
        for text_id in messages(path):
            assert seen.setdefault(text_id, path.stem) == path.stem, text_id


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_quick_way_and_fluent_agree(language: str) -> None:
    """Every text reads the same whether it is formatted here or by fluent.runtime."""
    sources = [*i18n.read_catalogue(language), (CONTRACT / f"{language}.ftl").read_text(encoding="utf-8")]
    quick = Catalogue(language, sources)
    bundle = FluentBundle([language], use_isolating=False)
    for source in sources:
        bundle.add_resource(FluentResource(source))
    for source in sources:
        for entry in FluentParser().parse(source).body:
            if isinstance(entry, ast.Message) and quick.is_simple(entry.id.name):
                _compare(quick, bundle, entry)


def _compare(quick: Catalogue, bundle: FluentBundle, message: ast.Message) -> None:
    found = uses(message)
    pattern = bundle.get_message(message.id.name).value
    for number in (0, 1, 2, 3, 11, 100):
        params: dict[str, catalogue.Param] = dict.fromkeys(found.variables, number)
        assert bundle.format_pattern(pattern, params)[0] == quick.format(message.id.name, params)
    words: dict[str, catalogue.Param] = dict.fromkeys(found.variables, "word")
    assert bundle.format_pattern(pattern, words)[0] == quick.format(message.id.name, words)
