"""Answers that a story gives to questions not asked yet, and what is left to ask because it is not plain."""

from collections.abc import Mapping, Sequence

import pytest

from actions.ahead import AHEAD, understood_ahead
from bot.understanding import examples
from bot.understanding.entities import EntityFinder
from bot.understanding.train import BOT
from portal.domain.draft import Answer
from portal.domain.journey import Question, options, problem_with, read
from portal.files.journeys import load_journey
from portal.files.packs import POLICIES, load_pack

COMPLAINT = load_journey("complaint")
POLICY = load_pack(POLICIES / "leathermarket-jmb" / "2024.yaml")
JOHNNIE_JOHNSON = load_pack(POLICIES / "johnnie-johnson" / "2020.yaml")
Given = Mapping[str, Sequence[str]]


@pytest.fixture(scope="module")
def finder() -> EntityFinder:
    return EntityFinder.of(examples.read(BOT / "data" / "nlu"))


def offered(question: Question) -> Sequence[tuple[str, str]]:
    return [(option.value, option.words) for option in options(question, POLICY, [("en", "English")])]


def understood(
    finder: EntityFinder, text: str, answers: Mapping[str, Answer] | None = None
) -> dict[str, tuple[str, ...]]:
    return understood_ahead(text, finder.find(text), COMPLAINT.questions, answers or {}, offered)


EVERYTHING = (
    "I'm in flat 4, the boiler has been off since March, ring me after six on 07700 900123, I am Amina, "
    "I told you three times already, it is still off, I want it fixed and an apology"
)
STORIES: Sequence[tuple[str, Given]] = (
    (
        EVERYTHING,
        {
            "address": ["flat 4"], "started": ["since March"], "contact_by": ["phone"], "phone": ["07700 900123"],
            "contact_when": ["after six"], "name": ["Amina"], "told_before": ["told"], "still_going": ["still"],
            "remedies": ["apology", "action"],
        },
    ),
    # When it started
    ("the boiler broke three weeks ago", {"started": ["three weeks ago"]}),
    ("no hot water since last winter", {"started": ["since last winter"]}),
    ("It started on 12/3/2025", {"started": ["on 12/3/2025"]}),
    ("the damp has been there since I moved in", {"started": ["since I moved in"]}),
    ("lift out of order for about a year", {"started": ["for about a year"]}),
    ("Since March, the heating has been off", {"started": ["Since March"]}),
    ("the roof leaks. it all began in December 2025", {"started": ["in December 2025"]}),
    ("mould everywhere for ages", {"started": ["for ages"]}),
    ("2 months no heating", {"started": ["2 months"]}),
    ("yesterday the ceiling fell on the bed", {"started": ["yesterday"]}),
    ("water has been coming through the roof since 3rd of June", {"started": ["since 3rd of June"]}),
    ("desde marzo no funciona la calefacción", {"started": ["desde marzo"]}),
    ("od trzech tygodni nie działa ogrzewanie", {"started": ["od trzech tygodni"]}),
    ("de trei luni nu merge căldura", {"started": ["de trei luni"]}),
    ("depuis l'hiver dernier le chauffage ne marche pas", {"started": ["depuis l'hiver dernier"]}),
    ("há três semanas o elevador está avariado", {"started": ["há três semanas"]}),
    ("التدفئة معطلة منذ ثلاثة أشهر", {"started": ["منذ ثلاثة أشهر"]}),
    ("ہیٹنگ تین ہفتے سے خراب ہے", {"started": ["تین ہفتے سے"]}),
    ("heating teen haftay se kharab hai", {"started": ["teen haftay se"]}),
    ("দুই মাস ধরে বয়লার নষ্ট", {"started": ["দুই মাস ধরে"]}),
    ("dui mash dhore boiler nosto", {"started": ["dui mash dhore"]}),
    ("ਦੋ ਮਹੀਨਿਆਂ ਤੋਂ ਹੀਟਿੰਗ ਖਰਾਬ ਹੈ", {"started": ["ਦੋ ਮਹੀਨਿਆਂ ਤੋਂ"]}),
    ("暖气从三月开始坏了", {"started": ["从三月开始"]}),
    # Whether we were told
    ("I told them three weeks ago", {"told_before": ["told"]}),
    ("ive rang u loads of times and nothing", {"told_before": ["told"]}),
    ("I reported it in March and nobody came", {"told_before": ["told"]}),
    ("I have emailed the repairs team twice", {"told_before": ["told"]}),
    ("we complained before about this", {"told_before": ["told"]}),
    ("you have been told about it already", {"told_before": ["told"]}),
    ("it has been reported three times", {"told_before": ["told"]}),
    ("This is the first time I am telling you about the gate", {"told_before": ["first_time"]}),
    ("I haven't reported it before, the gate sticks", {"told_before": ["first_time"]}),
    ("ya les dije tres veces", {"told_before": ["told"]}),
    ("mówiłam wam już o tym", {"told_before": ["told"]}),
    ("v-am spus de multe ori", {"told_before": ["told"]}),
    ("já avisei várias vezes", {"told_before": ["told"]}),
    ("je vous ai déjà dit", {"told_before": ["told"]}),
    ("أخبرتكم مرات كثيرة", {"told_before": ["told"]}),
    ("آپ کو کئی بار بتایا ہے", {"told_before": ["told"]}),
    ("aap ko kai baar bataya hai", {"told_before": ["told"]}),
    ("আপনাদের অনেকবার বলেছি", {"told_before": ["told"]}),
    ("ਤੁਹਾਨੂੰ ਕਈ ਵਾਰ ਦੱਸਿਆ ਹੈ", {"told_before": ["told"]}),
    ("我已经告诉你们三次了", {"told_before": ["told"]}),
    # Whether it goes on
    ("the tap is still dripping", {"still_going": ["still"]}),
    ("it hasn't been fixed", {"still_going": ["still"]}),
    ("The noise comes and goes", {"still_going": ["comes_back"]}),
    ("the lift is on and off all week", {"still_going": ["comes_back"]}),
    ("the man was rude but it is fixed now", {"still_going": ["over"]}),
    # What would put it right
    ("I want compensation", {"remedies": ["money"]}),
    ("I would like an explanation and an apology please", {"remedies": ["apology", "explanation"]}),
    ("we want the door mended, a refund and to know why", {"remedies": ["explanation", "action", "money"]}),
    ("please just fix it", {"remedies": ["action"]}),
    ("i dont want money, i want it repaired", {"remedies": ["action"]}),
    ("I WANT COMPENSATION AND AN APOLOGY", {"remedies": ["apology", "money"]}),
    # Who and where
    ("My name is Amina Begum", {"name": ["Amina Begum"]}),
    ("my name is amina begum, the door sticks", {"name": ["amina begum"]}),
    ("Hello, I'm Tom O'Brien from flat 12", {"name": ["Tom O'Brien"], "address": ["flat 12"]}),
    ("The bin store is a disgrace. Kind regards, José García", {"name": ["José García"]}),
    ("nazywam się Ana Nowak", {"name": ["Ana Nowak"]}),
    ("I live at 12 Long Lane SE1 3HN", {"address": ["12 Long Lane"], "postcode": ["SE1 3HN"]}),
    ("Flat 4, 12 Long Lane, se13hn. The gate sticks", {"address": ["Flat 4, 12 Long Lane"], "postcode": ["SE1 3HN"]}),
    (
        "my address is 7 Kipling House and my postcode is SE1-3HN",
        {"address": ["7 Kipling House"], "postcode": ["SE1 3HN"]},
    ),
    ("The lift sticks. Flat 12, Kipling House. Thank you", {"address": ["Flat 12, Kipling House"]}),
    ("this is Ahmed from flat 3", {"name": ["Ahmed"], "address": ["flat 3"]}),
    ("mieszkam SE1 3HN", {"postcode": ["SE1 3HN"]}),
    # For whom
    ("I am writing on behalf of my mum", {"for_whom": ["someone_else"]}),
    ("for my nan, her door does not shut", {"for_whom": ["someone_else"]}),
    ("I'm complaining on behalf of all the residents", {"for_whom": ["group"]}),
    # How to reach them
    ("ring me on 07700 900123", {"contact_by": ["phone"], "phone": ["07700 900123"]}),
    (
        "please text me on 07700900123 any time",
        {"contact_by": ["text"], "phone": ["07700900123"], "contact_when": ["any time"]},
    ),
    ("ring or text me between 9 and 5", {"contact_by": ["phone", "text"], "contact_when": ["between 9 and 5"]}),
    ("don't ring me, email me at amina@example.com", {"contact_by": ["email"], "email": ["amina@example.com"]}),
    (
        "call me on +44 7700 900123 after 6pm, not on Mondays",
        {"contact_by": ["phone"], "phone": ["+44 7700 900123"], "contact_when": ["after 6pm, not on Mondays"]},
    ),
    ("the gate sticks. amina@example.com", {"email": ["amina@example.com"]}),
    ("Amina, 07700 900123", {"phone": ["07700 900123"]}),
    ("mi número es 07700 900123", {"phone": ["07700 900123"]}),
    ("رقمي 07700900123", {"phone": ["07700900123"]}),
    ("我的电话07700900123", {"phone": ["07700900123"]}),
    ("email me amina@example.com", {"contact_by": ["email"], "email": ["amina@example.com"]}),
    ("Told council 3x", {"told_before": ["told"]}),
    ("i would rather a text", {"contact_by": ["text"]}),
)  # fmt: skip
NOT_PLAIN: Sequence[tuple[str, str]] = (
    ("I told them three weeks ago", "started"),
    ("the engineer came last winter", "started"),
    ("I have lived here for 20 years and the door sticks", "started"),
    ("nobody has answered since March", "started"),
    ("the boiler broke in March and broke again in June", "started"),
    ("my daughter was born three weeks ago", "started"),
    ("you promised it within 2 weeks", "started"),
    ("I complained in January, the heating is off", "started"),
    ("hace tres semanas les dije que no funciona", "started"),
    ("I told my neighbour to turn it down", "told_before"),
    ("I called the police and I told them everything", "told_before"),
    ("I have never told anyone", "told_before"),
    ("you told me to wait", "told_before"),
    ("nobody told you?", "told_before"),
    ("nunca les dije nada", "told_before"),
    ("I reported it to the police", "told_before"),
    ("I told you my name is Amina", "told_before"),
    ("I am still waiting for a reply", "still_going"),
    ("he is still in hospital", "still_going"),
    ("it was fixed in June and broke again", "still_going"),
    ("I do not want compensation", "remedies"),
    ("I want an apology from whoever lost my refund form", "contact_by"),
    ("they said sorry", "remedies"),
    ("I want to know when somebody is coming", "remedies"),
    ("the compensation was too little", "remedies"),
    ("I want to talk about the refund form", "remedies"),
    ("I am Disgusted", "name"),
    ("I'm Furious, nobody comes", "name"),
    ("I am Polish, I do not write well", "name"),
    ("I AM LIVID", "name"),
    ("my name is not on the list", "name"),
    ("Thanks Bob", "name"),
    ("This is Discrimination", "name"),
    ("it's Friday and nobody came", "name"),
    ("please call me Amina", "contact_by"),
    ("the manager's name is Bob Smith", "name"),
    ("flat 7 is playing loud music", "address"),
    ("I live above flat 7", "address"),
    ("the leak is from flat 9 upstairs", "address"),
    ("I live in a flat with 3 rooms", "address"),
    ("your office at SE1 4XX is shut", "postcode"),
    ("I want to move to SE16 2AB", "postcode"),
    ("this is dangerous for my mum", "for_whom"),
    ("I want to stay anonymous", "for_whom"),
    ("nobody would call me back", "contact_by"),
    ("they call me names", "contact_by"),
    ("you said you would ring me on Monday", "contact_by"),
    ("the man texted me", "contact_by"),
    ("I rang 020 7946 0000 and nobody answered", "phone"),
    ("your number 020 7946 0000 is always engaged", "phone"),
    ("I emailed repairs@example.org twice", "email"),
    ("the noise is after six on Mondays", "contact_when"),
    ("ring me, the boiler goes off after six", "contact_when"),
    ("ring me on 07700 900123 or 07700 900456", "phone"),
)


@pytest.mark.parametrize(("text", "given"), STORIES, ids=[text[:40] for text, _ in STORIES])
def test_what_is_said_plainly_is_understood_and_nothing_more(finder: EntityFinder, text: str, given: Given) -> None:
    assert understood(finder, text) == {id: tuple(values) for id, values in given.items()}


@pytest.mark.parametrize(("text", "question"), NOT_PLAIN, ids=[text[:40] for text, _ in NOT_PLAIN])
def test_what_is_not_plain_is_asked(finder: EntityFinder, text: str, question: str) -> None:
    assert question not in understood(finder, text)


@pytest.mark.parametrize(("text", "_"), STORIES, ids=[text[:40] for text, _ in STORIES])
def test_every_answer_is_one_that_the_page_would_take(finder: EntityFinder, text: str, _: Given) -> None:
    for id, values in understood(finder, text).items():
        question = COMPLAINT.question(id)
        assert question
        assert problem_with(question, read(question, values), POLICY) is None


def test_what_is_answered_is_left_alone(finder: EntityFinder) -> None:
    answers = {"name": "Zofia", "started": "", "phone": "020 7946 0000"}
    found = understood(finder, EVERYTHING, answers)
    assert not set(answers) & set(found)
    assert found["address"] == ("flat 4",)


def test_only_questions_of_this_journey_are_answered(finder: EntityFinder) -> None:
    feedback = load_journey("feedback")
    found = understood_ahead(EVERYTHING, finder.find(EVERYTHING), feedback.questions, {}, offered)
    assert found == {"name": ("Amina",)}


def test_a_wish_is_one_that_this_policy_knows(finder: EntityFinder) -> None:
    remedies = COMPLAINT.question("remedies")
    assert remedies
    text = "I want it fixed and an explanation"
    found = understood_ahead(
        text, finder.find(text), [remedies], {}, lambda q: [(o.value, o.words) for o in options(q, JOHNNIE_JOHNSON)]
    )
    assert found == {"remedies": ("put_right",)}


def test_some_things_are_always_asked() -> None:
    asked = {
        "in_court",
        "also_true",
        "safe_message",
        "pass_on",
        "language",
        "story",
        "adjustments",
        "photos",
        "outcome",
    }
    assert not asked & set(AHEAD)


def test_without_entities_what_stands_in_words_is_still_understood() -> None:
    found = understood_ahead(EVERYTHING, (), COMPLAINT.questions, {}, offered)
    assert found["name"] == ("Amina",)
    assert "phone" not in found


@pytest.mark.parametrize(
    "piece",
    ["a", " ", "1", "a, ", "I want ", "ring me ", "I'm in flat 4 ", "I am Amina ", "told you ", "since March ", "一"],
)
def test_ten_thousand_characters_are_read_to_the_end(finder: EntityFinder, piece: str) -> None:
    """A pattern that goes astray would not come back; `make bench` says how long it takes."""
    text = (piece * 10_000)[:10_000]
    given = understood_ahead(text, finder.find(text), COMPLAINT.questions, {}, offered)
    assert set(given) <= {question.id for question in COMPLAINT.questions}
