"""References, dates, stages, postcodes and numbers, however they are typed; languages by any of their names."""

import pytest

from bot.understanding import examples
from bot.understanding.entities import EntityFinder
from bot.understanding.train import BOT
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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("it has been like this since March", "since March"),
        ("three weeks ago it broke", "three weeks ago"),
        ("no heat last winter", "last winter"),
        ("it broke on 12/3/2025 at night", "on 12/3/2025"),
        ("2025-03-12", "2025-03-12"),
        ("mould since I moved in", "since I moved in"),
        ("2 months no lift", "2 months"),
        ("out for about a year now", "for about a year now"),
        ("on the 12th of March 2025 at 5pm", "on the 12th of March 2025"),
        ("two and a half years ago", "two and a half years ago"),
        ("the day before yesterday", "the day before yesterday"),
        ("no tengo luz desde hace tres meses", "desde hace tres meses"),
        ("desde el invierno pasado", "desde el invierno pasado"),
        ("nie działa od dwóch tygodni", "od dwóch tygodni"),
        ("w zeszłym roku się zepsuło", "w zeszłym roku"),
        ("nu merge acum două săptămâni", "acum două săptămâni"),
        ("de când m-am mutat", "de când m-am mutat"),
        ("বয়লার নষ্ট তিন সপ্তাহ আগে", "তিন সপ্তাহ আগে"),
        ("মার্চ থেকে পানি নেই", "মার্চ থেকে"),
        ("lift tin shoptaho age noshto", "tin shoptaho age"),
        ("march theke pani nai", "march theke"),
        ("لا يوجد ماء منذ ثلاثة أشهر", "منذ ثلاثة أشهر"),
        ("معطل من شهرين", "من شهرين"),
        ("não há luz desde março", "desde março"),
        ("há três semanas que não funciona", "há três semanas"),
        ("لفٹ تین ہفتے پہلے خراب ہوئی", "تین ہفتے پہلے"),
        ("پچھلے سال سے نمی ہے", "پچھلے سال سے"),
        ("boiler do mahine se band hai", "do mahine se"),
        ("pichle saal se leak hai", "pichle saal se"),
        ("ਦੋ ਮਹੀਨਿਆਂ ਤੋਂ ਪਾਣੀ ਨਹੀਂ", "ਦੋ ਮਹੀਨਿਆਂ ਤੋਂ"),
        ("ਪਿਛਲੇ ਸਾਲ ਤੋਂ", "ਪਿਛਲੇ ਸਾਲ ਤੋਂ"),
        ("电梯三个星期前坏了", "三个星期前"),
        ("自从我搬进来以后就漏水", "自从我搬进来以后"),
        ("pas d'eau depuis trois mois", "depuis trois mois"),
        ("depuis que j'ai emménagé", "depuis que j'ai emménagé"),
    ],
)
def test_when_something_began_is_found_in_every_language(understanding: Understanding, text: str, value: str) -> None:
    assert _named(understanding, "started", text) == [value]


@pytest.mark.parametrize(
    "text",
    ["it may be broken", "they march up the stairs", "2 years old", "every 2 weeks", "in 3 days", "flat 12/3", "999"],
)
def test_not_every_number_is_a_date(understanding: Understanding, text: str) -> None:
    assert _named(understanding, "started", text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("take it to Stage 2", "2"),
        ("stage two please", "2"),
        ("the 2nd stage", "2"),
        ("second stage", "2"),
        ("stage one answer", "1"),
        ("the informal stage", "informal"),
        ("final stage", "final"),
        ("segunda etapa", "2"),
        ("etapa 3", "3"),
        ("etap 2", "2"),
        ("drugi etap", "2"),
        ("etapa a doua", "2"),
        ("deuxième étape", "2"),
        ("étape finale", "final"),
        ("terceira etapa", "3"),
        ("المرحلة الثانية", "2"),
        ("المرحلة ٢", "2"),
        ("دوسرا مرحلہ", "2"),
        ("dusra marhala", "2"),
        ("দ্বিতীয় ধাপ", "2"),
        ("ধাপ ২", "2"),
        ("ditiyo dhap", "2"),
        ("ਦੂਜਾ ਪੜਾਅ", "2"),
        ("第二阶段", "2"),
        ("第一阶段", "1"),
    ],
)
def test_the_landlords_stage_is_known_as_people_say_it(understanding: Understanding, text: str, value: str) -> None:
    assert _named(understanding, "stage", text) == [value]


@pytest.mark.parametrize("text", ["at this stage", "on stage", "he has stage 4 cancer", "two flats", "the last one"])
def test_not_every_stage_is_the_landlords(understanding: Understanding, text: str) -> None:
    assert _named(understanding, "stage", text) == []


@pytest.mark.parametrize(
    "text",
    ["SE1 3HN", "se13hn", "SE1-3HN", "se 1 3hn", "postcode:SE1 3HN.", "我的邮编SE1 3HN", "(se1  3hn)", "الرمز SE1 3HN"],
)
def test_a_postcode_is_found_in_any_shape(understanding: Understanding, text: str) -> None:
    assert _named(understanding, "postcode", text) == ["SE1 3HN"]


@pytest.mark.parametrize(
    "text", ["LMJ-7K3F-92QD", "lmj 7k3f 92qd", "at 2 3rd floor", "be 2 5am", "XX1 3HN", "SE1 3H", "b12"]
)
def test_what_only_looks_like_a_postcode_is_left_alone(understanding: Understanding, text: str) -> None:
    assert _named(understanding, "postcode", text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("07700 900123", "07700 900123"),
        ("ring 07700900123 please", "07700900123"),
        ("+44 7700 900123", "+44 7700 900123"),
        ("+44 (0)20 7946 0000", "+44 (0)20 7946 0000"),
        ("(020) 7946-0000.", "(020) 7946-0000"),
        ("0048 601 234 567", "0048 601 234 567"),
        ("رقمي ٠٧٧٠٠٩٠٠١٢٣", "07700900123"),
        ("নম্বর ০৭৭০০৯০০১২৩", "07700900123"),
        ("我的电话07700900123", "07700900123"),
    ],
)
def test_a_phone_number_is_found_with_any_gaps_and_digits(understanding: Understanding, text: str, value: str) -> None:
    assert _named(understanding, "phone", text) == [value]


@pytest.mark.parametrize(
    "text", ["999", "101", "01/02/2025", "01.02.2025 10:30", "12345678", "flat 0700", "LMJ-7K3F-92QD"]
)
def test_what_only_looks_like_a_phone_number_is_left_alone(understanding: Understanding, text: str) -> None:
    assert _named(understanding, "phone", text) == []


@pytest.mark.parametrize(
    "text", ["it is amina.b+1@example.co.uk.", "mail:amina.b+1@example.co.uk,", "(amina.b+1@example.co.uk)"]
)
def test_an_email_address_is_found_without_what_stands_around_it(understanding: Understanding, text: str) -> None:
    assert _named(understanding, "email", text) == ["amina.b+1@example.co.uk"]


def test_of_two_that_overlap_the_longer_one_counts(understanding: Understanding) -> None:
    assert _named(understanding, "started", "since about two and a half years ago") == [
        "since about two and a half years ago"
    ]


def test_a_long_letter_is_searched_at_its_beginning_and_at_its_end(understanding: Understanding) -> None:
    text = f"SE1 3HN {'the lift is broken ' * 600} 07700 900123"
    assert _named(understanding, "postcode", text) == ["SE1 3HN"]
    assert _named(understanding, "phone", text) == ["07700 900123"]


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a ",
        "1",
        "07700 ",
        "since ",
        "for about ",
        "a@",
        "a.",
        "desde hace ",
        "од ",
        "一",
        " ",
        "stage no ",
        "early late ",
    ],
)
def test_ten_thousand_characters_are_searched_to_the_end(piece: str) -> None:
    """A pattern that goes astray would not come back; `make bench` says how long it takes."""
    finder = EntityFinder.of(examples.read(BOT / "data" / "nlu"))
    text = (piece * 10_000)[:10_000]
    assert all(0 <= found["start"] < found["end"] <= len(text) for found in finder.find(text))
