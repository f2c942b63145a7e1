"""Every word a resident meets in the rules and the data reads easily: short sentences, at most age eleven each."""

from collections.abc import Iterator

import pytest

from portal import wording
from portal.domain import journey, safety, terms, timeline, triage
from portal.domain.policy import Policy, Stage
from portal.files.emergencies import load_emergencies
from portal.files.journeys import JOURNEYS, load_journey
from portal.files.packs import Packs
from tests.domain.reading_age import reading_age, sentences, syllables, words

MOST_WORDS = 24
OLDEST = 11
TOO_SHORT_TO_MEASURE = 6
"""A label of fewer words has no grade: "Email" alone would need an age of thirteen."""

EXCEPTIONS = {
    "They cannot say because of illness or disability": "the words people use of themselves",
    "This can be because of a disability, an illness or anything else.": "the words people use of themselves",
    "At our office on Leathermarket St, or with any member of staff on your estate": "the street's own name",
    "A director or a senior manager": "the names of the jobs",
    "Phone the gas emergency number from outside.": "the number's own name, to be found by it",
}
NEVER_SAID = ("please note", "kindly", "in order to", "unfortunately", "!", "calm down", "simplified")


def of_journeys() -> Iterator[str]:
    for path in JOURNEYS.glob("*.yaml"):
        asked = load_journey(path.stem)
        yield asked.title
        yield from asked.headings.values()
        for question in asked.questions:
            yield from (question.words, question.short, question.hint, question.chat, question.missing)
            for option in question.options:
                yield from (option.words, option.hint, option.says)


def of_packs() -> Iterator[str]:
    for policies in Packs.load().policies.values():
        for policy in policies:
            yield from of_policy(policy)
            yield from (words for stage in policy.stages for words in of_stage(stage))


def of_policy(policy: Policy) -> Iterator[str]:
    said = (policy.definition, policy.service_request, policy.who_may_complain, policy.representative, policy.anonymous)
    yield from (each.words for each in (*said, policy.complaints_officer, policy.informal_first))
    yield from (words for kind in policy.kinds for words in (kind.name, kind.words))
    yield from (policy.contacts.in_person, *(channel.words for channel in policy.channels))
    for excluded in policy.exclusions:
        yield from (excluded.words, excluded.means, excluded.instead, excluded.who)
    yield from (choice.words for choice in (*policy.outcomes, *policy.remedies, *policy.adjustments, *policy.pauses))
    yield from (words for each in policy.not_ours for words in (each.words, each.who))
    behaviour = policy.unreasonable_behaviour
    yield from (behaviour.words, behaviour.review, *behaviour.steps, *behaviour.who)
    if policy.money:
        yield from (policy.money.words, *policy.money.who)
    if policy.closing:
        yield policy.closing.words
    yield from (linked.about for linked in policy.linked_policies)


def of_stage(stage: Stage) -> Iterator[str]:
    yield from (stage.name, stage.responder, *stage.deputies, stage.words, stage.hearing, stage.gate)


def of_terms() -> Iterator[str]:
    yield from (*terms.PROMISES.values(), *terms.UNLESS.values(), *terms.CHANNELS.values())


def of_emergencies() -> Iterator[str]:
    for advice in load_emergencies().by_topic.values():
        yield from advice.words


def of_rules() -> Iterator[str]:
    yield from (*journey.MISSING.values(), journey.TOO_LONG, journey.EMAIL, journey.PHONE, journey.FILES)
    yield from (*timeline.MADE.values(), *timeline.SENTENCES.values(), timeline.FROM_YOU, timeline.FROM_US)
    yield from (*safety.HEADINGS.values(), safety.KEPT, safety.LANDLORD_LINE)
    yield from (*wording.WHAT.values(), *wording.STARTED.values(), *wording.SOURCES.values())
    yield from (words for both in wording.LENGTHS.values() for words in both)
    yield from (*wording.WILL_START.values(), wording.WAS_LATE, wording.DAY_AFTER, wording.EXTENDED, wording.LATEST)
    yield from (wording.LONGER, wording.UNCERTAIN, wording.SAME_DAY, wording.AT_ONCE, wording.WAITS)
    yield from (wording.HAS_WAITED, wording.MORE_TIME, triage.A_PERSON_DECIDES)
    yield from (*timeline.ACTION_TAKEN.values(), *timeline.MOVED.values())
    yield from (*wording.NOTES.values(), *wording.MOVED.values())
    yield from (wording.UNTIL, wording.AT_THE_LATEST, wording.NOT_BEFORE)


SAID = sorted(
    {text for source in (of_journeys, of_packs, of_terms, of_emergencies, of_rules) for text in source() if text} - {""}
)
SENTENCES = sorted({sentence for text in SAID for sentence in sentences(text)})


def test_there_is_something_to_read() -> None:
    assert len(SENTENCES) > 200
    assert "What went wrong?" in SENTENCES


@pytest.mark.parametrize(
    ("word", "count"),
    [("me", 1), ("home", 1), ("complaint", 2), ("complaints", 2), ("asked", 1), ("wanted", 2), ("remedies", 3),
     ("people", 2), ("idea", 2), ("disability", 5), ("changes", 2), ("houses", 2), ("safely", 2), ("phone", 1)],
)  # fmt: skip
def test_syllables_are_estimated_well_enough(word: str, count: int) -> None:
    assert syllables(word) == count


def test_hard_words_are_told_from_easy_ones() -> None:
    assert reading_age("We will write to you in five days.") < 7
    assert reading_age("Acknowledgement of your representation is contingent upon verification.") > 18


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_has_fewer_than_25_words(sentence: str) -> None:
    assert len(words(sentence)) <= MOST_WORDS


@pytest.mark.parametrize("sentence", [each for each in SENTENCES if len(words(each)) >= TOO_SHORT_TO_MEASURE])
def test_a_child_of_eleven_can_read_it(sentence: str) -> None:
    assert reading_age(sentence) <= OLDEST or sentence in EXCEPTIONS


@pytest.mark.parametrize("sentence", sorted(EXCEPTIONS))
def test_an_exception_is_still_needed(sentence: str) -> None:
    assert sentence in SENTENCES, "nobody says it any more: take it from the list"
    assert reading_age(sentence) > OLDEST, "it reads easily now: take it from the list"


@pytest.mark.parametrize("text", SAID)
def test_the_voice_is_the_landlord_s(text: str) -> None:
    assert not [phrase for phrase in NEVER_SAID if phrase in text.lower()]
