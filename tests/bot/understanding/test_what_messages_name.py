"""References, however they are typed, and languages by any of their names."""

import pytest

from bot.understanding.understand import Understanding


def _named(understanding: Understanding, entity: str, text: str) -> list[str]:
    return [found["value"] for found in understanding.parse(text)["entities"] if found["entity"] == entity]


@pytest.mark.parametrize(
    "text",
    [
        "LMJ-7K3F-92QD",
        "lmj-7k3f-92qd",
        "my ref is LMJ-7K3F-92QD.",
        "LMJ 7K3F 92QD",
        "lmj7k3f92qd",
        "(LMJ-7K3F-92QD)",
        "ref:LMJ–7K3F–92QD",
        "رقمي LMJ-7K3F-92QD شكرا",
    ],
)
def test_a_reference_is_found_in_any_shape(understanding: Understanding, text: str) -> None:
    assert _named(understanding, "reference", text) == ["LMJ-7K3F-92QD"]


@pytest.mark.parametrize(
    "text",
    [
        "the very same day",
        "flat 7395 west tower",
        "on 23 June 2024 they came",
        "LMJ-7K3F",
        "LMJ-0K3F-92QD",
        "SE1 3HB",
        "07700 900123",
        "ZLMJAB-7K3F-92QD",
        "LMJ-7K3F-92QDX",
        "and 2345 2367",
    ],
)
def test_what_only_looks_like_a_reference_is_left_alone(understanding: Understanding, text: str) -> None:
    assert _named(understanding, "reference", text) == []


def test_an_entity_says_where_it_was_typed(understanding: Understanding) -> None:
    text = "it is lmj 7k3f 92qd and LMJ-4T8W-K3NP"
    first, second = understanding.parse(text)["entities"]
    assert text[first["start"] : first["end"]] == "lmj 7k3f 92qd"
    assert text[second["start"] : second["end"]] == "LMJ-4T8W-K3NP"
    assert set(first) == {"entity", "start", "end", "value", "extractor"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("can you speak Polish", "pl"),
        ("po polsku proszę", "pl"),
        ("بالعربي من فضلك", "ar"),
        ("Español", "es"),
        ("说中文", "zh"),
        ("easy english please", "en@easy"),
    ],
)
def test_a_language_is_known_by_any_of_its_names(understanding: Understanding, text: str, code: str) -> None:
    assert _named(understanding, "language", text) == [code]


def test_a_reference_alone_asks_after_the_case(understanding: Understanding) -> None:
    for reference in ("LMJ-7K3F-92QD", "JLV-9H2C-X7RB", "jjh d8k3 5wxe"):
        assert understanding.parse(reference)["intent"]["name"] == "check_status"
