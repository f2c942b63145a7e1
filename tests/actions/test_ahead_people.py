"""What a message tells of people: who acts for somebody, how somebody is reached now, and whether a time is in it."""

import pytest

from actions.ahead_acting import name, over_18, relationship
from actions.clauses import Message
from actions.fitting import names_no_time
from actions.reached import wants_to_be_reached_otherwise
from actions.said import Said
from portal.domain.consent import RELATIONSHIPS, SCOPES
from portal.domain.days import day_written
from portal.files.journeys import load_journey


@pytest.mark.parametrize(
    ("text", "who", "called", "age"),
    [
        ("my sister Ana Nowak will do this for me", "family", "Ana Nowak", ""),
        ("my daughter, she is called Maria, she is 23", "family", "Maria", "adult"),
        ("i got an advocate now", "advocate", "", ""),
        ("my solicitor Mr. Khan of Khan and Sons", "solicitor", "", ""),
        ("my son speaks for me, he is 15", "family", "", "minor"),
        ("my friend is Disgusted", "family", "", ""),
        ("she is 12.12.2027", "", "", ""),
        ("اختي تتكلم نيابة عني", "family", "", ""),
    ],
)
def test_who_acts_for_somebody(text: str, who: str, called: str, age: str) -> None:
    message = Message.of(text, ())
    found = ["".join(read(message)) for read in (relationship, name, over_18)]
    assert found[0] == who
    assert called in found[1]
    assert found[2] == age


@pytest.mark.parametrize(
    "text",
    [
        "ive got a new phone number", "my number has changed", "change my email", "i moved house",
        "my email is wrong now",
        "dont leave messages on my phone any more", "zmienił mi się numer telefonu", "tengo un número nuevo",
        "رقمي الجديد", "میرا نمبر بدل گیا ہے", "我换了手机",
    ],
)  # fmt: skip
def test_reached_otherwise(text: str) -> None:
    assert wants_to_be_reached_otherwise(text)


@pytest.mark.parametrize(
    "text",
    ["the lift is broken", "i want to complain", "nobody rang me", "what is your phone number", "we moved in last year",
     "my new boiler is broken"],
)  # fmt: skip
def test_not_reached_otherwise(text: str) -> None:
    assert not wants_to_be_reached_otherwise(text)


@pytest.mark.parametrize("text", ["12 Oak Road", "flat 4", "Rosa Delgado", "the boiler man", "12 oak road last"])
def test_no_time_is_in_it(text: str) -> None:
    assert names_no_time(Said(text, "nlu_fallback", 0.3), "")
    assert not names_no_time(Said(text, "nlu_fallback", 0.3), text), "said twice, it is taken"


@pytest.mark.parametrize(
    "text",
    ["since we moved in", "when the new windows went in", "always", "2019", "long time", "after the storm", "od zawsze",
     "i do not know", "منذ أن سكنا", "12 Oak Road since 2019"],
)  # fmt: skip
def test_a_time_is_in_it(text: str) -> None:
    assert not names_no_time(Said(text, "nlu_fallback", 0.3), "")


@pytest.mark.parametrize(
    "text", ["31 12 2027", "31/12/2027", "31.12.2027", "31st December 2027", "31 dec 2027", "2027-12-31"]
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    day = day_written(text)
    assert day
    assert day.isoformat() == "2027-12-31"


@pytest.mark.parametrize("text", ["", "soon", "31 13 2027", "30 2 2027", "31 12", "12 months from now", "31 x 2027"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_written(text) is None


def test_everything_that_can_be_allowed_is_asked_in_its_own_words() -> None:
    """One list for staff, messages, pages and chat."""
    journey = load_journey("representative")
    for id, words in (("scope", SCOPES), ("relationship", RELATIONSHIPS)):
        question = journey.question(id)
        assert question
        assert {option.value: option.words for option in question.options} == {str(k): v for k, v in words.items()}
