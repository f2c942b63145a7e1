"""The catalogues: fresh, complete, and with every placeholder where it was."""

import re

import pytest
from babel.messages import Catalog, Message

from portal.files import catalogues
from portal.files.packs import Packs
from portal.languages import ENGLISH

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%")
TAG = re.compile(r"</?\w+[^>]*>")


@pytest.fixture(scope="module")
def collected() -> Catalog:
    """Every word to translate, as the code and the data are now."""
    return catalogues.collected()


@pytest.fixture(scope="module", params=catalogues.translated())
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    """Each language's catalogue in turn."""
    return catalogues.read(request.param)


def translations(catalogue: Catalog) -> list[tuple[Message, str]]:
    """Every translation, with what it translates."""
    return [
        (message, form)
        for message in catalogue
        if message.id
        for form in (message.string if isinstance(message.string, list | tuple) else [message.string])
    ]


def shape(words: str) -> list[str]:
    """What a translator must not touch."""
    return sorted(PLACEHOLDER.findall(words) + TAG.findall(words))


def test_the_template_is_what_the_code_says(collected: Catalog) -> None:
    assert catalogues.TEMPLATE.read_bytes() == catalogues.as_text(collected), "run `make words`"


def test_every_language_of_every_pack_has_a_catalogue() -> None:
    named = {code for packs in Packs.load().policies.values() for policy in packs for code in policy.languages}
    assert named - {ENGLISH.code} <= set(catalogues.translated())


def test_nothing_is_left_untranslated(catalogue: Catalog, collected: Catalog) -> None:
    assert list(catalogues.untranslated(catalogue, collected)) == []


def test_nothing_is_translated_that_nobody_says(catalogue: Catalog, collected: Catalog) -> None:
    said = {message.id for message in collected}
    assert [message.id for message in catalogue if message.id not in said] == [], "run `make words`"


def test_placeholders_and_tags_are_intact(catalogue: Catalog) -> None:
    broken = []
    for message, form in translations(catalogue):
        originals = message.id if isinstance(message.id, list | tuple) else [message.id]
        # A plural form for one thing may leave the number out.
        allowed = [shape(each) for each in originals] + [
            [p for p in shape(each) if p != "%(num)s"] for each in originals
        ]
        if form and shape(form) not in (allowed if len(originals) > 1 else allowed[:1]):
            broken.append((message.id, form))
    assert broken == []


def test_every_translation_can_be_filled(catalogue: Catalog) -> None:
    class Anything(dict[str, str]):
        def __missing__(self, key: str) -> str:
            return "1"

    for message, form in translations(catalogue):
        if "%(" in str(message.id):
            assert form % Anything() is not None


def test_no_translation_ends_or_begins_in_space(catalogue: Catalog) -> None:
    assert [form for _, form in translations(catalogue) if form != form.strip()] == []


def test_the_voice_holds(collected: Catalog) -> None:
    """No exclamation marks, and none of the words that make people feel handled."""
    unwanted = re.compile(r"!|please note|kindly|in order to|unfortunately", re.IGNORECASE)
    assert [message.id for message in collected if message.id and unwanted.search(str(message.id))] == []
